"""What each of the four rules would give for a POA, why, and what would change against today's.

Values for whoever shows them: the window's dialog and the command line say the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from poa_desktop.poa.evaluacion import Evaluacion, Medida, evaluar, medir, motivo_rechazo
from poa_desktop.poa.periodos import Periodo, Temporalidad, periodo_anual, periodos_de
from poa_desktop.poa.records import Bloque, Poa, Regla, Reglas
from poa_desktop.poa.reglas_porque import porque
from poa_desktop.poa.sello import Sello
from poa_desktop.poa.tramites import Paso


@dataclass(frozen=True, slots=True)
class Ventana:
    """A period, as itself or from January to its end."""

    periodo: Periodo
    acumulado: bool = False

    @property
    def titulo(self) -> str:
        """Heading of its column: "T2", "Año", "a T2" when from January."""
        return f"a {self.periodo.corto}" if self.acumulado else self.periodo.corto

    @property
    def en_palabras(self) -> str:
        """Name in full."""
        tail = ", acumulado desde enero" if self.acumulado else ""
        return f"{self.periodo.en_palabras}{tail}"


@dataclass(frozen=True, slots=True)
class CambioBloque:
    """A programa or actividad (None: the whole POA) of another colour under another rule."""

    bloque: Bloque | None
    antes: Medida
    despues: Medida


@dataclass(frozen=True, slots=True)
class ResultadoRegla:
    """What one rule gives in one window: the whole, why, and what differs from today's rule.

    *cambios* are the blocks whose colour (of the exact value) would be another one; *otros* counts
    those whose percentage alone would be.
    """

    ventana: Ventana
    medida: Medida
    porque: str
    total: CambioBloque
    cambios: tuple[CambioBloque, ...]
    otros: int


@dataclass(frozen=True, slots=True)
class ReglaComparada:
    """One rule in every window. *rechazo*: why it cannot be chosen for the ejercicio, or None."""

    regla: Regla
    resultados: tuple[ResultadoRegla, ...]
    rechazo: str | None = None


@dataclass(frozen=True, slots=True)
class Comparacion:
    """The four rules for one POA under *propuestas*, against the *vigentes* of its ejercicio."""

    poa: Poa
    vigentes: Reglas
    propuestas: Reglas
    ventanas: tuple[Ventana, ...]
    reglas: tuple[ReglaComparada, ...]

    def de(self, regla: Regla) -> ReglaComparada:
        """What one rule gives."""
        return next(each for each in self.reglas if each.regla is regla)


def ventanas_de(periodo: Periodo, *, acumulado: bool = False) -> tuple[Ventana, ...]:
    """The quarters and the year, and the chosen period before them where it is another one."""
    quarters = periodos_de(Temporalidad.TRIMESTRAL, periodo.ejercicio)
    usual = (*quarters, periodo_anual(periodo.ejercicio))
    chosen = () if periodo in usual else (periodo,)
    return tuple(
        Ventana(each, acumulado and each.letra != "A")  # the year is the same both ways
        for each in (*chosen, *usual)
    )


def comparar(
    poa: Poa,
    ventanas: Sequence[Ventana],
    hoy: date,
    *,
    propuestas: Reglas | None = None,
    otros: Iterable[Poa] = (),
) -> Comparacion:
    """Compare the rules on a POA. *propuestas* (None: today's) gives the limits of the lights.

    *otros* are the further POAs of the ejercicio, which a rule has to suit too.
    """
    proposed = propuestas or poa.reglas
    poas = (poa, *otros)
    evaluations = [(each, _evaluated(poa, each, hoy, proposed)) for each in ventanas]
    today = [_measured(evaluation, poa.reglas, poa) for _, evaluation in evaluations]
    compared = []
    for regla in Regla:
        reglas = replace(proposed, regla=regla)
        results = tuple(
            _result(ventana, evaluation, before, _measured(evaluation, reglas, poa))
            for (ventana, evaluation), before in zip(evaluations, today, strict=True)
        )
        compared.append(ReglaComparada(regla, results, rechazo_de_regla(poas, regla)))
    return Comparacion(poa, poa.reglas, proposed, tuple(ventanas), tuple(compared))


_Medidas = tuple[Medida, tuple[Medida, ...]]
"""The whole, and each block."""


def _evaluated(poa: Poa, ventana: Ventana, hoy: date, reglas: Reglas) -> Evaluacion:
    """The líneas do not depend on the rule: they are evaluated once for the four."""
    usual = replace(reglas, regla=Regla.ACTOS)
    return evaluar(poa, ventana.periodo, hoy, acumulado=ventana.acumulado, reglas=usual)


def _measured(evaluacion: Evaluacion, reglas: Reglas, poa: Poa) -> _Medidas:
    rechazo = motivo_rechazo(poa, reglas.regla)
    groups = [each.lineas for each in evaluacion.bloques]
    return (
        medir(groups, reglas, rechazo),
        tuple(medir([each], reglas, rechazo) for each in groups),
    )


def _result(
    ventana: Ventana, evaluacion: Evaluacion, before: _Medidas, after: _Medidas
) -> ResultadoRegla:
    blocks = [
        CambioBloque(each.bloque, old, new)
        for each, old, new in zip(evaluacion.bloques, before[1], after[1], strict=True)
        if new.rechazo is None
    ]
    changed = tuple(each for each in blocks if each.antes.semaforo is not each.despues.semaforo)
    moved = [each for each in blocks if each.antes.porcentaje != each.despues.porcentaje]
    return ResultadoRegla(
        ventana,
        after[0],
        porque(evaluacion, after[0]),
        CambioBloque(None, before[0], after[0]),
        changed,
        sum(each not in changed for each in moved),
    )


def rechazo_de_regla(poas: Sequence[Poa], regla: Regla) -> str | None:
    """Why a rule cannot be that of an ejercicio: one of its POAs refuses it. None when it can be.

    *poas* are those of the ejercicio, the one at hand first.
    """
    refusing = [(each, motivo_rechazo(each, regla)) for each in poas]
    refusing = [each for each in refusing if each[1] is not None]
    if not refusing:
        return None
    poa, reason = refusing[0]
    if poa is poas[0]:
        return reason
    more = f" y {len(refusing) - 1} más" if len(refusing) > 1 else ""
    return f"No sirve para otro POA del archivo ({poa.dependencia.nombre}{more}). {reason}"


CambioPoa = tuple[Poa, Medida, Medida]
"""Another POA, and its whole before and after."""


def cambios_en_otros(
    otros: Iterable[Poa], ventana: Ventana, hoy: date, propuestas: Reglas
) -> tuple[CambioPoa, ...]:
    """The further POAs whose whole would change its colour, with its measures before and after."""
    found = []
    for poa in otros:
        evaluation = _evaluated(poa, ventana, hoy, propuestas)
        before = _measured(evaluation, poa.reglas, poa)[0]
        after = _measured(evaluation, propuestas, poa)[0]
        if before.semaforo is not after.semaforo:
            found.append((poa, before, after))
    return tuple(found)


def cierre_que_congela(sellos: Iterable[Sello], ejercicio: int) -> Sello | None:
    """The first cierre of an ejercicio, of any POA of the file: from then on its rule stays."""
    for each in sellos:
        if each.paso is Paso.CIERRE and each.periodo.startswith(f"{ejercicio}-"):
            return each
    return None


def congelada_en_palabras(sello: Sello) -> str:
    """That the rule does not change any more, and since which act."""
    return (
        f"La regla quedó fija con el primer cierre del ejercicio ({sello.periodo}, folio "
        f"{sello.folio}, {sello.cuando:%d/%m/%Y}) y ya no cambia."
    )
