"""The window's tool bar: which POA, which period, and the actions one needs at hand."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from poa_desktop.ui.actions import Actions
from poa_desktop.ui.first_paint import after_first_paint
from poa_desktop.ui.nuevo.selector import PoaButton
from poa_desktop.ui.period_bar import PeriodBar
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.session import Session

_ACTIONS = ("deshacer", "rehacer", "buscar", "vista_previa", "exportar")
_NAMED = (("vista_previa", "Imprimir"), ("exportar", "Exportar"))
_OF_POAS = ("agregar_poa", "ano_siguiente", "poas_del_archivo")
_POAS = (240, 272)  # pixels at least and at most


class ToolBar(QToolBar):
    """The POA at the left, the periods in the middle, the actions at the right."""

    poa_chosen = Signal(int)
    """The id of the POA chosen, which may be the one that is shown."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__("Herramientas", parent)
        self.setObjectName("herramientas")
        self.setMovable(False)
        self.toggleViewAction().setEnabled(False)
        self._actions = actions
        self.poas = PoaButton(*_POAS, [actions[name] for name in _OF_POAS])
        self.poas.chosen.connect(self.poa_chosen)
        self.periods = PeriodBar()
        self.addWidget(self.poas)
        self.addWidget(_spacer())
        self.addWidget(self.periods)
        self.addWidget(_spacer())
        for name in _ACTIONS:
            self.addAction(actions[name])
        after_first_paint(self, lambda: actions.dress(_ACTIONS))
        for name, text in _NAMED:
            actions[name].setIconText(text)
            button = self.widgetForAction(actions[name])
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

    def show_poas(self, session: Session) -> None:
        """List the POAs of the file with the one at hand chosen, and where its periods stand."""
        assert session.poa is not None
        self.poas.show_poas(session.store.headers(), session.poa.id)
        self.periods.follow(session)

    def show_steps(self, session: Session) -> None:
        """Name what can be undone and redone."""
        store = session.store
        for name, word, title in (
            ("deshacer", "&Deshacer", store.undo_title),
            ("rehacer", "&Rehacer", store.redo_title),
        ):
            action = self._actions[name]
            action.setEnabled(title is not None)
            told = f"{word[1:]}: {title}" if title else word[1:]
            action.setText(f"{word}: {title.replace('&', '&&')}" if title else word)
            action.setToolTip(plain_tip(f"{told} ({action.shortcut().toString()})"))


def _spacer() -> QWidget:
    spacer = QWidget()
    spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    return spacer
