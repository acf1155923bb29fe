"""All documents of a period at once: a file each, or one PDF of them all."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from poa_desktop.export.document import Context, Documento
from poa_desktop.export.documents import DOCUMENTOS, render, save_document
from poa_desktop.export.opciones import Opcion
from poa_desktop.files import explain_os_error, free_name
from poa_desktop.poa.errors import PoaError

BUG = "no se pudo preparar por un error inesperado del programa: envíe el informe a soporte."


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document in one of its formats."""

    kind: Documento
    formato: str

    @property
    def etiqueta(self) -> str:
        """What to call it where both formats stand side by side."""
        only = len(self.kind.writers) == 1
        return self.kind.etiqueta if only else f"{self.kind.etiqueta} ({_FORMATS[self.formato]})"


_FORMATS = {"pdf": "PDF", "xlsx": "Excel"}


@dataclass(frozen=True, slots=True)
class Step:
    """How far the work is: document *number* of *total*, and the share of everything, 0 to 1."""

    number: int
    total: int
    what: str
    share: float

    def __str__(self) -> str:
        return f"{self.number} de {self.total}: {self.what}"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one document: its file, or why there is none.

    *bug* is an error nobody foresaw, for the log; its sentence is in *error* as well.
    """

    what: str
    path: Path | None = None
    notices: tuple[str, ...] = ()
    error: str = ""
    bug: Exception | None = None

    @property
    def written(self) -> bool:
        """Whether the document is on the disk, whole."""
        return self.path is not None


@dataclass(frozen=True, slots=True)
class Report:
    """Every document that was begun, in order; *cancelled* when some were not begun any more."""

    results: tuple[Result, ...]
    cancelled: bool = False

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files that were written, each once."""
        return tuple(dict.fromkeys(each.path for each in self.results if each.path is not None))


@dataclass(frozen=True, slots=True)
class Watch:
    """Who follows the work: *tell* is given every step, *stop* says when it is to end."""

    tell: Callable[[Step], None] = lambda _step: None
    stop: Callable[[], bool] = lambda: False


UNWATCHED = Watch()


class _Stopped(Exception):
    """The work was given up while a document was being made."""


def every_document(formatos: Sequence[str] = ("pdf", "xlsx")) -> tuple[Wanted, ...]:
    """Every document in every one of these formats it has."""
    return tuple(
        Wanted(kind, formato)
        for kind in DOCUMENTOS
        for formato in formatos
        if formato in kind.writers
    )


def usual(wanted: Sequence[Wanted], context: Context | None = None) -> tuple[Wanted, ...]:
    """Those one sends unasked: no letter that waits for its number, and, of a context, none
    that has nothing to tell.
    """
    return tuple(
        each
        for each in wanted
        if Opcion.OFICIO not in each.kind.opciones and (context is None or each.kind.tells(context))
    )


def fitting(wanted: Sequence[Wanted], context: Context) -> tuple[Wanted, ...]:
    """Those that can be made, by their names of this POA: without a period none that is of one."""
    return tuple(
        replace(each, kind=each.kind.of(context.poa))
        for each in wanted
        if each.kind.applies(context) and (context.periodo or not each.kind.needs_periodo)
    )


def targets(wanted: Sequence[Wanted], context: Context, folder: Path) -> tuple[Path, ...]:
    """The file of each document in a folder."""
    return tuple(folder / each.kind.file_name(context, each.formato) for each in wanted)


def joined_name(context: Context) -> str:
    """A name for the one PDF: "Documentos - Hacienda Municipal 2024-T1.pdf"."""
    together = Documento("todos", "Documentos", {}, needs_periodo=True)
    return together.file_name(context, "pdf")


def write_each(
    context: Context,
    wanted: Sequence[Wanted],
    folder: Path,
    watch: Watch = UNWATCHED,
    *,
    keep_existing: bool = False,
    taken: set[Path] | None = None,
) -> Report:
    """Write each document to a file of its own; what fails leaves the others alone.

    *keep_existing* gives free names to the new files; otherwise files of the same name are
    replaced, each only when the new one is whole. Files in *taken*, which grows, never are: they
    are of the same piece of work.
    """
    results: list[Result] = []
    taken = set() if taken is None else taken
    for number, each in enumerate(wanted, start=1):
        name = each.kind.file_name(context, each.formato)
        path = _take(folder / name, taken, keep_existing=keep_existing)
        try:
            content, notices = _rendered(each, context, watch, number, len(wanted))
            save_document(path, content, each.formato)
        except _Stopped:
            return Report(tuple(results), cancelled=True)
        except Exception as error:
            results.append(failed(each.etiqueta, error, path))
        else:
            results.append(Result(each.etiqueta, path, notices))
    return Report(tuple(results))


