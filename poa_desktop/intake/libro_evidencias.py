"""What the sheet Evidencias of a workbook says: what Planeación thinks of each file."""

from collections.abc import Iterator

from poa_desktop.intake.libro_cells import Wrong, problem, reference, texto
from poa_desktop.intake.libro_datos import Datos, EvidenciaLibro
from poa_desktop.intake.libro_tables import Row, Table, find_table
from poa_desktop.intake.xlsx_sheet import Rows
from poa_desktop.poa import libro
from poa_desktop.poa.libro import Campo, Captura, Celda, Dictamen, huella, marca
from poa_desktop.poa.problems import Gravedad, Problem
from poa_desktop.poa.records import EstadoEvidencia
from poa_desktop.poa.text import clean_text, fold

Finding = Captura | Problem

_HOJA = libro.EVIDENCIAS
_STATES = {estado.value: estado for estado in EstadoEvidencia}
_RESTORE = "Exporte un libro nuevo y copie en él sus cambios."


def read_evidencias(rows: Rows, datos: Datos) -> Iterator[Finding]:
    """Every dictamen of the sheet, and what cannot be read or placed."""
    if datos.base is None or not datos.evidencias:
        return
    table = find_table(rows, (libro.NUMERO, libro.CLAVE, libro.ESTADO, libro.MOTIVO))
    if table is None:
        wrong = Wrong("Falta la hoja, o no se reconocen sus encabezados.", _RESTORE)
        yield problem(_HOJA, "", wrong)
        return
    known = {str(each.numero): each for each in datos.evidencias}
    seen: dict[str, int] = {}
    for row in table.below():
        number = row.text(table.columns["no."])
        evidencia = known.get(number)
        if evidencia is None or number in seen:
            yield from _stray(row, table, number, seen)
            continue
        seen[number] = row.number
        yield from _read_row(row, table, evidencia, datos)
    for number, evidencia in known.items():
        if number not in seen:
            wrong = Wrong(
                f"Falta la fila de la evidencia No. {number} ({evidencia.clave}).",
                "Si quiere quitar la evidencia, hágalo en el programa.",
            )
            yield problem(_HOJA, "", wrong)


def _stray(row: Row, table: Table, number: str, seen: dict[str, int]) -> Iterator[Problem]:
    if not any(row.text(table.columns[head]) for head in ("no.", "estado", "motivo")):
        return
    if number in seen:
        said = f"La evidencia No. {number} ya está en la fila {seen[number]}."
    else:
        said = f"No hay una evidencia No. «{number[:20]}» en este libro."
    wrong = Wrong(f"{said} No se importa.", "Las evidencias se agregan en el programa.")
    yield problem(_HOJA, f"fila {row.number}", wrong)


def _read_row(row: Row, table: Table, evidencia: EvidenciaLibro, datos: Datos) -> Iterator[Finding]:
    celda = Celda(Campo.EVIDENCIA, evidencia.id, evidencia.mes)
    base = (datos.base or {}).get(celda, "")
    column = table.columns["motivo"]
    what = f"No. {evidencia.numero}, {evidencia.clave}"
    raw = texto(row.cells.get(column))
    estado_column = table.columns["estado"]
    said = row.text(estado_column)
    estado = _STATES.get(fold(said))
    problems = []
    if estado is None:
        wrong = Wrong(
            f"Dice «{said[:40]}», que no es un estado.", "Elija Pendiente, Aceptada u Observada."
        )
        problems.append(problem(_HOJA, reference(row.number, estado_column), wrong, what=what))
    place = reference(row.number, column)
    if isinstance(raw, Wrong):
        problems.append(problem(_HOJA, place, raw, what=what))
    if problems or estado is None or isinstance(raw, Wrong):
        yield from problems
        return
    clean = clean_text(raw)
    motivo = clean.text
    wrong_motivo = _motivo_problem(estado, motivo, base)
    if wrong_motivo is not None:
        yield problem(_HOJA, place, wrong_motivo, what=what)
        return
    dictamen = Dictamen(estado, motivo if estado is EstadoEvidencia.OBSERVADA else "")
    if marca(dictamen) != base:
        for notice in clean.notices:
            wrong = Wrong(notice, "Compare el texto con el del libro.")
            yield problem(_HOJA, place, wrong, gravedad=Gravedad.AVISO, what=what)
    yield Captura(celda, dictamen, reference(row.number, estado_column))


def _motivo_problem(estado: EstadoEvidencia, motivo: str, base: str) -> Wrong | None:
    """Whether estado and motivo fit; the motivo an evidencia already had may stay behind."""
    if estado is EstadoEvidencia.OBSERVADA:
        if not motivo:
            return Wrong("Está Observada sin motivo.", "Escriba el motivo en su columna.")
        return None
    if motivo and huella(motivo) != base.partition(":")[2]:
        return Wrong(
            f"Tiene un motivo y su estado es {estado.value.capitalize()}.",
            "Elija Observada, o borre el motivo.",
        )
    return None
