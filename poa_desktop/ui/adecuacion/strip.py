"""The strip under the title of an authorised plan: that it is locked, or which adecuación is open,
and the way on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from poa_desktop.poa.formats import fecha_corta
from poa_desktop.poa.records import EstadoPoa
from poa_desktop.poa.tramites import Paso
from poa_desktop.ui.actions import Actions
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

PAGES = ("datos", "calendario")
"""The pages where the plan is written."""


class PlanStrip(QFrame):
    """Quiet while the plan is locked, in sight while an adecuación is open."""

    def __init__(self, session: Session, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._actions = actions
        theme = current_theme()
        self.label = QLabel()
        self.label.setWordWrap(True)
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton()
        self.button.clicked.connect(self._go)
        self._action = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.margin, theme.half, theme.gap_wide, theme.half)
        row.setSpacing(theme.gap_wide)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)

    def show_state(self, page: str) -> None:
        """Say where the plan stands; hidden on other pages and for a draft."""
        poa = self._session.poa
        wanted = poa is not None and poa.estado is EstadoPoa.AUTORIZADO and page in PAGES
        if wanted and poa is not None:
            opened = poa.adecuacion_abierta
            self.label.setText(self._opened() if opened else self._locked())
            self._action = "concluir_adecuacion" if opened else "iniciar_adecuacion"
            self.button.setText("Concluir…" if opened else "Iniciar adecuación…")
            self.button.setToolTip(self._actions[self._action].toolTip())
            self.button.setEnabled(not self._session.store.read_only)
            set_role(self, "notice" if opened else "")
            set_role(self.label, "" if opened else "soft")
        self.setVisible(wanted)

    def _locked(self) -> str:
        steps = [each for each in self._session.tramites() if each.paso is Paso.AUTORIZACION]
        day = f" el {fecha_corta(steps[-1].cuando.date())}" if steps else ""
        return f"POA autorizado{day}: para cambiar el plan inicie una adecuación."

    def _opened(self) -> str:
        poa = self._session.poa
        assert poa is not None
        store = self._session.store
        name = next(each.titulo for each in store.declaradas(poa.id) if each.abierta)
        count = len(store.cambios_abiertos(poa.id))
        changes = "sin cambios todavía" if not count else f"{count:,} cambios"
        return f"{name} abierta: {'1 cambio' if count == 1 else changes}."

    def _go(self) -> None:
        self._actions[self._action].trigger()
