"""Whatever is done, undo leads back to the beginning and redo to the end, byte for byte."""

import itertools
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sqlite_utils import Database

from poa_desktop.data import audit, bloques, evidencias, integrity, lineas, municipios, poas
from poa_desktop.data.lock import Person
from poa_desktop.data.store import Store, create_store
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Cuadrante, Inversion, Poa, TipoInversion

TEXTS = st.text(max_size=12) | st.sampled_from(["", "Ñandú", "a'b", "x\ny"])
NAMES = TEXTS.map(lambda text: f"N{text}")
BLOCKS = st.sampled_from(TipoLugar).filter(lambda t: t in bloques.TABLES)
MONTHS = st.integers(1, 12)
PLACES = st.integers(-1, 4)
QUANTITIES = st.integers(0, 10**6)
MONEY = st.integers(0, 10**10).map(lambda cents: Decimal(cents).scaleb(-2))
WHICH = st.integers(0, 50)
"""Which of the rows there are: taken modulo their number."""


class History(RuleBasedStateMachine):
    """Acts at random on a real file and remembers the content after every step."""

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="poa-historia-"))
        clock = lambda: datetime(2024, 5, 6)  # noqa: E731
        self.store: Store = create_store(self.folder / "a.poa", clock, Person("Lupita", "PC"))
        self.store.run("Crear", lambda db: poas.create(db, "Obras", 2024))
        self.store.run("Bloque", lambda db: bloques.add(db, TipoLugar.PROGRAMA, 1, "P"))
        self.past = [self.store.content_hash()]
        self.future: list[str] = []
        self.numbers = audit.last_number(self.store.connection)

    def teardown(self) -> None:
        if not hasattr(self, "store"):
            return
        while self.future:
            self._redo()
        end = self.past[-1]
        steps = len(self.past)
        while len(self.past) > 1:
            self._undo()
        for _ in range(steps - 1):
            self._redo()
        assert self.store.content_hash() == end
        assert integrity.verify(self.store.connection).hallazgos == ()
        self.store.close()
        assert sorted(each.name for each in self.folder.iterdir()) == ["a.poa"]
        shutil.rmtree(self.folder)

    # -- what may be done ----------------------------------------------------------------------

    def _poa(self) -> Poa:
        return self.store.poa(1)

    def _run(self, work: Callable[[Database], object]) -> None:
        before = self.past[-1]
        _, change = self.store.run("Paso", work)
        now = self.store.content_hash()
        assert (change is None) == (now == before)
        if change is not None:
            self.past.append(now)
            self.future.clear()
            self.numbers += 1

    def _block(self, which: int) -> tuple[TipoLugar, int] | None:
        poa = self._poa()
        found = [(TipoLugar.PROGRAMA, each.id) for each in poa.programas]
        found += [(TipoLugar.ACTIVIDAD, each.id) for each in poa.actividades]
        return found[which % len(found)] if found else None

    def _linea(self, which: int) -> int | None:
        found = self._poa().lineas
        return found[which % len(found)].id if found else None

    @rule(tipo=BLOCKS, name=NAMES, position=st.none() | PLACES)
    def add_block(self, tipo: TipoLugar, name: str, position: int | None) -> None:
        self._run(lambda db: bloques.add(db, tipo, 1, name, position=position))

    @rule(which=WHICH, name=NAMES, eje=TEXTS)
    def edit_block(self, which: int, name: str, eje: str) -> None:
        if block := self._block(which):
            self._run(lambda db: bloques.edit(db, *block, nombre=name, eje=eje))

    @rule(which=WHICH, names=st.lists(NAMES, min_size=2, max_size=4), position=PLACES)
    def edit_repeatedly(self, which: int, names: list[str], position: int) -> None:
        def work(db: Database) -> None:
            for name in names:
                bloques.edit(db, *block, nombre=name)
                bloques.move(db, *block, position)
            bloques.move(db, *block, 0)

        if block := self._block(which):
            self._run(work)

    @rule(which=WHICH, under=WHICH)
    def put_under_programa(self, which: int, under: int) -> None:
        poa = self._poa()
        if poa.actividades and poa.programas:
            actividad = poa.actividades[which % len(poa.actividades)].id
            programa = poa.programas[under % len(poa.programas)].id
            self._run(
                lambda db: bloques.edit(db, TipoLugar.ACTIVIDAD, actividad, programa_id=programa)
            )

    @rule(which=WHICH, position=PLACES)
    def move_block(self, which: int, position: int) -> None:
        if block := self._block(which):
            self._run(lambda db: bloques.move(db, *block, position))

    @rule(which=WHICH)
    def delete_block(self, which: int) -> None:
        if block := self._block(which):
            self._run(lambda db: bloques.delete(db, *block))

    @rule(which=WHICH, metas=TEXTS, directos=st.none() | TEXTS, al=st.none() | st.dates())
    def edit_ficha(self, which: int, metas: str, directos: str | None, al: date | None) -> None:
        if block := self._block(which):
            self._run(
                lambda db: bloques.edit_ficha(
                    db, *block, metas=metas, beneficiados_directos=directos, periodo_al=al
                )
            )

    @rule(which=WHICH, monto=st.none() | MONEY, nota=TEXTS)
    def set_inversion(self, which: int, monto: Decimal | None, nota: str) -> None:
        tipo = TipoInversion.NO_GENERA_GASTO if monto is None else TipoInversion.MONTO
        if block := self._block(which):
            self._run(lambda db: bloques.set_inversion(db, *block, Inversion(tipo, monto, nota)))

    @rule(which=WHICH, text=TEXTS, year=st.lists(QUANTITIES, min_size=12, max_size=12))
    def add_linea(self, which: int, text: str, year: list[int]) -> None:
        if block := self._block(which):
            self._run(lambda db: lineas.add(db, *block, text, programado=year))

    @rule(which=WHICH, text=TEXTS, unit=NAMES)
    def edit_linea(self, which: int, text: str, unit: str) -> None:
        if (linea := self._linea(which)) is not None:
            self._run(lambda db: lineas.edit(db, linea, texto=text, unidad_medida=unit))

    @rule(which=WHICH, position=PLACES)
    def move_linea(self, which: int, position: int) -> None:
        if (linea := self._linea(which)) is not None:
            self._run(lambda db: lineas.move(db, linea, position))

    @rule(which=WHICH)
    def delete_linea(self, which: int) -> None:
        if (linea := self._linea(which)) is not None:
            self._run(lambda db: lineas.delete(db, linea))

    @rule(which=WHICH, cells=st.lists(st.tuples(MONTHS, QUANTITIES), max_size=4))
    def paste_schedule(self, which: int, cells: list[tuple[int, int]]) -> None:
        def work(db: Database) -> None:
            for mes, cantidad in cells:
                lineas.set_programado(db, linea, mes, cantidad)

        if (linea := self._linea(which)) is not None:
            self._run(work)

    @rule(which=WHICH, mes=MONTHS, done=st.none() | QUANTITIES, comment=TEXTS)
    def capture(self, which: int, mes: int, done: int | None, comment: str) -> None:
        if (linea := self._linea(which)) is not None:
            self._run(
                lambda db: lineas.edit_avance(db, linea, mes, realizado=done, comentario=comment)
            )

    @rule(which=WHICH, mes=MONTHS, name=NAMES, content=st.binary(max_size=8))
    def attach(self, which: int, mes: int, name: str, content: bytes) -> None:
        if (linea := self._linea(which)) is not None:
            self._run(lambda db: evidencias.attach(db, linea, mes, f"{name}.txt", content))

    @rule(which=WHICH)
    def take_off(self, which: int) -> None:
        found = [
            each.id
            for linea in self._poa().lineas
            for avance in linea.avances
            for each in avance.evidencias
        ]
        if found:
            self._run(lambda db: evidencias.remove(db, found[which % len(found)]))

    @rule(cuadrante=st.sampled_from(Cuadrante), text=TEXTS, position=PLACES)
    def foda(self, cuadrante: Cuadrante, text: str, position: int) -> None:
        def work(db: Database) -> None:
            poas.move_foda(db, poas.add_foda(db, 1, cuadrante, text), position)

        self._run(work)

    @rule(cuadrante=st.sampled_from(Cuadrante), which=WHICH)
    def delete_foda(self, cuadrante: Cuadrante, which: int) -> None:
        items = self._poa().foda.items(cuadrante)
        if items:
            self._run(lambda db: poas.delete_foda(db, items[which % len(items)].id))

    @rule(names=st.lists(st.sampled_from(["Agua", "Orden", "Caminos"]), max_size=4))
    def set_ejes(self, names: list[str]) -> None:
        self._run(lambda db: municipios.set_ejes(db, names))
        assert self.store.municipio().ejes == tuple(names)

    @rule(picture=st.none() | st.binary(max_size=8))
    def set_escudo(self, picture: bytes | None) -> None:
        self._run(lambda db: municipios.set_escudo(db, picture))
        assert self.store.municipio().escudo == picture

    @rule(which=WHICH)
    def fail(self, which: int) -> None:
        def work(db: Database) -> None:
            if block := self._block(which):
                bloques.delete(db, *block)
            raise ZeroDivisionError

        titles = self.store.undo_title, self.store.redo_title
        try:
            self.store.run("Mal", work)
        except ZeroDivisionError:
            pass
        else:
            raise AssertionError("the error did not come through")
        assert (self.store.undo_title, self.store.redo_title) == titles

    @precondition(lambda self: len(self.past) > 1)
    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(min(times, len(self.past) - 1)):
            self._undo()

    @precondition(lambda self: self.future)
    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(min(times, len(self.future))):
            self._redo()

    def _undo(self) -> None:
        assert self.store.undo() is not None
        self.future.append(self.past.pop())
        self.numbers += 1
        assert self.store.content_hash() == self.past[-1]

    def _redo(self) -> None:
        assert self.store.redo() is not None
        self.past.append(self.future.pop())
        self.numbers += 1
        assert self.store.content_hash() == self.past[-1]

    # -- what always holds ---------------------------------------------------------------------

    @invariant()
    def content_and_trail_are_as_remembered(self) -> None:
        if not hasattr(self, "store"):
            return
        assert self.store.content_hash() == self.past[-1]
        assert audit.last_number(self.store.connection) == self.numbers
        assert (self.store.redo_title is None) == (not self.future)

    @invariant()
    def lists_are_numbered_without_gaps(self) -> None:
        if not hasattr(self, "store"):
            return
        poa = self._poa()
        for blocks in (poa.programas, poa.actividades):
            assert [each.numero for each in blocks] == list(range(1, len(blocks) + 1))
        query = "SELECT coalesce(programa_id, -actividad_id), orden FROM lineas ORDER BY 1, 2"
        rows = self.store.connection.execute(query).fetchall()
        for _, group in itertools.groupby(rows, key=lambda row: row[0]):
            orders = [orden for _, orden in group]
            assert orders == list(range(1, len(orders) + 1))


TestHistory = History.TestCase
TestHistory.settings = settings(
    max_examples=12,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
