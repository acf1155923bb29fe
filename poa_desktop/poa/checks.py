"""The checks ("Reglas de revisión"): what is wrong with a POA, as values, never exceptions.

Source: defects found in real POAs. One small function per rule; the tables below give each its
code, its severity and what the user should do, and the order in which they are told.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from poa_desktop.poa import checks_avance as avance
from poa_desktop.poa import checks_copia as copia
from poa_desktop.poa import checks_inversion as inversion
from poa_desktop.poa import checks_observado as observado
from poa_desktop.poa import checks_plan as plan
from poa_desktop.poa.checks_contexto import Contexto, ReglaRevision, SitioBloque, SitioLinea
from poa_desktop.poa.observado import ObservacionLinea
from poa_desktop.poa.problems import Gravedad, Problem
from poa_desktop.poa.records import Poa

_ERROR, _AVISO = Gravedad.ERROR, Gravedad.AVISO
_COPIED = "Revise los textos del año anterior (menú POA): corrija cada uno, o acéptelo."
_YEAR = "Corrija el año, o deje el texto si la cita es intencional."

_ANSWER = "Responda la observación de Planeación en Avance."
_JUDGE = "Planeación: revise la respuesta y dela por atendida, o devuélvala."

REGLAS_POA: tuple[ReglaRevision[Poa], ...] = (
    ReglaRevision(
        "nombre-vacio", _ERROR, plan.dependencia_sin_nombre, "Escriba el nombre de la dependencia."
    ),
    ReglaRevision("diagnostico-vacio", _AVISO, plan.diagnostico_vacio, "Complete el diagnóstico."),
    ReglaRevision("otro-ejercicio", _AVISO, plan.otro_ejercicio_poa, _YEAR),
    ReglaRevision("texto-del-ano-anterior", _AVISO, copia.menciones_poa, _COPIED),
    ReglaRevision("observacion-sin-respuesta", _AVISO, observado.sin_respuesta_poa, _ANSWER),
    ReglaRevision("observacion-respondida", _AVISO, observado.respondida_poa, _JUDGE),
)

REGLAS_BLOQUE: tuple[ReglaRevision[SitioBloque], ...] = (
    ReglaRevision("nombre-vacio", _ERROR, plan.sin_nombre, "Escriba el nombre."),
    ReglaRevision(
        "nombre-repetido", _AVISO, plan.nombre_repetido, "Cambie el nombre o borre el repetido."
    ),
    ReglaRevision("otro-ejercicio", _AVISO, plan.otro_ejercicio_bloque, _YEAR),
    ReglaRevision("texto-del-ano-anterior", _AVISO, copia.menciones_bloque, _COPIED),
    ReglaRevision(
        "actividad-sin-lineas", _ERROR, plan.sin_lineas, "Agregue al menos una línea de acción."
    ),
    ReglaRevision("metas-vacias", _AVISO, plan.metas_vacias, "Escriba las metas."),
    ReglaRevision(
        "metas-sin-numero", _AVISO, plan.metas_sin_numero, "Agregue una cantidad o un porcentaje."
    ),
    ReglaRevision(
        "inversion-sin-definir",
        _AVISO,
        plan.inversion_sin_definir,
        "Escriba el importe o elija «No genera gasto».",
    ),
    ReglaRevision(
        "gasto-sin-inversion",
        _AVISO,
        plan.gasto_sin_inversion,
        "Escriba el importe, o deje «No genera gasto» si paga otra área.",
    ),
    ReglaRevision(
        "beneficiados-faltan",
        _AVISO,
        plan.beneficiados_faltan,
        "Escriba los beneficiados directos e indirectos.",
    ),
    ReglaRevision(
        "periodo-incompleto", _AVISO, plan.periodo_incompleto, "Escriba las dos fechas del periodo."
    ),
    ReglaRevision(
        "periodo-invertido", _ERROR, plan.periodo_invertido, "Corrija las fechas Del y al."
    ),
    ReglaRevision(
        "periodo-fuera-del-ejercicio",
        _ERROR,
        plan.periodo_fuera,
        "Escriba una fecha dentro del ejercicio.",
    ),
    ReglaRevision(
        "temporalidad-falta",
        _AVISO,
        plan.temporalidad_falta,
        "Elija la temporalidad de la evaluación.",
    ),
    ReglaRevision(
        "gasto-excede",
        _AVISO,
        inversion.gasto_excede,
        "Revise los gastos, o actualice la inversión programada.",
    ),
    ReglaRevision(
        "gasto-no-previsto",
        _AVISO,
        inversion.gasto_no_previsto,
        "Escriba en Datos el importe programado, o borre los gastos que no le tocan.",
    ),
    ReglaRevision(
        "gasto-fuera-del-ejercicio",
        _ERROR,
        inversion.gasto_fuera_del_ejercicio,
        "Corrija la fecha, o borre el gasto si es de otro ejercicio.",
    ),
    ReglaRevision(
        "gasto-sin-comprobante",
        _AVISO,
        inversion.gasto_sin_comprobante,
        "Adjunte la factura o el recibo de cada gasto.",
    ),
    ReglaRevision(
        "gasto-repetido",
        _AVISO,
        inversion.gasto_repetido,
        "Borre el que sobra, o aclare el concepto si son gastos distintos.",
    ),
)

REGLAS_LINEA: tuple[ReglaRevision[SitioLinea], ...] = (
    ReglaRevision(
        "linea-vacia", _ERROR, plan.linea_sin_texto, "Escriba la línea de acción o elimínela."
    ),
    ReglaRevision(
        "linea-repetida", _AVISO, plan.linea_repetida, "Cambie el texto o borre la línea repetida."
    ),
    ReglaRevision("otro-ejercicio", _AVISO, plan.otro_ejercicio_linea, _YEAR),
    ReglaRevision("texto-del-ano-anterior", _AVISO, copia.menciones_linea, _COPIED),
    ReglaRevision("unidad-falta", _AVISO, plan.unidad_falta, "Escriba la unidad de medida."),
    ReglaRevision(
        "sin-programacion",
        _AVISO,
        plan.sin_programacion,
        "Programe al menos un mes en el calendario.",
    ),
    ReglaRevision(
        "programado-fuera-de-periodo",
        _AVISO,
        plan.programado_fuera,
        "Mueva la programación o amplíe el periodo de ejecución.",
    ),
    ReglaRevision(
        "sin-capturar",
        _AVISO,
        avance.sin_capturar,
        "Capture lo realizado; si no se hizo nada, escriba 0.",
    ),
    ReglaRevision(
        "realizado-sin-programar",
        _AVISO,
        avance.realizado_sin_programar,
        "Revise el mes capturado o la programación.",
    ),
    ReglaRevision(
        "variacion-sin-justificar",
        _ERROR,
        avance.variacion_sin_justificar,
        "Escriba la justificación de la variación.",
    ),
    ReglaRevision(
        "evidencia-falta", _AVISO, avance.evidencia_falta, "Adjunte la evidencia de cada mes."
    ),
    ReglaRevision(
        "evidencia-repetida",
        _AVISO,
        avance.evidencia_repetida,
        "Confirme que prueba las dos cosas, o adjunte la que corresponde.",
    ),
    ReglaRevision("observacion-sin-respuesta", _AVISO, observado.sin_respuesta, _ANSWER),
    ReglaRevision("observacion-respondida", _AVISO, observado.respondida, _JUDGE),
)


def revisar(
    poa: Poa, hoy: date, observaciones: Sequence[ObservacionLinea] = ()
) -> tuple[Problem, ...]:
    """Everything the checks find in a POA, in the order of the official layout, then of the rules.

    *hoy* decides which months and periods are over; *observaciones* is what Planeación asked. The
    same POA, day and observations give the same tuple.
    """
    return tuple(_problems(Contexto(poa, hoy, observaciones)))


def _problems(contexto: Contexto) -> Iterator[Problem]:
    for regla in REGLAS_POA:
        yield from regla.problems(contexto, contexto.poa)
    for sitio, lineas in zip(contexto.bloques, contexto.lineas, strict=True):
        for regla_bloque in REGLAS_BLOQUE:
            yield from regla_bloque.problems(contexto, sitio)
        for sitio_linea in lineas:
            for regla_linea in REGLAS_LINEA:
                yield from regla_linea.problems(contexto, sitio_linea)
