"""Where words stand in a text: every find is one, and none is missed."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from poa_desktop.poa.consulta import Consulta, consulta_de, encontrar
from poa_desktop.poa.text import clean_text, fold

_HARD = 'aáAÁ eéñÑnuüÜ ß ss ﬁ fi i İ ı x̂́ a\u0301 e\u20dd ❤\ufe0f👍🏽 \n Ǆ ǆ ŉ 각 ᄀ ᅡ º 1,.$-_"«'
text = st.one_of(
    st.text(alphabet=st.sampled_from(sorted(set(_HARD))), max_size=24),
    st.text(max_size=24),
).map(lambda raw: clean_text(raw).text)


def is_mark(character: str) -> bool:
    return (
        unicodedata.category(character) in ("Mn", "Me", "Mc")
        or "\U0001f3fb" <= character <= "\U0001f3ff"
    )


def may_cut(words: str, place: int) -> bool:
    return place in (0, len(words)) or not is_mark(words[place])


def brute_force(words: str, term: str) -> list[tuple[int, int]]:
    """Every piece between whole characters that folds to the term, shortest, from the left."""
    found: list[tuple[int, int]] = []
    first = 0
    while first < len(words):
        ends = (
            after
            for after in range(first + 1, len(words) + 1)
            if may_cut(words, first)
            and may_cut(words, after)
            and fold(words[first])  # neither a blank nor a mark without its letter
            and fold(words[first:after]) == term
        )
        after = next(ends, None)
        if after is None:
            first += 1
        else:
            found.append((first, after))
            first = after
    return found


@settings(max_examples=600)
@given(text, st.data())
def test_finds_are_those_of_brute_force(words: str, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, len(words)))
    after = data.draw(st.integers(first, min(len(words), first + 4)))
    term = fold(data.draw(st.sampled_from([words[first:after], "a", "ss", "fi", "n"])))
    if not term:
        return
    found = list(encontrar(Consulta((term,)), words))
    assert all(fold(words[one:other]) == term for one, other in found)
    assert found == brute_force(words, term)


@settings(max_examples=300)
@given(text, text)
def test_an_exact_find_is_the_words_themselves(words: str, wanted: str) -> None:
    consulta = consulta_de(wanted, exacta=True, frase=True)
    for first, after in encontrar(consulta, words):
        assert (" ".join(words[first:after].split()),) == consulta.terminos


@settings(max_examples=300)
@given(text, text, st.booleans())
def test_whole_words_are_some_of_all(words: str, wanted: str, exact: bool) -> None:
    every = encontrar(consulta_de(wanted, exacta=exact, frase=True), words)
    whole = encontrar(consulta_de(wanted, exacta=exact, frase=True, palabra=True), words)
    assert len(whole) <= len(every)
    for first, after in whole:
        beside = (
            words[first - 1 : first] + words[first],
            words[after - 1] + words[after : after + 1],
        )
        assert not any(len(each) == 2 and each.isalnum() for each in beside)


@pytest.mark.parametrize(
    ("asked", "words", "found"),
    [
        ("accion", "Acción y ACCIÓN", ["Acción", "ACCIÓN"]),
        ("nino", "niño, NIÑO", ["niño", "NIÑO"]),
        ("strasse", "die Straße", ["Straße"]),
        ("s", "ß", []),
        ("i", "ﬁn", []),
        ("fin", "ﬁn", ["ﬁn"]),
        ("a b", "a\nb", ["a\nb"[0], "b"]),
        ('"a b"', "x a\nb", ["a\nb"]),
        ("pago luz", "Luz: pago de la luz", ["Luz", "pago", "luz"]),
        ("pago agua", "Luz: pago de la luz", []),
        ("«pago de»", "pago de, pago  a", ["pago de"]),
        ("mantenimiento man", "mantenimiento", ["mantenimiento"]),
        ("❤", "sin ❤\ufe0f", []),
        ("", "nada", []),
        ('""', "nada", []),
    ],
)
def test_what_a_person_types(asked: str, words: str, found: list[str]) -> None:
    spans = encontrar(consulta_de(asked), words)
    assert [words[first:after] for first, after in spans] == found


@pytest.mark.parametrize("typed", ["80000", "80,000", "$80,000", "$80000", "80000.00"])
def test_an_amount_is_found_with_and_without_its_commas(typed: str) -> None:
    consulta = consulta_de(typed)
    assert encontrar(consulta, "$80,000.00", numero=True)
    assert not encontrar(consulta, "$81,000.00", numero=True)
    assert not encontrar(consulta_de("80000"), "$80,000.00")  # in a text it stands as written


def test_options() -> None:
    words = "Informe informes, el informe"

    def found(**options: bool) -> list[int]:
        return [first for first, _ in encontrar(consulta_de("informe", **options), words)]

    assert found() == [0, 8, 21]
    assert found(exacta=True) == [8, 21]
    assert found(palabra=True) == [0, 21]
    assert found(exacta=True, palabra=True) == [21]
