"""Problems: what is wrong with a POA, as values that can be shown beside the field."""

from dataclasses import dataclass
from enum import StrEnum


class Gravedad(StrEnum):
    """How serious a problem is."""

    ERROR = "error"
    AVISO = "aviso"


class TipoLugar(StrEnum):
    """The kind of record a problem or a selection points at."""

    DOCUMENTO = "documento"
    MUNICIPIO = "municipio"
    POA = "poa"
    DIAGNOSTICO = "diagnostico"
    PROGRAMA = "programa"
    ACTIVIDAD = "actividad"
    LINEA = "linea"


@dataclass(frozen=True, slots=True)
class Lugar:
    """Where a problem is. *id* 0 when the record is not stored yet; *campo* names the field of
    the record ("" for the record as a whole); *mes* 1–12 for a month's avance, else None;
    *etiqueta* says the place to a person: "Actividad 5, línea 1". Where the field is a list
    (FODA, gastos, files) *fila* is the id of one entry, of an eje its place from 0; else None."""

    tipo: TipoLugar
    id: int
    campo: str
    etiqueta: str
    mes: int | None = None
    fila: int | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: the rule that found it, how serious, where, what is wrong, what to do."""

    regla: str
    gravedad: Gravedad
    donde: Lugar
    mensaje: str
    que_hacer: str


def count_text(problems: tuple[Problem, ...]) -> str:
    """How many of each kind: "1 error, 12 avisos"; "sin observaciones" when there is none."""
    errors = sum(each.gravedad is Gravedad.ERROR for each in problems)
    avisos = len(problems) - errors
    parts = []
    if errors:
        parts.append(f"{errors:,} {'error' if errors == 1 else 'errores'}")
    if avisos:
        parts.append(f"{avisos:,} {'aviso' if avisos == 1 else 'avisos'}")
    return ", ".join(parts) or "sin observaciones"
