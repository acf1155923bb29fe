"""The Excel workbook as its two sides know it: the words it is recognised by, and what it carried.

The writer (export) and the reader (intake) meet only here. A workbook remembers what each capture
cell said when it was written, so that its return can tell "changed in the workbook" from "changed
in the program since".
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from poa_desktop.poa.problems import Problem
from poa_desktop.poa.records import EstadoEvidencia, Evidencia, LineaAccion

FORMATO = "POA Desktop"
VERSION = 2
"""1 had no values to compare with; it still comes in."""

CALENDARIO, AVANCE, EVIDENCIAS, DATOS = "Calendario", "Avance", "Evidencias", "Datos"
CLAVE, LINEA, UNIDAD, MES = "Clave", "Línea de acción", "Unidad", "Mes"
PROGRAMADO, REALIZADO = "PROGRAMADO", "REALIZADO"
COMENTARIO, JUSTIFICACION = "Comentario", "Justificación"
NUMERO, ESTADO, MOTIVO = "No.", "Estado", "Motivo"
SELLO = "Sello"
TABLA_LINEAS = (
    "Clave", "Tipo", "Bloque", "Línea", "Fila en Calendario", "Texto", "Unidad", "Programado",
    "Realizado", "Textos",
)  # fmt: skip
TABLA_EVIDENCIAS = ("No.", "Clave", "Mes", "Evidencia", "Línea", "Dictamen")
TABLA_UNIDADES = "Unidades de medida"
"""The headings of the tables on the sheet Datos."""


class Campo(StrEnum):
    """What a capture cell holds, as a person calls it."""

    PROGRAMADO = "Programado"
    REALIZADO = "Realizado"
    UNIDAD = "Unidad"
    COMENTARIO = "Comentario"
    JUSTIFICACION = "Justificación"
    EVIDENCIA = "Evidencia"

    @property
    def hoja(self) -> str:
        """The sheet on which it is captured."""
        if self in (Campo.COMENTARIO, Campo.JUSTIFICACION):
            return AVANCE
        return EVIDENCIAS if self is Campo.EVIDENCIA else CALENDARIO


TEXTOS = {"c": Campo.COMENTARIO, "j": Campo.JUSTIFICACION}
"""The texts of a month, by the letter the sheet Datos knows them by."""


@dataclass(frozen=True, slots=True)
class Dictamen:
    """What Planeación thinks of an evidencia; *motivo* is set exactly when it is observed."""

    estado: EstadoEvidencia
    motivo: str = ""


Valor = int | str | Dictamen | None
"""Hundredths (None: sin capturar), a text, or a dictamen."""


@dataclass(frozen=True, slots=True)
class Celda:
    """Which datum of the POA a capture cell is: *id* of the línea, or of the evidencia.

    *mes* is 1–12, 0 for what belongs to the whole línea.
    """

    campo: Campo
    id: int
    mes: int = 0


@dataclass(frozen=True, slots=True)
class Captura:
    """What the workbook says in a capture cell, and where ("D6")."""

    celda: Celda
    valor: Valor
    lugar: str


@dataclass(frozen=True, slots=True)
class Identidad:
    """Whose workbook it is. *archivo* is the file's own key, "" when the workbook has none.

    *corte* is the day of the export (ISO), *titulo* what stands over its Calendario.
    """

    version: int
    archivo: str
    poa: int
    ejercicio: int
    dependencia: int
    titulo: str
    corte: str


@dataclass(frozen=True, slots=True)
class Libro:
    """A workbook that came back.

    *claves*: línea id → its clave in the workbook. *base*: what each capture cell said when the
    workbook was written, as `marca` gives it; None for a workbook that does not know.
    """

    nombre: str
    identidad: Identidad
    claves: Mapping[int, str]
    evidencias: Mapping[int, str] = field(default_factory=dict)
    capturas: tuple[Captura, ...] = ()
    base: Mapping[Celda, str] | None = None
    problemas: tuple[Problem, ...] = ()


def huella(texto: str) -> str:
    """A short fingerprint of a text, "" for none: enough to see that it changed."""
    return sha256(texto.encode("utf-8", "replace")).hexdigest()[:16] if texto else ""


def marca(valor: Valor) -> str:
    """A value as the sheet Datos remembers it: texts by their fingerprint."""
    if valor is None:
        return ""
    if isinstance(valor, Dictamen):
        return f"{valor.estado.value}:{huella(valor.motivo)}"
    return str(valor) if isinstance(valor, int) else huella(valor)


def dictamen_de(evidencia: Evidencia) -> Dictamen:
    """What is thought of an evidencia at present."""
    return Dictamen(evidencia.estado, evidencia.motivo)


def valores_de(linea: LineaAccion) -> dict[Celda, Valor]:
    """Every datum of a línea that a workbook captures, its evidencias included."""
    values: dict[Celda, Valor] = {Celda(Campo.UNIDAD, linea.id): linea.unidad_medida}
    for mes, (programado, avance) in enumerate(
        zip(linea.programado, linea.avances, strict=True), start=1
    ):
        values[Celda(Campo.PROGRAMADO, linea.id, mes)] = programado
        values[Celda(Campo.REALIZADO, linea.id, mes)] = avance.realizado
        values[Celda(Campo.COMENTARIO, linea.id, mes)] = avance.comentario
        values[Celda(Campo.JUSTIFICACION, linea.id, mes)] = avance.justificacion
        for each in avance.evidencias:
            values[Celda(Campo.EVIDENCIA, each.id, mes)] = dictamen_de(each)
    return values


def cantidades_marcadas(cantidades: Iterable[int | None]) -> str:
    """Twelve quantities in one cell: "100 - 0 …"; "-" is sin capturar."""
    return " ".join("-" if each is None else str(each) for each in cantidades)


def textos_marcados(linea: LineaAccion) -> str:
    """The texts of the months that have any: "3c=… 6j=…"."""
    values = valores_de(linea)
    return " ".join(
        f"{mes}{letter}={mark}"
        for mes in range(1, 13)
        for letter, campo in TEXTOS.items()
        if (mark := marca(values[Celda(campo, linea.id, mes)]))
    )


def sello_de(rows: Iterable[Sequence[str]]) -> str:
    """What tells that nobody changed the sheet Datos, whatever the order of its rows."""
    joined = sorted("\x1f".join(row) for row in rows)
    return sha256("\x1e".join(joined).encode("utf-8", "replace")).hexdigest()
