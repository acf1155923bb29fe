"""The list of what the checks found, by kind; a row jumps to its field."""

from itertools import groupby

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.problems import Gravedad, Lugar, Problem, count_text
from poa_desktop.ui.icons import icon
from poa_desktop.ui.keyboard import give_back, has_keyboard
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_PLACE = int(Qt.ItemDataRole.UserRole)
_RULE = _PLACE + 1
_FEW = 6
_HIGH, _LOW = 176, 104  # at least, in a window with room for it and in a low one
_ROOMY = 640  # a window from this height on has the room


class ProblemsPanel(QWidget):
    """One group a rule, headed by what to do; errors first. Filled only while it is seen."""

    go_to = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.heading = QLabel()
        set_role(self.heading, "heading")
        self.list = QTreeWidget()
        self.list.setAccessibleName("Observaciones de la revisión")
        self.list.setHeaderHidden(True)
        self.list.setUniformRowHeights(True)
        set_role(self.list, "outline")
        self.list.setIconSize(QSize(16, 16))
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.setMinimumHeight(_LOW)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 16, 8)
        column.addWidget(self.heading)
        column.addWidget(self.list)
        self._opened: set[str] = set()
        self._before: QWidget | None = None
        self._repaired = False  # the row one was on is gone, and the next has its place
        self.list.itemExpanded.connect(lambda item: self._opened.add(item.data(0, _RULE)))
        self.list.itemCollapsed.connect(lambda item: self._opened.discard(item.data(0, _RULE)))
        self.hide()
        session.changed.connect(self.refresh)

    def setVisible(self, visible: bool) -> None:
        self.setMinimumHeight(_HIGH if self.window().height() >= _ROOMY else _LOW)
        super().setVisible(visible)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.go_away()
        else:
            super().keyPressEvent(event)

    def come(self) -> None:
        """Be shown, and remember where the keyboard was."""
        self._before = QApplication.focusWidget()
        self.show()

    def go_away(self) -> None:
        """Hide; the keyboard goes back to where it was, unless it has gone elsewhere."""
        held = has_keyboard(self)
        self.hide()
        if held:
            give_back(self._before, self.window())

    # -- filling ---------------------------------------------------------------------------

    def refresh(self, _change: object = None) -> None:
        """Fill the list anew; what was open stays open, and the choice stays or stays near."""
        if self.isHidden():
            return
        kept = self._whereabouts()
        self.list.clear()
        problems = self.session.problems()
        ordered = sorted(problems, key=lambda each: (each.gravedad is Gravedad.AVISO, each.regla))
        for rule, group in groupby(ordered, key=lambda each: each.regla):
            self._add_group(rule, list(group))
        self._recall(*kept)
        self.heading.setText(f"Revisión: {count_text(problems)}")

    def _add_group(self, rule: str, problems: list[Problem]) -> None:
        head = QTreeWidgetItem([f"{problems[0].que_hacer} ({len(problems)})"])
        head.setIcon(0, _icon(problems[0]))
        head.setData(0, _RULE, rule)
        for problem in problems:
            text = f"{problem.donde.etiqueta}: {problem.mensaje}"
            item = QTreeWidgetItem([text])
            item.setToolTip(0, plain_tip(text))
            item.setData(0, _PLACE, problem.donde)
            head.addChild(item)
        self.list.addTopLevelItem(head)
        head.setExpanded(rule in self._opened or len(problems) <= _FEW)

    def _whereabouts(self) -> tuple[str, Lugar | None, int, int]:
        """Rule and place of the row at hand, its number in its group, and that of the group."""
        item = self.list.currentItem()
        if item is None:
            return "", None, -1, 0
        head = item.parent() or item
        row = -1 if head is item else head.indexOfChild(item)
        place: Lugar | None = item.data(0, _PLACE)
        return head.data(0, _RULE), place, row, self.list.indexOfTopLevelItem(head)

    def _recall(self, rule: str, place: Lugar | None, row: int, group: int) -> None:
        """Choose the row of before; one that was repaired gives way to the next of its group."""
        heads = [self.list.topLevelItem(n) for n in range(self.list.topLevelItemCount())]
        if not heads:
            return
        head = next((each for each in heads if each.data(0, _RULE) == rule), None)
        if head is None:
            self._choose(heads[min(group, len(heads) - 1)])
            return
        places = [head.child(n).data(0, _PLACE) for n in range(head.childCount())]
        self._repaired = place is not None and place not in places and row < len(places)
        if place in places:
            row = places.index(place)
        self._choose(head if row < 0 else head.child(min(row, len(places) - 1)))

    def _choose(self, item: QTreeWidgetItem) -> None:
        """Make a row current; one in a closed group is stood for by the group."""
        head = item.parent()
        self.list.setCurrentItem(head if head is not None and not head.isExpanded() else item)

    # -- going -----------------------------------------------------------------------------

    def _go(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, _PLACE)
        if place is not None:
            self._repaired = False
            self.go_to.emit(place)

    def step(self, step: int) -> None:
        """Go to the next problem (1) or the one before (-1), past the end to the beginning."""
        rows = self._rows()
        if not rows:
            return
        here = self._number(self.list.currentItem(), rows, step)
        if self._repaired and step > 0:
            here -= 1
        item = rows[(here + step) % len(rows)]
        head = item.parent()
        assert head is not None
        head.setExpanded(True)
        self.list.setCurrentItem(item)
        self.list.scrollToItem(item)
        self._go(item)

    def _rows(self) -> list[QTreeWidgetItem]:
        heads = (self.list.topLevelItem(n) for n in range(self.list.topLevelItemCount()))
        children = (head.child(n) for head in heads if head for n in range(head.childCount()))
        return [each for each in children if each is not None]

    def _number(self, item: QTreeWidgetItem | None, rows: list[QTreeWidgetItem], step: int) -> int:
        """The place of a row; of a group, one before its first, or its first when going back."""
        if item is None or not item.childCount():
            return rows.index(item) if item in rows else -1
        first = rows.index(item.child(0))
        return first - 1 if step > 0 else first


def _icon(problem: Problem) -> QIcon:
    theme = current_theme()
    if problem.gravedad is Gravedad.ERROR:
        return icon("error", theme.danger)
    return icon("warning", theme.amarillo.tinta)
