"""The records of a POA, as frozen values. Field names follow the official form.

Quantities (programado, realizado) are integer hundredths; money is Decimal pesos with two
decimals. Months are 1–12; a tuple of twelve starts with January.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from poa_desktop.poa.periodos import Periodo, Temporalidad

EVALUADOR = "DIRECCIÓN DE PLANEACIÓN Y AGENDA PARA EL DESARROLLO MUNICIPAL"
UNIDAD_MEDIDA = "Acción"


class Cuadrante(StrEnum):
    """The four lists of the FODA, in the order in which the form prints them."""

    FORTALEZAS = "fortalezas"
    DEBILIDADES = "debilidades"
    OPORTUNIDADES = "oportunidades"
    AMENAZAS = "amenazas"


class TipoInversion(StrEnum):
    """Whether a ficha says nothing of spending, says there is none, or gives an amount."""

    SIN_DEFINIR = "sin_definir"
    NO_GENERA_GASTO = "no_genera_gasto"
    MONTO = "monto"


class EstadoPoa(StrEnum):
    """Workflow of the plan itself."""

    BORRADOR = "borrador"
    AUTORIZADO = "autorizado"


class Regla(StrEnum):
    """How "No. Act. Realizadas / No. Act. Proyectadas × 100" is read."""

    ACTOS = "actos"
    ACTIVIDADES = "actividades"
    PROMEDIO = "promedio"
    CANTIDADES = "cantidades"


class EstadoEvidencia(StrEnum):
    """What Planeación thinks of an evidencia."""

    PENDIENTE = "pendiente"
    ACEPTADA = "aceptada"
    OBSERVADA = "observada"


@dataclass(frozen=True, slots=True)
class Reglas:
    """How one ejercicio is evaluated. All limits are percentages."""

    regla: Regla = Regla.ACTOS
    verde: Decimal = Decimal(90)
    amarillo: Decimal = Decimal(70)
    justificar_sobre: Decimal = Decimal(110)
    justificar_bajo: Decimal = Decimal(90)


class TipoPlantilla(StrEnum):
    """What a file of the municipio's own is for: its letterhead, or its Excel template."""

    MEMBRETE = "membrete"
    LIBRO = "libro"


@dataclass(frozen=True, slots=True)
class Plantilla:
    """A file in which the municipio wants its documents.

    *superior* and *inferior* are what a membrete keeps free of text at the top and the foot of a
    page, in millimetres; a libro has no use for them.
    """

    tipo: TipoPlantilla
    nombre: str
    sha256: str
    content: bytes
    superior: int = 35
    inferior: int = 20


@dataclass(frozen=True, slots=True)
class Municipio:
    """Who governs: the head of every printed page. *escudo* is the picture file, if any.

    *color* is the institutional colour, "#rrggbb"; "" is the program's own green. *membrete* is
    the letterhead its PDF documents are printed on, *libro* its own Excel template; None: none.
    *unidades* is the catalogue of units of measure that was added to in this file.
    """

    nombre: str = ""
    estado: str = ""
    gobierno: str = ""
    pmd_nombre: str = ""
    ejes: tuple[str, ...] = ()
    escudo: bytes | None = None
    color: str = ""
    membrete: Plantilla | None = None
    libro: Plantilla | None = None
    unidades: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dependencia:
    """A municipal department. *objetivo_fin* is the "Objetivo/FIN" of the form."""

    id: int
    nombre: str
    tipo: str = ""
    clave_ur: str = ""
    objetivo_fin: str = ""
    titular_nombre: str = ""
    titular_cargo: str = ""
    enlace: str = ""


@dataclass(frozen=True, slots=True)
class Inversion:
    """Planned spending; *monto* is set exactly when *tipo* is MONTO."""

    tipo: TipoInversion = TipoInversion.SIN_DEFINIR
    monto: Decimal | None = None
    nota: str = ""


@dataclass(frozen=True, slots=True)
class Ficha:
    """The box "Resultados/Impacto". Beneficiados are None when the form has no such row."""

    metas: str = ""
    inversion: Inversion = Inversion()
    beneficiados_directos: str | None = None
    beneficiados_indirectos: str | None = None
    periodo_del: date | None = None
    periodo_al: date | None = None
    temporalidad: Temporalidad | None = None


@dataclass(frozen=True, slots=True)
class Evidencia:
    """A file that proves an avance. The content stays in the store, addressed by *sha256*."""

    id: int
    nombre: str
    tipo: str
    tamano: int
    sha256: str
    estado: EstadoEvidencia = EstadoEvidencia.PENDIENTE
    motivo: str = ""


@dataclass(frozen=True, slots=True)
class Avance:
    """Progress of a línea in one month. *realizado* None means sin capturar, which is not 0."""

    realizado: int | None = None
    comentario: str = ""
    justificacion: str = ""
    evidencias: tuple[Evidencia, ...] = ()


SIN_PROGRAMAR: tuple[int, ...] = (0,) * 12
SIN_AVANCES: tuple[Avance, ...] = (Avance(),) * 12


@dataclass(frozen=True, slots=True)
class LineaAccion:
    """A line of action ("componente" under a programa) with its twelve months."""

    id: int
    texto: str
    unidad_medida: str = UNIDAD_MEDIDA
    medio_verificacion: str = ""
    responsable: str = ""
    programado: tuple[int, ...] = SIN_PROGRAMAR
    avances: tuple[Avance, ...] = SIN_AVANCES

    @property
    def realizado(self) -> tuple[int | None, ...]:
        """The twelve captured quantities; None is sin capturar."""
        return tuple(avance.realizado for avance in self.avances)


