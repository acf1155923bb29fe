"""From the plan to two versions of a closed quarter, with the real POA through the real window.

The figures of the first quarter by hand. The real POA with the default schedule has 81 actos in
January–March: programas 16 + 12 = 28; actividades 53: A1 and A8 monthly, (3 + 4) líneas × 3 months
= 21; A5 of each half-year, none; the other eleven one acto a línea in March: A2 4, A3 2, A4 2,
A6 3, A7 3, A9 3, A10 3, A11 3, A12 3, A13 3, A14 3 = 32; 21 + 32 = 53. The adecuación programs 2
instead of 1 in March of A2.1, which is one acto as before.

All is met, but: A2.1 half (1 of 2: its acto needs 2, so 0 of 1 actos); A12.1 zero (0 of 1); A6.1
twice (2 of 1: 1 of 1 actos); A1.1 late inside the quarter (0, 1, 2 of 1, 1, 1: R = 3 reaches c = 1,
2, 3, so 3 of 3 actos).

    actos        79 of 81 = 97.530… → 97.5 %; programas 28 of 28, actividades 51 of 53
    actividades  15 bloques with actos (two programas, all actividades but A5), A2 and A12 lack: 13
    promedio     67 líneas (70 less three of A5): (65 + 1/2 + 0) ÷ 67 = 97.761… → 97.8 %
    cantidades   P = 80 + 2 = 82, R = 82 − 1 (A2.1) + 1 (A6.1) − 1 (A12.1) = 81 → 98.780… → 98.8 %

The second version corrects A12.1 to 1: 80 of 81 = 98.765… → 98.8 %, actividades 52 of 53.

The second quarter is met whole: 28 + (21 + 32 + A5 3) = 84 of 84. The half-year: 165 actos; A2.1
has c = 2, 3 and R = 1 + 1 = 2, so 1 of 2; all else is met: 164 of 165 = 99.393… → 99.4 %.

POA_TEST_VIAJE=folder keeps a picture of each station, and the seconds of each step.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from poa_desktop import cli
from poa_desktop.app import make_app
from poa_desktop.data.backup import CIERRE, list_backups
from poa_desktop.data.folders import backups_folder
from poa_desktop.poa.evaluacion import Regla
from poa_desktop.poa.observado import EstadoObservacion
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import EstadoPoa, LineaAccion, Poa
from poa_desktop.poa.sello import Sello
from poa_desktop.poa.tramites import EstadoPeriodo, Paso
from poa_desktop.ui.adecuacion.authorise_dialog import AuthoriseDialog
from poa_desktop.ui.adecuacion.declare_dialog import BeginDialog, ConcludeDialog
from poa_desktop.ui.cierre.entrega_dialog import EntregaDialog
from poa_desktop.ui.cierre.nota_dialog import NotaDialog
from poa_desktop.ui.cierre.page import ACTAS, OBSERVACIONES, CierrePage
from poa_desktop.ui.cierre.versiones_dialog import VersionesDialog
from poa_desktop.ui.datos.bloque_form import BloqueForm
from poa_desktop.ui.envio.export_dialog import ExportDialog
from poa_desktop.ui.grid.rows import Cantidad
from poa_desktop.ui.nuevo.next_year_dialog import NextYearDialog
from poa_desktop.ui.nuevo.texts_dialog import TextsDialog
from poa_desktop.ui.observaciones.dialog import ObservarDialog
from poa_desktop.ui.persona.dialog import PersonaDialog
from poa_desktop.ui.place import Place
from poa_desktop.ui.regla.dialog import ReglaDialog
from poa_desktop.ui.tablero.gauge import Gauge
from poa_desktop.ui.verificacion import visit
from poa_desktop.ui.verificacion.dialog import VerificationDialog
from poa_desktop.ui.verificacion.folio_dialog import FolioDialog
from tests.ui.cierre_window import rows
from tests.ui.clerk import Clerk

KEY, MOD = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = MOD.ControlModifier, MOD.ShiftModifier
PROGRAMADO, REALIZADO = Cantidad.PROGRAMADO, Cantidad.REALIZADO
WAIT = 20_000
JANUARY, APRIL, MAY, JULY = (datetime(2024, mes, 10, 9, 0) for mes in (1, 4, 5, 7))
NOTHING_DONE = {
    Regla.ACTOS: "0 de 81",
    Regla.ACTIVIDADES: "0 de 15",
    Regla.PROMEDIO: "0.0 %",
    Regla.CANTIDADES: "0 de 81",
}
FIRST = {
    Regla.ACTOS: "97.5 % · Cumple\n79 de 81",
    Regla.ACTIVIDADES: "86.7 % · En riesgo\n13 de 15",
    Regla.PROMEDIO: "97.8 % · Cumple",
    Regla.CANTIDADES: "98.8 % · Cumple\n81 de 82",
}
WHY = {"A2.1": "Se aplicó en la mitad de los barrios.", "A6.1": "Se pidió dos veces.",
       "A12.1": "No hubo vehículos que reparar."}  # fmt: skip


@pytest.fixture
def clerk(qtbot: QtBot, tmp_path: Path) -> Iterator[Clerk]:
    make_app(dark=False)
    made = Clerk(qtbot, tmp_path)
    yield made
    QGuiApplication.clipboard().clear()
    for window in made.windows:
        window.close()
        window.deleteLater()


@contextmanager
def timed(what: str) -> Iterator[None]:
    start = time.perf_counter()
    yield
    wanted = os.environ.get("POA_TEST_VIAJE")
    if wanted:
        with (Path(wanted) / "tiempos.txt").open("a", encoding="utf-8") as file:
            file.write(f"{time.perf_counter() - start:6.2f} s  {what}\n")


def linea(poa: Poa, clave: str) -> LineaAccion:
    owner, number = clave.split(".")
    return next(each for each in poa.bloques if each.clave == owner).lineas[int(number) - 1]


def take(clerk: Clerk, name: str, *visits: Callable[[QDialog], object]) -> None:
    """An entry of a menu; every dialog that was planned came."""
    clerk.prompts.visits = list(visits)  # type: ignore[arg-type]
    action = clerk.window.actions_[name]
    assert action.isEnabled(), (name, action.toolTip())
    with timed(name):
        action.trigger()
    assert not clerk.prompts.visits, name
    clerk.activate()


def page(clerk: Clerk) -> CierrePage:
    clerk.press(KEY.Key_6, CTRL)
    found = clerk.space.page
    assert isinstance(found, CierrePage)
    return found


# -- the plan --------------------------------------------------------------------------------------


def import_the_text(clerk: Clerk, seed: Path) -> None:
    clerk.prompts.save, clerk.prompts.open = clerk.path, seed
    clerk.window.actions_["importar"].trigger()
    clerk.activate()
    assert len(clerk.poa.lineas) == 70
    wanted = [81, 84, 81, 84, 330]
    assert [clerk.evaluacion(e).total.proyectadas for e in ("T1", "T2", "T3", "T4", "A")] == wanted


def look_at_the_rules(clerk: Clerk, wanted: dict[Regla, str], *, frozen: bool = False) -> None:
    """What each rule gives for the first quarter, by hand; nothing is chosen."""
    told: dict[Regla, str] = {}

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, ReglaDialog)
        for regla in Regla:
            dialog.table.begin_at(regla, parse_periodo("2024-T1"))
            told[regla] = dialog.table.currentItem().text()
        clerk.see("regla")
        table = dialog.table
        for row in range(table.rowCount()):
            for column in range(table.columnCount()):
                for text in table.item(row, column).text().split("\n"):
                    wide = table.fontMetrics().horizontalAdvance(text)
                    assert wide + 12 <= table.columnWidth(column), f"{text} is cut"
        assert dialog.locked is frozen
        if frozen:
            assert "AC-2024-T1-1-" in dialog.message.text()
        dialog.reject()

    take(clerk, "regla", look)
    for regla, figure in wanted.items():
        assert figure in told[regla], (regla, told)


def say_who(nombre: str, cargo: str) -> Callable[[QDialog], None]:
    def say(dialog: QDialog) -> None:
        assert isinstance(dialog, PersonaDialog)
        for line, text in ((dialog.nombre, nombre), (dialog.cargo, cargo)):
            line.setFocus()
            line.selectAll()
            QApplication.processEvents()
            line.insert(text)
        dialog.ok_button.click()

    return say


def authorise(clerk: Clerk) -> None:
    def agree(dialog: QDialog) -> None:
        assert isinstance(dialog, AuthoriseDialog)
        dialog.nota.setText("Acta 14/2024")
        clerk.see("autorizar")
        dialog.ok_button.click()

    take(clerk, "autorizar", say_who("Rosa Díaz", "Enlace"), agree)
    assert clerk.poa.estado is EstadoPoa.AUTORIZADO
    assert "Folio AU-2024-POA-1-" in clerk.said


def program(clerk: Clerk, clave: str, mes: int, text: str) -> None:
    """Type a quantity into the Calendario."""
    clerk.choose(Place(TipoLugar.POA, clerk.poa.id))
    clerk.press(KEY.Key_3, CTRL)
    (mode,) = [each for each in clerk.calendario.modes.buttons() if each.text() == "Programado"]
    mode.click()
    clerk.go(linea(clerk.poa, clave), mes, PROGRAMADO)
    clerk.type(text)
    clerk.press(KEY.Key_Return)


def write_metas(clerk: Clerk, number: int, text: str) -> None:
    """Type the metas of an actividad; where the plan is locked the field takes none."""
    clerk.choose(Place(TipoLugar.ACTIVIDAD, clerk.poa.actividades[number].id))
    clerk.press(KEY.Key_2, CTRL)
    clerk.space.page.focus_field("metas")
    clerk.press(KEY.Key_A, CTRL)
    clerk.type(text)
    clerk.press(KEY.Key_Return, CTRL)


def try_to_change_the_plan(clerk: Clerk) -> None:
    before = clerk.session.store.content_hash()
    program(clerk, "A2.1", 3, "2")
    clerk.see("plan-cerrado")
    assert "adecuación" in clerk.calendario.foot.notice.text()
    clerk.press(KEY.Key_Escape)
    write_metas(clerk, 1, "Otra")
    form = clerk.space.page.form  # type: ignore[attr-defined]
    assert isinstance(form, BloqueForm)
    clerk.choose(Place(TipoLugar.ACTIVIDAD, clerk.poa.actividades[1].id))
    clerk.press(KEY.Key_Delete)
    clerk.press(KEY.Key_D, CTRL)
    assert clerk.session.store.content_hash() == before


def declare_a_change(clerk: Clerk) -> None:
    def begin(dialog: QDialog) -> None:
        assert isinstance(dialog, BeginDialog)
        dialog.justificacion.setFocus()
        clerk.type("Se suma la campaña de la cabecera")
        dialog.oficio.setText("DP/031/2024")
        dialog.fecha.setText("09/01/2024")
        dialog.ok_button.click()

    seen: list[tuple[str, ...]] = []

    def conclude(dialog: QDialog) -> None:
        assert isinstance(dialog, ConcludeDialog)
        tree = dialog.tree
        for number in range(tree.topLevelItemCount()):
            row = tree.topLevelItem(number)
            assert row is not None
            seen.append(tuple(row.text(column) for column in (0, 2, 3, 4)))
        clerk.see("concluir")
        dialog.ok_button.click()

    old = clerk.poa.actividades[1].ficha.metas
    take(clerk, "iniciar_adecuacion", begin)
    program(clerk, "A2.1", 3, "2")
    write_metas(clerk, 1, "Cobrar la cartera vencida")
    take(clerk, "concluir_adecuacion", conclude)
    assert linea(clerk.poa, "A2.1").programado[2] == 200
    assert sorted(seen) == [("A2", "Metas", old, "Cobrar la cartera vencida"),
                            ("A2.1", "Programado", "mar 1", "mar 2")]  # fmt: skip
    assert clerk.evaluacion("T1").total.proyectadas == 81


# -- the quarter -----------------------------------------------------------------------------------


def capture(clerk: Clerk, clave: str, mes: int, text: str, why: str = "") -> None:
    """Type into Avance, and the justificación beside it."""
    clerk.go(linea(clerk.poa, clave), mes, REALIZADO)
    if text:
        clerk.type(text)
        clerk.press(KEY.Key_Return)
    else:
        clerk.press(KEY.Key_Delete)
    if why:
        clerk.go(linea(clerk.poa, clave), mes, REALIZADO)
        clerk.avance.panel.justificacion.editor.setFocus()
        clerk.type(why)
        clerk.press(KEY.Key_Return, CTRL)


def open_avance(clerk: Clerk, code: str) -> None:
    clerk.window.choose_periodo(parse_periodo(code))
    clerk.choose(Place(TipoLugar.POA, clerk.poa.id))
    clerk.press(KEY.Key_4, CTRL)


def capture_the_quarter(clerk: Clerk) -> None:
    open_avance(clerk, "2024-T1")
    with timed("cumplir lo programado"):
        clerk.avance.cumplir.click()
    assert clerk.evaluacion("T1").total.realizadas == 81
    for mes, text in ((1, "0"), (2, "1"), (3, "2")):
        capture(clerk, "A1.1", mes, text)
    capture(clerk, "A2.1", 3, "1", WHY["A2.1"])
    capture(clerk, "A6.1", 3, "2", WHY["A6.1"])
    capture(clerk, "A12.1", 3, "0")
    capture(clerk, "A9.3", 3, "")
    proof = clerk.folder / "Oficio de comprobación.txt"
    proof.write_text("Oficio", "utf-8")
    clerk.go(linea(clerk.poa, "A4.1"), 3, REALIZADO)
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(proof))])
    QGuiApplication.clipboard().setMimeData(copied)
    clerk.press(KEY.Key_V, CTRL)
    assert [e.nombre for e in linea(clerk.poa, "A4.1").avances[2].evidencias] == [proof.name]
    clerk.see("avance")


def look_at_what_is_lacking(clerk: Clerk) -> None:
    """Two things block; each jumps to its place, and is mended there."""
    falta = page(clerk).falta
    told = rows(clerk.window)
    assert "A9.3: falta capturar marzo." in told
    assert "A12.1: tiene 0.0 % y falta la justificación." in told
    clerk.see("cierre-falta")
    for words, mend in (("A9.3: falta", "1"), ("A12.1: tiene", WHY["A12.1"])):
        falta = page(clerk).falta
        match = Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive
        (found,) = falta.list.findItems(words, match)
        falta.list.setCurrentItem(found)
        falta.list.setFocus()
        clerk.press(KEY.Key_Return)
        assert clerk.space.page_name == "avance"
        clerk.type(mend)
        clerk.press(KEY.Key_Return, *([] if mend == "1" else [CTRL]))
    assert linea(clerk.poa, "A9.3").realizado[2] == 100
    assert linea(clerk.poa, "A12.1").avances[2].justificacion == WHY["A12.1"]
    page(clerk)
    assert not [each for each in rows(clerk.window) if "falta" in each]


# -- the envío and what Planeación says ------------------------------------------------------------


def hand_over(dialog: QDialog) -> None:
    """Enviar, Cerrar: the notices read, nothing else is asked any more."""
    assert isinstance(dialog, EntregaDialog)
    assert not dialog.en_cero.isVisible() and not dialog.razones.isVisible()
    if dialog.leido.isVisible():
        assert not dialog.ok_button.isEnabled()
        dialog.leido.click()
    dialog.ok_button.click()


def note(text: str) -> Callable[[QDialog], None]:
    def write(dialog: QDialog) -> None:
        assert isinstance(dialog, NotaDialog)
        dialog.edit.setPlainText(text)
        dialog.ok_button.click()

    return write


def press_step(clerk: Clerk, paso: Paso, *visits: Callable[[QDialog], object]) -> None:
    """A step by its button in the page Cierre."""
    button = page(clerk).head.buttons[paso]
    assert button.isEnabled(), button.toolTip()
    clerk.prompts.visits = list(visits)  # type: ignore[arg-type]
    with timed(f"{paso.etiqueta} {clerk.session.periodo}"):
        button.click()
    assert not clerk.prompts.visits
    clerk.activate()


def send(clerk: Clerk) -> None:
    press_step(clerk, Paso.ENVIO, hand_over)
    assert clerk.session.estado() is EstadoPeriodo.ENVIADO
    assert page(clerk).head.since.text().startswith("Enviado el 10/04/2024 09:00 por Rosa Díaz, E")


def change_after_the_envio(clerk: Clerk) -> None:
    open_avance(clerk, "2024-T1")
    clerk.go(linea(clerk.poa, "A4.2"), 3, REALIZADO)
    clerk.avance.panel.comentario.editor.setFocus()
    clerk.type("Se mandó tarde")
    clerk.press(KEY.Key_Return, CTRL)
    head = page(clerk).head
    assert head.changed.text().startswith("Desde el envío cambió: A4.2, Comentario de marzo")

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, VersionesDialog)
        assert dialog.told.text() == "1 diferencia."
        clerk.see("desde-el-envio")
        dialog.reject()

    clerk.prompts.visits = [look]
    head.changes_button.click()
    clerk.activate()


def observe(clerk: Clerk, clave: str, text: str) -> None:
    def write(dialog: QDialog) -> None:
        assert isinstance(dialog, ObservarDialog)
        assert dialog.linea_id == linea(clerk.poa, clave).id
        dialog.edit.setFocus()
        clerk.type(text)
        clerk.see("observar")
        dialog.ok_button.click()

    open_avance(clerk, "2024-T1")
    clerk.go(linea(clerk.poa, clave), 3, REALIZADO)
    take(clerk, "observar", write)


def planeacion_sends_it_back(clerk: Clerk) -> None:
    take(clerk, "persona", say_who("Iván Soto", "Analista de Planeación"))
    observe(clerk, "A2.1", "Falta la lista de barrios.")
    observe(clerk, "A12.1", "¿Tampoco mantenimiento?")
    press_step(clerk, Paso.DEVOLUCION, note("Dos observaciones."))
    assert clerk.session.estado() is EstadoPeriodo.OBSERVADO
    shown = page(clerk)
    assert shown.sections.currentIndex() == OBSERVACIONES
    assert shown.sections.tabText(OBSERVACIONES) == "Observaciones (2)"
    clerk.see("devuelto")


def answer(clerk: Clerk, texts: dict[str, str]) -> None:
    """Each in the page Avance, where it is said."""
    take(clerk, "persona", say_who("Rosa Díaz", "Enlace"))
    assert not _may_send(clerk)
    for clave, text in texts.items():
        open_avance(clerk, "2024-T1")
        clerk.go(linea(clerk.poa, clave), 3, REALIZADO)
        card = clerk.avance.panel.observed.card
        card.respuesta.setFocus()
        clerk.type(text)
        clerk.press(KEY.Key_Return, CTRL)
    clerk.see("respondidas")
    assert all(e.estado is EstadoObservacion.RESPONDIDA for e in clerk.session.observaciones())


def _may_send(clerk: Clerk) -> bool:
    """Whether an envío waits for nothing; the dialog says what, and is given up."""
    told: list[bool] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, EntregaDialog)
        told.append(dialog.ok_button.isEnabled())
        dialog.reject()

    press_step(clerk, Paso.ENVIO, look)
    return told[0]


def settle(clerk: Clerk) -> None:
    take(clerk, "persona", say_who("Iván Soto", "Analista de Planeación"))
    shown = page(clerk)
    shown.sections.setCurrentIndex(OBSERVACIONES)
    shown.observaciones.table.setFocus()
    clerk.press(KEY.Key_A, CTRL)
    clerk.see("atender")
    shown.observaciones.card.settle.click()
    assert all(e.estado is EstadoObservacion.ATENDIDA for e in clerk.session.observaciones())


def close(clerk: Clerk, code: str = "2024-T1") -> Sello:
    clerk.window.choose_periodo(parse_periodo(code))
    press_step(clerk, Paso.CIERRE, hand_over)
    assert clerk.session.estado() is EstadoPeriodo.CERRADO
    sello = clerk.session.store.sellos(clerk.poa.id)[-1]
    shown = page(clerk)
    assert shown.sections.currentIndex() == ACTAS
    assert shown.actas.sello == sello
    clerk.see(f"cerrado-{code}-{sello.version}")
    return sello


# -- paper -----------------------------------------------------------------------------------------


def export(clerk: Clerk, documento: str, code: str, version: int = 0) -> bytes:
    """Through the dialog that Ctrl+E opens."""
    clerk.window.choose_periodo(parse_periodo(code))
    dialog = ExportDialog(clerk.session, clerk.folder, clerk.prompts, clerk.window)
    choice = dialog.choice
    choice.select_documento(documento)
    if version:
        choice.options.version.choose(version)
    target = clerk.folder / f"{documento}.pdf"
    target.unlink(missing_ok=True)
    dialog.formats.setCurrentIndex(dialog.formats.findData("pdf"))
    dialog.target.setText(str(target))
    dialog.show()
    with timed(f"{documento} {code} {version or ''}".rstrip()):
        dialog.run_button.click()
        clerk.qtbot.waitUntil(lambda: dialog.written == target, timeout=WAIT)
    dialog.close()
    dialog.deleteLater()
    clerk.activate()
    return target.read_bytes()


def words_of(content: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=content, capture_output=True, check=True
    )
    return " ".join(done.stdout.decode().split())


def everything_says(clerk: Clerk, sello: Sello, figure: str, realizadas: int) -> tuple[bytes, ...]:
    """Page, Tablero and the two papers say the same; gives the acta and the evaluation sheet."""
    code = sello.periodo
    proyectadas = {"2024-T1": 81, "2024-T2": 84, "2024-S1": 165}[code]
    assert page(clerk).head.figure.text() == f"{figure} · Cumple"
    clerk.choose(Place(TipoLugar.POA, clerk.poa.id))
    clerk.press(KEY.Key_1, CTRL)
    spoken = [each.accessibleName() for each in clerk.space.page.findChildren(Gauge)]
    if sello.periodo != "2024-S1":  # the Tablero has the quarters and the year
        assert any(f": {figure}, {realizadas} de {proyectadas}" in each for each in spoken), spoken
    acta, sheet = export(clerk, "acta", code), export(clerk, "evaluacion", code)
    formula = f"{realizadas} realizadas / {proyectadas} proyectadas × 100 = {figure}"
    for told in (words_of(acta), words_of(sheet)):
        for each in (sello.folio, sello.corta, formula):
            assert each in told, each
    return acta, sheet


def command(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> Any:
    """What the command line answers as JSON, the window closed."""
    capsys.readouterr()
    assert cli.main([*map(str, words), "--json"]) == code, capsys.readouterr()
    return json.loads(capsys.readouterr().out)


def the_command_line_says(
    clerk: Clerk, capsys: pytest.CaptureFixture[str], sello: Sello, done: tuple[int, int]
) -> None:
    told = command(capsys, "evaluar", clerk.path, "--periodo", sello.periodo)
    assert (told["realizadas"], told["proyectadas"]) == done
    assert abs(Fraction(told["porcentaje"]) - Fraction(100 * done[0], done[1])) < Fraction(1, 10**4)
    assert (told["cierre"]["folio"], told["cierre"]["version"]) == (sello.folio, sello.version)
    assert command(capsys, "verificar", clerk.path)["integro"] is True


# -- closed ----------------------------------------------------------------------------------------


def try_the_closed_months(clerk: Clerk) -> None:
    """Typed, pasted, dropped, deleted: refused, each with a word why."""
    before = clerk.session.store.content_hash()
    open_avance(clerk, "2024-T1")
    assert not clerk.avance.cumplir.isEnabled()
    for mes in (1, 2, 3):
        clerk.go(linea(clerk.poa, "A1.1"), mes, REALIZADO)
        clerk.type("5")
        assert "(folio AC-2024-T1-1-" in clerk.avance.foot.notice.text()
        clerk.press(KEY.Key_Escape)
        QGuiApplication.clipboard().setText("7")
        clerk.press(KEY.Key_V, CTRL)
        clerk.press(KEY.Key_Delete)
    panel = clerk.avance.panel
    assert panel.comentario.editor.isReadOnly() and panel.justificacion.editor.isReadOnly()
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(clerk.folder / "Oficio de comprobación.txt"))])
    QGuiApplication.clipboard().setMimeData(copied)
    clerk.go(linea(clerk.poa, "A4.2"), 3, REALIZADO)
    clerk.press(KEY.Key_V, CTRL)
    clerk.choose(Place(TipoLugar.LINEA, linea(clerk.poa, "A4.2").id))
    clerk.press(KEY.Key_Delete)
    assert clerk.session.store.content_hash() == before
    assert not clerk.window.actions_["deshacer"].isEnabled()


def verify(clerk: Clerk, look: Callable[[VerificationDialog], object]) -> None:
    def when_done(dialog: QDialog) -> None:
        assert isinstance(dialog, VerificationDialog)
        clerk.qtbot.waitUntil(lambda: dialog.found is not None, timeout=WAIT)
        clerk.see("verificar")
        look(dialog)
        dialog.reject()

    take(clerk, "verificar", when_done)


def is_sound(dialog: VerificationDialog) -> None:
    assert dialog.title.text() == "El archivo está íntegro y sus sellos son válidos."


def check_the_folio(clerk: Clerk, row: int, answer: str) -> None:
    """The text of the acta's QR, from the list of the acts, is known."""
    actas = page(clerk).actas
    page(clerk).sections.setCurrentIndex(ACTAS)
    actas.table.selectRow(row)
    actas.copy_button.click()

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, FolioDialog)
        clerk.press(KEY.Key_Return)
        clerk.qtbot.waitUntil(lambda: dialog.answer is not None, timeout=WAIT)
        clerk.qtbot.waitUntil(dialog.check_button.isEnabled, timeout=WAIT)
        clerk.see("folio")
        assert dialog.title.text() == answer, dialog.more.toPlainText()
        dialog.reject()

    take(clerk, "comprobar_folio", look)


