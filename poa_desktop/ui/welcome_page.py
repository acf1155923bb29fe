"""The first thing one sees: start, open, import, look at the example, go on."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent
from PySide6.QtWidgets import (
    QCommandLinkButton,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.ui.actions import ICONS, Actions
from poa_desktop.ui.icons import icon, set_icon
from poa_desktop.ui.theme import set_role

_CHOICES = (
    ("nuevo", "Nuevo POA", "Empiece el plan de una dependencia."),
    ("abrir", "Abrir", "Continúe con un archivo .poa."),
    ("importar", "Importar texto", "Lea un POA que ya está escrito."),
    ("ejemplo", "Ver el ejemplo", "Un POA completo, para conocer el programa."),
    ("exportar_varios", "Exportar varios archivos", "Los documentos de todas las dependencias."),
)

_AIR = 14  # height of a recent file over the height of its two rows of text


class _Recents(QListWidget):
    """Marks the file at hand only while the keyboard is in it: nothing is chosen here for good."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.setCurrentRow(max(self.currentRow(), 0))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.clearSelection()


class WelcomePage(QWidget):
    """Ways to begin, and the files opened lately."""

    recent_chosen = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel("POA Desktop")
        set_role(title, "title")
        subtitle = QLabel("Planee, reporte y evalúe el Programa Operativo Anual.")
        set_role(subtitle, "soft")
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(title)
        left.addWidget(subtitle)
        left.addSpacing(16)
        self.buttons: list[QCommandLinkButton] = []
        for name, text, description in _CHOICES:
            left.addWidget(self._button(actions[name], ICONS[name], text, description))
        left.addStretch()
        right = QVBoxLayout()
        self.heading = QLabel("Archivos recientes")
        set_role(self.heading, "heading")
        self.list = _Recents()
        self.list.setAccessibleName("Archivos recientes")
        set_role(self.list, "flush")
        self.list.setIconSize(QSize(18, 18))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(self._open)
        self.list.itemClicked.connect(self._open)
        self.empty = QLabel("Aquí aparecerán los archivos que abra.")
        set_role(self.empty, "soft")
        right.addSpacing(8)
        right.addWidget(self.heading)
        right.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignTop)
        right.addWidget(self.list, 1)
        right.setSpacing(16)
        row = QHBoxLayout(self)
        row.setContentsMargins(72, 56, 72, 48)
        row.setSpacing(64)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        right.addStretch()

    def _button(
        self, action: QAction, picture: str, text: str, description: str
    ) -> QCommandLinkButton:
        button = QCommandLinkButton(text, description)
        set_icon(button, picture)
        button.setToolTip(action.toolTip())
        button.setAccessibleName(f"{text}. {description}")
        button.clicked.connect(lambda _=False: action.trigger())
        self.buttons.append(button)
        return button

    def show_recents(self, paths: list[Path]) -> None:
        """List the files opened lately."""
        self.list.clear()
        height = 2 * self.list.fontMetrics().lineSpacing() + _AIR
        for path in paths:
            item = QListWidgetItem(icon("folder"), f"{path.stem}\n{path.parent}")
            item.setSizeHint(QSize(0, height))  # as wide as the list, whatever the path
            item.setData(Qt.ItemDataRole.UserRole, path)
            item.setToolTip(str(path))
            self.list.addItem(item)
        self.list.setVisible(bool(paths))
        self.empty.setVisible(not paths)

    def _open(self, item: QListWidgetItem) -> None:
        self.recent_chosen.emit(item.data(Qt.ItemDataRole.UserRole))