def write_joined(
    context: Context,
    wanted: Sequence[Wanted],
    path: Path,
    watch: Watch = UNWATCHED,
    *,
    keep_existing: bool = False,
    taken: set[Path] | None = None,
) -> Report:
    """Write one PDF of all the PDF documents, and what is no PDF beside it.

    A document that cannot be made is left out and named; a PDF of none is not written. Given
    up, the PDF is not written: half of it would look whole.
    """
    papers = [each for each in wanted if each.formato == "pdf"]
    others = [each for each in wanted if each.formato != "pdf"]
    taken = set() if taken is None else taken
    results: list[Result] = []
    parts: list[tuple[str, bytes]] = []
    for number, each in enumerate(papers, start=1):
        try:
            content, notices = _rendered(each, context, watch, number, len(wanted))
        except _Stopped:
            return Report((), cancelled=True)
        except Exception as error:
            results.append(failed(each.etiqueta, error, path))
        else:
            parts.append((each.kind.etiqueta, content))
            results.append(Result(each.etiqueta, path, notices))
    if parts:
        target = _take(path, taken, keep_existing=keep_existing)

        def joining(_fraction: float) -> None:
            if watch.stop():
                raise _Stopped

        try:
            results = list(_joined(context, parts, target, results, joining))
        except _Stopped:
            return Report((), cancelled=True)
    later = _later(watch, len(papers), len(wanted))
    rest = write_each(context, others, path.parent, later, keep_existing=keep_existing, taken=taken)
    return Report((*results, *rest.results), rest.cancelled)


def _take(path: Path, taken: set[Path], *, keep_existing: bool) -> Path:
    """The path itself, or the first "nombre (2)" that is still to be had; it is taken then.

    Done again without *keep_existing*, the same work takes the same names.
    """
    free = free_name(path, lambda each: each in taken or (keep_existing and each.exists()))
    taken.add(free)
    return free


def _joined(
    context: Context,
    parts: list[tuple[str, bytes]],
    path: Path,
    results: list[Result],
    progress: Callable[[float], None],
) -> Iterator[Result]:
    """Put the one PDF in place; each document shares its fate."""
    from poa_desktop.export.pdf_join import PdfPart, join_pdfs

    title = f"{context.poa.titulo}, {context.periodo or context.poa.ejercicio}"
    try:
        content = join_pdfs(
            [PdfPart(name, content) for name, content in parts],
            title=title,
            author=context.municipio.gobierno,
            hoy=context.hoy,
            progress=progress,
        )
        save_document(path, content, "pdf")
    except _Stopped:
        raise
    except Exception as error:
        for each in results:
            yield failed(each.what, error, path) if each.written else each
    else:
        for each in results:
            yield replace(each, path=path) if each.written else each


def _later(watch: Watch, done: int, total: int) -> Watch:
    """The same watch for documents that come after others."""

    def tell(step: Step) -> None:
        share = (done + step.share * step.total) / total
        watch.tell(Step(done + step.number, total, step.what, share))

    return Watch(tell, watch.stop)


def _rendered(
    wanted: Wanted, context: Context, watch: Watch, number: int, total: int
) -> tuple[bytes, tuple[str, ...]]:
    def progress(fraction: float) -> None:
        if watch.stop():
            raise _Stopped
        share = (number - 1 + min(max(fraction, 0.0), 1.0)) / total
        watch.tell(Step(number, total, wanted.etiqueta, share))

    progress(0.0)
    if not wanted.kind.of_periodo:  # of the year, as its name says
        context = replace(context, periodo=None)
    made = render(wanted.kind, wanted.formato, context, progress)
    progress(1.0)
    return made


def failed(what: str, error: Exception, path: Path) -> Result:
    """What is told of a document that an error kept from being written."""
    if isinstance(error, PoaError):
        return Result(what, error=str(error))
    if isinstance(error, OSError):
        return Result(what, error=explain_os_error(error, path))
    return Result(what, error=f"{what} {BUG}", bug=error)
