"""Filling a foreign workbook: what is filled is there, and nothing else has changed."""

import contextlib
import random
import re
import zipfile
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.datetime import from_excel
from openpyxl.workbook.defined_name import DefinedName

from poa_desktop.export.xlsx_fill import Filler, open_book
from poa_desktop.export.xlsx_map import Place, reference
from poa_desktop.poa.errors import PoaError
from poa_desktop.xlsx.names import column_letters, column_number
from tests.workbooks.packages import parts_of, saved, with_parts

Sheet = dict[Place, object]


def filled(content: bytes, writes: dict[Place, object], hoja: str = "Hoja") -> Filler:
    filler = Filler(open_book(content, "libro.xlsx"))
    for place, value in writes.items():
        filler.put(hoja, place, value)  # type: ignore[arg-type]
    return filler


def simple(**cells: object) -> Workbook:
    book = Workbook()
    book.active.title = "Hoja"
    for name, value in cells.items():
        book.active[name] = value
    return book


# -- properties ------------------------------------------------------------------------------------

PLACES = st.tuples(st.integers(1, 14), st.integers(1, 30))
VALUES = st.one_of(
    st.integers(100, 60_000),
    st.floats(100, 60_000),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=30),
)
STYLES = st.sampled_from(["General", "dd/mm/yyyy", "0.00", "0%"])


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(PLACES, st.tuples(VALUES, STYLES), max_size=25),
    st.dictionaries(PLACES, VALUES, min_size=1, max_size=25),
)
def test_only_the_filled_cells_change(before: Sheet, writes: Sheet) -> None:
    """Random sheets, random fills: values, styles and every other part as they were."""
    book = simple()
    book.create_sheet("Otra")["B2"] = "=Hoja!A1"
    for (row, column), (value, style) in before.items():  # type: ignore[misc]
        cell = book.active.cell(row, column)
        if not (isinstance(value, str) and value.startswith("=")):
            cell.value = value
        cell.number_format = style
        cell.font = Font(bold=row % 2 == 0)
    original = saved(book)
    made = filled(original, writes).finish()
    old, new = load_workbook(BytesIO(original))["Hoja"], load_workbook(BytesIO(made))["Hoja"]
    for row in range(1, 16):
        for column in range(1, 32):
            was, now = old.cell(row, column), new.cell(row, column)
            assert now.has_style == was.has_style
            assert (now.number_format, now.font.b) == (was.number_format, was.font.b)
            if (row, column) not in writes:
                assert now.value == was.value, reference((row, column))
    for place, value in writes.items():
        now = new.cell(*place)
        if isinstance(value, str):
            assert (now.value or "") == value and now.data_type in ("s", "n")
        elif now.is_date:
            assert now.value == from_excel(value)
        else:
            assert now.value == value
    first, second = parts_of(original), parts_of(made)
    touched = {"xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/workbook.xml"}
    assert {name for name in first if first[name] != second[name]} <= touched
    assert load_workbook(BytesIO(made))["Otra"]["B2"].value == "=Hoja!A1"
    assert list(first) == list(second)


@given(st.integers(1, 16_384))
def test_columns_have_names(number: int) -> None:
    assert column_number(column_letters(number)) == number


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_a_text_and_comes_back(text: str) -> None:
    filler = filled(saved(simple(A1="x")), {(1, 1): text, (5, 5): f"={text}"})
    again = open_book(filler.finish(), "libro.xlsx")
    clean = "".join(
        c for c in text.replace("\r\n", "\n").replace("\r", "\n")
        if c in "\t\n" or " " <= c < "\ud800" or "\udfff" < c < "\ufffe" or c > "\uffff"
    )  # fmt: skip
    assert again.text("Hoja", (1, 1)) == clean
    assert again.text("Hoja", (5, 5)) == "=" + clean
    removed = len(clean) != len(text.replace("\r\n", "\n"))
    assert any("se quitaron" in notice for notice in filler.notices) == removed


# -- texts, numbers, dates -------------------------------------------------------------------------


def test_formulas_of_a_user_stay_texts_and_escapes_are_shielded() -> None:
    made = filled(saved(simple()), {(1, 1): "=cmd|'/c calc'!A1", (2, 1): "_x0041_"}).finish()
    sheet = load_workbook(BytesIO(made))["Hoja"]
    assert sheet["A1"].data_type == "s" and sheet["A1"].value.startswith("=cmd")
    assert b"_x005F_x0041_" in parts_of(made)["xl/worksheets/sheet1.xml"]


def test_a_text_too_long_is_cut_and_told() -> None:
    filler = filled(saved(simple()), {(1, 1): "á" * 40_000})
    assert len(load_workbook(BytesIO(filler.finish()))["Hoja"]["A1"].value) == 32_767
    assert filler.notices == [
        "«Hoja» A1: el texto tiene 40,000 caracteres y una celda de Excel admite 32,767; falta el "
        "final."
    ]


