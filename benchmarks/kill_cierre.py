"""The part of the kill campaign that closes, reopens and authorises: is a period open or closed,
never between, and does every seal hold?

The child does sealed acts and acknowledges each with its folio; the parent looks at what is left.
"""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from poa_desktop.data import bloques, cierres, declaradas, evidencias, gastos, lineas, poas, sellos
from poa_desktop.data.llave import key_path, own_key, own_public
from poa_desktop.data.lock import Person
from poa_desktop.data.store import Store, open_store
from poa_desktop.poa.congelado import Congelado
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import Periodo, parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import EstadoPoa, Poa
from poa_desktop.poa.sello import PRIMER_SELLO
from poa_desktop.poa.tramites import EstadoPeriodo, Paso, estado_de, meses_cerrados

NOW = datetime(2024, 12, 31, 18, 0)
PERSON = Person("lramos", "PC-1", "Lucía Ramos", "Enlace")
PERIODOS = tuple(parse_periodo(f"2024-{each}") for each in ("T1", "T2", "T3"))
MOST_SEALS = 120
"""With more a file is begun anew: every act reads the seals before it."""


def write_origin(db: Database) -> None:
    """A plan that is wholly reported, with proofs and gastos."""
    poa = poas.create(db, "Obras Públicas", 2024)
    for number in range(1, 6):
        block = bloques.add(db, TipoLugar.ACTIVIDAD, poa, f"Actividad {number}")
        for part in range(1, 5):
            linea = lineas.add(
                db, TipoLugar.ACTIVIDAD, block, f"Parte {part}", programado=[100] * 12
            )
            for mes in range(1, 13):
                lineas.edit_avance(db, linea, mes, realizado=100, comentario=f"Hecho en {mes}")
            evidencias.attach(db, linea, part, "foto.png", bytes([number, part]) * 4_000)
        gastos.add(db, block, date(2024, number, 3), Decimal(100))


def child_cierre(path: Path, say: Callable[[object], None], ready: str) -> None:
    """Close and reopen without end; say the folio of each act, and the number of each edit."""
    with open_store(path, lambda: NOW, PERSON) as store:
        store.run("Calentar", lambda db: db.execute("SELECT 1"))
        poa, number = store.headers()[0].id, len(store.sellos())
        say(ready)
        llave = own_key()  # made now, where there is none: a kill may come in between
        while True:
            number += 1
            work = _act(store, poa, number)
            made, _ = store.run_sealed(
                f"Acto {number}", lambda db, work=work: work(db, NOW, PERSON, llave)
            )
            say(made.folio)
            store.run(f"Edición {number}", lambda db, n=number: _edit(db, poa, n))


def _act(store: Store, poa: int, number: int) -> Callable[..., Any]:
    """The next act: the plan is authorised once, then the periods are closed and reopened."""
    if number > 4 and store.poa(poa).estado is EstadoPoa.BORRADOR:
        return lambda db, *by: cierres.autorizar(db, poa, *by)
    periodo = PERIODOS[number % len(PERIODOS)]
    if estado_de(store.tramites(poa), periodo) is EstadoPeriodo.CERRADO:
        return lambda db, *by: cierres.reabrir(db, poa, periodo, f"Corrección {number}", *by)
    return lambda db, *by: cierres.cerrar(db, poa, periodo, *by)


def _edit(db: Database, poa: int, number: int) -> None:
    """An edit of a month that is never closed, and of the plan within an adecuación."""
    (linea,) = db.execute("SELECT min(id) FROM lineas").fetchone()
    lineas.edit_avance(db, linea, 12, realizado=number * 100)
    (estado,) = db.execute("SELECT estado FROM poas WHERE id = ?", (poa,)).fetchone()
    if estado == EstadoPoa.AUTORIZADO:
        declaradas.iniciar(db, poa, f"Ajuste {number}", NOW, PERSON)
        lineas.set_programado(db, linea, 12, number * 100)
        declaradas.concluir(db, poa, NOW)


