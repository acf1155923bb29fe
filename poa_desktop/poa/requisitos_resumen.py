"""What a period lacks, by kind: how a group is called, and how it is told in one sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from poa_desktop.poa.requisitos import Requisito, TipoRequisito

_TITLES = {
    TipoRequisito.PERIODO_EN_CURSO: "El periodo no ha terminado",
    TipoRequisito.REGLA_NO_APLICA: "La regla no se puede aplicar",
    TipoRequisito.SIN_CAPTURAR: "Sin capturar",
    TipoRequisito.SIN_JUSTIFICAR: "Variación sin justificar",
    TipoRequisito.SIN_RESPUESTA: "Observaciones por atender",
    TipoRequisito.EVIDENCIA_OBSERVADA: "Evidencia observada",
    TipoRequisito.EVIDENCIA_FALTA: "Sin evidencia",
    TipoRequisito.EVIDENCIA_PENDIENTE: "Evidencia sin revisar",
    TipoRequisito.POA_BORRADOR: "POA en borrador",
    TipoRequisito.ADECUACION_ABIERTA: "Adecuación abierta",
    TipoRequisito.RELOJ_ATRASADO: "La fecha del equipo",
    TipoRequisito.PERIODO_ANTERIOR: "Periodos anteriores abiertos",
    TipoRequisito.NADA_PROGRAMADO: "Sin programación",
}
_MANY = {
    TipoRequisito.SIN_CAPTURAR: "líneas tienen meses sin capturar",
    TipoRequisito.SIN_JUSTIFICAR: "líneas tienen una variación sin justificar",
    TipoRequisito.SIN_RESPUESTA: "observaciones están por atender",
    TipoRequisito.EVIDENCIA_OBSERVADA: "líneas tienen evidencia observada",
    TipoRequisito.EVIDENCIA_FALTA: "líneas reportan avance sin evidencia",
    TipoRequisito.EVIDENCIA_PENDIENTE: "líneas tienen evidencia sin revisar",
}


@dataclass(frozen=True, slots=True)
class GrupoRequisitos:
    """Everything of one kind, in printing order. *bloquea*: the step is refused because of it."""

    tipo: TipoRequisito
    bloquea: bool
    requisitos: tuple[Requisito, ...]

    @property
    def es_lista(self) -> bool:
        """Whether it lists líneas or observaciones; else it is one fact of the period."""
        return self.tipo in _MANY

    @property
    def titulo(self) -> str:
        """The heading with its count, "Sin evidencia (63)"; a fact of the period has none."""
        title = _TITLES[self.tipo]
        return f"{title} ({len(self.requisitos):,})" if self.es_lista else title

    @property
    def resumen(self) -> str:
        """The group as one sentence: "63 líneas reportan avance sin evidencia."."""
        if len(self.requisitos) == 1 or not self.es_lista:
            return self.requisitos[0].mensaje
        return f"{len(self.requisitos):,} {_MANY[self.tipo]}."


def agrupar(found: Iterable[Requisito]) -> tuple[GrupoRequisitos, ...]:
    """What is lacking by kind, what blocks first, each kind where its first one stands."""
    groups: dict[tuple[bool, TipoRequisito], list[Requisito]] = {}
    for each in found:
        groups.setdefault((each.bloquea, each.tipo), []).append(each)
    return tuple(
        GrupoRequisitos(tipo, bloquea, tuple(group))
        for (bloquea, tipo), group in sorted(groups.items(), key=lambda item: not item[0][0])
    )


def cuenta(found: Iterable[Requisito]) -> str:
    """How many of each: "3 impedimentos, 12 avisos"; "nada falta" when there is none."""
    all_ = tuple(found)
    refused = sum(each.bloquea for each in all_)
    parts = []
    if refused:
        parts.append(f"{refused:,} {'impedimento' if refused == 1 else 'impedimentos'}")
    if len(all_) > refused:
        asked = len(all_) - refused
        parts.append(f"{asked:,} {'aviso' if asked == 1 else 'avisos'}")
    return ", ".join(parts) or "nada falta"
