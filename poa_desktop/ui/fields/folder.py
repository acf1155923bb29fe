"""A folder to write into: typed, or chosen in the system's dialog."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.prompts import Prompts


class FolderField(QWidget):
    """A path and a button."""

    def __init__(
        self, name: str, folder: Path, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._prompts = prompts
        self._name = name
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.textChanged.connect(lambda text: self.field.setToolTip(plain_tip(text)))
        self.field.setText(str(folder))
        self.browse = QPushButton("E&legir…")
        self.browse.setAccessibleName(f"Elegir: {name}")
        self.browse.setAutoDefault(False)
        self.browse.clicked.connect(self._browse)
        self.setFocusProxy(self.field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        row.addWidget(self.browse)

    @property
    def path(self) -> Path | None:
        """The folder that is written there; None for an empty field."""
        text = self.field.text().strip()
        return Path(text) if text else None

    def _browse(self) -> None:
        chosen = self._prompts.choose_folder(self._name, self.path or Path.home())
        if chosen is not None:
            self.field.setText(str(chosen))
