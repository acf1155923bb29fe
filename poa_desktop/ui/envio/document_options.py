"""What can be asked of a document beyond its period: the controls that preview and export share."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from poa_desktop.export.opciones import MAX_OFICIO, Opcion, Opciones, read_oficio, read_plazo
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import fecha_corta
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.envio.version_choice import VersionChoice, Versiones
from poa_desktop.ui.theme import set_role

_OFICIO = 150  # pixels
_PLAZO = 100


class DocumentOptions(QWidget):
    """Shows the controls of the options that a document has; takes no room for one without any.

    What is typed counts when the field is left. A date that is none stays to be corrected: the
    document is made without it, and a sentence says why.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offered: frozenset[Opcion] = frozenset()
        self._known = Opciones()
        self.thumbnails = QCheckBox("Con &miniaturas")
        self.annexes = QCheckBox("&Con la evidencia anexa")
        self.oficio = QLineEdit()
        self.oficio.setAccessibleName(Opcion.OFICIO.etiqueta)
        self.oficio.setMaxLength(MAX_OFICIO)
        self.oficio.setMaximumWidth(_OFICIO)
        self.plazo = QLineEdit()
        self.plazo.setAccessibleName(Opcion.PLAZO.etiqueta)
        self.plazo.setPlaceholderText("dd/mm/aaaa")
        self.plazo.setMaximumWidth(_PLAZO)
        self.version = VersionChoice()
        self.note = QLabel()
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.note.setWordWrap(True)
        set_role(self.note, "danger")
        self._labels = {
            Opcion.OFICIO: self._label("Oficio &No.", self.oficio),
            Opcion.PLAZO: self._label("Fecha lími&te", self.plazo),
        }
        self._controls: dict[Opcion, QWidget] = {
            Opcion.MINIATURAS: self.thumbnails,
            Opcion.ANEXOS: self.annexes,
            Opcion.OFICIO: self.oficio,
            Opcion.PLAZO: self.plazo,
            Opcion.VERSION: self.version,
        }
        row = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.note)
        for opcion, control in self._controls.items():
            if opcion in self._labels:
                row.addWidget(self._labels[opcion])
            row.addWidget(control)
        row.addStretch()
        self.thumbnails.toggled.connect(self._read)
        self.annexes.toggled.connect(self._read)
        self.oficio.editingFinished.connect(self._read)
        self.plazo.editingFinished.connect(self._read)
        self.version.combo.currentIndexChanged.connect(self._read)
        self.offer(frozenset())

    def _label(self, text: str, field: QLineEdit) -> QLabel:
        label = QLabel(text)
        label.setBuddy(field)
        return label

    def offer(self, offered: frozenset[Opcion], versiones: Versiones = ()) -> None:
        """Show the controls of these options; what was given to the others is kept for later.

        Without *versiones* there is none to choose.
        """
        self.version.offer(versiones)
        self._known = replace(self._known, version=self.version.version)
        offered = offered if versiones else offered - {Opcion.VERSION}
        self._offered = offered
        for opcion, control in self._controls.items():
            control.setVisible(opcion in offered)
            if opcion in self._labels:
                self._labels[opcion].setVisible(opcion in offered)
        self.note.setVisible(bool(self.note.text()) and Opcion.PLAZO in offered)
        self.setVisible(bool(offered))

    def opciones(self) -> Opciones:
        """What is asked of the document at hand."""
        known = {each: getattr(self._known, each) for each in self._offered}
        return Opciones(**known)

    def _read(self) -> None:
        plazo, sentence = None, ""
        try:
            plazo = read_plazo(self.plazo.text())
        except PoaError as error:
            sentence = str(error)
        if plazo is not None:
            self.plazo.setText(fecha_corta(plazo))
        self._tell(sentence)
        oficio = read_oficio(self.oficio.text())
        self.oficio.setText(oficio)
        read = Opciones(
            self.thumbnails.isChecked(),
            self.annexes.isChecked(),
            oficio,
            plazo,
            self.version.version,
        )
        if read != self._known:
            self._known = read
            self.changed.emit()

    def _tell(self, sentence: str) -> None:
        if sentence and sentence != self.note.text():
            announce(self.plazo, sentence)
        self.note.setText(sentence)
        self.note.setVisible(bool(sentence) and Opcion.PLAZO in self._offered)
