"""Whether this installation works: Qt, a database, a workbook, a PDF and a seal, in a folder of
its own."""

import os
import tempfile
from datetime import datetime
from pathlib import Path

from poa_desktop import __version__


def self_test() -> int:
    """Try each part; gives 0 when all work, 1 and a Spanish sentence for the first that fails."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["POA_DESKTOP_DATOS"] = folder
        parts = (
            ("base de datos", _store),
            ("documentos", _documents),
            ("sellos", _seals),
            ("Qt", _window),
        )
        for name, part in parts:
            try:
                part(Path(folder))
            except Exception as error:
                print(f"La prueba de {name} falló: {type(error).__name__}: {error}")
                return 1
            print(f"{name}: bien")
    print(f"POA Desktop {__version__}: la instalación funciona.")
    return 0


def _store(folder: Path) -> None:
    from poa_desktop.data.store import create_store
    from poa_desktop.ejemplo import write_example
    from poa_desktop.today import clock

    with create_store(folder / "prueba.poa", clock) as store:
        write_example(store)


def _documents(folder: Path) -> None:
    from poa_desktop.commands.exportar import exportar
    from poa_desktop.today import clock

    for documento, formato in (("poa", "pdf"), ("evaluacion", "pdf"), ("libro", "xlsx")):
        exportar(
            folder / "prueba.poa",
            clock,
            documento,
            formato,
            folder / f"{documento}.{formato}",
            periodo="2024-T1",
        )


def _seals(folder: Path) -> None:
    """Close a quarter, print its acta with the QR code, and verify what was signed."""
    from poa_desktop.commands.cierre import cerrar
    from poa_desktop.commands.exportar import exportar
    from poa_desktop.commands.verificar import verificar

    path, after = folder / "prueba.poa", lambda: datetime(2024, 10, 15, 9)
    cerrar(path, after, "2024-T1", en_cero=True, justificacion="Prueba de la instalación")
    exportar(path, after, "acta", "pdf", folder / "acta.pdf", periodo="2024-T1")
    found = verificar(path, after)
    if found.failed:
        raise RuntimeError(found.text)


def _window(folder: Path) -> None:
    from poa_desktop.app import make_app
    from poa_desktop.today import clock
    from poa_desktop.ui.main_window import MainWindow
    from poa_desktop.ui.pages import PAGES
    from poa_desktop.ui.preview.bands import PdfPages
    from poa_desktop.ui.preview.printing import print_pdf  # noqa: F401 - loads the printing part of Qt

    app = make_app(dark=False)
    window = MainWindow(clock)
    window.files.open_path(folder / "prueba.poa")
    window.show()
    app.processEvents()
    if window.workspace is None:
        raise RuntimeError("el ejemplo no se abrió")
    for name in PAGES:
        window.workspace.show_page(name)
        app.processEvents()
        if not window.workspace.pages[name].isVisible() or window.grab().isNull():
            raise RuntimeError(f"la página {name} no se dibujó")
    pages = PdfPages((folder / "poa.pdf").read_bytes())
    if pages.image(0, 1.0).isNull():
        raise RuntimeError("la vista previa no se dibujó")
    pages.close()
    window.close()
    app.processEvents()
