"""autorizar and adecuacion: the plan as a whole, from the command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.commands.outcome import (
    Clock,
    Outcome,
    choose_poa,
    copied_before,
    open_to_read,
    open_to_write,
)
from poa_desktop.commands.sealing import about_sello
from poa_desktop.data import cierres, declaradas
from poa_desktop.data.llave import own_key
from poa_desktop.data.store import Store
from poa_desktop.poa.autorizacion import del_plan
from poa_desktop.poa.checks import revisar
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import cantidad_number, parse_fecha
from poa_desktop.poa.problems import count_text

if TYPE_CHECKING:
    from poa_desktop.poa.adecuaciones import Adecuacion, CambioPlan
    from poa_desktop.poa.records import Poa


def autorizar(
    path: Path,
    clock: Clock,
    *,
    nota: str = "",
    dependencia: str | None = None,
    ejercicio: int | None = None,
) -> Outcome:
    """Authorise a plan; what the checks find in it is counted as a notice."""
    with open_to_write(path, clock) as store:
        poa = choose_poa(store, dependencia, ejercicio)
        llave = own_key()
        with copied_before(store, clock):
            sello, _ = store.run_sealed(
                "Autorizar el POA",
                lambda db: cierres.autorizar(db, poa.id, clock(), store.person, llave, nota),
            )
        found = del_plan(revisar(poa, clock().date()))
    notices = (f"La revisión del plan tiene {count_text(found)}.",) if found else ()
    text = f"El POA quedó autorizado. Folio {sello.folio}, sello {sello.corta}."
    data = {
        "dependencia": poa.dependencia.nombre,
        "ejercicio": poa.ejercicio,
        "estado": "autorizado",
        **about_sello(sello),
        "nota": sello.nota,
    }
    return Outcome(text, data, notices)


@dataclass(frozen=True, slots=True)
class Paso:
    """What is done to an adecuación: begun (with its reason), concluded or discarded."""

    iniciar: bool = False
    concluir: bool = False
    descartar: bool = False
    justificacion: str = ""
    oficio: str = ""
    fecha: str = ""


def adecuacion(
    path: Path,
    clock: Clock,
    paso: Paso,
    *,
    dependencia: str | None = None,
    ejercicio: int | None = None,
) -> Outcome:
    """Begin, conclude or discard an adecuación; without a step, list those of the POA."""
    if not paso.iniciar and (paso.justificacion or paso.oficio or paso.fecha):
        raise PoaError("La justificación, el oficio y la fecha se dan con --iniciar.")
    day = parse_fecha(paso.fecha) if paso.fecha else None
    if not (paso.iniciar or paso.concluir or paso.descartar):
        with open_to_read(path, clock) as store:
            return _listed(store, choose_poa(store, dependencia, ejercicio))
    with open_to_write(path, clock) as store:
        poa = choose_poa(store, dependencia, ejercicio)
        if paso.iniciar:
            store.run(
                "Iniciar adecuación",
                lambda db: declaradas.iniciar(
                    db,
                    poa.id,
                    paso.justificacion,
                    clock(),
                    store.person,
                    oficio=paso.oficio,
                    fecha=day,
                ),
            )
            return _outcome(store, poa, "{} quedó abierta.")
        if paso.concluir:
            store.run("Concluir adecuación", lambda db: declaradas.concluir(db, poa.id, clock()))
            return _outcome(store, poa, "{} quedó concluida: {}.")
        store.run("Descartar adecuación", lambda db: declaradas.descartar(db, poa.id))
        told = "La adecuación se descartó: el plan no había cambiado."
        return Outcome(told, _data(store, poa))


def _outcome(store: Store, poa: Poa, words: str) -> Outcome:
    last = _declared(store, poa)[-1]
    assert last.declarada is not None
    return Outcome(words.format(last.declarada.titulo, _count(last)), _data(store, poa))


def _listed(store: Store, poa: Poa) -> Outcome:
    told = [
        f"{each.declarada.titulo}, {'abierta' if each.declarada.abierta else 'concluida'}: "
        f"{_count(each)}. {each.declarada.justificacion}"
        for each in _declared(store, poa)
        if each.declarada is not None
    ]
    return Outcome("\n".join(told) or "El POA no tiene adecuaciones.", _data(store, poa))


def _count(each: Adecuacion) -> str:
    return "1 cambio" if len(each.cambios) == 1 else f"{len(each.cambios):,} cambios"


def _declared(store: Store, poa: Poa) -> list[Adecuacion]:
    return [each for each in store.adecuaciones(poa.id) if each.declarada is not None]


def _data(store: Store, poa: Poa) -> dict[str, object]:
    return {
        "dependencia": poa.dependencia.nombre,
        "ejercicio": poa.ejercicio,
        "estado": store.poa(poa.id).estado.value,
        "adecuaciones": [_adecuacion(each) for each in _declared(store, poa)],
    }


def _adecuacion(each: Adecuacion) -> dict[str, object]:
    declarada = each.declarada
    assert declarada is not None
    ended = declarada.concluida
    return {
        "numero": declarada.numero,
        "justificacion": declarada.justificacion,
        "oficio": declarada.oficio,
        "fecha": None if declarada.fecha is None else declarada.fecha.isoformat(),
        "nombre": declarada.nombre,
        "cargo": declarada.cargo,
        "iniciada": declarada.iniciada.isoformat(timespec="seconds"),
        "concluida": None if ended is None else ended.isoformat(timespec="seconds"),
        "cambios": [_cambio(cambio) for cambio in each.cambios],
    }


def _cambio(each: CambioPlan) -> dict[str, object]:
    made: dict[str, object] = {"clave": each.clave, "nombre": each.nombre, "campo": each.campo}
    if each.meses:
        meses = [
            {
                "mes": mes.mes,
                "antes": cantidad_number(mes.antes),
                "despues": cantidad_number(mes.despues),
            }
            for mes in each.meses
        ]
        return {**made, "meses": meses}
    return {**made, "antes": each.antes, "despues": each.despues}
