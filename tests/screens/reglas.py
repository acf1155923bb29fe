"""The choice of a rule and the question who is at the keyboard, in their states."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog

from poa_desktop.poa.records import Regla
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.persona.asking import persona_dialog
from poa_desktop.ui.persona.dialog import PersonaDialog
from poa_desktop.ui.regla.dialog import ReglaDialog


def regla_dialogs(window: MainWindow) -> dict[str, Callable[[], QDialog]]:
    """The dialogs by their names."""
    return {
        "dialogo-regla": lambda: _regla(window, Regla.ACTOS),
        "dialogo-regla-otra": lambda: _regla(window, Regla.ACTIVIDADES),
        "dialogo-regla-rechazo": lambda: _regla(window, Regla.CANTIDADES),
        "dialogo-persona": lambda: persona_dialog("", "", window),
        "dialogo-persona-sin-archivo": lambda: PersonaDialog("Lucía Ramos", "Enlace", window),
    }


def _regla(window: MainWindow, regla: Regla) -> ReglaDialog:
    """A rule at hand, one of the limits impossible for the one that is refused."""
    session = window.session
    assert session is not None
    dialog = ReglaDialog(session, window)
    dialog.table.begin_at(regla, session.periodo)
    if regla is Regla.CANTIDADES:
        dialog.limits["verde"].set_text("60")
        dialog.limits["verde"].commit()
    return dialog
