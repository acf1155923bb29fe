"""What the sheet Calendario of a workbook says: quantities by month, and the unit of each línea."""

from collections.abc import Iterator, Mapping

from poa_desktop.intake.libro_cells import Wrong, cantidad, problem, reference, texto
from poa_desktop.intake.libro_datos import Datos
from poa_desktop.intake.libro_tables import Row, Table, find_table, month_columns
from poa_desktop.intake.xlsx_sheet import Cell, Rows
from poa_desktop.poa import libro
from poa_desktop.poa.libro import Campo, Captura, Celda
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.problems import Gravedad, Problem
from poa_desktop.poa.text import clean_text

Finding = Captura | Problem

_HOJA = libro.CALENDARIO
_RESTORE = "Exporte un libro nuevo y copie en él sus cambios."
_ADD = "Agregue la línea en el programa y exporte otro libro."
_KEEP = "Si quiere quitar la línea, hágalo en el programa; su fila hace falta para importarla."


def read_calendario(rows: Rows, datos: Datos) -> Iterator[Finding]:
    """Every capture cell of the sheet, and what cannot be read or placed."""
    table = find_table(rows, (libro.CLAVE, libro.LINEA, libro.UNIDAD))
    if table is None:
        wrong = Wrong("Falta la hoja, o no se reconocen sus encabezados.", _RESTORE)
        yield problem(_HOJA, "", wrong)
        return
    blocks = {
        Campo.PROGRAMADO: month_columns(table, libro.PROGRAMADO),
        Campo.REALIZADO: month_columns(table, libro.REALIZADO),
    }
    yield from _missing_columns(blocks)
    yield from _read_rows(table, blocks, datos)


def _missing_columns(blocks: Mapping[Campo, Mapping[int, int]]) -> Iterator[Problem]:
    for campo, columns in blocks.items():
        missing = [MESES[mes - 1] for mes in range(1, 13) if mes not in columns]
        if missing:
            wrong = Wrong(f"Faltan columnas de {campo.value}: {', '.join(missing)}.", _RESTORE)
            yield problem(_HOJA, "", wrong)


def _read_rows(
    table: Table, blocks: Mapping[Campo, Mapping[int, int]], datos: Datos
) -> Iterator[Finding]:
    known = {line.clave: line for line in datos.lineas}
    column = table.columns["clave"]
    captured = [place for columns in blocks.values() for place in columns.values()]
    by_clave: dict[str, list[Row]] = {}
    for row in table.below():
        clave = row.text(column).upper()
        typed = any(_is_typed(row.cells.get(place)) for place in captured)
        if clave in known:
            by_clave.setdefault(clave, []).append(row)
        elif clave or typed:
            said = f"La clave «{clave[:20]}» no es de este libro." if clave else "No tiene clave."
            yield problem(_HOJA, f"fila {row.number}", Wrong(f"{said} No se importa.", _ADD))
    for clave, line in known.items():
        found = by_clave.get(clave, [])
        if len(found) == 1:
            yield from _read_row(found[0], table, blocks, clave, line.id, datos)
        elif found:
            numbers = " y ".join(str(row.number) for row in found)
            wrong = Wrong(
                f"La clave {clave} está repetida y no se importa ninguna de sus filas.",
                "Deje una sola fila de cada clave.",
            )
            yield problem(_HOJA, f"filas {numbers}", wrong)
        else:
            yield problem(_HOJA, "", Wrong(f"Falta la fila de {clave}.", _KEEP))


def _is_typed(cell: Cell | None) -> bool:
    return cell is not None and not cell.computed


def _read_row(
    row: Row,
    table: Table,
    blocks: Mapping[Campo, Mapping[int, int]],
    clave: str,
    key: int,
    datos: Datos,
) -> Iterator[Finding]:
    for campo, columns in blocks.items():
        for mes, column in columns.items():
            place = reference(row.number, column)
            value = cantidad(row.cells.get(column))
            if isinstance(value, Wrong):
                what = f"{clave}, {campo.value} de {MESES[mes - 1]}"
                yield problem(_HOJA, place, value, what=what)
                continue
            if campo is Campo.PROGRAMADO and value is None:
                value = 0
            yield Captura(Celda(campo, key, mes), value, place)
    if datos.base is not None:  # before, the unit was no capture cell
        yield from _read_unit(row, table, clave, key, datos.base)


def _read_unit(
    row: Row, table: Table, clave: str, key: int, base: Mapping[Celda, str]
) -> Iterator[Finding]:
    column = table.columns["unidad"]
    place, celda = reference(row.number, column), Celda(Campo.UNIDAD, key)
    said = texto(row.cells.get(column))
    if isinstance(said, Wrong):
        yield problem(_HOJA, place, said, what=f"{clave}, Unidad")
        return
    clean = clean_text(said, multiline=False)
    touched = libro.marca(clean.text) != base.get(celda, "")
    if touched and not clean.text:
        wrong = Wrong("La unidad de medida está vacía.", "Escriba la unidad, por ejemplo Acción.")
        yield problem(_HOJA, place, wrong, what=f"{clave}, Unidad")
        return
    if touched:
        for notice in clean.notices:
            wrong = Wrong(notice, "Compare el texto con el del libro.")
            yield problem(_HOJA, place, wrong, gravedad=Gravedad.AVISO, what=clave)
    yield Captura(celda, clean.text, place)
