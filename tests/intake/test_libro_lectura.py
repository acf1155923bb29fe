"""A workbook comes back after all that people do to one: found by what it says, not where."""

import random
import shutil
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from poa_desktop.data import cambios
from poa_desktop.data.store import Store, create_store, open_store
from poa_desktop.ejemplo import write_example
from poa_desktop.export.libro import write_workbook
from poa_desktop.intake.libro_read import read_libro
from poa_desktop.poa.diferencias import Comparacion, Tipo, comparar
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.libro import Campo, Celda, Dictamen
from poa_desktop.poa.problems import Gravedad
from poa_desktop.poa.records import EstadoEvidencia, EstadoPoa, Municipio, Poa
from tests.workbooks.edits import any_edits, saved, typed_into

HOY = date(2024, 10, 15)
KEY = "ab" * 16


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Poa:
    with create_store(tmp_path_factory.mktemp("e") / "e.poa", lambda: datetime(2024, 10, 15)) as s:
        write_example(s)
        return s.poa(s.headers()[0].id)


@pytest.fixture(scope="module")
def poa(whole: Poa) -> Poa:
    """A part of the example that has something of every kind."""
    programa = whole.programas[0]
    return replace(
        whole,
        programas=(replace(programa, lineas=programa.lineas[:6]),),
        actividades=tuple(each for each in whole.actividades if each.numero in (1, 2, 3, 7)),
    )


@pytest.fixture(scope="module")
def content(poa: Poa) -> bytes:
    return write_workbook(Municipio(), poa, HOY, archivo=KEY).content


@pytest.fixture
def book(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def back(poa: Poa, book: Workbook | bytes) -> Comparacion:
    content = book if isinstance(book, bytes) else saved(book)
    return comparar(poa, read_libro(content, "libro.xlsx"))


def told(found: Comparacion) -> list[tuple[str, str]]:
    """Every problem: where and what."""
    return [(each.donde.etiqueta, each.mensaje) for each in found.problemas]


def test_untouched_brings_nothing(poa: Poa, content: bytes, book: Workbook) -> None:
    for each in (content, book):
        assert back(poa, each) == Comparacion((), ())


def test_rows_sorted_columns_moved_and_sheets_in_another_order(poa: Poa, book: Workbook) -> None:
    """What one can do once the protection is off."""
    sheet = book["Calendario"]
    rows = [
        [copy(cell.value) for cell in row]
        for row in sheet.iter_rows(min_row=6, max_row=5 + len(poa.lineas))
    ]
    random.Random(1).shuffle(rows)
    for number, values in enumerate(rows, start=6):
        for column, value in enumerate(values, start=1):
            sheet.cell(number, column).value = value
    sheet.insert_cols(3)
    sheet.insert_rows(1, 2)
    sheet.column_dimensions["B"].width = 90
    avance = book["Avance"]
    avance.move_range("A3:L120", rows=2, cols=3)
    book.move_sheet("Datos", -6)
    assert back(poa, book).diferencias == ()


@pytest.mark.parametrize(
    ("typed", "hundredths"),
    [("1,234.50", 123450), ("3 ", 300), (" 1.5", 150), (7, 700), (0.1 + 0.2, 30), ("0", 0),
     (1e-9 + 2, None), (12_345_678.9, 1_234_567_890)],
)  # fmt: skip
def test_quantities_however_they_are_typed(
    poa: Poa, book: Workbook, typed: object, hundredths: int | None
) -> None:
    book["Calendario"]["X8"].value = typed
    found = back(poa, book)
    if hundredths is None:
        assert "más de dos decimales" in found.problemas[0].mensaje
    else:
        (only,) = found.diferencias
        celda = Celda(Campo.REALIZADO, poa.lineas[2].id, 2)
        assert (only.celda, only.despues, only.lugar) == (celda, hundredths, "X8")
        assert (only.hoja, only.que, only.clave) == ("Calendario", "Realizado de febrero", "P1.3")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (-1, "una cantidad negativa"), (1.234, "más de dos decimales"), ("doce", "«doce»"),
        ("1.234", "«1.234»"), ("-3", "«-3»"), (1e30, "demasiado grande"), (True, "VERDADERO"),
        (date(2024, 3, 4), "04/03/2024, una fecha"), ("=1+1", "fórmula cuyo resultado"),
    ],
)  # fmt: skip
def test_what_is_no_quantity_is_told_with_its_cell(
    poa: Poa, book: Workbook, typed: object, said: str
) -> None:
    book["Calendario"]["F9"].value = typed
    found = back(poa, book)
    assert found.diferencias == ()
    ((where, what),) = told(found)
    assert where == "Calendario F9 (P1.4, Programado de marzo)"
    assert said in what
    assert found.problemas[0].gravedad is Gravedad.ERROR
    assert found.problemas[0].que_hacer


