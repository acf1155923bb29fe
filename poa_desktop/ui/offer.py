"""An offer above the page: a sentence with buttons, which nobody has to answer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from poa_desktop.ui.banner import Banner, Offer
from poa_desktop.ui.keyboard import ENTER, give_back, has_keyboard


class OfferBanner(Banner):
    """A choice, another sentence or Esc takes the offer away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._before: QWidget | None = None

    def offer(self, sentence: str, offers: Sequence[Offer]) -> None:
        """Show a sentence and buttons; the keyboard goes to the first, and comes back by Esc."""
        self._before = self.window().focusWidget()
        self.tell(sentence, offers=offers)
        for button in self.buttons:
            button.clicked.connect(self._done)
            button.show()  # at once, for the keyboard: the banner may have been in sight already
        self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def setVisible(self, visible: bool) -> None:
        """An offer that goes while the keyboard is in it gives it back."""
        has_it = not visible and self.isVisible() and has_keyboard(self)
        super().setVisible(visible)
        if has_it:
            give_back(self._before, self.window())

    def _done(self) -> None:
        if self.sender() in self.buttons:  # else what was chosen has said something already
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = next((each for each in self.buttons if each.hasFocus()), None)
        if event.key() == Qt.Key.Key_Escape and self.buttons:
            self.hide()
        elif event.key() in ENTER and focused is not None:
            focused.click()
        else:
            super().keyPressEvent(event)
