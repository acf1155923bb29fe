"""How one typed or pasted text becomes what a cell holds."""

import re

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import parse_cantidad
from poa_desktop.poa.text import MAX_CHARACTERS, clean_text
from poa_desktop.ui.grid.rows import Cantidad, CellKey, GridKey, TextKey, Value

_TWO_READINGS = re.compile(r"([1-9]\d{0,2})\.(\d{3})")
RULE = "escriba un número de 0 en adelante, con punto y dos decimales como máximo (1.5)"
"""What every sentence about a quantity ends with."""
_SHAPES = (
    (re.compile(r"#.*[/¡!?ADFNOR]", re.ASCII), "es un error de la hoja de cálculo"),
    (re.compile(r"\$?\s*[-−(]\s*\$?\s*[\d.,]+\s*\)?|[\d.,]+\s*[-−]"), "es negativo"),
    (re.compile(r"[-+]?[\d.,]+\s*%"), "es un porcentaje"),
    (re.compile(r"[-+]?[\d.,]+\s*[eE]\s*[-+]?\d+"), "está abreviado: muestre todas sus cifras"),
    (re.compile(r"\d{1,4}\s*[/-]\s*\w{1,10}(\s*[/-]\s*\d{1,4})?"), "parece una fecha"),
    (re.compile(r"\d+[\d,]*\.\d{3,}"), "tiene más de dos decimales"),
)
"""What spreadsheets show that is no quantity, and what it is."""


def read_value(key: GridKey, text: str) -> Value:
    """What a cell holds after this text. Raises PoaError when it cannot."""
    if isinstance(key, TextKey):
        return read_text(text)
    if not text.strip():
        return 0 if key.cantidad is Cantidad.PROGRAMADO else None
    return read_cantidad(text)


def empty_value(key: CellKey) -> int | None:
    """What a cleared quantity holds: nothing programado, realizado sin capturar."""
    return 0 if key.cantidad is Cantidad.PROGRAMADO else None


def read_cantidad(text: str) -> int:
    """A quantity in hundredths, as written in Mexico: commas part thousands, a point decimals.

    A peso sign before it is passed over. Raises PoaError, also for "1.234" and "1.000", which
    another computer may have written for thousands.
    """
    bare = text.strip().removeprefix("$").strip()
    both = _TWO_READINGS.fullmatch(bare)
    if both:
        raise PoaError(f"«{bare}» no es una cantidad clara, puede ser {both[1]},{both[2]}: {RULE}.")
    try:
        return parse_cantidad(bare)
    except PoaError:
        raise PoaError(_no_cantidad(text.strip())) from None


def _no_cantidad(text: str) -> str:
    shown = f"«{text[:40]}{'…' if len(text) > 40 else ''}»"
    for shape, kind in _SHAPES:
        if shape.fullmatch(text):
            return f"{shown} no es una cantidad, {kind}: {RULE}."
    return f"{shown} no es una cantidad: {RULE}."


def read_text(text: str) -> str:
    """A comentario or a justificación. Raises PoaError when it is too long."""
    cleaned = clean_text(text, limit=len(text) + MAX_CHARACTERS).text
    if len(cleaned) > MAX_CHARACTERS:
        raise PoaError(
            f"El texto tiene {len(cleaned):,} caracteres y caben {MAX_CHARACTERS:,}: acórtelo."
        )
    return cleaned
