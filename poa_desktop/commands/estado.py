"""estado: where every POA of a file stands in its periods, and what each still lacks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from poa_desktop.commands.outcome import Clock, Outcome, open_to_read
from poa_desktop.data.store import Store
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import fecha_corta
from poa_desktop.poa.periodos import (
    Periodo,
    Temporalidad,
    parse_periodo,
    periodo_anual,
    periodos_de,
)
from poa_desktop.poa.records import Poa
from poa_desktop.poa.requisitos import Requisito, requisitos
from poa_desktop.poa.requisitos_resumen import agrupar, cuenta
from poa_desktop.poa.sello import Sello, cierres_en
from poa_desktop.poa.text import fold
from poa_desktop.poa.tramites import EstadoPeriodo, Paso, Tramite, estado_de, ultimo_paso

Data = dict[str, object]


def estado(
    path: Path,
    clock: Clock,
    *,
    periodo: str | None = None,
    dependencia: str | None = None,
    ejercicio: int | None = None,
) -> Outcome:
    """The quarters, the year and whatever period has a step; *periodo* asks for one alone."""
    asked = parse_periodo(periodo) if periodo else None
    year = asked.ejercicio if asked else ejercicio
    with open_to_read(path, clock) as store:
        chosen = [
            each
            for each in store.headers()
            if (dependencia is None or fold(each.dependencia) == fold(dependencia))
            and (year is None or each.ejercicio == year)
        ]
        if not chosen:
            raise PoaError(
                f"Ningún POA de «{path.name}» coincide: use «ver» para saber cuáles hay."
            )
        found = [_of_poa(store, each.id, clock().date(), asked) for each in chosen]
    rows = [row for told, _ in found for row in told]
    return Outcome("\n".join(rows), {"poas": [data for _, data in found]})


def _of_poa(store: Store, poa_id: int, hoy: date, asked: Periodo | None) -> tuple[list[str], Data]:
    poa = store.poa(poa_id)
    steps, sellos = store.tramites(poa_id), store.sellos(poa_id)
    rows, periods = [poa.titulo], []
    for periodo in [asked] if asked else _periods(poa, steps):
        where = estado_de(steps, periodo)
        paso, lacking = _lacking(store, poa, periodo, hoy, where, steps)
        last = ultimo_paso(steps, periodo)
        folio = _folio(sellos, periodo) if where is EstadoPeriodo.CERRADO else None
        rows.append(f"  {periodo}  {_told(where, last, folio, lacking)}")
        rows += _listed(lacking) if asked else ()
        periods.append(
            {
                "periodo": str(periodo),
                "estado": where.value,
                "desde": last.cuando.isoformat(timespec="seconds") if last else None,
                "nombre": last.nombre if last else None,
                "cargo": last.cargo if last else None,
                "nota": last.nota if last else None,
                "folio": folio,
                "le_toca": where.le_toca or None,
                "siguiente": paso.value if paso else None,
                "falta": [_as_data(each) for each in lacking],
            }
        )
    return rows, {
        "dependencia": poa.dependencia.nombre,
        "ejercicio": poa.ejercicio,
        "estado": poa.estado.value,
        "periodos": periods,
    }


def _periods(poa: Poa, steps: tuple[Tramite, ...]) -> list[Periodo]:
    usual = (*periodos_de(Temporalidad.TRIMESTRAL, poa.ejercicio), periodo_anual(poa.ejercicio))
    others = {each.periodo for each in steps if each.periodo is not None} - {*usual}
    return [*usual, *sorted(others, key=lambda each: (each.meses[-1], str(each)))]


def _lacking(
    store: Store,
    poa: Poa,
    periodo: Periodo,
    hoy: date,
    where: EstadoPeriodo,
    steps: tuple[Tramite, ...],
) -> tuple[Paso | None, tuple[Requisito, ...]]:
    """The step that is due and what it lacks; of a closed period none."""
    if where is EstadoPeriodo.CERRADO:
        return None, ()
    paso = Paso.CIERRE if where is EstadoPeriodo.ENVIADO else Paso.ENVIO
    observed = store.observaciones(poa.id)
    return paso, requisitos(poa, periodo, hoy, paso, observaciones=observed, tramites=steps)


def _folio(sellos: tuple[Sello, ...], periodo: Periodo) -> str | None:
    closed = cierres_en(sellos, periodo)
    return closed[-1].folio if closed else None


def _told(
    where: EstadoPeriodo, last: Tramite | None, folio: str | None, lacking: tuple[Requisito, ...]
) -> str:
    since = f" el {fecha_corta(last.cuando.date())} por {last.nombre}" if last else ""
    if where is EstadoPeriodo.CERRADO:
        return f"{where.etiqueta}{since}, folio {folio}"
    return f"{where.etiqueta}{since}; le toca a {where.le_toca}: {cuenta(lacking)}"


def _listed(lacking: tuple[Requisito, ...]) -> Iterator[str]:
    """Everything that blocks, and of what should only be known a sentence a kind."""
    for group in agrupar(lacking):
        if group.bloquea:
            yield from (f"    {each.mensaje} {each.que_hacer}" for each in group.requisitos)
        else:
            yield f"    [aviso] {group.resumen} {group.requisitos[0].que_hacer}"


def _as_data(each: Requisito) -> Data:
    return {
        "tipo": each.tipo.value,
        "bloquea": each.bloquea,
        "clave": each.clave or None,
        "mes": each.donde.mes,
        "mensaje": each.mensaje,
        "que_hacer": each.que_hacer,
    }