def correct_what_was_closed(clerk: Clerk) -> None:
    clerk.window.choose_periodo(parse_periodo("2024-T1"))
    press_step(clerk, Paso.REAPERTURA, note("Oficio 77: el mantenimiento de A12.1 sí se hizo."))
    assert clerk.session.estado() is EstadoPeriodo.REABIERTO
    open_avance(clerk, "2024-T1")
    capture(clerk, "A12.1", 3, "1")
    clerk.go(linea(clerk.poa, "A12.1"), 3, REALIZADO)
    clerk.avance.panel.justificacion.editor.setFocus()
    clerk.press(KEY.Key_A, CTRL)
    clerk.press(KEY.Key_Delete)
    clerk.press(KEY.Key_Return, CTRL)
    march = linea(clerk.poa, "A12.1").avances[2]
    assert (march.realizado, march.justificacion) == (100, "")


def compare_the_versions(clerk: Clerk) -> None:
    found: list[tuple[str, ...]] = []

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, VersionesDialog)
        assert dialog.before.currentText().startswith("Cierre, versión 1, del 10/04/2024")
        assert dialog.after.currentText().startswith("Cierre, versión 2, del 10/05/2024")
        table = dialog.table
        found.extend(
            tuple(table.item(row, column).text() for column in range(table.columnCount()))
            for row in range(table.rowCount())
        )
        clerk.see("comparar")
        dialog.reject()

    shown = page(clerk)
    shown.sections.setCurrentIndex(ACTAS)
    clerk.prompts.visits = [look]
    shown.actas.compare_button.click()
    clerk.activate()
    assert sorted(found) == [("A12.1", "Justificación, marzo", WHY["A12.1"], "—"),
                             ("A12.1", "Realizado, marzo", "0", "1")]  # fmt: skip


