"""The page Gastos: what an actividad has spent of its inversión; above it, a table of them all."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedLayout, QVBoxLayout, QWidget

from poa_desktop.poa.formats import format_dinero
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import Actividad, Poa, Programa
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.evidence.access import EvidenceAccess
from poa_desktop.ui.gastos.capture import GastosCapture
from poa_desktop.ui.gastos.overview import OverviewTable
from poa_desktop.ui.page import Page
from poa_desktop.ui.place import Place, find_bloque
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_NO_ACTIVIDADES = (
    "Este POA todavía no tiene actividades.\nUse «Agregar», junto al árbol: los gastos se capturan "
    "en cada actividad."
)
_NONE_UNDER = (
    "Este programa no tiene actividades.\nLos gastos se capturan en cada actividad: en el árbol, "
    "el menú «Pasar a…» de una actividad la pone bajo su programa."
)
_DRAFT = (
    "En la página Gastos hay un gasto sin importe: escríbalo, o cierre otra vez para descartarlo."
)


class GastosPage(Page):
    """Captures the gastos of an actividad; for the POA and a programa it shows what they add to."""

    def __init__(
        self,
        session: Session,
        place: Place,
        parent: QWidget | None = None,
        *,
        access: EvidenceAccess | None = None,
    ) -> None:
        super().__init__(session, place, parent)
        theme = current_theme()
        self.whose = ElidedLabel(self)
        set_role(self.whose, "soft")
        self.capture = GastosCapture(session, access or EvidenceAccess(), self)
        self.overview = OverviewTable(self)
        self.overview.actividad_asked.connect(self._go_to)
        self.empty = QLabel(self)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self.empty, "soft")
        framed = QWidget(self)  # the table no taller than its rows, at the top
        column = QVBoxLayout(framed)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.overview, 1)
        column.addStretch(0)
        self.stack = QStackedLayout()
        for widget in (self.capture, framed, self.empty):
            self.stack.addWidget(widget)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.margin, theme.half, theme.gap_wide, theme.gap)
        box.setSpacing(theme.gap)
        box.addWidget(self.whose)
        box.addLayout(self.stack, 1)

    def refresh(self) -> None:
        poa = self.session.poa
        assert poa is not None
        bloque = find_bloque(poa, self.place)
        self.whose.setText(_whose(poa, self.place))
        self.whose.setVisible(bool(self.whose.text()))
        if isinstance(bloque, Actividad):
            self.capture.show_actividad(bloque)
            self.stack.setCurrentIndex(0)
            return
        covered = _covered(poa, bloque)
        if covered:
            self.overview.show_actividades(covered)
        else:
            self.empty.setText(_NONE_UNDER if isinstance(bloque, Programa) else _NO_ACTIVIDADES)
        self.stack.setCurrentIndex(1 if covered else 2)

    @property
    def captures(self) -> bool:
        """Whether the gastos of one actividad are in sight, not a table of several."""
        return self.stack.currentWidget() is self.capture

    def _go_to(self, actividad_id: int) -> None:
        self.go_to.emit(Lugar(TipoLugar.ACTIVIDAD, actividad_id, "gastos", "Gastos"))

    def focus_field(self, campo: str, mes: int | None = None) -> None:
        if not self.captures:
            self.overview.setFocus(Qt.FocusReason.OtherFocusReason)
        elif campo == "comprobantes":
            self.capture.focus_comprobantes()
        else:
            self.capture.focus_gastos()

    def focus_lugar(self, lugar: Lugar) -> None:
        if self.captures and lugar.fila is not None and lugar.campo == "comprobantes":
            self.capture.focus_comprobante(lugar.fila)
        elif self.captures and lugar.fila is not None:
            self.capture.focus_gasto(lugar.fila)
        else:
            self.focus_field(lugar.campo, lugar.mes)

    @property
    def draft_words(self) -> str:
        return _DRAFT if self.capture.model.has_drafts else ""

    def commit_pending(self) -> bool:
        return not self.captures or self.capture.commit_pending()


def _covered(poa: Poa, bloque: Programa | None) -> list[Actividad]:
    """The actividades of the POA, or those under a programa."""
    return [each for each in poa.actividades if bloque is None or each.programa_id == bloque.id]


def _whose(poa: Poa, place: Place) -> str:
    """Whose gastos are shown where it is not the node itself, and what is not in the sum."""
    bloque = find_bloque(poa, place)
    if isinstance(bloque, Actividad):
        if place.tipo is not TipoLugar.LINEA:
            return ""
        return f"Gastos de la actividad {bloque.numero}, a la que pertenece esta línea."
    parts = []
    if bloque is not None and place.tipo is TipoLugar.LINEA:
        parts.append(f"Actividades del programa {bloque.numero}, al que pertenece este componente.")
    monto = bloque.ficha.inversion.monto if bloque is not None else None
    if monto is not None:
        parts.append(f"La inversión del programa, {format_dinero(monto)}, va aparte: no se suma.")
    if bloque is None and any(each.ficha.inversion.monto for each in poa.programas):
        parts.append("La inversión de los programas va aparte: no se suma.")
    return " ".join(parts)
