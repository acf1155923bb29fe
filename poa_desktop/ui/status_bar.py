"""The window's status bar: when it was saved, how much there is to review, which file it is."""

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QStatusBar, QWidget

from poa_desktop.poa.formats import format_tamano
from poa_desktop.poa.problems import count_text
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.persona.button import PersonaButton
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import set_role

_TRAVELS = {"undo": "Se deshizo", "redo": "Se rehizo"}
_COUNT_MS = 200
"""The count of problems waits this long after a change: it is not what one looks at first."""


HEAVY = 1_000_000_000
"""Bytes from which a file is said to be large."""
_WEIGHT = "Lo que pesa, con sus evidencias"
_HEAVY = (
    "El archivo ya es grande: tarda en copiarse y no cabe en un correo. Adjunte los videos y las "
    "fotos en menor tamaño."
)


class StatusBar(QStatusBar):
    """Shows the state of the open file, and nothing of it while there is none."""

    problems_wanted = Signal()
    """The list of what to review is to be shown or hidden."""

    persona_wanted = Signal()
    """It is to be said who is at the keyboard."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session: Session | None = None
        self._count_timer = QTimer(self)
        self._count_timer.setSingleShot(True)
        self._count_timer.setInterval(_COUNT_MS)
        self._count_timer.timeout.connect(self._count_problems)
        self.setSizeGripEnabled(False)
        self.setContentsMargins(8, 0, 16, 0)
        self.sum_label = QLabel()
        self.sum_label.setAccessibleName("Suma de la selección")
        self.sum_label.setContentsMargins(0, 0, 16, 0)
        self.addPermanentWidget(self.sum_label)
        self.persona_button = PersonaButton()
        self.persona_button.clicked.connect(self.persona_wanted)
        self.addPermanentWidget(self.persona_button)
        self.saved_label = QLabel()
        self.problems_button = QPushButton()
        set_role(self.problems_button, "flat")
        self.problems_button.setToolTip("Mostrar u ocultar lo que hay que revisar (F8)")
        self.problems_button.clicked.connect(self.problems_wanted)
        self.file_label = QLabel()
        self._parts = (self.saved_label, self.problems_button, self.file_label)
        for widget in self._parts:
            self.addPermanentWidget(widget)

    def show_file(self, session: Session | None) -> None:
        """Show another file, or that none is open."""
        if session is not None and session is not self._session:
            session.changed.connect(self._announce_travel)
        self.persona_button.follow(session)
        self._session = session
        for widget in self._parts:
            widget.setVisible(session is not None)
        if session is not None:
            self.saved_label.setText("Todo está guardado ✓")
            self._show_size()

    def show_sum(self, text: str) -> None:
        """Say what the selected cells add up to; "" when there is nothing to add."""
        self.sum_label.setText(text)

    def show_saved(self, when: datetime) -> None:
        """Say when the last change was committed."""
        self.saved_label.setText(f"Guardado {when:%H:%M} ✓")
        self._show_size()

    def _show_size(self) -> None:
        """The file's name and weight; a heavy one is slow to copy and does not fit into a mail."""
        assert self._session is not None
        path = self._session.store.path
        try:
            size = path.stat().st_size
        except OSError:  # the drive has gone: the next change will tell
            return
        heavy = size >= HEAVY
        sign = "⚠ " if heavy else ""
        self.file_label.setText(f"{path.name} · {sign}{format_tamano(size)}")
        self.file_label.setToolTip(f"{path}\n{_HEAVY if heavy else _WEIGHT}")

    def showMessage(self, message: str, timeout: int = 0) -> None:
        """Show a sentence for a while; it is said too, since nobody's keyboard is here."""
        if message != self.currentMessage():
            announce(self, message)
        super().showMessage(message, timeout)

    def _announce_travel(self, change: object) -> None:
        """Say what was undone or redone, which may be out of sight."""
        travel = _TRAVELS.get(str(getattr(change, "kind", "")))
        if travel is not None:
            announce(self, f"{travel}: {getattr(change, 'titulo', '')}")

    def stand_last(self) -> None:
        """Let the Tab key come here after the pages, of which some are made later than this bar."""
        window = self.window()
        before = window.previousInFocusChain()
        while before is not window and (self.isAncestorOf(before) or not _takes_tab(before)):
            before = before.previousInFocusChain()
        if before is not window:
            QWidget.setTabOrder(before, self.persona_button)
            QWidget.setTabOrder(self.persona_button, self.problems_button)

    def count_soon(self) -> None:
        """Count the problems anew, a moment after the change."""
        self._count_timer.start()

    def _count_problems(self) -> None:
        if self._session is None or self._session.poa is None:
            return
        text = count_text(self._session.problems())
        self.problems_button.setText(f"⚠ Revisión: {text} ▾")
        self.problems_button.setAccessibleName(f"Revisión: {text}")


def _takes_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value)
