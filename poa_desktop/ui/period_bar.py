"""The one period selector of the window: quarters and year at hand, the rest in a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QButtonGroup, QHBoxLayout, QMenu, QToolButton, QWidget

from poa_desktop.poa.periodos import Periodo, Temporalidad, periodo_anual, periodos_de
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.first_paint import after_first_paint
from poa_desktop.ui.theme import current_theme, font_of, set_role

if TYPE_CHECKING:
    from poa_desktop.poa.tramites import EstadoPeriodo
    from poa_desktop.ui.session import Session

_SIGNS = {"cerrado": "✓", "enviado": "→", "observado": "!", "reabierto": "↺"}
"""What stands beside a period that is no longer as it began, by its state."""
_IN_MENU = (
    Temporalidad.SEMESTRAL,
    Temporalidad.CUATRIMESTRAL,
    Temporalidad.BIMESTRAL,
    Temporalidad.MENSUAL,
)


class PeriodButton(QToolButton):
    """One period; the sign of its state stands in the air beside its name, so it takes no room."""

    sign = ""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.sign:
            return
        theme = current_theme()
        painter = QPainter(self)
        painter.setFont(font_of(theme.small, bold=True))
        painter.setPen(QColor(theme.accent if self.sign != "!" else theme.amarillo.tinta))
        name = self.fontMetrics().horizontalAdvance(self.text())
        left = (self.width() + name) // 2 + 2
        room = QRect(left, 0, self.width() - left, self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), self.sign)
        painter.end()


class PeriodBar(QWidget):
    """Segmented buttons T1–T4 and Año, and a menu for semesters, months and the others."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Periodo")
        self._ejercicio = 0
        self._periodo: Periodo | None = None
        self._session: Session | None = None
        self._painted = False
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[Periodo, PeriodButton] = {}
        self._states: dict[Periodo, EstadoPeriodo] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._more = QToolButton(self)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setCheckable(True)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._more.setAccessibleName("Otros periodos")
        self._more.setToolTip("Otros periodos: semestres, bimestres, meses…")
        self._menu = QMenu(self._more)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._more.setMenu(self._menu)
        self._more.clicked.connect(self._mark)  # a menu left by Esc has chosen nothing
        self._group.addButton(self._more)
        self._row.addWidget(self._more)

    def show_periodo(self, periodo: Periodo) -> None:
        """Mark a period as the chosen one; another than before is said."""
        if periodo.ejercicio != self._ejercicio:
            self._build(periodo.ejercicio)
        before, self._periodo = self._periodo, periodo
        self._mark()
        at_hand = QApplication.focusWidget() in self._buttons.values()
        if before not in (None, periodo) and not at_hand:
            announce(self, f"Periodo: {periodo.en_palabras}")

    def _mark(self) -> None:
        """Press the button of the chosen period, where the Tab key then arrives."""
        if self._periodo is None:
            return
        button = self._buttons.get(self._periodo)
        chosen = button or self._more
        chosen.setChecked(True)
        for each in self._buttons.values():
            here = each is chosen or each.hasFocus() or button is None
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus if here else Qt.FocusPolicy.NoFocus)
        self._more.setText("Otro" if button else self._periodo.corto)

    def follow(self, session: Session) -> None:
        """Show where the POA stands in its periods; nothing is read before the first paint."""
        waiting, self._session = self._session is not None, session
        if self._painted:
            self._show_states()
        elif not waiting:
            after_first_paint(self, self._show_states)

    def _show_states(self) -> None:
        from poa_desktop.poa.tramites import estado_de

        self._painted = True
        assert self._session is not None
        steps = self._session.tramites() if self.isVisible() else ()
        known = {each.periodo for each in steps if each.periodo is not None}
        states = {each: estado_de(steps, each) for each in known}
        if states != self._states:
            self._states = states
            self._tell_states()
            self._mark()
            self._menu.clear()

    def _tell_states(self) -> None:
        for periodo, button in self._buttons.items():
            state = self._states.get(periodo)
            said = periodo.en_palabras + (f" ({state.value})" if state else "")
            button.sign = _SIGNS.get(state.value, "") if state else ""
            button.update()
            button.setToolTip(said)
            button.setAccessibleName(said)

    def _build(self, ejercicio: int) -> None:
        self._ejercicio = ejercicio
        for button in self._buttons.values():
            self._group.removeButton(button)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons.clear()
        shown = (*periodos_de(Temporalidad.TRIMESTRAL, ejercicio), periodo_anual(ejercicio))
        for place, periodo in enumerate(shown):
            button = PeriodButton(self)
            button.setText(periodo.corto)
            button.setCheckable(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            set_role(button, "segment")
            button.clicked.connect(lambda _=False, each=periodo: self.chosen.emit(each))
            self._group.addButton(button)
            self._row.insertWidget(place, button)
            self._buttons[periodo] = button
        self._tell_states()
        self._menu.clear()

    def _fill_menu(self) -> None:
        """The other periods, when the menu is opened."""
        if not self._menu.isEmpty():
            return
        ejercicio = self._ejercicio
        for temporalidad in _IN_MENU:
            self._menu.addSection(temporalidad.etiqueta)
            for periodo in periodos_de(temporalidad, ejercicio):
                state = self._states.get(periodo)
                said = f"{periodo.en_palabras} ({state.value})" if state else periodo.en_palabras
                action = self._menu.addAction(said)
                action.triggered.connect(lambda _=False, each=periodo: self.chosen.emit(each))
