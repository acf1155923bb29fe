"""Filling the municipio's own Excel template with a POA, name by name."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from poa_desktop.export.plantilla_revision import Lugar, check_book
from poa_desktop.export.plantilla_valores import (
    SIN_PROGRAMACION,
    Dato,
    Datos,
    Porcentaje,
    valores_de,
)
from poa_desktop.export.xlsx_fill import Filler, Value, open_book
from poa_desktop.export.xlsx_map import Place, reference
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import round_half_up
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import Municipio, Poa


@dataclass(frozen=True, slots=True)
class _Tabla:
    """Columns of one table that stand side by side: one sheet, one first row, one length."""

    nombre: str
    hoja: str
    primera: int
    filas: int | None
    columnas: tuple[Lugar, ...]

    @property
    def ancho(self) -> tuple[int, int]:
        """First and last column."""
        numbers = [each.celda[1] for each in self.columnas]
        return min(numbers), max(numbers)


def fill_template(
    content: bytes,
    nombre: str,
    municipio: Municipio,
    poa: Poa,
    periodo: Periodo,
    hoy: date,
    progress: Callable[[float], None] | None = None,
) -> tuple[bytes, tuple[str, ...]]:
    """The template with its names filled, and what has to be told.

    Raises PoaError when it is no workbook, or has no name that can be filled.
    """
    report = progress or (lambda _: None)
    book = open_book(content, nombre)
    found = check_book(book)
    if not found.sirve:
        raise PoaError(
            f"«{nombre}» no tiene ninguna celda con un nombre conocido: parta del ejemplo de "
            "plantilla y vuelva a ponerla."
        )
    values = valores_de(municipio, poa, periodo, hoy)
    report(0.3)
    filler = Filler(book, [each.mensaje for each in found.problemas])
    for place in found.llenados:
        if not place.nombre.tabla:
            _put(filler, place.hoja, place.celda, values.sueltos[place.nombre.nombre])
    tables = _tables(found.llenados)
    for done, table in enumerate(tables, start=1):
        _write_table(filler, table, values.tablas[table.nombre])
        report(0.3 + 0.5 * done / len(tables))
    made = filler.finish()
    report(1.0)
    return made, tuple(filler.notices)


def _tables(places: Iterable[Lugar]) -> list[_Tabla]:
    groups: dict[tuple[str, str, int, int | None], list[Lugar]] = {}
    for each in places:
        if each.nombre.tabla:
            key = (each.nombre.tabla, each.hoja, each.primera, each.filas)
            groups.setdefault(key, []).append(each)
    return [_Tabla(*key, tuple(columns)) for key, columns in groups.items()]


def _write_table(filler: Filler, table: _Tabla, rows: list[Datos]) -> None:
    """One row per record; what the reserved rows do not need is emptied."""
    room = _room(filler, table, len(rows))
    if room < len(rows):
        place = reference((table.primera + room, table.columnas[0].celda[1]))
        reason = "ahí ya hay algo" if table.filas is None else "ahí termina el intervalo"
        filler.notices.append(
            f"«{table.hoja}» {place}: de {table.nombre} caben {room} de {len(rows)} filas, porque "
            f"{reason}; en la plantilla deje más filas libres."
        )
    for number in range(max(room, table.filas or 1)):
        row = table.primera + number
        filler.like(table.hoja, row, table.primera, table.ancho)
        for each in table.columnas:
            column = each.nombre.nombre.removeprefix(f"{table.nombre}_")
            place_of = (row, each.celda[1])
            if number < room:
                _put(filler, table.hoja, place_of, rows[number].get(column))
            elif filler.book.text(table.hoja, place_of):
                filler.put(table.hoja, place_of, None)


def _room(filler: Filler, table: _Tabla, wanted: int) -> int:
    """How many rows fit: those reserved, or down to the first cell that has something.

    The first row may have a sample, which is replaced.
    """
    if table.filas is not None:
        return min(wanted, table.filas)
    sheet = filler.book.sheet(table.hoja)
    for number in range(1, wanted):
        for each in table.columnas:
            place = (table.primera + number, each.celda[1])
            cell = sheet.cell(place)
            if cell is not None and (cell.formula or filler.book.text(table.hoja, place).strip()):
                return number
    return wanted


def _put(filler: Filler, hoja: str, place: Place, dato: Dato) -> None:
    if isinstance(dato, Porcentaje):
        dato = _percentage(filler, hoja, place, dato.valor)
    filler.put(hoja, place, dato)


def _percentage(filler: Filler, hoja: str, place: Place, valor: Fraction | None) -> Value:
    """Exact where the cell has a percentage format, else the figure as it is printed, 77.8."""
    if valor is None:
        return SIN_PROGRAMACION
    if filler.style(hoja, place) in filler.book.percent_styles:
        return valor / 100
    return round_half_up(valor)
