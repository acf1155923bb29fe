"""Type-ahead for an editable combo: what one may be about to write, whatever accents and case."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from poa_desktop.poa.unidades import coincidencias

_ROWS = 8


def complete(combo: QComboBox, texts: Callable[[], Sequence[str]]) -> None:
    """Offer while one types; nothing is taken that one did not choose."""
    model = QStringListModel(combo)
    completer = QCompleter(model, combo)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseSensitive)
    completer.setMaxVisibleItems(_ROWS)
    combo.setCompleter(completer)

    def offer(text: str) -> None:
        found = coincidencias(text, texts()) if text.strip() else ()
        model.setStringList([] if list(found) == [text] else list(found))
        if not found:
            completer.popup().hide()

    def finish() -> None:
        """Enter over an open list takes what is written; Qt would only close the list."""
        completer.popup().hide()
        combo.activated.emit(combo.currentIndex())

    combo.lineEdit().textEdited.connect(offer)
    combo.lineEdit().returnPressed.connect(finish)
