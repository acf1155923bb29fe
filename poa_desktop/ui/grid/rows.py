"""What the rows of a month table are: líneas under their blocks, chosen by the place."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from poa_desktop.poa.candados import candado, candado_programado
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Bloque, LineaAccion, Poa, etiqueta_bloque
from poa_desktop.ui.place import Place, find_bloque


class Cantidad(StrEnum):
    """Which of the two quantities of a month."""

    PROGRAMADO = "programado"
    REALIZADO = "realizado"


@dataclass(frozen=True, slots=True)
class CellKey:
    """One quantity: of a línea, in a month (1–12)."""

    linea_id: int
    cantidad: Cantidad
    mes: int


class Texto(StrEnum):
    """Which of the two texts of a month."""

    COMENTARIO = "comentario"
    JUSTIFICACION = "justificacion"


@dataclass(frozen=True, slots=True)
class TextKey:
    """One text: of a línea, in a month (1–12)."""

    linea_id: int
    texto: Texto
    mes: int


GridKey: TypeAlias = CellKey | TextKey
"""What a cell writes when something is pasted into it."""
Value: TypeAlias = int | str | None
"""Hundredths, or None for sin capturar; of a TextKey its text."""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row: a block's heading (*linea* None) or one quantity of a línea.

    *candados* say of each month why nothing can be captured, or programmed, "" where it can;
    *first* tells the row that carries the línea's text.
    """

    bloque: Bloque
    candados: tuple[str, ...]
    linea: LineaAccion | None = None
    numero: int = 0
    cantidad: Cantidad = Cantidad.REALIZADO
    first: bool = True

    @property
    def key(self) -> tuple[str, int, str]:
        """What makes it the same row after a change."""
        owner = self.bloque.clave if self.linea is None else ""
        return owner, self.linea.id if self.linea else self.bloque.id, self.cantidad

    @property
    def clave(self) -> str:
        """Short name of the línea: A3.1."""
        return f"{self.bloque.clave}.{self.numero}"

    @property
    def titulo(self) -> str:
        """Heading of the block."""
        return titulo_bloque(self.bloque)

    @property
    def values(self) -> tuple[int | None, ...]:
        """The row's twelve quantities, in hundredths; None is sin capturar."""
        assert self.linea is not None
        programado = self.cantidad is Cantidad.PROGRAMADO
        return self.linea.programado if programado else self.linea.realizado

    def candado(self, mes: int) -> str:
        """Why nothing can be captured in a month; "" when it can."""
        return self.candados[mes - 1]

    def value(self, mes: int) -> int | None:
        """The row's quantity in a month, in hundredths; None is sin capturar."""
        assert self.linea is not None
        if self.cantidad is Cantidad.PROGRAMADO:
            return self.linea.programado[mes - 1]
        return self.linea.avances[mes - 1].realizado


def titulo_bloque(bloque: Bloque) -> str:
    """Name of a block in full: "Actividad 3 · Abastecer combustible"."""
    return f"{etiqueta_bloque(bloque)} · {bloque.nombre}"


def bloques_at(poa: Poa, place: Place) -> tuple[Bloque, ...]:
    """The blocks whose líneas a place shows: one, or all when it is the POA."""
    if place.tipo in (TipoLugar.PROGRAMA, TipoLugar.ACTIVIDAD, TipoLugar.LINEA):
        bloque = find_bloque(poa, place)
        return () if bloque is None else (bloque,)
    return poa.bloques


def lineas_at(bloque: Bloque, place: Place) -> tuple[tuple[int, LineaAccion], ...]:
    """The líneas of a block that a place shows, with their numbers: all, or the one it is."""
    numbered = enumerate(bloque.lineas, 1)
    if place.tipo is TipoLugar.LINEA:
        return tuple((numero, linea) for numero, linea in numbered if linea.id == place.id)
    return tuple(numbered)


def build_rows(
    poa: Poa,
    place: Place,
    cantidades: tuple[Cantidad, ...],
    keep: Callable[[LineaAccion], bool] = lambda _linea: True,
) -> tuple[GridRow, ...]:
    """The rows of a place; blocks have a heading when more than one is shown."""
    headings = place.tipo not in (TipoLugar.PROGRAMA, TipoLugar.ACTIVIDAD, TipoLugar.LINEA)
    made: list[GridRow] = []
    for bloque in bloques_at(poa, place):
        locks = {
            Cantidad.PROGRAMADO: tuple(candado_programado(poa, bloque, m) for m in range(1, 13)),
            Cantidad.REALIZADO: tuple(candado(poa, bloque, mes) for mes in range(1, 13)),
        }
        rows = [
            GridRow(
                bloque, locks[cantidad], linea, numero, cantidad, first=cantidad is cantidades[0]
            )
            for numero, linea in lineas_at(bloque, place)
            if keep(linea)
            for cantidad in cantidades
        ]
        if rows and headings:
            made.append(GridRow(bloque, locks[Cantidad.REALIZADO]))
        made.extend(rows)
    return tuple(made)
