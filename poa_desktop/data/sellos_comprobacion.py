"""Whether each seal of a file holds: signature, chain, trail, frozen content, kept files."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator

from poa_desktop.data import audit, load, sellos, tramites
from poa_desktop.data.testigo import Memoria, digest_of
from poa_desktop.poa.congelado import Congelado, read_congelado
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.sello import PRIMER_SELLO, SELLADOS, SIN_CONTENIDO, Sello, folio_de
from poa_desktop.poa.tramites import Paso, estado_de, meses_cerrados, pasos_posibles
from poa_desktop.poa.verificacion import SelloComprobado


def comprobar(
    conn: sqlite3.Connection,
    memoria: Memoria,
    own: str | None,
    damaged: frozenset[str] = frozenset(),
    *,
    broken: int | None = None,
    read: int | None = None,
) -> tuple[SelloComprobado, ...]:
    """Every seal of the file with what is wrong with it.

    *damaged*: contents whose bytes are not the ones that were kept; *broken*: the first operation
    that does not hold. *read*: of how many seals, the last ones, the frozen content is read (None:
    of all).
    """
    names = dict(
        conn.execute(
            "SELECT poas.id, nombre FROM poas JOIN dependencias ON dependencias.id = dependencia_id"
        ).fetchall()
    )
    found = sellos.listed(conn)
    made = []
    first = 0 if read is None else len(found) - read
    for place, sello in enumerate(found):
        wrong = (
            *_signed(sello),
            *_chained(sello, found[:place]),
            *_of_trail(conn, sello, broken),
            *(_frozen(conn, sello, damaged, names) if place >= first else ()),
        )
        last = not any(_takes_its_place(later, sello) for later in found[place + 1 :])
        trust = memoria.confianza(sello.llave, own)
        name = names.get(sello.poa_id, "")
        made.append(SelloComprobado(sello, name, trust, last, wrong))
    return tuple(made)


def _takes_its_place(later: Sello, sello: Sello) -> bool:
    return (later.poa_id, later.periodo) == (sello.poa_id, sello.periodo)


def _signed(sello: Sello) -> Iterator[str]:
    if not sellos.is_valid(sello):
        yield "la firma no corresponde: algo de lo que se selló cambió"


def _chained(sello: Sello, earlier: tuple[Sello, ...]) -> Iterator[str]:
    before = digest_of(earlier[-1]) if earlier else PRIMER_SELLO
    if sello.anterior != before:
        yield "no se refiere al sello que está antes: falta uno o se cambió"
    same = [each for each in earlier if _takes_its_place(each, sello) and each.paso is sello.paso]
    version = 1 + len(same)
    folio = folio_de(sello.paso, sello.periodo, version, sello.contenido)
    if (sello.version, sello.folio) != (version, folio):
        yield "su folio o su versión no son los que le tocan"
    if earlier and sello.bitacora_numero <= earlier[-1].bitacora_numero:
        yield "no es posterior al sello que está antes"


def _of_trail(conn: sqlite3.Connection, sello: Sello, broken: int | None) -> Iterator[str]:
    if broken is not None and broken <= sello.bitacora_numero:
        yield f"la bitácora que cubre está alterada en la operación {broken} o después"
        return
    row = conn.execute(
        "SELECT sello FROM bitacora WHERE numero = ?", (sello.bitacora_numero,)
    ).fetchone()
    head = audit.FIRST_SEAL if sello.bitacora_numero == 0 else "" if row is None else row[0]
    if head != sello.bitacora_sello:
        yield f"la bitácora hasta la operación {sello.bitacora_numero} no es la que se selló"
    written = conn.execute(
        "SELECT numero FROM bitacora_cambios WHERE tabla = 'sellos' AND fila = ?", (sello.id,)
    ).fetchall()
    if written != [(sello.bitacora_numero + 1,)]:
        yield "la bitácora no registra que se sellara en la operación siguiente"


def _frozen(
    conn: sqlite3.Connection, sello: Sello, damaged: frozenset[str], names: dict[int, str]
) -> Iterator[str]:
    """What is wrong with the frozen content; *names* learns whose it was: a dependencia may be
    called otherwise by now."""
    try:
        written = load.content(conn, sello.contenido)
    except PoaError:
        yield "lo que se congeló falta o ya no es lo que se selló"
        return
    if sello.paso in SIN_CONTENIDO:
        if not _is_reason(written, sello):
            yield "lo que se congeló no es el motivo de este acto"
        return
    try:
        content = read_congelado(written)
    except PoaError as error:
        yield str(error)
        return
    if (content.archivo, content.poa.id, _periodo(content)) != (
        sello.archivo,
        sello.poa_id,
        sello.periodo,
    ):
        yield "lo que se congeló es de otro archivo, POA o periodo"
    else:
        names[sello.poa_id] = content.poa.dependencia.nombre
        if not _adds_up(content):
            yield "las cifras congeladas no son las que dan sus datos"
    yield from _files(conn, sello, content, damaged)


def _adds_up(content: Congelado) -> bool:
    try:
        return content.cuadra
    except (ValueError, TypeError, LookupError, AttributeError, ArithmeticError, AssertionError):
        return False  # values that no POA has: somebody else wrote them


def _periodo(content: Congelado) -> str:
    return str(content.poa.ejercicio if content.periodo is None else content.periodo)


def _is_reason(written: bytes, sello: Sello) -> bool:
    try:
        data = json.loads(written)
        said = data["archivo"], data["poa"], data["periodo"], data["motivo"]
    except (ValueError, KeyError, TypeError):
        return False
    *place, motivo = said
    told = " ".join(str(motivo).split()) == " ".join(sello.nota.split())  # rows may be joined
    return told and place == [sello.archivo, sello.poa_id, sello.periodo]


def _files(
    conn: sqlite3.Connection, sello: Sello, content: Congelado, damaged: frozenset[str]
) -> Iterator[str]:
    """The files the frozen content speaks of: all kept, and whole."""
    kept = {
        sha256
        for (sha256,) in conn.execute(
            "SELECT sha256 FROM sellos_contenidos WHERE sello_id = ?", (sello.id,)
        )
    }
    wanted = _named(content)
    missing = {sha256: name for sha256, name in wanted.items() if sha256 not in kept}
    for name in missing.values():
        yield f"ya no conserva «{name}»"
    there = {sha256 for (sha256,) in conn.execute("SELECT sha256 FROM contenidos")}
    for sha256 in sorted(kept | set(wanted)):
        if sha256 in damaged or sha256 not in there:
            yield f"«{wanted.get(sha256, sha256[:12])}» falta o ya no es el archivo que se selló"


def _named(content: Congelado) -> dict[str, str]:
    """SHA-256 → name of every file that a cierre keeps."""
    found = {content.escudo: "escudo"} if content.escudo else {}
    if content.municipio.membrete is not None:
        found[content.municipio.membrete.sha256] = content.municipio.membrete.nombre
    if content.periodo is None:
        return found
    poa, meses = content.poa, content.periodo.meses
    for linea in poa.lineas:
        for mes in meses:
            found |= {each.sha256: each.nombre for each in linea.avances[mes - 1].evidencias}
    for actividad in poa.actividades:
        for gasto in actividad.gastos:
            if gasto.fecha.year == poa.ejercicio and gasto.fecha.month in meses:
                found |= {each.sha256: each.nombre for each in gasto.comprobantes}
    return found


def tables_agree(conn: sqlite3.Connection) -> list[str]:
    """Whether steps, seals and locks say the same."""
    findings: list[str] = []
    listed = sellos.listed(conn)
    (count,) = conn.execute("SELECT count(*) FROM sellos").fetchone()
    if count != len(listed):
        findings.append(f"Hay {count - len(listed)} sellos sin su trámite o sin su POA.")
    for (poa_id,) in conn.execute("SELECT id FROM poas ORDER BY id").fetchall():
        findings += _steps(conn, poa_id, {each.id for each in listed if each.poa_id == poa_id})
    strays = conn.execute(
        "SELECT count(*) FROM tramites WHERE poa_id NOT IN (SELECT id FROM poas)"
    ).fetchone()[0]
    if strays:
        findings.append(f"Hay {strays} trámites de un POA que no está en el archivo.")
    return findings


def _steps(conn: sqlite3.Connection, poa_id: int, seals: set[int]) -> Iterator[str]:
    steps = tramites.listed(conn, poa_id)
    of_step = dict(conn.execute("SELECT tramite_id, id FROM sellos").fetchall())
    for place, step in enumerate(steps):
        told = f"{step.paso.etiqueta} de {step.periodo or 'el plan'}, {step.cuando:%d/%m/%Y}"
        sealed = of_step.get(step.id) in seals
        if sealed != (step.paso in SELLADOS):
            lacks = "no tiene sello" if not sealed else "no debería tener sello"
            yield f"El trámite «{told}» {lacks}: no lo hizo el programa."
        if step.periodo is not None:
            before = estado_de(steps[:place], step.periodo)
            if step.paso not in pasos_posibles(before):
                yield f"El trámite «{told}» no puede seguir a un periodo {before.value}."
    locked = {
        mes for (mes,) in conn.execute("SELECT mes FROM candados WHERE poa_id = ?", (poa_id,))
    }
    if locked != meses_cerrados(steps):
        yield "Los meses con candado no son los de los periodos cerrados."
    plan = [step.paso for step in steps if step.periodo is None]
    (estado,) = conn.execute("SELECT estado FROM poas WHERE id = ?", (poa_id,)).fetchone()
    if plan and (plan[-1] is Paso.AUTORIZACION) != (estado == "autorizado"):
        yield f"El POA está en «{estado}» y su último trámite es {plan[-1].etiqueta.lower()}."
