"""Draws every page of the window to PNG files: scenes, sizes, light and dark.

Without options everything is drawn into capturas/<scene>/<size>/<page>-<theme>.png. With a file,
--only or --manual one set of pictures is drawn into the folder itself.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Container, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from poa_desktop.ui.main_window import MainWindow

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

SIZES = (("1366x768", "1"), ("1920x1080", "1"), ("1920x1080", "2"))
"""Pixels of the window, and how many of them a point of the screen takes: 100 and 200 %."""

MANUAL = (
    "bienvenida", "dialogo-nuevo", "tablero", "datos", "diagnostico", "actividad-datos",
    "calendario", "linea-avance", "gastos", "gastos-captura", "tablero-hoja", "revision",
    "acta-hoja",
    "vista-previa-evaluacion", "dialogo-exportar", "dialogo-enviar", "dialogo-varios",
    "dialogo-libro", "dialogo-propuestas", "dialogo-historial", "buscar", "dialogo-reemplazar",
    "dialogo-evidencias", "dialogo-regla-otra", "cierre-enviado", "dialogo-cerrar-periodo",
)  # fmt: skip
"""The pictures the manual shows, light."""

_SHEET_DPI = 120

WITHOUT_PAPER = ("sesenta",)
"""Scenes whose documents have hundreds of pages: nobody looks at them."""


def folder_of(out: Path, scene: str, size: str, scale: str) -> Path:
    """Where the pictures of one set go."""
    return out / scene / (size if scale == "1" else f"{size}-{int(float(scale) * 100)}")


# -- one set: one scene, one size, in this process -------------------------------------------------


def draw_set(arguments: argparse.Namespace, scene: str) -> int:
    """Draw a scene (or the file given) in one size; gives the number of pictures."""
    from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

    def tell(_kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
        if "propagateSizeHints" not in message:  # every window without a screen repeats it
            print(message, file=sys.stderr)

    qInstallMessageHandler(tell)
    from poa_desktop.app import make_app
    from tests.screens.scenes import write_scene

    wanted = (arguments.only,) if arguments.only else MANUAL if arguments.manual else None
    light_only = arguments.only or arguments.manual
    arguments.out.mkdir(parents=True, exist_ok=True)
    count = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["POA_DESKTOP_DATOS"] = name
        make_app(dark=False)
        path = arguments.archivo or write_scene(scene, folder)
        for theme in ("claro",) if light_only else ("claro", "oscuro"):
            for picture, shown in _views(path, folder, arguments, theme == "oscuro", wanted):
                shown.save(str(arguments.out / f"{picture}-{theme}.png"))
                count += 1
    return count


def _views(
    path: Path,
    folder: Path,
    arguments: argparse.Namespace,
    dark: bool,
    wanted: Collection[str] | None,
) -> Iterator[tuple[str, QPixmap]]:
    """Names and pictures of everything there is to see in one theme."""
    from PySide6.QtCore import QSize
    from PySide6.QtWidgets import QApplication

    from poa_desktop.ui.theme import apply_theme
    from tests.screens import views

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    apply_theme(app, dark)
    width, height = map(int, arguments.size.split("x"))
    window = views.open_window(path, folder, QSize(width, height) / float(arguments.escala))
    paper = path.stem.split("-")[0] not in WITHOUT_PAPER
    kinds = [
        views.pages,
        views.asides,
        views.closings,
        *([views.previews, views.preview_states] if paper else []),
        views.dialogs,
    ]
    for kind in (*kinds, views.welcome):
        for view in kind(window, wanted):
            yield view.name, view.widget.grab()
        if kind is views.dialogs and wanted is not None:
            yield from _only_in_the_manual(window, wanted)
    window.close()
    window.deleteLater()
    views.settle()


def _only_in_the_manual(
    window: MainWindow, wanted: Container[str]
) -> Iterator[tuple[str, QPixmap]]:
    """The gastos of an actividad that has some, its first one chosen; the Tablero and the acta
    as printed; a period that was sent."""
    from PySide6.QtGui import QPixmap

    from poa_desktop.export.document import Context
    from poa_desktop.export.documents import find_documento, render
    from poa_desktop.poa.problems import TipoLugar
    from poa_desktop.ui.gastos.page import GastosPage
    from poa_desktop.ui.place import Place
    from poa_desktop.ui.preview.bands import PdfPages
    from tests.screens.views import settle

    session, workspace = window.session, window.workspace
    assert session is not None and session.poa is not None and workspace is not None
    if "gastos-captura" in wanted:
        actividad = max(session.poa.actividades, key=lambda each: len(each.gastos))
        workspace.show_place(Place(TipoLugar.ACTIVIDAD, actividad.id))
        workspace.show_page("gastos")
        settle()
        page = workspace.page
        assert isinstance(page, GastosPage)
        proven = (n for n, each in enumerate(actividad.gastos) if each.comprobantes)
        page.capture.table.go(next(proven, 0), 0)
        settle()
        yield "gastos-captura", window.grab()
    if "cierre-enviado" in wanted:
        yield from _of_closings("cierre-enviado")
    if "tablero-hoja" in wanted:
        context = Context(session.municipio, session.poa, session.hoy, session.periodo)
        paper = PdfPages(render(find_documento("tablero", "pdf"), "pdf", context)[0])
        yield "tablero-hoja", QPixmap.fromImage(paper.image(0, _SHEET_DPI / 72))
        paper.close()
    if "acta-hoja" in wanted:
        from tests.screens.papers import acta_closed_twice

        paper = PdfPages(acta_closed_twice(session.municipio, session.poa))
        yield "acta-hoja", QPixmap.fromImage(paper.image(0, _SHEET_DPI / 72))
        paper.close()


def _of_closings(name: str) -> Iterator[tuple[str, QPixmap]]:
    """The page Cierre in a state that the example alone does not have."""
    from PySide6.QtCore import QSize

    from tests.screens import views
    from tests.screens.scenes import write_scene

    with tempfile.TemporaryDirectory() as folder:
        path = write_scene("cierres", Path(folder))
        window = views.open_window(path, Path(folder), QSize(1366, 768))
        for view in views.closings(window, (name,)):
            yield view.name, view.widget.grab()
        window.close()
        window.deleteLater()
        views.settle()


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


# -- everything: one process a set, as many at once as there are cores ----------------------------


def draw_everything(arguments: argparse.Namespace) -> int:
    """Draw the sets that the options leave; a scale of the screen needs its own process."""
    from tests.screens.scenes import SCENES

    scenes = [arguments.escena] if arguments.escena else list(SCENES)
    sizes = [
        (size, scale)
        for size, scale in SIZES
        if arguments.size in (None, size) and arguments.escala in (None, scale)
    ] or [(arguments.size or "1366x768", arguments.escala or "1")]
    sets = list(product(sorted(scenes, key=lambda scene: scene != "sesenta"), sizes))
    start, failed = time.monotonic(), 0
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        runs = [workers.submit(_run_set, arguments.out, scene, *size) for scene, size in sets]
        for number, run in enumerate(runs, 1):
            where, told, code = run.result()
            failed += code != 0
            print(f"{number}/{len(sets)} {where}: {told}", flush=True)
    print(f"{time.monotonic() - start:.0f} s")
    return 1 if failed else 0


def _run_set(out: Path, scene: str, size: str, scale: str) -> tuple[Path, str, int]:
    target = folder_of(out, scene, size, scale)
    command = [
        sys.executable, __file__, "--un-juego", "--escena", scene, "--size", size,
        "--escala", scale, "--out", str(target),
    ]  # fmt: skip
    environment = {**os.environ, "QT_SCALE_FACTOR": scale}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    return target, (done.stdout + done.stderr).strip(), done.returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("archivo", nargs="?", type=Path, help="a .poa in place of a scene")
    parser.add_argument("--out", type=Path, default=ROOT / "capturas")
    parser.add_argument("--only", help="one page, light only")
    parser.add_argument("--manual", action="store_true", help="write docs/manual/imagenes anew")
    parser.add_argument(
        "--escena", help="one scene: ejemplo, vacio, sesenta, anterior, siguiente, cierres"
    )
    parser.add_argument("--size", help="pixels of the window; 1366x768 for one set")
    parser.add_argument("--escala", help="1 or 2: how large the screen draws")
    parser.add_argument("--un-juego", action="store_true", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    one_set = arguments.un_juego or arguments.only or arguments.manual or arguments.archivo
    if not one_set:
        return draw_everything(arguments)
    arguments.size = arguments.size or "1366x768"
    arguments.escala = arguments.escala or "1"
    os.environ["QT_SCALE_FACTOR"] = arguments.escala  # read when the application is made
    count = draw_set(arguments, arguments.escena or "ejemplo")
    if arguments.manual:
        write_manual_pictures(arguments.out)
    print(f"{count} imágenes en {arguments.out}")
    return 0 if count else 1


if __name__ == "__main__":
    sys.exit(main())
