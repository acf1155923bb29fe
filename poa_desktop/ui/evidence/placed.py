"""Where every file of a POA is attached, in words and as a record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.formats import fecha_corta, format_dinero
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.records import Evidencia, Poa
from poa_desktop.ui.evidence.names import short_name


@dataclass(frozen=True, slots=True)
class Placed:
    """An evidencia with the línea and month (1–12) that it proves; mes 0 is a comprobante, whose
    gasto is of *mes_gasto* (0: of another year)."""

    evidencia: Evidencia
    linea_id: int = 0
    clave: str = ""
    mes: int = 0
    mes_gasto: int = 0

    @property
    def mes_de_cierre(self) -> int:
        """The month whose cierre locks it; 0 for none."""
        return self.mes or self.mes_gasto

    @property
    def where(self) -> str:
        """Its place in words: "A3.1, marzo"."""
        return f"{self.clave}, {MESES[self.mes - 1]}" if self.mes else self.clave


def placed_in(poa: Poa) -> Iterator[Placed]:
    """Every evidencia of a POA, in the order of the document, then by month."""
    for bloque in poa.bloques:
        for clave, linea in con_clave(bloque):
            for mes, avance in enumerate(linea.avances, 1):
                for each in avance.evidencias:
                    yield Placed(each, linea.id, clave, mes)


def contents_of(poa: Poa) -> dict[str, str]:
    """The SHA-256 of every attached content and where it is first, in words."""
    found: dict[str, str] = {}
    for each in placed_in(poa):
        told = f"ya está en {each.where}: «{short_name(each.evidencia.nombre)}»"
        found.setdefault(each.evidencia.sha256, told)
    for actividad in poa.actividades:
        for gasto in actividad.gastos:
            told = f"gasto de {format_dinero(gasto.importe)} del {fecha_corta(gasto.fecha)}"
            for one in gasto.comprobantes:
                found.setdefault(one.sha256, f"ya está en un {told}: «{short_name(one.nombre)}»")
    return found
