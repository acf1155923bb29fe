"""Whatever is done, undo leads back to the beginning and redo to the end, byte for byte.

The file has several POAs: what is done to one never touches another.
"""

import itertools
import shutil
import tempfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
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

from poa_desktop.data import (
    audit,
    bloques,
    cierres,
    copias,
    declaradas,
    evidencias,
    gastos,
    integrity,
    lineas,
    modelos,
    municipios,
    poas,
    restauracion,
    sellos,
    textos,
    tramites,
    traslados,
    unidades,
)
from poa_desktop.data.llave import Llave
from poa_desktop.data.lock import Person
from poa_desktop.data.store import Store, create_store
from poa_desktop.poa.copia import OpcionesCopia, copiar
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import Periodo, parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Cuadrante,
    EstadoEvidencia,
    EstadoPoa,
    Evidencia,
    Inversion,
    ModeloLinea,
    Poa,
    TipoInversion,
)
from poa_desktop.poa.recorte import con_nombres_libres, para_ejercicio, recorte_de
from poa_desktop.poa.recorte_json import read_recorte, write_recorte
from poa_desktop.poa.reemplazo import cambio_de
from poa_desktop.poa.texto_viejo import Cambio, corregir, menciones, pendientes
from poa_desktop.poa.textos import nodos
from poa_desktop.poa.tramites import EstadoPeriodo, Paso, Tramite, estado_de, meses_cerrados
from tests.closed_months import closed_records, complete_months

TEXTS = st.text(max_size=12) | st.sampled_from(["", "Ñandú", "a'b", "x\ny"])
NAMES = TEXTS.map(lambda text: f"N{text}")
BLOCKS = st.sampled_from(TipoLugar).filter(lambda t: t in bloques.TABLES)
MONTHS = st.integers(1, 12)
PLACES = st.integers(-1, 4)
QUANTITIES = st.integers(0, 10**6)
MONEY = st.integers(0, 10**10).map(lambda cents: Decimal(cents).scaleb(-2))
WHICH = st.integers(0, 50)
"""Which of the rows there are: taken modulo their number."""


PERIODOS = st.sampled_from(["T1", "T1", "T2", "M02", "S1"])
NOW = datetime(2024, 12, 20, 10)
PERSON = Person("lramos", "PC-1", "Lucía Ramos", "Enlace")
KEY = Llave(Ed25519PrivateKey.generate())
REFUSALS = (
    "El cambio toca un mes cerrado",
    "El POA está autorizado",
    "El POA tiene actos sellados",
)


def _is_closed(steps: Sequence[Tramite], periodo: Periodo) -> bool:
    return estado_de(steps, periodo) is EstadoPeriodo.CERRADO


_SUBJECTS = (
    TipoLugar.POA,
    TipoLugar.DIAGNOSTICO,
    TipoLugar.PROGRAMA,
    TipoLugar.ACTIVIDAD,
    TipoLugar.LINEA,
)


