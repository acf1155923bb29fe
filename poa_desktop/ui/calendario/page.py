"""The page Calendario: what is programado and realizado month by month, like a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
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

from poa_desktop.data import lineas
from poa_desktop.poa.calendario import programado_predeterminado
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import LineaAccion
from poa_desktop.ui.calendario.model import AMBOS, CalendarioModel
from poa_desktop.ui.grid.foot import MonthGridFoot
from poa_desktop.ui.grid.frame import MonthGridFrame
from poa_desktop.ui.grid.rows import Cantidad, bloques_at, build_rows, lineas_at
from poa_desktop.ui.page import Page
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

if TYPE_CHECKING:
    from sqlite_utils import Database

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
        self.propose = QPushButton("Proponer programación", self)
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
            "Programa un acto en el último mes de cada periodo de la temporalidad, dentro del "
            "periodo de ejecución, en las líneas que no tienen programación"
        )
        self.propose.clicked.connect(self.propose_schedule)
        head.addWidget(self.propose)
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
        """Give the default schedule to every shown línea that has none, as one operation."""
        proposals, undefined = self._proposals()
        if proposals and not self.session.run(
            "Proponer programación", lambda db: _schedule(db, proposals)
        ):
            return
        self.foot.tell(_proposal_result(len(proposals), undefined))

    def _proposals(self) -> tuple[Sequence[tuple[LineaAccion, tuple[int, ...]]], int]:
        """What to schedule, and how many líneas cannot be for want of temporalidad or dates."""
        poa = self.session.poa
        assert poa is not None
        missing = [
            (linea, programado_predeterminado(bloque.ficha, poa.ejercicio))
            for bloque in bloques_at(poa, self.place)
            for _, linea in lineas_at(bloque, self.place)
            if not any(linea.programado)
        ]
        proposals = [(linea, schedule) for linea, schedule in missing if any(schedule)]
        return proposals, len(missing) - len(proposals)


def _schedule(db: Database, proposals: Sequence[tuple[LineaAccion, tuple[int, ...]]]) -> None:
    for linea, schedule in proposals:
        for mes, cantidad in enumerate(schedule, 1):
            if cantidad:
                lineas.set_programado(db, linea.id, mes, cantidad)


def _proposal_result(done: int, undefined: int) -> str:
    parts = []
    if done:
        parts.append(f"Se programaron {done} líneas." if done > 1 else "Se programó 1 línea.")
    if undefined:
        parts.append(
            f"Sin programar: {undefined}, porque su ficha no tiene temporalidad o su periodo de "
            "ejecución queda fuera del ejercicio; complete la ficha."
        )
    return " ".join(parts) or "Todas las líneas que se muestran ya tienen programación."
