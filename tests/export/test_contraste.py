"""Colour arithmetic: known values, and what must hold for every colour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from poa_desktop.export.contraste import (
    con_luz_de,
    contraste,
    diferencia,
    legible,
    luminancia,
    mezcla,
    tinta_sobre,
)
from tests.screens.eyes import claridad, deuteranopia, en_gris, protanopia

COLOR = st.from_regex(r"\A#[0-9A-F]{6}\Z")
WHITE, BLACK = "#FFFFFF", "#000000"


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [(BLACK, WHITE, 21.0), (WHITE, WHITE, 1.0), ("#767676", WHITE, 4.54), ("#FF0000", WHITE, 4.0)],
)
def test_contrast_as_wcag_gives_it(one: str, other: str, ratio: float) -> None:
    assert contraste(one, other) == pytest.approx(ratio, abs=0.01)
    assert contraste(other, one) == contraste(one, other)


@pytest.mark.parametrize(
    ("color", "lightness"), [(WHITE, 100.0), (BLACK, 0.0), ("#777777", 50.03), ("#FF0000", 53.24)]
)
def test_lightness_as_cie_gives_it(color: str, lightness: float) -> None:
    assert claridad(color) == pytest.approx(lightness, abs=0.05)


def test_differences_as_cie_gives_them() -> None:
    assert diferencia(WHITE, BLACK) == pytest.approx(100, abs=0.1)
    assert diferencia("#FF0000", "#00FF00") == pytest.approx(170.6, abs=0.3)
    assert diferencia("#1F5C4A", "#1F5C4A") == 0


@pytest.mark.parametrize("eye", [deuteranopia, protanopia, en_gris])
def test_white_black_and_grey_look_the_same_to_every_eye(eye: object) -> None:
    assert callable(eye)
    for color in (WHITE, BLACK, "#808080"):
        assert diferencia(eye(color), color) < 1


def test_red_is_seen_as_machado_gives_it() -> None:
    assert deuteranopia("#FF0000") == "#A39000"
    assert protanopia("#FF0000") == "#6D5F00"


def test_red_and_green_come_together_where_a_cone_is_missing() -> None:
    red, green = "#C00000", "#5E7A00"
    plain = diferencia(red, green)
    assert diferencia(deuteranopia(red), deuteranopia(green)) < plain / 3
    assert claridad(protanopia(red)) < claridad(red) - 10  # red grows dark without its cone
    blue, yellow = "#0050C0", "#C0A000"
    assert diferencia(deuteranopia(blue), deuteranopia(yellow)) > 100


@given(COLOR)
def test_grey_keeps_the_luminance(color: str) -> None:
    grey = en_gris(color)
    assert grey[1:3] == grey[3:5] == grey[5:7]
    assert luminancia(grey) == pytest.approx(luminancia(color), abs=0.005)


@given(COLOR, st.sampled_from([(WHITE, "#F4F1E9"), ("#1B1E1C", "#232725")]))
def test_a_legible_shade_is_found_for_every_colour(color: str, grounds: tuple[str, str]) -> None:
    shade = legible(color, grounds)
    assert min(contraste(shade, each) for each in grounds) >= 4.5
    assert legible(shade, grounds) == shade


def test_what_is_legible_stays_as_it_is_and_the_nearest_shade_is_taken() -> None:
    assert legible("#6d1a36", [WHITE]) == "#6D1A36"
    darker = legible("#FFE100", [WHITE])
    assert contraste(darker, WHITE) < 4.7  # no darker than it has to be
    assert darker[5:7] == "00"  # and still yellow


def test_where_nothing_reaches_the_contrast_the_best_is_given() -> None:
    assert legible("#FF0000", [WHITE, BLACK], 15.0) in (WHITE, BLACK)


@given(COLOR, st.sampled_from(["#D8E7DF", "#2B473B", "#EBF2EE", "#14201B"]))
def test_a_shade_as_light_as_a_model_is_read_as_the_model_is(color: str, model: str) -> None:
    shade = con_luz_de(color, model)
    assert contraste(shade, model) < 1.03


@given(COLOR)
def test_one_of_black_and_white_is_read_on_everything(color: str) -> None:
    assert contraste(tinta_sobre(color), color) >= 4.5


def test_mixing() -> None:
    assert mezcla("#FF0000", "#0000FF", 1.0) == "#FF0000"
    assert mezcla("#FF0000", "#0000FF", 0.0) == "#0000FF"
    assert mezcla(WHITE, BLACK, 0.5) == "#808080"
