"""Llenar formato SIPOT in the window: choose a blank, see what its columns get, fill it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from poa_desktop.data import drafts
from poa_desktop.data.store import Store, create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.export.sipot_campos import OBJETIVOS
from poa_desktop.ui.envio.sipot_dialog import SipotDialog
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.prompts import Prompts
from poa_desktop.ui.session import Session
from poa_desktop.ui.settings import Settings

NOW = datetime(2024, 10, 15, 10, 32)


class Answers(Prompts):
    """Hands in the paths that the system's dialogs would give."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.paths: list[Path | None] = []

    def open_file(self, title: str, folder: Path, filters: str) -> Path | None:
        return self.paths.pop(0)

    def save_file(self, title: str, proposal: Path, filters: str) -> Path | None:
        return self.paths.pop(0)


def blank_at(path: Path, *, title: str = OBJETIVOS.titulo, extra: str = "Sello") -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "Reporte de Formatos"
    sheet["A3"] = sheet["D3"] = title
    for number, campo in enumerate(OBJETIVOS.campos, 1):
        suffix = " \nTabla_512813" if campo.clave == "indicadores" else ""
        header = campo.nombres[0] if title == OBJETIVOS.titulo else f"Otra {number}"
        sheet.cell(7, number, header + suffix)
    sheet.cell(7, 20, extra)
    table = book.create_sheet("Tabla_512813")
    for number, campo in enumerate(OBJETIVOS.tabla, 1):
        table.cell(3, number, campo.nombres[0])
    book.save(path)
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with create_store(tmp_path / "ejemplo.poa", lambda: NOW) as store:
        write_example(store)
        yield store


@pytest.fixture
def dialog(qtbot: QtBot, store: Store, tmp_path: Path) -> SipotDialog:
    parent = QWidget()
    qtbot.addWidget(parent)
    made = SipotDialog(Session(store, lambda: NOW), tmp_path, Answers(parent))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def wait(qtbot: QtBot, dialog: SipotDialog) -> Callable[[], None]:
    """Until the work under way has ended."""
    return lambda: qtbot.waitUntil(lambda: dialog._job is None, timeout=20_000)


def choose(dialog: SipotDialog, path: Path) -> None:
    assert isinstance(dialog._prompts, Answers)
    dialog._prompts.paths.append(path)
    dialog.choose.click()


def rows(dialog: SipotDialog) -> dict[str, str]:
    table = dialog.columns
    return {
        table.item(n, 0).text().strip(): table.item(n, 1).text() for n in range(table.rowCount())
    }


def test_from_the_blank_to_the_filled_workbook(
    dialog: SipotDialog, wait: Callable[[], None], tmp_path: Path
) -> None:
    assert not dialog.run_button.isEnabled(), "there is nothing to fill yet"
    choose(dialog, blank_at(tmp_path / "blanco.xlsx"))
    wait()
    assert dialog.known.text() == "Se reconoció: Objetivos y metas institucionales"
    told = rows(dialog)
    assert told["Denominación del área"] == "Dependencia"
    assert told["Sello"] == "vacía: el programa no conoce esta columna"
    assert told["Indicadores asociados"].startswith("Indicador del programa")
    assert next(v for k, v in told.items() if k.startswith("Hipervínculo")).startswith("vacía: ")
    assert dialog.periods.currentData() == dialog._session.periodo
    assert dialog.target.text() == str(tmp_path / "blanco 2024-T3.xlsx")
    dialog.run_button.click()
    wait()
    assert dialog.message.text().startswith("Se llenaron 16 filas de «Objetivos y metas")
    assert "Sello (columna que el programa no conoce)" in dialog.message.text()
    content = (tmp_path / "blanco 2024-T3.xlsx").read_bytes()
    assert load_workbook(BytesIO(content)).worksheets[0]["A23"].value == 2024
    assert dialog.show_button.isVisible()
    dialog.run_button.click()
    assert "pulse Reemplazar" in dialog.message.text() and dialog.run_button.text() == "&Reemplazar"
    dialog.run_button.click()
    wait()
    assert dialog.message.text().startswith("Se llenaron 16 filas")


def test_a_workbook_with_rows_asks_before_it_grows(
    dialog: SipotDialog, wait: Callable[[], None], tmp_path: Path
) -> None:
    path = blank_at(tmp_path / "usado.xlsx")
    book = load_workbook(BytesIO(path.read_bytes()))
    book.worksheets[0]["A8"] = 2023
    book.save(path)
    choose(dialog, path)
    wait()
    assert dialog.below.isVisible() and "desde la fila 8" in dialog.message.text()
    dialog.run_button.click()
    wait()
    assert "elija el formato en blanco" in dialog.message.text()
    dialog.below.setChecked(True)
    dialog.run_button.click()
    wait()
    made = load_workbook(BytesIO((tmp_path / "usado 2024-T3.xlsx").read_bytes())).worksheets[0]
    assert [made[f"A{row}"].value for row in (8, 9, 24)] == [2023, 2024, 2024]


def test_what_is_no_format_leaves_nothing_of_the_one_before(
    dialog: SipotDialog, wait: Callable[[], None], tmp_path: Path
) -> None:
    choose(dialog, blank_at(tmp_path / "blanco.xlsx"))
    wait()
    choose(dialog, blank_at(tmp_path / "otro.xlsx", title="Padrón de proveedores"))
    wait()
    assert "es el formato «Padrón de proveedores»" in dialog.message.text()
    assert dialog.columns.rowCount() == 0 and not dialog.run_button.isEnabled()


def test_the_blank_itself_is_never_the_target(
    dialog: SipotDialog, wait: Callable[[], None], tmp_path: Path
) -> None:
    path = blank_at(tmp_path / "blanco.xlsx")
    before = path.read_bytes()
    choose(dialog, path)
    wait()
    dialog.target.setText(str(path))
    dialog.run_button.click()
    assert "no puede escribirse sobre el blanco" in dialog.message.text()
    assert path.read_bytes() == before


def test_all_dependencias_where_the_file_has_several(
    qtbot: QtBot, store: Store, dialog: SipotDialog, wait: Callable[[], None], tmp_path: Path
) -> None:
    assert not dialog.everyone.isVisible()
    session = dialog._session
    assert session.poa is not None
    works = replace(session.poa.dependencia, nombre="Obras Públicas")
    other = replace(session.poa, dependencia=works)
    store.run("Agregar", lambda db: drafts.write_draft(db, session.municipio, other, {}))
    again = SipotDialog(session, tmp_path, dialog._prompts)
    qtbot.addWidget(again)
    again.show()
    again.open_blank(blank_at(tmp_path / "blanco.xlsx"))
    qtbot.waitUntil(lambda: again._job is None, timeout=20_000)
    again.everyone.setChecked(True)
    again.run_button.click()
    qtbot.waitUntil(lambda: again._job is None, timeout=20_000)
    assert "32 filas" in again.message.text()


def test_the_action_opens_it(
    qtbot: QtBot, tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[SipotDialog] = []
    monkeypatch.setattr(SipotDialog, "exec", lambda self: opened.append(self))
    window = MainWindow(lambda: NOW, Settings(tmp_path / "w.ini"))
    qtbot.addWidget(window)
    assert not window.actions_["llenar_sipot"].isEnabled()
    window.set_session(Session(store, lambda: NOW))
    window.actions_["llenar_sipot"].trigger()
    assert len(opened) == 1
    window.set_session(None)
