"""A sentence above the paper with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from poa_desktop.ui.banner import Banner

Offer = tuple[str, Callable[[], object]]
"""What a button says and does."""


class PreviewNotice(Banner):
    """A banner with up to two buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[QPushButton] = []

    def tell(self, sentence: str, *, error: bool = False, offers: Sequence[Offer] = ()) -> None:
        """Show a sentence and its buttons until it is closed or replaced."""
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        for button in self._buttons:
            row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = []
        for text, work in offers:
            button = QPushButton(text)
            button.clicked.connect(lambda _=False, each=work: each())
            row.insertWidget(row.count() - 1, button)
            self._buttons.append(button)
        super().tell(sentence, error=error)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """What is offered now."""
        return tuple(self._buttons)