# -- the half-year, the next year ------------------------------------------------------------------


def meet_the_second_quarter(clerk: Clerk) -> None:
    open_avance(clerk, "2024-T2")
    clerk.avance.cumplir.click()
    assert clerk.evaluacion("T2").total.realizadas == 84


def prepare_next_year(clerk: Clerk) -> None:
    """A draft without cierres, which is changed at once."""

    def make(dialog: QDialog) -> None:
        assert isinstance(dialog, NextYearDialog)
        dialog.make_button.click()

    def judge(dialog: QDialog) -> None:
        assert isinstance(dialog, TextsDialog)
        dialog.close_button.click()

    take(clerk, "ano_siguiente", make, judge)
    assert (clerk.poa.ejercicio, clerk.poa.estado) == (2025, EstadoPoa.BORRADOR)
    assert not clerk.poa.meses_cerrados and not clerk.session.tramites()
    program(clerk, "A2.1", 1, "3")
    assert linea(clerk.poa, "A2.1").programado[0] == 300
    assert {each.id for each in clerk.session.store.headers()} > {clerk.poa.id}


# -- altered ---------------------------------------------------------------------------------------


def alter(path: Path, linea_id: int) -> None:
    """As somebody with a database tool does: March of a línea, behind the triggers."""
    with closing(sqlite3.connect(path)) as conn:
        names = conn.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in names:
            conn.execute(f'DROP TRIGGER "{name}"')
        conn.execute(
            "UPDATE avances SET realizado = 200 WHERE linea_id = ? AND mes = 3", (linea_id,)
        )
        for _, sql in names:
            conn.execute(sql)
        conn.commit()