def test_numbers_are_exact_and_dates_follow_the_cell() -> None:
    book = simple(A1=None)
    book.active["A2"].number_format = "dd/mm/yyyy"
    day = date(2024, 3, 31)
    writes = {(1, 1): Decimal("2190000.10"), (2, 1): day, (3, 1): day, (4, 1): Fraction(1, 4)}
    sheet = load_workbook(BytesIO(filled(saved(book), writes).finish()))["Hoja"]
    assert sheet["A1"].value == 2190000.1
    assert sheet["A2"].value.date() == day and sheet["A2"].is_date
    assert sheet["A3"].value == "31/03/2024" and sheet["A4"].value == 0.25


def test_dates_of_a_workbook_that_counts_from_1904() -> None:
    book = simple()
    book.active["A2"].number_format = "yyyy-mm-dd"
    content = saved(book)
    workbook = parts_of(content)["xl/workbook.xml"]
    old = workbook.replace(b"<workbookPr ", b'<workbookPr date1904="1" ')
    assert old != workbook
    made = filled(
        with_parts(content, {"xl/workbook.xml": old}), {(2, 1): date(2024, 1, 1)}
    ).finish()
    assert load_workbook(BytesIO(made))["Hoja"]["A2"].value.date() == date(2024, 1, 1)


# -- what is not touched ---------------------------------------------------------------------------


def test_formulas_and_covered_cells_are_left_alone_and_told() -> None:
    book = simple(A1="=1+1", B1="x")
    book.active.merge_cells("B1:C1")
    filler = filled(saved(book), {(1, 1): 5, (1, 3): "oculto"})
    sheet = load_workbook(BytesIO(filler.finish()))["Hoja"]
    assert sheet["A1"].value == "=1+1" and sheet["B1"].value == "x"
    assert [notice.partition(":")[0] for notice in filler.notices] == ["«Hoja» A1", "«Hoja» C1"]


def test_rows_take_the_look_of_their_model() -> None:
    book = simple(A2="muestra")
    sheet = book.active
    sheet.row_dimensions[2].height = 33
    for cell in ("A2", "B2", "D2"):
        sheet[cell].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["A9"] = "abajo"
    filler = Filler(open_book(saved(book), "libro.xlsx"))
    for row in range(2, 6):
        filler.like("Hoja", row, 2)
        filler.put("Hoja", (row, 1), f"fila {row}")
    filler.like("Hoja", 7, 2, (2, 3))
    filler.put("Hoja", (7, 2), "solo B")
    sheet = load_workbook(BytesIO(filler.finish()))["Hoja"]
    for row in range(2, 6):
        greens = [sheet.cell(row, column).fill.fgColor.rgb for column in (1, 2, 4)]
        assert greens == ["FF00FF00"] * 3
        assert sheet.row_dimensions[row].height == 33
    assert sheet["B7"].fill.fgColor.rgb == "FF00FF00" and not sheet["D7"].has_style
    assert sheet["A9"].value == "abajo" and sheet.dimensions == "A2:D9"


def test_prefixes_extensions_and_odd_writing_survive() -> None:
    """A sheet as no library of ours writes it: prefixes, ignorable parts, single quotes."""
    content = saved(simple(A1="x"))
    odd = (
        "<?xml version='1.0' encoding='UTF-8'?>\n<x:worksheet mc:Ignorable=\"x14ac\" "
        "xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "
        "xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
        "xmlns:x14ac='urn:x14ac'>{}<x:conditionalFormatting sqref='A1:A9'><x:cfRule "
        "type='expression' priority='1'><x:formula>A1&gt;3</x:formula></x:cfRule>"
        "</x:conditionalFormatting><x:extLst><x:ext uri='{{1}}'><y:row xmlns:y='urn:y'/></x:ext>"
        "</x:extLst></x:worksheet>"
    )
    before = (
        "<x:dimension ref='B3:B3'/><x:sheetData><x:row r='3' spans='2:2' hidden='1' "
        "x14ac:dyDescent='0.3'><!-- nota --><x:c r='B3' s='0'><x:v>7</x:v></x:c></x:row>"
        "<x:row r='5'/></x:sheetData>"
    )
    after = (
        '<x:dimension ref="A1:D5"/><x:sheetData><x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c>'
        "</x:row><x:row r='3' hidden='1' x14ac:dyDescent='0.3'><!-- nota --><x:c r='B3' s='0'>"
        '<x:v>7</x:v></x:c><x:c r="D3" t="inlineStr"><x:is><x:t xml:space="preserve">a&amp;b</x:t>'
        "</x:is></x:c></x:row><x:row r='5'><x:c r=\"C5\"><x:v>2</x:v></x:c></x:row></x:sheetData>"
    )
    part = "xl/worksheets/sheet1.xml"
    made = filled(
        with_parts(content, {part: odd.format(before).encode()}),
        {(1, 1): 1, (3, 4): "a&b", (5, 3): 2},
    ).finish()
    assert parts_of(made)[part].decode() == odd.format(after)


