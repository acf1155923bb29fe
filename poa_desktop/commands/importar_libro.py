"""importar with a workbook: its changes go into the file it came from, or are only shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from poa_desktop.commands.evaluar import problem_data, problem_text
from poa_desktop.commands.outcome import Clock, Outcome, open_to_read, open_to_write
from poa_desktop.data import backup, cambios
from poa_desktop.data.folders import backups_folder
from poa_desktop.intake.libro_read import read_libro_file
from poa_desktop.poa.diferencias import (
    Comparacion,
    Diferencia,
    Tipo,
    cuenta_text,
    valor_text,
)
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import cantidad_number
from poa_desktop.poa.libro import Dictamen, Valor


def importar_libro(
    origin: Path,
    path: Path,
    clock: Clock,
    *,
    simular: bool = False,
    omitir_problemas: bool = False,
) -> Outcome:
    """Apply the changes of a workbook, all in one operation; with *simular* only show them.

    Nothing is applied when anything in the workbook cannot be (a problem, a conflict, a closed
    month), unless *omitir_problemas* leaves that out.
    """
    if not path.exists():
        raise PoaError(
            f"No existe «{path.name}»: un libro solo trae cambios de un POA que ya está guardado; "
            "indique su archivo en --en."
        )
    libro = read_libro_file(origin)
    with open_to_read(path, clock) if simular else open_to_write(path, clock) as store:
        poa, found = cambios.compare_with(store, libro)
        left_out = bool(found.errores) or len(found.de_tipo(Tipo.CAMBIO)) < len(found.diferencias)
        chosen = found.de_tipo(Tipo.CAMBIO)
        refused = left_out and not omitir_problemas and not simular
        if chosen and not refused and not simular:
            backup.back_up(store.connection, path, backups_folder(), clock(), "importar")
            store.run(f"Importar cambios de {origin.name}", lambda db: cambios.apply(db, chosen))
        applied = 0 if refused or simular else len(chosen)
    ending = _refusal(origin, found) if refused else _done(applied, simular=simular)
    text = "\n".join([f"{poa.titulo}: {cuenta_text(found)}.", *map(_row, found.diferencias)])
    data = {
        "libro": str(origin),
        "archivo": str(path),
        "dependencia": poa.dependencia.nombre,
        "ejercicio": poa.ejercicio,
        "aplicados": applied,
        "diferencias": [_data(each) for each in found.diferencias],
        "problemas": [problem_data(each) for each in found.problemas],
    }
    notices = [problem_text(each) for each in found.problemas]
    return Outcome(
        text if refused else f"{text}\n{ending}",
        data,
        (*notices, ending) if refused else tuple(notices),
        failed=refused,
    )


def _refusal(origin: Path, found: Comparacion) -> str:
    return (
        f"No se aplicó nada de «{origin.name}» ({cuenta_text(found)}): corríjalo en el libro, o "
        "repita con --omitir-problemas para aplicar solo los cambios limpios."
    )


def _done(applied: int, *, simular: bool) -> str:
    if simular:
        return "Solo se mostró: no se aplicó nada."
    if not applied:
        return "No se aplicó nada."
    return "Se aplicó 1 cambio." if applied == 1 else f"Se aplicaron {applied:,} cambios."


def _row(each: Diferencia) -> str:
    campo = each.celda.campo
    before, after = (_one_line(valor_text(campo, value)) for value in (each.antes, each.despues))
    mark = "" if each.tipo is Tipo.CAMBIO else f" [{each.tipo.value}] {each.motivo}"
    return f"  {each.clave} {each.que} ({each.hoja} {each.lugar}): {before} → {after}{mark}"


def _one_line(text: str) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= 80 else f"{bare[:80]}…"


def _data(each: Diferencia) -> dict[str, Any]:
    celda = each.celda
    return {
        "clave": each.clave,
        "linea": each.linea,
        "campo": celda.campo.name.lower(),
        "mes": celda.mes or None,
        "evidencia": each.archivo or None,
        "antes": _value(each.antes),
        "despues": _value(each.despues),
        "tipo": each.tipo.value,
        "motivo": each.motivo,
        "hoja": each.hoja,
        "celda": each.lugar,
    }


def _value(value: Valor) -> object:
    if isinstance(value, Dictamen):
        return {"estado": value.estado.value, "motivo": value.motivo}
    return cantidad_number(value) if isinstance(value, int) else value
