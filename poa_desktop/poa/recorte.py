"""What was cut or copied of a plan, as a value: líneas, actividades and programas without what was
reported of them.

A copy of a plan takes no avances, evidencias or gastos along: they prove what the original did, and
a second línea with the same proof would count it twice. A cut moves the rows themselves within
their POA (`data/traslados.py`), so nothing that was reported ever leaves the file by the clipboard.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from poa_desktop.poa.candados import omitidos, solo_abiertos
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    SIN_AVANCES,
    Actividad,
    Bloque,
    Ficha,
    LineaAccion,
    Poa,
    Programa,
)
from poa_desktop.poa.text import comparable

Nodo = tuple[TipoLugar, int]
"""A programa, actividad or línea of a POA, by its id."""


@dataclass(frozen=True, slots=True)
class Recorte:
    """Parts of a plan. Ids are positions from 1 within the recorte, not rows of a file.

    An actividad's *programa_id* is that of a programa of the recorte, or None. *corte* names the
    cut it comes from, "" for a copy.
    """

    ejercicio: int
    programas: tuple[Programa, ...] = ()
    actividades: tuple[Actividad, ...] = ()
    lineas: tuple[LineaAccion, ...] = ()
    corte: str = ""

    def __bool__(self) -> bool:
        return bool(self.programas or self.actividades or self.lineas)

    @property
    def bloques(self) -> tuple[Bloque, ...]:
        """Programas, then actividades."""
        return (*self.programas, *self.actividades)

    @property
    def en_palabras(self) -> str:
        """What it holds: "1 programa, 3 actividades y 2 líneas"."""
        return cuantos(len(self.programas), len(self.actividades), len(self.lineas))


def cuantos(programas: int, actividades: int, lineas: int) -> str:
    """Numbers of nodes in words; "nada" for none."""
    parts = [
        f"{many:,} {one if many == 1 else plural}"
        for many, one, plural in (
            (programas, "programa", "programas"),
            (actividades, "actividad", "actividades"),
            (lineas, "línea", "líneas"),
        )
        if many
    ]
    return " y ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:]))) or "nada"


def recorte_de(poa: Poa, nodos: Collection[Nodo], corte: str = "") -> Recorte:
    """The chosen nodes in the order of the official layout, each with everything planned below it.

    A programa brings its actividades along; what stands below a chosen node is taken once.
    """
    chosen = set(nodos)
    programas = [each for each in poa.programas if (TipoLugar.PROGRAMA, each.id) in chosen]
    places = {each.id: place for place, each in enumerate(programas, 1)}
    actividades = [
        each
        for each in poa.actividades
        if (TipoLugar.ACTIVIDAD, each.id) in chosen or each.programa_id in places
    ]
    blocks: tuple[Bloque, ...] = (*programas, *actividades)
    taken = {linea.id for each in blocks for linea in each.lineas}
    loose = [
        linea
        for linea in poa.lineas
        if (TipoLugar.LINEA, linea.id) in chosen and linea.id not in taken
    ]
    return Recorte(
        poa.ejercicio,
        tuple(
            replace(each, id=place, lineas=_planned(each.lineas))
            for place, each in enumerate(programas, 1)
        ),
        tuple(
            replace(
                each,
                id=place,
                programa_id=places.get(each.programa_id or 0),
                lineas=_planned(each.lineas),
                gastos=(),
            )
            for place, each in enumerate(actividades, 1)
        ),
        _planned(loose),
        corte,
    )


def _planned(lineas: Iterable[LineaAccion]) -> tuple[LineaAccion, ...]:
    return tuple(
        replace(linea, id=place, avances=SIN_AVANCES) for place, linea in enumerate(lineas, 1)
    )


def para_ejercicio(recorte: Recorte, ejercicio: int) -> Recorte:
    """The recorte for a POA of a year: Del and Al move by as many years as lie between."""
    years = ejercicio - recorte.ejercicio
    if not years:
        return recorte
    return replace(
        recorte,
        ejercicio=ejercicio,
        programas=tuple(
            replace(each, ficha=_shifted(each.ficha, years)) for each in recorte.programas
        ),
        actividades=tuple(
            replace(each, ficha=_shifted(each.ficha, years)) for each in recorte.actividades
        ),
    )


def _shifted(ficha: Ficha, years: int) -> Ficha:
    return replace(
        ficha,
        periodo_del=_years_later(ficha.periodo_del, years),
        periodo_al=_years_later(ficha.periodo_al, years),
    )


def _years_later(day: date | None, years: int) -> date | None:
    """The same day of another year; 29 February becomes the 28th. None outside the calendar."""
    if day is None or not date.min.year <= day.year + years <= date.max.year:
        return None
    if (day.month, day.day) == (2, 29):
        day = day.replace(day=28)
    return day.replace(year=day.year + years)


def con_meses_abiertos(recorte: Recorte, poa: Poa) -> tuple[Recorte, tuple[int, ...]]:
    """The recorte with nothing scheduled in the closed months of a POA, and which months (1–12)
    lost something by that."""
    lost: set[int] = set()

    def opened(lineas: tuple[LineaAccion, ...]) -> tuple[LineaAccion, ...]:
        lost.update(mes for each in lineas for mes in omitidos(poa, each.programado))
        return tuple(
            replace(each, programado=solo_abiertos(poa, each.programado)) for each in lineas
        )

    fitted = replace(
        recorte,
        programas=tuple(replace(each, lineas=opened(each.lineas)) for each in recorte.programas),
        actividades=tuple(
            replace(each, lineas=opened(each.lineas)) for each in recorte.actividades
        ),
        lineas=opened(recorte.lineas),
    )
    return fitted, tuple(sorted(lost))


def con_nombres_libres(recorte: Recorte, poa: Poa) -> Recorte:
    """The recorte with "(copia)" behind each name that the POA has already.

    Names of blocks must differ: last year's node is found by its name. Líneas may repeat.
    """
    programas = {comparable(each.nombre) for each in poa.programas}
    actividades = {comparable(each.nombre) for each in poa.actividades}
    return replace(
        recorte,
        programas=tuple(
            replace(each, nombre=_free(each.nombre, programas)) for each in recorte.programas
        ),
        actividades=tuple(
            replace(each, nombre=_free(each.nombre, actividades)) for each in recorte.actividades
        ),
    )


def _free(nombre: str, taken: set[str]) -> str:
    bare = nombre.rstrip()
    name, number = nombre, 1
    while comparable(name) in taken:
        name = f"{bare} (copia)" if number == 1 else f"{bare} (copia {number})"
        number += 1
    taken.add(comparable(name))
    return name
