"""regla: what each rule of evaluation would give, and the choice of one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from poa_desktop.commands.evaluar import medida_data, medida_text
from poa_desktop.commands.outcome import Clock, Outcome, open_to_read, open_to_write
from poa_desktop.data import poas as poas_data
from poa_desktop.data.store import Store
from poa_desktop.poa.comparacion_reglas import (
    CambioBloque,
    Comparacion,
    ReglaComparada,
    ResultadoRegla,
    cierre_que_congela,
    comparar,
    congelada_en_palabras,
    rechazo_de_regla,
    ventanas_de,
)
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import parse_cantidad
from poa_desktop.poa.limites import porcentaje_de_limite, rechazo_de_limites
from poa_desktop.poa.periodos import Periodo, parse_periodo, periodo_anual
from poa_desktop.poa.records import Poa, Regla, Reglas
from poa_desktop.poa.text import fold

if TYPE_CHECKING:
    from poa_desktop.poa.sello import Sello

LIMITES = ("verde", "amarillo", "justificar_sobre", "justificar_bajo")


@dataclass(frozen=True, slots=True)
class Eleccion:
    """What is asked for, as it was typed; None leaves what is there."""

    regla: str | None = None
    verde: str | None = None
    amarillo: str | None = None
    justificar_sobre: str | None = None
    justificar_bajo: str | None = None

    def on(self, vigentes: Reglas) -> Reglas:
        """The rules of an ejercicio with what is asked for. Raises PoaError for no percentage."""
        asked: dict[str, Any] = {
            each.name: getattr(self, each.name)
            for each in fields(self)
            if getattr(self, each.name) is not None
        }
        for name in LIMITES:
            if name in asked:
                asked[name] = Decimal(parse_cantidad(asked[name].replace("%", ""))) / 100
        if "regla" in asked:
            asked["regla"] = Regla(asked["regla"])
        return replace(vigentes, **asked)


def regla(
    path: Path,
    clock: Clock,
    eleccion: Eleccion | None = None,
    *,
    simular: bool = False,
    periodo: str | None = None,
    acumulado: bool = False,
    dependencia: str | None = None,
    ejercicio: int | None = None,
) -> Outcome:
    """Compare the rules, for every POA of the ejercicio or for one dependencia.

    What *eleccion* asks for becomes the ejercicio's, unless it is only to be tried (*simular*).
    Raises PoaError when it cannot be.
    """
    eleccion = eleccion or Eleccion()
    writing = eleccion != Eleccion() and not simular
    chosen = parse_periodo(periodo) if periodo else None
    with (open_to_write if writing else open_to_read)(path, clock) as store:
        ejercicio = _ejercicio(store, ejercicio or (chosen.ejercicio if chosen else None))
        window = chosen or periodo_anual(ejercicio)
        if window.ejercicio != ejercicio:
            raise PoaError(f"El periodo {window} no es del ejercicio {ejercicio}: elija otro.")
        poas = [each for each in store.archivo().poas if each.ejercicio == ejercicio]
        vigentes = poas[0].reglas
        propuestas = eleccion.on(vigentes)
        frozen = cierre_que_congela(store.sellos(), ejercicio)
        if propuestas != vigentes:
            _check(poas, vigentes, propuestas, frozen if writing else None)
        compared = [
            comparar(
                each,
                ventanas_de(window, acumulado=acumulado),
                clock().date(),
                propuestas=propuestas,
                otros=[other for other in poas if other is not each],
            )
            for each in _wanted(poas, dependencia)
        ]
        if writing and propuestas != vigentes:
            values = {name: getattr(propuestas, name) for name in ("regla", *LIMITES)}
            store.run(
                "Cambiar regla de evaluación",
                lambda db: poas_data.edit_reglas(db, ejercicio, **values),
            )
    said = _said(vigentes, propuestas, writing, len(poas))
    current = propuestas.regla if writing else vigentes.regla
    return Outcome(
        "\n".join(_text(compared, current, frozen, said, window)),
        _data(compared, current, frozen, changed=writing and propuestas != vigentes),
    )


def _ejercicio(store: Store, asked: int | None) -> int:
    years = sorted({each.ejercicio for each in store.headers()})
    if asked is None and len(years) == 1:
        return years[0]
    if asked in years:
        return asked
    listed = ", ".join(map(str, years))
    if not years:
        raise PoaError(f"«{store.path.name}» no contiene ningún POA: importe uno primero.")
    if asked is None:
        raise PoaError(f"El archivo tiene varios ejercicios ({listed}): indique --ejercicio.")
    raise PoaError(f"El archivo no tiene ningún POA de {asked}; tiene de: {listed}.")


def _wanted(poas: list[Poa], dependencia: str | None) -> list[Poa]:
    if dependencia is None:
        return poas
    found = [each for each in poas if fold(each.dependencia.nombre) == fold(dependencia)]
    if not found:
        listed = "; ".join(each.dependencia.nombre for each in poas)
        raise PoaError(f"Ninguna dependencia del ejercicio se llama así; tiene: {listed}.")
    return found


def _check(poas: list[Poa], vigentes: Reglas, propuestas: Reglas, frozen: Sello | None) -> None:
    if frozen is not None:
        raise PoaError(congelada_en_palabras(frozen))
    reason = rechazo_de_limites(propuestas)
    if reason is None and propuestas.regla is not vigentes.regla:
        reason = rechazo_de_regla(poas, propuestas.regla)
    if reason is not None:
        raise PoaError(reason)


# -- as text ---------------------------------------------------------------------------------------


def _said(vigentes: Reglas, propuestas: Reglas, writing: bool, count: int) -> str:
    whose = "del POA" if count == 1 else f"de los {count} POA"
    if propuestas == vigentes:
        return f"Es la {whose} de este ejercicio en el archivo."
    if writing:
        return f"Quedó cambiada: es la {whose} de este ejercicio en el archivo."
    return "Solo se simuló: no se guardó nada."


def _text(
    compared: list[Comparacion], current: Regla, frozen: Sello | None, said: str, window: Periodo
) -> list[str]:
    reglas, ejercicio = compared[0].propuestas, window.ejercicio
    limits = ", ".join(
        f"{words} {porcentaje_de_limite(getattr(reglas, name))}" for name, words in _LIMITES.items()
    )
    rows = [f"Ejercicio {ejercicio}: regla «{reglas.regla.value}», {limits}.", said]
    if frozen is not None:
        rows.append(congelada_en_palabras(frozen))
    for each in compared:
        rows += ["", each.poa.titulo]
        for regla_ in each.reglas:
            rows += _rows_of(regla_, regla_.regla is current, window)
    return rows


_LIMITES = {
    "verde": "verde desde",
    "amarillo": "amarillo desde",
    "justificar_bajo": "se justifica debajo de",
    "justificar_sobre": "y arriba de",
}


def _rows_of(compared: ReglaComparada, current: bool, window: Periodo) -> list[str]:
    mark = "► " if current else "  "
    if compared.resultados[0].medida.rechazo is not None:
        return [f"{mark}{compared.regla.value}: no se puede. {compared.resultados[0].porque}"]
    rows = [f"{mark}{compared.regla.value}"]
    if compared.rechazo is not None:
        rows.append(f"    No se puede elegir. {compared.rechazo}")
    for each in compared.resultados:
        rows.append(f"    {each.ventana.titulo:>6} {medida_text(each.medida)}")
        if each.ventana.periodo == window:
            rows.append(f"           {each.porque}")
            if each.cambios:
                rows.append(
                    f"           Cambian de color: {'; '.join(map(_change, each.cambios))}."
                )
    return rows


def _change(each: CambioBloque) -> str:
    clave = each.bloque.clave if each.bloque else "total"
    return f"{clave}, {each.antes.semaforo.palabra} → {each.despues.semaforo.palabra}"


# -- as data ---------------------------------------------------------------------------------------


def _data(
    compared: list[Comparacion], current: Regla, frozen: Sello | None, *, changed: bool
) -> dict[str, object]:
    reglas = compared[0].propuestas
    return {
        "ejercicio": compared[0].poa.ejercicio,
        "regla": reglas.regla.value,
        "limites": {name: f"{getattr(reglas, name):f}" for name in LIMITES},
        "guardada": changed,
        "congelada": None
        if frozen is None
        else {
            "periodo": frozen.periodo,
            "folio": frozen.folio,
            "cuando": frozen.cuando.isoformat(timespec="seconds"),
        },
        "poas": [
            {
                "dependencia": each.poa.dependencia.nombre,
                "reglas": [_regla_data(regla_, current) for regla_ in each.reglas],
            }
            for each in compared
        ],
    }


def _regla_data(compared: ReglaComparada, current: Regla) -> Mapping[str, object]:
    return {
        "regla": compared.regla.value,
        "vigente": compared.regla is current,
        "rechazo": compared.rechazo,
        "resultados": [_resultado_data(each) for each in compared.resultados],
    }


def _resultado_data(each: ResultadoRegla) -> Mapping[str, object]:
    read: Callable[[CambioBloque], Mapping[str, object]] = lambda change: {  # noqa: E731
        "clave": change.bloque.clave if change.bloque else None,
        "antes": change.antes.semaforo.value,
        "despues": change.despues.semaforo.value,
    }
    return {
        "periodo": str(each.ventana.periodo),
        "acumulado": each.ventana.acumulado,
        **medida_data(each.medida),
        "porque": each.porque,
        "cambian": [read(change) for change in each.cambios],
    }