def forget_key() -> None:
    """As on another computer: the next act makes the key."""
    key_path().unlink(missing_ok=True)


# -- what is left ------------------------------------------------------------------------------


def faults_in(store: Store, acknowledged: list[str]) -> list[str]:
    """What does not agree in a file, where acts of these folios were acknowledged, in order."""
    poa = store.poa(store.headers()[0].id)
    found = store.sellos()
    folios = [each.folio for each in found]
    faults = []
    if folios[: len(acknowledged)] != acknowledged:
        faults.append("an acknowledged act is not there")
    if len(folios) > len(acknowledged) + 1:
        faults.append(f"{len(folios) - len(acknowledged)} acts more than acknowledged")
    before = PRIMER_SELLO
    for each in found:
        if each.anterior != before or not sellos.is_valid(each):
            faults.append(f"the seal {each.folio} does not hold")
        before = each.digest
    return faults + _trail_faults(store) + _state_faults(store, poa) + _frozen_faults(store, poa)


def _trail_faults(store: Store) -> list[str]:
    """Whether each seal names the audit trail as it was before it."""
    sql = "SELECT sello FROM bitacora WHERE numero = ?"
    faults = []
    for each in store.sellos():
        row = store.connection.execute(sql, (each.bitacora_numero,)).fetchone()
        if each.bitacora_numero and (row is None or row[0] != each.bitacora_sello):
            faults.append(f"the seal {each.folio} names another trail")
    public = own_public()  # raises when a half written key is left
    if found := store.sellos():
        if public not in {each.llave for each in found[-1:]} and public is not None:
            faults.append("the last act was sealed with another key")
        if public is None:
            faults.append("there are seals and no key")
    return faults


def _state_faults(store: Store, poa: Poa) -> list[str]:
    steps = store.tramites(poa.id)
    sealed = (Paso.CIERRE, Paso.REAPERTURA, Paso.AUTORIZACION)
    faults = []
    if sum(each.paso in sealed for each in steps) != len(store.sellos()):
        faults.append("steps and seals are not as many")
    if poa.meses_cerrados != meses_cerrados(steps):
        faults.append(f"locked are {sorted(poa.meses_cerrados)}, not what the steps close")
    authorised = any(each.paso is Paso.AUTORIZACION for each in steps)
    if (poa.estado is EstadoPoa.AUTORIZADO) != authorised:
        faults.append("the plan is authorised without its step, or the other way round")
    for periodo in PERIODOS:
        if _is_open(store, poa, periodo) != (
            estado_de(steps, periodo) is not EstadoPeriodo.CERRADO
        ):
            faults.append(f"{periodo} is neither open nor closed")
    return faults


def _is_open(store: Store, poa: Poa, periodo: Periodo) -> bool:
    """Whether the file takes a capture in a period; what is tried is taken back."""
    linea, mes = poa.lineas[1].id, periodo.meses[0]

    def work(db: Database) -> None:
        lineas.edit_avance(db, linea, mes, comentario="Se intenta")
        raise _Refrain

    try:
        store.run("Intentar", work)
    except _Refrain:
        return True
    except PoaError:
        return False
    return True


class _Refrain(Exception):
    """Takes back what was only tried."""


def _frozen_faults(store: Store, poa: Poa) -> list[str]:
    """Whether what is closed now is what was frozen."""
    faults = []
    in_force = {each.folio for each in poa.cierres}
    for each in store.sellos():
        if each.paso is Paso.REAPERTURA:
            continue
        content = store.congelado(each)
        if not content.cuadra:
            faults.append(f"the figures of {each.folio} are others")
        if each.folio in in_force and _months(content) != _months(content, poa):
            faults.append(f"what {each.folio} froze is not what is there")
    return faults


def _months(content: Congelado, poa: Poa | None = None) -> list[object]:
    assert content.periodo is not None
    return [
        (linea.id, mes, linea.programado[mes - 1], linea.avances[mes - 1])
        for linea in (poa or content.poa).lineas
        for mes in content.periodo.meses
    ]
