"""How quantities, money, percentages and dates are written and read (es-MX)."""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import MESES

MAX_CANTIDAD = 999_999_999_999  # hundredths; 12 digits stay exact in a spreadsheet's doubles
MAX_DINERO = Decimal("999999999999.99")

# Thousands are parted by commas or, in some spreadsheets, by (narrow or no-break) spaces.
_NUMBER = re.compile(r"(\d{1,3}(?:([, \u00a0\u2009\u202f])\d{3})(?:\2\d{3})*|\d+)?(?:\.(\d+))?")


def _parse_decimal(text: str) -> Decimal | None:
    match = _NUMBER.fullmatch(text.strip())
    if not match or not match[0]:
        return None
    whole, separator, decimals = match.groups()
    if decimals and len(decimals.rstrip("0")) > 2:
        return None
    try:
        return Decimal(f"{(whole or '0').replace(separator or ',', '')}.{decimals or '0'}")
    except InvalidOperation:  # pragma: no cover - the pattern admits only digits
        return None


def parse_cantidad(text: str) -> int:
    """Read a quantity such as "1,234.50" into hundredths.

    Raises PoaError for negatives, for more than two decimals and for anything that is no number.
    """
    value = _parse_decimal(text)
    if value is None or value * 100 > MAX_CANTIDAD:
        raise PoaError(
            f"«{text.strip()[:40]}» no es una cantidad: escriba un número de 0 en adelante, "
            "con punto y dos decimales como máximo (1.5)."
        )
    return int(value * 100)


def format_cantidad(hundredths: int) -> str:
    """Write hundredths as a quantity: 150 is "1.5", 123400 is "1,234"."""
    if hundredths < 0:  # a difference, such as what is missing
        return f"-{format_cantidad(-hundredths)}"
    whole, cents = divmod(hundredths, 100)
    decimals = f".{cents:02d}".rstrip("0") if cents else ""
    return f"{whole:,}{decimals}"


def cantidad_number(hundredths: int) -> int | float:
    """The same quantity as a JSON or spreadsheet number."""
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


def parse_dinero(text: str) -> Decimal:
    """Read an amount of pesos such as "$1,800,000.00" or "1800000".

    Raises PoaError for anything else.
    """
    value = _parse_decimal(text.strip().removeprefix("\\").removeprefix("$"))
    if value is None or value > MAX_DINERO:
        raise PoaError(
            f"«{text.strip()[:40]}» no es un importe: escriba pesos y centavos, "
            "por ejemplo 1,800,000.00."
        )
    return value.quantize(Decimal("0.01"))


def format_dinero(amount: Decimal) -> str:
    """Write pesos as the form does: $1,800,000.00."""
    return f"${amount:,.2f}"


def round_half_up(value: Fraction | Decimal, places: int = 1) -> Decimal:
    """Round half up, only to show; computations stay exact."""
    exact = Fraction(value)
    scale = 10**places
    return Decimal((exact * scale * 2 + 1) // 2).scaleb(-places)


@lru_cache(maxsize=4096)
def format_porcentaje(value: Fraction | None) -> str:
    """Write a percentage with one decimal, "77.8 %"; None (sin programación) is "—"."""
    return "—" if value is None else f"{round_half_up(value):,} %"


def exact_porcentaje(value: Fraction | None) -> str | None:
    """A percentage for other programs: exact when it has a decimal form, else ten decimals."""
    if value is None:
        return None
    for places in range(4, 11):
        if (value * 10**places).denominator == 1:
            return f"{round_half_up(value, places):f}"
    return f"{round_half_up(value, 10):f}"


def format_tamano(size: int) -> str:
    """Bytes as told everywhere in the program: "12 KB", "3.4 MB" (decimal)."""
    if size < 999_500:  # from there on it would be 1,000 KB
        return f"{max(1, round(size / 1000)) if size else 0} KB"
    return f"{size / 1_000_000:,.1f} MB"


def fecha_larga(day: date) -> str:
    """A date as printed: "06 de noviembre de 2023"."""
    return f"{day.day:02d} de {MESES[day.month - 1]} de {day.year}"


def fecha_sin_ejercicio(day: date) -> str:
    """Day and month: "01 de enero"."""
    return f"{day.day:02d} de {MESES[day.month - 1]}"


def fecha_corta(day: date) -> str:
    """A date as typed in fields: dd/mm/aaaa."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def parse_fecha(text: str) -> date:
    """Read dd/mm/aaaa, ISO or "06 de noviembre de 2023". Raises PoaError for anything else."""
    bare = text.strip().casefold()
    match = re.fullmatch(r"(\d{1,2})\s*[/-]\s*(\d{1,2})\s*[/-]\s*(\d{4})", bare)
    if match:
        day, month, year = (int(part) for part in match.groups())
    elif match := re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", bare):
        year, month, day = (int(part) for part in match.groups())
    elif (
        match := re.fullmatch(r"(\d{1,2})(?:\s+de)?\s+([a-zé]+)\s+(?:de|del)\s+(\d{4})\.?", bare)
    ) and (match[2] in MESES):
        day, month, year = int(match[1]), MESES.index(match[2]) + 1, int(match[3])
    else:
        raise PoaError(f"«{text.strip()[:40]}» no es una fecha: escriba día/mes/año, 06/11/2023.")
    try:
        return date(year, month, day)
    except ValueError:
        raise PoaError(f"La fecha «{text.strip()[:40]}» no existe en el calendario.") from None


def check_partida(text: str) -> str:
    """A partida of the COG as written ("261", "2611", "26101"); "" stays "".

    The Clasificador por Objeto del Gasto (CONAC) numbers its partidas genéricas with three digits
    and lets each government open specific ones with four or five. Raises PoaError for the rest.
    """
    partida = "".join(text.split())
    if partida and not (partida.isascii() and partida.isdecimal() and 3 <= len(partida) <= 5):
        raise PoaError(
            f"«{partida[:20]}» no es una partida: escriba de tres a cinco dígitos, como 261."
        )
    if partida.startswith("0"):
        raise PoaError(f"«{partida}» no es una partida del COG: sus números empiezan del 1 al 9.")
    return partida
