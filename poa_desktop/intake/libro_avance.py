"""What the sheet Avance of a workbook says: comentario and justificación of línea and month.

A month may stand in two rows: its own, and a free one at the foot where somebody wrote about it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from poa_desktop.intake.libro_cells import Wrong, problem, reference, texto
from poa_desktop.intake.libro_datos import Datos
from poa_desktop.intake.libro_tables import Row, Table, find_table, parse_mes
from poa_desktop.intake.xlsx_sheet import Rows
from poa_desktop.poa import libro
from poa_desktop.poa.libro import Campo, Captura, Celda
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.problems import Gravedad, Problem
from poa_desktop.poa.text import clean_text

Finding = Captura | Problem

_HOJA = libro.AVANCE
_RESTORE = "Exporte un libro nuevo y copie en él sus cambios."
_CAMPOS = {Campo.COMENTARIO: libro.COMENTARIO, Campo.JUSTIFICACION: libro.JUSTIFICACION}


@dataclass(frozen=True, slots=True)
class _Said:
    """A text of a row, cleaned, with what the cleaning had to tell."""

    text: str
    place: str
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What is needed to read the rows."""

    table: Table
    datos: Datos
    epoch_1904: bool
    keys: Mapping[str, int]

    def mark(self, campo: Campo, key: int | None, mes: int | None) -> str | None:
        """What a text said when the workbook was written; None when nobody knows."""
        if self.datos.base is None or key is None or mes is None:
            return None
        return self.datos.base.get(Celda(campo, key, mes))


def read_avance(rows: Rows, datos: Datos, *, epoch_1904: bool) -> Iterator[Finding]:
    """Every text of the sheet, and what cannot be read or placed."""
    table = find_table(rows, (libro.CLAVE, libro.MES, *_CAMPOS.values()))
    if table is None:
        wrong = Wrong("Falta la hoja, o no se reconocen sus encabezados.", _RESTORE)
        yield problem(_HOJA, "", wrong)
        return
    keys = {line.clave: line.id for line in datos.lineas}
    sheet = _Sheet(table, datos, epoch_1904, keys)
    said: dict[Celda, list[_Said]] = {}
    for row in table.below():
        yield from _read_row(sheet, row, said)
    for celda, texts in said.items():
        yield from _decide(celda, texts, datos)
    yield from _missing_rows(datos, said)


def _read_row(sheet: _Sheet, row: Row, said: dict[Celda, list[_Said]]) -> Iterator[Problem]:
    """Place the texts of a row in *said*."""
    table = sheet.table
    clave = row.text(table.columns["clave"]).upper()
    mes = parse_mes(row.text(table.columns["mes"]))
    key = sheet.keys.get(clave)
    texts, problems = _texts(sheet, row, clave, mes)
    written = any(each.text for each in texts.values())
    yield from problems
    if key is not None and mes is not None:
        for campo, each in texts.items():
            said.setdefault(Celda(campo, key, mes), []).append(each)
    elif written:
        if key is None:
            quoted = f"La clave «{clave[:20]}» no es de este libro." if clave else "No hay clave."
            wrong = Wrong(f"{quoted} Su texto no se importa.", "Elija la clave de la línea.")
        else:
            wrong = Wrong("No dice de qué mes es. Su texto no se importa.", "Elija el mes.")
        yield problem(_HOJA, f"fila {row.number}", wrong)


def _texts(
    sheet: _Sheet, row: Row, clave: str, mes: int | None
) -> tuple[dict[Campo, _Said], list[Problem]]:
    texts: dict[Campo, _Said] = {}
    problems: list[Problem] = []
    for campo, head in _CAMPOS.items():
        column = sheet.table.column(head)
        assert column is not None  # the table was found by these headings
        place = reference(row.number, column)
        raw = texto(row.cells.get(column), epoch_1904=sheet.epoch_1904)
        if isinstance(raw, Wrong):
            problems.append(problem(_HOJA, place, raw, what=f"{clave}, {campo.value}"))
        elif raw and libro.huella(raw) == sheet.mark(campo, sheet.keys.get(clave), mes):
            texts[campo] = _Said(raw, place)  # as it was exported: clean already
        else:
            clean = clean_text(raw)
            texts[campo] = _Said(clean.text, place, clean.notices)
    return texts, problems


def _decide(celda: Celda, texts: list[_Said], datos: Datos) -> Iterator[Finding]:
    """What a month's text is when one or several rows have it."""
    base = "" if datos.base is None else datos.base.get(celda, "")
    first, *others = texts
    chosen = first
    for each in others:
        if not each.text or each.text == chosen.text or libro.marca(each.text) == base:
            continue
        if libro.marca(chosen.text) == base:
            chosen = each
            continue
        where = f"{first.place} y {each.place}"
        wrong = Wrong(
            f"Dos filas dicen cosas distintas de {MESES[celda.mes - 1]} y no se importa ninguna.",
            "Deje el texto en una sola.",
        )
        yield problem(_HOJA, where, wrong)
        return
    if libro.marca(chosen.text) != base:
        for notice in chosen.notices:
            wrong = Wrong(notice, "Compare el texto con el del libro.")
            yield problem(_HOJA, chosen.place, wrong, gravedad=Gravedad.AVISO)
    yield Captura(celda, chosen.text, chosen.place)


def _missing_rows(datos: Datos, said: Mapping[Celda, object]) -> Iterator[Problem]:
    """Rows whose text was there when the workbook was written."""
    if datos.base is None:
        return
    claves = {line.id: line.clave for line in datos.lineas}
    missing = {
        (celda.mes, claves[celda.id]): None
        for celda, mark in datos.base.items()
        if celda.campo in _CAMPOS and mark and celda.mes in datos.meses and celda not in said
    }
    for mes, clave in missing:
        wrong = Wrong(
            f"Falta la fila de {clave}, {MESES[mes - 1]}; su texto se queda como está.",
            "Para borrar un texto vacíe su celda, no quite la fila.",
        )
        yield problem(_HOJA, "", wrong)
