"""Which document, of which node and period: the controls that preview and export share."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from poa_desktop.export.document import Context, Documento
from poa_desktop.export.documents import DOCUMENTOS
from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Poa
from poa_desktop.source import source_of
from poa_desktop.tablero.scope import Selection
from poa_desktop.ui.elided_combo import ElidedCombo
from poa_desktop.ui.envio.document_options import DocumentOptions
from poa_desktop.ui.envio.period_choice import fill_periods
from poa_desktop.ui.envio.version_choice import versiones_de
from poa_desktop.ui.place import tipo_of
from poa_desktop.ui.session import Session

# pixels at least and at most
_DOCUMENTS = (88, 215)
_NODES = (76, 260)
_PERIODS = (80, 340)


class DocumentChoice(QWidget):
    """Combos of documents (optionally those of one format), of nodes and of periods; below them
    what else can be asked of the document. What cannot be made of this file is not among them.

    *nodo* is the node chosen at first, for a document that is of one. The POA's cierres are those
    of when it was made: where it stands nothing is closed meanwhile.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        formato: str | None = None,
        parent: QWidget | None = None,
        *,
        nodo: Selection | None = None,
    ) -> None:
        super().__init__(parent)
        assert session.poa is not None
        self.session = session
        self.documents = ElidedCombo(*_DOCUMENTS)
        self.documents.setAccessibleName("Documento")
        self.cierres = session.store.cierres(session.poa.id)
        plain = Context(session.municipio, session.poa, session.hoy, cierres=self.cierres)
        for kind in DOCUMENTOS:
            if (formato is None or formato in kind.writers) and kind.applies(plain):
                self.documents.addItem(kind.of(session.poa).etiqueta, kind.of(session.poa))
        self.nodes = _node_combo(session.poa, nodo)
        self.label = QLabel("&Periodo")
        self.periods = ElidedCombo(*_PERIODS)
        self.periods.setAccessibleName("Periodo")
        self.label.setBuddy(self.periods)
        fill_periods(self.periods, session.poa.ejercicio, session.periodo)
        self.options = DocumentOptions()
        row = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        self.first_label = QLabel("&Documento")
        self.first_label.setBuddy(self.documents)
        for widget in (self.first_label, self.documents, self.nodes, self.label, self.periods):
            row.addWidget(widget)
        row.addStretch()
        self._row = row
        self.row_spacing = row.spacing()
        column.addWidget(self.options)  # after the combos: Tab follows this order
        self.documents.currentIndexChanged.connect(self._changed)
        self.nodes.currentIndexChanged.connect(self._changed)
        self.periods.currentIndexChanged.connect(self._changed)
        self.options.changed.connect(self.changed)
        self._show_period_choice()

    def select_documento(self, nombre: str, version: int = 0) -> None:
        """Choose a document by its name, and the version of a closed period; 0: the usual one."""
        for place in range(self.documents.count()):
            if self.documents.itemData(place).nombre == nombre:
                self.documents.setCurrentIndex(place)
        if version:
            self.options.version.choose(version)

    @property
    def documento(self) -> Documento:
        """The chosen kind of document."""
        kind = self.documents.currentData()
        assert isinstance(kind, Documento)
        return kind

    def context(self) -> Context:
        """The frozen records that the document is made from."""
        session = self.session
        assert session.poa is not None
        kind = self.documento
        return source_of(session.store).context(
            (kind,),
            session.poa,
            session.hoy,
            self.periods.currentData() if kind.of_periodo else None,
            nodo=self.nodes.currentData() if kind.of_node else None,
            opciones=self.options.opciones(),
        )

    def _show_period_choice(self) -> None:
        for widget in (self.label, self.periods):
            widget.setVisible(self.documento.of_periodo)
        self.nodes.setVisible(self.documento.of_node)
        periodo = self.periods.currentData() if self.documento.of_periodo else None
        versiones = versiones_de(self.documento, self.cierres, periodo)
        self.options.offer(self.documento.opciones, versiones)

    def whole_width(self) -> int:
        """The width at which the texts of all combos stand whole."""
        shown = [each for each in (self.first_label, self.label) if not each.isHidden()]
        combos = [each for each in self._combos() if not each.isHidden()]
        widths = [each.sizeHint().width() for each in shown]
        widths += [each.whole_width() for each in combos]
        return sum(widths) + self.row_spacing * len(widths)

    def _combos(self) -> tuple[ElidedCombo, ...]:
        return self.documents, self.nodes, self.periods

    def _share_room(self) -> None:
        """Each combo according to its text: none is cut while another has room to spare."""
        for combo in self._combos():
            self._row.setStretchFactor(combo, combo.whole_width())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._share_room()

    def _changed(self) -> None:
        self._show_period_choice()
        self._share_room()
        self.changed.emit()


def _node_combo(poa: Poa, chosen: Selection | None) -> ElidedCombo:
    """The POA, its programas and actividades, and the línea at hand under its own block."""
    combo = ElidedCombo(*_NODES)
    combo.setAccessibleName("Programa o actividad")
    combo.addItem("Todo el POA", (TipoLugar.POA, poa.id))
    for bloque in poa.bloques:
        name = f"{bloque.clave} {' '.join(bloque.nombre.split())}"
        combo.addItem(name, (tipo_of(bloque), bloque.id))
        for clave, linea in con_clave(bloque):
            if chosen == (TipoLugar.LINEA, linea.id):
                text = f"{clave} {' '.join(linea.texto.split())}"
                combo.addItem(text, chosen)
    places = range(combo.count())
    combo.setCurrentIndex(next((i for i in places if combo.itemData(i) == chosen), 0))
    return combo
