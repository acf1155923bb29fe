"""What an acta says of a closed period, as values: counts and lists of the frozen content."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from poa_desktop.poa.cifras import CifrasCongeladas, Ventana, cifras_congeladas
from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.congelado import Confirmado, Congelado
from poa_desktop.poa.evaluacion import EstadoLinea
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.records import EstadoEvidencia, LineaAccion


@dataclass(frozen=True, slots=True)
class Justificada:
    """A justificación of a línea in a month (1–12), with the línea's raw percentage."""

    clave: str
    texto: str
    mes: int
    porcentaje: Fraction | None
    justificacion: str


@dataclass(frozen=True, slots=True)
class EnCero:
    """The months of a línea with something programado in which nothing was done."""

    clave: str
    meses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ObservacionCerrada:
    """An observation with the clave its línea had; "" when it is about the POA, or gone."""

    clave: str
    observacion: ObservacionLinea


@dataclass(frozen=True, slots=True)
class ResumenCierre:
    """Counts and lists, in printing order. *reportados* were captured as 0, *confirmados* were
    confirmed as 0 by the cierre itself."""

    periodo: Periodo
    cifras: CifrasCongeladas
    acumulado: CifrasCongeladas
    lineas: Mapping[EstadoLinea, int]
    actos_proyectados: int
    actos_realizados: int
    evidencias: Mapping[EstadoEvidencia, int]
    observaciones: tuple[ObservacionCerrada, ...]
    justificadas: tuple[Justificada, ...]
    reportados: tuple[EnCero, ...]
    confirmados: tuple[EnCero, ...]

    @property
    def estados_de_observaciones(self) -> Mapping[EstadoObservacion, int]:
        """How many observations are in each state."""
        return Counter(each.observacion.estado for each in self.observaciones)


def resumen_de(contenido: Congelado) -> ResumenCierre:
    """The summary of a closed period. Raises PoaError when its figures cannot be read."""
    periodo = contenido.periodo
    assert periodo is not None
    cifras = cifras_congeladas(contenido, Ventana.DEL_PERIODO)
    placed = [pair for each in contenido.poa.bloques for pair in con_clave(each)]
    claves = {linea.id: clave for clave, linea in placed}
    meses = periodo.meses
    proofs = (
        file.estado for _, linea in placed for mes in meses
        for file in linea.avances[mes - 1].evidencias
    )  # fmt: skip
    confirmed = frozenset(contenido.confirmados)
    return ResumenCierre(
        periodo,
        cifras,
        cifras_congeladas(contenido, Ventana.ACUMULADO),
        Counter(each.estado for each in cifras.lineas.values()),
        sum(each.actos_proyectados for each in cifras.lineas.values()),
        sum(each.actos_realizados for each in cifras.lineas.values()),
        Counter(proofs),
        tuple(
            ObservacionCerrada(claves.get(each.linea_id or 0, ""), each)
            for each in contenido.observaciones
        ),
        tuple(_justificadas(placed, meses, cifras)),
        tuple(_zeros(placed, meses, confirmed, wanted=False)),
        tuple(_zeros(placed, meses, confirmed, wanted=True)),
    )


_Placed = list[tuple[str, LineaAccion]]


def _justificadas(
    placed: _Placed, meses: tuple[int, ...], cifras: CifrasCongeladas
) -> Iterator[Justificada]:
    for clave, linea in placed:
        for mes in meses:
            said = linea.avances[mes - 1].justificacion.strip()
            if said:
                share = cifras.lineas[clave].porcentaje if clave in cifras.lineas else None
                yield Justificada(clave, linea.texto, mes, share, said)


def _zeros(
    placed: _Placed, meses: tuple[int, ...], confirmed: frozenset[Confirmado], *, wanted: bool
) -> Iterator[EnCero]:
    for clave, linea in placed:
        found = tuple(
            mes
            for mes in meses
            if linea.programado[mes - 1]
            and linea.avances[mes - 1].realizado == 0
            and (Confirmado(linea.id, mes) in confirmed) is wanted
        )
        if found:
            yield EnCero(clave, found)
