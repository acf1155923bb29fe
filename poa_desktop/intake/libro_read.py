"""A workbook that comes back: bytes in, what its capture cells say and every problem out.

It is read as a file of somebody else: nothing in it is trusted, nothing of it is applied here.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from poa_desktop.files import read_bytes
from poa_desktop.intake.libro_avance import read_avance
from poa_desktop.intake.libro_calendario import read_calendario
from poa_desktop.intake.libro_cells import Wrong, problem
from poa_desktop.intake.libro_datos import Datos, read_datos
from poa_desktop.intake.libro_evidencias import read_evidencias
from poa_desktop.intake.xlsx_sheet import Workbook
from poa_desktop.poa import libro
from poa_desktop.poa.libro import Captura, Libro
from poa_desktop.poa.problems import Gravedad, Problem
from poa_desktop.xlsx.package import MAX_BYTES, Advice, Package

Progress = Callable[[float], None]

IMPORTAR = Advice(
    again="e impórtelo otra vez",
    that_one="e importe ese",
    which="elija el libro que exportó",
    smaller="exporte uno nuevo y copie en él sus cambios",
)
"""How refusals end for a workbook that comes back."""

_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".ods")


def looks_like_workbook(content: bytes, name: str) -> bool:
    """Whether a file is, or says it is, a workbook of any kind, also of one that is refused."""
    if name.lower().endswith(_SUFFIXES):
        return True
    return content.startswith(b"PK") and b"xl/workbook" in content


def is_workbook(path: Path) -> bool:
    """Whether a file is, or says it is, a workbook. Raises PoaError when it cannot be read.

    What comes through a pipe can be read only once: there the name decides.
    """
    if not path.is_file():
        return looks_like_workbook(b"", path.name)
    return looks_like_workbook(read_bytes(path, MAX_BYTES), path.name)


def read_libro_file(path: Path, progress: Progress | None = None) -> Libro:
    """Read a workbook from the disk. Raises PoaError, which names the file and the reason."""
    return read_libro(read_bytes(path, MAX_BYTES), path.name, progress)


def read_libro(content: bytes, name: str, progress: Progress | None = None) -> Libro:
    """Read a workbook. *name* is the file's, for messages; *progress* is told the part done.

    Raises PoaError, and nothing else, for what is no workbook of this program.
    """
    report = progress or (lambda _: None)
    report(0.0)
    book = Workbook(Package(content, name, IMPORTAR))
    report(0.2)
    datos = read_datos(book)
    report(0.3)
    found = list(_findings(book, datos, report))
    report(1.0)
    return Libro(
        name,
        datos.identidad,
        {line.id: line.clave for line in datos.lineas},
        {each.id: each.clave for each in datos.evidencias},
        tuple(each for each in found if isinstance(each, Captura)),
        datos.base,
        tuple(each for each in found if isinstance(each, Problem)),
    )


def _findings(book: Workbook, datos: Datos, report: Progress) -> Iterator[Captura | Problem]:
    if datos.base is None:
        wrong = Wrong(
            "El libro es de una versión anterior y no recuerda qué decía al exportarse: todo lo "
            "que difiere del POA de hoy aparece como cambio.",
            "Revise cada cambio, sobre todo si el POA se siguió capturando.",
        )
        yield problem("Libro", "", wrong, gravedad=Gravedad.AVISO)
    yield from read_calendario(book.rows(libro.CALENDARIO, _part(report, 0.3, 0.6)), datos)
    report(0.6)
    rows = book.rows(libro.AVANCE, _part(report, 0.6, 0.9))
    yield from read_avance(rows, datos, epoch_1904=book.epoch_1904)
    report(0.9)
    yield from read_evidencias(book.rows(libro.EVIDENCIAS), datos)


def _part(report: Progress, first: float, last: float) -> Progress:
    return lambda fraction: report(first + (last - first) * fraction)
