"""A form: headed sections of fields that show one record and write through the session."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from poa_desktop.poa.problems import Problem, TipoLugar
from poa_desktop.ui.fields.base import Draft, Field
from poa_desktop.ui.place import Place, exists
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

if TYPE_CHECKING:
    from sqlite_utils import Database

MAX_WIDTH = 760  # a row of text longer than this is hard to read


class FieldLike(Protocol):
    """What a form asks of its fields."""

    campo: str

    def commit(self) -> bool: ...
    def forget(self) -> None: ...
    def focus_editor(self) -> None: ...
    def show_problems(self, problems: list[Problem]) -> None: ...


F = TypeVar("F", bound=QWidget)


class NarrowLayout(QVBoxLayout):
    """A column that knows its height at the width it really gets, not at the page's."""

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, MAX_WIDTH))


class RecordForm(QScrollArea):
    """A scrolled column, 760 px at most, of sections with fields in two columns.

    *tipo* is the kind of record a section's fields belong to: a problem finds its field by
    (tipo, id, campo).
    """

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.place = Place(TipoLugar.POA, 0)
        self._key: object = None
        self._drafts: dict[object, dict[Field, Draft]] = {}
        self._fields: list[tuple[TipoLugar, FieldLike]] = []
        self._tipo = TipoLugar.POA
        theme = current_theme()
        column = QWidget()
        column.setMaximumWidth(MAX_WIDTH)
        self._column = NarrowLayout(column)
        self._column.setContentsMargins(0, 0, 0, theme.margin)
        self._column.setSpacing(theme.gap_wide)
        outer = QWidget()
        around = QVBoxLayout(outer)
        around.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, 0)
        around.addWidget(column)
        around.addStretch(1)
        self._grid = QGridLayout()
        self._half = 0
        self.setWidget(outer)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # -- building --------------------------------------------------------------------------

    def section(self, tipo: TipoLugar, heading: str = "") -> None:
        """Begin a section of fields of one kind of record."""
        theme = current_theme()
        self._tipo = tipo
        if self._column.count() > 0:
            rule = QFrame()
            set_role(rule, "rule")
            self._column.addSpacing(theme.gap)
            self._column.addWidget(rule)
        if heading:
            label = QLabel(heading)
            set_role(label, "heading")
            self._column.addWidget(label)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.gap_wide)
        self._grid.setVerticalSpacing(theme.gap_wide)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, 200)
        self._grid.setColumnMinimumWidth(1, 200)
        self._column.addLayout(self._grid)
        self._half = 0

    def wide(self, widget: F) -> F:
        """Put a field, or anything else, over both columns."""
        row = (self._half + 1) // 2
        self._half = 2 * (row + 1)
        return self._put(widget, row, 0, 2)

    def half(self, widget: F) -> F:
        """Put a field into the next half: left, then right."""
        row, column = divmod(self._half, 2)
        self._half += 1
        return self._put(widget, row, column, 1)

    def _put(self, widget: F, row: int, column: int, span: int) -> F:
        self._grid.addWidget(widget, row, column, 1, span)
        if hasattr(widget, "campo"):
            self.add_field(cast(FieldLike, widget))
        return widget

    def add_field(self, field: FieldLike) -> None:
        """Let problems and the keyboard find a field of the section at hand."""
        self._fields.append((self._tipo, field))

    # -- showing ---------------------------------------------------------------------------

    def refresh(self, place: Place) -> None:
        """Show the record of a place."""
        self.place = place
        key = self.record_key()
        changes = key != self._key
        if changes:
            self._put_aside()
            self._key = key
            self.record_changes()
            for _, field in self._fields:
                field.forget()
            self.verticalScrollBar().setValue(0)
        self.show_record()
        if changes:
            self._take_up_again()
        self._show_problems(self.session.problems())

    def _put_aside(self) -> None:
        """What was refused in the record that goes waits for it to be shown again."""
        refused = {
            field: draft
            for _, field in self._fields
            if isinstance(field, Field) and (draft := field.draft()) is not None
        }
        if refused:
            self._drafts[self._key] = refused

    def _take_up_again(self) -> None:
        for field, draft in self._drafts.pop(self._key, {}).items():
            field.take_up(draft)

    def record_key(self) -> object:
        """What tells one record from another."""
        return self.place

    def record_changes(self) -> None:
        """Another record comes than the one before."""

    def show_record(self) -> None:
        """Bring every field to what the session holds now."""
        raise NotImplementedError

    def matches(self, tipo: TipoLugar, problem: Problem) -> bool:
        """Whether a problem is about the record that the fields of *tipo* show."""
        return problem.donde.tipo is tipo and problem.donde.id == self.place.id

    def _show_problems(self, problems: Iterable[Problem]) -> None:
        found: dict[str, list[Problem]] = {}
        for each in problems:
            found.setdefault(each.donde.campo, []).append(each)
        for tipo, field in self._fields:
            named = [each for campo in self.campos_of(field) for each in found.get(campo, ())]
            field.show_problems([each for each in named if self.matches(tipo, each)])

    def campos_of(self, field: FieldLike) -> tuple[str, ...]:
        """The names by which a problem may call a field."""
        return getattr(field, "campos", (field.campo,))

    def field_named(self, campo: str, tipo: TipoLugar | None = None) -> FieldLike | None:
        """The field of that name, first of the kind of record asked for, then of the place's own;
        None when there is none."""
        named = [each for each in self._fields if campo in self.campos_of(each[1])]
        for kind in (tipo, self.place.tipo):
            own = [field for each, field in named if each is kind]
            if own:
                return own[0]
        return named[0][1] if named else None

    def focus_field(self, campo: str, tipo: TipoLugar | None = None) -> bool:
        """Put the keyboard into the field of that name; False when there is none."""
        field = self.field_named(campo, tipo)
        if field is None:
            return False
        parts: Mapping[str, FieldLike] = getattr(field, "parts", {})
        parts.get(campo, field).focus_editor()
        assert isinstance(field, QWidget)
        self.settle()
        self.ensureWidgetVisible(field, 0, current_theme().margin)
        self.show_focus()
        return True

    def show_focus(self) -> None:
        """Scroll to where the keyboard is: a list may be longer than what is in sight."""
        at_hand = self.focusWidget()
        if at_hand is not None and self.isAncestorOf(at_hand):
            self.ensureWidgetVisible(at_hand, 0, current_theme().margin)

    def settle(self) -> None:
        """Lay everything out now: rows that wrap need a second pass, which nobody should see."""
        for _ in range(3):
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)

    # -- writing ---------------------------------------------------------------------------

    def commit_pending(self) -> bool:
        """Keep what is being typed; False when something cannot be kept."""
        poa = self.session.poa
        if poa is None or not exists(poa, self.place):
            return True  # the record was deleted: there is nothing to write into
        return all([field.commit() for _, field in self._fields])

    def write(self, titulo: str, work: Callable[[Database], object]) -> str | None:
        """Run a write; gives None, or the sentence that says why nothing changed."""
        reasons: list[str] = []
        self.session.failed.connect(reasons.append)
        try:
            done = self.session.run(titulo, work)
        finally:
            self.session.failed.disconnect(reasons.append)
        return None if done else " ".join(reasons)
