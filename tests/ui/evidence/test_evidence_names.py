"""Names of evidence on its way in and out: as they are where that is possible, else predictable."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa_desktop.data.evidencias import MAX_NAME, file_name
from poa_desktop.ui.evidence.names import disk_name, distinct_names, stem_length, with_suffix_of

DEVICES = {"con", "prn", "aux", "nul", "com1", "lpt9", "com²", "conin$"}


@pytest.mark.parametrize(
    ("nombre", "kept"),
    [
        ("a:b?.pdf", "a_b_.pdf"),
        ("x" * 300 + ".pdf", "x" * 96 + ".pdf"),
        ("...", "evidencia"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("Com1.respaldo.txt", "_Com1.respaldo.txt"),
        ("aux .txt", "_aux.txt"),
        ("LPT².csv", "_LPT².csv"),
        ("CONTRATO.pdf", "CONTRATO.pdf"),
        ("punto final. ", "punto final"),
        ("a\nb\t.txt", "a_b_.txt"),
        ("foto 📷.jpg", "foto 📷.jpg"),
        ("ñ" + "́" + ".txt", "ñ́.txt"),
        ("version 2.0 final", "version 2.0 final"),
        ("a\ud800b.txt", "a_b.txt"),
        ("x.pdf\u202egpj", "x.pdf_gpj"),
    ],
)
def test_a_name_that_every_disk_takes(nombre: str, kept: str) -> None:
    assert disk_name(nombre) == kept


@given(st.lists(st.text(max_size=300), max_size=12), st.lists(st.text(max_size=20), max_size=4))
def test_whatever_the_names_every_disk_takes_them_and_none_is_lost(
    nombres: list[str], taken: list[str]
) -> None:
    made = list(distinct_names(nombres, taken))
    compared = [unicodedata.normalize("NFC", name).casefold() for name in made]
    assert len(made) == len(nombres)
    assert len(set(compared)) == len(compared)
    assert not set(compared) & {unicodedata.normalize("NFC", t).casefold() for t in taken}
    for name in made:
        assert name and name == name.strip(" .")
        assert not set(name) & set('<>:"/\\|?*')
        assert not any(unicodedata.category(each) in ("Cc", "Cf", "Cs") for each in name)
        assert name.split(".")[0].rstrip().casefold() not in DEVICES
        assert len(name.encode()) <= 220


def test_equal_names_are_numbered_before_the_suffix_whatever_their_case() -> None:
    given_names = ["Foto.jpg", "foto.JPG", "Foto.jpg", "nota", "nota", "a.tar.gz", "a.tar.gz"]
    assert list(distinct_names(given_names, ["foto (2).jpg"])) == [
        "Foto.jpg",
        "foto (3).JPG",
        "Foto (4).jpg",
        "nota",
        "nota (2)",
        "a.tar.gz",
        "a.tar (2).gz",
    ]


@given(st.text(max_size=400))
def test_a_kept_name_is_clean_and_kept_again_as_it_is(nombre: str) -> None:
    name = file_name(nombre)
    assert len(name) <= MAX_NAME
    assert file_name(name) == name
    assert not set(name) & set("/\\\n\r\t")


def test_a_long_name_loses_its_middle_and_keeps_its_suffix() -> None:
    assert file_name("n" * 300 + ".pdf") == "n" * 196 + ".pdf"
    assert file_name("n" * 300) == "n" * 200
    assert file_name("camio\u0301n.txt") == "camión.txt"
    assert file_name("uno\ndos.txt") == "uno dos.txt"
    assert file_name("..\\..\\otro/.oculto") == "oculto"


@pytest.mark.parametrize(
    ("typed", "before", "known", "kept"),
    [
        ("Acta", "foto.jpg", False, "Acta.jpg"),
        ("Acta.", "foto.jpg", False, "Acta.jpg"),
        ("Acta.JPG", "foto.jpg", True, "Acta.JPG"),
        ("Acta.png", "foto.jpg", True, "Acta.png"),
        ("Acta", "sin sufijo", False, "Acta"),
        ("   ", "foto.jpg", False, "   "),  # refused where it is written
    ],
)
def test_a_suffix_stays_unless_another_is_meant(
    typed: str, before: str, known: bool, kept: str
) -> None:
    assert with_suffix_of(typed, before, known) == kept


def test_the_stem_is_what_stands_before_the_suffix() -> None:
    assert [stem_length(each) for each in ("foto.jpg", "nota", ".oculto", "a.b.pdf")] == [
        4,
        4,
        7,
        3,
    ]