@dataclass(frozen=True, slots=True)
class Gasto:
    """One spending entry of an actividad: what was spent of its inversión, on what, and the proof.

    *importe* is in pesos, above 0. *partida* is the COG's number (clasificador por objeto del
    gasto, three to five digits), "" when nobody gave it.
    """

    id: int
    fecha: date
    importe: Decimal
    partida: str = ""
    concepto: str = ""
    comprobantes: tuple[Evidencia, ...] = ()


@dataclass(frozen=True, slots=True)
class Programa:
    """A programme of the POA, with líneas ("componentes") of its own."""

    id: int
    numero: int
    nombre: str
    estrategia: str = ""
    eje: str = ""
    ficha: Ficha = Ficha()
    lineas: tuple[LineaAccion, ...] = ()

    @property
    def clave(self) -> str:
        """Short name: P1."""
        return f"P{self.numero}"


@dataclass(frozen=True, slots=True)
class Actividad:
    """An activity, numbered for the whole POA. *programa_id* None: it stands under no programa."""

    id: int
    numero: int
    nombre: str
    eje: str = ""
    programa_id: int | None = None
    ficha: Ficha = Ficha()
    lineas: tuple[LineaAccion, ...] = ()
    gastos: tuple[Gasto, ...] = ()

    @property
    def clave(self) -> str:
        """Short name: A3."""
        return f"A{self.numero}"

    @property
    def ejercido(self) -> Decimal:
        """What its gastos add up to, in pesos."""
        return sum((gasto.importe for gasto in self.gastos), Decimal(0))


Bloque: TypeAlias = Programa | Actividad
"""What carries a ficha and líneas: a block of the official layout."""


def etiqueta_bloque(bloque: Bloque) -> str:
    """A block as told to a person: "Programa 1"."""
    kind = "Programa" if isinstance(bloque, Programa) else "Actividad"
    return f"{kind} {bloque.numero}"


@dataclass(frozen=True, slots=True)
class ItemFoda:
    """One entry of a FODA list."""

    id: int
    texto: str


@dataclass(frozen=True, slots=True)
class Foda:
    """Strengths, weaknesses, opportunities and threats, each an ordered list."""

    fortalezas: tuple[ItemFoda, ...] = ()
    debilidades: tuple[ItemFoda, ...] = ()
    oportunidades: tuple[ItemFoda, ...] = ()
    amenazas: tuple[ItemFoda, ...] = ()

    def items(self, cuadrante: Cuadrante) -> tuple[ItemFoda, ...]:
        """The list of one quadrant."""
        lists = {
            Cuadrante.FORTALEZAS: self.fortalezas,
            Cuadrante.DEBILIDADES: self.debilidades,
            Cuadrante.OPORTUNIDADES: self.oportunidades,
            Cuadrante.AMENAZAS: self.amenazas,
        }
        return lists[cuadrante]


@dataclass(frozen=True, slots=True)
class Copia:
    """That a POA was prepared from the plan of another ejercicio, and what was judged of its texts.

    *titular* is who headed the dependencia then. *pendientes* are the claves of the names and
    amounts that came with the copy, *aceptadas* those of any mention that may stay
    (poa/texto_viejo.py).
    """

    ejercicio: int
    titular: str = ""
    pendientes: frozenset[str] = frozenset()
    aceptadas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class CierreVigente:
    """A period that is closed now, and the folio its papers carry."""

    periodo: Periodo
    folio: str


@dataclass(frozen=True, slots=True)
class Poa:
    """The yearly plan of one dependencia, with everything reported about it.

    *copia* None: it was not prepared from the plan of another year.
    *meses_cerrados* (1–12) belong to closed periods and take no capture, *cierres* are those
    periods. *adecuacion_abierta*: the plan is authorised and a declared adecuación lets it change
    for now.
    """

    id: int
    dependencia: Dependencia
    ejercicio: int
    reglas: Reglas = Reglas()
    vision: str = ""
    mision: str = ""
    foda: Foda = Foda()
    fecha: date | None = None
    evaluador: str = EVALUADOR
    estado: EstadoPoa = EstadoPoa.BORRADOR
    revision: int = 1
    programas: tuple[Programa, ...] = ()
    actividades: tuple[Actividad, ...] = ()
    copia: Copia | None = None
    meses_cerrados: frozenset[int] = frozenset()
    adecuacion_abierta: bool = False
    cierres: tuple[CierreVigente, ...] = ()

    @property
    def bloques(self) -> tuple[Bloque, ...]:
        """Programas first, then actividades by number: the order of the official layout."""
        return (*self.programas, *self.actividades)

    @property
    def lineas(self) -> tuple[LineaAccion, ...]:
        """Every línea, in the order of the official layout."""
        return tuple(linea for bloque in self.bloques for linea in bloque.lineas)

    @property
    def titulo(self) -> str:
        """Name for windows and files: "Hacienda Municipal · POA 2024"."""
        return f"{self.dependencia.nombre} · POA {self.ejercicio}"


@dataclass(frozen=True, slots=True)
class ModeloLinea:
    """A línea to start others from: its texts, and when it is usually done.

    *temporalidad* is how often, in the last month of each period; *programado* the twelve
    quantities in hundredths where they were given one by one, else None. With neither the schedule
    is that of the ficha. *id* 0: it comes with the program.
    """

    id: int
    nombre: str
    texto: str
    unidad_medida: str = UNIDAD_MEDIDA
    medio_verificacion: str = ""
    responsable: str = ""
    programado: tuple[int, ...] | None = None
    temporalidad: Temporalidad | None = None


@dataclass(frozen=True, slots=True)
class PoaEncabezado:
    """Enough of a POA to choose it from a list."""

    id: int
    dependencia: str
    ejercicio: int


@dataclass(frozen=True, slots=True)
class Archivo:
    """Everything one .poa file holds."""

    municipio: Municipio
    poas: tuple[Poa, ...] = field(default=())