class History(RuleBasedStateMachine):
    """Acts at random on a real file and remembers the content after every step."""

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="poa-historia-"))
        clock = lambda: datetime(2024, 5, 6)  # noqa: E731
        self.store: Store = create_store(self.folder / "a.poa", clock, Person("Lupita", "PC"))
        self.store.run("Crear", lambda db: poas.create(db, "Obras", 2024))
        self.store.run("Crear", lambda db: poas.create(db, "Parques", 2024))
        self.store.run("Bloque", lambda db: bloques.add(db, TipoLugar.PROGRAMA, 1, "P"))
        self.store.run("Bloque", lambda db: bloques.add(db, TipoLugar.ACTIVIDAD, 2, "De otro"))
        self.poa_id = 1
        self.sealed = False
        self.llave = KEY
        self.frozen: dict[int, object] = {}
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
        return self.store.poa(self.poa_id)

    def _others(self) -> list[tuple[object, ...]]:
        """The plans of the other POAs (what POAs share, as their dependencia, left out)."""
        ids = sorted(each.id for each in self.store.headers())
        found = (self.store.poa(each) for each in ids)
        return [
            (each.id, each.vision, each.foda, each.programas, each.actividades, each.copia)
            for each in found
            if each.id != self.poa_id
        ]

    def _run(self, work: Callable[[Database], object], *, whole_file: bool = False) -> None:
        """Do it; what touches something closed or frozen is refused and changes nothing."""
        reason = ""
        try:
            self._do(work, whole_file=whole_file)
        except PoaError as error:
            reason = str(error)
        if reason:
            assert self.sealed
            assert reason.startswith(REFUSALS)
            assert self.store.content_hash() == self.past[-1]

    def _do(self, work: Callable[[Database], object], *, whole_file: bool = False) -> None:
        before, others = self.past[-1], self._others()
        _, change = self.store.run("Paso", work)
        assert whole_file or self._others() == others
        now = self.store.content_hash()
        assert (change is None) == (now == before)
        if change is not None:
            self.past.append(now)
            self.future.clear()
            self.numbers += 1

    # -- what is sealed ------------------------------------------------------------------------

    def _seal(self, title: str, work: Callable[[Database], object]) -> bool:
        """A sealed act: done, with no way back through undo; or refused, with nothing changed."""
        others, steps = self._others(), (self.store.undo_title, self.store.redo_title)
        try:
            _, change = self.store.run_sealed(title, work)
        except PoaError:
            assert self.store.content_hash() == self.past[-1]
            assert (self.store.undo_title, self.store.redo_title) == steps
            return False
        assert change is not None
        assert self.store.undo_title is None and self.store.redo_title is None
        assert self._others() == others
        self.past, self.future = [self.store.content_hash()], []
        self.numbers += 1
        self.sealed = True
        return True

    @rule(periodo=PERIODOS)
    def close(self, periodo: str) -> None:
        """Capture what is due as planned, and close."""
        poa = self._poa()
        window = parse_periodo(f"{poa.ejercicio}-{periodo}")
        self._run(lambda db: complete_months(db, poa, window.meses))
        args = (self.poa_id, window, NOW, PERSON, self.llave)
        if self._seal("Cerrar", lambda db: cierres.cerrar(db, *args, en_cero=True)):
            self.frozen[self.poa_id] = closed_records(self._poa())

    @rule(periodo=PERIODOS, why=TEXTS)
    def reopen(self, periodo: str, why: str) -> None:
        window = parse_periodo(f"{self._poa().ejercicio}-{periodo}")
        args = (self.poa_id, window, why, NOW, PERSON, self.llave)
        if self._seal("Reabrir", lambda db: cierres.reabrir(db, *args)):
            self.frozen[self.poa_id] = closed_records(self._poa())

    @rule()
    def authorise(self) -> None:
        self._seal(
            "Autorizar", lambda db: cierres.autorizar(db, self.poa_id, NOW, PERSON, self.llave)
        )

    @rule(why=NAMES)
    def begin_adecuacion(self, why: str) -> None:
        self._attempt(lambda db: declaradas.iniciar(db, self.poa_id, why, NOW, PERSON))

    @rule()
    def end_adecuacion(self) -> None:
        self._attempt(lambda db: declaradas.concluir(db, self.poa_id, NOW))

    @rule(periodo=PERIODOS, paso=st.sampled_from([Paso.ENVIO, Paso.RETIRO, Paso.DEVOLUCION]))
    def send(self, periodo: str, paso: Paso) -> None:
        window = parse_periodo(f"{self._poa().ejercicio}-{periodo}")
        self._attempt(
            lambda db: tramites.add_step(db, self.poa_id, window, paso, NOW, PERSON, nota="x")
        )

    @invariant()
    def closed_months_and_seals_hold(self) -> None:
        """A closed month's rows never change; locked is what is closed; the chain is whole."""
        if not hasattr(self, "store") or not self.sealed:
            return
        for header in self.store.headers():
            poa, steps = self.store.poa(header.id), self.store.tramites(header.id)
            assert closed_records(poa) == self.frozen.get(header.id, {})
            assert poa.meses_cerrados == meses_cerrados(steps)
            closed = [each.periodo for each in poa.cierres]
            assert closed == [each for each in closed if _is_closed(steps, each)]
            frozen = any(each.paso is Paso.AUTORIZACION for each in steps)
            assert (poa.estado is EstadoPoa.AUTORIZADO) == frozen
        found, before = self.store.sellos(), None
        for each in found:
            assert sellos.is_valid(each)
            assert before is None or each.anterior == before.digest
            before = each
        assert integrity.verify(self.store.connection).integro

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
        self._run(lambda db: bloques.add(db, tipo, self.poa_id, name, position=position))

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
        found = self._evidencias()
        if found:
            self._run(lambda db: evidencias.remove(db, found[which % len(found)].id))

    @rule(cuadrante=st.sampled_from(Cuadrante), text=TEXTS, position=PLACES)
    def foda(self, cuadrante: Cuadrante, text: str, position: int) -> None:
        def work(db: Database) -> None:
            poas.move_foda(db, poas.add_foda(db, self.poa_id, cuadrante, text), position)

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
        except PoaError:
            assert self.sealed
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

    # -- several POAs --------------------------------------------------------------------------

    @rule(which=WHICH)
    def show_another(self, which: int) -> None:
        known = self.store.headers()
        self.poa_id = known[which % len(known)].id

    @rule(name=st.sampled_from(["Agua", "Catastro"]), year=st.integers(2023, 2025))
    def create_poa(self, name: str, year: int) -> None:
        known = {(each.dependencia, each.ejercicio) for each in self.store.headers()}
        if (name, year) not in known and len(known) < 5:
            self._run(lambda db: poas.create(db, name, year), whole_file=True)

    @rule()
    def delete_another(self) -> None:
        others = [each.id for each in self.store.headers() if each.id != self.poa_id]
        if len(others) > 1:
            self._run(lambda db: poas.delete(db, others[-1]), whole_file=True)

    @rule(step=st.sampled_from([-1, 1, 4]))
    def copy_year(self, step: int) -> None:
        poa = self._poa()
        known = {(each.dependencia, each.ejercicio) for each in self.store.headers()}
        copy = copiar(poa, poa.ejercicio + step, OpcionesCopia())
        if (copy.dependencia.nombre, copy.ejercicio) in known:
            self._refused(lambda db: copias.write_copy(db, self.store.municipio(), copy))
        elif len(known) < 5 and 2000 < copy.ejercicio < 2100:
            municipio = self.store.municipio()
            before = self._others()
            self._run(lambda db: copias.write_copy(db, municipio, copy), whole_file=True)
            assert all(each in self._others() for each in before)

    @rule(which=WHICH, words=st.sampled_from(["2031", "", "$5.00", "nadie"]))
    def judge_mention(self, which: int, words: str) -> None:
        poa = self._poa()
        found = menciones(poa)
        if found:
            one = found[which % len(found)]
            self._run(lambda db: copias.accept(db, poa.id, [one]))
        left = pendientes(self._poa())
        if left:
            change: Cambio = left[which % len(left)], words
            self._attempt(lambda db: copias.correct(db, poa.id, corregir(poa, [change])))

    def _refused(self, work: Callable[[Database], object]) -> None:
        try:
            self.store.run("Paso", work)
        except PoaError:
            return
        raise AssertionError("it was not refused")

    def _attempt(self, work: Callable[[Database], object], *, whole_file: bool = False) -> None:
        """Do it, or be refused with a sentence and change nothing."""
        try:
            self._do(work, whole_file=whole_file)
        except PoaError:
            assert self.store.content_hash() == self.past[-1]

    # -- cut, copy, paste ----------------------------------------------------------------------

    @rule(which=st.lists(WHICH, min_size=1, max_size=4), to=WHICH, before=WHICH)
    def move_lineas(self, which: list[int], to: int, before: int) -> None:
        found = [each.id for each in self._poa().lineas]
        if not found:
            return
        moved = list(dict.fromkeys(found[each % len(found)] for each in which))
        if block := self._block(to):
            place = [*found, None][before % (len(found) + 1)]
            self._run(lambda db: traslados.move_lineas(db, moved, *block, place))

    @rule(which=st.lists(WHICH, min_size=1, max_size=4))
    def delete_lineas(self, which: list[int]) -> None:
        found = [each.id for each in self._poa().lineas]
        if found:
            gone = list(dict.fromkeys(found[each % len(found)] for each in which))
            self._run(lambda db: traslados.delete_lineas(db, gone))

    @rule(tipo=BLOCKS, which=st.lists(WHICH, min_size=1, max_size=3), delete=st.booleans())
    def move_or_delete_blocks(self, tipo: TipoLugar, which: list[int], delete: bool) -> None:
        poa = self._poa()
        blocks = poa.programas if tipo is TipoLugar.PROGRAMA else poa.actividades
        if not blocks:
            return
        ids = [each.id for each in blocks]
        some = list(dict.fromkeys(ids[each % len(ids)] for each in which))
        before = [*ids, None][which[0] % (len(ids) + 1)]
        if delete:
            self._run(lambda db: traslados.delete_bloques(db, tipo, some))
        else:
            self._run(lambda db: traslados.move_bloques(db, tipo, some, before))

    @rule(which=st.lists(WHICH, min_size=1, max_size=3), lineas_too=st.booleans(), source=WHICH)
    def paste(self, which: list[int], lineas_too: bool, source: int) -> None:
        known = self.store.headers()
        origin, poa = self.store.poa(known[source % len(known)].id), self._poa()
        nodes: list[tuple[TipoLugar, int]] = []
        nodes += [(TipoLugar.PROGRAMA, each.id) for each in origin.programas]
        nodes += [(TipoLugar.ACTIVIDAD, each.id) for each in origin.actividades]
        if lineas_too:
            nodes += [(TipoLugar.LINEA, each.id) for each in origin.lineas]
        if not nodes or len(poa.lineas) > 40:
            return
        recorte = recorte_de(origin, [nodes[each % len(nodes)] for each in which], "marca")
        again = read_recorte(write_recorte(recorte))
        assert again == recorte
        fitted = con_nombres_libres(para_ejercicio(again, poa.ejercicio), poa)
        block = self._block(which[0])

        def work(db: Database) -> None:
            traslados.paste_programas(db, poa.id, fitted, None)
            loose = [each for each in fitted.actividades if each.programa_id is None]
            traslados.paste_actividades(db, poa.id, loose, None)
            if block:
                traslados.paste_lineas(db, *block, fitted.lineas)

        self._run(work)

    # -- files, gastos, catalogues, texts ------------------------------------------------------

    def _evidencias(self) -> list[Evidencia]:
        return [
            each
            for linea in self._poa().lineas
            for avance in linea.avances
            for each in avance.evidencias
        ]

    @rule(which=WHICH, to=WHICH, mes=MONTHS, estado=st.sampled_from(EstadoEvidencia))
    def judge_and_move(self, which: int, to: int, mes: int, estado: EstadoEvidencia) -> None:
        found, linea = self._evidencias(), self._linea(to)
        if not found or linea is None:
            return
        one = found[which % len(found)].id
        self._run(lambda db: evidencias.judge(db, one, estado, "Falta la firma"))
        self._run(lambda db: evidencias.move(db, one, linea, mes))

    @rule(which=WHICH, day=st.dates(date(2024, 1, 1)), amount=st.integers(1, 10**9))
    def spend(self, which: int, day: date, amount: int) -> None:
        actividades = self._poa().actividades
        if actividades:
            owner = actividades[which % len(actividades)]

            def work(db: Database) -> None:
                row = gastos.add(db, owner.id, day, Decimal(amount).scaleb(-2))
                evidencias.attach_to_gasto(db, row, "factura.pdf", b"%PDF")
                if owner.gastos:
                    gastos.delete(db, owner.gastos[0].id)

            self._run(work)

    @rule(name=NAMES, unit=st.sampled_from(["Acción", "ACCION", "Oficio", "oficio"]))
    def catalogues(self, name: str, unit: str) -> None:
        model = ModeloLinea(0, name, "Texto", unit, programado=(100,) * 12)
        kept = self.store.modelos_linea()

        def work(db: Database) -> None:
            unidades.add(db, unit)
            modelos.add(db, model)
            if len(kept) > 2:
                modelos.delete(db, kept[0].id)

        self._run(work)
        in_use = [form for form, _ in self.store.unidades_en_uso()]
        self._run(lambda db: unidades.unify(db, in_use[:3], unit), whole_file=True)
        self._run(lambda db: unidades.remove(db, unit))

    @rule(which=WHICH, many=st.integers(1, 4), words=TEXTS)
    def replace(self, which: int, many: int, words: str) -> None:
        poa = self._poa()
        found = [text for nodo in nodos(self.store.municipio(), poa) for text in nodo.textos]
        chosen = [found[(which + each) % len(found)] for each in range(min(many, len(found)))]
        changes = [cambio_de(each, [(0, 1)], words) for each in chosen if each.texto]
        good = [(each.texto, each.nuevo) for each in changes if not each.motivo]
        self._attempt(lambda db: textos.write(db, good))

    @rule(which=WHICH, back=WHICH, after=st.booleans(), tipo=st.sampled_from(_SUBJECTS))
    def restore(self, which: int, back: int, after: bool, tipo: TipoLugar) -> None:
        table = {TipoLugar.LINEA: "lineas", **bloques.TABLES}.get(tipo, "poas")
        sql = "SELECT seq FROM sqlite_sequence WHERE name = ?"
        given = self.store.connection.execute(sql, (table,)).fetchone()
        record = 1 + which % int(given[0] if given else 1)  # one that is there, or was
        entries = self.store.historial(tipo, record)
        if not entries:
            return
        entry = entries[back % len(entries)]
        gone, writes = entry.eliminado, entry.es if after else entry.era
        if gone is not None:
            self._attempt(lambda db: restauracion.recuperar(db, gone), whole_file=True)
        else:
            self._attempt(lambda db: restauracion.restaurar(db, writes), whole_file=True)

    # -- back and forth ------------------------------------------------------------------------

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
        if self.poa_id not in {each.id for each in self.store.headers()}:
            self.poa_id = self.store.headers()[0].id
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