ALTERED = "A2.1, Realizado de marzo: 1 → 2"


def told_after_opening(clerk: Clerk) -> str:
    """The look that comes by itself a little after a file was opened."""
    visit.watch(clerk.window)
    clerk.see("banda")
    return clerk.said if clerk.space.banner.isVisible() else ""


def look_at_what_was_altered(clerk: Clerk, second: Sello, half: Sello) -> None:
    """In the dialog, on its copy and in its report."""

    def look(dialog: QDialog) -> None:
        assert isinstance(dialog, VerificationDialog)
        assert dialog.title.text() == "El archivo fue alterado o está dañado."
        assert ALTERED in dialog.more.toPlainText()
        dialog.copy_button.click()
        dialog.save_button.click()

    clerk.prompts.save = clerk.folder / "informe.pdf"
    verify(clerk, look)
    told = QGuiApplication.clipboard().text()
    report = words_of(clerk.prompts.save.read_bytes())
    for text in (told, report):
        assert f"{ALTERED}, y la bitácora no lo registra; es posterior a la operación " in text
        for periodo, sello, day in (("T1", second, "10/05"), ("S1", half, "10/07")):
            since = (
                f"Lo alterado de 2024-{periodo} es posterior a su cierre, {sello.folio}, del {day}"
            )
            assert since in text
        assert text.count("ALTERAD") == 2
    assert "2024-T2 de Hacienda Municipal: como se congeló" in told


