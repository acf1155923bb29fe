"""The text boundary: what comes out is fit to keep, whatever goes in."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa_desktop.poa.text import MAX_CHARACTERS, clean_text, fold

# Any code point, with the troublesome ones often.
TROUBLE = (
    "\u200b\u200c\u200d\u2060\ufeff\u00ad\u061c\u200e\u202a\u202e\u2066\u2069\ufffe\uffff\ufdd0"
    "\U0001fffe\ud800\udfff\x00\x07\x1b\x7f\x85\u2028\u2029\u00a0\u2003\u3000\u1680\t\r\n\v\f "
    "é\u0301\u0303n\u212b\u2126\U000e0041\u034f\u3164"
)
ANY_TEXT = st.text(
    st.one_of(
        st.sampled_from(TROUBLE),
        st.characters(codec=None, exclude_categories=()),
        st.sampled_from("abc "),
    ),
    max_size=60,
)
PROPERTY = settings(max_examples=100, deadline=None)


def _survivors(text: str) -> set[str]:
    return {
        c
        for c in text
        if c != "\n"
        and (
            unicodedata.category(c) in ("Cc", "Cs", "Cf", "Zl", "Zp")
            or 0xFDD0 <= ord(c) <= 0xFDEF
            or ord(c) & 0xFFFF >= 0xFFFE
        )
    }


@PROPERTY
@given(ANY_TEXT, st.booleans(), st.integers(1, 40))
def test_cleaning_again_changes_nothing(raw: str, multiline: bool, limit: int) -> None:
    once = clean_text(raw, multiline=multiline, limit=limit)
    again = clean_text(once.text, multiline=multiline, limit=limit)
    assert again.text == once.text
    assert again.notices == ()


@PROPERTY
@given(ANY_TEXT, st.booleans(), st.integers(1, 40))
def test_a_clean_text_is_nfc_short_and_printable(raw: str, multiline: bool, limit: int) -> None:
    text = clean_text(raw, multiline=multiline, limit=limit).text
    assert unicodedata.is_normalized("NFC", text)
    assert len(text) <= limit
    assert not _survivors(text)
    assert "  " not in text
    assert text == text.strip()
    if not multiline:
        assert "\n" not in text
    text.encode("utf-8")  # a surrogate would fail here and in the database


@PROPERTY
@given(ANY_TEXT)
def test_nothing_printable_is_lost_in_silence(raw: str) -> None:
    cleaned = clean_text(raw)
    if not cleaned.notices:
        blank = "".join(unicodedata.normalize("NFC", raw).split())
        assert "".join(cleaned.text.split()) == blank


@pytest.mark.parametrize(
    ("raw", "multiline", "expected"),
    [
        ("  Pago   en\tlínea ", True, "Pago en línea"),
        ("uno\r\ndos\rtres", True, "uno\ndos\ntres"),
        (
            "uno\x85dos\u2028tres\u2029cuatro\vcinco\fseis",
            True,
            "uno\ndos\ntres\ncuatro\ncinco\nseis",
        ),
        ("uno\r\n\r\ndos", False, "uno dos"),
        ("a \u200b b", True, "a b"),  # the spaces meet once the invisible one is gone
        ("a\u200bb", True, "ab"),
        ("e\u0301", True, "é"),
        ("e\u200b\u0301", True, "é"),
        ("\ufeffTítulo", True, "Título"),
        ("uno \n  dos", True, "uno\ndos"),
        ("R&D a<b <img src=x> =SUMA(A1)", True, "R&D a<b <img src=x> =SUMA(A1)"),
        ("\x00\x1f", True, ""),
        ("100\u00a0%", True, "100 %"),
        ("🌳 árbol", True, "🌳 árbol"),
    ],
)
def test_examples(raw: str, multiline: bool, expected: str) -> None:
    assert clean_text(raw, multiline=multiline).text == expected


def test_a_long_text_is_cut_with_a_notice() -> None:
    cleaned = clean_text("x" * (MAX_CHARACTERS + 1))
    assert len(cleaned.text) == MAX_CHARACTERS
    assert len(cleaned.notices) == 1
    assert "10,001" in cleaned.notices[0]
    assert clean_text("x" * MAX_CHARACTERS).notices == ()


def test_what_was_taken_out_is_told_with_its_number() -> None:
    assert clean_text("a\x07b").notices == ("Se quitó 1 carácter que no se puede imprimir.",)
    assert "2 caracteres" in clean_text("\x07a\u202e").notices[0]
    assert clean_text("uno\r\n\tdos\u00a0tres").notices == ()  # blanks are no loss


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Papelería", "PAPELERIA"),
        ("  Control  de combustible", "control de\ncombustible"),
        ("Pingu\u0308ino", "pingüino"),
        ("AÑO", "ano"),
    ],
)
def test_fold_ignores_accents_case_and_spaces(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_fold_keeps_different_words_apart() -> None:
    assert fold("Tarea 1") != fold("Tarea 2")
    assert fold("Control de combustible") != fold("Combustible")
