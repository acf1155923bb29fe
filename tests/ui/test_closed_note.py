"""The line above the tables that says since when their months are closed."""

import sqlite3
from pathlib import Path

from PySide6.QtWidgets import QApplication

from poa_desktop.data.store import open_store
from poa_desktop.ui.cierre.closed_note import closed_text
from poa_desktop.ui.session import Session
from tests.closed_example import LATER, T1, ClosedExample


def test_it_names_the_folio_and_says_where_the_seal_was_taken_away(
    qapp: QApplication, tmp_path: Path
) -> None:
    path = tmp_path / "ejemplo.poa"
    example = ClosedExample(path)
    with example.store as store:
        sello = example.cerrar()
        assert f"folio {sello.folio}" in closed_text(Session(store, lambda: LATER), T1.meses)
    with sqlite3.connect(path) as conn:
        for (name,) in conn.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall():
            conn.execute(f"DROP TRIGGER {name}")
        conn.execute("DELETE FROM sellos_contenidos")
        conn.execute("DELETE FROM sellos")
    conn.close()
    with open_store(path, lambda: LATER) as store:
        told = closed_text(Session(store, lambda: LATER), T1.meses)
    assert told.startswith("T1 cerrado, sin sello en el archivo.")