def the_command_line_tells(
    clerk: Clerk, capsys: pytest.CaptureFixture[str], second: Sello, half: Sello
) -> None:
    found = command(capsys, "verificar", clerk.path, code=1)
    assert (found["integro"], found["bitacora"], found["estructura"]) == (False, False, True)
    assert all(each["valido"] for each in found["sellos"])
    assert {each["folio"]: [one["cambio"] for one in each["diferencias"]]
            for each in found["cierres"] if not each["intacto"]} == {
        second.folio: [ALTERED], half.folio: [ALTERED]
    }  # fmt: skip


def the_witness_tells(clerk: Clerk, capsys: pytest.CaptureFixture[str], lost: list[str]) -> None:
    """The file is the copy from before: sound in itself, and not what this computer knew."""
    clerk.arrive(JULY, clerk.path)
    told = told_after_opening(clerk)
    assert f"3 actos posteriores que el archivo ya no tiene, folios {', '.join(lost)}" in told
    wanted = "El archivo está íntegro, pero no es el que este equipo conocía."

    def look(dialog: VerificationDialog) -> None:
        assert dialog.title.text() == wanted

    verify(clerk, look)
    clerk.leave()
    found = command(capsys, "verificar", clerk.path, code=1)
    assert found["integro"] is True
    assert [each["folio"] for each in found["testigo"]["perdidos"]] == lost