def test_an_error_cell_is_told(poa: Poa, book: Workbook) -> None:
    cell = book["Calendario"]["F9"]
    cell.value, cell.data_type = "#REF!", "e"
    assert "#REF!" in told(back(poa, book))[0][1]


def test_every_problem_of_every_row_is_listed_and_the_good_cells_come_in(
    poa: Poa, book: Workbook
) -> None:
    sheet = book["Calendario"]
    for row in range(6, 16):
        sheet[f"D{row}"].value, sheet[f"E{row}"].value, sheet[f"W{row}"].value = "x", -1, 9
    found = back(poa, book)
    assert len(found.errores) == 20
    assert len(found.diferencias) == 10
    assert {each.tipo for each in found.diferencias} == {Tipo.CAMBIO}


def test_deleted_added_and_repeated_rows_are_reported(poa: Poa, book: Workbook) -> None:
    sheet = book["Calendario"]
    sheet["A6"].value = None  # P1.1 without its clave: it is missing, and typed months are nobody's
    sheet["A8"].value = "Z9.9"
    sheet["A10"].value = "P1.4"
    sheet["D9"].value = 5
    found = back(poa, book)
    assert found.diferencias == ()
    messages = "\n".join(f"{where}: {what}" for where, what in told(found))
    for expected in (
        "Calendario fila 6: No tiene clave. No se importa.",
        "Calendario fila 8: La clave «Z9.9» no es de este libro.",
        "Calendario filas 9 y 10: La clave P1.4 está repetida",
        "Falta la fila de P1.1.", "Falta la fila de P1.3.", "Falta la fila de P1.5.",
    ):  # fmt: skip
        assert expected in messages


def test_a_missing_sheet_or_column_is_reported_and_the_rest_comes_in(
    poa: Poa, book: Workbook
) -> None:
    book["Calendario"]["F5"].value = "Otra cosa"
    book["Calendario"]["D6"].value = 4
    del book["Avance"]
    found = back(poa, book)
    assert [each.despues for each in found.diferencias] == [400]
    messages = [what for _, what in told(found)]
    assert messages[0] == "Faltan columnas de Programado: marzo."
    assert any(where == "Avance" and "Falta la hoja" in what for where, what in told(found))


def test_a_comment_on_a_month_without_row_goes_into_a_free_one(poa: Poa, book: Workbook) -> None:
    sheet = book["Avance"]
    head = next(row for row in range(4, 200) if "otro mes" in str(sheet.cell(row, 2).value))
    sheet.cell(head + 1, 1).value = "a3.1"
    sheet.cell(head + 1, 4).value = "ENE"
    sheet.cell(head + 1, 10).value = "Sin novedad"
    sheet.cell(head + 2, 1).value = "A3.1"
    sheet.cell(head + 2, 10).value = "No dice el mes"
    sheet.cell(head + 3, 10).value = "No dice nada"
    sheet.cell(head + 4, 1).value = "A3.1"
    found = back(poa, book)
    (only,) = found.diferencias
    assert (only.clave, only.celda.campo, only.celda.mes) == ("A3.1", Campo.COMENTARIO, 1)
    assert [what for _, what in told(found)] == [
        "No dice de qué mes es. Su texto no se importa.", "No hay clave. Su texto no se importa.",
    ]  # fmt: skip


