"""An ordered list one can add to, edit in place, reorder and take from."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from poa_desktop.poa.pegado import cells_of
from poa_desktop.poa.problems import Problem
from poa_desktop.poa.text import clean_text
from poa_desktop.ui.fields.list_clip import ItemsClip
from poa_desktop.ui.fields.list_entry import EntryText, RowsOffer
from poa_desktop.ui.fields.list_menu import items_menu
from poa_desktop.ui.fields.list_model import Edit, Item, ItemsModel
from poa_desktop.ui.fields.list_view import ItemDelegate, ItemsView
from poa_desktop.ui.fields.note import FieldNote, finding, notice, refusal
from poa_desktop.ui.icons import set_icon
from poa_desktop.ui.theme import current_theme, set_role


@dataclass(frozen=True, slots=True)
class ItemWrites:
    """How the list is changed; each gives None or why it was not."""

    add: Callable[[Sequence[str]], str | None]
    edit: Edit
    delete: Callable[[int], str | None]
    move: Callable[[int, int], str | None]
    add_rows: Callable[[str], str | None] | None = None
    """For lists whose pasted rows may have several cells; else each row is one text."""


@dataclass(frozen=True, slots=True)
class ItemWords:
    """How the list speaks: its heading, its columns, and what the empty entry says."""

    heading: str
    titles: tuple[str, ...]
    first: str
    next: str


class ItemList(QWidget):
    """The list with its heading, count, buttons, entry and the lines beneath."""

    def __init__(
        self,
        campo: str,
        words: ItemWords,
        writes: ItemWrites,
        suggestions: dict[int, Callable[[], Sequence[str]]] | None = None,
    ) -> None:
        super().__init__()
        self.campo = campo
        self._words = words
        self._writes = writes
        self._problems: tuple[Problem, ...] = ()
        self._refusal = ""
        self._notices: tuple[str, ...] = ()
        self._pasted = ""
        self._committing = False
        self.model = ItemsModel(words.titles, writes.edit)
        self._delegate = ItemDelegate(suggestions or {})
        self.view = ItemsView(self.model, self._delegate)
        self.view.setAccessibleName(words.heading)
        self.entry = EntryText()
        self.entry.setAccessibleName(f"{words.heading}: agregar")
        self.rows = ""
        """Rows that were pasted at once, until it is clear what they are."""
        self.offer = RowsOffer(self._add_rows, self.add_as_one)
        self.clip = ItemsClip(self)
        self.note = FieldNote()
        self.count = QLabel()
        set_role(self.count, "soft")
        self.button_up = self._button("up", "Subir (Ctrl+↑)", lambda: self.move(-1))
        self.button_down = self._button("down", "Bajar (Ctrl+↓)", lambda: self.move(1))
        self.button_delete = self._button("delete", "Quitar (Supr)", self.delete)
        self._lay_out()
        self.view.delete_pressed.connect(self.delete)
        self.view.move_pressed.connect(self.move)
        self.view.selectionModel().currentChanged.connect(self._show_current)
        self.model.edited.connect(self._tell)
        self.entry.entered.connect(self.add)
        self.entry.pasted.connect(self._tell_pasted)
        self.entry.rows_pasted.connect(self._offer_rows)
        self.entry.textChanged.connect(self._withdraw)
        self.offer.left.connect(self._leave_offer)
        self._delegate.pasted.connect(self._tell_pasted)
        self.view.paste_pressed.connect(self.clip.paste)
        self.view.copy_pressed.connect(self.clip.copy)
        self.view.cut_pressed.connect(self.clip.cut)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(
            lambda point: items_menu(self).popup(self.view.viewport().mapToGlobal(point))
        )
        self._show_state()

    def _button(self, name: str, tip: str, press: Callable[[], object]) -> QToolButton:
        button = QToolButton()
        set_icon(button, name)
        set_role(button, "flat")
        button.setToolTip(tip)
        button.setAccessibleName(f"{self._words.heading}: {tip}")
        button.clicked.connect(lambda _checked: press())
        return button

    def _lay_out(self) -> None:
        theme = current_theme()
        head = QHBoxLayout()
        head.setSpacing(theme.half)
        heading = QLabel(self._words.heading)
        set_role(heading, "heading")
        head.addWidget(heading)
        head.addSpacing(theme.half)
        head.addWidget(self.count)
        head.addStretch(1)
        for button in (self.button_up, self.button_down, self.button_delete):
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.half)
        layout.addLayout(head)
        layout.addWidget(self.view)
        layout.addWidget(self.entry)
        layout.addWidget(self.offer)
        layout.addWidget(self.note)
        layout.addStretch(1)
        self._below_entry = layout.indexOf(self.note)

    def add_button(self, text: str) -> QToolButton:
        """Offer adding as a button too: it adds what is written, or puts the keyboard there."""
        button = QToolButton()
        button.setText(text)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        set_icon(button, "add")
        button.clicked.connect(lambda _checked: self._add_or_ask())
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(self._below_entry, button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _add_or_ask(self) -> None:
        if self.entry.toPlainText().strip():
            self.add([self.entry.toPlainText()])
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- showing ---------------------------------------------------------------------------

    def show_value(self, items: Sequence[Item]) -> None:
        """Show the items; the current one stays current wherever it went."""
        current = self.current_item()
        row, column = self.view.currentIndex().row(), self.view.currentIndex().column()
        if self.model.show_items(items) and current is not None:
            moved = self.model.row_of(current.id)
            self._make_current(row if moved is None else moved, column)
        self._show_state()

    def _make_current(self, row: int, column: int) -> None:
        last = len(self.model.items) - 1
        if last >= 0:
            self.view.setCurrentIndex(self.model.index(min(row, last), column))

    def _show_state(self) -> None:
        many = len(self.model.items)
        self.view.setVisible(many > 0)
        self.view.fit()
        self.count.setText(str(many) if many else "")
        words = self._words
        self.entry.setPlaceholderText(words.next if many else words.first)
        self._show_current()

    def _show_current(self, *_changed: object) -> None:
        self._show_buttons()
        self._show_note()

    def _show_buttons(self) -> None:
        row = self.view.currentIndex().row()
        last = len(self.model.items) - 1
        self.button_delete.setEnabled(row >= 0)
        self.button_up.setEnabled(row > 0)
        self.button_down.setEnabled(0 <= row < last)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what the checks found at this list."""
        self._problems = tuple(problems)
        self._show_note()

    def _show_note(self) -> None:
        messages = [refusal(self._refusal)] if self._refusal else []
        messages += [notice(text) for text in (self._pasted, *self._notices) if text]
        messages += [finding(problem) for problem in self._problems]
        item = self.current_item()
        if item is not None and item.mark:
            number = self.view.currentIndex().row() + 1
            messages += [notice(f"{number}. {row}") for row in item.mark.split("\n")]
        self.note.show_messages(messages)
        self.view.setAccessibleDescription(self.note.text)

    def _tell(self, reason: str) -> None:
        self._refusal = reason
        self._show_note()

    def forget(self) -> None:
        """Another record comes: drop what was typed and said about the one before."""
        self.entry.clear()
        self._notices = ()
        self._pasted = ""
        self.view.setCurrentIndex(self.view.rootIndex())
        self._tell("")

    def edit_item(self, item: int) -> None:
        """Open the text of an item to be edited, or only make it current where nothing can be."""
        row = self.model.row_of(item)
        if row is not None:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self.view.edit_text(self.model.index(row, 1))

    def focus_editor(self) -> None:
        """Put the keyboard into the list, or where the first item is written."""
        target = self.view if self.model.items else self.entry
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- writing ---------------------------------------------------------------------------

    def current_item(self) -> Item | None:
        """The item the keyboard is on."""
        row = self.view.currentIndex().row()
        return self.model.items[row] if 0 <= row < len(self.model.items) else None

    def commit(self) -> bool:
        """Keep what is being typed, in a cell or in the entry."""
        if self._committing:
            return True  # the tree shows what is being added, and asks for it to be kept first
        self._committing = True
        try:
            return self._commit()
        finally:
            self._committing = False

    def _commit(self) -> bool:
        self.view.finish_edit()
        text = self.entry.toPlainText()
        if self.rows:
            return self._add_pasted()
        return not text.strip() or self.add([text])

    def add(self, texts: Sequence[str]) -> bool:
        """Add items at the end, as one operation."""
        cleaned = [clean_text(text) for text in texts]
        kept = [each.text for each in cleaned if each.text]
        if not kept:
            return True
        reason = self._writes.add(kept)
        self._notices = tuple(text for each in cleaned for text in each.notices)
        if reason is None:
            self.entry.clear()
        self._tell(reason or "")
        return reason is None

    def delete(self) -> None:
        """Take the current item away; the next one becomes current."""
        item = self.current_item()
        if item is not None:
            self._tell(self._writes.delete(item.id) or "")

    def move(self, step: int) -> None:
        """Move the current item up (-1) or down (1)."""
        row = self.view.currentIndex().row()
        item = self.current_item()
        if item is not None and 0 <= row + step < len(self.model.items):
            self._tell(self._writes.move(item.id, row + step) or "")

    # -- pasting ---------------------------------------------------------------------------

    def _tell_pasted(self, said: str) -> None:
        self._pasted = said
        self._show_note()

    def _offer_rows(self, rows: str) -> None:
        self.rows = rows
        self.offer.offer(len(cells_of(rows)))

    def _withdraw(self) -> None:
        self.rows = ""
        self.offer.hide()

    def _leave_offer(self) -> None:
        self._withdraw()
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_rows(self) -> None:
        self._add_pasted()
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_pasted(self) -> bool:
        if self._writes.add_rows is None:
            return self.add([" ".join(filter(None, cells)) for cells in cells_of(self.rows)])
        reason = self._writes.add_rows(self.rows)
        if reason is None:
            self.entry.clear()
        self._tell(reason or "")
        return reason is None

    def add_as_one(self) -> None:
        """Add what is written as one item, however many rows it has."""
        self.add([self.entry.toPlainText()])
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def lock(self) -> None:
        """Nothing is added, moved or taken away: the file can only be read, or is for now."""
        self.model.locked = True
        self.entry.hide()
        for button in self.findChildren(QToolButton):
            button.hide()

    def unlock(self) -> None:
        """It may change again."""
        self.model.locked = False
        self.entry.show()
        for button in self.findChildren(QToolButton):
            button.show()

    def edit_current(self) -> None:
        """Edit the current item in its place."""
        self.view.edit_text(self.view.currentIndex())
