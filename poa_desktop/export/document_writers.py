"""Who writes each document: (context, progress) in, bytes and notices out.

The writers themselves are imported when they are called: reportlab and openpyxl cost time.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from poa_desktop.export.document import Context, Progress, Rendered
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import Periodo

if TYPE_CHECKING:
    from poa_desktop.export.pdf_frame import PdfOutput


def official_pdf(context: Context, progress: Progress | None) -> Rendered:
    """The official POA."""
    from poa_desktop.export.pdf_oficial import write_official_pdf

    made = write_official_pdf(
        context.municipio, context.poa, context.hoy, progress, autorizacion=context.autorizacion
    )
    return made.content, made.notices


def official_xlsx(context: Context, progress: Progress | None) -> Rendered:
    """The official POA as a workbook."""
    from poa_desktop.export.libro import write_official_xlsx

    made = write_official_xlsx(
        context.municipio, context.poa, context.hoy, autorizacion=context.autorizacion
    )
    return made.content, made.notices


def evaluation_pdf(context: Context, progress: Progress | None) -> Rendered:
    """The evaluation sheet of the period, with its evidence when asked for."""
    from poa_desktop.export.pdf_evaluacion import write_evaluation_pdf

    assert context.periodo is not None
    write = partial(
        write_evaluation_pdf,
        context.municipio,
        context.poa,
        context.periodo,
        context.hoy,
        estado=context.cierres.estado(context.periodo),
        cerrado=context.cerrado,
    )
    return _annexed(write, "Hoja de evaluación", context, progress)


def unaltered_pdf(context: Context, progress: Progress | None) -> Rendered:
    """The Informe de inalterabilidad: the file is verified while it is made."""
    from poa_desktop.export.pdf_inalterabilidad import write_inalterabilidad_pdf

    found = context.verificar()
    made = write_inalterabilidad_pdf(context.municipio, context.poa, found, progress)
    return made.content, made.notices


def closing_pdf(context: Context, progress: Progress | None) -> Rendered:
    """The acta of a closed period."""
    from poa_desktop.export.pdf_acta import write_acta_pdf

    assert context.periodo is not None
    if context.cerrado is None:
        raise PoaError(_no_acta(context, context.periodo))
    made = write_acta_pdf(context.cerrado, context.cierres, progress)
    return made.content, made.notices


def _no_acta(context: Context, periodo: Periodo) -> str:
    known = context.cierres.versiones(periodo)
    sentence = (
        f"{periodo.en_palabras} está {context.cierres.estado(periodo).value} y no tiene acta: "
        "ciérrelo antes"
    )
    if not known:
        return f"{sentence}."
    return f"{sentence}, o elija la versión {known[-1].version}, que ya no está vigente."


def tablero_pdf(context: Context, progress: Progress | None) -> Rendered:
    """The Tablero of a node on one page."""
    from poa_desktop.export.pdf_tablero import write_tablero_pdf

    assert context.periodo is not None
    made = write_tablero_pdf(
        context.municipio,
        context.poa,
        context.selection,
        context.periodo,
        context.hoy,
        context.anterior,
        progress,
        context.observaciones,
    )
    return made.content, made.notices


def calendar_pdf(context: Context, progress: Progress | None) -> Rendered:
    """The annual calendar."""
    from poa_desktop.export.pdf_calendario import write_calendar_pdf

    made = write_calendar_pdf(
        context.municipio, context.poa, context.hoy, progress, autorizacion=context.autorizacion
    )
    return made.content, made.notices


def evidence_pdf(context: Context, progress: Progress | None) -> Rendered:
    """The list of evidence, with the evidence itself when asked for."""
    from poa_desktop.export.pdf_evidencias import write_evidence_pdf

    write = partial(
        write_evidence_pdf,
        context.municipio,
        context.poa,
        context.periodo,
        context.hoy,
        context.contenido,
        context.opciones,
        cerrado=context.cerrado,
    )
    return _annexed(write, "Relación de evidencias", context, progress)


def _annexed(
    write: "Callable[[Progress | None], PdfOutput]",
    what: str,
    context: Context,
    progress: Progress | None,
) -> Rendered:
    """The document, with the evidence of its period behind it when that was asked for."""
    if not context.opciones.anexos:
        made = write(progress)
        return made.content, made.notices
    from poa_desktop.export.pdf_anexos import write_with_annexes

    made = write_with_annexes(
        write,
        f"{what} con anexos, {context.poa.titulo}",
        context.municipio,
        context.poa,
        context.periodo,
        context.hoy,
        context.contenido,
        progress,
        cerrado=context.cerrado,
    )
    return made.content, made.notices


def observations_pdf(context: Context, progress: Progress | None) -> Rendered:
    """The letter of observations about the period."""
    from poa_desktop.export.pdf_observaciones import write_observations_pdf

    assert context.periodo is not None
    made = write_observations_pdf(
        context.municipio,
        context.poa,
        context.periodo,
        context.hoy,
        context.opciones,
        progress,
        context.observaciones,
    )
    return made.content, made.notices


def adjustments_pdf(context: Context, progress: Progress | None) -> Rendered:
    """The history of the plan's changes."""
    from poa_desktop.export.pdf_adecuaciones import write_adjustments_pdf

    made = write_adjustments_pdf(
        context.municipio, context.poa, context.adecuaciones, context.hoy, progress
    )
    return made.content, made.notices


def workbook(context: Context, progress: Progress | None) -> Rendered:
    """The workbook that people work in."""
    from poa_desktop.export.libro import write_workbook

    made = write_workbook(
        context.municipio, context.poa, context.hoy, context.periodo, progress,
        archivo=context.archivo, autorizacion=context.autorizacion,
    )  # fmt: skip
    return made.content, made.notices


def own_workbook(context: Context, progress: Progress | None) -> Rendered:
    """The municipio's own template, filled."""
    from poa_desktop.export.plantilla_libro import fill_template

    assert context.periodo is not None
    libro = context.municipio.libro
    if libro is None:
        raise PoaError(
            "El municipio no tiene una plantilla de Excel propia: póngala en Datos ▸ Plantilla de "
            "Excel."
        )
    return fill_template(
        libro.content,
        libro.nombre,
        context.municipio,
        context.poa,
        context.periodo,
        context.hoy,
        progress,
    )
