"""The sheet Datos of a workbook that came back: whose it is, its ids, and what it said."""

from collections.abc import Iterator
from dataclasses import dataclass

from poa_desktop.intake.libro_cells import Wrong, number_text, texto
from poa_desktop.intake.xlsx_sheet import Cell, Kind, Rows, Workbook
from poa_desktop.poa import libro
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.libro import Campo, Celda, Identidad
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.text import clean_text

_OLD_TABLE = libro.TABLA_LINEAS[:5]  # what version 1 knew of a línea


@dataclass(frozen=True, slots=True)
class LineaLibro:
    """A línea as the workbook knows it."""

    clave: str
    id: int


@dataclass(frozen=True, slots=True)
class EvidenciaLibro:
    """An evidencia by its number in the workbook."""

    numero: int
    clave: str
    mes: int
    id: int


@dataclass(frozen=True, slots=True)
class Datos:
    """Everything the sheet says. *meses*: those that the sheet Avance was written for.

    *base* is None for a workbook of version 1.
    """

    identidad: Identidad
    meses: tuple[int, ...]
    lineas: tuple[LineaLibro, ...]
    evidencias: tuple[EvidenciaLibro, ...]
    base: dict[Celda, str] | None


def read_datos(book: Workbook) -> Datos:
    """Read the sheet. Raises PoaError when it is missing, newer, or somebody changed it."""
    name = book.package.name
    rows = book.rows(libro.DATOS)
    values = _values(rows)
    if values.get("Formato") != libro.FORMATO:
        raise PoaError(
            f"«{name}» no es el Libro de Excel de un POA (su hoja Datos falta o no se reconoce): "
            "elija el que exportó este programa."
        )
    version = _whole(values.get("Versión del formato"))
    if version is not None and version > libro.VERSION:
        raise PoaError(f"«{name}» es de una versión más nueva del programa: actualice POA Desktop.")
    try:
        return _read(book, rows, values, version or 0)
    except (ValueError, KeyError, IndexError):
        raise _tampered(name) from None


def _tampered(name: str) -> PoaError:
    return PoaError(
        f"La hoja Datos de «{name}» se modificó y ya no se sabe qué celda es de qué línea: exporte "
        "un libro nuevo y copie en él sus cambios."
    )


def _read(book: Workbook, rows: Rows, values: dict[str, str], version: int) -> Datos:
    remembers = version >= 2
    heads = libro.TABLA_LINEAS if remembers else _OLD_TABLE
    lines = list(_table(rows, heads))
    proofs = list(_table(rows, libro.TABLA_EVIDENCIAS)) if remembers else []
    if remembers:
        sealed = [[key, value] for key, value in values.items() if key != libro.SELLO]
        if libro.sello_de([*sealed, *lines, *proofs]) != values.get(libro.SELLO):
            raise ValueError("the seal is broken")
    title = texto(book.rows(libro.CALENDARIO).get(1, {}).get(1))
    plain = "" if isinstance(title, Wrong) else clean_text(title, multiline=False, limit=200).text
    identity = Identidad(
        version,
        values.get("Archivo", ""),
        int(values["POA"]),
        int(values["Ejercicio"]),
        int(values["Dependencia"]),
        plain.removeprefix(f"{libro.CALENDARIO} · "),
        values["Corte"],
    )
    return Datos(
        identity,
        _months(values["Periodo"], book.package.name),
        tuple(LineaLibro(line[0], int(line[3])) for line in lines),
        tuple(EvidenciaLibro(int(e[0]), e[1], int(e[2]), int(e[3])) for e in proofs),
        _base(lines, proofs) if remembers else None,
    )


def _months(code: str, name: str) -> tuple[int, ...]:
    try:
        return tuple(parse_periodo(code).meses)
    except PoaError:
        raise _tampered(name) from None


def _base(lines: list[list[str]], proofs: list[list[str]]) -> dict[Celda, str]:
    """What each capture cell said, as `libro.marca` gives it; what is absent said nothing."""
    base: dict[Celda, str] = {}
    for _, _, _, linea, _, _, unidad, programado, realizado, textos in lines:
        key = int(linea)
        base[Celda(Campo.UNIDAD, key)] = unidad
        for campo, text in ((Campo.PROGRAMADO, programado), (Campo.REALIZADO, realizado)):
            quantities = text.split(" ")
            for mes in range(1, 13):
                base[Celda(campo, key, mes)] = quantities[mes - 1].replace("-", "")
        for token in textos.split():
            place, _, mark = token.partition("=")
            base[Celda(libro.TEXTOS[place[-1]], key, int(place[:-1]))] = mark
    for _, _, mes_text, evidencia, _, dictamen in proofs:
        base[Celda(Campo.EVIDENCIA, int(evidencia), int(mes_text))] = dictamen
    return base


def _values(rows: Rows) -> dict[str, str]:
    """The labelled values at the head of the sheet, in their order."""
    found: dict[str, str] = {}
    for number in sorted(rows):
        cells = rows[number]
        label = _text(cells.get(1))
        if label == libro.TABLA_LINEAS[0]:
            break
        if number > 2 and label:
            found[label] = _text(cells.get(2))
    return found


def _table(rows: Rows, heads: tuple[str, ...]) -> Iterator[list[str]]:
    """The rows of one table, up to the first that has no first cell."""
    numbers = sorted(rows)
    start = next(
        (n for n in numbers if tuple(_text(rows[n].get(c)) for c in (1, 2, 3)) == heads[:3]), None
    )
    if start is None:
        raise KeyError(heads[0])
    number = start + 1
    while number in rows and _text(rows[number].get(1)):
        yield [_text(rows[number].get(column)) for column in range(1, len(heads) + 1)]
        number += 1


def _text(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return number_text(cell) if cell.kind is Kind.NUMBER else cell.text


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 9 else None
