"""What is typed or pasted for a gasto, read into values: one cell, or a block of a spreadsheet."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from poa_desktop.data.gastos import MAX_IMPORTE
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import (
    check_partida,
    fecha_corta,
    format_dinero,
    parse_dinero,
    parse_fecha,
)
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.records import Gasto
from poa_desktop.poa.text import clean_text, fold

MAX_CONCEPTO = 300
_TOLD_ROWS = 5

Value = date | Decimal | str


class Campo(StrEnum):
    """The fields of a gasto that are typed, in the order of the columns and of a pasted block."""

    FECHA = "fecha"
    IMPORTE = "importe"
    PARTIDA = "partida"
    CONCEPTO = "concepto"


CAMPOS = tuple(Campo)


@dataclass(frozen=True, slots=True)
class NewGasto:
    """A gasto that is not kept yet."""

    fecha: date
    importe: Decimal
    partida: str = ""
    concepto: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """What a pasted block holds: gastos, and what is wrong, by row of the block (from 1)."""

    gastos: tuple[NewGasto, ...] = ()
    reasons: dict[int, str] = field(default_factory=dict)

    def told(self) -> str:
        """All that is wrong, in few rows; "" when nothing is."""
        rows = list(self.reasons)
        if not rows:
            return ""
        first = [f"Renglón {row}: {self.reasons[row]}" for row in rows[:_TOLD_ROWS]]
        rest = rows[_TOLD_ROWS:]
        if rest:
            first.append(f"También: renglones {', '.join(map(str, rest))}.")
        return "\n".join(["No se pegó nada. Corrija en la hoja y copie otra vez.", *first])


def read(campo: Campo, text: str, ejercicio: int) -> Value:
    """The value of a typed text. Raises PoaError with what to write instead."""
    if campo is Campo.FECHA:
        return read_fecha(text, ejercicio)
    if campo is Campo.IMPORTE:
        return read_importe(text)
    if campo is Campo.PARTIDA:
        return check_partida(text)
    return read_concepto(text)


def read_concepto(text: str) -> str:
    """A concepto on one row. Raises PoaError when it is longer than MAX_CONCEPTO."""
    concepto = clean_text(text, multiline=False).text
    if len(concepto) > MAX_CONCEPTO:
        raise PoaError(
            f"El concepto tiene {len(concepto):,} caracteres y caben {MAX_CONCEPTO}: acórtelo."
        )
    return concepto


_SHORT = re.compile(
    r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2}|[a-záéíóú]{3,10})\.?(?:\s*[/.\- ]\s*(\d{2}|\d{4}))?"
)


def read_fecha(text: str, ejercicio: int) -> date:
    """A date as people type it: 5/3 and 5/3/24 too, and the 05-mar-24 of a spreadsheet.

    Without a year it is in the *ejercicio*. Raises PoaError for anything else.
    """
    match = _SHORT.fullmatch(text.strip().casefold())
    if match is None:
        return parse_fecha(text)
    day, month, year = match[1], _month_number(match[2]), match[3] or str(ejercicio)
    if not month:
        return parse_fecha(text)
    return parse_fecha(f"{day}/{month}/{year if len(year) == 4 else f'20{year}'}")


def _month_number(text: str) -> int:
    """1–12 for "3", "mar" or "marzo"; 0 for what is no month's name."""
    if text.isdecimal():
        return int(text)
    found = (n for n, mes in enumerate(MESES, 1) if mes.startswith(text) or text == f"{mes[:3]}t")
    return next(found, 0)


def read_importe(text: str) -> Decimal:
    """Pesos above 0, as gastos are kept. Raises PoaError for anything else."""
    importe = parse_dinero(text)
    if not importe:
        raise PoaError("El importe de un gasto debe ser mayor que $0.00.")
    if importe > MAX_IMPORTE:
        raise PoaError(f"El importe no puede pasar de {format_dinero(MAX_IMPORTE)}: revíselo.")
    return importe


def write(campo: Campo, gasto: Gasto | NewGasto) -> str:
    """A field of a gasto as it is shown."""
    if campo is Campo.FECHA:
        return fecha_corta(gasto.fecha)
    if campo is Campo.IMPORTE:
        return format_dinero(gasto.importe)
    return gasto.partida if campo is Campo.PARTIDA else gasto.concepto


def plain(campo: Campo, gasto: Gasto) -> str:
    """A field as it is typed and copied: an importe without sign and separators."""
    return f"{gasto.importe:.2f}" if campo is Campo.IMPORTE else write(campo, gasto)


def read_block(rows: Sequence[Sequence[str]], ejercicio: int) -> Block:
    """Read a block of fecha, importe and, if given, partida and concepto.

    A first row of headings and empty rows are passed over. Raises PoaError when the block has not
    these columns; what is wrong with single rows is in the result.
    """
    width = max((_width(row) for row in rows), default=0)
    columns = max(map(len, rows), default=0)
    if width and (columns < 2 or width > len(CAMPOS)):
        raise PoaError(
            "Para agregar gastos copie de dos a cuatro columnas, en este orden: fecha, importe, "
            "partida y concepto."
        )
    gastos: list[NewGasto] = []
    reasons: dict[int, str] = {}
    for number, row in enumerate(rows, 1):
        if not _width(row) or (number == 1 and fold(row[0]) == Campo.FECHA):
            continue
        try:
            gastos.append(_read_row(row, ejercicio))
        except PoaError as error:
            reasons[number] = str(error)
    return Block(tuple(gastos), reasons)


def _width(row: Sequence[str]) -> int:
    """How many cells a row has up to its last text."""
    return max((n for n, text in enumerate(row, 1) if text.strip()), default=0)


def _read_row(row: Sequence[str], ejercicio: int) -> NewGasto:
    texts = [*row, *[""] * len(CAMPOS)]
    for campo, name in ((0, "la fecha"), (1, "el importe")):
        if not texts[campo].strip():
            raise PoaError(f"falta {name}.")
    return NewGasto(
        read_fecha(texts[0], ejercicio),
        read_importe(texts[1]),
        check_partida(texts[2]),
        read_concepto(texts[3]),
    )
