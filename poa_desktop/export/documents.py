"""Every document that can be handed in, and how one is made and put in place."""

from pathlib import Path

from poa_desktop.export.congelados import as_frozen, has_acta
from poa_desktop.export.document import Context, Documento, Progress, Rendered
from poa_desktop.export.document_writers import (
    adjustments_pdf,
    calendar_pdf,
    closing_pdf,
    evaluation_pdf,
    evidence_pdf,
    observations_pdf,
    official_pdf,
    official_xlsx,
    own_workbook,
    tablero_pdf,
    workbook,
)
from poa_desktop.export.opciones import Opcion
from poa_desktop.files import write_atomically
from poa_desktop.poa.adecuaciones import shown_changes
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import EstadoPoa

DOCUMENTOS = (
    Documento("poa", "POA oficial", {"pdf": official_pdf, "xlsx": official_xlsx}),
    Documento(
        "evaluacion",
        "Hoja de evaluación",
        {"pdf": evaluation_pdf},
        needs_periodo=True,
        sealed=True,
        opciones=frozenset({Opcion.ANEXOS, Opcion.VERSION}),
    ),
    Documento(
        "acta",
        "Acta de cierre",
        {"pdf": closing_pdf},
        needs_periodo=True,
        sealed=True,
        opciones=frozenset({Opcion.VERSION}),
        applies=has_acta,
    ),
    Documento(
        "tablero", "Tablero en una hoja", {"pdf": tablero_pdf}, needs_periodo=True, of_node=True
    ),
    Documento("calendario", "Calendario anual", {"pdf": calendar_pdf}),
    Documento(
        "evidencias",
        "Relación de evidencias",
        {"pdf": evidence_pdf},
        takes_periodo=True,
        sealed=True,
        opciones=frozenset({Opcion.MINIATURAS, Opcion.ANEXOS, Opcion.VERSION}),
    ),
    Documento(
        "observaciones",
        "Oficio de observaciones",
        {"pdf": observations_pdf},
        needs_periodo=True,
        opciones=frozenset({Opcion.OFICIO, Opcion.PLAZO}),
    ),
    Documento(
        "adecuaciones",
        "Historia de adecuaciones",
        {"pdf": adjustments_pdf},
        of_trail=True,
        borrador="Cambios del plan",
        tells=lambda context: bool(
            shown_changes(
                context.adecuaciones, draft=context.poa.estado is not EstadoPoa.AUTORIZADO
            )
        ),
    ),
    Documento("libro", "Libro de Excel", {"xlsx": workbook}),
    Documento(
        "plantilla",
        "Libro con plantilla propia",
        {"xlsx": own_workbook},
        needs_periodo=True,
        applies=lambda context: context.municipio.libro is not None,
        absent="El municipio no tiene una plantilla de Excel propia: póngala con la orden "
        "«plantilla».",
    ),
)


def find_documento(nombre: str, formato: str) -> Documento:
    """The kind of that name. Raises PoaError when it has no such format."""
    kind = next((each for each in DOCUMENTOS if each.nombre == nombre), None)
    if kind is None:
        known = ", ".join(each.nombre for each in DOCUMENTOS)
        raise PoaError(f"No hay un documento «{nombre}»: elija uno de {known}.")
    if formato not in kind.writers:
        known = " o ".join(kind.writers)
        raise PoaError(f"{kind.etiqueta} se escribe en {known}, no en {formato}.")
    return kind


def render(
    kind: Documento, formato: str, context: Context, progress: Progress | None = None
) -> Rendered:
    """The bytes of a document, and what a reader of it should know (characters without font …)."""
    if kind.needs_periodo and context.periodo is None:
        raise PoaError(f"{kind.etiqueta} es de un periodo: indique cuál, por ejemplo 2024-T1.")
    if context.periodo is not None and context.periodo.ejercicio != context.poa.ejercicio:
        raise PoaError(
            f"El POA es del ejercicio {context.poa.ejercicio}: elija un periodo de ese año."
        )
    context, known = as_frozen(kind, context)
    content, notices = kind.writers[formato](context, progress)
    return content, (*known, *notices)


def write_document(
    kind: Documento,
    formato: str,
    context: Context,
    path: Path,
    progress: Progress | None = None,
) -> tuple[str, ...]:
    """Make a document and put it in place whole; gives the notices."""
    content, notices = render(kind, formato, context, progress)
    save_document(path, content, formato)
    return notices


def save_document(path: Path, content: bytes, formato: str) -> None:
    """Put a finished document in place whole; an earlier file stays until it is."""
    write_atomically(path, content, _VERIFY[formato])


def _verify_pdf(content: bytes) -> None:
    if not (content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")):
        raise OSError(5, "the PDF is not whole")


def verify_xlsx(content: bytes) -> None:
    """Raise OSError when the bytes of a workbook are not whole."""
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if archive.testzip() is not None:
            raise OSError(5, "the workbook is not whole")


_VERIFY = {"pdf": _verify_pdf, "xlsx": verify_xlsx}
