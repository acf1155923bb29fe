"""The schedule of each línea beside those that could be proposed: by temporalidad, by the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from poa_desktop.poa.calendario import UN_ACTO, meses_vigentes, programado_predeterminado
from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.formats import format_cantidad
from poa_desktop.poa.frecuencia import Lectura, leer_frecuencia
from poa_desktop.poa.periodos import MESES_CORTOS
from poa_desktop.poa.records import (
    SIN_PROGRAMAR,
    Bloque,
    EstadoPoa,
    LineaAccion,
    Poa,
)


class Origen(StrEnum):
    """Where a schedule comes from."""

    ACTUAL = "actual"
    TEMPORALIDAD = "temporalidad"
    TEXTO = "texto"


@dataclass(frozen=True, slots=True)
class Propuesta:
    """One línea with the schedules one may choose from; quantities in hundredths.

    *recomendada* is what is chosen unless a person says otherwise. *clave* is A3.1.
    """

    clave: str
    linea: LineaAccion
    temporalidad: tuple[int, ...]
    lectura: Lectura | None
    recomendada: Origen

    @property
    def actual(self) -> tuple[int, ...]:
        """The schedule it has."""
        return self.linea.programado

    @property
    def texto(self) -> tuple[int, ...]:
        """The schedule that its text tells; nothing scheduled when it tells none."""
        return self.lectura.programado if self.lectura else SIN_PROGRAMAR

    def programado(self, origen: Origen) -> tuple[int, ...]:
        """The schedule of one origin."""
        if origen is Origen.TEXTO:
            return self.texto
        return self.actual if origen is Origen.ACTUAL else self.temporalidad

    def ofrece(self, origen: Origen) -> bool:
        """Whether there is something to choose; one may always keep what there is."""
        return origen is Origen.ACTUAL or any(self.programado(origen))

    def cambia(self, origen: Origen) -> bool:
        """Whether choosing it changes the línea."""
        return self.ofrece(origen) and self.programado(origen) != self.actual

    @property
    def difieren(self) -> bool:
        """Whether the text tells another schedule than the temporalidad."""
        return any(self.texto) and self.texto != self.temporalidad


@dataclass(frozen=True, slots=True)
class Grupo:
    """The proposals of one programa or actividad."""

    bloque: Bloque
    propuestas: tuple[Propuesta, ...]


def propuestas_de(poa: Poa, bloques: Iterable[Bloque] | None = None) -> tuple[Grupo, ...]:
    """The proposals for every línea of some blocks (None: all of the POA), in layout order."""
    groups = []
    for bloque in poa.bloques if bloques is None else bloques:
        proposals = tuple(
            propuesta_de(poa, bloque, linea, clave) for clave, linea in con_clave(bloque)
        )
        if proposals:
            groups.append(Grupo(bloque, proposals))
    return tuple(groups)


def propuesta_de(poa: Poa, bloque: Bloque, linea: LineaAccion, clave: str = "") -> Propuesta:
    """The proposals for one línea."""
    vigentes = meses_vigentes(bloque.ficha, poa.ejercicio)
    default = _abiertos(poa, linea, programado_predeterminado(bloque.ficha, poa.ejercicio))
    lectura = leer_frecuencia(linea.texto, vigentes, poa.ejercicio)
    if lectura is not None and any(lectura.programado):
        lectura = replace(lectura, programado=_abiertos(poa, linea, lectura.programado))
    return Propuesta(clave, linea, default, lectura, _recommended(poa, linea, default, lectura))


def _abiertos(poa: Poa, linea: LineaAccion, programado: tuple[int, ...]) -> tuple[int, ...]:
    """A schedule that leaves the closed months as the línea has them."""
    return tuple(
        linea.programado[mes - 1] if mes in poa.meses_cerrados else cantidad
        for mes, cantidad in enumerate(programado, 1)
    )


def _recommended(
    poa: Poa, linea: LineaAccion, default: tuple[int, ...], lectura: Lectura | None
) -> Origen:
    """What is chosen beforehand.

    A schedule of its own is kept, always. One that nobody touched since the program gave it (it is
    the temporalidad's, nothing is reported, the POA is a draft) gives way to what the text says
    plainly. A doubtful reading never goes before the temporalidad.
    """
    plain = lectura is not None and lectura.propone and not lectura.duda
    if plain and lectura is not None and lectura.programado == linea.programado:
        return Origen.ACTUAL
    if any(linea.programado):
        reported = any(each is not None for each in linea.realizado)
        untouched = linea.programado == default and not reported
        if untouched and plain and poa.estado is EstadoPoa.BORRADOR:
            return Origen.TEXTO
        return Origen.ACTUAL
    if plain:
        return Origen.TEXTO
    if any(default):
        return Origen.TEMPORALIDAD
    return Origen.TEXTO if lectura is not None and lectura.propone else Origen.ACTUAL


def elegidas(
    propuestas: Sequence[Propuesta], choice: Mapping[int, Origen]
) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """What a choice (línea id → origin) changes: línea ids with their new schedules."""
    chosen = ((each, choice.get(each.linea.id, Origen.ACTUAL)) for each in propuestas)
    return tuple(
        (each.linea.id, each.programado(origen)) for each, origen in chosen if each.cambia(origen)
    )


def meses_programados(programado: Sequence[int]) -> str:
    """A schedule in few words: "mar, jun, sep y dic", "mar (2) y jun (2)", "cada mes"."""
    months = [
        MESES_CORTOS[index] + (f" ({format_cantidad(amount)})" if amount != UN_ACTO else "")
        for index, amount in enumerate(programado)
        if amount
    ]
    if len(set(programado)) == 1 and len(months) == 12:
        each = format_cantidad(programado[0])
        return "cada mes" if programado[0] == UN_ACTO else f"{each} cada mes"
    if not months:
        return "ningún mes"
    return " y ".join([", ".join(months[:-1]), months[-1]] if len(months) > 1 else months)
