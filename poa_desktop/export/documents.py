"""Every document that can be handed in: its name, its formats, and who writes it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from poa_desktop.export.opciones import SIN_OPCIONES, Opcion, Opciones
from poa_desktop.files import write_atomically
from poa_desktop.poa.adecuaciones import Adecuacion
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Municipio, Poa
from poa_desktop.tablero.scope import Selection, alcance_de

if TYPE_CHECKING:
    from poa_desktop.export.pdf_frame import PdfOutput

Progress = Callable[[float], None]
Rendered = tuple[bytes, tuple[str, ...]]


Contents = Callable[[str], bytes]
"""The bytes of a kept content by its SHA-256; may be called from any thread. Raises PoaError."""


def _no_contents(sha256: str) -> bytes:
    raise PoaError("El contenido de los archivos no está a la mano: abra el archivo .poa.")


@dataclass(frozen=True, slots=True)
class Context:
    """What a document is made from: frozen records, never the store.

    *nodo* is the node of the tree that a document of a node is about (None: the POA), *anterior*
    the POA of the same dependencia one year before, when there is one. *contenido* gives the
    bytes of evidencias, for the documents that show them. *opciones* is what was asked of a
    document that offers it. *adecuaciones* are the plan's changes, oldest first, for a document
    with `of_trail`. *archivo* is the key of the .poa file, for the workbook that comes back.
    """

    municipio: Municipio
    poa: Poa
    hoy: date
    periodo: Periodo | None = None
    nodo: Selection | None = None
    anterior: Poa | None = None
    contenido: Contents = _no_contents
    opciones: Opciones = SIN_OPCIONES
    adecuaciones: tuple[Adecuacion, ...] = ()
    archivo: str = ""

    @property
    def selection(self) -> Selection:
        """The node, the POA itself where none was chosen."""
        return self.nodo or (TipoLugar.POA, self.poa.id)

    @property
    def clave(self) -> str:
        """Short name of the node, "A3" or "A3.1"; "" for the POA."""
        alcance = alcance_de(self.poa, *self.selection)
        if alcance.linea is not None:
            return alcance.con_clave()[0][0]
        return "" if alcance.tipo is TipoLugar.POA else alcance.bloques[0].clave


@dataclass(frozen=True, slots=True)
class Documento:
    """A kind of document. *writers*: format → function of (context, progress).

    *takes_periodo*: of a period, or of the year where none is given. *of_trail*: its context
    needs `adecuaciones`. *opciones*: what can be asked of it.
    """

    nombre: str
    etiqueta: str
    writers: dict[str, Callable[[Context, Progress | None], Rendered]]
    needs_periodo: bool = False
    of_node: bool = False
    takes_periodo: bool = False
    of_trail: bool = False
    opciones: frozenset[Opcion] = frozenset()
    applies: Callable[[Context], bool] = lambda _context: True
    """Whether there is anything to make it from; asked where all documents are wanted."""

    @property
    def of_periodo(self) -> bool:
        """Whether a period can be chosen for it."""
        return self.needs_periodo or self.takes_periodo

    def file_name(self, context: Context, formato: str) -> str:
        """A name for the file: "POA oficial - Hacienda Municipal 2024.pdf"."""
        period = context.periodo if self.of_periodo and context.periodo else None
        when = str(period or context.poa.ejercicio)
        what = f"{self.etiqueta} {context.clave}".rstrip() if self.of_node else self.etiqueta
        raw = f"{what} - {context.poa.dependencia.nombre} {when}"
        return "".join("_" if c in '<>:"/\\|?*' else c for c in raw)[:120] + f".{formato}"


def _official_pdf(context: Context, progress: Progress | None) -> Rendered:
    from poa_desktop.export.pdf_oficial import write_official_pdf

    made = write_official_pdf(context.municipio, context.poa, context.hoy, progress)
    return made.content, made.notices


def _official_xlsx(context: Context, progress: Progress | None) -> Rendered:
    from poa_desktop.export.libro import write_official_xlsx

    made = write_official_xlsx(context.municipio, context.poa, context.hoy)
    return made.content, made.notices


def _evaluation_pdf(context: Context, progress: Progress | None) -> Rendered:
    from poa_desktop.export.pdf_evaluacion import write_evaluation_pdf

    assert context.periodo is not None
    write = partial(
        write_evaluation_pdf, context.municipio, context.poa, context.periodo, context.hoy
    )
    return _annexed(write, "Hoja de evaluación", context, progress)


def _tablero_pdf(context: Context, progress: Progress | None) -> Rendered:
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
    )
    return made.content, made.notices


def _calendar_pdf(context: Context, progress: Progress | None) -> Rendered:
    from poa_desktop.export.pdf_calendario import write_calendar_pdf

    made = write_calendar_pdf(context.municipio, context.poa, context.hoy, progress)
    return made.content, made.notices


def _evidence_pdf(context: Context, progress: Progress | None) -> Rendered:
    from poa_desktop.export.pdf_evidencias import write_evidence_pdf

    write = partial(
        write_evidence_pdf,
        context.municipio,
        context.poa,
        context.periodo,
        context.hoy,
        context.contenido,
        context.opciones,
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
    )
    return made.content, made.notices


def _observations_pdf(context: Context, progress: Progress | None) -> Rendered:
    from poa_desktop.export.pdf_observaciones import write_observations_pdf

    assert context.periodo is not None
    made = write_observations_pdf(
        context.municipio,
        context.poa,
        context.periodo,
        context.hoy,
        context.opciones,
        progress,
    )
    return made.content, made.notices


def _adjustments_pdf(context: Context, progress: Progress | None) -> Rendered:
    from poa_desktop.export.pdf_adecuaciones import write_adjustments_pdf

    made = write_adjustments_pdf(
        context.municipio, context.poa, context.adecuaciones, context.hoy, progress
    )
    return made.content, made.notices


def _workbook(context: Context, progress: Progress | None) -> Rendered:
    from poa_desktop.export.libro import write_workbook

    made = write_workbook(
        context.municipio, context.poa, context.hoy, context.periodo, progress,
        archivo=context.archivo,
    )  # fmt: skip
    return made.content, made.notices


def _own_workbook(context: Context, progress: Progress | None) -> Rendered:
    from poa_desktop.export.plantilla_libro import fill_template

    assert context.periodo is not None
    libro = context.municipio.libro
    if libro is None:
        raise PoaError(
            "El municipio no tiene una plantilla de Excel propia: póngala en Datos o con la orden "
            "«plantilla»."
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


DOCUMENTOS = (
    Documento("poa", "POA oficial", {"pdf": _official_pdf, "xlsx": _official_xlsx}),
    Documento(
        "evaluacion",
        "Hoja de evaluación",
        {"pdf": _evaluation_pdf},
        needs_periodo=True,
        opciones=frozenset({Opcion.ANEXOS}),
    ),
    Documento(
        "tablero", "Tablero en una hoja", {"pdf": _tablero_pdf}, needs_periodo=True, of_node=True
    ),
    Documento("calendario", "Calendario anual", {"pdf": _calendar_pdf}),
    Documento(
        "evidencias",
        "Relación de evidencias",
        {"pdf": _evidence_pdf},
        takes_periodo=True,
        opciones=frozenset({Opcion.MINIATURAS, Opcion.ANEXOS}),
    ),
    Documento(
        "observaciones",
        "Oficio de observaciones",
        {"pdf": _observations_pdf},
        needs_periodo=True,
        opciones=frozenset({Opcion.OFICIO, Opcion.PLAZO}),
    ),
    Documento("adecuaciones", "Historia de adecuaciones", {"pdf": _adjustments_pdf}, of_trail=True),
    Documento("libro", "Libro de Excel", {"xlsx": _workbook}),
    Documento(
        "plantilla",
        "Libro con plantilla propia",
        {"xlsx": _own_workbook},
        needs_periodo=True,
        applies=lambda context: context.municipio.libro is not None,
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
    return kind.writers[formato](context, progress)


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
