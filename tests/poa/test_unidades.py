"""The catalogue of units: one spelling each, found without accents, told apart by no accident."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa_desktop.poa.text import clean_text, fold
from poa_desktop.poa.unidades import (
    COMUNES,
    catalogo,
    coincidencias,
    conocida,
    escritura,
    variantes,
)


def test_the_common_units_are_each_once_and_clean() -> None:
    assert COMUNES[0] == "Acción"
    assert len(set(map(fold, COMUNES))) == len(COMUNES)
    assert all(clean_text(name, multiline=False).text == name for name in COMUNES)
    assert not variantes((name, 1) for name in COMUNES), "no two are one unit"


def test_the_catalogue_is_ranked_by_use_and_each_unit_has_one_spelling() -> None:
    used = (("Bache", 3), ("accion", 9), ("ACCIÓN", 2), ("Informe", 10))
    found = catalogo(used, ("Luminaria LED",))
    assert found[:4] == ("Acción", "Informe", "Bache", "Luminaria LED")
    assert len(set(map(fold, found))) == len(found)
    assert set(map(fold, COMUNES)) <= set(map(fold, found))


def test_what_was_added_decides_the_spelling() -> None:
    assert escritura("acción", catalogo((("Acción", 9),), ("ACCIÓN",))) == "ACCIÓN"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("accion", "Acción"), ("REUNIÓN", "Reunión"), ("Kilometro ", "Kilómetro"),
     ("acciones", "acciones"), ("Bache", "Bache"), ("", "")],
)  # fmt: skip
def test_a_unit_takes_on_the_spelling_of_the_catalogue(written: str, kept: str) -> None:
    assert escritura(written, COMUNES) == kept


def test_what_one_types_is_found_without_accents() -> None:
    assert coincidencias("reunio", COMUNES) == ("Reunión",)
    assert coincidencias("METRO", COMUNES) == ("Metro", "Metro cuadrado", "Metro cúbico")
    assert coincidencias("cubi", COMUNES) == ("Metro cúbico",)
    assert coincidencias("zzz", COMUNES) == ()
    assert coincidencias(" ", COMUNES) == COMUNES
    assert conocida("tramite", COMUNES) and not conocida("bache", COMUNES)


def test_spellings_of_one_unit_are_put_together() -> None:
    used = (
        ("Acción", 12), ("ACCIONES", 3), ("accion", 1), ("Luz", 2), ("luces", 1), ("Bache", 1),
        ("Metros cuadrados", 1), ("Metro Cuadrado", 1), ("Mes", 1), ("Meses", 1),
    )  # fmt: skip
    found = {each.propuesta: [name for name, _ in each.formas] for each in variantes(used)}
    assert found == {
        "Acción": ["Acción", "ACCIONES", "accion"],
        "Luz": ["Luz", "luces"],
        "Metro cuadrado": ["Metro Cuadrado", "Metros cuadrados"],
        "Mes": ["Mes", "Meses"],
    }


@given(st.lists(st.tuples(st.text(min_size=1, max_size=12), st.integers(1, 9)), max_size=8))
def test_after_its_spelling_every_unit_is_of_the_catalogue(used: list[tuple[str, int]]) -> None:
    found = catalogo(used)
    for name, _ in used:
        assert escritura(name, found) in found
        assert escritura(escritura(name, found), found) == escritura(name, found)
