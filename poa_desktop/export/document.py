"""What a document is: what it is made from, and what kinds of it there are to be."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from poa_desktop.export.opciones import SIN_OPCIONES, Opcion, Opciones
from poa_desktop.files import disk_text
from poa_desktop.poa.adecuaciones import Adecuacion
from poa_desktop.poa.cerrado import SIN_CIERRES, Cerrado, Cierres
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.observado import ObservacionLinea
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import EstadoPoa, Municipio, Poa
from poa_desktop.poa.verificacion import Verificacion
from poa_desktop.tablero.scope import Selection, alcance_de

Progress = Callable[[float], None]
Rendered = tuple[bytes, tuple[str, ...]]


_MAX_NAME = 110
"""Characters of a file's name: Windows takes 260 for the whole path."""

Contents = Callable[[str], bytes]
"""The bytes of a kept content by its SHA-256; may be called from any thread. Raises PoaError."""


def _no_contents(sha256: str) -> bytes:
    raise PoaError("El contenido de los archivos no está a la mano: abra el archivo .poa.")


Verify = Callable[[], Verificacion]
"""The full verification of the file; may be called from any thread, and takes its time."""


def _no_verification() -> Verificacion:
    raise PoaError("El archivo no está a la mano para comprobarlo: abra el archivo .poa.")


@dataclass(frozen=True, slots=True)
class Context:
    """What a document is made from: frozen records, never the store.

    *nodo* is the node of the tree that a document of a node is about (None: the POA), *anterior*
    the POA of the same dependencia one year before, when there is one. *contenido* gives the
    bytes of evidencias, for the documents that show them. *opciones* is what was asked of a
    document that offers it. *adecuaciones* are the plan's changes, oldest first, for a document
    with `of_trail`. *archivo* is the key of the .poa file, for the workbook that comes back.
    *autorizacion* says by what the plan is in force, "" for a draft.
    *verificar* checks the whole file, for the document that tells of that; from any thread.
    *observaciones* is what Planeación asked and was answered. *cierres* is the POA's workflow;
    *cerrado* the version of the period that a sealed document is printed from, which
    `documents.render` finds: the records are then the frozen ones.
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
    autorizacion: str = ""
    verificar: Verify = _no_verification
    observaciones: tuple[ObservacionLinea, ...] = ()
    cierres: Cierres = SIN_CIERRES
    cerrado: Cerrado | None = None

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
    needs `adecuaciones`. *sealed*: of a closed period it is printed from what was frozen.
    *opciones*: what can be asked of it.
    """

    nombre: str
    etiqueta: str
    writers: dict[str, Callable[[Context, Progress | None], Rendered]]
    needs_periodo: bool = False
    of_node: bool = False
    takes_periodo: bool = False
    of_trail: bool = False
    sealed: bool = False
    opciones: frozenset[Opcion] = frozenset()
    borrador: str = ""
    """What it is called of a POA that is a draft, where that is something else."""
    tells: Callable[[Context], bool] = lambda _context: True
    """Whether it has anything to tell; one that has not is not sent unasked."""
    applies: Callable[[Context], bool] = lambda _context: True
    """Whether there is anything to make it from; asked wherever documents are offered."""
    absent: str = ""
    """What a terminal is told where it does not apply; "": its writer says so."""

    @property
    def of_periodo(self) -> bool:
        """Whether a period can be chosen for it."""
        return self.needs_periodo or self.takes_periodo

    def of(self, poa: Poa) -> "Documento":
        """The same document by the name it has on the paper of this POA."""
        draft = poa.estado is not EstadoPoa.AUTORIZADO
        return replace(self, etiqueta=self.borrador) if self.borrador and draft else self

    def file_name(self, context: Context, formato: str) -> str:
        """A name for the file: "POA oficial - Hacienda Municipal 2024.pdf"."""
        period = context.periodo if self.of_periodo and context.periodo else None
        when = str(period or context.poa.ejercicio)
        if Opcion.VERSION in self.opciones and context.opciones.version:
            when += f" versión {context.opciones.version}"
        what = f"{self.etiqueta} {context.clave}".rstrip() if self.of_node else self.etiqueta
        room = _MAX_NAME - len(f"{what} -  {when}")  # the dependencia is cut, never the period
        raw = f"{what} - {context.poa.dependencia.nombre[:room].rstrip()} {when}"
        return f"{disk_text(raw)}.{formato}"
