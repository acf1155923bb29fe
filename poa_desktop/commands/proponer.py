"""The command proponer: what the texts of a POA say of its schedule; it changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from poa_desktop.commands.outcome import Clock, Outcome, choose_poa, open_to_read
from poa_desktop.poa.formats import cantidad_number
from poa_desktop.poa.propuestas import Propuesta, meses_programados, propuestas_de


def proponer(
    path: Path, clock: Clock, *, dependencia: str | None = None, ejercicio: int | None = None
) -> Outcome:
    """Present schedule, that of the temporalidad and that of the text, for each línea."""
    with open_to_read(path, clock) as store:
        poa = choose_poa(store, dependencia, ejercicio)
    found = [each for group in propuestas_de(poa) for each in group.propuestas]
    said = [each for each in found if each.lectura is not None]
    rows = [f"{poa.titulo}: el texto de {len(said)} de {len(found)} líneas dice cada cuándo"]
    rows += [_row(each) for each in said]
    data = {"poa": poa.titulo, "lineas": [_data(each) for each in found]}
    return Outcome("\n".join(rows), data)


def _row(each: Propuesta) -> str:
    read = each.lectura
    assert read is not None
    why = f"{read.porque} {read.duda}".rstrip()
    return (
        f"  {each.clave}: {meses_programados(each.texto)} (por temporalidad: "
        f"{meses_programados(each.temporalidad)}; ahora: {meses_programados(each.actual)}). {why}"
    )


def _data(each: Propuesta) -> dict[str, Any]:
    read = each.lectura
    texto = None
    if read is not None:
        texto = {
            "fragmento": each.linea.texto[read.inicio : read.fin],
            "inicio": read.inicio,
            "fin": read.fin,
            "programado": _numbers(read.programado),
            "porque": read.porque,
            "duda": read.duda or None,
        }
    return {
        "linea": each.clave,
        "programado": _numbers(each.actual),
        "por_temporalidad": _numbers(each.temporalidad),
        "por_texto": texto,
        "difieren": each.difieren,
        "recomendada": each.recomendada.value,
    }


def _numbers(programado: tuple[int, ...]) -> list[int | float]:
    return [cantidad_number(each) for each in programado]
