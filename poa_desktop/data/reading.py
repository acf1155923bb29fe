"""What an open .poa file says: everything that is read from it, as values."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

from poa_desktop.data import integrity, load
from poa_desktop.data.lock import Person
from poa_desktop.data.sqlite_errors import damaged, explain_sqlite_error
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Archivo, EstadoPoa, ModeloLinea, Municipio, Poa, PoaEncabezado

if TYPE_CHECKING:
    from poa_desktop.poa.adecuaciones import Adecuacion, CambioPlan
    from poa_desktop.poa.cerrado import Cierres
    from poa_desktop.poa.congelado import Congelado
    from poa_desktop.poa.declarada import Declarada
    from poa_desktop.poa.historial import Entrada, Escritura
    from poa_desktop.poa.observado import ObservacionLinea
    from poa_desktop.poa.problems import TipoLugar
    from poa_desktop.poa.sello import Sello
    from poa_desktop.poa.tramites import Tramite
    from poa_desktop.poa.verificacion import Verificacion

T = TypeVar("T")
Clock = Callable[[], datetime]

_DISOWNED = (
    "El sello del folio {} no corresponde a lo que guarda el archivo y no se muestra ni se "
    "imprime: Archivo ▸ Verificar integridad… dice qué cambió."
)


class Reader:
    """One open file, read. What is not needed at the start is imported by who asks for it."""

    def __init__(
        self,
        path: Path,
        conn: sqlite3.Connection,
        clock: Clock,
        person: Person,
        *,
        read_only: bool,
    ) -> None:
        self.path = path
        self.read_only = read_only
        self.connection = conn
        """For reading only; what writes goes through run."""
        self._clock = clock
        self.person = person
        """Who works in it now: stands in the audit trail and on what is sealed."""
        self._turn = RLock()  # one operation at a time, in whatever thread

    @property
    def clave(self) -> str:
        """What tells this file from every other, wherever it is moved."""
        return self._read(load.clave)

    def headers(self) -> tuple[PoaEncabezado, ...]:
        """The POAs of the file, by ejercicio and dependencia."""
        return self._read(load.headers)

    def year_before(self, poa: Poa) -> Poa | None:
        """The POA of the same dependencia one year before, when the file has it."""
        before = self._read(lambda conn: load.poa_of(conn, poa.dependencia.id, poa.ejercicio - 1))
        return None if before is None else self.poa(before)

    def municipio(self) -> Municipio:
        """The municipio of the file."""
        return self._read(load.municipio)

    def poa(self, poa_id: int) -> Poa:
        """One POA with everything below it. Raises PoaError when it is not there."""
        return self._read(lambda conn: load.poa(conn, poa_id))

    def archivo(self) -> Archivo:
        """Everything the file holds."""
        return Archivo(self.municipio(), tuple(self.poa(each.id) for each in self.headers()))

    def evidence(self, sha256: str) -> bytes:
        """The content of an evidencia, its hash checked. Raises PoaError when it is damaged."""
        with self._turn:  # asked for in other threads, also while the file is being closed
            return self._read(lambda conn: load.content(conn, sha256))

    def evidence_head(self, sha256: str, length: int) -> bytes:
        """The first bytes of an evidencia, without reading the rest."""
        with self._turn:
            return self._read(lambda conn: load.content_head(conn, sha256, length))

    def content_hash(self) -> str:
        """SHA-256 of everything a user can see or change; equal content, equal hash."""
        return self._read(integrity.content_hash)

    # -- the plan and its history --------------------------------------------------------------

    def unidades_en_uso(self) -> tuple[tuple[str, int], ...]:
        """Every spelling of a unit in the líneas of the file, with how many have it."""
        from poa_desktop.data.unidades import in_use

        return self._read(in_use)

    def modelos_linea(self) -> tuple[ModeloLinea, ...]:
        """The plantillas of líneas that the file keeps."""
        from poa_desktop.data.modelos import listed

        return self._read(listed)

    def adecuaciones(self, poa_id: int) -> tuple[Adecuacion, ...]:
        """Every change of one plan since it was captured, oldest first."""
        from poa_desktop.data.adecuaciones import adecuaciones

        return self._read(lambda conn: adecuaciones(conn, poa_id))

    def historial(self, tipo: TipoLugar, record: int) -> tuple[Entrada, ...]:
        """Every change of one record, newest first."""
        from poa_desktop.data.historial import historial

        return self._read(lambda conn: historial(conn, tipo, record))

    def ahora(self, writes: Sequence[Escritura]) -> tuple[Escritura, ...] | None:
        """What stands now where the history has other values; None when it is gone."""
        from poa_desktop.data.historial import ahora

        return self._read(lambda conn: ahora(conn, writes))

    # -- the workflow --------------------------------------------------------------------------

    def tramites(self, poa_id: int) -> tuple[Tramite, ...]:
        """The steps of one POA's workflow, in order."""
        from poa_desktop.data.tramites import listed

        return self._read(lambda conn: listed(conn, poa_id))

    def enviado(self, tramite: Tramite) -> Poa | None:
        """The POA as an envío handed it in; None when its content is no longer there."""
        from poa_desktop.data.envios import enviado

        return self._read(lambda conn: enviado(conn, tramite))

    def observaciones(self, poa_id: int) -> tuple[ObservacionLinea, ...]:
        """What Planeación observed of one POA, and the answers, in order."""
        if not self._read(lambda conn: load.is_observed(conn, poa_id)):
            return ()  # at the start nothing of the workflow is imported
        from poa_desktop.data.tramites import observaciones

        return self._read(lambda conn: observaciones(conn, poa_id))

    def declaradas(self, poa_id: int) -> tuple[Declarada, ...]:
        """The declared adecuaciones of one POA, in order."""
        from poa_desktop.data.declaradas import listed

        return self._read(lambda conn: listed(conn, poa_id))

    def cambios_abiertos(self, poa_id: int) -> tuple[CambioPlan, ...]:
        """What the open adecuación of one POA has changed so far; nothing without one."""
        from poa_desktop.data.declaradas import cambios_abiertos

        return self._read(lambda conn: cambios_abiertos(conn, poa_id))

    def constancia(self, poa: Poa) -> str:
        """By what the plan of a POA is in force, for its papers; "" for a draft."""
        from poa_desktop.poa.autorizacion import constancia

        if poa.estado is not EstadoPoa.AUTORIZADO:
            return ""
        return constancia(poa, self.sellos(poa.id), self.declaradas(poa.id))

    def sellos(self, poa_id: int | None = None) -> tuple[Sello, ...]:
        """The sealed acts of the file, or of one POA, in order."""
        from poa_desktop.data.sellos import listed

        return self._read(lambda conn: listed(conn, poa_id))

    def congelado(self, sello: Sello) -> Congelado:
        """What a seal froze. Raises PoaError when it is damaged, and when its seal disowns it."""
        from poa_desktop.data.sellos import congelado, is_valid

        if not is_valid(sello):
            raise PoaError(_DISOWNED.format(sello.folio))
        with self._turn:  # asked for by the threads that make documents
            return self._read(lambda conn: congelado(conn, sello))

    def cierres(self, poa_id: int) -> Cierres:
        """The workflow of one POA for its papers; what was frozen is read while this is open."""
        from poa_desktop.poa.cerrado import Cierres

        return Cierres(poa_id, self.tramites(poa_id), self.sellos(), self.congelado)

    # -- what holds ----------------------------------------------------------------------------

    def verificar(self, progress: Callable[[float], None] | None = None) -> Verificacion:
        """Check everything; may be called from any thread, and no operation comes between."""
        from poa_desktop.data.verificacion import verificar

        with self._turn:
            now = self._clock()
            return verificar(
                self.connection, self.path.name, now, progress or (lambda _share: None)
            )

    def watch_seals(self, *, read: int = 2) -> tuple[str, ...]:
        """A quick look at the seals; sentences about what is not as this installation knew it."""
        from poa_desktop.data.verificacion import watch

        with self._turn:
            return watch(self.connection, self._clock(), read=read)

    def llaves_nuevas(self) -> tuple[str, ...]:
        """The fingerprints of keys that this installation is about to trust with its first look."""
        from poa_desktop.data.verificacion import llaves_nuevas

        with self._turn:
            return self._read(llaves_nuevas)

    def reconocer(self) -> tuple[str, ...]:
        """Take the file as it is for the one in force; gives a notice when that was not kept."""
        from poa_desktop.data.verificacion import reconocer

        with self._turn:
            return reconocer(self.connection, self.person.etiqueta, self._clock())

    def _read(self, query: Callable[[sqlite3.Connection], T]) -> T:
        try:
            return query(self.connection)
        except PoaError:
            raise
        except Exception as error:
            known = explain_sqlite_error(error, self.path)
            if known is None and not integrity.verify(self.connection).integro:
                known = damaged(self.path)  # a value that no sound file can hold
            raise known or error from error
