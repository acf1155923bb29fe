"""Checks of what is reported: captured months, variation, evidence."""

from collections.abc import Iterator
from fractions import Fraction

from poa_desktop.poa.calendario import total
from poa_desktop.poa.checks_contexto import Contexto, Hallazgo, PeriodoRevisado, SitioLinea, cita
from poa_desktop.poa.evaluacion import fuera_de_limites
from poa_desktop.poa.formats import format_cantidad, format_porcentaje
from poa_desktop.poa.periodos import MESES, meses_en_palabras


def sin_capturar(contexto: Contexto, sitio: SitioLinea) -> Iterator[Hallazgo]:
    """Months that are over, with a quantity programada, whose realizado nobody captured.

    One finding a línea, at its first month: a list by month would hide everything else.
    """
    linea = sitio.linea
    meses = [
        mes
        for mes in contexto.terminados
        if linea.programado[mes - 1] and sitio.realizado[mes - 1] is None
    ]
    if meses:
        yield (
            sitio.lugar("realizado", meses[0]),
            f"Falta capturar {meses_en_palabras(meses)} de la línea {cita(linea.texto)}.",
        )


def realizado_sin_programar(contexto: Contexto, sitio: SitioLinea) -> Iterator[Hallazgo]:
    """Something done in an evaluation period in which nothing is programado.

    Within a period the month does not matter: work done early or late in it is normal.
    """
    linea = sitio.linea
    if not any(sitio.realizado):
        return
    for periodo in contexto.periodos(sitio.en.bloque):
        if total(linea.programado, periodo.meses):
            continue
        done = [mes for mes in periodo.meses if sitio.realizado[mes - 1]]
        if done:
            realizado = format_cantidad(total(sitio.realizado, periodo.meses))
            yield (
                sitio.lugar("realizado", done[0]),
                f"La línea {cita(linea.texto)} reporta {realizado} donde no hay nada programado "
                f"({periodo.en_palabras}): no cuenta en el porcentaje.",
            )


def variacion_sin_justificar(contexto: Contexto, sitio: SitioLinea) -> Iterator[Hallazgo]:
    """The raw percentage of a period that is over lies outside the limits, and nobody says why.

    Where nothing at all was captured the missing capture is told instead.
    """
    for periodo in contexto.periodos(sitio.en.bloque):
        if periodo.terminado:
            porcentaje = _reported(sitio, periodo)
            if fuera_de_limites(porcentaje, contexto.poa.reglas) and not _justified(sitio, periodo):
                yield (
                    sitio.lugar("justificacion", periodo.meses[-1]),
                    f"La línea {cita(sitio.linea.texto)} tiene {format_porcentaje(porcentaje)} "
                    f"({periodo.en_palabras}) y falta la justificación.",
                )


def _reported(sitio: SitioLinea, periodo: PeriodoRevisado) -> Fraction | None:
    """Raw percentage of a period; None when nothing is programado or nothing was captured."""
    programado = total(sitio.linea.programado, periodo.meses)
    if not programado or all(sitio.realizado[mes - 1] is None for mes in periodo.meses):
        return None
    return Fraction(total(sitio.realizado, periodo.meses) * 100, programado)


def _justified(sitio: SitioLinea, periodo: PeriodoRevisado) -> bool:
    return any(sitio.linea.avances[mes - 1].justificacion.strip() for mes in periodo.meses)


def evidencia_falta(contexto: Contexto, sitio: SitioLinea) -> Iterator[Hallazgo]:
    """Months reported as done without any evidencia: one finding a línea, at the first month."""
    meses = [
        mes
        for mes, realizado in enumerate(sitio.realizado, start=1)
        if realizado and not sitio.linea.avances[mes - 1].evidencias
    ]
    if meses:
        yield (
            sitio.lugar("evidencias", meses[0]),
            f"La línea {cita(sitio.linea.texto)} reporta avance en {meses_en_palabras(meses)} "
            "sin evidencia.",
        )


def evidencia_repetida(contexto: Contexto, sitio: SitioLinea) -> Iterator[Hallazgo]:
    """The same content proves another month or línea too: legitimate, or the wrong file.

    Names do not tell, so whoever reviews cannot see it. One finding a línea, at its first month;
    an empty file proves nothing and is left out.
    """
    for mes, avance in enumerate(sitio.linea.avances, start=1):
        for evidencia in avance.evidencias:
            first, when = contexto.pruebas[evidencia.sha256]
            here = first.linea.id == sitio.linea.id and when == mes
            if evidencia.tamano and not here:
                where = MESES[when - 1]
                if first.linea.id != sitio.linea.id:
                    where = f"{first.etiqueta}, {where}"
                yield (
                    sitio.lugar("evidencias", mes),
                    f"La línea {cita(sitio.linea.texto)} se prueba en {MESES[mes - 1]} con "
                    f"{cita(evidencia.nombre)}, el mismo archivo que en {where}.",
                )
                return
