"""avance: captures the progress of a línea in a month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.commands.outcome import Clock, Outcome, choose_poa, open_to_write
from poa_desktop.data import evidencias, lineas
from poa_desktop.data.rows import Value
from poa_desktop.files import read_bytes
from poa_desktop.poa.candados import motivo_cerrado
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import cantidad_number, format_cantidad, parse_cantidad
from poa_desktop.poa.periodos import MESES, parse_periodo
from poa_desktop.poa.records import LineaAccion, Poa
from poa_desktop.poa.text import clean_text

if TYPE_CHECKING:
    from sqlite_utils import Database

_CLAVE = re.compile(r"([AP])(\d{1,6})\.(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Captura:
    """What is captured. None leaves a field as it is; *realizado* "" clears it."""

    linea: str
    mes: str
    realizado: str | None = None
    comentario: str | None = None
    justificacion: str | None = None
    evidencia: Path | None = None


def find_linea(poa: Poa, clave: str) -> LineaAccion:
    """The línea of a key such as A3.1 or P1.16. Raises PoaError when there is none."""
    match = _CLAVE.fullmatch(clave.strip().upper())
    if not match:
        raise PoaError(
            f"«{clave}» no es una línea: escriba A (actividad) o P (programa), su número, un "
            "punto y el número de la línea, por ejemplo A3.1."
        )
    bloques = poa.actividades if match[1] == "A" else poa.programas
    bloque = next((each for each in bloques if each.numero == int(match[2])), None)
    if bloque is None or not 1 <= int(match[3]) <= len(bloque.lineas):
        raise PoaError(f"El POA no tiene la línea {match[0]}: revise la clave con «ver».")
    return bloque.lineas[int(match[3]) - 1]


def parse_mes(text: str, ejercicio: int) -> int:
    """The month (1–12) of "2024-03". Raises PoaError when it is not of the ejercicio."""
    match = re.fullmatch(r"(\d{4})-(\d{2})", text.strip())
    if not match:
        raise PoaError(f"«{text}» no es un mes: escriba, por ejemplo, {ejercicio}-03.")
    periodo = parse_periodo(f"{match[1]}-M{match[2]}")
    if periodo.ejercicio != ejercicio:
        raise PoaError(f"El POA es del ejercicio {ejercicio}: escriba un mes de ese año.")
    return periodo.numero


def _year_of(mes: str) -> int | None:
    year = mes.strip()[:4]
    return int(year) if year.isdecimal() else None


def avance(
    path: Path,
    clock: Clock,
    captura: Captura,
    *,
    dependencia: str | None = None,
    ejercicio: int | None = None,
) -> Outcome:
    """Capture one month of one línea, as one operation."""
    given = (captura.realizado, captura.comentario, captura.justificacion, captura.evidencia)
    if all(each is None for each in given):
        raise PoaError("No hay nada que capturar: indique --realizado, --comentario o --evidencia.")
    fields, notices = _fields(captura)
    content = read_bytes(captura.evidencia, evidencias.MAX_BYTES) if captura.evidencia else None
    with open_to_write(path, clock) as store:
        poa = choose_poa(store, dependencia, ejercicio, _year_of(captura.mes))
        linea = find_linea(poa, captura.linea)
        mes = parse_mes(captura.mes, poa.ejercicio)
        if reason := motivo_cerrado(poa, mes):
            raise PoaError(f"No se capturó nada. {reason}")

        def work(db: Database) -> None:
            if fields:
                lineas.edit_avance(db, linea.id, mes, **fields)
            if captura.evidencia is not None and content is not None:
                evidencias.attach(db, linea.id, mes, captura.evidencia.name, content)

        store.run(f"Capturar avance de {captura.linea.upper()}, {MESES[mes - 1]}", work)
        saved = find_linea(store.poa(poa.id), captura.linea).avances[mes - 1]
    shown = "sin capturar" if saved.realizado is None else format_cantidad(saved.realizado)
    text = f"{captura.linea.upper()}, {MESES[mes - 1]} de {poa.ejercicio}: realizado {shown}."
    data = {
        "linea": captura.linea.upper(),
        "mes": f"{poa.ejercicio}-{mes:02d}",
        "realizado": None if saved.realizado is None else cantidad_number(saved.realizado),
        "comentario": saved.comentario,
        "justificacion": saved.justificacion,
        "evidencias": [each.nombre for each in saved.evidencias],
    }
    return Outcome(text, data, notices)


def _fields(captura: Captura) -> tuple[dict[str, Value], tuple[str, ...]]:
    fields: dict[str, Value] = {}
    notices: list[str] = []
    if captura.realizado is not None:
        empty = not captura.realizado.strip()
        fields["realizado"] = None if empty else parse_cantidad(captura.realizado)
    for name in ("comentario", "justificacion"):
        text = getattr(captura, name)
        if text is not None:
            clean = clean_text(text)
            fields[name] = clean.text
            notices += clean.notices
    return fields, tuple(notices)