def test_the_same_month_in_two_rows(poa: Poa, book: Workbook) -> None:
    sheet = book["Avance"]
    head = next(row for row in range(4, 200) if "otro mes" in str(sheet.cell(row, 2).value))
    for offset, text in ((1, "Uno"), (2, "Dos")):
        sheet.cell(head + offset, 1).value, sheet.cell(head + offset, 4).value = "A3.1", "Febrero"
        sheet.cell(head + offset, 10).value = text
    found = back(poa, book)
    assert found.diferencias == ()
    assert "cosas distintas de febrero" in told(found)[0][1]
    sheet.cell(head + 2, 10).value = None
    assert [each.despues for each in back(poa, book).diferencias] == ["Uno"]


def test_a_row_of_avance_that_is_gone_keeps_its_text(poa: Poa, book: Workbook) -> None:
    sheet = book["Avance"]
    row = next(row for row in range(4, 200) if sheet.cell(row, 10).value)
    sheet.delete_rows(row)
    found = back(poa, book)
    assert found.diferencias == ()
    assert "Falta la fila de" in told(found)[0][1]


def test_texts_are_cleaned_with_a_notice(poa: Poa, book: Workbook) -> None:
    sheet = book["Avance"]
    sheet["J5"].value = "Listo\u200b  ya\u202e"
    sheet["K5"].value = "x" * 10_500
    sheet["J6"].value = 15
    sheet["J7"].value = datetime(2024, 5, 6)
    found = back(poa, book)
    values = {each.lugar: each.despues for each in found.diferencias}
    assert values == {"J5": "Listo ya", "K5": "x" * 10_000, "J6": "15", "J7": "06/05/2024"}
    assert [each.gravedad for each in found.problemas] == [Gravedad.AVISO] * 2
    assert "se cortó en 10,000" in found.problemas[1].mensaje


def test_evidencias_are_judged(poa: Poa, book: Workbook) -> None:
    sheet = book["Evidencias"]
    sheet["H4"].value = "aceptada"
    sheet["H5"].value, sheet["I5"].value = "Observada", "Falta la firma"
    sheet["H6"].value = "Observada"
    sheet["H7"].value, sheet["I7"].value = "Revisada", "x"
    found = back(poa, book)
    assert [each.despues for each in found.diferencias] == [
        Dictamen(EstadoEvidencia.ACEPTADA), Dictamen(EstadoEvidencia.OBSERVADA, "Falta la firma"),
    ]  # fmt: skip
    assert [what for _, what in told(found)] == [
        "Está Observada sin motivo.", "Dice «Revisada», que no es un estado.",
    ]  # fmt: skip
    sheet["H6"].value, sheet["I6"].value = "Aceptada", "Un motivo de sobra"
    sheet["H7"].value, sheet["I7"].value = "Pendiente", None
    sheet.delete_rows(4)
    messages = [what for _, what in told(back(poa, book))]
    assert messages == [
        "Tiene un motivo y su estado es Aceptada.", "Falta la fila de la evidencia No. 1 (A1.2).",
    ]  # fmt: skip


def test_an_accepted_evidencia_loses_the_motivo_it_had(poa: Poa) -> None:
    """Whoever accepts it changes the estado and leaves the motivo where it was."""
    linea = next(linea for linea in poa.lineas if any(a.evidencias for a in linea.avances))
    old = next(a.evidencias[0] for a in linea.avances if a.evidencias)
    observed = replace(old, estado=EstadoEvidencia.OBSERVADA, motivo="Sin firma")
    judged = _with_evidencia(poa, old.id, observed)
    book = load_workbook(BytesIO(write_workbook(Municipio(), judged, HOY, archivo=KEY).content))
    assert book["Evidencias"]["I4"].value == "Sin firma"
    book["Evidencias"]["H4"].value = "Aceptada"
    (only,) = back(judged, book).diferencias
    assert only.despues == Dictamen(EstadoEvidencia.ACEPTADA)


