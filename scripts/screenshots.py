"""Draws the pages of the window to PNG files, as they are on an office PC."""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from poa_desktop.app import make_app  # noqa: E402
from poa_desktop.ejemplo import write_example  # noqa: E402
from poa_desktop.poa.problems import TipoLugar  # noqa: E402
from poa_desktop.ui.main_window import MainWindow  # noqa: E402
from poa_desktop.ui.place import Place  # noqa: E402
from poa_desktop.ui.settings import Settings  # noqa: E402
from poa_desktop.ui.theme import apply_theme  # noqa: E402

HOY = datetime(2024, 10, 15, 10, 32)

MANUAL = (
    "bienvenida", "dialogo-nuevo", "tablero", "datos", "diagnostico", "actividad-datos",
    "calendario", "linea-avance", "revision", "vista-previa-evaluacion", "dialogo-exportar",
)  # fmt: skip
"""The pictures the manual shows, light."""


def _tell(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Qt's messages, but for the one that every window without a screen repeats."""
    if "propagateSizeHints" not in message:
        print(message, file=sys.stderr)


qInstallMessageHandler(_tell)


def settle(app: QApplication) -> None:
    """Let everything that was set going come to rest, the count of problems too."""
    end = time.monotonic() + 0.25
    while time.monotonic() < end:
        app.processEvents()


def places(window: MainWindow) -> Iterator[tuple[str, Place, str]]:
    """Every page worth a picture: its name, its node, its page."""
    assert window.session is not None
    poa = window.session.poa
    assert poa is not None
    whole = Place(TipoLugar.POA, poa.id)
    for page in ("tablero", "datos", "calendario", "avance"):
        yield page, whole, page
    yield "diagnostico", Place(TipoLugar.DIAGNOSTICO, poa.id), "datos"
    if not poa.actividades:
        return
    programa = Place(TipoLugar.PROGRAMA, poa.programas[0].id)
    actividad = Place(TipoLugar.ACTIVIDAD, poa.actividades[2].id)
    linea = Place(TipoLugar.LINEA, poa.actividades[2].lineas[0].id)
    for name, place in (("programa", programa), ("actividad", actividad), ("linea", linea)):
        for page in ("tablero", "datos", "calendario", "avance"):
            yield f"{name}-{page}", place, page


def draw(app: QApplication, window: MainWindow, out: Path, only: str | None, theme: str) -> None:
    for name, place, page in list(places(window)):
        if only is None or name == only:
            assert window.workspace is not None
            window.workspace.show_place(place)
            window.workspace.show_page(page)
            settle(app)
            window.grab().save(str(out / f"{name}-{theme}.png"))


def draw_extras(app: QApplication, window: MainWindow, out: Path, theme: str) -> None:
    """The list of problems, the preview, the dialogs and the welcome page."""
    assert window.workspace is not None and window.session is not None
    window.actions_["observaciones"].trigger()
    settle(app)
    window.grab().save(str(out / f"revision-{theme}.png"))
    window.actions_["observaciones"].trigger()
    from poa_desktop.ui.about_dialogs import AboutDialog, ShortcutsDialog
    from poa_desktop.ui.export_dialog import ExportDialog
    from poa_desktop.ui.new_poa_dialog import NewPoaDialog
    from poa_desktop.ui.preview_page import PreviewPage

    for documento in ("poa", "evaluacion"):
        window.show_preview(documento)
        preview = window.preview
        assert isinstance(preview, PreviewPage)
        while not preview.content or preview._job is not None:
            app.processEvents()
        settle(app)
        window.grab().save(str(out / f"vista-previa-{documento}-{theme}.png"))
        window.close_preview()
    for name, dialog in (
        ("exportar", ExportDialog(window.session, Path("Documentos"), window.prompts, window)),
        ("nuevo", NewPoaDialog(2025, window)),
        ("atajos", ShortcutsDialog(window)),
        ("acerca", AboutDialog(window)),
    ):
        dialog.show()
        settle(app)
        dialog.grab().save(str(out / f"dialogo-{name}-{theme}.png"))
        dialog.close()
    window.set_session(None)
    window.welcome.show_recents([])  # a folder of this run means nothing to who looks
    settle(app)
    window.grab().save(str(out / f"bienvenida-{theme}.png"))


def write_manual_pictures(drawn: Path) -> None:
    """Put the pictures of the manual in place, with few colours so that they are small."""
    from PIL import Image

    target = ROOT / "docs" / "manual" / "imagenes"
    target.mkdir(exist_ok=True)
    for name in MANUAL:
        with Image.open(drawn / f"{name}-claro.png") as picture:
            # median cut would lend small marks the colour of larger ones: amber became red
            few = picture.convert("RGB").quantize(96, Image.Quantize.FASTOCTREE)
            few.save(target / f"{name}.png", optimize=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archivo", nargs="?", type=Path, help="a .poa; the example when left out")
    parser.add_argument("--out", type=Path, default=ROOT / "capturas")
    parser.add_argument("--only", help="one page, light only")
    parser.add_argument("--manual", action="store_true", help="write docs/manual/imagenes anew")
    parser.add_argument("--size", default="1366x768")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    width, height = map(int, arguments.size.split("x"))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POA_DESKTOP_DATOS"] = folder
        app = make_app(dark=False)
        path = arguments.archivo
        if path is None:
            from poa_desktop.data.store import create_store

            path = Path(folder) / "hacienda-2024.poa"
            with create_store(path, lambda: HOY) as store:
                write_example(store)
        light_only = arguments.only or arguments.manual
        for theme in ("claro",) if light_only else ("claro", "oscuro"):
            apply_theme(app, theme == "oscuro")
            window = MainWindow(lambda: HOY, Settings(Path(folder) / f"{theme}.ini"))
            window.files.open_path(path)
            window.resize(width, height)
            window.show()
            settle(app)
            draw(app, window, arguments.out, arguments.only, theme)
            if not arguments.only:
                draw_extras(app, window, arguments.out, theme)
            window.close()
            window.deleteLater()
            settle(app)
    if arguments.manual:
        write_manual_pictures(arguments.out)
    print(f"{len(list(arguments.out.glob('*.png')))} imágenes en {arguments.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
