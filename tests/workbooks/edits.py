"""What a person may type into a workbook: where each capture cell stands, and any new value."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from poa_desktop.poa.libro import Campo, Celda, Dictamen, Valor, valores_de
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.records import EstadoEvidencia, Poa
from tests.workbooks.packages import saved

_TEXTS = (
    "Se entregó en tiempo.", "=SUMA(A1:A2)", "dos\nrenglones", "_x0041_", "a<b & c>d", "'comilla",
    "😀", "50 %", "1/2", "+52 33", "@nadie", "ñandú «cita»", "00123", "3.50",
)  # fmt: skip

Edits = Mapping[Celda, Valor]


def values_of(poa: Poa) -> dict[Celda, Valor]:
    """Every datum that can be captured, with its present value."""
    return {celda: value for linea in poa.lineas for celda, value in valores_de(linea).items()}


def any_edits(poa: Poa, source: random.Random, count: int) -> dict[Celda, Valor]:
    """New values, each another than the present one."""
    present = values_of(poa)
    free = 14  # free rows of Avance
    with_row = rows_of_avance(poa)
    edits: dict[Celda, Valor] = {}
    for celda in source.sample(sorted(present, key=str), len(present)):
        if len(edits) == count:
            break
        key = (celda.id, celda.mes)
        if celda.campo in (Campo.COMENTARIO, Campo.JUSTIFICACION) and key not in with_row:
            if not free:
                continue
            free -= 1
        value = _another(celda.campo, present[celda], source)
        if value != present[celda]:
            edits[celda] = value
    return edits


def _another(campo: Campo, present: Valor, source: random.Random) -> Valor:
    if campo is Campo.PROGRAMADO:
        return source.choice([0, 100, 150, 25, 1_234_567, 999_999_999_999])
    if campo is Campo.REALIZADO:
        return source.choice([None, 0, 10, 30, 100, 333, 99_999_999_999])
    if campo is Campo.UNIDAD:
        return source.choice(["Acción", "Litro", "Informe", "Hoja de faltantes"])
    if campo is Campo.EVIDENCIA:
        return source.choice([
            Dictamen(EstadoEvidencia.PENDIENTE),
            Dictamen(EstadoEvidencia.ACEPTADA),
            Dictamen(EstadoEvidencia.OBSERVADA, source.choice(_TEXTS)),
        ])  # fmt: skip
    return source.choice((*_TEXTS, ""))


def rows_of_avance(poa: Poa) -> dict[tuple[int, int], int]:
    """(línea, month) → its row in Avance of a workbook of the whole year."""
    shown = [
        (linea.id, mes)
        for linea in poa.lineas
        for mes in range(1, 13)
        if linea.programado[mes - 1]
        or linea.avances[mes - 1].realizado is not None
        or linea.avances[mes - 1].comentario
        or linea.avances[mes - 1].justificacion
        or linea.avances[mes - 1].evidencias
    ]
    return {key: row for row, key in enumerate(shown, start=4)}


def placed(poa: Poa, edits: Edits) -> Iterator[tuple[str, str, int | float | str | None]]:
    """(sheet, cell, what is typed) for each edit, from how the writer lays the sheets out."""
    calendario = {linea.id: row for row, linea in enumerate(poa.lineas, start=6)}
    claves = {
        linea.id: f"{bloque.clave}.{number}"
        for bloque in poa.bloques
        for number, linea in enumerate(bloque.lineas, start=1)
    }
    numbers = [e.id for linea in poa.lineas for a in linea.avances for e in a.evidencias]
    avance = rows_of_avance(poa)
    free = 4 + max(len(avance), 1) + 2
    for celda, value in edits.items():
        if celda.campo in (Campo.PROGRAMADO, Campo.REALIZADO):
            first = 4 if celda.campo is Campo.PROGRAMADO else 23
            assert value is None or isinstance(value, int)
            typed = None if value is None or (value == 0 and first == 4) else value / 100
            yield (
                "Calendario",
                f"{get_column_letter(first + celda.mes - 1)}{calendario[celda.id]}",
                typed,
            )
        elif celda.campo is Campo.UNIDAD:
            assert isinstance(value, str)
            yield "Calendario", f"C{calendario[celda.id]}", value
        elif isinstance(value, Dictamen):
            row = 4 + numbers.index(celda.id)
            yield "Evidencias", f"H{row}", value.estado.value.capitalize()
            yield "Evidencias", f"I{row}", value.motivo or None
        else:
            assert isinstance(value, str)
            row_of = avance.get((celda.id, celda.mes))
            if row_of is None:
                yield "Avance", f"A{free}", claves[celda.id]
                yield "Avance", f"D{free}", MESES[celda.mes - 1].capitalize()
                row_of, free = free, free + 1
            column = "J" if celda.campo is Campo.COMENTARIO else "K"
            yield "Avance", f"{column}{row_of}", value or None


def typed_into(content: bytes, poa: Poa, edits: Edits) -> bytes:
    """The workbook with the edits typed in, saved by another program (openpyxl)."""
    book = load_workbook(BytesIO(content))
    for sheet, cell, value in placed(poa, edits):
        target = book[sheet][cell]
        assert not target.protection.locked, (sheet, cell)
        # openpyxl writes these as they are, though they mean the letter A
        target.value = (
            value.replace("_x0041_", "_x005F_x0041_") if isinstance(value, str) else value
        )
        if isinstance(value, str):
            target.data_type = "s"
    return saved(book)
