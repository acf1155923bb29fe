"""Before files are attached: which cannot come in and why, which are in the POA already."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.formats import format_tamano
from poa_desktop.ui.evidence.incoming import Batch, Incoming
from poa_desktop.ui.evidence.names import short_name
from poa_desktop.ui.evidence.owner import EvidenceWords
from poa_desktop.ui.icons import icon
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import current_theme, set_role

_WIDTH, _MOST_ROWS = 660, 9
_ROW_AIR = 8


class IncomingDialog(QDialog):
    """What is in the way. When it is accepted, *chosen* are the files that come in."""

    def __init__(
        self, batch: Batch, words: EvidenceWords, target: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._batch = batch
        self._words = words
        self.chosen: tuple[Incoming, ...] = ()
        self.setWindowTitle(f"Adjuntar a {target}")
        self.message = QLabel(self._sentence())
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.list = QListWidget()
        self.list.setAccessibleName("Archivos por revisar")
        self.list.setIconSize(QSize(16, 16))
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._fill()
        self.buttons = self._make_buttons()
        self._lay_out()
        self.buttons[0].setFocus()

    def _sentence(self) -> str:
        batch, parts = self._batch, []
        for each in batch.folders:
            parts.append(f"«{each}» es una carpeta: se tomaron los archivos que tiene.")
        if batch.bad:
            parts.append(_counted(len(batch.bad), "no se puede adjuntar", "no se pueden adjuntar"))
        if batch.repeated:
            parts.append(_counted(len(batch.repeated), "está repetido", "están repetidos"))
        size = sum(each.size for each in batch.good)
        if batch.folders and batch.good:
            told = _counted(len(batch.good), "se puede adjuntar", "se pueden adjuntar")
            parts.append(f"{told.removesuffix('.')} ({format_tamano(size)}).")
        return " ".join(parts)

    def _fill(self) -> None:
        for each in (*self._batch.bad, *self._batch.repeated):
            reason = each.reason or each.where
            item = QListWidgetItem(f"{short_name(each.name)}: {reason}")
            item.setToolTip(plain_tip(f"{each.name}: {reason}"))
            theme = current_theme()
            if each.reason:
                item.setIcon(icon("error", theme.rojo.tinta))
            else:
                item.setIcon(icon("copy", theme.ink_soft))
            self.list.addItem(item)

    def _make_buttons(self) -> list[QPushButton]:
        """From the one that takes most to the one that takes nothing."""
        batch, made = self._batch, []
        good, repeated = len(batch.good), len(batch.repeated)
        if repeated:
            text = "Adjuntar &también aquí"
            if good or repeated > 1:
                text = f"Adjuntar &también las repetidas ({good + repeated})"
                if self._words.ending == "o":
                    text = text.replace("las repetidas", "los repetidos")
            made.append(self._button(text, batch.acceptable))
        if good:
            rest = "las" if self._words.ending == "a" else "los"
            text = (
                f"Adjuntar {rest} &demás ({good})" if self.list.count() else f"&Adjuntar ({good})"
            )
            made.insert(0, self._button(text, batch.good))
        if made:
            set_role(made[0], "primary")
            made[0].setDefault(True)
        close = QPushButton("&No adjuntar nada" if made else "&Cerrar")
        close.clicked.connect(self.reject)
        return [*made, close]

    def _button(self, text: str, files: tuple[Incoming, ...]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: self._choose(files))
        return button

    def _choose(self, files: tuple[Incoming, ...]) -> None:
        self.chosen = files
        self.accept()

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.margin, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap_wide)
        column.addWidget(self.message)
        row = self.fontMetrics().lineSpacing() + _ROW_AIR
        shown = min(self.list.count(), _MOST_ROWS)
        self.list.setMinimumHeight(shown * row + 4)
        self.list.setVisible(self.list.count() > 0)
        column.addWidget(self.list, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in self.buttons:
            foot.addWidget(button)
        column.addLayout(foot)
        self.resize(_WIDTH, self.sizeHint().height())


def _counted(number: int, one: str, many: str) -> str:
    return f"1 archivo {one}." if number == 1 else f"{number} archivos {many}."
