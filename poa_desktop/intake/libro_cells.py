"""A cell of a workbook as a datum of the POA: a quantity, a text; or what is wrong with it."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from poa_desktop.intake.xlsx_sheet import Cell, Kind
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import MAX_CANTIDAD, fecha_corta, parse_cantidad
from poa_desktop.poa.problems import Gravedad, Lugar, Problem, TipoLugar
from poa_desktop.poa.text import clean_text
from poa_desktop.xlsx.names import column_letters

_WRITE = (
    "Escriba un número de 0 en adelante, con punto y dos decimales como máximo, o deje la celda "
    "vacía."
)
_RECALCULATE = "Ábralo en Excel o LibreOffice, guárdelo y repita, o escriba el valor en la celda."
_FIRST_DAY, _FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LAST_DAY = 2_958_465  # 31/12/9999
_QUOTED = 60


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a cell cannot be read, and what to do about it."""

    mensaje: str
    que_hacer: str


def reference(row: int, column: int) -> str:
    """The name of a cell: "D6"."""
    return f"{column_letters(column)}{row}"


def problem(
    hoja: str, lugar: str, wrong: Wrong, *, gravedad: Gravedad = Gravedad.ERROR, what: str = ""
) -> Problem:
    """A finding in a workbook; *lugar* is a cell or a row, *what* says what stands there."""
    label = f"{hoja} {lugar}".rstrip() + (f" ({what})" if what else "")
    place = Lugar(TipoLugar.DOCUMENTO, 0, lugar, label)
    return Problem("libro", gravedad, place, wrong.mensaje, wrong.que_hacer)


def number_text(cell: Cell) -> str:
    """A number as a spreadsheet shows it: fifteen digits, which is all that it keeps."""
    try:
        value = float(cell.text)
    except ValueError:
        return cell.text
    if not math.isfinite(value) or abs(value) >= 1e15:
        return cell.text
    return f"{Decimal(f'{value:.15g}'):f}"


def cantidad(cell: Cell | None) -> int | Wrong | None:
    """A quantity in hundredths; None for an empty cell."""
    if cell is None:
        return None
    if cell.kind is Kind.NUMBER:
        return _number(number_text(cell))
    if cell.kind is Kind.TEXT:
        return _typed(clean_text(cell.text, multiline=False).text)
    return unreadable(cell) or Wrong(f"Dice {shown(cell)}, que no es una cantidad.", _WRITE)


def _number(text: str) -> int | Wrong:
    try:
        value = Decimal(text)
    except ArithmeticError:
        return Wrong(f"Dice «{text[:_QUOTED]}», que no es una cantidad.", _WRITE)
    if not value.is_finite() or abs(value) * 100 > MAX_CANTIDAD:
        return Wrong("La cantidad es demasiado grande.", _WRITE)
    if value < 0:
        return Wrong(f"Dice {text}, una cantidad negativa.", _WRITE)
    hundredths = value * 100
    if hundredths != int(hundredths):
        return Wrong(f"Dice {text}, con más de dos decimales.", _WRITE)
    return int(hundredths)


def _typed(text: str) -> int | Wrong | None:
    """A quantity that was typed as a text."""
    if not text:
        return None
    try:
        return parse_cantidad(text)
    except PoaError:
        return Wrong(f"Dice «{_short(text)}», que no es una cantidad.", _WRITE)


def unreadable(cell: Cell) -> Wrong | None:
    """What is wrong with a cell whatever it should hold: an error, or no result."""
    if cell.kind is Kind.ERROR:
        return Wrong(f"Tiene el error {cell.text[:20]}.", "Corrija la fórmula o escriba el valor.")
    if cell.kind is Kind.FORMULA:
        return Wrong("Tiene una fórmula cuyo resultado no está en el archivo.", _RECALCULATE)
    return None


def texto(cell: Cell | None, *, epoch_1904: bool = False) -> str | Wrong:
    """What a person reads in a cell, not cleaned yet; "" for an empty one."""
    if cell is None:
        return ""
    if wrong := unreadable(cell):
        return wrong
    if cell.kind is Kind.DATE:
        day = fecha(cell, epoch_1904=epoch_1904)
        return cell.text if day is None else fecha_corta(day)
    if cell.kind is Kind.BOOLEAN:
        return "VERDADERO" if cell.text.strip() in ("1", "true") else "FALSO"
    return number_text(cell) if cell.kind is Kind.NUMBER else cell.text


def fecha(cell: Cell, *, epoch_1904: bool) -> date | None:
    """The day of a date cell; None when it is a time or out of the calendar."""
    try:
        return date.fromisoformat(cell.text.strip()[:10])  # a cell of type "d"
    except ValueError:
        pass
    try:
        days = float(cell.text)
    except ValueError:
        return None
    if not 1 <= days <= _LAST_DAY:
        return None
    first = _FIRST_DAY_1904 if epoch_1904 else _FIRST_DAY
    try:
        return first + timedelta(days=int(days))
    except OverflowError:
        return None


def shown(cell: Cell) -> str:
    """A cell as it is quoted in a problem."""
    text = texto(cell)
    quoted = "" if isinstance(text, Wrong) else _short(clean_text(text, multiline=False).text)
    return f"{quoted}, una fecha" if cell.kind is Kind.DATE else f"«{quoted}»"


def _short(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[:_QUOTED]}…"