def _with_evidencia(poa: Poa, key: int, evidencia: object) -> Poa:
    def linea(each):  # type: ignore[no-untyped-def]
        return replace(each, avances=tuple(
            replace(a, evidencias=tuple(evidencia if e.id == key else e for e in a.evidencias))
            for a in each.avances
        ))  # fmt: skip

    return replace(
        poa,
        actividades=tuple(replace(a, lineas=tuple(map(linea, a.lineas))) for a in poa.actividades),
    )


def test_a_unit_cannot_be_emptied(poa: Poa, book: Workbook) -> None:
    book["Calendario"]["C6"].value = None
    book["Calendario"]["C7"].value = " Litro "
    found = back(poa, book)
    assert [each.despues for each in found.diferencias] == ["Litro"]
    assert told(found)[0][0] == "Calendario C6 (P1.1, Unidad)"


def test_closed_months_are_locked_and_refused(poa: Poa) -> None:
    poa = replace(poa, meses_cerrados=frozenset({1, 2, 3}))
    content = write_workbook(Municipio(), poa, HOY, archivo=KEY).content
    book = load_workbook(BytesIO(content))
    sheet = book["Calendario"]
    assert [sheet[f"{c}6"].protection.locked for c in ("D", "F", "G", "W", "Y", "Z")] == [
        True, True, False, True, True, False,
    ]  # fmt: skip
    months = {row[3].value: row[9].protection.locked for row in book["Avance"]["A4:L40"]}
    assert months["Marzo"] and not months["Junio"]
    assert book["Evidencias"]["H4"].protection.locked
    sheet["F6"].value, sheet["G6"].value = 9, 8
    book["Evidencias"]["H4"].value = "Aceptada"
    found = back(poa, book)
    kinds = {each.que: each.tipo for each in found.diferencias}
    assert kinds == {
        "Programado de marzo": Tipo.RECHAZADO, "Programado de abril": Tipo.CAMBIO,
        "Evidencia «recordatorio_enero.txt» de enero": Tipo.RECHAZADO,
    }  # fmt: skip
    assert "El mes de marzo está cerrado" in found.de_tipo(Tipo.RECHAZADO)[0].motivo


def test_an_authorised_plan_is_locked_and_refused(poa: Poa) -> None:
    poa = replace(poa, estado=EstadoPoa.AUTORIZADO)
    book = load_workbook(BytesIO(write_workbook(Municipio(), poa, HOY, archivo=KEY).content))
    sheet = book["Calendario"]
    locked = [sheet[f"{c}6"].protection.locked for c in ("C", "D", "G", "O", "W", "Z")]
    assert locked == [True, True, True, True, False, False]
    sheet["C6"].value, sheet["F6"].value, sheet["Y6"].value = "Litro", 9, 8
    found = back(poa, book)
    kinds = {each.que: each.tipo for each in found.diferencias}
    assert kinds == {
        "Unidad": Tipo.RECHAZADO, "Programado de marzo": Tipo.RECHAZADO,
        "Realizado de marzo": Tipo.CAMBIO,
    }  # fmt: skip
    assert "inicie una adecuación" in found.de_tipo(Tipo.RECHAZADO)[0].motivo
    opened = back(replace(poa, adecuacion_abierta=True), book)
    assert {each.tipo for each in opened.diferencias} == {Tipo.CAMBIO}


# -- three ways --------------------------------------------------------------------------------


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with create_store(tmp_path / "e.poa", lambda: datetime(2024, 10, 15)) as store:
        write_example(store)
        store.forget_history()
        yield store


