"""Whatever is done in the window, tree, page and file agree, undo leads back to the beginning, and
what a closed period holds stays as it was.

Random sequences of edits, pastes, deletions, moves and cierres through the real window and its
session; POA_TEST_MANANAS=500 makes as many of them.
"""

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QPointF,
    Qt,
    QUrl,
)
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog
from sqlite_utils import Database

from poa_desktop.app import make_app
from poa_desktop.data import audit, bloques, cierres, gastos, integrity, lineas, poas
from poa_desktop.data.llave import Llave, own_key
from poa_desktop.data.lock import Person
from poa_desktop.data.store import create_store
from poa_desktop.poa.periodos import parse_periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import EstadoEvidencia
from poa_desktop.poa.tramites import EstadoPeriodo
from poa_desktop.ui.avance.page import AvancePage
from poa_desktop.ui.calendario.page import CalendarioPage
from poa_desktop.ui.datos.bloque_form import BloqueForm
from poa_desktop.ui.datos.linea_form import LineaForm
from poa_desktop.ui.datos.page import DatosPage
from poa_desktop.ui.evidence.access import EvidenceAccess
from poa_desktop.ui.evidence.box import EvidenceBox
from poa_desktop.ui.evidence.incoming_dialog import IncomingDialog
from poa_desktop.ui.evidence.placed import placed_in
from poa_desktop.ui.fields.base import Field
from poa_desktop.ui.gastos.page import GastosPage
from poa_desktop.ui.historial.visit import show_historial
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.pages import PAGES
from poa_desktop.ui.place import Place
from poa_desktop.ui.settings import Settings
from poa_desktop.ui.tree.model import ROLE_KEY
from poa_desktop.ui.workspace import Workspace
from tests.closed_months import closed_records, complete_months
from tests.ui.answers import Answers
from tests.ui.window_truth import check_window

HOY = datetime(2024, 10, 15, 10, 32)
WHICH = st.integers(0, 400)
"""Which of the things there are: taken modulo their number."""
TEXTS = st.sampled_from(
    ["Bacheo", "Enviar una circular de manera trimestral", "ñandú 🐦", "", "dos\nrenglones", "a'b"]
)
SEVERAL = st.lists(WHICH, min_size=1, max_size=4)
MANY = 60
"""So many líneas are enough: copies of copies would grow without end."""
CELLS = st.sampled_from(["1", "2.5", "0", "", "1,234.50", "12", "abc", "-1", "1.234"])
GRIDS = st.sampled_from(["calendario", "avance"])
NAMES = st.sampled_from(["foto.png", "oficio ñ.pdf", "CON.txt", "sin sufijo"])
FEW_POAS = 4
BLOCKS = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=3)


def _fill(db: Database) -> None:
    poa = poas.create(db, "Obras", 2024)
    for tipo, name in (
        (TipoLugar.PROGRAMA, "Programa"),
        (TipoLugar.ACTIVIDAD, "Primera"),
        (TipoLugar.ACTIVIDAD, "Segunda"),
    ):
        block = bloques.add(db, tipo, poa, name)
        for number in (1, 2):
            lineas.add(db, tipo, block, f"{name} {number}", programado=[100] * 12)
        if tipo is TipoLugar.ACTIVIDAD:
            gastos.add(db, block, date(2024, 2, 5), Decimal(100), concepto="Bacheo")


def _take_all(dialog: QDialog) -> bool:
    """Attach also what is in the POA already."""
    assert isinstance(dialog, IncomingDialog)
    next(each for each in dialog.buttons if each.text().startswith("Adjuntar &también")).click()
    return bool(dialog.result())


class Agreeing(Answers):
    """Somebody who has the good cells of a block pasted without the bad ones, and takes what is
    proposed for next year.
    """

    def review(self, dialog: QDialog) -> bool:
        return True


