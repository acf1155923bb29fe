"""Closing and reopening a period, and authorising a plan: sealed acts, each one operation.

They run inside `Store.run_sealed`, which leaves no way back through undo.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from poa_desktop.data import lineas, load, rows, sellos, tramites
from poa_desktop.data.lock import Person
from poa_desktop.poa.autorizacion import motivo_no_autorizable, motivo_no_revocable
from poa_desktop.poa.congelado import Confirmado, Congelado, write_congelado
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.evaluacion import evaluar
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import EstadoPoa, Poa
from poa_desktop.poa.requisitos import Requisito, TipoRequisito, blocking, requisitos
from poa_desktop.poa.sello import SIN_CONTENIDO, Sello, canonical
from poa_desktop.poa.text import clean_text
from poa_desktop.poa.tramites import Paso

if TYPE_CHECKING:
    from sqlite_utils import Database

    from poa_desktop.data.llave import Llave


def cerrar(
    db: Database,
    poa_id: int,
    periodo: Periodo,
    cuando: datetime,
    person: Person,
    llave: Llave,
    *,
    en_cero: bool = False,
    justificaciones: Mapping[int, str] | None = None,
    nota: str = "",
) -> Sello:
    """Close a period: its content is frozen and sealed, its months take no change any more.

    *en_cero* captures 0 in the due months that nobody captured; *justificaciones* are by línea and
    stand where they are lacking. Raises PoaError when something blocks it, with nothing changed.
    """
    confirmed = uncaptured(db.conn, poa_id, periodo, cuando) if en_cero else ()
    poa = complete(db, poa_id, periodo, cuando, Paso.CIERRE, en_cero, justificaciones or {})
    content = frozen(db.conn, poa, cuando, periodo, confirmed)
    files = _files_of(poa, periodo)
    made = _seal(db, poa, periodo, Paso.CIERRE, cuando, person, llave, nota, content, files)
    _lock_months(db, poa_id)
    return made


def complete(
    db: Database,
    poa_id: int,
    periodo: Periodo,
    cuando: datetime,
    paso: Paso,
    en_cero: bool,
    justificaciones: Mapping[int, str],
) -> Poa:
    """Write what a step says about lacking months and reasons; gives the POA as it then is.

    Raises PoaError with the first thing that still blocks the step.
    """
    poa = load.poa(db.conn, poa_id)
    if en_cero:
        _capture_zeros(db, poa, periodo, cuando)
    if justificaciones:
        for each in blocking(_lacking(db.conn, poa_id, periodo, cuando, paso)):
            reason = justificaciones.get(each.donde.id, "")
            if each.tipo is TipoRequisito.SIN_JUSTIFICAR and reason and each.donde.mes:
                lineas.edit_avance(db, each.donde.id, each.donde.mes, justificacion=reason)
    found = blocking(_lacking(db.conn, poa_id, periodo, cuando, paso))
    if found:
        verb = "cerrar" if paso is Paso.CIERRE else "enviar"
        more = f" (y {len(found) - 1:,} más)" if len(found) > 1 else ""
        raise PoaError(
            f"No se puede {verb} {periodo}: {found[0].mensaje}{more} {found[0].que_hacer}"
        )
    return load.poa(db.conn, poa_id)


def _lacking(
    conn: sqlite3.Connection, poa_id: int, periodo: Periodo, cuando: datetime, paso: Paso
) -> tuple[Requisito, ...]:
    return requisitos(
        load.poa(conn, poa_id),
        periodo,
        cuando.date(),
        paso,
        observaciones=tramites.observaciones(conn, poa_id),
        tramites=tramites.listed(conn, poa_id),
    )


def reabrir(
    db: Database,
    poa_id: int,
    periodo: Periodo,
    motivo: str,
    cuando: datetime,
    person: Person,
    llave: Llave,
) -> Sello:
    """Reopen a closed period: what was frozen stays readable, its months may change again.

    Months that another closed period holds stay closed. Raises PoaError without a reason, or when
    the period is not closed.
    """
    reason = clean_text(motivo).text
    if not reason:
        raise PoaError("Escriba el motivo de la reapertura: queda en la bitácora y en el acta.")
    poa = load.poa(db.conn, poa_id)
    content = _of_reason(db.conn, "poa-desktop/reapertura", poa_id, str(periodo), reason)
    made = _seal(db, poa, periodo, Paso.REAPERTURA, cuando, person, llave, reason, content, ())
    _lock_months(db, poa_id)
    return made


def autorizar(
    db: Database, poa_id: int, cuando: datetime, person: Person, llave: Llave, nota: str = ""
) -> Sello:
    """Authorise a plan: it is frozen and sealed as the baseline; from now on its changes are
    adecuaciones. Raises PoaError when it is authorised already, and for one without líneas."""
    poa = load.poa(db.conn, poa_id)
    refused = motivo_no_autorizable(poa)
    if refused:
        raise PoaError(refused)
    content = frozen(db.conn, poa, cuando, None)
    made = _seal(db, poa, None, Paso.AUTORIZACION, cuando, person, llave, nota, content, ())
    rows.edit(db, "poas", poa_id, estado=EstadoPoa.AUTORIZADO)
    return made


def revocar(
    db: Database, poa_id: int, motivo: str, cuando: datetime, person: Person, llave: Llave
) -> Sello:
    """Make an authorised plan a draft again, while nothing has been closed on it: sealed too, or
    whoever takes it back in the file would need no key to free a sealed plan.

    The authorisation stays readable as it was sealed. Raises PoaError without a reason, for a
    draft, while an adecuación is open, and when a period is or was closed.
    """
    reason = clean_text(motivo).text
    if not reason:
        raise PoaError("Escriba el motivo por el que el POA regresa a borrador.")
    poa = load.poa(db.conn, poa_id)
    refused = motivo_no_revocable(poa, tramites.listed(db.conn, poa_id))
    if refused:
        raise PoaError(refused)
    content = _of_reason(db.conn, "poa-desktop/revocacion", poa_id, str(poa.ejercicio), reason)
    made = _seal(db, poa, None, Paso.REVOCACION, cuando, person, llave, reason, content, ())
    rows.edit(db, "poas", poa_id, estado=EstadoPoa.BORRADOR)
    return made


def _of_reason(
    conn: sqlite3.Connection, formato: str, poa_id: int, periodo: str, motivo: str
) -> bytes:
    """What an act freezes that takes another one back."""
    return canonical(
        {
            "formato": formato,
            "version": 1,
            "archivo": load.clave(conn),
            "poa": poa_id,
            "periodo": periodo,
            "motivo": motivo,
        }
    )


def _seal(
    db: Database,
    poa: Poa,
    periodo: Periodo | None,
    paso: Paso,
    cuando: datetime,
    person: Person,
    llave: Llave,
    nota: str,
    content: bytes,
    files: tuple[str, ...],
) -> Sello:
    key = tramites.add_step(db, poa.id, periodo, paso, cuando, person, nota=nota)
    step = next(each for each in tramites.listed(db.conn, poa.id) if each.id == key)  # as kept
    code = str(poa.ejercicio) if periodo is None else str(periodo)
    made = sellos.seal(db, step, poa.id, code, content, llave)
    kept = [] if paso in SIN_CONTENIDO else _pictures_of(db.conn)
    sellos.keep_files(db, made, [*files, *kept])
    return made


def frozen(
    conn: sqlite3.Connection,
    poa: Poa,
    cuando: datetime,
    periodo: Periodo | None,
    confirmados: tuple[Confirmado, ...] = (),
) -> bytes:
    """The canonical content of a POA in a period (None: its plan) as an act keeps it."""
    observed = tramites.observaciones(conn, poa.id)
    return write_congelado(
        Congelado(
            archivo=load.clave(conn),
            poa=poa,
            municipio=load.municipio(conn),
            hoy=cuando.date(),
            periodo=periodo,
            observaciones=tuple(
                each for each in observed if periodo is not None and each.dentro_de(periodo)
            ),
            escudo=_escudo(conn),
            confirmados=confirmados,
        )
    )


def _escudo(conn: sqlite3.Connection) -> str:
    (sha256,) = conn.execute("SELECT coalesce(escudo, '') FROM municipio").fetchone()
    return str(sha256)


def _pictures_of(conn: sqlite3.Connection) -> list[str]:
    """The files that the frozen municipio refers to."""
    found = conn.execute("SELECT sha256 FROM plantillas WHERE tipo = 'membrete'").fetchall()
    return [sha256 for (sha256,) in found] + list(filter(None, [_escudo(conn)]))


def _files_of(poa: Poa, periodo: Periodo) -> tuple[str, ...]:
    """The evidencias and comprobantes of a period's months."""
    proofs = [
        file.sha256
        for linea in poa.lineas
        for mes in periodo.meses
        for file in linea.avances[mes - 1].evidencias
    ]
    receipts = [
        file.sha256
        for actividad in poa.actividades
        for gasto in actividad.gastos
        if gasto.fecha.year == poa.ejercicio and gasto.fecha.month in periodo.meses
        for file in gasto.comprobantes
    ]
    return (*proofs, *receipts)


