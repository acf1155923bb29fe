"""Which evidencias the gallery shows: of a línea, a period or the year; by state; by words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from poa_desktop.poa.records import EstadoEvidencia
from poa_desktop.poa.text import fold
from poa_desktop.ui.evidence.placed import Placed, placed_in
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme

_LINEA, _PERIODO, _EJERCICIO = "linea", "periodo", "ejercicio"
_ESTADOS: tuple[tuple[str, EstadoEvidencia | None], ...] = (
    ("Todas", None),
    ("Pendientes", EstadoEvidencia.PENDIENTE),
    ("Aceptadas", EstadoEvidencia.ACEPTADA),
    ("Observadas", EstadoEvidencia.OBSERVADA),
)


class GalleryFilter(QWidget):
    """Two choices and a field."""

    changed = Signal()

    def __init__(self, session: Session, linea_id: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._linea_id = linea_id
        self.scope, self.estado = QComboBox(self), QComboBox(self)
        self.search = QLineEdit(self)
        self._fill()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().gap)
        row.addWidget(self.scope)
        row.addWidget(self.estado)
        row.addWidget(self.search, 1)
        for combo in (self.scope, self.estado):
            combo.currentIndexChanged.connect(self.changed)
        self.search.textChanged.connect(self.changed)

    def _fill(self) -> None:
        poa = self._session.poa
        known = {each.linea_id: each.clave for each in placed_in(poa)} if poa else {}
        if self._linea_id in known:
            self.scope.addItem(f"La línea {known[self._linea_id]}", _LINEA)
        self.scope.addItem(self._session.periodo.en_palabras, _PERIODO)
        self.scope.addItem("Todo el ejercicio", _EJERCICIO)
        self.scope.setAccessibleName("De qué se muestran las evidencias")
        for text, estado in _ESTADOS:
            self.estado.addItem(text, estado)
        self.estado.setAccessibleName("Estado de revisión")
        self.search.setPlaceholderText("Buscar por nombre o clave")
        self.search.setAccessibleName("Buscar por nombre o clave")
        self.search.setClearButtonEnabled(True)

    def fits(self, placed: Placed) -> bool:
        """Whether an evidencia is wanted."""
        scope, estado = self.scope.currentData(), self.estado.currentData()
        if scope == _LINEA and placed.linea_id != self._linea_id:
            return False
        if scope == _PERIODO and placed.mes not in self._session.periodo.meses:
            return False
        if estado is not None and placed.evidencia.estado != estado:
            return False
        return fold(self.search.text()) in fold(f"{placed.clave} {placed.evidencia.nombre}")
