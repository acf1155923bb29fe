"""The dialogs of evidence on the file at hand, for pictures and for checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog

from poa_desktop.poa.records import Evidencia
from poa_desktop.ui.evidence.access import EvidenceAccess
from poa_desktop.ui.evidence.gallery import GalleryDialog
from poa_desktop.ui.evidence.incoming import Batch, Incoming
from poa_desktop.ui.evidence.incoming_dialog import IncomingDialog
from poa_desktop.ui.evidence.look_dialog import LookDialog
from poa_desktop.ui.evidence.motivo_dialog import MotivoDialog
from poa_desktop.ui.evidence.names import short_name
from poa_desktop.ui.evidence.owner import EVIDENCIAS
from poa_desktop.ui.evidence.placed import Placed, placed_in
from poa_desktop.ui.evidence.progress import ProgressDialog
from poa_desktop.ui.evidence.thumbnails import thumbnails_of

if TYPE_CHECKING:
    from poa_desktop.ui.main_window import MainWindow

_NONE = Placed(Evidencia(0, "factura.pdf", "application/pdf", 1000, "0" * 64), 0, "A3.1", 9)
_LONG = "Oficio de entrega de los tarjetones electrónicos de combustible a todas las áreas.pdf"
_BATCH = Batch(
    (
        Incoming("Recorrido por los 14 barrios.mp4", 75_000_000, reason=(
            "pesa 75.0 MB y el límite es de 25 MB: reduzca el archivo o divídalo")),
        Incoming("Acceso directo a factura.lnk", 1, reason="es un acceso directo: adjunte el "
            "archivo al que lleva"),
        Incoming("más fotos", reason="es una carpeta dentro de otra: ábrala y arrastre sus "
            "archivos"),
        Incoming(_LONG, 20_000, where=f"ya está en A3.1, marzo: «{short_name(_LONG)}»"),
        Incoming("IMG_0002.jpg", 20_000, where="viene también como «IMG_0001.jpg»"),
        *(Incoming(f"IMG_{number:04}.jpg", 200_000) for number in range(10, 19)),
    ),
    ("Fotos de septiembre",),
)  # fmt: skip


def gallery(window: MainWindow) -> QDialog:
    """Every evidencia of the year."""
    assert window.session is not None
    dialog = GalleryDialog(window.session, EvidenceAccess(), 0, window)
    dialog.filter.scope.setCurrentIndex(dialog.filter.scope.count() - 1)
    dialog.view.setCurrentIndex(dialog.model.index(1))
    dialog.view.grab()  # a card that is drawn asks for its picture
    wait_for_pictures(window)
    return dialog


def wait_for_pictures(window: MainWindow) -> None:
    """Let the pictures that were asked for be made."""
    assert window.session is not None
    made = thumbnails_of(window.session)
    while not made.is_idle:
        QCoreApplication.processEvents()
    QCoreApplication.processEvents()


def large(window: MainWindow) -> QDialog:
    """One evidencia large, the last of the file."""
    assert window.session is not None and window.session.poa is not None
    files = list(placed_in(window.session.poa)) or [_NONE]
    return LookDialog(files, len(files) - 1, EVIDENCIAS, thumbnails_of(window.session), window)


def incoming(window: MainWindow) -> QDialog:
    """What is asked before files come in."""
    return IncomingDialog(_BATCH, EVIDENCIAS, "A3.1, septiembre", window)


def motivo(window: MainWindow) -> QDialog:
    """Why a file is observed."""
    return MotivoDialog(f"«{_LONG}»", "", window)


def progress(window: MainWindow) -> QDialog:
    """Long work under way."""
    dialog = ProgressDialog("Adjuntando 128 evidencias…", window)
    dialog.bar.setValue(40)
    return dialog
