"""The other side of a clipboard test, in a process of its own on the same display: our tables.

Pastes what Calc copied into the Calendario, then copies the whole Avance for Calc to paste. Run as
`python -m tests.ui.clipboard_child FOLDER`; what it saw goes into FOLDER/ours.json.
"""

import json
import sys
import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from poa_desktop.app import make_app
from poa_desktop.data import lineas as writes
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.calendario.page import CalendarioPage
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from tests.ui.capture_tables import CTRL, PROGRAMADO, TablePage, cell, open_session, small_poa

LIMIT = 40


def wait_for(path: Path) -> None:
    """Serve the clipboard until a file is there."""
    end = time.monotonic() + LIMIT
    while not path.exists():
        QApplication.processEvents()
        QTest.qWait(20)
        assert time.monotonic() < end, f"nobody wrote {path.name}"


def ready(page: TablePage) -> None:
    page.resize(1200, 700)
    page.show()
    page.grid.table.setFocus()
    QTest.qWait(50)


def paste_into_calendario(session: Session) -> dict[str, list[int]]:
    page = CalendarioPage(session, Place(TipoLugar.POA, 1))
    page.set_mode("Programado")
    ready(page)
    index = cell(page, "Bacheo", 2, PROGRAMADO)  # Focos takes nothing in January
    page.grid.table.go(index.row(), index.column())
    QTest.keyClick(page.grid.table, Qt.Key.Key_V, CTRL)
    assert session.poa is not None
    found = {each.texto: list(each.programado) for each in session.poa.lineas}
    page.close()
    return found


def copy_from_avance(session: Session, texts: list[str]) -> list[list[str]]:
    assert session.poa is not None
    bacheo = session.poa.lineas[0].id
    for campo, text in zip(("comentario", "justificacion"), texts, strict=True):
        session.run(campo, lambda db, c=campo, t=text: writes.edit_avance(db, bacheo, 3, **{c: t}))
    session.run("r", lambda db: writes.edit_avance(db, bacheo, 3, realizado=123450))
    session.set_periodo(parse_periodo("2024-T1"))
    page = AvancePage(session, Place(TipoLugar.POA, 1))
    ready(page)
    QTest.keyClick(page.grid.table, Qt.Key.Key_A, CTRL)
    QTest.keyClick(page.grid.table, Qt.Key.Key_C, CTRL)
    page.close()
    return [
        [page.model.look_at(n, c).text for c in range(len(page.model.columns))]
        for n, row in enumerate(page.model.rows)
        if row.linea
    ]


def main(folder: Path) -> None:
    """Answer Calc once."""
    app = make_app(dark=False)
    assert QGuiApplication.platformName() == "xcb"
    poa = small_poa()
    first = replace(poa.programas[0].lineas[0], unidad_medida="=1+1")
    second = replace(poa.programas[0].lineas[1], unidad_medida='5" de <b>tubo</b> & más')
    programa = replace(poa.programas[0], lineas=(first, second))
    wait_for(folder / "copied")
    with open_session(folder, replace(poa, programas=(programa,))) as session:
        formats = sorted(QGuiApplication.clipboard().mimeData().formats())
        text = QGuiApplication.clipboard().text()
        pasted = paste_into_calendario(session)
        texts = ['Dice "sí"\ny\tno', "3/4"]
        shown = copy_from_avance(session, texts)
        told = {"formats": formats, "text": text, "pasted": pasted, "shown": shown}
        (folder / "ours.json").write_text(json.dumps(told), encoding="utf-8")
        (folder / "answered").touch()
        wait_for(folder / "dumped")
    app.quit()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
