"""What a period still lacks before it is sent or closed: values with the place to go to.

Source: design, "Evaluation" (sin capturar blocks the cierre until captured or confirmed as 0; a
justificación is required before sending or closing) and "Workflow".
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from poa_desktop.poa.claves import resultados_con_clave
from poa_desktop.poa.evaluacion import Evaluacion, ResultadoLinea, evaluar
from poa_desktop.poa.formats import fecha_corta, format_porcentaje
from poa_desktop.poa.observado import EstadoObservacion, ObservacionLinea, lugar_observado
from poa_desktop.poa.periodos import Periodo, meses_en_palabras
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import EstadoEvidencia, EstadoPoa, Poa
from poa_desktop.poa.semaforo import exact
from poa_desktop.poa.tramites import Paso, Tramite, periodos_cerrados


class TipoRequisito(StrEnum):
    """What is lacking."""

    PERIODO_EN_CURSO = "periodo-en-curso"
    REGLA_NO_APLICA = "regla-no-aplica"
    SIN_CAPTURAR = "sin-capturar"
    SIN_JUSTIFICAR = "sin-justificar"
    SIN_RESPUESTA = "observacion-sin-respuesta"
    EVIDENCIA_OBSERVADA = "evidencia-observada"
    EVIDENCIA_FALTA = "evidencia-falta"
    EVIDENCIA_PENDIENTE = "evidencia-pendiente"
    POA_BORRADOR = "poa-borrador"
    ADECUACION_ABIERTA = "adecuacion-abierta"
    PERIODO_ANTERIOR = "periodo-anterior-abierto"
    NADA_PROGRAMADO = "nada-programado"
    RELOJ_ATRASADO = "reloj-atrasado"


@dataclass(frozen=True, slots=True)
class Requisito:
    """One thing that is lacking. *bloquea*: the step is refused; else the user may go on.

    *clave* is the línea's ("A3.1"), "" for the period as a whole.
    """

    tipo: TipoRequisito
    bloquea: bool
    donde: Lugar
    clave: str
    mensaje: str
    que_hacer: str


def requisitos(
    poa: Poa,
    periodo: Periodo,
    hoy: date,
    paso: Paso,
    *,
    observaciones: Iterable[ObservacionLinea] = (),
    tramites: Iterable[Tramite] = (),
    en_cero: bool = False,
) -> tuple[Requisito, ...]:
    """What an envío or a cierre of a period lacks, what blocks first, then in printing order.

    *en_cero*: the due months that nobody captured are confirmed as 0 with the step, so they do
    not block; their justificación does. Raises PoaError for a period of another ejercicio.
    """
    evaluacion = evaluar(poa, periodo, hoy)
    steps = tuple(tramites)
    found = [
        *_of_period(poa, evaluacion, hoy, paso, steps),
        *_of_clock(poa, hoy, steps),
        *_of_lineas(evaluacion, hoy, en_cero, poa.meses_cerrados),
        *_of_observaciones(poa, periodo, paso, observaciones),
        *_of_evidence(evaluacion, paso),
    ]
    return tuple(sorted(found, key=lambda each: not each.bloquea))


def blocking(found: Iterable[Requisito]) -> tuple[Requisito, ...]:
    """Those that refuse the step."""
    return tuple(each for each in found if each.bloquea)


def _whole(poa: Poa, campo: str = "") -> Lugar:
    return Lugar(TipoLugar.POA, poa.id, campo, poa.titulo)


def _of_poa(
    poa: Poa, tipo: TipoRequisito, mensaje: str, que_hacer: str, *, bloquea: bool = False
) -> Requisito:
    """What is lacking of the period as a whole."""
    return Requisito(tipo, bloquea, _whole(poa), "", mensaje, que_hacer)


def _of_period(
    poa: Poa, evaluacion: Evaluacion, hoy: date, paso: Paso, tramites: tuple[Tramite, ...]
) -> Iterator[Requisito]:
    periodo, closing = evaluacion.periodo, paso is Paso.CIERRE
    if hoy <= periodo.fin:
        begun = hoy >= periodo.inicio
        when = f"termina el {fecha_corta(periodo.fin)}"
        yield _of_poa(
            poa,
            TipoRequisito.PERIODO_EN_CURSO,
            f"El periodo {when if begun else f'comienza el {fecha_corta(periodo.inicio)}'}.",
            "Espere a que termine, o revise la fecha del equipo.",
            bloquea=closing or not begun,
        )
    yield from _of_figures(poa, evaluacion)
    if poa.estado is not EstadoPoa.AUTORIZADO:
        yield _of_poa(
            poa,
            TipoRequisito.POA_BORRADOR,
            "El POA sigue en borrador: su plan todavía puede cambiar sin justificación.",
            "Autorícelo antes, si ya está aprobado.",
        )
    elif poa.adecuacion_abierta:
        yield _of_poa(
            poa,
            TipoRequisito.ADECUACION_ABIERTA,
            "Hay una adecuación abierta: el plan todavía puede cambiar.",
            "Conclúyala antes.",
        )
    if closing:
        yield from _earlier_open(poa, periodo, tramites)


def _of_figures(poa: Poa, evaluacion: Evaluacion) -> Iterator[Requisito]:
    """Why the period has no percentage."""
    if evaluacion.total.rechazo is not None:
        yield _of_poa(
            poa,
            TipoRequisito.REGLA_NO_APLICA,
            "La regla «cantidades» no se puede aplicar: hay unidades de medida distintas.",
            "Elija otra regla de evaluación o use una sola unidad.",
            bloquea=True,
        )
    elif not poa.lineas:
        yield _of_poa(
            poa,
            TipoRequisito.NADA_PROGRAMADO,
            "El POA no tiene líneas de acción: no hay qué evaluar.",
            "Captúrelas antes, y prográmelas en el calendario.",
            bloquea=True,
        )
    elif not any(each.programado for block in evaluacion.bloques for each in block.lineas):
        yield _of_poa(
            poa,
            TipoRequisito.NADA_PROGRAMADO,
            "Nada está programado en el periodo: la hoja dirá «Sin programación».",
            "Revise el calendario si no es así.",
        )


def _of_clock(poa: Poa, hoy: date, tramites: tuple[Tramite, ...]) -> Iterator[Requisito]:
    """The day that the act will bear lies before one that was taken already."""
    last = max((each.cuando.date() for each in tramites), default=hoy)
    if hoy < last:
        yield Requisito(
            TipoRequisito.RELOJ_ATRASADO,
            False,
            _whole(poa),
            "",
            f"El equipo dice que hoy es {fecha_corta(hoy)}, y el POA ya tiene un trámite del "
            f"{fecha_corta(last)}.",
            "Corrija la fecha del equipo antes: queda en el acta.",
        )


def _earlier_open(poa: Poa, periodo: Periodo, tramites: tuple[Tramite, ...]) -> Iterator[Requisito]:
    closed = {mes for each in periodos_cerrados(tramites) for mes in each.meses}
    earlier = [mes for mes in range(1, periodo.meses[0]) if mes not in closed]
    if earlier:
        yield Requisito(
            TipoRequisito.PERIODO_ANTERIOR,
            False,
            _whole(poa),
            "",
            f"{meses_en_palabras(earlier).capitalize()} siguen abiertos: el acumulado que se "
            "congela ya no seguirá sus cambios."
            if len(earlier) > 1
            else f"{meses_en_palabras(earlier).capitalize()} sigue abierto: el acumulado que se "
            "congela ya no seguirá sus cambios.",
            "Cierre antes los periodos anteriores.",
        )


def _of_lineas(
    evaluacion: Evaluacion, hoy: date, en_cero: bool, cerrados: frozenset[int]
) -> Iterator[Requisito]:
    for clave, each in resultados_con_clave(evaluacion):
        if each.sin_capturar and not en_cero:
            yield Requisito(
                TipoRequisito.SIN_CAPTURAR,
                True,
                _of_linea(each, clave, "realizado", each.sin_capturar[0]),
                clave,
                f"{clave}: falta capturar {meses_en_palabras(each.sin_capturar)}.",
                "Captúrelo, o confirme que fue 0.",
            )
        if _lacks_reason(each, evaluacion, hoy, en_cero):
            yield _unjustified(each, clave, evaluacion.meses, cerrados)


def _unjustified(
    each: ResultadoLinea, clave: str, meses: tuple[int, ...], cerrados: frozenset[int]
) -> Requisito:
    """A variation without its reason; it blocks unless every month that could hold it is closed."""
    opened = tuple(mes for mes in meses if mes not in cerrados)
    return Requisito(
        TipoRequisito.SIN_JUSTIFICAR,
        bool(opened),
        _of_linea(each, clave, "justificacion", _month_for_reason(each, opened or meses)),
        clave,
        f"{clave}: tiene {format_porcentaje(each.porcentaje)} y falta la justificación.",
        "Escriba la justificación de la variación."
        if opened
        else "Sus meses están cerrados: dígalo en la nota, o reabra el periodo.",
    )


def _lacks_reason(each: ResultadoLinea, evaluacion: Evaluacion, hoy: date, en_cero: bool) -> bool:
    """Whether a variation lacks its reason; where nothing is captured, that is told instead.

    Until the period is over what is missing may still be done: only too much needs its reason.
    """
    if not each.requiere_justificacion or (each.sin_capturar and not en_cero):
        return False
    limit = exact(evaluacion.reglas.justificar_sobre)
    if hoy <= evaluacion.periodo.fin and (each.porcentaje or 0) <= limit:
        return False
    return not any(each.linea.avances[mes - 1].justificacion.strip() for mes in evaluacion.meses)


def _month_for_reason(each: ResultadoLinea, meses: tuple[int, ...]) -> int:
    """The last of some months with something programado: where one writes the reason."""
    due = [mes for mes in meses if each.linea.programado[mes - 1]]
    return due[-1] if due else meses[-1]


def _of_observaciones(
    poa: Poa, periodo: Periodo, paso: Paso, observaciones: Iterable[ObservacionLinea]
) -> Iterator[Requisito]:
    claves = {
        linea.id: f"{bloque.clave}.{number}"
        for bloque in poa.bloques
        for number, linea in enumerate(bloque.lineas, 1)
    }
    for each in observaciones:
        if not each.dentro_de(periodo) or not each.abierta:
            continue
        unanswered = each.estado is EstadoObservacion.PENDIENTE
        if paso is Paso.ENVIO and not unanswered:
            continue
        clave = claves.get(each.linea_id or 0, "")
        lugar = _whole(poa, "observacion")
        if each.linea_id is not None:
            lugar = lugar_observado(each, f"Línea {clave}")
        what = "sin respuesta" if unanswered else "respondida, sin dar por atendida"
        yield Requisito(
            TipoRequisito.SIN_RESPUESTA,
            True,
            lugar,
            clave,
            f"{clave or 'POA'}: hay una observación {what}.",
            "Responda lo observado."
            if unanswered
            else "Revise la respuesta y dé lo observado por atendido.",
        )


def _of_evidence(evaluacion: Evaluacion, paso: Paso) -> Iterator[Requisito]:
    states = {EstadoEvidencia.OBSERVADA: (TipoRequisito.EVIDENCIA_OBSERVADA, "observada")}
    if paso is Paso.CIERRE:  # nobody reviews before it is sent
        states[EstadoEvidencia.PENDIENTE] = (TipoRequisito.EVIDENCIA_PENDIENTE, "sin revisar")
    for clave, each in resultados_con_clave(evaluacion):
        avances = [(mes, each.linea.avances[mes - 1]) for mes in evaluacion.meses]
        bare = [mes for mes, avance in avances if avance.realizado and not avance.evidencias]
        if bare:
            yield Requisito(
                TipoRequisito.EVIDENCIA_FALTA,
                False,
                _of_linea(each, clave, "evidencias", bare[0]),
                clave,
                f"{clave}: reporta avance en {meses_en_palabras(bare)} sin evidencia.",
                "Adjunte la evidencia.",
            )
        for estado, (tipo, word) in states.items():
            counts = {
                mes: sum(file.estado is estado for file in avance.evidencias)
                for mes, avance in avances
            }
            meses = [mes for mes, count in counts.items() if count]
            if meses:
                count = sum(counts.values())
                files = "1 evidencia" if count == 1 else f"{count} evidencias"
                yield Requisito(
                    tipo,
                    False,
                    _of_linea(each, clave, "evidencias", meses[0]),
                    clave,
                    f"{clave}: {files} de {meses_en_palabras(meses)} {word}"
                    f"{'s' if count > 1 and tipo is TipoRequisito.EVIDENCIA_OBSERVADA else ''}.",
                    _REVIEW[tipo],
                )


_REVIEW = {
    TipoRequisito.EVIDENCIA_OBSERVADA: "Sustituya la evidencia observada.",
    TipoRequisito.EVIDENCIA_PENDIENTE: "Acepte u observe la evidencia.",
}


def _of_linea(each: ResultadoLinea, clave: str, campo: str, mes: int) -> Lugar:
    return Lugar(TipoLugar.LINEA, each.linea.id, campo, f"Línea {clave}", mes)
