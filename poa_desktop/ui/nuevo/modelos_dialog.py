"""Adding a línea from a plantilla: type to find, Enter adds it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.data import modelos
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.modelos import DEL_PROGRAMA, buscar, cuando, nuevos
from poa_desktop.poa.records import ModeloLinea
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.fields.note import FieldNote, notice, refusal
from poa_desktop.ui.nuevo.list_search import ListSearch
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_SIZE = (760, 480)
_MODEL = int(Qt.ItemDataRole.UserRole)

Bring = Callable[[], tuple[ModeloLinea, ...] | None]
"""Asks for another file and gives its plantillas; None when the user gives up."""


class ModelosDialog(QDialog):
    """The plantillas of the file, then those of the program. Accepted: *chosen* is to be added."""

    def __init__(
        self, session: Session, where: str, bring: Bring, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self._bring = bring
        self.setWindowTitle("Agregar línea desde plantilla")
        self.resize(*_SIZE)
        self.list = QTreeWidget()
        self.search = ListSearch(self.list, "Buscar plantilla", "Buscar plantilla")
        self.search.textChanged.connect(lambda: self._fill())
        self.search.entered.connect(self._add)
        self.search.moved.connect(self._announce)
        self.list.setAccessibleName("Plantillas de líneas")
        self.list.setHeaderLabels(["Plantilla", "Unidad", "Cuándo"])
        self.list.setUniformRowHeights(True)
        self.list.setRootIsDecorated(False)
        self.list.setItemsExpandable(False)
        self.list.setIndentation(12)
        set_role(self.list, "changes")
        self.list.currentItemChanged.connect(lambda: self._show_current())
        self.list.itemActivated.connect(lambda: self._add())
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.proof = QLabel()
        self.proof.setWordWrap(True)
        self.proof.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self.proof, "soft")
        self.where = QLabel(where)
        self.where.setTextFormat(Qt.TextFormat.PlainText)
        self.where.setWordWrap(True)
        set_role(self.where, "soft")
        self.note = FieldNote()
        self.add_button = QPushButton("&Agregar línea")
        set_role(self.add_button, "primary")
        self.add_button.setDefault(True)
        self.add_button.clicked.connect(self._add)
        self.delete_button = QPushButton("&Quitar plantilla")
        self.delete_button.clicked.connect(self.delete)
        self.bring_button = QPushButton("&Traer de otro archivo…")
        self.bring_button.clicked.connect(self.bring)
        self.close_button = QPushButton("Cancelar")
        self.close_button.clicked.connect(self.reject)
        for button in (self.delete_button, self.bring_button, self.close_button):
            button.setAutoDefault(False)
        self._lay_out()
        self._fill()

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.margin, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        for widget in (self.text, self.proof, self.where, self.note):
            column.addWidget(widget)
        row = QHBoxLayout()
        for button in (self.bring_button, self.delete_button):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.add_button, self.close_button):
            row.addWidget(button)
        column.addLayout(row)

    def _fill(self) -> None:
        self.list.clear()
        words = self.search.text()
        own = buscar(self.session.store.modelos_linea(), words)
        for title, found in (
            ("De este archivo", own),
            ("Del programa", buscar(DEL_PROGRAMA, words)),
        ):
            if not found:
                continue
            head = QTreeWidgetItem([title])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            self.list.addTopLevelItem(head)
            for each in found:
                head.addChild(_item(each))
        self.list.expandAll()
        room = self.list.viewport().width()
        self.list.setColumnWidth(0, int(room * 0.56))
        self.list.setColumnWidth(1, int(room * 0.18))
        first = self.list.topLevelItem(0)
        if first is not None:
            self.list.setCurrentItem(first.child(0))
        self._show_current()

    @property
    def chosen(self) -> ModeloLinea | None:
        """The plantilla the keyboard is on."""
        item = self.list.currentItem()
        found = None if item is None else item.data(0, _MODEL)
        assert found is None or isinstance(found, ModeloLinea)
        return found

    def _show_current(self) -> None:
        modelo = self.chosen
        self.add_button.setEnabled(modelo is not None)
        self.delete_button.setEnabled(modelo is not None and modelo.id > 0)
        if modelo is None:
            self.text.setText("Ninguna plantilla se llama así.")
            self.proof.clear()
            return
        self.text.setText(modelo.texto)
        parts = [f"Unidad: {modelo.unidad_medida}", f"Programación: {cuando(modelo)}"]
        if modelo.medio_verificacion:
            parts.append(f"Medio de verificación: {modelo.medio_verificacion}")
        if modelo.responsable:
            parts.append(f"Responsable: {modelo.responsable}")
        self.proof.setText(" · ".join(" ".join(part.split()) for part in parts))

    def _add(self) -> None:
        if self.chosen is not None:
            self.accept()

    def delete(self) -> None:
        """Remove a plantilla of the file; Ctrl+Z in the window brings it back."""
        modelo = self.chosen
        if modelo is not None and modelo.id:
            self.session.run("Quitar plantilla de línea", lambda db: modelos.delete(db, modelo.id))
            self._fill()
            self._tell(f"Se quitó «{modelo.nombre}»; Deshacer la recupera.")

    def bring(self) -> None:
        """Take the plantillas of another file that this one has not."""
        try:
            found = self._bring()
        except PoaError as error:
            self.note.show_messages([refusal(str(error))])
            return
        if found is None:
            return
        wanted = nuevos(self.session.store.modelos_linea(), found)
        if wanted:
            self.session.run(
                "Traer plantillas de líneas",
                lambda db: [modelos.add(db, each) for each in wanted],
            )
            self._fill()
        many = len(wanted)
        self._tell(
            {0: "Ese archivo no tiene plantillas que falten aquí.", 1: "Se trajo 1 plantilla."}.get(
                many, f"Se trajeron {many} plantillas."
            )
        )

    def _tell(self, sentence: str) -> None:
        self.note.show_messages([notice(sentence)])
        announce(self, sentence)

    def _announce(self) -> None:
        if self.chosen is not None:
            announce(self.search, self.chosen.nombre)


def _item(modelo: ModeloLinea) -> QTreeWidgetItem:
    item = QTreeWidgetItem([modelo.nombre, modelo.unidad_medida, cuando(modelo)])
    item.setData(0, _MODEL, modelo)
    item.setToolTip(0, plain_tip(f"{modelo.nombre}\n{modelo.texto}"))
    item.setToolTip(1, plain_tip(modelo.unidad_medida))
    item.setToolTip(2, plain_tip(cuando(modelo)))
    return item
