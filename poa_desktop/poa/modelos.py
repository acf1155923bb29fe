"""Plantillas of líneas: the ones that come with the program, finding one, making one's own."""

from collections.abc import Iterable, Sequence

from poa_desktop.poa.calendario import UN_ACTO, programado_predeterminado
from poa_desktop.poa.formats import format_cantidad
from poa_desktop.poa.periodos import MESES_CORTOS, Temporalidad
from poa_desktop.poa.records import Ficha, LineaAccion, ModeloLinea
from poa_desktop.poa.text import fold

_M, _T, _S, _A = (
    Temporalidad.MENSUAL,
    Temporalidad.TRIMESTRAL,
    Temporalidad.SEMESTRAL,
    Temporalidad.ANUAL,
)
_NAME = 60  # characters of a línea that make a name

_ROWS: tuple[tuple[str, str, str, str, Temporalidad], ...] = (
    ("Informe mensual", "Elaborar y entregar el informe mensual de actividades.",
     "Informe", "Informe con acuse de recibo", _M),
    ("Avance trimestral", "Entregar a Planeación el avance trimestral del POA con su evidencia.",
     "Informe", "Acuse de Planeación", _T),
    ("Informe de gobierno", "Reunir la información del área para el informe anual de gobierno.",
     "Documento", "Documento entregado", _A),
    ("Reunión de trabajo", "Llevar a cabo la reunión mensual de seguimiento con el personal.",
     "Reunión", "Lista de asistencia y minuta", _M),
    ("Capacitación del personal", "Capacitar al personal en los temas de su puesto.",
     "Capacitación", "Lista de asistencia y constancias", _S),
    ("Atención al público", "Atender en ventanilla los trámites que solicita la ciudadanía.",
     "Trámite", "Registro de atención", _M),
    ("Respuesta a solicitudes", "Responder en plazo las solicitudes de información pública.",
     "Solicitud", "Oficio de respuesta", _M),
    ("Obligaciones de transparencia", "Actualizar los formatos de transparencia del área.",
     "Documento", "Acuse de carga en el portal", _T),
    ("Control de inventario", "Revisar el inventario de bienes y conciliarlo con Patrimonio.",
     "Inventario", "Inventario firmado", _S),
    ("Control de combustible", "Registrar en bitácora el consumo de combustible de cada vehículo.",
     "Reporte", "Bitácora del mes", _M),
    ("Mantenimiento de vehículos", "Dar mantenimiento preventivo a los vehículos del área.",
     "Servicio", "Orden de servicio y factura", _T),
    ("Archivo del área", "Ordenar y transferir los expedientes al archivo de concentración.",
     "Expediente", "Inventario de transferencia", _A),
    ("Supervisión en campo", "Supervisar los trabajos en campo y anotar lo que se encuentre.",
     "Supervisión", "Reporte fotográfico", _M),
    ("Campaña de difusión", "Difundir los servicios del área entre la población.",
     "Campaña", "Material y publicaciones", _T),
    ("Circular a las áreas", "Enviar a las áreas la circular con los lineamientos vigentes.",
     "Circular", "Circular con acuses", _T),
    ("Requisición de insumos", "Integrar la requisición de insumos y dar seguimiento a su entrega.",
     "Documento", "Requisición sellada", _T),
    ("Anteproyecto de presupuesto", "Elaborar el anteproyecto de presupuesto del área.",
     "Documento", "Anteproyecto entregado", _A),
    ("POA del año siguiente", "Elaborar el Programa Operativo Anual del año siguiente.",
     "Documento", "POA firmado", _A),
)  # fmt: skip

DEL_PROGRAMA = tuple(
    ModeloLinea(0, name, text, unit, proof, temporalidad=temporalidad)
    for name, text, unit, proof, temporalidad in _ROWS
)
"""Common work of any office, in our own words."""


def buscar(modelos: Iterable[ModeloLinea], texto: str) -> tuple[ModeloLinea, ...]:
    """The plantillas in which every word is found, accents and case aside."""
    words = fold(texto).split()
    return tuple(
        each
        for each in modelos
        if all(word in fold(f"{each.nombre} {each.texto} {each.unidad_medida}") for word in words)
    )


def programado_de(modelo: ModeloLinea, ficha: Ficha, ejercicio: int) -> tuple[int, ...]:
    """The schedule of a línea made from a plantilla, in hundredths by month.

    What it says of a month or of how often, else the default of the ficha; within its Del–al.
    """
    if modelo.programado is not None:
        return modelo.programado
    if modelo.temporalidad is None:
        return programado_predeterminado(ficha, ejercicio)
    own = Ficha(
        periodo_del=ficha.periodo_del,
        periodo_al=ficha.periodo_al,
        temporalidad=modelo.temporalidad,
    )
    return programado_predeterminado(own, ejercicio)


def cuando(modelo: ModeloLinea) -> str:
    """Its schedule in words."""
    if modelo.temporalidad is not None:
        return modelo.temporalidad.etiqueta
    if modelo.programado is None:
        return "Según la ficha"
    months = [
        MESES_CORTOS[place] + (f" ({format_cantidad(amount)})" if amount != UN_ACTO else "")
        for place, amount in enumerate(modelo.programado)
        if amount
    ]
    return ", ".join(months) or "Sin programación"


def modelo_de(linea: LineaAccion) -> ModeloLinea:
    """A plantilla that says what a línea says, named by its first words."""
    text = " ".join(linea.texto.split())
    name = text if len(text) <= _NAME else text[:_NAME].rsplit(" ", 1)[0] + "…"
    return ModeloLinea(
        0,
        name,
        linea.texto,
        linea.unidad_medida,
        linea.medio_verificacion,
        linea.responsable,
        linea.programado if any(linea.programado) else None,
    )


def nuevos(propios: Sequence[ModeloLinea], ajenos: Iterable[ModeloLinea]) -> list[ModeloLinea]:
    """Those of another file that this one has not, by name."""
    known = {fold(each.nombre) for each in propios}
    return [each for each in ajenos if fold(each.nombre) not in known]
