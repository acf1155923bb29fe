"""What is asked for a new POA, what is missing in the answers, and what will come of them."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from poa_desktop.poa.periodos import EJERCICIOS
from poa_desktop.poa.text import clean_text, fold

TIPOS_DEPENDENCIA = (
    "Dirección", "Jefatura", "Coordinación", "Tesorería", "Secretaría", "Sindicatura",
    "Regiduría", "Contraloría", "Oficialía", "Departamento", "Delegación", "Organismo",
)  # fmt: skip

_BULLET = re.compile(r"^\s*(?:(?:eje\s+)?\d{1,3}\s*[.):-]\s*-?|[-•*·])\s*", re.IGNORECASE)

Existente = tuple[str, int]
"""Dependencia and ejercicio of a POA that a file has."""


@dataclass(frozen=True, slots=True)
class NuevoPoa:
    """The answers of the assistant. Only dependencia and ejercicio have to be given."""

    dependencia: str
    ejercicio: int
    municipio: str = ""
    estado: str = ""
    gobierno: str = ""
    ejes: tuple[str, ...] = ()
    tipo: str = ""
    titular: str = ""
    cargo: str = ""
    programa: str = ""
    actividad: str = ""
    dentro: bool = True
    """Whether the first actividad hangs from the programa."""


def gobierno_de(municipio: str) -> str:
    """How the government of a municipio is usually called at the head of the form."""
    return f"GOBIERNO MUNICIPAL DE {municipio.upper()}" if municipio else ""


def ejes_de(text: str) -> tuple[str, ...]:
    """The ejes of a list that was typed or pasted, one a row; numbers and bullets are dropped."""
    rows = (clean_text(_BULLET.sub("", row), multiline=False).text for row in text.splitlines())
    return tuple(dict.fromkeys(row for row in rows if row))


def faltas(nuevo: NuevoPoa, existentes: Collection[Existente] = ()) -> dict[str, str]:
    """What keeps the POA from being made: field → a sentence that says what to do."""
    found: dict[str, str] = {}
    if not nuevo.dependencia:
        found["dependencia"] = "Escriba el nombre de la dependencia, como sale en el formato."
    if nuevo.ejercicio not in EJERCICIOS:
        found["ejercicio"] = f"Escriba un año entre {EJERCICIOS[0]} y {EJERCICIOS[-1]}."
    known = {(fold(name), year) for name, year in existentes}
    if nuevo.dependencia and (fold(nuevo.dependencia), nuevo.ejercicio) in known:
        found["ejercicio"] = (
            f"Este archivo ya tiene el POA {nuevo.ejercicio} de esa dependencia: cambie el año o "
            "la dependencia."
        )
    return found


def resumen(nuevo: NuevoPoa, archivo: str = "") -> tuple[tuple[str, str], ...]:
    """What will be created, as headings and texts; *archivo* is the name of a file that is
    there."""
    titular = ", ".join(filter(None, (nuevo.titular, nuevo.cargo)))
    dependencia = nuevo.dependencia + (f" ({nuevo.tipo})" if nuevo.tipo else "")
    rows = (
        (
            "Archivo",
            f"Se agrega a «{archivo}»." if archivo else "Nuevo; al crearlo se elige dónde queda.",
        ),
        ("Municipio", ", ".join(filter(None, (nuevo.municipio, nuevo.estado)))),
        ("Gobierno", nuevo.gobierno),
        ("Dependencia", dependencia),
        ("Ejercicio", str(nuevo.ejercicio)),
        ("Titular", titular),
        ("Ejes del PMD", "\n".join(nuevo.ejes)),
        ("Programa 1", nuevo.programa),
        ("Actividad 1", _actividad(nuevo)),
    )
    return tuple((name, text) for name, text in rows if text)


def _actividad(nuevo: NuevoPoa) -> str:
    if not nuevo.actividad:
        return ""
    under = nuevo.dentro and nuevo.programa
    return nuevo.actividad + (", dentro del programa 1" if under else ", sin programa")
