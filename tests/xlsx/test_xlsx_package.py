"""The package of a foreign workbook: every kind of file that is refused, and in which words."""

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from poa_desktop.intake.libro_read import IMPORTAR
from poa_desktop.poa.errors import PoaError
from poa_desktop.xlsx.names import resolve
from poa_desktop.xlsx.package import ELEGIR, MAX_ENTRIES, Advice, Package, package_bytes
from poa_desktop.xlsx.strict_xml import DoctypeRefused, strict_parser
from tests.workbooks.packages import Parts, packed, parts_of, saved

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
TYPES = "[Content_Types].xml"
MACRO_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


def workbook() -> Parts:
    """The parts of a small sound workbook."""
    return parts_of(saved(Workbook()))


def with_part(name: str, part: bytes = b"x") -> bytes:
    return packed({**workbook(), name: part})


def flagged(content: bytes, *places: tuple[bytes, int], bit: int = 0x1) -> bytes:
    """The package with a flag, that of a cipher, in every header of some kind."""
    changed = bytearray(content)
    for signature, offset in places:
        for found in re.finditer(re.escape(signature), content):
            changed[found.start() + offset] |= bit
    return bytes(changed)


REFUSED = {
    "vacío": (b"", "está vacío"),
    "texto": (b"hola", "no es un libro de Excel (.xlsx)"),
    "ZIP sin nada": (packed({}), "no es un libro de Excel (.xlsx)"),
    "otro ZIP": (packed({"a.txt": b"x"}), "no es un libro de Excel (.xlsx)"),
    "Word": (
        packed({TYPES: b"<Types>wordprocessingml</Types>", "word/document.xml": b"<x/>"}),
        "no es un libro de Excel (.xlsx)",
    ),
    "media descarga": (packed(workbook())[:2_000], "está dañado o incompleto"),
    "xls": (OLE, "es de un Excel antiguo (.xls)"),
    "OLE con clave": (OLE + "EncryptedPackage".encode("utf-16-le"), "tiene contraseña"),
    "ods": (with_part("mimetype"), "es de OpenDocument (.ods)"),
    "xlsb": (with_part("xl/workbook.bin"), "es de un formato binario (.xlsb)"),
    "macros": (with_part("xl/vbaProject.bin"), "tiene macros"),
    "hoja de macros": (with_part("xl/macrosheets/sheet1.xml"), "tiene macros"),
    "tipo con macros": (with_part(TYPES, MACRO_TYPE.encode()), "tiene macros"),
    "tipo en UTF-16": (with_part(TYPES, MACRO_TYPE.encode("utf-16")), "tiene macros"),
    "bzip2": (packed(workbook(), zipfile.ZIP_BZIP2), "(usa una compresión desconocida)"),
    "cifrado": (
        flagged(packed(workbook()), (b"PK\x03\x04", 6), (b"PK\x01\x02", 8)), "tiene contraseña"
    ),
    "parche": (
        flagged(packed(workbook()), (b"PK\x01\x02", 8), bit=0x20),
        "(usa una compresión desconocida)",
    ),
    "muchas partes": (
        packed({f"x/{number}": b"" for number in range(MAX_ENTRIES + 1)}), "demasiada memoria"
    ),
    "bomba": (with_part("xl/media/a.bin", bytes(8_000_000)), "demasiada memoria"),
}  # fmt: skip


@pytest.mark.parametrize("advice", [ELEGIR, IMPORTAR], ids=["elegir", "importar"])
@pytest.mark.parametrize("kind", REFUSED)
def test_each_is_named_and_the_sentence_ends_with_what_to_do(kind: str, advice: Advice) -> None:
    content, words = REFUSED[kind]
    with pytest.raises(PoaError) as caught:
        Package(content, "ajeno.xlsx", advice).read_all()
    sentence = str(caught.value)
    what, _, todo = sentence.partition(": ")
    assert what.startswith("«ajeno.xlsx» ") and words in what, sentence
    ends = (advice.again, advice.that_one, advice.which, advice.smaller)
    assert todo.endswith(tuple(f"{end}." for end in ends)), sentence


def test_a_large_part_that_is_regular_is_read_below_the_bound() -> None:
    """A sheet of empty cells with the same style packs to a hundredth."""
    part = b"".join(b'<c r="A%d" s="3"/>' % number for number in range(200_000))
    assert Package(with_part("xl/media/a.xml", part), "x.xlsx").read("xl/media/a.xml") == part
    assert Package(with_part("xl/a.xml", bytes(4_000_000)), "x.xlsx").read_all()["xl/a.xml"]


def test_many_parts_that_are_small_enough_are_too_much_together() -> None:
    parts = {**workbook(), **{f"xl/{number}": bytes(4_900_000) for number in range(31)}}
    with pytest.raises(PoaError, match="memoria"):
        Package(packed(parts), "x.xlsx").read_all()


def test_folders_are_no_parts_and_a_workbook_may_stand_elsewhere() -> None:
    kept = workbook()
    moved = {name.replace("xl/", "libro/"): part for name, part in kept.items()}
    with_folders = packed({"libro/": b"", **moved, "libro/worksheets/": b""})
    package = Package(with_folders, "x.xlsx")
    assert package.read_all() == moved and not package.has("libro/")


@given(st.dictionaries(st.sampled_from(sorted(workbook())), st.binary(max_size=50)))
def test_what_is_not_changed_is_written_again_as_it_was(changed: dict[str, bytes]) -> None:
    parts = workbook()
    made = package_bytes(parts, changed)
    assert made == package_bytes(parts, changed)
    with zipfile.ZipFile(BytesIO(made)) as archive:
        assert archive.namelist() == list(parts)
    assert parts_of(made) == {**parts, **changed}


@given(st.lists(st.sampled_from(["..", ".", "a", "/", "", "b.xml"])))
def test_no_link_leads_out_of_the_package(steps: list[str]) -> None:
    path = resolve("xl/worksheets", "/".join(steps))
    assert not path.startswith(("/", "..")) and "/../" not in path


@pytest.mark.parametrize("namespaces", [False, True])
@pytest.mark.parametrize(
    "declared",
    [
        "<!DOCTYPE a>",
        "<!DOCTYPE a SYSTEM 'file:///etc/hostname'>",
        "<!DOCTYPE a PUBLIC 'x' 'http://example.com/x.dtd'>",
        "<!DOCTYPE a [<!ENTITY e 'eeee'>]>",
        "<!DOCTYPE a [<!ENTITY % e SYSTEM 'file:///etc/hostname'> %e;]>",
    ],
)
def test_document_types_are_refused_before_the_first_element(
    declared: str, namespaces: bool
) -> None:
    parser = strict_parser(namespaces=namespaces)
    begun: list[str] = []
    parser.StartElementHandler = lambda name, _: begun.append(name)
    with pytest.raises(DoctypeRefused):
        parser.Parse(f"<?xml version='1.0'?>{declared}<a>&e;</a>".encode(), True)
    assert begun == []