def only_poa(store: Store) -> Poa:
    return store.poa(store.headers()[0].id)


def exported(store: Store) -> bytes:
    return write_workbook(Municipio(), only_poa(store), HOY, archivo=store.clave).content


def test_what_moved_on_in_the_program_is_no_edit_and_both_is_a_conflict(store: Store) -> None:
    from poa_desktop.data import lineas

    content = exported(store)
    first, second, third = only_poa(store).lineas[:3]

    def meanwhile(db: object) -> None:
        lineas.set_programado(db, first.id, 1, 700)  # type: ignore[arg-type]
        lineas.set_programado(db, second.id, 1, 700)  # type: ignore[arg-type]
        lineas.set_programado(db, third.id, 1, 900)  # type: ignore[arg-type]

    store.run("Mientras tanto", meanwhile)
    book = load_workbook(BytesIO(content))
    assert back(only_poa(store), book).diferencias == ()
    book["Calendario"]["D7"].value = 8  # the second, which the program changed to 7
    book["Calendario"]["D8"].value = 9  # the third, which the program made the same
    book["Calendario"]["E6"].value = 2
    found = back(only_poa(store), book)
    assert [(each.clave, each.tipo, each.antes, each.despues) for each in found.diferencias] == [
        ("P1.1", Tipo.CAMBIO, 0, 200), ("P1.2", Tipo.CONFLICTO, 700, 800),
    ]  # fmt: skip


def test_a_linea_that_is_gone_or_new_or_moved(store: Store) -> None:
    from poa_desktop.data import lineas
    from poa_desktop.poa.problems import TipoLugar

    content = exported(store)
    programa = only_poa(store).programas[0]
    first, second = programa.lineas[:2]

    def meanwhile(db: object) -> None:
        lineas.delete(db, first.id)  # type: ignore[arg-type]
        lineas.add(db, TipoLugar.PROGRAMA, programa.id, "Nueva")  # type: ignore[arg-type]

    store.run("Mientras tanto", meanwhile)
    book = load_workbook(BytesIO(content))
    untouched = back(only_poa(store), book)
    assert untouched.diferencias == ()
    assert [each.gravedad for each in untouched.problemas] == [Gravedad.AVISO] * 3
    book["Calendario"]["D6"].value = 3
    book["Calendario"]["D7"].value = 4
    found = back(only_poa(store), book)
    gone, moved = found.diferencias
    assert (gone.tipo, gone.clave, gone.motivo) == (
        Tipo.RECHAZADO, "P1.1", "La línea ya no está en el POA.",
    )  # fmt: skip
    assert (moved.tipo, moved.clave, moved.celda.id) == (Tipo.CAMBIO, "P1.1", second.id)


def test_apply_once_then_there_is_nothing_and_undo_restores_everything(store: Store) -> None:
    before = store.content_hash()
    poa = only_poa(store)
    edits = any_edits(poa, random.Random(5), 120)
    content = typed_into(exported(store), poa, edits)
    found = back(poa, content)
    count, change = store.run("Importar", lambda db: cambios.apply(db, found.diferencias))
    assert count == 120
    assert change is not None
    again = back(only_poa(store), content)
    assert again == Comparacion((), ())
    store.undo()
    assert store.content_hash() == before
    store.redo()
    assert back(only_poa(store), content).diferencias == ()


