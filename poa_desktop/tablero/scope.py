"""What a node of the tree covers: its líneas, its blocks, its periods, its name."""

from dataclasses import dataclass

from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.periodos import Periodo, Temporalidad, periodo_anual, periodos_de
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Bloque, LineaAccion, Poa, Programa, etiqueta_bloque

Selection = tuple[TipoLugar, int]
"""A node of the tree: its kind and id."""


@dataclass(frozen=True, slots=True)
class Alcance:
    """The part of a POA a node stands for.

    *id* is that of the record of its *tipo*. *bloques* are the programas and actividades it
    covers, in the official order; *linea* is set only for a línea, and then *bloques* holds the
    one it belongs to. A programa covers its own componentes, as in the evaluation and the tree:
    the actividades that stand under it are *debajo*, shown beside it and in none of its figures.
    """

    tipo: TipoLugar
    id: int
    titulo: str
    subtitulo: str
    temporalidad: Temporalidad
    bloques: tuple[Bloque, ...]
    linea: LineaAccion | None = None
    debajo: tuple[Actividad, ...] = ()

    @property
    def lineas(self) -> tuple[LineaAccion, ...]:
        """Every línea covered."""
        if self.linea is not None:
            return (self.linea,)
        return tuple(linea for bloque in self.bloques for linea in bloque.lineas)

    def periodos(self, ejercicio: int) -> tuple[Periodo, ...]:
        """Its evaluation periods, and the year."""
        year = periodo_anual(ejercicio)
        if self.temporalidad is Temporalidad.ANUAL:
            return (year,)
        return (*periodos_de(self.temporalidad, ejercicio), year)

    def con_clave(self) -> tuple[tuple[str, LineaAccion], ...]:
        """The líneas with their short names, "A3.1"."""
        return tuple(
            (clave, linea)
            for bloque in self.bloques
            for clave, linea in con_clave(bloque)
            if self.linea is None or linea.id == self.linea.id
        )


def alcance_de(poa: Poa, tipo: TipoLugar, ident: int) -> Alcance:
    """What a selection covers; whatever is no block and no línea (or is gone) is the POA."""
    if tipo is TipoLugar.PROGRAMA:
        programa = next((each for each in poa.programas if each.id == ident), None)
        if programa is not None:
            return _of_programa(poa, programa)
    if tipo is TipoLugar.ACTIVIDAD:
        actividad = next((each for each in poa.actividades if each.id == ident), None)
        if actividad is not None:
            return _of_actividad(actividad)
    if tipo is TipoLugar.LINEA:
        for bloque in poa.bloques:
            for clave, linea in con_clave(bloque):
                if linea.id == ident:
                    return _of_linea(bloque, clave, linea)
    return _of_poa(poa)


def _of_poa(poa: Poa) -> Alcance:
    kinds = (
        (len(poa.programas), "programa", "programas"),
        (len(poa.actividades), "actividad", "actividades"),
        (len(poa.lineas), "línea de acción", "líneas de acción"),
    )
    parts = [counted(*each) for each in kinds if each[0]]
    titulo = f"POA {poa.ejercicio}"
    return Alcance(
        TipoLugar.POA, poa.id, titulo, " · ".join(parts), Temporalidad.TRIMESTRAL, poa.bloques
    )


def _of_programa(poa: Poa, programa: Programa) -> Alcance:
    below = tuple(each for each in poa.actividades if each.programa_id == programa.id)
    parts = [counted(len(programa.lineas), "componente", "componentes")]
    if below:
        own = "con su propia cuenta"
        parts.append(f"{counted(len(below), 'actividad', 'actividades')} {own}")
    return Alcance(
        TipoLugar.PROGRAMA,
        programa.id,
        f"Programa {programa.numero}. {_named(programa)}",
        " · ".join([*parts, _temporalidad(programa).etiqueta]),
        _temporalidad(programa),
        (programa,),
        debajo=below,
    )


def _of_actividad(actividad: Actividad) -> Alcance:
    lineas = counted(len(actividad.lineas), "línea de acción", "líneas de acción")
    return Alcance(
        TipoLugar.ACTIVIDAD,
        actividad.id,
        f"Actividad {actividad.numero}. {_named(actividad)}",
        f"{lineas} · {_temporalidad(actividad).etiqueta}",
        _temporalidad(actividad),
        (actividad,),
    )


def _of_linea(bloque: Bloque, clave: str, linea: LineaAccion) -> Alcance:
    return Alcance(
        TipoLugar.LINEA,
        linea.id,
        f"Línea {clave}. {_single_line(linea.texto) or '(sin texto)'}",
        f"{etiqueta_bloque(bloque)}. {_named(bloque)} · Unidad: {linea.unidad_medida}",
        _temporalidad(bloque),
        (bloque,),
        linea,
    )


def _named(bloque: Bloque) -> str:
    return _single_line(bloque.nombre) or "(sin nombre)"


def _single_line(text: str) -> str:
    return " ".join(text.split())


def _temporalidad(bloque: Bloque) -> Temporalidad:
    return bloque.ficha.temporalidad or Temporalidad.TRIMESTRAL


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: "1 programa", "14 actividades"."""
    return f"{count:,} {one if count == 1 else many}"
