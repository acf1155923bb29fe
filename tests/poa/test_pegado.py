"""Pasted text is made plain, stays the fragment it was, and what it cost is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa_desktop.poa.pegado import clean_pasted, rows_of
from poa_desktop.poa.text import clean_text


@pytest.mark.parametrize(
    ("raw", "text", "notice"),
    [
        (" la cuenta", " la cuenta", ""),
        ("“así” — ‘no’…", "“así” — ‘no’…", ""),
        ("uno\u00a0dos", "uno dos", "se cambió 1 espacio especial"),
        ("re\u00adca\u200bu\ufeff", "recau", "se quitaron 3 caracteres que no se imprimen"),
        ("\uf0b7\tUno\v\uf0a7\tDos", "• Uno\n• Dos", "se cambiaron 2 viñetas"),
        ("•\tUno\no\tDos", "• Uno\n• Dos", "se cambiaron 2 viñetas"),
        ("tres\uf0e0", "tres", "se quitó 1 carácter que no se imprime"),
        ("foto \ufffc aquí", "foto  aquí", "se quitó 1 imagen"),
        (
            "nota\u0005 y \u0013PAGE\u0014campo\u0015",
            "nota y PAGEcampo",
            "se quitaron 4 caracteres",
        ),
        ("a\u2028b\r\nc\u0085d", "a\nb\nc\nd", ""),
        ("a\tb", "a b", ""),
        ("cafe\u0301", "café", ""),
    ],
)
def test_word_is_made_plain(raw: str, text: str, notice: str) -> None:
    pasted = clean_pasted(raw)
    assert pasted.text == text
    assert (notice in pasted.notice) if notice else pasted.notice == ""
    assert not notice or pasted.notice.startswith("Se pegó sin formato; ")


def test_one_line_has_no_row_ends_and_a_long_text_is_cut_aloud() -> None:
    assert clean_pasted("uno \r\n dos", multiline=False).text == "uno dos"
    cut = clean_pasted("x" * 11, limit=10)
    assert cut.text == "x" * 10 and "se cortó en 10" in cut.notice


@given(st.text(max_size=100))
def test_nothing_forbidden_is_left_and_twice_is_once(raw: str) -> None:
    once = clean_pasted(raw)
    assert clean_pasted(once.text).text == once.text
    assert not any("imprimir" in each for each in clean_text(once.text).notices)


def test_rows_of_a_list() -> None:
    assert rows_of("1.- Uno\n\n2.-Dos\n- Tres\n• Cuatro\na) Cinco\n-5 grados") == [
        "Uno", "Dos", "Tres", "Cuatro", "Cinco", "-5 grados",
    ]  # fmt: skip
