"""Whom attached files belong to (a línea's month, a gasto): the words and the writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from poa_desktop.data import evidencias
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.records import EstadoEvidencia

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """How the files of one kind are called, and the table that keeps them.

    *ending* is the gender: aceptad-a, aceptad-o.
    """

    table: str
    one: str
    many: str
    label: str
    list_name: str
    ending: str
    nobody: str
    """What an empty list says while no owner is chosen."""

    def count(self, number: int) -> str:
        """So many files: "1 evidencia", "3 comprobantes"."""
        return f"1 {self.one}" if number == 1 else f"{number} {self.many}"

    def estado(self, estado: EstadoEvidencia) -> str:
        """What Planeación thinks of a file."""
        if estado is EstadoEvidencia.PENDIENTE:
            return "Pendiente de revisión"
        stem = "Aceptad" if estado is EstadoEvidencia.ACEPTADA else "Observad"
        return stem + self.ending


EVIDENCIAS = EvidenceWords(
    evidencias.EVIDENCIAS,
    "evidencia",
    "evidencias",
    "Evi&dencias",
    "Evidencias del mes",
    "a",
    "Elija una línea para ver sus evidencias",
)
COMPROBANTES = EvidenceWords(
    evidencias.COMPROBANTES,
    "comprobante",
    "comprobantes",
    "&Comprobantes",
    "Comprobantes del gasto",
    "o",
    "Elija un gasto para ver sus comprobantes",
)


@dataclass(frozen=True, slots=True)
class EvidenceOwner:
    """A record that files are attached to.

    *name* says it in the menu after Deshacer, *picture* names a pasted picture and *attach* adds
    one, by name and content. *linea_id* and *mes* are 0 for a gasto, whose *mes_gasto* is the month
    (1–12) that locks it when it is closed; 0 for a gasto of another year.
    """

    name: str
    picture: str
    attach: Callable[[Database, str, bytes], int]
    linea_id: int = 0
    mes: int = 0
    clave: str = ""
    mes_gasto: int = 0

    @property
    def mes_de_cierre(self) -> int:
        """The month whose cierre locks its files; 0 for none."""
        return self.mes or self.mes_gasto


def month_owner(linea_id: int, clave: str, mes: int) -> EvidenceOwner:
    """A línea's month (1–12), whose files are evidencias."""
    return EvidenceOwner(
        f"{clave}, {MESES[mes - 1]}",
        f"Imagen {clave} {MESES[mes - 1]}.png",
        lambda db, nombre, content: evidencias.attach(db, linea_id, mes, nombre, content),
        linea_id,
        mes,
        clave,
    )


def gasto_owner(gasto_id: int, name: str, mes: int = 0) -> EvidenceOwner:
    """A gasto, whose files are comprobantes; *name* says which one, *mes* when it was spent (0:
    in another year)."""
    return EvidenceOwner(
        name,
        "Comprobante.png",
        lambda db, nombre, content: evidencias.attach_to_gasto(db, gasto_id, nombre, content),
        mes_gasto=mes,
    )
