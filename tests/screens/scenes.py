"""The files one must be able to look at, and every page of each: for pictures and for checks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.data import drafts, observado, poas
from poa_desktop.data.lock import Person
from poa_desktop.data.store import Store, create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.poa.calendario import programado_predeterminado
from poa_desktop.poa.periodos import Temporalidad, parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Bloque,
    Cuadrante,
    Dependencia,
    Ficha,
    Foda,
    Gasto,
    Inversion,
    ItemFoda,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
    TipoInversion,
)
from poa_desktop.ui.pages import PAGES
from poa_desktop.ui.place import Place
from tests.screens.autorizados import write_authorised
from tests.screens.cierres import write_closings
from tests.screens.nuevos import write_next_year

if TYPE_CHECKING:
    from sqlite_utils import Database

HOY = datetime(2024, 10, 15, 10, 32)
"""The day on which everything is looked at."""

PERSON = Person("lucia.ramos", "HACIENDA-03")
"""Who made what the scenes show, whoever draws them."""


# -- the example, alone and beside its last year ---------------------------------------------------


def _write_two_years(store: Store) -> None:
    """The example and, of the same dependencia, the POA of the year before."""
    draft = write_example(store)
    before = _a_year_before(draft.poa)
    store.run(
        "Escribir el año anterior",
        lambda db: drafts.write_draft(db, draft.municipio, before, draft.programas_de),
    )


def _a_year_before(poa: Poa) -> Poa:
    """The same plan a year earlier, reported to its end, every fifth act of it missed."""

    def ficha(each: Ficha) -> Ficha:
        return replace(
            each,
            periodo_del=_year_earlier(each.periodo_del),
            periodo_al=_year_earlier(each.periodo_al),
        )

    def linea(number: int, each: LineaAccion) -> LineaAccion:
        done = tuple(
            Avance(0 if (number + mes) % 5 == 0 else amount) if amount else Avance()
            for mes, amount in enumerate(each.programado, 1)
        )
        return replace(each, avances=done)

    def lineas(bloque: Bloque) -> tuple[LineaAccion, ...]:
        return tuple(linea(number, each) for number, each in enumerate(bloque.lineas))

    return replace(
        poa,
        ejercicio=poa.ejercicio - 1,
        fecha=_year_earlier(poa.fecha),
        programas=tuple(
            replace(each, ficha=ficha(each.ficha), lineas=lineas(each)) for each in poa.programas
        ),
        actividades=tuple(
            replace(each, ficha=ficha(each.ficha), lineas=lineas(each), gastos=())
            for each in poa.actividades
        ),
    )


def _year_earlier(day: date | None) -> date | None:
    return None if day is None else day.replace(year=day.year - 1, day=min(day.day, 28))


# -- a POA as it is just after it was made ---------------------------------------------------------


def _write_empty(store: Store) -> None:
    """What «Nuevo POA» leaves: a dependencia, an ejercicio, nothing else."""

    def work(db: Database) -> None:
        poas.create(db, "Obras Públicas", 2024)
        municipio = Municipio(nombre="San Aurelio", gobierno="GOBIERNO MUNICIPAL DE SAN AURELIO")
        drafts.fill_municipio(db, municipio)

    store.run("Crear POA", work)


# -- sixty actividades, twenty líneas each, long words, large amounts ------------------------------

_WORD = "interinstitucionalmentedescentralizados"  # 40 letters with its space
_LONG = (
    "Fortalecimiento de las capacidades institucionales para la armonización contable, el "
    f"saneamiento {_WORD} de las finanzas públicas y la rendición de cuentas ante las "
    "instancias fiscalizadoras"
)
_NAMES = (
    "Bacheo",
    "Mantenimiento preventivo y correctivo del alumbrado público",
    _LONG,
    "Atención a la ciudadanía en delegaciones y agencias municipales",
    f"Programa {_WORD}",
)
_UNIDADES = (
    "Acción", "Metro cuadrado de carpeta asfáltica", "Informe", "Litro", "Persona capacitada",
)  # fmt: skip
_TEMPORALIDADES = (
    Temporalidad.MENSUAL,
    Temporalidad.SEMESTRAL,
    Temporalidad.TRIMESTRAL,
    Temporalidad.BIMESTRAL,
    Temporalidad.ANUAL,
    Temporalidad.CUATRIMESTRAL,
)
_MONTOS = (
    Inversion(
        TipoInversion.MONTO, Decimal("99999999999.99"), "recursos de varios fondos federales"
    ),
    Inversion(TipoInversion.NO_GENERA_GASTO),
    Inversion(TipoInversion.MONTO, Decimal("1234567890.50")),
    Inversion(),
    Inversion(TipoInversion.MONTO, Decimal("50000.00")),
)
_ACTIVIDADES, _LINEAS, _REPORTED = 60, 20, 9


def _write_sixty(store: Store) -> None:
    """Far more than an office has, with names and amounts as long as they may be."""
    poa = _sixty()
    municipio = Municipio(
        nombre="San Aurelio del Valle de los Encinos",
        estado="Jalisco",
        gobierno="GOBIERNO MUNICIPAL DE SAN AURELIO DEL VALLE DE LOS ENCINOS",
        pmd_nombre="Plan Municipal de Desarrollo y Gobernanza 2021-2024",
        ejes=(_LONG, "Gobierno abierto"),
    )
    programas_de = {
        each.numero: 1 + each.numero % 4 for each in poa.actividades if each.numero % 3 == 0
    }
    store.run("Escribir sesenta", lambda db: drafts.write_draft(db, municipio, poa, programas_de))


def _sixty() -> Poa:
    return Poa(
        0,
        Dependencia(
            0,
            "Dirección General de Obras Públicas, Ordenamiento Territorial y Servicios Municipales",
            titular_nombre="María de los Ángeles Hernández-Villaseñor y Gutiérrez de Velasco",
            titular_cargo="Directora general de Obras Públicas y Ordenamiento Territorial",
        ),
        2024,
        mision=f"{_LONG}. " * 4,
        vision=f"{_LONG}. " * 4,
        fecha=date(2024, 1, 1),
        foda=Foda(**{each.value: tuple(_item(n) for n in range(9)) for each in Cuadrante}),
        programas=tuple(
            Programa(0, n, _NAMES[(n + 1) % 5], _LONG, _LONG, _ficha(n), _lineas(n, 4))
            for n in range(1, 5)
        ),
        actividades=tuple(_actividad(n) for n in range(1, _ACTIVIDADES + 1)),
    )


def _item(number: int) -> ItemFoda:
    return ItemFoda(0, f"{_NAMES[number % 5]} ({number + 1})")


def _actividad(number: int) -> Actividad:
    gastos = tuple(
        Gasto(0, date(2024, mes, 28), Decimal("8333333333.33"), "3511", _NAMES[mes % 5])
        for mes in range(1, 1 + number % 8)
    )
    return Actividad(
        0,
        number,
        f"{_NAMES[(number + 4) % 5]}",
        eje=_LONG if number % 2 else "",
        ficha=_ficha(number),
        lineas=_lineas(number, _LINEAS),
        gastos=gastos,
    )


def _ficha(number: int) -> Ficha:
    return Ficha(
        metas=f"{_LONG}: 100 %.",
        inversion=_MONTOS[(number + 4) % 5],
        beneficiados_directos="La población en general de las 14 delegaciones municipales",
        beneficiados_indirectos=_LONG if number % 2 else None,
        periodo_del=date(2024, 1, 1),
        periodo_al=date(2024, 12, 31),
        temporalidad=_TEMPORALIDADES[(number - 1) % 6],
    )


def _lineas(number: int, count: int) -> tuple[LineaAccion, ...]:
    ficha = _ficha(number)
    return tuple(_linea(ficha, number, order) for order in range(count))


def _linea(ficha: Ficha, number: int, order: int) -> LineaAccion:
    """Some in plain acts, some in amounts of eleven figures; most months reported."""
    large = 9_999_999_99 if order % 7 == 3 else 100
    programado = tuple(large if amount else 0 for amount in programado_predeterminado(ficha, 2024))
    return LineaAccion(
        0,
        f"{_NAMES[order % 5]} {order + 1}",
        unidad_medida=_UNIDADES[order % 5],
        medio_verificacion=_LONG if order % 4 == 0 else "",
        responsable="Jefatura de Mantenimiento Urbano" if order % 3 else "",
        programado=programado,
        avances=tuple(
            _avance(amount, number + order, mes) for mes, amount in enumerate(programado, 1)
        ),
    )


def _avance(amount: int, seed: int, mes: int) -> Avance:
    if not amount or mes > _REPORTED or (seed + mes) % 7 == 0:
        return Avance()
    if (seed + mes) % 4 == 0:
        return Avance(amount // 2, comentario=_LONG)
    return Avance(amount * (3 if seed % 11 == 0 else 1))


# -- the example as Planeación sends it back -------------------------------------------------------


def _write_observed(store: Store) -> None:
    """The example with observations in every state, one of them long."""
    write_example(store)
    (header,) = store.headers()
    poa = store.poa(header.id)
    periodo = parse_periodo("2024-T3")
    planner = Person("aruiz", "PLANEACION-2", "Ana Ruiz Cortés", "Analista de Planeación")
    clerk = replace(PERSON, nombre="Lucía Ramos", cargo="Enlace de Hacienda")
    ids = [each.id for each in poa.lineas]

    def work(db: Database) -> None:
        def ask(linea: int | None, texto: str) -> int:
            return observado.observar(db, poa.id, periodo, linea, texto, HOY, planner)

        ask(ids[0], "El informe que se adjuntó es del trimestre anterior.")
        ask(ids[0], f"{_LONG}. " * 3)
        ask(None, "Falta el oficio con el que se entrega el avance del trimestre.")
        answered = ask(ids[2], "La convocatoria no tiene fecha ni sello.")
        observado.responder(db, answered, "Se adjuntó la convocatoria sellada.", HOY, clerk)
        back = ask(ids[5], "El acta no tiene la firma del comité.")
        observado.responder(db, back, "El comité sesiona en octubre.", HOY, clerk)
        observado.reabrir(db, back, "El acta no tiene la firma del comité: adjunte el oficio.")
        settled = ask(ids[30], "La cantidad no cuadra con la bitácora.")
        observado.responder(db, settled, "Se corrigió agosto.", HOY, clerk)
        observado.atender(db, [settled])

    store.run("Observar", work)


SCENES: dict[str, Callable[[Store], object]] = {
    "ejemplo": write_example,
    "vacio": _write_empty,
    "sesenta": _write_sixty,
    "anterior": _write_two_years,
    "siguiente": write_next_year,
    "observado": _write_observed,
    "cierres": write_closings,
    "autorizado": write_authorised,
}
"""What fills a file, by the name of the scene."""


def write_scene(name: str, folder: Path) -> Path:
    """Write the file of a scene; gives its path."""
    stem = "hacienda" if name == "ejemplo" else name  # the manual shows it
    path = folder / f"{stem}-2024.poa"
    with create_store(path, lambda: HOY, PERSON) as store:
        SCENES[name](store)
        store.forget_history()
    return path


# -- the pages of a file ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shot:
    """One thing to look at: its name, its node, its page."""

    name: str
    place: Place
    page: str


def shots(poa: Poa) -> Iterator[Shot]:
    """Every page of every kind of node that the POA has."""
    for prefix, place in _nodes(poa):
        for page in PAGES:
            yield Shot(f"{prefix}{page}", place, page)
    yield Shot("diagnostico", Place(TipoLugar.DIAGNOSTICO, poa.id), "datos")


def _nodes(poa: Poa) -> Iterator[tuple[str, Place]]:
    """The POA, a programa, a línea, and actividades: trimestral, mensual, without programa."""
    yield "", Place(TipoLugar.POA, poa.id)
    for programa in poa.programas[:1]:
        yield "programa-", Place(TipoLugar.PROGRAMA, programa.id)
    kinds: tuple[tuple[str, Callable[[Actividad], bool]], ...] = (
        ("actividad-", lambda each: each.ficha.temporalidad is Temporalidad.TRIMESTRAL
            and each.programa_id is not None and each.numero > 2),
        ("mensual-", lambda each: each.ficha.temporalidad is Temporalidad.MENSUAL),
        ("suelta-", lambda each: each.programa_id is None and each.numero > 5),
    )  # fmt: skip
    for prefix, fits in kinds:
        found = next(filter(fits, poa.actividades), None)
        if found is not None:
            yield prefix, Place(TipoLugar.ACTIVIDAD, found.id)
            if prefix == "actividad-" and found.lineas:
                yield "linea-", Place(TipoLugar.LINEA, found.lineas[0].id)
