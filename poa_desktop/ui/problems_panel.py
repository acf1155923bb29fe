"""The list of what the checks found, by kind; a row jumps to its field."""

from itertools import groupby

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from poa_desktop.poa.problems import Gravedad, Problem, count_text
from poa_desktop.ui.icons import icon
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
        self.list.setIconSize(QSize(16, 16))
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        self.setMinimumHeight(_LOW)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 16, 8)
        column.addWidget(self.heading)
        column.addWidget(self.list)
        self._opened: set[str] = set()
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
            self.hide()
        else:
            super().keyPressEvent(event)

    def refresh(self, _change: object = None) -> None:
        """Fill the list anew; what was open stays open."""
        if self.isHidden():
            return
        self.list.clear()
        problems = self.session.problems()
        ordered = sorted(problems, key=lambda each: (each.gravedad is Gravedad.AVISO, each.regla))
        for rule, group in groupby(ordered, key=lambda each: each.regla):
            self._add_group(rule, list(group))
        self.list.setCurrentItem(self.list.topLevelItem(0))
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

    def _go(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, _PLACE)
        if place is not None:
            self.go_to.emit(place)


def _icon(problem: Problem) -> QIcon:
    theme = current_theme()
    if problem.gravedad is Gravedad.ERROR:
        return icon("error", theme.danger)
    return icon("warning", theme.amarillo.tinta)
