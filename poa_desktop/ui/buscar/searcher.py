"""Runs a search over the POA at hand at once, over those of the whole file one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, QTimer, Signal

from poa_desktop.poa.buscar import Hallazgos, Indice, Sitio, buscar
from poa_desktop.poa.consulta import Consulta
from poa_desktop.poa.errors import PoaError
from poa_desktop.ui.session import Session

LIMIT = 2_000
"""Finds that are listed: nobody reads more, and the count says "o más"."""


class Alcance(StrEnum):
    """Where one looks."""

    POA = "poa"
    ARCHIVO = "archivo"
    NODO = "nodo"


@dataclass(frozen=True, slots=True)
class Pregunta:
    """What is looked for and where; *nodo* is the node of Alcance.NODO."""

    consulta: Consulta
    alcance: Alcance = Alcance.POA
    nodo: Sitio | None = None


class Searcher(QObject):
    """Answers the last question only; reading POAs leaves the window alive between one and the
    next, in the window's own thread because the store belongs to it."""

    found = Signal(object, int, int)
    """The Hallazgos so far, how many POAs were searched and how many there are."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._indices: dict[int, Indice] = {}
        self._steps: Iterator[None] | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._step)
        session.changed.connect(self._forget)

    def _forget(self, change: object) -> None:
        if change is not None:  # another POA in sight changes no text
            self._indices.clear()

    @property
    def busy(self) -> bool:
        """Whether POAs are still to be searched."""
        return self._steps is not None

    def ask(self, pregunta: Pregunta, limite: int = LIMIT) -> None:
        """Search; *found* follows at once, and again when the whole file was searched."""
        self.stop()
        poa = self._session.poa
        if poa is None:
            self.found.emit(Hallazgos(), 0, 0)
        elif pregunta.alcance is Alcance.ARCHIVO and pregunta.consulta:
            self._steps = self._through_file(pregunta.consulta, limite)
            self._step()
        else:
            en = pregunta.nodo if pregunta.alcance is Alcance.NODO else None
            index = self._index(poa.id)
            self.found.emit(buscar(index, pregunta.consulta, en=en, limite=limite), 1, 1)

    def stop(self) -> None:
        """Give up what is not yet searched."""
        self._timer.stop()
        self._steps = None

    def _step(self) -> None:
        if self._steps is not None and next(self._steps, self) is not self:
            self._timer.start()

    def _through_file(self, consulta: Consulta, limite: int) -> Iterator[None]:
        """The POAs in the order of the file, whichever is at hand; a step each."""
        ids = [each.id for each in self._session.store.headers()]
        total = Hallazgos()
        seen: set[tuple[object, ...]] = set()
        for number, poa_id in enumerate(ids, 1):
            try:
                index = self._index(poa_id)
            except PoaError:  # gone since: there is nothing to search
                continue
            left = limite - total.total
            total += buscar(index, consulta, limite=left, vistos=seen)
            last = number == len(ids) or total.total > limite
            if number == 1 or last:
                done = len(ids) if last else number
                if last:
                    self.stop()
                self.found.emit(total, done, len(ids))
            if last:
                return
            yield

    def _index(self, poa_id: int) -> Indice:
        if poa_id not in self._indices:
            shown = self._session.poa
            known = shown if shown is not None and shown.id == poa_id else None
            poa = known or self._session.store.poa(poa_id)
            self._indices[poa_id] = Indice(self._session.municipio, poa)
        return self._indices[poa_id]
