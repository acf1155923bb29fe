"""Workbooks of others: what is refused and with which words, and that damage never does more."""

import os
import random
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from poa_desktop.data import cambios
from poa_desktop.data.store import Store, create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.export.libro import write_workbook
from poa_desktop.intake.libro_read import is_workbook, read_libro
from poa_desktop.poa.diferencias import comparar
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Dependencia, LineaAccion, Municipio, Poa, Programa
from poa_desktop.xlsx.package import MAX_ENTRIES, Package
from tests.workbooks.edits import any_edits, typed_into
from tests.workbooks.packages import packed, parts_of, saved

HOY = date(2024, 10, 15)
CAMPAIGN = Path(__file__).resolve().parents[2] / "benchmarks" / "libro_campaign.py"
ROUNDS = os.environ.get("POA_TEST_MUTACIONES", "200")
LINEA = LineaAccion(1, "Informar", programado=(100,) * 12)
POA = Poa(1, Dependencia(1, "Obras"), 2024, programas=(Programa(1, 1, "P", lineas=(LINEA,)),))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.fixture(scope="module")
def content() -> bytes:
    return write_workbook(Municipio(), POA, HOY, archivo="clave").content


def repacked(
    content: bytes, change: Callable[[dict[str, bytes]], object], kind: int = zipfile.ZIP_DEFLATED
) -> bytes:
    """The package with its parts changed."""
    parts = parts_of(content)
    change(parts)
    return packed(parts, kind)


def refusal(content: bytes, name: str = "ajeno.xlsx") -> str:
    with pytest.raises(PoaError) as caught:
        read_libro(content, name)
    sentence = str(caught.value)
    assert f"«{name}»" in sentence
    assert sentence.endswith(".")
    return sentence


def put(name: str, part: bytes) -> Callable[[dict[str, bytes]], object]:
    return lambda parts: parts.update({name: part})


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "está vacío"), (b"hola", "no es un libro de Excel"), (b"PK\x03\x04", "dañado"),
        (OLE, "Excel antiguo (.xls)"), (b"%PDF-1.7", "no es un libro de Excel"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "tiene contraseña"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_at_all(raw: bytes, words: str) -> None:
    assert words in refusal(raw)


def test_other_packages_are_named(content: bytes) -> None:
    def drop_all(parts: dict[str, bytes]) -> None:
        parts.clear()
        parts["word/document.xml"] = b"<x/>"

    assert "no es un libro de Excel" in refusal(repacked(content, drop_all))
    ods = repacked(content, put("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"))
    assert "OpenDocument (.ods)" in refusal(ods)
    assert "(.xlsb)" in refusal(repacked(content, put("xl/workbook.bin", b"x")))
    assert "no es el Libro de Excel de un POA" in refusal(saved(Workbook()))


def test_macros_are_refused_whatever_the_name(content: bytes) -> None:
    assert "tiene macros" in refusal(repacked(content, put("xl/vbaProject.bin", b"x")))

    def declare(parts: dict[str, bytes]) -> None:
        types = parts["[Content_Types].xml"]
        parts["[Content_Types].xml"] = types.replace(
            b"spreadsheetml.sheet.main", b"ms-excel.sheet.macroEnabled.main"
        )

    assert "tiene macros" in refusal(repacked(content, declare), "libro.xlsm")


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet7.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
def test_a_dtd_is_refused_before_an_entity_is_read(content: bytes, part: str) -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

    def declare(parts: dict[str, bytes]) -> None:
        head, mark, tail = parts[part].partition(b"?>")
        parts[part] = head + mark + bomb + tail if mark else bomb + head

    assert "dañado" in refusal(repacked(content, declare))


def test_bombs_are_refused_while_they_are_counted(content: bytes) -> None:
    inflated = repacked(content, put("xl/sharedStrings.xml", b"<sst>" + b" " * 29_000_000))
    assert len(inflated) < 500_000
    assert "memoria" in refusal(inflated)
    noise = random.Random(1).randbytes(100_000)
    parts = {f"x/{number}": noise[:10] for number in range(MAX_ENTRIES + 1)}
    assert "memoria" in refusal(repacked(content, lambda p: p.update(parts)))
    deep = b"<sst>" + b"<si>" * 1_600_000
    stored = repacked(content, put("xl/sharedStrings.xml", deep), zipfile.ZIP_STORED)
    assert "memoria" in refusal(stored)


def test_a_sheet_with_too_many_rows_is_refused(content: bytes) -> None:
    def far(parts: dict[str, bytes]) -> None:
        row = b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>'
        parts["xl/worksheets/sheet2.xml"] = parts["xl/worksheets/sheet2.xml"].replace(
            b"</sheetData>", row
        )

    assert "tiene más de 30,000 filas" in refusal(repacked(content, far))


def test_the_same_part_twice_is_refused(content: bytes) -> None:
    buffer = BytesIO(content)
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(buffer, "a") as archive,
    ):
        archive.writestr("xl/workbook.xml", b"<workbook/>")
    assert "dañado" in refusal(buffer.getvalue())