def test_a_quarter_is_closed_twice(
    clerk: Clerk, seed_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setenv("POA_DESKTOP_HOY", "2024-07-10")
    clerk.arrive(JANUARY)
    import_the_text(clerk, seed_path)
    look_at_the_rules(clerk, NOTHING_DONE)
    authorise(clerk)
    try_to_change_the_plan(clerk)
    declare_a_change(clerk)
    clerk.leave()
    clerk.arrive(APRIL, clerk.path)
    capture_the_quarter(clerk)
    look_at_what_is_lacking(clerk)
    look_at_the_rules(clerk, FIRST)
    send(clerk)
    change_after_the_envio(clerk)
    planeacion_sends_it_back(clerk)
    answer(clerk, {"A2.1": "Se adjunta.", "A12.1": "Se hizo en abril."})
    send(clerk)
    settle(clerk)
    first = close(clerk)
    printed = everything_says(clerk, first, "97.5 %", 79)
    look_at_the_rules(clerk, FIRST, frozen=True)
    try_the_closed_months(clerk)
    verify(clerk, is_sound)
    check_the_folio(clerk, 0, "Coincide: es lo que se selló y sigue vigente.")
    clerk.leave()
    the_command_line_says(clerk, capsys, first, (79, 81))
    clerk.arrive(MAY, clerk.path)
    correct_what_was_closed(clerk)
    second = close(clerk)
    kept = list_backups(clerk.path, backups_folder())
    earlier = next(each for each in kept if each.motivo == CIERRE)
    everything_says(clerk, second, "98.8 %", 80)
    assert tuple(export(clerk, each, "2024-T1", 1) for each in ("acta", "evaluacion")) == printed
    again = words_of(export(clerk, "acta", "2024-T1"))
    for each in (first.folio, first.corta, "Oficio 77", "Diferencias con la versión 1 (2)",
                 WHY["A12.1"]):  # fmt: skip
        assert each in again, each
    compare_the_versions(clerk)
    check_the_folio(clerk, 2, "Coincide con lo que se selló, pero ya no es lo vigente.")
    clerk.leave()
    the_command_line_says(clerk, capsys, second, (80, 81))
    clerk.arrive(JULY, clerk.path)
    meet_the_second_quarter(clerk)
    quarter = close(clerk, "2024-T2")
    everything_says(clerk, quarter, "100.0 %", 84)
    half = close(clerk, "2024-S1")
    everything_says(clerk, half, "99.4 %", 164)
    altered = linea(clerk.poa, "A2.1").id
    verify(clerk, is_sound)
    prepare_next_year(clerk)
    verify(clerk, is_sound)
    clerk.leave()
    clerk.arrive(JULY, clerk.path)
    assert told_after_opening(clerk) == ""
    clerk.leave()
    alter(clerk.path, altered)
    clerk.arrive(JULY, clerk.path)
    assert f"2024-T1 de Hacienda Municipal, {ALTERED}" in told_after_opening(clerk)
    look_at_what_was_altered(clerk, second, half)
    clerk.leave()
    the_command_line_tells(clerk, capsys, second, half)
    shutil.copy(earlier.path, clerk.path)
    the_witness_tells(clerk, capsys, [second.folio, quarter.folio, half.folio])