def test_an_empty_sheet_written_as_one_tag() -> None:
    content = saved(simple())
    part = "xl/worksheets/sheet1.xml"
    short = parts_of(content)[part].replace(b"<sheetData></sheetData>", b"<sheetData />")
    assert b"<sheetData />" in short
    made = filled(with_parts(content, {part: short}), {(3, 2): "a", (1, 1): 5}).finish()
    sheet = load_workbook(BytesIO(made))["Hoja"]
    assert (sheet["A1"].value, sheet["B3"].value) == (5, "a")


def test_the_same_input_gives_the_same_bytes() -> None:
    content = saved(simple(A1="x"))
    first, second = (filled(content, {(2, 2): "y"}).finish() for _ in range(2))
    assert first == second
    with zipfile.ZipFile(BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    "present", ["", "<calcPr calcId='191029'/>", '<calcPr fullCalcOnLoad="0"/>']
)
def test_formulas_are_computed_when_the_file_is_opened(present: str) -> None:
    content = saved(simple(A1=1, B1="=A1*2"))
    workbook = parts_of(content)["xl/workbook.xml"].decode()
    bare = workbook[: workbook.index("<calcPr")] + present + "</workbook>"
    made = filled(with_parts(content, {"xl/workbook.xml": bare.encode()}), {(1, 1): 21}).finish()
    assert load_workbook(BytesIO(made)).calculation.fullCalcOnLoad is True
    without = filled(saved(simple(A1=1)), {(1, 1): 2}).finish()
    assert parts_of(without)["xl/workbook.xml"] == parts_of(saved(simple(A1=1)))["xl/workbook.xml"]


def test_old_results_of_formulas_are_dropped_wherever_they_stand() -> None:
    book = simple(A1=1)
    book.create_sheet("Otra")["A1"] = "=Hoja!A1"
    content = saved(book)
    part = "xl/worksheets/sheet2.xml"
    cell = b'<c r="A1"><f>Hoja!A1</f><v></v></c>'
    assert (
        cell.replace(b"<v></v>", b"<v />") in parts_of(content)[part]
        or cell in parts_of(content)[part]
    )
    old = parts_of(content)[part].replace(b"<v></v>", b"<v>x</v>").replace(b"<v />", b"<v>x</v>")
    old = old.replace(b'<c r="A1">', b'<c r="A1" t="str">')
    made = parts_of(filled(with_parts(content, {part: old}), {(1, 1): 2}).finish())[part]
    assert b'<c r="A1"><f>Hoja!A1</f></c>' in made


def test_names_areas_and_texts_are_read() -> None:
    book = simple(A1="Año")
    book.create_sheet("O'Higgins ¡y más!")["C3"] = "aquí"
    book.defined_names["UNO"] = DefinedName("UNO", attr_text="'O''Higgins ¡y más!'!$C$3:$D$4")
    opened = open_book(saved(book), "libro.xlsx")
    (name,) = opened.names
    target = opened.target(name.formula)
    assert target is not None
    assert (target.hoja, target.area.first, target.area.last) == (
        "O'Higgins ¡y más!",
        (3, 3),
        (4, 4),
    )
    assert opened.text(target.hoja, (3, 3)) == "aquí"
    for none in ("#REF!", "Hoja!#REF!", "Hoja!$A:$A", "Hoja!A1,Hoja!B2", "42", "Hoja!$XFE$1"):
        assert opened.target(none) is None


# -- files nobody should open ----------------------------------------------------------------------


def read_all(content: bytes) -> None:
    book = open_book(content, "ajeno.xlsx")
    for hoja in book.sheets:
        book.row_texts(hoja, 1)
    _ = book.shared_texts, book.names, book.date_styles, book.wrapped_styles


def refused(content: bytes) -> str:
    with pytest.raises(PoaError) as caught:
        read_all(content)
    sentence = str(caught.value)
    assert "«ajeno.xlsx»" in sentence and sentence.endswith(".")
    return sentence