def test_another_poa_or_file_is_refused_whole(store: Store, tmp_path: Path) -> None:
    content = exported(store)
    libro = read_libro(content, "libro.xlsx")
    poa = only_poa(store)
    for other in (
        replace(poa, ejercicio=2023), replace(poa, id=99),
        replace(poa, dependencia=replace(poa.dependencia, id=5)),
    ):  # fmt: skip
        with pytest.raises(PoaError, match=r"«libro.xlsx» es de «Hacienda Municipal · POA 2024»"):
            comparar(other, libro)
    with create_store(tmp_path / "otro.poa", lambda: datetime(2024, 10, 15)) as other_store:
        write_example(other_store)
        with pytest.raises(PoaError, match="salió de otro archivo"):
            cambios.compare_with(other_store, libro)
    copy_path = tmp_path / "copia.poa"
    path = store.path
    store.close()
    shutil.copy(path, copy_path)
    with open_store(copy_path, lambda: datetime(2024, 10, 15)) as copied:
        assert cambios.compare_with(copied, libro)[1].diferencias == ()


# -- the workbook of version 1, and what nobody should do to Datos ------------------------------


def test_a_workbook_of_version_1_is_compared_with_the_present(whole: Poa) -> None:
    poa = whole
    content = (Path(__file__).parent.parent / "old_files" / "libro_v1.xlsx").read_bytes()
    found = back(poa, content)
    assert found.diferencias == ()
    assert "versión anterior" in found.problemas[0].mensaje
    book = load_workbook(BytesIO(content))
    book["Calendario"]["D6"].value = 3
    book["Avance"]["J4"].value = "Otro comentario"
    found = back(poa, book)
    assert [(each.despues, each.tipo) for each in found.diferencias] == [
        (300, Tipo.CAMBIO), ("Otro comentario", Tipo.CAMBIO),
    ]  # fmt: skip
    with pytest.raises(PoaError, match="es de «Hacienda Municipal"):
        back(replace(poa, dependencia=replace(poa.dependencia, nombre="Otra")), content)


@pytest.mark.parametrize("change", ["id", "value", "row", "seal"])
def test_changed_datos_are_refused(poa: Poa, book: Workbook, change: str) -> None:
    sheet = book["Datos"]
    row = next(row for row in range(1, 40) if sheet.cell(row, 1).value == "Clave")
    if change == "id":
        sheet.cell(row + 1, 4).value, sheet.cell(row + 2, 4).value = 2, 1
    elif change == "value":
        sheet.cell(row + 1, 8).value = "0 0 0 0 0 0 0 0 0 0 0 7"
    elif change == "row":
        sheet.delete_rows(row + 3)
    else:
        next(r for r in sheet.iter_rows() if r[0].value == "Sello")[1].value = "0" * 64
    with pytest.raises(PoaError, match=r"hoja Datos de «libro.xlsx» se modificó"):
        back(poa, book)


def test_a_newer_workbook_asks_for_a_newer_program(poa: Poa, book: Workbook) -> None:
    next(r for r in book["Datos"].iter_rows() if r[0].value == "Versión del formato")[1].value = 3
    with pytest.raises(PoaError, match="actualice POA Desktop"):
        back(poa, book)


def test_the_official_poa_alone_is_no_workbook_to_import(poa: Poa) -> None:
    from poa_desktop.export.libro import write_official_xlsx

    with pytest.raises(PoaError, match="no es el Libro de Excel de un POA"):
        back(poa, write_official_xlsx(Municipio(), poa, HOY).content)


def test_a_workbook_narrowed_to_a_period_misses_no_row(poa: Poa) -> None:
    from poa_desktop.poa.periodos import parse_periodo

    content = write_workbook(Municipio(), poa, HOY, parse_periodo("2024-T3"), archivo=KEY).content
    assert back(poa, content) == Comparacion((), ())


def test_reading_tells_how_far_it_is_and_can_be_given_up(
    content: bytes, poa: Poa, refusing: Callable[[float], None]
) -> None:
    told: list[float] = []
    read_libro(content, "libro.xlsx", told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    with pytest.raises(KeyboardInterrupt):
        read_libro(content, "libro.xlsx", refusing)


@pytest.fixture
def refusing() -> Callable[[float], None]:
    def give_up(done: float) -> None:
        if done > 0.4:
            raise KeyboardInterrupt

    return give_up
