"""Periods of a fiscal year: months, and the sets of months an evaluation looks at."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from poa_desktop.poa.errors import PoaError

MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
)  # fmt: skip
MESES_CORTOS = tuple(mes[:3] for mes in MESES)

EJERCICIOS = range(1990, 2200)
"""The years a POA may be of."""

_ORDINALES = ("Primer", "Segundo", "Tercer", "Cuarto", "Quinto", "Sexto")


class Temporalidad(StrEnum):
    """How often something is evaluated ("Temporalidad de la Evaluación" of the form)."""

    MENSUAL = "mensual"
    BIMESTRAL = "bimestral"
    TRIMESTRAL = "trimestral"
    CUATRIMESTRAL = "cuatrimestral"
    SEMESTRAL = "semestral"
    ANUAL = "anual"

    @property
    def meses(self) -> int:
        """Length of one evaluation period, in months."""
        return _KINDS[_LETTER_OF[self]][1]

    @property
    def etiqueta(self) -> str:
        """The word as the form prints it."""
        return self.value.capitalize()


# letter of the period code -> (temporalidad, months, noun)
_KINDS: dict[str, tuple[Temporalidad, int, str]] = {
    "M": (Temporalidad.MENSUAL, 1, "mes"),
    "B": (Temporalidad.BIMESTRAL, 2, "bimestre"),
    "T": (Temporalidad.TRIMESTRAL, 3, "trimestre"),
    "C": (Temporalidad.CUATRIMESTRAL, 4, "cuatrimestre"),
    "S": (Temporalidad.SEMESTRAL, 6, "semestre"),
    "A": (Temporalidad.ANUAL, 12, "año"),
}
_LETTER_OF = {kind: letter for letter, (kind, _, _) in _KINDS.items()}
_CODE = re.compile(r"(\d{4})-(?:(M)(\d{2})|([BTCS])(\d)|(A))")


@dataclass(frozen=True, slots=True, order=True)
class Periodo:
    """A named set of months of one ejercicio, such as 2024-T1."""

    ejercicio: int
    letra: str
    numero: int

    @property
    def codigo(self) -> str:
        """Code without the year: T1, M03, A."""
        if self.letra == "A":
            return "A"
        return (
            f"{self.letra}{self.numero:02d}" if self.letra == "M" else f"{self.letra}{self.numero}"
        )

    def __str__(self) -> str:
        return f"{self.ejercicio}-{self.codigo}"

    @property
    def temporalidad(self) -> Temporalidad:
        """The temporalidad whose evaluation period this is."""
        return _KINDS[self.letra][0]

    @property
    def meses(self) -> tuple[int, ...]:
        """Months of the period itself (1–12): the view "del periodo"."""
        length = _KINDS[self.letra][1]
        return tuple(range((self.numero - 1) * length + 1, self.numero * length + 1))

    @property
    def meses_acumulados(self) -> tuple[int, ...]:
        """Months from January to the period's end: the view "acumulado"."""
        return tuple(range(1, self.meses[-1] + 1))

    @property
    def inicio(self) -> date:
        """First day."""
        return date(self.ejercicio, self.meses[0], 1)

    @property
    def fin(self) -> date:
        """Last day."""
        return month_end(self.ejercicio, self.meses[-1])

    @property
    def corto(self) -> str:
        """Label of a button or column: T1, Marzo, Año."""
        if self.letra == "A":
            return "Año"
        return MESES[self.numero - 1].capitalize() if self.letra == "M" else self.codigo

    @property
    def en_palabras(self) -> str:
        """Name in full: "Primer trimestre, enero a marzo de 2024"."""
        first, last = MESES[self.meses[0] - 1], MESES[self.meses[-1] - 1]
        if self.letra == "A":
            return f"Año {self.ejercicio}, {first} a {last}"
        if self.letra == "M":
            return f"{first.capitalize()} de {self.ejercicio}"
        noun = _KINDS[self.letra][2]
        return f"{_ORDINALES[self.numero - 1]} {noun}, {first} a {last} de {self.ejercicio}"


def periodo_vecino(periodo: Periodo, step: int) -> Periodo:
    """The period *step* places later of the same kind, within its ejercicio; the ends stay.

    The year stands behind the last quarter, as on the period bar.
    """
    quarters = periodos_de(Temporalidad.TRIMESTRAL, periodo.ejercicio)
    row = (*quarters, periodo_anual(periodo.ejercicio))
    if periodo not in row:
        row = periodos_de(periodo.temporalidad, periodo.ejercicio)
    return row[min(max(row.index(periodo) + step, 0), len(row) - 1)]


def meses_en_palabras(meses: Sequence[int]) -> str:
    """Names of months (1–12): "marzo, abril y junio"."""
    names = [MESES[mes - 1] for mes in meses]
    return " y ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def month_end(ejercicio: int, mes: int) -> date:
    """Last day of a month."""
    if mes == 12:
        return date(ejercicio, 12, 31)
    return date(ejercicio, mes + 1, 1) - timedelta(days=1)


def parse_periodo(code: str) -> Periodo:
    """Read a code such as 2024-T1, 2024-M03 or 2024-A.

    Raises PoaError for anything else.
    """
    match = _CODE.fullmatch(code.strip().upper())
    if match:
        year, month, month_number, letter, number, _ = match.groups()
        kind = month or letter or "A"
        index = int(month_number or number or 1)
        if 1 <= index <= 12 // _KINDS[kind][1] and int(year) >= 1:
            return Periodo(int(year), kind, index)
    raise PoaError(
        f"«{code}» no es un periodo: escriba, por ejemplo, 2024-T1, 2024-S2, 2024-M03 o 2024-A."
    )


def periodos_de(temporalidad: Temporalidad, ejercicio: int) -> tuple[Periodo, ...]:
    """The evaluation periods of a temporalidad in a year, in order."""
    letter = _LETTER_OF[temporalidad]
    count = 12 // temporalidad.meses
    return tuple(Periodo(ejercicio, letter, number) for number in range(1, count + 1))


def periodo_anual(ejercicio: int) -> Periodo:
    """The whole year."""
    return Periodo(ejercicio, "A", 1)


def periodo_de_mes(temporalidad: Temporalidad, ejercicio: int, mes: int) -> Periodo:
    """The evaluation period a month (1–12) falls in."""
    return Periodo(ejercicio, _LETTER_OF[temporalidad], (mes - 1) // temporalidad.meses + 1)
