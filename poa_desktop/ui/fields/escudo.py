"""The field of the escudo: a preview, and buttons to choose another picture or none."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from poa_desktop.files import read_bytes
from poa_desktop.poa.errors import PoaError
from poa_desktop.ui.fields.instant import InstantField
from poa_desktop.ui.icons import set_icon
from poa_desktop.ui.theme import current_theme, set_role

PREVIEW = 96
MAX_BYTES = 20_000_000
MAX_SIDE = 1200  # pixels: 10 cm on paper at 300 dpi

_PRINTABLE = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")


def escudo_bytes(path: Path) -> bytes:
    """A picture file as the escudo is kept: PNG or JPEG of at most 1200 pixels a side.

    Raises PoaError for what is no picture.
    """
    content = read_bytes(path, MAX_BYTES)
    image = QImage.fromData(content)
    if image.isNull():
        raise PoaError(f"«{path.name}» no es una imagen: elija un archivo PNG o JPG.")
    small = max(image.width(), image.height()) <= MAX_SIDE
    if small and content.startswith(_PRINTABLE):
        return content
    if not small:
        image = image.scaled(
            MAX_SIDE,
            MAX_SIDE,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(written.data())


class EscudoField(InstantField):
    """Shows the escudo and changes it at once."""

    campo = "escudo"

    def __init__(self, save: Callable[[bytes | None], str | None]) -> None:
        super().__init__()
        self._save = save
        self._stored: bytes | None = None
        self.preview = QLabel()
        self.preview.setFixedSize(PREVIEW, PREVIEW)
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setWordWrap(True)
        self.choose = QPushButton("Elegir imagen…")
        self.choose.setAccessibleName("Elegir la imagen del escudo")
        set_icon(self.choose, "open")
        self.choose.clicked.connect(self._ask)
        self.remove = QPushButton("Quitar")
        self.remove.setAccessibleName("Quitar el escudo")
        set_icon(self.remove, "delete")
        self.remove.clicked.connect(lambda: self.keep(None))
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        theme = current_theme()
        buttons = QVBoxLayout()
        buttons.setSpacing(theme.gap)
        buttons.addStretch(1)
        buttons.addWidget(self.choose)
        buttons.addWidget(self.remove)
        buttons.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(theme.gap_wide)
        row.addWidget(self.preview)
        row.addLayout(buttons)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.half)
        layout.addWidget(QLabel("Escudo"))
        layout.addLayout(row)
        layout.addWidget(self.note)

    def show_value(self, picture: bytes | None) -> None:
        """Show the kept picture."""
        if picture != self._stored:
            self._stored = picture
            self._show()

    def _show(self) -> None:
        pixmap = QPixmap()
        self.preview.setAccessibleName("Escudo del municipio" if self._stored else "Sin escudo")
        if self._stored is None or not pixmap.loadFromData(self._stored):
            self.preview.setPixmap(QPixmap())
            self.preview.setText("Sin escudo")
            set_role(self.preview, "vacant")
        else:
            ratio = self.devicePixelRatioF()
            side = int(PREVIEW * ratio)
            scaled = pixmap.scaled(
                side,
                side,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            scaled.setDevicePixelRatio(ratio)
            set_role(self.preview, "")
            self.preview.setPixmap(scaled)
        self.remove.setEnabled(self._stored is not None)

    def focus_editor(self) -> None:
        """Put the keyboard on the button that chooses."""
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, "Elegir escudo", "", "Imágenes (*.png *.jpg *.jpeg *.bmp *.gif)"
        )
        if chosen:
            self.load(Path(chosen))

    def load(self, path: Path) -> None:
        """Keep a picture file as the escudo, or tell why not."""
        self.attempt(lambda: self._save(escudo_bytes(path)))

    def keep(self, picture: bytes | None) -> None:
        """Keep a picture, or none."""
        self.attempt(lambda: self._save(picture))