def test_parts_outside_are_not_followed(content: bytes) -> None:
    """A link to another place of the disk or the network is no part of the package."""

    def link(parts: dict[str, bytes]) -> None:
        for target in (b"../../../../etc/passwd", b"http://example.com/x"):
            name = "xl/_rels/workbook.xml.rels"
            parts[name] = parts[name].replace(b"worksheets/sheet2.xml", target)

    assert "dañado" in refusal(repacked(content, link))


def test_what_counts_as_a_workbook(tmp_path: Path, content: bytes) -> None:
    for name, raw, expected in (
        ("a.xlsx", b"", True), ("a.XLS", OLE, True), ("a.dat", content, True),
        ("a.txt", b"POA 2024", False), ("a.docx", b"PK\x03\x04word/", False),
    ):  # fmt: skip
        (tmp_path / name).write_bytes(raw)
        assert is_workbook(tmp_path / name) is expected, name


def test_parts_are_inflated_only_when_read(content: bytes) -> None:
    """A picture of any size in the workbook costs nothing."""
    heavy = repacked(content, put("xl/media/image9.png", bytes(80_000_000)))
    package = Package(heavy, "x.xlsx")
    assert package.has("xl/media/image9.png")
    assert comparar(POA, read_libro(heavy, "x.xlsx")).diferencias == ()


def test_damaged_workbooks_are_refused_or_read_never_anything_else() -> None:
    """A sample of the campaign; POA_TEST_MUTACIONES=5000 makes it longer."""
    done = subprocess.run(
        [sys.executable, CAMPAIGN, "--times", ROUNDS, "--seed", "3"],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "rechazado" in done.stdout


# -- any set of edits ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, bytes]:
    store = create_store(tmp_path_factory.mktemp("e") / "e.poa", lambda: datetime(2024, 10, 15))
    write_example(store)
    poa = store.poa(store.headers()[0].id)
    return store, write_workbook(Municipio(), poa, HOY, archivo=store.clave).content


@settings(
    max_examples=int(os.environ.get("POA_TEST_EDICIONES", "5")),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a seed has no smaller example
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32), count=st.integers(0, 300))
def test_any_edits_come_back_exactly_and_undo_takes_them_back(
    filled: tuple[Store, bytes], seed: int, count: int
) -> None:
    store, content = filled
    before = store.content_hash()
    poa = store.poa(store.headers()[0].id)
    edits = any_edits(poa, random.Random(seed), count)
    edited = typed_into(content, poa, edits)
    libro = read_libro(edited, "libro.xlsx")
    _, found = cambios.compare_with(store, libro)
    assert {each.celda: each.despues for each in found.diferencias} == edits
    assert found.problemas == ()
    _, change = store.run("Importar", lambda db: cambios.apply(db, found.diferencias))
    again = cambios.compare_with(store, libro)[1]
    assert again.diferencias == () and again.problemas == ()
    if change is not None:
        store.undo()
    assert store.content_hash() == before
