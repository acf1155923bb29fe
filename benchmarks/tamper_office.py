"""Random histories of an office that does nothing wrong: what the tampering campaign alters, and
what must never be accused."""

from __future__ import annotations

import random
import shutil
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from poa_desktop.data import (
    bloques,
    cierres,
    declaradas,
    evidencias,
    gastos,
    lineas,
    poas,
    tramites,
)
from poa_desktop.data.llave import Llave, own_key
from poa_desktop.data.lock import Person
from poa_desktop.data.store import Store, create_store
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import EstadoPoa
from poa_desktop.poa.tramites import EstadoPeriodo, Paso, estado_de

LINEAS, MONTHS = 4, 6
PERIODS = tuple(parse_periodo(f"2024-{each}") for each in ("T1", "T2", "S1", "M01", "M05"))
PERSON = Person("lramos", "PC-1", "Lucía Ramos", "Enlace")


@dataclass
class Office:
    """An office at work: its file, and the random choices it makes. Its clock goes on."""

    path: Path
    chance: random.Random
    now: datetime = datetime(2024, 7, 8, 8, 0)
    earlier: list[Path] = field(default_factory=list)
    """Copies of the file, each just before an act was sealed."""

    def __post_init__(self) -> None:
        self.store: Store = create_store(self.path, self.tick, PERSON)
        self.llave: Llave = own_key()
        self.store.run("Capturar el POA", self._fill)
        self.store.forget_history()

    def tick(self) -> datetime:
        """The time, some minutes after it was last asked."""
        self.now += timedelta(minutes=self.chance.randint(1, 90))
        return self.now

    def _fill(self, db: Any) -> None:
        self.poa = poas.create(db, "Obras Públicas", 2024)
        self.actividad = bloques.add(db, TipoLugar.ACTIVIDAD, self.poa, "Bacheo")
        self.lineas = []
        for number in range(LINEAS):
            linea = lineas.add(
                db,
                TipoLugar.ACTIVIDAD,
                self.actividad,
                f"Línea {number}",
                programado=(100,) * MONTHS,
            )
            self.lineas.append(linea)
            for mes in range(1, MONTHS + 1):
                lineas.edit_avance(db, linea, mes, realizado=100, comentario=f"Mes {mes}")
                evidencias.attach(db, linea, mes, f"foto {mes}.png", self.chance.randbytes(300))
        for mes in range(1, MONTHS + 1):
            gasto = gastos.add(db, self.actividad, date(2024, mes, 3), Decimal(100 + mes))
            evidencias.attach_to_gasto(db, gasto, "f.pdf", self.chance.randbytes(200))

    # -- one thing after the other ---------------------------------------------------------------

    def work(self, steps: int) -> None:
        """Do some random legitimate things."""
        acts = (
            *(self._capture,) * 4, *(self._reword,) * 2, self._attach, self._spend, self._undo,
            *(self._close,) * 4, *(self._reopen,) * 2, self._authorise, self._adjust, self._send,
        )  # fmt: skip
        for _ in range(steps):
            try:
                self.chance.choice(acts)()
            except PoaError:
                continue  # the program refused: nothing changed

    def finish(self) -> None:
        """Let the history end with a closed quarter, so that there is something to alter."""
        for periodo in PERIODS[:1]:
            if self._state(periodo) is not EstadoPeriodo.CERRADO:
                self._seal("Cerrar", periodo, "")
        self._capture(12)
        self.store.forget_history()
        self.store.drop_unreferenced()

    def _state(self, periodo: Any) -> EstadoPeriodo:
        return estado_de(self.store.tramites(self.poa), periodo)

    def _linea(self) -> int:
        return self.chance.choice(self.lineas)

    def _capture(self, mes: int = 0) -> None:
        linea, mes = self._linea(), mes or self.chance.randint(1, 12)
        amount = self.chance.randint(95, 105)
        words = f"Nota {self.chance.randint(0, 9999)}"

        def work(db: Any) -> None:
            lineas.edit_avance(db, linea, mes, realizado=amount, comentario=words)
            lineas.edit_avance(db, linea, mes, justificacion="Se explica.")

        self.store.run("Capturar", work)

    def _reword(self) -> None:
        linea, text = self._linea(), f"Redacción {self.chance.randint(0, 9999)}"
        self.store.run("Editar", lambda db: lineas.edit(db, linea, texto=text))

    def _attach(self) -> None:
        linea, mes, content = self._linea(), self.chance.randint(1, 12), self.chance.randbytes(250)
        self.store.run(
            "Adjuntar", lambda db: evidencias.attach(db, linea, mes, "nueva.png", content)
        )

    def _spend(self) -> None:
        day = date(2024, self.chance.randint(1, 12), self.chance.randint(1, 28))
        self.store.run("Gasto", lambda db: gastos.add(db, self.actividad, day, Decimal(7)))

    def _undo(self) -> None:
        self.store.undo()
        if self.chance.random() < 0.5:
            self.store.redo()

    def _send(self) -> None:
        periodo = self.chance.choice(PERIODS)
        paso = self.chance.choice((Paso.ENVIO, Paso.RETIRO, Paso.DEVOLUCION))
        self.store.run(
            paso.etiqueta,
            lambda db: tramites.add_step(db, self.poa, periodo, paso, self.now, PERSON),
        )

    def _close(self) -> None:
        periodo = self.chance.choice(PERIODS)
        self._seal("Cerrar", periodo, "")

    def _reopen(self) -> None:
        self._seal("Reabrir", self.chance.choice(PERIODS), "Se corrige un dato.")

    def _seal(self, title: str, periodo: Any, motivo: str) -> None:
        copy = self.path.with_name(f"{self.path.stem}-antes-{len(self.earlier)}.poa")
        self._snapshot(copy)
        now = self.tick()

        def work(db: Any) -> object:
            if motivo:
                return cierres.reabrir(db, self.poa, periodo, motivo, now, PERSON, self.llave)
            return cierres.cerrar(db, self.poa, periodo, now, PERSON, self.llave, en_cero=True)

        try:
            self.store.run_sealed(title, work)
        except PoaError:
            copy.unlink()
            raise
        self.earlier.append(copy)

    def _authorise(self) -> None:
        self.store.run_sealed(
            "Autorizar",
            lambda db: cierres.autorizar(db, self.poa, self.tick(), PERSON, self.llave),
        )

    def _adjust(self) -> None:
        if self.store.poa(self.poa).estado is not EstadoPoa.AUTORIZADO:
            return
        linea, mes = self._linea(), self.chance.randint(7, 12)
        self.store.run(
            "Iniciar adecuación",
            lambda db: declaradas.iniciar(db, self.poa, "Lluvias", self.tick(), PERSON),
        )
        self.store.run("Programar", lambda db: lineas.set_programado(db, linea, mes, 100))
        self._reword()
        self.store.run("Concluir", lambda db: declaradas.concluir(db, self.poa, self.tick()))

    def _snapshot(self, target: Path) -> None:
        self.store.connection.execute("VACUUM INTO ?", (str(target),))

    def close(self) -> None:
        """The file alone, without copies."""
        self.store.close()

    def forget_copies(self) -> None:
        """Remove the copies."""
        for each in self.earlier:
            each.unlink(missing_ok=True)
        self.earlier.clear()


def copy_of(source: Path, target: Path) -> Path:
    """A fresh copy to alter."""
    shutil.copyfile(source, target)
    return target
