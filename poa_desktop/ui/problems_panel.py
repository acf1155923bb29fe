"""The list of what the checks found; a row jumps to its field."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from poa_desktop.poa.problems import Gravedad, Problem
from poa_desktop.ui.icons import icon
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_MOST = 500


class ProblemsPanel(QWidget):
    """Errors first, then avisos, each with what to do. Filled only while it is seen."""

    go_to = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.heading = QLabel()
        set_role(self.heading, "heading")
        self.list = QListWidget()
        self.list.setAccessibleName("Observaciones de la revisión")
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setIconSize(QSize(16, 16))
        self.setMinimumHeight(176)
        self.list.itemActivated.connect(self._go)
        self.list.itemClicked.connect(self._go)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 8)
        column.addWidget(self.heading)
        column.addWidget(self.list)
        self.hide()
        session.changed.connect(self.refresh)

    def setVisible(self, visible: bool) -> None:
        super().setVisible(visible)
        self.refresh()
        if visible and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)

    def refresh(self, _change: object = None) -> None:
        """Fill the list anew."""
        if not self.isVisibleTo(self.parentWidget()):
            return
        row = self.list.currentRow()
        self.list.clear()
        problems = sorted(self.session.problems(), key=lambda each: each.gravedad is Gravedad.AVISO)
        for problem in problems[:_MOST]:
            item = QListWidgetItem(_icon(problem), _text(problem))
            item.setData(Qt.ItemDataRole.UserRole, problem.donde)
            item.setToolTip(f"{problem.mensaje}\n{problem.que_hacer}")
            self.list.addItem(item)
        self.list.setCurrentRow(row)
        more = f" (se muestran {_MOST})" if len(problems) > _MOST else ""
        self.heading.setText(f"Revisión: {count_text(problems)}{more}")

    def _go(self, item: QListWidgetItem) -> None:
        self.go_to.emit(item.data(Qt.ItemDataRole.UserRole))


def count_text(problems: tuple[Problem, ...] | list[Problem]) -> str:
    """How many of each kind: "1 error, 12 avisos"; "sin observaciones" when there is none."""
    errors = sum(each.gravedad is Gravedad.ERROR for each in problems)
    avisos = len(problems) - errors
    parts = []
    if errors:
        parts.append(f"{errors} {'error' if errors == 1 else 'errores'}")
    if avisos:
        parts.append(f"{avisos} {'aviso' if avisos == 1 else 'avisos'}")
    return ", ".join(parts) or "sin observaciones"


def _text(problem: Problem) -> str:
    return f"{problem.donde.etiqueta}: {problem.mensaje} {problem.que_hacer}"


def _icon(problem: Problem) -> QIcon:
    theme = current_theme()
    if problem.gravedad is Gravedad.ERROR:
        return icon("error", theme.danger)
    return icon("warning", theme.amarillo.tinta)
