"""Colour arithmetic: contrast, legible shades of a hue, how far two colours are apart.

Colours are "#RRGGBB". Sources: WCAG 2.2 for luminance and contrast; CIE 1976 L*a*b*
with D65 for differences.
"""

from collections.abc import Iterable
from functools import lru_cache

Triple = tuple[float, float, float]

TEXTO_LEGIBLE = 4.5
"""The least contrast of text (WCAG 1.4.3, level AA)."""

_XYZ = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)
_WHITE = (0.95047, 1.0, 1.08883)
_WEIGHTS = (0.2126, 0.7152, 0.0722)
_STEPS = 200  # of lightness between black and white
_HALVINGS = 12  # finer than a step of one channel


@lru_cache(maxsize=2048)
def luminancia(color: str) -> float:
    """Relative luminance, 0 (black) to 1 (white)."""
    return _dot(_WEIGHTS, _linear(color))


def contraste(uno: str, otro: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    low, high = sorted((luminancia(uno), luminancia(otro)))
    return (high + 0.05) / (low + 0.05)


def legible(color: str, fondos: Iterable[str], minimo: float = TEXTO_LEGIBLE) -> str:
    """The shade of a colour nearest to it that reaches *minimo* on every ground.

    The hue stays and lightness (HLS) moves; where no shade does, the better of black and white.
    """
    grounds = tuple(fondos)
    for shade in _shades_by_distance(color):
        if all(contraste(shade, each) >= minimo for each in grounds):
            return shade
    return max(("#000000", "#FFFFFF"), key=lambda ink: min(contraste(ink, g) for g in grounds))


def con_luz_de(color: str, modelo: str, viveza: float = 1.0) -> str:
    """The hue of a colour as light as *modelo*, *viveza* times as saturated at most.

    Contrast knows luminance only: whatever is read on *modelo* is read on the shade as well.
    """
    from colorsys import hls_to_rgb, rgb_to_hls

    hue, _, saturation = rgb_to_hls(*_channels(color))
    saturation = min(saturation, rgb_to_hls(*_channels(modelo))[2] * viveza, 1.0)
    wanted, low, high = luminancia(modelo), 0.0, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if luminancia(_hex(hls_to_rgb(hue, middle, saturation))) < wanted:
            low = middle
        else:
            high = middle
    return _hex(hls_to_rgb(hue, high, saturation))


def mezcla(color: str, otro: str, parte: float) -> str:
    """*parte* (0 to 1) of a colour, the rest of another."""
    pairs = zip(_channels(color), _channels(otro), strict=True)
    red, green, blue = (a * parte + b * (1 - parte) for a, b in pairs)
    return _hex((red, green, blue))


def tinta_sobre(fondo: str) -> str:
    """Black or white, whichever is read better on a ground."""
    return max(("#FFFFFF", "#000000"), key=lambda ink: contraste(ink, fondo))


def diferencia(uno: str, otro: str) -> float:
    """Distance in L*a*b* (CIE 1976): 2 is just noticed side by side, 100 is black to white."""
    pairs = zip(_lab(uno), _lab(otro), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def _channels(color: str) -> Triple:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(channels: Triple) -> str:
    levels = (round(min(max(each, 0.0), 1.0) * 255) for each in channels)
    return "#" + "".join(f"{level:02X}" for level in levels)


def _linear(color: str) -> Triple:
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4
        for each in _channels(color)
    )
    return red, green, blue


def _dot(row: Triple, column: Triple) -> float:
    return sum(a * b for a, b in zip(row, column, strict=True))


def _lab(color: str) -> Triple:
    linear = _linear(color)
    x, y, z = (_root(_dot(row, linear) / white) for row, white in zip(_XYZ, _WHITE, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(t: float) -> float:
    return float(t ** (1 / 3)) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116


def _shades_by_distance(color: str) -> list[str]:
    from colorsys import hls_to_rgb, rgb_to_hls

    hue, lightness, saturation = rgb_to_hls(*_channels(color))
    steps = [step / _STEPS for step in range(_STEPS + 1)]
    steps.sort(key=lambda step: abs(step - lightness))
    return [color.upper(), *(_hex(hls_to_rgb(hue, step, saturation)) for step in steps)]
