"""The open file as the window sees it: the one door for writes, and the POA it shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from poa_desktop.data.store import Change, Kind, Store
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.evaluacion import Evaluacion, evaluar
from poa_desktop.poa.periodos import Periodo, Temporalidad, periodo_de_mes
from poa_desktop.poa.problems import Problem
from poa_desktop.poa.records import EstadoPoa, Municipio, Poa

if TYPE_CHECKING:
    from sqlite_utils import Database

    from poa_desktop.poa.observado import ObservacionLinea
    from poa_desktop.poa.tramites import EstadoPeriodo, Tramite

BUSY = "Se está leyendo o escribiendo en el archivo: espere a que termine y repita."
"""Why no copy of the file can be kept at this moment, nor what comes after it be done."""


class Session(QObject):
    """An open store, the POA at hand, the chosen period. Pages read here and write through run.

    *poa* is None while the file holds no POA.
    """

    changed = Signal(object)
    """After a committed change (the Change) or when another POA is shown (None)."""
    periodo_changed = Signal()
    saved = Signal(datetime)
    failed = Signal(str)
    persona_changed = Signal()
    """It was said who is at the keyboard."""

    def __init__(self, store: Store, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.store = store
        self._now = now
        self.municipio = Municipio()
        self.periodo: Periodo
        self.poa: Poa | None = None
        self.respuestas: dict[int, str] = {}
        """Answers to observations (by id) that are typed and not sent."""
        self._evaluations: dict[tuple[Periodo, bool], Evaluacion] = {}
        self._problems: tuple[Problem, ...] | None = None
        self._last_year: tuple[Poa | None] | None = None
        self._tramites: tuple[Tramite, ...] | None = None
        self._observaciones: tuple[ObservacionLinea, ...] | None = None
        headers = store.headers()
        self._poa_id = headers[-1].id if headers else None
        self._load()
        self.periodo = self._first_periodo()

    @property
    def ahora(self) -> datetime:
        """This moment, by the injected clock."""
        return self._now()

    @property
    def hoy(self) -> date:
        """Today, by the injected clock."""
        return self._now().date()

    def _first_periodo(self) -> Periodo:
        """The quarter of the last month that is over: what an office reports on now.

        For a past year its last quarter, for a coming year its first.
        """
        ejercicio = self.poa.ejercicio if self.poa else self.hoy.year
        mes = max(1, self.hoy.month - 1)
        if ejercicio != self.hoy.year:
            mes = 12 if ejercicio < self.hoy.year else 1
        return periodo_de_mes(Temporalidad.TRIMESTRAL, ejercicio, mes)

    def _load(self) -> None:
        self._evaluations.clear()
        self._problems = None
        self._last_year = None
        self._tramites = None
        self._observaciones = None
        known = {header.id for header in self.store.headers()}
        if self._poa_id not in known:
            self._poa_id = max(known, default=None)
        self.municipio = self.store.municipio()
        self.poa = None if self._poa_id is None else self.store.poa(self._poa_id)

    def _follow_ejercicio(self) -> None:
        """A period belongs to a year: with another year at hand comes its first choice."""
        if self.poa is not None and self.poa.ejercicio != self.periodo.ejercicio:
            self.periodo = self._first_periodo()

    def select_poa(self, poa_id: int) -> None:
        """Show another POA of the file."""
        self._poa_id = poa_id
        self._load()
        self._follow_ejercicio()
        self.changed.emit(None)
        self.periodo_changed.emit()

    def set_periodo(self, periodo: Periodo) -> None:
        """Choose the period of the whole window."""
        if periodo != self.periodo:
            self.periodo = periodo
            self.periodo_changed.emit()

    def show_mes(self, mes: int) -> None:
        """Choose a period that has a month (1–12), of the kind at hand, unless it has it."""
        periodo = self.periodo
        if mes not in periodo.meses:
            self.set_periodo(periodo_de_mes(periodo.temporalidad, periodo.ejercicio, mes))

    def evaluacion(self, periodo: Periodo | None = None, *, acumulado: bool = False) -> Evaluacion:
        """The POA evaluated in a period (None: the chosen one). Only while there is a POA."""
        assert self.poa is not None
        key = periodo or self.periodo, acumulado
        if key not in self._evaluations:
            self._evaluations[key] = evaluar(self.poa, key[0], self.hoy, acumulado=acumulado)
        return self._evaluations[key]

    def problems(self) -> tuple[Problem, ...]:
        """What the checks find in the POA; computed when first asked after a change."""
        if self._problems is None:
            from poa_desktop.poa.checks import revisar

            asked = self.observaciones()
            self._problems = revisar(self.poa, self.hoy, asked) if self.poa else ()
        return self._problems

    def last_year(self) -> Poa | None:
        """The POA of the same dependencia one year before, when the file has it."""
        if self._last_year is None:
            self._last_year = (self.store.year_before(self.poa) if self.poa else None,)
        return self._last_year[0]

    def tramites(self) -> tuple[Tramite, ...]:
        """The steps of the POA's workflow, in order; read when first asked after a change."""
        if self._tramites is None:
            self._tramites = self.store.tramites(self.poa.id) if self.poa else ()
        return self._tramites

    def observaciones(self) -> tuple[ObservacionLinea, ...]:
        """What Planeación asked and was answered; read when first asked after a change."""
        if self._observaciones is None:
            self._observaciones = self.store.observaciones(self.poa.id) if self.poa else ()
        return self._observaciones

    def estado(self, periodo: Periodo | None = None) -> EstadoPeriodo:
        """Where the POA stands in a period (None: the chosen one)."""
        from poa_desktop.poa.tramites import estado_de

        return estado_de(self.tramites(), periodo or self.periodo)

    def tells_closed(self, *meses: int) -> bool:
        """Whether one of the months (1–12) is closed; then it is told through *failed*."""
        from poa_desktop.poa.candados import motivo_cerrado

        return self.tells(motivo_cerrado(self.poa, *meses) if self.poa else "")

    def tells(self, reason: str) -> bool:
        """Whether there is a reason why something cannot be done; then it is told through
        *failed*."""
        if reason:
            self.failed.emit(reason)
        return bool(reason)

    @property
    def candado_plan(self) -> str:
        """Why the plan at hand takes no change, in one sentence; "" when it does."""
        if self.poa is None or self.poa.estado is not EstadoPoa.AUTORIZADO:
            return ""  # at the start of a draft nothing more is loaded
        from poa_desktop.poa.candados import candado_plan

        return candado_plan(self.poa)

    def tells_plan_locked(self) -> bool:
        """Whether the plan takes no change; then it is told through *failed*."""
        reason = self.candado_plan
        if reason:
            self.failed.emit(reason)
        return bool(reason)

    def run(self, titulo: str, work: Callable[[Database], object]) -> bool:
        """Do one user action as one undoable operation named *titulo*.

        A known error is told through *failed* and nothing changed: then it gives False.
        """
        return self._after(lambda: self.store.run(titulo, work)[1])

    def run_sealed(self, titulo: str, work: Callable[[Database], object]) -> bool:
        """What `run` does, for an act that is sealed and that nobody undoes."""
        return self._after(lambda: self.store.run_sealed(titulo, work)[1])

    def back_up(self, reason: str) -> bool:
        """Keep a copy of the file before an act; a failure is told through *failed*: False."""
        from poa_desktop.data import backup
        from poa_desktop.data.folders import backups_folder, program_folder
        from poa_desktop.files import explain_os_error

        store, now = self.store, self._now()
        try:
            idle = store.while_idle(
                lambda: backup.back_up(store.connection, store.path, backups_folder(), now, reason)
            )
            if not idle:
                raise PoaError(BUSY)
        except PoaError as error:
            self.failed.emit(str(error))
        except OSError as error:
            self.failed.emit(explain_os_error(error, program_folder()))
        else:
            return True
        return False

    def run_beside(self, titulo: str, work: Callable[[Database], object]) -> Change | None:
        """What `run` does, in a Job's thread; the window shows it with `absorb`.

        Raises PoaError. Nothing else is written meanwhile: what asks for its turn waits.
        """
        return self.store.run(titulo, work)[1]

    def absorb(self, change: Change | None) -> bool:
        """Show what an operation beside the window has written."""
        return self._after(lambda: change)

    def undo(self) -> bool:
        """Take the last operation back."""
        return self._after(self.store.undo)

    def redo(self) -> bool:
        """Bring back what was undone last."""
        return self._after(self.store.redo)

    def _after(self, write: Callable[[], Change | None]) -> bool:
        try:
            change = write()
        except PoaError as error:
            self.failed.emit(str(error))
            return False
        if change is not None:
            before = self.periodo
            self._poa_id = _poa_that_came_back(change) or self._poa_id
            self._load()
            self._follow_ejercicio()
            self.saved.emit(self._now())
            self.changed.emit(change)
            if self.periodo != before:
                self.periodo_changed.emit()
        return True


def _poa_that_came_back(change: Change) -> int | None:
    """The POA that an undo or redo brought into the file again, which is what one wants to see."""
    if change.kind is Kind.EDIT:
        return None
    came = (row.fila for row in change.filas if row.tabla == "poas" and row.antes is None)
    return next(came, None)