def _capture_zeros(db: Database, poa: Poa, periodo: Periodo, cuando: datetime) -> None:
    for block in evaluar(poa, periodo, cuando.date()).bloques:
        for each in block.lineas:
            for mes in each.sin_capturar:
                lineas.edit_avance(db, each.linea.id, mes, realizado=0)


def uncaptured(
    conn: sqlite3.Connection, poa_id: int, periodo: Periodo, cuando: datetime
) -> tuple[Confirmado, ...]:
    """The due months that nobody captured, which a cierre confirms as 0."""
    evaluacion = evaluar(load.poa(conn, poa_id), periodo, cuando.date())
    return tuple(
        Confirmado(each.linea.id, mes) for each in evaluacion.lineas for mes in each.sin_capturar
    )


def _lock_months(db: Database, poa_id: int) -> None:
    """Bring the table that the triggers read to what the steps say."""
    from poa_desktop.poa.tramites import meses_cerrados

    wanted = meses_cerrados(tramites.listed(db.conn, poa_id))
    found = db.execute("SELECT id, mes FROM candados WHERE poa_id = ?", (poa_id,)).fetchall()
    for key, mes in found:
        if mes not in wanted:
            rows.delete(db, "candados", key)
    for mes in sorted(wanted - {mes for _, mes in found}):
        rows.insert(db, "candados", poa_id=poa_id, mes=mes)
