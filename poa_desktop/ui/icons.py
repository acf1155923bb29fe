"""The program's icons: own SVG drawings, tinted with the theme's ink when they are asked for.

Run as a module it renders the application's icon for the installer (app.png, app.ico).
"""

import struct
from functools import lru_cache
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication

from poa_desktop.resources import resource
from poa_desktop.ui.theme import current_theme

if TYPE_CHECKING:
    from PySide6.QtSvg import QSvgRenderer

_SIZES = (14, 16, 18, 24)  # every one that is shown: a scaled drawing is blurred
_DISABLED_OPACITY = 0.4
_NAME = "iconName"


def icon(name: str, color: str | None = None) -> QIcon:
    """The icon of that name in the theme's ink, or in a colour of one's own.

    A name without a drawing raises FileNotFoundError: that is a bug, not a situation.
    """
    if name == "app":
        return QIcon(_app_pixmap())
    ink = color or current_theme().ink
    screen = QGuiApplication.primaryScreen()
    return _tinted(name, ink, screen.devicePixelRatio() if screen else 1.0)


def set_icon(target: QAction | QAbstractButton, name: str) -> None:
    """Put an icon on an action or button and keep it in the theme's ink when the theme changes."""
    target.setProperty(_NAME, name)
    target.setIcon(icon(name))


def refresh_icons(app: QApplication) -> None:
    """Tint anew every icon put with set_icon; the theme calls this when it changes."""
    for window in app.topLevelWidgets():
        for kind in (QAction, QAbstractButton):
            for target in (window, *window.findChildren(kind)):
                _refresh(target)


def _refresh(target: QObject) -> None:
    name = target.property(_NAME)
    if name and isinstance(target, QAction | QAbstractButton):
        target.setIcon(icon(name))


@lru_cache(maxsize=256)
def _tinted(name: str, ink: str, ratio: float) -> QIcon:
    from PySide6.QtSvg import QSvgRenderer

    drawing = resource("icons", f"{name}.svg").read_bytes()
    renderer = QSvgRenderer(QByteArray(drawing.replace(b"currentColor", ink.encode())))
    made = QIcon()
    for size in _SIZES:
        pixmap = _render(renderer, size, ratio, 1.0)
        made.addPixmap(pixmap, QIcon.Mode.Normal)
        made.addPixmap(pixmap, QIcon.Mode.Selected)
        made.addPixmap(_render(renderer, size, ratio, _DISABLED_OPACITY), QIcon.Mode.Disabled)
    return made


def _render(renderer: "QSvgRenderer", size: int, ratio: float, opacity: float) -> QPixmap:
    pixels = ceil(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(opacity)
    renderer.render(painter)
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@lru_cache(maxsize=1)
def _app_pixmap() -> QPixmap:
    return QPixmap(str(resource("icons", "app.png")))


def _png(renderer: "QSvgRenderer", size: int) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, b"PNG")
    return bytes(buffer.data().data())


def _ico(pictures: dict[int, bytes]) -> bytes:
    """A Windows icon file that holds PNG pictures, by size in pixels."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    offset = len(head) + 16 * len(pictures)
    for size, content in pictures.items():
        side = size % 256  # 256 is written as 0
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(content), offset)
        offset += len(content)
    return head + b"".join(pictures.values())


def render_app_icon() -> None:
    """Write app.png (256 px) and app.ico (16–256 px) from app.svg."""
    from PySide6.QtSvg import QSvgRenderer

    renderer = QSvgRenderer(str(resource("icons", "app.svg")))
    pictures = {size: _png(renderer, size) for size in (16, 24, 32, 48, 64, 128, 256)}
    resource("icons", "app.png").write_bytes(pictures[256])
    resource("icons", "app.ico").write_bytes(_ico(pictures))


if __name__ == "__main__":
    _qt = QGuiApplication([])
    render_app_icon()
