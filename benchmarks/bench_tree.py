"""How long one waits for the tree: 60 actividades × 20 líneas pasted, undone, shown anew.

Beside each a floor measured in the same run: the same rows inserted bare, the same items in a bare
QStandardItemModel.
"""

import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication

from poa_desktop.app import make_app
from poa_desktop.data import poas
from poa_desktop.data.store import create_store
from poa_desktop.poa.records import Actividad, LineaAccion
from poa_desktop.poa.recorte import Recorte
from poa_desktop.poa.recorte_json import read_recorte, write_recorte
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.settings import Settings
from poa_desktop.ui.tree.clip import mime_of
from poa_desktop.ui.tree.model import TreeModel, build_nodes

ROUNDS = 5
NOW = datetime(2024, 10, 15, 10, 32)
TEXT = "Revisar que cada requisición traiga suficiencia presupuestal, cotización y firma "


def plan() -> Recorte:
    """60 actividades with 20 líneas each, every quarter scheduled."""
    programado = (0, 0, 100) * 4
    lineas = tuple(LineaAccion(n, f"{TEXT}{n}", programado=programado) for n in range(1, 21))
    block = Actividad(1, 1, "", lineas=lineas)
    many = tuple(replace(block, id=n, numero=n, nombre=f"Actividad {n}") for n in range(1, 61))
    return Recorte(2024, actividades=many)


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def bare_rows(folder: Path) -> None:
    """The same rows into a file, one transaction, no triggers, no trail."""
    conn = sqlite3.connect(folder / f"bare-{time.perf_counter_ns()}.db", isolation_level=None)
    conn.execute("PRAGMA synchronous = FULL")
    conn.execute("CREATE TABLE lineas (id INTEGER PRIMARY KEY, texto TEXT, unidad TEXT)")
    conn.execute("CREATE TABLE programado (linea INTEGER, mes INTEGER, cantidad INTEGER)")
    conn.execute("BEGIN IMMEDIATE")
    for n in range(1200):
        conn.execute("INSERT INTO lineas VALUES (?, ?, 'Acción')", (n, f"{TEXT}{n}"))
        for mes in (3, 6, 9, 12):
            conn.execute("INSERT INTO programado VALUES (?, ?, 100)", (n, mes))
    conn.execute("COMMIT")
    conn.close()


def bare_items() -> None:
    """As many items with a text and six values each."""
    model = QStandardItemModel()
    for _ in range(60):
        block = QStandardItem("Actividad")
        for n in range(20):
            item = QStandardItem(f"{TEXT}{n}")
            for role in range(6):
                item.setData(n, 256 + role)
            block.appendRow(item)
        model.appendRow(block)


def main() -> None:
    """Print medians."""
    app = make_app(dark=False)
    folder = Path(tempfile.mkdtemp(prefix="poa-arbol-"))
    path = folder / "a.poa"
    with create_store(path, lambda: NOW) as store:
        store.run("Crear", lambda db: poas.create(db, "Obras", 2024))
    window = MainWindow(lambda: NOW, Settings(folder / "v.ini"))
    window.files.open_path(path)
    window.resize(1366, 728)
    window.show()
    app.processEvents()
    assert window.workspace is not None and window.session is not None
    editing, session = window.workspace.editing, window.session
    recorte = plan()
    QApplication.clipboard().setMimeData(mime_of(recorte))
    found: dict[str, list[float]] = {}

    def note(name: str, work: Callable[[], object]) -> None:
        found.setdefault(name, []).append(timed(work))

    for _ in range(ROUNDS):
        note("copy (JSON, text, HTML)", lambda: mime_of(recorte))
        note("read back", lambda: read_recorte(write_recorte(recorte)))
        note("paste in the window, tree and page shown", editing.exchange.paste)
        assert session.poa is not None and len(session.poa.lineas) == 1200
        nodes = build_nodes(session.poa, session.evaluacion(), session.hoy)
        note("tree rebuilt", partial(TreeModel().show_nodes, nodes))
        note("  floor: bare items", bare_items)
        note("undo in the window", session.undo)
        note("  floor: the bare rows on the disk", lambda: bare_rows(folder))
    for name, times in found.items():
        print(f"{name:45} {statistics.median(times):8.1f} ms")
    window.close()
    # without a screen Qt's clipboard outlives Python, and may not keep an object of Python's
    QApplication.clipboard().clear()


if __name__ == "__main__":
    main()
