"""What fields share whose changes are kept at once: a picture, a colour, a file."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.problems import Problem
from poa_desktop.ui.fields.note import FieldNote, Message, finding, refusal


class InstantField(QWidget):
    """A field without anything pending: it tells what was refused and what the checks found.

    *remarks* are what the kept value itself gives occasion to say.
    """

    campo = ""

    def __init__(self) -> None:
        super().__init__()
        self._refusal = ""
        self._problems: tuple[Problem, ...] = ()
        self.remarks: tuple[Message, ...] = ()
        self.note = FieldNote()

    def attempt(self, work: Callable[[], str | None]) -> None:
        """Do something that may be refused, by a sentence or a PoaError, and tell of it."""
        try:
            self._refusal = work() or ""
        except PoaError as error:
            self._refusal = str(error)
        self._show_note()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what the checks found."""
        self._problems = tuple(problems)
        self._show_note()

    def _show_note(self) -> None:
        messages = [refusal(self._refusal)] if self._refusal else []
        found = [finding(each) for each in self._problems]
        self.note.show_messages([*messages, *self.remarks, *found])

    def forget(self) -> None:
        """Another record comes."""
        self._refusal = ""
        self._show_note()

    def commit(self) -> bool:
        """Nothing is ever pending here."""
        return True
