"""The theme in the municipio's colour: every token that shows it, derived so that all is read."""

from dataclasses import replace
from functools import lru_cache

from poa_desktop.export.contraste import (
    TEXTO_LEGIBLE,
    con_luz_de,
    contraste,
    diferencia,
    legible,
    mezcla,
)
from poa_desktop.ui.theme import Theme

_SEEN = 4.0  # the least difference by which a hover is noticed


@lru_cache(maxsize=8)
def in_color(theme: Theme, color: str) -> Theme:
    """A theme whose accent is a colour "#RRGGBB", darkened or lightened where it must be.

    Tints keep the luminance they have in *theme*, so that whatever is read on those is read on
    these; the lights of the semáforo stay as they are.
    """
    soft = _tint(color, theme.accent_soft, (theme.surface, theme.surface_sunken), 3.0)
    selection = _tint(color, theme.selection, (theme.surface_sunken, theme.track), 5.0)
    grounds = (theme.surface, theme.surface_raised, theme.surface_sunken, soft, theme.accent_ink)
    accent = legible(color, grounds)
    return replace(
        theme,
        accent=accent,
        accent_hover=_hover(accent, theme.accent_ink),
        accent_soft=soft,
        selection=selection,
        selection_ink=con_luz_de(color, theme.selection_ink),
        focus=accent,
    )


def _tint(color: str, model: str, others: tuple[str, ...], apart: float) -> str:
    """As light as the model, and so vivid that it is not taken for the warm greys beside it."""
    for viveza in (1.0, 1.5, 2.0, 3.0):
        tint = con_luz_de(color, model, viveza)
        if min(diferencia(tint, each) for each in others) >= apart:
            break
    return tint


def _hover(accent: str, ink: str) -> str:
    """A little lighter; darker, or lighter still, where that is not seen or not read on."""
    steps = (("#FFFFFF", 0.88), ("#000000", 0.86), ("#FFFFFF", 0.8), ("#FFFFFF", 0.7))
    shades = [mezcla(accent, other, part) for other, part in steps]
    for shade in shades:
        if contraste(shade, ink) >= TEXTO_LEGIBLE and diferencia(shade, accent) >= _SEEN:
            return shade
    return max(shades, key=lambda shade: contraste(shade, ink))
