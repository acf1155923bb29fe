"""Every pair of tokens that is painted, in light and dark, for any colour of a municipio.

The table says which ink stands on which ground; a painter that makes a new pair adds it here.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from poa_desktop import ui
from poa_desktop.export.contraste import TEXTO_LEGIBLE, contraste, diferencia
from poa_desktop.export.paleta import SUGERIDOS
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.resources import resource
from poa_desktop.ui.theme import DARK, LIGHT, SemaforoColor, Theme, theme_of
from poa_desktop.ui.theme_sheet import _SHEET
from tests.screens.eyes import FORMA_VISIBLE, VISTAS, claridad

TEXT = {
    # banners and notices write in ink on the soft backgrounds, hovered rows and buttons on the
    # accent's, the escudo's place and headings on the sunken one
    "ink": "surface surface_raised surface_sunken accent_soft fondo",
    # headings, placeholders, keys; cells outside Del–al and switched-off primary buttons on track
    "ink_soft": "surface surface_raised surface_sunken accent_soft track",
    # switched off, not yet begun. WCAG exempts what is switched off; here it is read all the same
    "ink_faint": "surface surface_raised surface_sunken",
    # notes; a dangerous button when hovered and pressed
    "danger": "surface surface_raised surface_sunken accent_soft selection",
    # chosen tabs and segments, links, the curve's name
    "accent": "surface surface_raised surface_sunken accent_soft",
    "accent_ink": "accent accent_hover",
    "selection_ink": "selection",
    # words and figures of the lights: pages, tables, tree, chosen rows and gauges, heat map
    "tinta": "surface surface_raised surface_sunken accent_soft selection track fondo",
}
"""Ink → grounds. "fondo" is that of every light for ink, that of the same light for tinta."""

SHAPES = {
    # the bounds of a control and its scroll bar; a gauge not yet begun
    "hairline_strong": "surface surface_raised surface_sunken accent_soft",
    "focus": "surface surface_raised surface_sunken accent_soft selection",
    # underlines, the curve, the progress on its track, boxes that are ticked
    "accent": "surface surface_raised surface_sunken accent_soft track",
    "danger": "surface surface_raised",
    # arcs, bars and signs
    "relleno": "surface surface_raised surface_sunken accent_soft",
}
"""Lines and shapes that say something → grounds."""

BESIDE_A_FIGURE = {"relleno": "track selection"}
"""The part done on its track, the sign in a chosen row: the figure or word says the same."""

DECORATION = {"hairline"}
"""Parts what is apart already; nobody has to see it."""

MUNICIPIOS = ("", "#FFE100", "#FFFFFF", "#000000", "#777777", "#C8102E", *SUGERIDOS.values())
THEMES = [(dark, color) for dark in (False, True) for color in MUNICIPIOS]
FILL_STEP = 15.0
"""Of two fills under deuteranopia and protanopia: six times what is just seen side by side (2.3),
for a bar of three pixels is seen worse than a patch."""
TEXT_STEP = 10.0
"""Of two inks, the same way: less, because the word itself is written in them."""
GREY_STEP = 8.0
"""Of the lightness of two fills in grey: a twelfth of the scale, more than a printer strays."""


def resolved(theme: Theme, table: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Name, ink and ground of every pair of a table."""
    lights = {each: theme.semaforo(each) for each in Semaforo}
    for ink, grounds in table.items():
        for ground in grounds.split():
            for light, color in lights.items():
                one = getattr(color, ink, None) or getattr(theme, ink)
                other = getattr(color, ground, None) or getattr(theme, ground)
                yield f"{ink} on {ground} ({light.value})", one, other


def weak(theme: Theme, table: dict[str, str], least: float) -> dict[str, float]:
    found = {name: contraste(ink, ground) for name, ink, ground in resolved(theme, table)}
    return {name: round(ratio, 2) for name, ratio in found.items() if ratio < least}


@pytest.mark.parametrize(("dark", "color"), THEMES)
def test_every_pair_that_is_painted_can_be_read(dark: bool, color: str) -> None:
    theme = theme_of(dark, color)
    assert not weak(theme, TEXT, TEXTO_LEGIBLE)
    assert not weak(theme, SHAPES, FORMA_VISIBLE)
    assert not weak(theme, BESIDE_A_FIGURE, 2.0)