class Morning(RuleBasedStateMachine):
    """Somebody who does anything, in any order."""

    @initialize()
    def open(self) -> None:
        make_app(dark=False)
        self.folder = Path(tempfile.mkdtemp(prefix="poa-ventana-"))
        path = self.folder / "obras.poa"
        with create_store(path, lambda: HOY) as store:
            store.run("Crear", _fill)
        self.window = MainWindow(lambda: HOY, Settings(self.folder / "v.ini"), Agreeing())
        self.window.resize(1366, 768)
        self.window.files.open_path(path)
        self.window.show()
        assert self.window.session is not None
        self.session = self.window.session
        self.session.set_periodo(parse_periodo("2024-T3"))
        self.session.store.person = Person("lramos", "PC-1", "Lucía Ramos", "Enlace")
        self.llave: Llave | None = None
        self.frozen: dict[int, dict[int, object]] = {}
        self.past = [self.session.store.content_hash()]
        self.future: list[str] = []
        self._settle()

    def teardown(self) -> None:
        if not hasattr(self, "window"):
            return
        while self.future:
            self._travel("rehacer")
        end, steps = self.past[-1], len(self.past) - 1
        for _ in range(steps):
            self._travel("deshacer")
            check_window(self.window)
        assert self.session.store.undo_title is None
        for _ in range(steps):
            self._travel("rehacer")
        assert self.session.store.content_hash() == end
        check_window(self.window)
        assert integrity.verify(self.session.store.connection).hallazgos == ()
        self.window.close()
        self.window.deleteLater()
        self._settle()
        shutil.rmtree(self.folder)

    @property
    def space(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @staticmethod
    def _settle() -> None:
        QCoreApplication.sendPostedEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()

    def _do(self, work: Callable[[], object]) -> None:
        """One thing a user does: one step to undo when it changed anything, else none at all."""
        store = self.session.store
        written = audit.last_number(store.connection)
        work()
        self._settle()
        now = store.content_hash()
        steps = audit.last_number(store.connection) - written
        assert steps <= 1, "one action made several steps to undo"
        assert (now != self.past[-1]) == bool(steps)
        if steps:
            self.past.append(now)
            self.future.clear()

    def _travel(self, action: str) -> None:
        source, target = (
            (self.past, self.future) if action == "deshacer" else (self.future, self.past)
        )
        self.window.actions_[action].trigger()
        self._settle()
        target.append(source.pop())
        assert self.session.store.content_hash() == self.past[-1]

    # -- where one looks ---------------------------------------------------------------------

    def _places(self) -> list[Place]:
        poa = self.session.poa
        assert poa is not None
        found = [Place(TipoLugar.POA, poa.id), Place(TipoLugar.DIAGNOSTICO, poa.id)]
        found += [Place(TipoLugar.PROGRAMA, each.id) for each in poa.programas]
        found += [Place(TipoLugar.ACTIVIDAD, each.id) for each in poa.actividades]
        return found + [Place(TipoLugar.LINEA, each.id) for each in poa.lineas]

    def _go(self, which: int, page: str) -> None:
        def work() -> None:
            places = self._places()
            self.space.show_place(places[which % len(places)])
            self.space.show_page(page)

        self._do(work)

    @rule(which=WHICH, page=st.sampled_from(PAGES))
    def look(self, which: int, page: str) -> None:
        self._go(which, page)

    @rule(periodo=st.sampled_from(["T1", "M08", "A"]))
    def choose_period(self, periodo: str) -> None:
        year = self.session.periodo.ejercicio
        chosen = parse_periodo(f"{year}-{periodo}")
        self._do(lambda: self.window.toolbar.periods.chosen.emit(chosen))

    @rule(which=WHICH)
    def choose_poa(self, which: int) -> None:
        headers = self.session.store.headers()
        chosen = headers[which % len(headers)].id
        self._do(lambda: self.window.toolbar.poa_chosen.emit(chosen))

    @rule()
    def prepare_next_year(self) -> None:
        if len(self.session.store.headers()) < FEW_POAS:
            self._do(self.window.actions_["ano_siguiente"].trigger)

    # -- the tree ----------------------------------------------------------------------------

    @rule(
        action=st.sampled_from(
            ["agregar_programa", "agregar_actividad", "agregar_linea", "subir", "bajar"]
        )
    )
    def change_tree(self, action: str) -> None:
        if self.space.editing.can(action):
            self._do(self.window.actions_[action].trigger)

    @rule(which=WHICH)
    def delete(self, which: int) -> None:
        def work() -> None:
            places = self._places()
            self.space.show_place(places[which % len(places)])
            if self.space.editing.can("eliminar"):
                self.space.editing.delete()

        self._do(work)

    @rule(which=WHICH, under=WHICH)
    def put_under(self, which: int, under: int) -> None:
        poa = self.session.poa
        assert poa is not None
        if poa.actividades:
            actividad = poa.actividades[which % len(poa.actividades)]
            programas = [None, *(each.id for each in poa.programas)]
            place = Place(TipoLugar.ACTIVIDAD, actividad.id)
            programa = programas[under % len(programas)]
            self._do(lambda: self.space.editing.put_under([place], programa))

    def _choose(self, which: list[int]) -> None:
        places = self._places()
        self.space.tree.show_places([places[each % len(places)] for each in which])

    @rule(which=SEVERAL, action=st.sampled_from(["duplicar", "eliminar", "subir", "bajar"]))
    def change_several(self, which: list[int], action: str) -> None:
        self._do(lambda: self._choose(which))
        if self.space.editing.can(action):
            self._do(self.window.actions_[action].trigger)

    @rule(which=SEVERAL, onto=WHICH, action=st.sampled_from(["cortar", "copiar"]))
    def take_and_paste(self, which: list[int], onto: int, action: str) -> None:
        poa = self.session.poa
        assert poa is not None
        self._do(lambda: self._choose(which))
        taken = self.space.editing.chosen()
        if not taken or len(poa.lineas) > MANY:
            return
        before = {each.id: each for each in poa.lineas}
        self.space.tree.view.setFocus()
        self._do(self.window.actions_[action].trigger)
        self._do(lambda: self._choose([onto]))
        self._do(self.window.actions_["pegar"].trigger)
        self._do(self.space.editing.exchange.cancel_cut)
        after = {each.id: each for each in self.session.poa.lineas if each.id in before}
        assert after == before, "what was reported stays with its línea"

    @rule(which=SEVERAL, onto=WHICH, upper=st.booleans(), copy=st.booleans())
    def drag_and_drop(self, which: list[int], onto: int, upper: bool, copy: bool) -> None:
        """The events that Qt sends for a drag within the tree."""
        poa = self.session.poa
        assert poa is not None
        self._do(lambda: self._choose(which))
        view, exchange = self.space.tree.view, self.space.editing.exchange
        loaded = exchange.load()
        rows = self._shown_rows()
        if loaded is None or len(poa.lineas) > MANY:
            return
        before = {each.id: each for each in poa.lineas}
        mime, words = loaded
        assert words
        row = rows[onto % len(rows)]
        view.scrollTo(row)
        rect = view.visualRect(row)
        point = QPointF(rect.center().x(), rect.top() + 2 if upper else rect.bottom() - 2)
        actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
        modifier = Qt.KeyboardModifier.ControlModifier if copy else Qt.KeyboardModifier.NoModifier
        held = (actions, mime, Qt.MouseButton.LeftButton, modifier)

        def drop() -> None:
            QApplication.sendEvent(view.viewport(), QDragEnterEvent(point.toPoint(), *held))
            over = QDragMoveEvent(point.toPoint(), *held)
            QApplication.sendEvent(view.viewport(), over)
            if over.isAccepted():
                QApplication.sendEvent(view.viewport(), QDropEvent(point, *held))
            view.drag_ended.emit()

        self._do(drop)
        assert view.destino is None
        after = {each.id: each for each in self.session.poa.lineas if each.id in before}
        assert after == before, "what was reported stays with its línea"

    def _shown_rows(self) -> list[QModelIndex]:
        view, found = self.space.tree.view, []
        index = view.model().index(0, 0)
        while index.isValid():
            assert index.data(ROLE_KEY)
            found.append(index)
            index = view.indexBelow(index)
        return found

    # -- the grid ----------------------------------------------------------------------------

    def _select(
        self, where: str, which: int, high: int = 0, wide: int = 0
    ) -> CalendarioPage | AvancePage | None:
        """Select a block of cells that begins at some month of some node; None without any."""
        self._go(which // 7, where)
        page = self.space.page
        if not isinstance(page, CalendarioPage | AvancePage):
            return None  # the diagnóstico has no figures
        model, table = page.model, page.grid.table
        rows = [n for n, row in enumerate(model.rows) if row.linea is not None]
        months = [n for n, column in enumerate(model.columns) if column.mes is not None]
        if not rows or not months:
            return None
        row, column = rows[which % len(rows)], months[which % len(months)]
        first = model.index(row, column)
        last = model.index(
            min(row + high, len(model.rows) - 1), min(column + wide, len(model.columns) - 1)
        )
        table.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)
        table.selectionModel().select(
            QItemSelection(first, last), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        return page

    @rule(where=GRIDS, which=WHICH, text=CELLS)
    def type_into_a_cell(self, where: str, which: int, text: str) -> None:
        page = self._select(where, which)
        if page is not None:
            index = page.grid.table.currentIndex()
            self._do(lambda: page.model.setData(index, text))

    @rule(where=GRIDS, which=WHICH, block=BLOCKS)
    def paste(self, where: str, which: int, block: list[list[str]]) -> None:
        page = self._select(where, which)
        if page is not None:
            QApplication.clipboard().setText("\n".join("\t".join(row) for row in block))
            self._do(page.grid.table.do.paste)

    @rule(where=GRIDS, which=WHICH, high=st.integers(0, 3), wide=st.integers(0, 4), text=CELLS)
    def write_into_all(self, where: str, which: int, high: int, wide: int, text: str) -> None:
        page = self._select(where, which, high, wide)
        if page is not None:
            self._do(lambda: page.grid.table.do.spread(text))

    @rule(
        where=GRIDS,
        which=WHICH,
        high=st.integers(0, 3),
        wide=st.integers(0, 4),
        how=st.sampled_from(["fill_right", "fill_down", "clear", "cut", "cumplir"]),
    )
    def change_block(self, where: str, which: int, high: int, wide: int, how: str) -> None:
        page = self._select(where, which, high, wide)
        if page is not None:
            self._do(getattr(page.grid.table.do, how))

    # -- texts -------------------------------------------------------------------------------

    def _write(self, field: Field, text: str) -> None:
        def work() -> None:
            field.set_text(text)
            if not field.commit():
                field.revert()

        self._do(work)

    @rule(which=WHICH, text=TEXTS, second=st.booleans())
    def write_into_a_form(self, which: int, text: str, second: bool) -> None:
        self._go(which, "datos")
        page = self.space.page
        form = page.form if isinstance(page, DatosPage) else None
        if isinstance(form, LineaForm):
            self._write(form.unidad_medida if second else form.texto, text)
        elif isinstance(form, BloqueForm):
            self._write(form.metas if second else form.nombre, text)

    @rule(which=WHICH, onto=WHICH, text=TEXTS, page=st.sampled_from(PAGES))
    def write_a_linea_and_go(self, which: int, onto: int, text: str, page: str) -> None:
        """Leaving a block with a línea written below its list keeps it, once."""
        self._go(which, "datos")
        shown = self.space.page
        form = shown.form if isinstance(shown, DatosPage) else None
        places = self._places()

        def go() -> None:
            self.space.show_place(places[onto % len(places)])
            self.space.show_page(page)

        if isinstance(form, BloqueForm):
            form.lineas.entry.setPlainText(text)
            self._do(go)

    @rule(text=TEXTS, which=WHICH, second=st.booleans())
    def write_a_comment(self, text: str, which: int, second: bool) -> None:
        page = self._select("avance", which)
        if isinstance(page, AvancePage):
            self._settle()
            self._write(page.panel.justificacion if second else page.panel.comentario, text)

    @rule(old=st.sampled_from(["bacheo", "a", "Programa", "1", "ñ"]), new=TEXTS, keep=st.booleans())
    def replace_all(self, old: str, new: str, keep: bool) -> None:
        """Everything that is found, what its field would not take left as it is."""

        def work() -> None:
            self.window.actions_["reemplazar"].trigger()
            dialog = self.window.finding.dialog
            assert dialog is not None
            dialog.words.setText(old)
            dialog.new_words.setText(new.replace("\n", " "))
            dialog.keep_case.setChecked(keep)
            dialog.look()
            dialog.consent.setChecked(True)
            if dialog.apply_button.isEnabled():
                dialog.apply_button.click()
            dialog.close_button.click()

        self._do(work)

    @rule(which=WHICH, entry=WHICH, before=st.booleans())
    def restore_from_the_history(self, which: int, entry: int, before: bool) -> None:
        """One old value of some record, as a new change."""
        places = self._places()
        self._do(lambda: self.space.show_place(places[which % len(places)]))

        def work() -> None:
            dialog = show_historial(self.space)
            assert dialog is not None
            rows = dialog.model.rowCount()
            button = (dialog.before if before else dialog.after).button
            for row in range(rows):
                dialog.table.selectRow((entry + row) % rows)
                if button.isEnabled():
                    button.click()
                    break
            dialog.close_button.click()

        self._do(work)

    # -- evidence ----------------------------------------------------------------------------

    def _box(self, which: int, *, filled: bool = False) -> EvidenceBox | None:
        """The files of some línea's month, all of them chosen; of one that has some, if any has."""
        poa = self.session.poa
        assert poa is not None
        places = list(placed_in(poa)) if filled else []
        if places:
            one = places[which % len(places)]

            def go() -> None:
                self.space.show_place(Place(TipoLugar.LINEA, one.linea_id))
                self.space.show_page("avance")
                self.session.show_mes(one.mes)

            self._do(go)
            page = self.space.page
            assert isinstance(page, AvancePage)
            page.grid.go_to(one.linea_id, one.mes)
        else:
            page = self._select("avance", which)
        if not isinstance(page, AvancePage):
            return None
        self._settle()
        if page.panel.isHidden():
            return None
        page.panel.evidence.list.selectAll()
        return page.panel.evidence

    @rule(which=WHICH, names=st.lists(NAMES, min_size=1, max_size=3), content=st.integers(0, 2))
    def attach(self, which: int, names: list[str], content: int) -> None:
        """Files dropped on the list, by the event that Qt sends; the same name as often as not."""
        box = self._box(which)
        if box is not None:
            self._drop_files(box, names, content)

    def _drop_files(self, box: EvidenceBox, names: list[str], content: int) -> None:
        data = QMimeData()
        urls = []
        for number, name in enumerate(names):
            path = self.folder / str(number) / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(b"%d" % (content + number) * content)
            urls.append(QUrl.fromLocalFile(str(path)))
        data.setUrls(urls)
        copy, view = Qt.DropAction.CopyAction, box.list.viewport()
        held = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        box.attaching._access = EvidenceAccess(review=_take_all)

        def drop() -> None:
            QApplication.sendEvent(view, QDragEnterEvent(QPoint(4, 4), copy, *held))
            QApplication.sendEvent(view, QDropEvent(QPointF(4, 4), copy, *held))

        shown, poa = len(box.list.shown()), self.session.poa
        owner = box._owner
        closed = poa is not None and owner is not None and owner.mes in poa.meses_cerrados
        self._do(drop)
        assert len(box.list.shown()) == shown + (0 if closed else len(names))

    @rule(which=WHICH, to=WHICH, mes=st.integers(1, 12))
    def move_evidence(self, which: int, to: int, mes: int) -> None:
        poa, box = self.session.poa, self._box(which, filled=True)
        if box is not None and poa is not None:
            if len(box.chosen()) < 2:
                self._drop_files(box, ["a.txt", "b.txt"], 2)
                box.list.selectAll()
            linea = poa.lineas[to % len(poa.lineas)]
            self._do(lambda: box.work.move(box.chosen(), linea.id, "X", mes))

    @rule(
        which=WHICH,
        name=NAMES,
        how=st.sampled_from(["quitar", "renombrar", *EstadoEvidencia]),
    )
    def change_evidence(self, which: int, name: str, how: str) -> None:
        box = self._box(which, filled=True)
        if box is None or not box.chosen():
            return
        if how == "quitar":
            self._do(box.remove_current)
        elif how == "renombrar":
            item = box.list.topLevelItem(0)
            assert item is not None
            self._do(lambda: item.setText(0, name))
        else:
            estado = EstadoEvidencia(how)
            self._do(lambda: box.work.judge(box.chosen(), estado, "Falta la firma."))

    # -- closed periods ----------------------------------------------------------------------

    @rule(which=WHICH, day=st.dates(date(2024, 1, 1), date(2024, 12, 31)), amount=CELLS)
    def type_a_gasto(self, which: int, day: date, amount: str) -> None:
        """A new gasto, or another amount of the first one; refused where its month is closed."""
        poa = self.session.poa
        assert poa is not None
        if not poa.actividades:
            return
        places = [n for n, each in enumerate(self._places()) if each.tipo is TipoLugar.ACTIVIDAD]
        self._go(places[which % len(places)], "gastos")
        page = self.space.page
        model = page.capture.model if isinstance(page, GastosPage) else None
        if model is None:
            return

        def work() -> None:
            row = 0 if model.gastos and which % 2 else model.new_row
            if row == model.new_row:
                model.setData(model.index(row, 0), f"{day:%d/%m/%Y}")
            model.setData(model.index(row, 1), amount)
            model.drop_draft()

        self._do(work)

    @rule(which=WHICH)
    def delete_a_gasto(self, which: int) -> None:
        page = self.space.page
        if isinstance(page, GastosPage) and self.space.page_name == "gastos":
            found = page.capture.model.gastos
            if found:
                one = found[which % len(found)].id
                self._do(lambda: page.capture.model.delete([one]))

    @rule(codigo=st.sampled_from(["T1", "T1", "T2", "M05"]))
    def close_or_reopen(self, codigo: str) -> None:
        """A period, wholly captured before; no step of undo leads past it."""
        poa, session = self.session.poa, self.session
        assert poa is not None
        periodo = parse_periodo(f"{poa.ejercicio}-{codigo}")
        self.llave = self.llave or own_key()
        llave, person = self.llave, session.store.person
        done = False
        if session.estado(periodo) is EstadoPeriodo.CERRADO:
            done = session.run_sealed(
                "Reabrir",
                lambda db: cierres.reabrir(db, poa.id, periodo, "Se corrige.", HOY, person, llave),
            )
        elif periodo.fin <= HOY.date():
            self._do(
                lambda: session.run("Completar", lambda db: complete_months(db, poa, periodo.meses))
            )
            done = session.run_sealed(
                "Cerrar",
                lambda db: cierres.cerrar(db, poa.id, periodo, HOY, person, llave, en_cero=True),
            )
        self._settle()
        if done:
            self.past, self.future = [session.store.content_hash()], []
            self.frozen[poa.id] = closed_records(session.store.poa(poa.id))
            assert session.store.undo_title is None

    @invariant()
    def closed_months_stay(self) -> None:
        if hasattr(self, "window"):
            for poa_id, records in self.frozen.items():
                poa = self.session.store.poa(poa_id)
                assert closed_records(poa) == records, "a closed month changed"

    # -- back and forth ----------------------------------------------------------------------

    @precondition(lambda self: len(self.past) > 1)
    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(min(times, len(self.past) - 1)):
            self._travel("deshacer")

    @precondition(lambda self: self.future)
    @rule(times=st.integers(1, 4))
    def redo(self, times: int) -> None:
        for _ in range(min(times, len(self.future))):
            self._travel("rehacer")

    @invariant()
    def everything_agrees(self) -> None:
        if hasattr(self, "window"):
            check_window(self.window)


TestMorning = Morning.TestCase
TestMorning.settings = settings(
    max_examples=int(os.environ.get("POA_TEST_MANANAS", "12")),
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