def test_files_that_are_no_workbook_are_refused() -> None:
    good = saved(simple(A1="x"))
    assert "está vacío" in refused(b"")
    assert "no es un libro" in refused(b"hola" * 100)
    assert "está dañado o incompleto:" in refused(good[: len(good) // 2])
    assert "Excel antiguo (.xls)" in refused(b"\xd0\xcf\x11\xe0" + b"\0" * 600)
    assert "macros" in refused(with_parts(good, {"xl/vbaProject.bin": b"x"}))
    types = parts_of(good)["[Content_Types].xml"]
    enabled = types.replace(b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main")
    assert "macros" in refused(with_parts(good, {"[Content_Types].xml": enabled}))
    assert "no es un libro" in refused(with_parts(good, {"_rels/.rels": b"<a/>"}))


def test_a_stream_with_one_byte_changed_is_refused_or_whole() -> None:
    good = bytearray(saved(simple(A1="x")))
    for place in range(0, len(good), 7):
        bad = bytearray(good)
        bad[place] ^= 0x55
        with contextlib.suppress(PoaError):
            read_all(bytes(bad))


ODD = (b"", b'"', b"<", b"&", b"-1", b"9" * 20, b"A0", b"#REF!", b"\xff", b"<f>1</f>", b"'",
       b'<c r="A1"/>', b'<row r="3"/>', b"true", b"1e400", b"Z" * 40)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_parts_with_odd_values_are_refused_or_filled(source: random.Random) -> None:
    """Values of attributes and elements, or a few bytes, replaced in one to three parts."""
    book = simple(A1="x", B1="=A1", C3=5)
    book.active.merge_cells("D1:E2")
    book.defined_names["UNO"] = DefinedName("UNO", attr_text="Hoja!$C$3")
    kept = parts_of(saved(book))
    changed: dict[str, bytes] = {}
    for _ in range(source.randint(1, 3)):
        name = source.choice([each for each in kept if each.startswith(("xl/", "_rels"))])
        part = changed.get(name, kept[name])
        spans = [m.span() for m in re.finditer(rb'(?<=")[^"]*(?=")|(?<=>)[^<]+(?=<)', part)]
        at = source.randrange(len(part) + 1)
        start, end = source.choice([*spans, (at, min(len(part), at + source.choice([0, 1, 9])))])
        changed[name] = part[:start] + source.choice(ODD) + part[end:]
    with contextlib.suppress(PoaError):
        filler = Filler(open_book(with_parts(saved(book), changed), "ajeno.xlsx"))
        for hoja in filler.book.sheets:
            filler.like(hoja, 9, 1)
            for place in ((1, 1), (3, 3), (9, 2)):
                filler.put(hoja, place, date(2024, 1, 1))
        again = open_book(filler.finish(), "ajeno.xlsx")
        assert list(again.sheets) == list(filler.book.sheets)


PART = "xl/worksheets/sheet1.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize(
    "xml",
    [
        "<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet><sheetData/></worksheet>",
        f"<worksheet {MAIN}><sheetData><row r='2'/><row r='1'/></sheetData></worksheet>",
        f"<worksheet {MAIN}><sheetData><row r='1'/><row r='1'/></sheetData></worksheet>",
        f"<worksheet {MAIN}><sheetData><row r='no'/></sheetData></worksheet>",
        f"<worksheet {MAIN}><sheetData><row r='1'><c r='B1'/><c r='A1'/></row></sheetData>"
        "</worksheet>",
        f"<worksheet {MAIN}><sheetData><row r='1'><c r='ZZZ1'/></row></sheetData></worksheet>",
        f"<worksheet {MAIN}><other/></worksheet>",
        "<worksheet><sheetData></worksheet>",
        "<?xml version='1.0' encoding='ISO-8859-1'?><worksheet><sheetData/></worksheet>",
        "<a>" * 300 + "</a>" * 300,
        "",
    ],
)
def test_sheets_that_are_damaged_or_play_tricks_are_refused(xml: str) -> None:
    refused(with_parts(saved(simple(A1="x")), {PART: xml.encode()}))


def test_utf_16_is_refused_and_a_byte_order_mark_is_not() -> None:
    good = saved(simple(A1="x"))
    xml = parts_of(good)[PART].decode()
    refused(with_parts(good, {PART: xml.encode("utf-16")}))
    marked = with_parts(good, {PART: b"\xef\xbb\xbf" + xml.encode()})
    sheet = load_workbook(BytesIO(filled(marked, {(2, 2): "y"}).finish()))["Hoja"]
    assert (sheet["A1"].value, sheet["B2"].value) == ("x", "y")


def test_bombs_are_refused_while_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    good = saved(simple(A1="x"))
    assert "memoria" in refused(with_parts(good, {"xl/media/a.bin": b"\0" * 8_000_000}))
    monkeypatch.setattr("poa_desktop.xlsx.package.MAX_ENTRIES", 3)
    assert "memoria" in refused(good)


def test_a_part_twice_is_refused() -> None:
    stream = BytesIO(saved(simple(A1="x")))
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(PART, b"<a/>")
    assert "dos veces" in refused(stream.getvalue())


def test_a_cipher_is_refused() -> None:
    good = bytearray(saved(simple(A1="x")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := good.find(signature, start)) >= 0:
            good[start + offset] |= 1
            start += 4
    assert "contraseña" in refused(bytes(good))