@example("#00A8A0", True)
@given(st.from_regex(r"\A#[0-9A-F]{6}\Z"), st.booleans())
def test_whatever_the_colour_all_can_be_read_and_the_lights_stay(color: str, dark: bool) -> None:
    theme, plain = theme_of(dark, color), theme_of(dark)
    assert not weak(theme, TEXT, TEXTO_LEGIBLE)
    assert not weak(theme, SHAPES, FORMA_VISIBLE)
    changed = {f.name for f in fields(Theme) if getattr(theme, f.name) != getattr(plain, f.name)}
    assert all(name.startswith(("accent", "selection", "focus")) for name in changed)
    assert theme.accent_hover != theme.accent


@pytest.mark.parametrize(("dark", "color"), THEMES)
def test_what_is_chosen_does_not_look_like_what_is_outside(dark: bool, color: str) -> None:
    """A yellow tint on warm paper would be its grey: it is made more vivid."""
    theme = theme_of(dark, color)
    assert min(diferencia(theme.selection, each) for each in (theme.surface, theme.track)) >= 5
    for ground in (theme.surface, theme.surface_raised, theme.surface_sunken):
        assert diferencia(theme.accent_soft, ground) >= 3


@pytest.mark.parametrize("color", ["#6D1A36", "#1D4F8C", "#C8102E"])
def test_a_colour_that_can_be_read_is_taken_as_it_is(color: str) -> None:
    assert theme_of(False, color).accent == color


def test_the_table_names_every_token() -> None:
    colors = {f.name for f in fields(Theme) if isinstance(getattr(LIGHT, f.name), str)}
    named = DECORATION | {"tinta", "relleno", "fondo"}
    for table in (TEXT, SHAPES, BESIDE_A_FIGURE):
        named |= {*table, *" ".join(table.values()).split()}
    assert named == colors | {f.name for f in fields(SemaforoColor)}


# colour-blind eyes


def steps(theme: Theme, use: str, view: str) -> dict[str, float]:
    seen = VISTAS[view]
    return {
        f"{one.value}–{other.value}": diferencia(
            seen(getattr(theme.semaforo(one), use)), seen(getattr(theme.semaforo(other), use))
        )
        for one, other in combinations(Semaforo, 2)
    }


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("view", ["normal", "deuteranopia", "protanopia"])
def test_the_lights_stay_apart_for_every_eye(theme: Theme, view: str) -> None:
    assert min(steps(theme, "relleno", view).values()) >= FILL_STEP
    assert min(steps(theme, "tinta", view).values()) >= TEXT_STEP


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_fills_of_the_lights_are_steps_of_grey(theme: Theme) -> None:
    levels = sorted(claridad(theme.semaforo(each).relleno) for each in Semaforo)
    assert min(b - a for a, b in pairwise(levels)) >= GREY_STEP


UI = Path(ui.__file__).parent
PAINTERS = {
    path.relative_to(UI).as_posix(): path.read_text("utf-8") for path in sorted(UI.rglob("*.py"))
}
PAPER = {p.name: p.read_text("utf-8") for p in sorted((UI.parent / "export").glob("*.py"))}

SAID_BY = {
    "buscar/snippet.py": "setUnderline(",  # amber is no light here: what was found, bold too
    "tablero/chart_map.py": "paint_sign(",
    "pdf_tablero.py": "paper.sign(",
    "pdf_tablero_map.py": "paper.sign(",
    "pdf_evaluacion_tabla.py": "SEMAFORO_SIGNO[",
    "pdf_acta.py": "SEMAFORO_SIGNO[",
    "sheet_evaluacion_look.py": ".palabra",  # and a column of words beside the percentages
    "plantilla_ejemplo.py": ".palabra",  # the cell is coloured where it says the word
    "sheet_calendario.py": "ISBLANK(",  # one light only: the cell is empty
}
"""Who paints soft backgrounds, and what says the same there without colour."""


