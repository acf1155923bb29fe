"""What every page of the window has in common: it shows a place and keeps itself fresh."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from poa_desktop.poa.problems import Lugar
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session


class Page(QWidget):
    """A page of the selected node. A hidden page only marks itself stale."""

    go_to = Signal(object)
    """A Lugar (poa.problems) the user wants to see."""
    counted = Signal(str)
    """What the selected cells add up to, for the status bar; "" when there is nothing to add."""

    def __init__(self, session: Session, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.place = place
        self._stale = True
        session.changed.connect(self.touch)
        session.periodo_changed.connect(self.touch)

    def show_place(self, place: Place) -> None:
        """Show another node; what is being typed belongs to the one before and is kept first."""
        self.commit_pending()
        self.place = place
        self.touch()

    def touch(self, _change: object = None) -> None:
        """Something it shows may have changed: refresh now, or when it is next seen."""
        self._stale = True
        if self.isVisible():
            self._refresh_now()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._refresh_now()

    def _refresh_now(self) -> None:
        self._stale = False
        if self.session.poa is not None:
            self.refresh()

    def refresh(self) -> None:
        """Show what the session holds now for the place; each page says how."""

    def take_keyboard(self) -> None:
        """Put the keyboard where one goes on working; a page without such a place leaves it."""

    def focus_field(self, campo: str, mes: int | None = None) -> None:
        """Put the keyboard into the field a problem names; a page without it does nothing."""

    def focus_lugar(self, lugar: Lugar) -> None:
        """Put the keyboard into the place of a problem or a find; more exactly where a page can."""
        self.focus_field(lugar.campo, lugar.mes)

    @property
    def draft_words(self) -> str:
        """What is typed and not kept, in a sentence that says what to do; "" when all is kept."""
        return ""

    def commit_pending(self) -> bool:
        """Finish an edit that is under way, before the window moves on or closes.

        False when something that was typed cannot be kept; the page says why beside it.
        """
        return True
