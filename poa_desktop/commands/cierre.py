"""The workflow of a period from the command line: its steps and where it stands."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.commands.outcome import (
    Clock,
    Outcome,
    choose_poa,
    copied_before,
    open_to_write,
)
from poa_desktop.commands.sealing import about_sello
from poa_desktop.data import cierres, envios
from poa_desktop.data.llave import own_key
from poa_desktop.data.store import Store
from poa_desktop.poa.periodos import Periodo, parse_periodo
from poa_desktop.poa.records import Poa
from poa_desktop.poa.requisitos import requisitos
from poa_desktop.poa.requisitos_resumen import agrupar
from poa_desktop.poa.tramites import Paso, Tramite

if TYPE_CHECKING:
    from poa_desktop.poa.sello import Sello


def cerrar(
    path: Path,
    clock: Clock,
    codigo: str,
    *,
    en_cero: bool = False,
    justificacion: str = "",
    nota: str = "",
    dependencia: str | None = None,
) -> Outcome:
    """Close a period. Raises PoaError when something blocks it; what only asks to be known is
    told as a notice."""
    periodo = parse_periodo(codigo)
    with open_to_write(path, clock) as store:
        poa = choose_poa(store, dependencia, periodo.ejercicio)
        llave = own_key()
        now = clock()
        with copied_before(store, clock):
            sello, _ = store.run_sealed(
                f"Cerrar {periodo}",
                lambda db: cierres.cerrar(
                    db, poa.id, periodo, now, store.person, llave,
                    en_cero=en_cero, justificaciones=_for_all(poa, justificacion), nota=nota,
                ),
            )  # fmt: skip
        notices = _notices(store, poa.id, periodo, now, Paso.CIERRE)
    text = f"{periodo.en_palabras} quedó cerrado. Folio {sello.folio}, sello {sello.corta}."
    return Outcome(text, _data(sello), notices)


def reabrir(
    path: Path, clock: Clock, codigo: str, motivo: str, *, dependencia: str | None = None
) -> Outcome:
    """Reopen a closed period, with a reason."""
    periodo = parse_periodo(codigo)
    with open_to_write(path, clock) as store:
        poa = choose_poa(store, dependencia, periodo.ejercicio)
        llave = own_key()
        now = clock()
        with copied_before(store, clock):
            sello, _ = store.run_sealed(
                f"Reabrir {periodo}",
                lambda db: cierres.reabrir(db, poa.id, periodo, motivo, now, store.person, llave),
            )
    text = f"{periodo.en_palabras} quedó reabierto. Folio {sello.folio}, sello {sello.corta}."
    return Outcome(text, _data(sello))


def enviar(
    path: Path,
    clock: Clock,
    codigo: str,
    *,
    en_cero: bool = False,
    justificacion: str = "",
    nota: str = "",
    dependencia: str | None = None,
) -> Outcome:
    """Send a period to Planeación. Raises PoaError when something blocks it."""
    periodo = parse_periodo(codigo)
    with open_to_write(path, clock) as store:
        poa = choose_poa(store, dependencia, periodo.ejercicio)
        now = clock()
        store.run(
            f"Enviar {periodo} a Planeación",
            lambda db: envios.enviar(
                db, poa.id, periodo, now, store.person,
                en_cero=en_cero, justificaciones=_for_all(poa, justificacion), nota=nota,
            ),
        )  # fmt: skip
        step = store.tramites(poa.id)[-1]
        notices = _notices(store, poa.id, periodo, now, Paso.ENVIO)
    text = f"{periodo.en_palabras} quedó enviado a Planeación."
    return Outcome(text, _of_step(step), notices)


def retirar(
    path: Path, clock: Clock, codigo: str, *, nota: str = "", dependencia: str | None = None
) -> Outcome:
    """Withdraw what was sent."""
    return _step(path, clock, codigo, Paso.RETIRO, nota, dependencia)


def devolver(
    path: Path, clock: Clock, codigo: str, *, nota: str = "", dependencia: str | None = None
) -> Outcome:
    """Send a period back to the dependencia."""
    return _step(path, clock, codigo, Paso.DEVOLUCION, nota, dependencia)


def _step(
    path: Path, clock: Clock, codigo: str, paso: Paso, nota: str, dependencia: str | None
) -> Outcome:
    work, done = {
        Paso.RETIRO: (envios.retirar, "retirado"),
        Paso.DEVOLUCION: (envios.devolver, "devuelto a la dependencia"),
    }[paso]
    periodo = parse_periodo(codigo)
    with open_to_write(path, clock) as store:
        poa = choose_poa(store, dependencia, periodo.ejercicio)
        store.run(
            f"{paso.etiqueta}: {periodo}",
            lambda db: work(db, poa.id, periodo, clock(), store.person, nota),
        )
        step = store.tramites(poa.id)[-1]
    return Outcome(f"{periodo.en_palabras} quedó {done}.", _of_step(step))


def _for_all(poa: Poa, justificacion: str) -> dict[int, str]:
    """One reason for every línea; it is written only where one is lacking."""
    return {each.id: justificacion for each in poa.lineas} if justificacion.strip() else {}


def _notices(
    store: Store, poa_id: int, periodo: Periodo, now: datetime, paso: Paso
) -> tuple[str, ...]:
    """What does not block and should be known, one sentence a kind."""
    found = requisitos(
        store.poa(poa_id), periodo, now.date(), paso, tramites=store.tramites(poa_id)
    )
    return tuple(
        f"{group.resumen} {group.requisitos[0].que_hacer}"
        for group in agrupar(found)
        if not group.bloquea
    )


def _of_step(step: Tramite) -> dict[str, object]:
    return {
        "periodo": str(step.periodo),
        "paso": step.paso.value,
        "cuando": step.cuando.isoformat(timespec="seconds"),
        "nombre": step.nombre,
        "cargo": step.cargo,
        "nota": step.nota,
    }


def _data(sello: Sello) -> dict[str, object]:
    return {
        "periodo": sello.periodo,
        "paso": sello.paso.value,
        "version": sello.version,
        **about_sello(sello),
    }