def test_where_a_soft_background_says_a_light_a_sign_or_word_says_it_too() -> None:
    """Soft backgrounds of two lights are one and the same for colour-blind eyes and in grey."""
    modules = {**PAINTERS, **PAPER}
    uses = re.compile(r"\.fondo\b|SEMAFORO_FONDO\[")
    users = {name for name, source in modules.items() if uses.search(source)}
    users -= {"theme.py", "theme_sheet.py"}  # they hand on; a banner has a sign and a sentence
    assert users == set(SAID_BY)
    assert not [name for name, said in SAID_BY.items() if said not in modules[name]]


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_soft_backgrounds_alone_would_not_do(theme: Theme) -> None:
    """Why SAID_BY is needed: should they ever be told apart, it may go."""
    assert min(steps(theme, "fondo", "protanopia").values()) < TEXT_STEP


def test_the_accent_never_tells_how_it_goes() -> None:
    """A municipio may be red: well and late are told in the lights' colours or in ink only."""
    sign = re.compile(r'icon\("(ok|warning|error)", [^)]*accent')
    beside_a_light = re.compile(r"(rojo|ROJO|danger)\S* if .* else \S*accent")
    modules = {**PAINTERS, **PAPER}
    taken = [n for n, text in modules.items() if sign.search(text) or beside_a_light.search(text)]
    assert not taken


# nothing but tokens

NAMED = re.compile(r"\b(white|black|red|green|blue|yellow|gr[ae]y|orange|purple)\b")
LITERAL = re.compile(r"#(?:[0-9A-Fa-f]{3,4}){1,2}\b|\brgba?\(|\bhsla?\(")


def strings(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def literal_colors(source: str) -> Iterator[str]:
    """Colours that a module writes itself instead of asking the theme."""
    tree = ast.parse(source)
    yield from (text for text in strings(tree) if LITERAL.search(text))
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Attribute(attr="GlobalColor"), attr=name):
                if name != "transparent":
                    yield f"GlobalColor.{name}"
            case ast.Call(func=ast.Name(id="QColor"), args=[_, _, *_] | [ast.Constant()]):
                yield ast.unparse(node)


@pytest.mark.parametrize(
    "source",
    ['p = QColor("navy")', "QColor(1, 2, 3)", "x = Qt.GlobalColor.red", 'a("color: #FFF;")'],
)
def test_the_scan_finds_a_colour_that_is_no_token(source: str) -> None:
    assert list(literal_colors(source))


def test_painters_use_tokens_only() -> None:
    made = {"theme.py", "theme_municipio.py"}  # where tokens come from
    found = {name: list(literal_colors(source)) for name, source in PAINTERS.items()}
    assert not {name: colors for name, colors in found.items() if colors and name not in made}


def test_the_style_sheet_uses_tokens_only() -> None:
    assert not LITERAL.findall(_SHEET)
    assert not NAMED.findall(_SHEET)
    declared = re.findall(r"(?:color|background|border[a-z-]*):([^;}]*)", _SHEET)
    words = {word for each in declared for word in re.findall(r"(?<![\w$-])[a-z]+\b", each)}
    assert words <= {
        "solid",
        "dashed",
        "double",
        "transparent",
        "px",
        "border",
        "bottom",
        "right",
        "color",
    }


@pytest.mark.parametrize("name", ["chevron", "chevron-up"])
def test_the_arrows_of_the_style_sheet_are_seen_on_every_control(name: str) -> None:
    drawn = re.search(r'stroke="(#\w{6})"', resource("icons", f"{name}.svg").read_text("utf-8"))
    assert drawn
    for theme in (LIGHT, DARK):
        for ground in (theme.surface, theme.surface_raised, theme.accent_soft):
            assert contraste(drawn[1], ground) >= FORMA_VISIBLE


@pytest.mark.parametrize(
    ("name", "dark"),
    [("tick", False), ("tick-dark", True), ("tick-some", False), ("tick-some-dark", True)],
)
def test_the_tick_has_the_colour_of_the_accents_ink(name: str, dark: bool) -> None:
    drawing = resource("icons", f"{name}.svg").read_text("utf-8")
    for color in MUNICIPIOS:
        assert f'stroke="{theme_of(dark, color).accent_ink}"' in drawing
