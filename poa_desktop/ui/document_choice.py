"""Which document, of which period: the row of controls that preview and export share."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QWidget

from poa_desktop.export.documents import DOCUMENTOS, Context, Documento
from poa_desktop.poa.periodos import Periodo, Temporalidad, periodo_anual, periodos_de
from poa_desktop.ui.session import Session

_SHOWN = (
    Temporalidad.TRIMESTRAL,
    Temporalidad.SEMESTRAL,
    Temporalidad.CUATRIMESTRAL,
    Temporalidad.BIMESTRAL,
    Temporalidad.MENSUAL,
)


class DocumentChoice(QWidget):
    """A combo of documents (optionally those of one format) and a combo of periods."""

    changed = Signal()

    def __init__(
        self, session: Session, formato: str | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        assert session.poa is not None
        self.session = session
        self.documents = QComboBox()
        self.documents.setAccessibleName("Documento")
        for kind in DOCUMENTOS:
            if formato is None or formato in kind.writers:
                self.documents.addItem(kind.etiqueta, kind)
        self.label = QLabel("&Periodo")
        self.periods = QComboBox()
        self.periods.setAccessibleName("Periodo")
        self.label.setBuddy(self.periods)
        year = session.poa.ejercicio
        self.periods.addItem(periodo_anual(year).en_palabras, periodo_anual(year))
        for temporalidad in _SHOWN:
            for periodo in periodos_de(temporalidad, year):
                self.periods.addItem(periodo.en_palabras, periodo)
        self.select_periodo(session.periodo)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        label = QLabel("&Documento")
        label.setBuddy(self.documents)
        for widget in (label, self.documents, self.label, self.periods):
            row.addWidget(widget)
        row.addStretch()
        self.documents.currentIndexChanged.connect(self._changed)
        self.periods.currentIndexChanged.connect(self._changed)
        self._show_period_choice()

    def select_periodo(self, periodo: Periodo) -> None:
        """Choose a period in the combo."""
        self.periods.setCurrentIndex(
            next(i for i in range(self.periods.count()) if self.periods.itemData(i) == periodo)
        )

    def select_documento(self, nombre: str) -> None:
        """Choose a document by its name."""
        for place in range(self.documents.count()):
            if self.documents.itemData(place).nombre == nombre:
                self.documents.setCurrentIndex(place)

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
        return Context(session.municipio, session.poa, session.hoy, self.periods.currentData())

    def _show_period_choice(self) -> None:
        for widget in (self.label, self.periods):
            widget.setVisible(self.documento.needs_periodo)

    def _changed(self) -> None:
        self._show_period_choice()
        self.changed.emit()
