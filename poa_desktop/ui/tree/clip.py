"""Recortes on the clipboard: in a form of our own, and as text and table for other programs."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from poa_desktop.poa.recorte import Recorte
from poa_desktop.poa.recorte_json import read_recorte, write_recorte
from poa_desktop.poa.recorte_texto import html_de, texto_de

MIME = "application/x-poa-desktop-recorte+json"


def on_clipboard() -> QMimeData:
    """What the clipboard holds; empty when it holds nothing."""
    return QGuiApplication.clipboard().mimeData() or QMimeData()


def mime_of(recorte: Recorte) -> QMimeData:
    """A recorte for the clipboard or a drag."""
    mime = QMimeData()
    mime.setData(MIME, write_recorte(recorte))
    mime.setText(texto_de(recorte))
    mime.setHtml(html_de(recorte))
    return mime


def has_recorte(mime: QMimeData) -> bool:
    """Whether there is a recorte; it is not read yet."""
    return mime.hasFormat(MIME)


def recorte_in(mime: QMimeData) -> Recorte:
    """The recorte of a clipboard or drag. Raises PoaError when it is none that can be pasted."""
    return read_recorte(bytes(mime.data(MIME).data()))
