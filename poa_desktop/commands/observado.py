"""observar, responder, atender and observaciones: what Planeación asks and is answered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poa_desktop.commands.avance import find_linea
from poa_desktop.commands.outcome import (
    Clock,
    Outcome,
    choose_poa,
    open_to_read,
    open_to_write,
)
from poa_desktop.data import observado
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.observado import (
    EstadoObservacion,
    ObservacionLinea,
    claves_observadas,
    del_periodo,
)
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.text import clean_text

if TYPE_CHECKING:
    from poa_desktop.data.store import Store
    from poa_desktop.poa.records import LineaAccion, Poa


def observar(
    path: Path,
    clock: Clock,
    codigo: str,
    texto: str,
    *,
    linea: str | None = None,
    dependencia: str | None = None,
) -> Outcome:
    """Ask about a línea, or about the POA, in a period."""
    periodo = parse_periodo(codigo)
    clean = clean_text(texto)
    with open_to_write(path, clock) as store:
        poa = choose_poa(store, dependencia, periodo.ejercicio)
        found = None if linea is None else find_linea(poa, linea).id
        key, _ = store.run(
            f"Observar {linea.strip().upper() if linea else 'el POA'}, {periodo}",
            lambda db: observado.observar(
                db, poa.id, periodo, found, clean.text, clock(), store.person
            ),
        )
        return _told(store, poa, key, clean.notices)


def responder(path: Path, clock: Clock, numero: int, texto: str) -> Outcome:
    """Answer an observation, by its number in the file."""
    clean = clean_text(texto)
    with open_to_write(path, clock) as store:
        poa = _poa_of(store, numero)
        store.run(
            f"Responder la observación {numero}",
            lambda db: observado.responder(db, numero, clean.text, clock(), store.person),
        )
        return _told(store, poa, numero, clean.notices)


def atender(path: Path, clock: Clock, numeros: Sequence[int]) -> Outcome:
    """Say that Planeación is satisfied with some observations, all of them or none."""
    with open_to_write(path, clock) as store:
        changed, _ = store.run(
            "Dar por atendidas las observaciones", lambda db: observado.atender(db, numeros)
        )
    noun = "observación quedó atendida" if changed == 1 else "observaciones quedaron atendidas"
    return Outcome(f"{changed} {noun}.", {"atendidas": changed})


def observaciones(
    path: Path,
    clock: Clock,
    codigo: str | None = None,
    *,
    dependencia: str | None = None,
    ejercicio: int | None = None,
) -> Outcome:
    """Every observation of the file, or those of one POA or period."""
    periodo = None if codigo is None else parse_periodo(codigo)
    with open_to_read(path, clock) as store:
        if dependencia is None and ejercicio is None and periodo is None:
            poas = store.archivo().poas
        else:
            hint = None if periodo is None else periodo.ejercicio
            poas = (choose_poa(store, dependencia, ejercicio, hint),)
        found = [(poa, store.observaciones(poa.id)) for poa in poas]
    rows: list[str] = []
    told: list[dict[str, Any]] = []
    for poa, listed in found:
        shown = listed if periodo is None else del_periodo(listed, periodo)
        rows.append(f"{poa.titulo}: {_count(shown)}")
        claves = claves_observadas(poa)
        rows += [_text(each, claves[each.linea_id][0]) for each in shown]
        told += [_data(poa, each, *claves[each.linea_id]) for each in shown]
    return Outcome("\n".join(rows), {"observaciones": told})


def _poa_of(store: Store, numero: int) -> Poa:
    """The POA that has an observation. Raises PoaError when there is none of that number."""
    for header in store.headers():
        if any(each.id == numero for each in store.observaciones(header.id)):
            return store.poa(header.id)
    raise PoaError(f"El archivo no tiene la observación {numero}: véalas con «observaciones».")


def _told(store: Store, poa: Poa, numero: int, notices: tuple[str, ...]) -> Outcome:
    found = next(each for each in store.observaciones(poa.id) if each.id == numero)
    clave, linea = claves_observadas(poa)[found.linea_id]
    return Outcome(_text(found, clave).strip(), _data(poa, found, clave, linea), notices)


def _count(listed: Sequence[ObservacionLinea]) -> str:
    if not listed:
        return "sin observaciones"
    counts = [
        (sum(each.estado is estado for each in listed), estado) for estado in EstadoObservacion
    ]
    return ", ".join(
        f"{count} {estado.value}{'' if count == 1 else 's'}" for count, estado in counts if count
    )


def _text(each: ObservacionLinea, clave: str) -> str:
    asked = " ".join(each.texto.split())
    row = (
        f"  {each.id}. {clave}, {each.periodo} [{each.estado_en_palabras}] {asked} "
        f"({each.quien_observa})"
    )
    if not each.respuesta:
        return row
    return f"{row}\n     Respuesta: {' '.join(each.respuesta.split())} ({each.quien_responde})"


def _data(
    poa: Poa, each: ObservacionLinea, clave: str, linea: LineaAccion | None
) -> dict[str, Any]:
    return {
        "poa": poa.titulo,
        "numero": each.id,
        "periodo": str(each.periodo),
        "linea": None if linea is None else clave,
        "linea_texto": None if linea is None else linea.texto,
        "estado": each.estado.value,
        "texto": each.texto,
        "nombre": each.nombre,
        "cargo": each.cargo,
        "cuando": each.cuando.isoformat(timespec="seconds"),
        "respuesta": each.respuesta or None,
        "respondio": each.respondio or None,
        "respondio_cargo": each.respondio_cargo or None,
        "respondida": each.respondida and each.respondida.isoformat(timespec="seconds"),
    }
