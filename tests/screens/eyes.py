"""How colour-blind eyes and a black-and-white printer see a colour "#RRGGBB".

Source: Machado, Oliveira and Fernandes (2009), severity 1.0.
"""

from collections.abc import Callable

from poa_desktop.export.contraste import (
    Triple,
    _dot,
    _hex,
    _lab,
    _linear,
    luminancia,
)

FORMA_VISIBLE = 3.0
"""The least contrast of lines and shapes that say something (WCAG 1.4.11)."""

_PROTANOPIA = (
    (0.152286, 1.052583, -0.204868),
    (0.114503, 0.786281, 0.099216),
    (-0.003882, -0.048116, 1.051998),
)
_DEUTERANOPIA = (
    (0.367322, 0.860646, -0.227968),
    (0.280085, 0.672501, 0.047413),
    (-0.011820, 0.042940, 0.968881),
)


def protanopia(color: str) -> str:
    """The colour as eyes without red cones see it."""
    return _seen(_PROTANOPIA, color)


def deuteranopia(color: str) -> str:
    """The colour as eyes without green cones see it."""
    return _seen(_DEUTERANOPIA, color)


def en_gris(color: str) -> str:
    """The colour as a black-and-white printer prints it: the grey of the same luminance."""
    level = _encoded(luminancia(color))
    return _hex((level, level, level))


VISTAS: dict[str, Callable[[str], str]] = {
    "normal": str.upper,
    "deuteranopia": deuteranopia,
    "protanopia": protanopia,
    "gris": en_gris,
}
"""Every way the program's colours must hold, by name."""


def claridad(color: str) -> float:
    """L* of a colour: how light it looks, 0 to 100."""
    return _lab(color)[0]


def _encoded(level: float) -> float:
    level = min(max(level, 0.0), 1.0)
    return level * 12.92 if level <= 0.0031308 else 1.055 * float(level ** (1 / 2.4)) - 0.055


def _seen(matrix: tuple[Triple, Triple, Triple], color: str) -> str:
    linear = _linear(color)
    red, green, blue = (_encoded(_dot(row, linear)) for row in matrix)
    return _hex((red, green, blue))
