"""The page Calendario: what is programado and realizado month by month, like a spreadsheet."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.problems import TipoLugar
from poa_desktop.ui.calendario.model import AMBOS, CalendarioModel
from poa_desktop.ui.cierre.closed_note import ClosedNote
from poa_desktop.ui.grid.foot import MonthGridFoot
from poa_desktop.ui.grid.frame import MonthGridFrame
from poa_desktop.ui.grid.rows import Cantidad, build_rows
from poa_desktop.ui.page import Page
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

if TYPE_CHECKING:
    from poa_desktop.ui.propuestas.dialog import PropuestasDialog

TEXT_ROWS = 1

_MODES: dict[str, tuple[Cantidad, ...]] = {
    "Programado": (Cantidad.PROGRAMADO,),
    "Realizado": (Cantidad.REALIZADO,),
    "Ambos": AMBOS,
}


class CalendarioPage(Page):
    """Líneas × twelve months, editable."""

    def __init__(self, session: Session, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(session, place, parent)
        self.model = CalendarioModel(session, self)
        self.grid = MonthGridFrame(self.model, TEXT_ROWS, self)
        self.grid.table.setAccessibleName("Calendario por mes")
        self.foot = MonthGridFoot(self.grid, self)
        self.modes = QButtonGroup(self)
        self.propose = QPushButton("&Proponer programación…", self)
        self.proposals: PropuestasDialog | None = None
        self._lay_out()
        self.grid.counted.connect(self.counted)

    def _lay_out(self) -> None:
        theme = current_theme()
        head = QHBoxLayout()
        head.setSpacing(0)
        for text in _MODES:
            button = QPushButton(text, self)
            button.setCheckable(True)
            button.setChecked(text == "Ambos")
            button.setAccessibleName(f"Mostrar {text.lower()}")
            button.setToolTip(f"Mostrar {text.lower()} en la tabla")
            set_role(button, "segment")
            self.modes.addButton(button)
            head.addWidget(button)
        self.modes.buttonClicked.connect(lambda _button: self.refresh())
        head.addStretch(1)
        self.propose.setAccessibleName("Proponer programación")
        self.propose.setToolTip(
            "Muestra, línea por línea, la programación que resulta de la temporalidad y la que "
            "dice el texto, para aceptarlas una por una o todas (Alt+P)"
        )
        self.propose.clicked.connect(self.propose_schedule)
        head.addWidget(self.propose)
        self.closed = ClosedNote(self)
        self.empty = QLabel(
            "Aquí todavía no hay líneas de acción.\nUse «Agregar», junto al árbol: después se "
            "programan aquí, mes por mes.",
            self,
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self.empty, "soft")
        self.stack = QStackedLayout()
        self.filled = self._filled()
        self.stack.addWidget(self.filled)
        self.stack.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(theme.margin, theme.gap, theme.gap_wide, theme.half)
        box.setSpacing(theme.gap)
        box.addLayout(head)
        box.addWidget(self.closed)
        box.addLayout(self.stack, 1)
        order = (*self.modes.buttons(), self.propose, self.grid.table)
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    def _filled(self) -> QWidget:
        """The table with its foot right beneath it."""
        filled = QWidget(self)
        box = QVBoxLayout(filled)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(current_theme().half)
        box.addWidget(self.grid, 1)
        box.addWidget(self.foot)
        box.addStretch(0)
        return filled

    # -- page --------------------------------------------------------------------------------

    def refresh(self) -> None:
        poa = self.session.poa
        assert poa is not None
        self.closed.show_meses(self.session, tuple(range(1, 13)))
        cantidades = _MODES[self.mode]
        rows = build_rows(poa, self.place, cantidades)
        self.model.show_rows(rows, self.model.make_columns(cantidades))
        empty = not self.model.rows
        self.stack.setCurrentWidget(self.empty if empty else self.filled)
        self.propose.setEnabled(not empty and not self.session.store.read_only)

    @property
    def mode(self) -> str:
        """Which quantities are shown: Programado, Realizado or Ambos."""
        return self.modes.checkedButton().text()

    def set_mode(self, mode: str) -> None:
        """Show programado, realizado or both."""
        next(b for b in self.modes.buttons() if b.text() == mode).setChecked(True)
        self.touch()

    def take_keyboard(self) -> None:
        self.grid.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_field(self, campo: str, mes: int | None = None) -> None:
        if campo not in list(Cantidad) and campo != "calendario":
            return
        if self.mode not in ("Ambos", campo.capitalize()):
            self.set_mode("Ambos")
        if self.place.tipo is TipoLugar.LINEA:
            self.grid.go_to(self.place.id, mes or 1)
            if campo == Cantidad.REALIZADO and self.mode == "Ambos":
                self.grid.table.step("down")
        self.grid.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit_pending(self) -> bool:
        return self.grid.table.commit_pending()

    # -- schedule ----------------------------------------------------------------------------

    def propose_schedule(self) -> None:
        """Show what could be programmed at the place, to be accepted línea by línea or at once."""
        from poa_desktop.ui.propuestas.visit import propose

        self.commit_pending()
        self.proposals = propose(self, self.foot.tell)
