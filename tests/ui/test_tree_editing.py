"""The tree at work in the real window: keys, clipboard and mouse; what the tree shows, the page and
the file agree after each."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QMouseEvent,
)
from PySide6.QtWidgets import QApplication, QMenu

from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Poa
from poa_desktop.poa.recorte import recorte_de
from poa_desktop.poa.recorte_json import write_recorte
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.place import Place
from poa_desktop.ui.tree.clip import MIME, mime_of
from poa_desktop.ui.tree.destino import Edge
from poa_desktop.ui.tree.model import ROLE_KEY
from poa_desktop.ui.tree.panel import TreePanel
from tests.ui.keys import press
from tests.ui.windows import OpenMainWindow, write_example_file

NOW = datetime(2024, 10, 15, 10, 32)
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
MOVE, COPY = Qt.DropAction.MoveAction, Qt.DropAction.CopyAction


def clock() -> datetime:
    return NOW


@pytest.fixture
def open_window(
    open_main_window: OpenMainWindow, tmp_path: Path
) -> Iterator[Callable[[str], MainWindow]]:
    """A window with the example in a file of its own, the keyboard in the tree."""

    def opened(name: str) -> MainWindow:
        window = open_main_window(write_example_file(tmp_path / f"{name}.poa"))
        assert window.workspace is not None
        window.workspace.tree.view.setFocus()
        return window

    yield opened
    QGuiApplication.clipboard().clear()


@pytest.fixture
def window(open_window: Callable[[str], MainWindow]) -> MainWindow:
    return open_window("uno")


def poa_of(window: MainWindow) -> Poa:
    assert window.session is not None and window.session.poa is not None
    return window.session.poa


def tree_of(window: MainWindow) -> TreePanel:
    assert window.workspace is not None
    return window.workspace.tree


def choose(window: MainWindow, *places: Place) -> None:
    tree = tree_of(window)
    tree.show_places(places)
    tree.view.setFocus()
    assert set(tree.places) == set(places)


def linea(poa: Poa, actividad: int, which: int) -> Place:
    return Place(TipoLugar.LINEA, poa.actividades[actividad].lineas[which].id)


def actividad(poa: Poa, which: int) -> Place:
    return Place(TipoLugar.ACTIVIDAD, poa.actividades[which].id)


def programa(poa: Poa, which: int) -> Place:
    return Place(TipoLugar.PROGRAMA, poa.programas[which].id)


def said(window: MainWindow) -> str:
    assert window.workspace is not None
    banner = window.workspace.banner
    return banner.label.text() if banner.isVisible() else ""


def agree(window: MainWindow) -> None:
    """Tree, page and file show the same."""
    assert window.session is not None and window.workspace is not None
    shown = poa_of(window)
    assert window.session.store.poa(shown.id) == shown
    model = window.workspace.tree.model
    for bloque in shown.bloques:
        kind = "actividad" if bloque in shown.actividades else "programa"
        index = model.index_of(f"{kind}-{bloque.id}")
        assert index.data() == bloque.nombre
        under = index.parent().data(ROLE_KEY)
        owner = getattr(bloque, "programa_id", None)
        assert under == (f"programa-{owner}" if owner else None) or under == "sin-programa"
        rows = [model.index_of(f"linea-{each.id}") for each in bloque.lineas]
        assert [row.row() for row in rows] == list(range(len(rows)))
        assert [row.data() for row in rows] == [
            each.texto.replace("\n", " ") for each in bloque.lineas
        ]
    assert [each.numero for each in shown.programas] == list(range(1, len(shown.programas) + 1))
    assert [each.numero for each in shown.actividades] == list(range(1, len(shown.actividades) + 1))
    assert window.workspace.tree.place == window.workspace.place


def lineas_by_id(poa: Poa) -> dict[int, object]:
    return {each.id: each for each in poa.lineas}


# -- moving and copying by keys --------------------------------------------------------------------


def test_a_cut_linea_is_marked_and_moves_with_everything_reported(window: MainWindow) -> None:
    before = poa_of(window)
    moved = linea(before, 0, 0)
    choose(window, moved)
    press(Qt.Key.Key_X, CTRL)
    assert tree_of(window).model.cut == {f"linea-{moved.id}"}
    row = tree_of(window).model.index_of(f"linea-{moved.id}")
    assert str(row.data(Qt.ItemDataRole.AccessibleTextRole)).endswith(". Cortado")
    assert poa_of(window) == before
    choose(window, actividad(before, 4))
    press(Qt.Key.Key_V, CTRL)
    after = poa_of(window)
    assert lineas_by_id(after) == lineas_by_id(before)
    assert after.actividades[4].lineas[-1] == before.actividades[0].lineas[0]
    assert tree_of(window).model.cut == frozenset()
    assert tree_of(window).places == [moved]
    assert "Se movió" in said(window)
    agree(window)
    press(Qt.Key.Key_Z, CTRL)
    assert poa_of(window) == before
    press(Qt.Key.Key_Y, CTRL)
    assert poa_of(window) == after
    agree(window)


def test_escape_leaves_what_was_cut_where_it_is(window: MainWindow) -> None:
    poa = poa_of(window)
    choose(window, linea(poa, 0, 0))
    press(Qt.Key.Key_X, CTRL)
    press(Qt.Key.Key_Escape)
    assert tree_of(window).model.cut == frozenset()
    choose(window, actividad(poa, 3))
    press(Qt.Key.Key_V, CTRL)  # the clipboard still has the text of it: now a copy
    assert len(poa_of(window).actividades[3].lineas) == len(poa.actividades[3].lineas) + 1
    assert len(poa_of(window).actividades[0].lineas) == len(poa.actividades[0].lineas)


def test_a_copy_takes_the_plan_and_not_what_was_reported(window: MainWindow) -> None:
    before = poa_of(window)
    which = next(
        place
        for place, each in enumerate(before.actividades)
        if each.gastos and any(m.realizado for li in each.lineas for m in li.avances)
    )
    choose(window, actividad(before, which))
    press(Qt.Key.Key_C, CTRL)
    press(Qt.Key.Key_V, CTRL)
    after = poa_of(window)
    original, copied = after.actividades[which], after.actividades[which + 1]
    assert original == before.actividades[which]
    assert copied.nombre == f"{original.nombre} (copia)"
    assert (copied.ficha, copied.eje, copied.programa_id, copied.gastos) == (
        original.ficha, original.eje, original.programa_id, (),
    )  # fmt: skip
    for one, other in zip(copied.lineas, original.lineas, strict=True):
        assert (one.texto, one.unidad_medida, one.programado) == (
            other.texto, other.unidad_medida, other.programado,
        )  # fmt: skip
        assert not any(each.realizado is not None or each.evidencias for each in one.avances)
    assert tree_of(window).places == [Place(TipoLugar.ACTIVIDAD, copied.id)]
    agree(window)


def test_several_at_once_are_one_operation(window: MainWindow) -> None:
    before = poa_of(window)
    chosen = [linea(before, 0, 0), linea(before, 1, 0), actividad(before, 5)]
    choose(window, *chosen)
    press(Qt.Key.Key_Delete)
    assert said(window) == "Se eliminaron 1 actividad y 2 líneas. Ctrl+Z los recupera."
    assert len(poa_of(window).lineas) == len(before.lineas) - 2 - len(before.actividades[5].lineas)
    agree(window)
    press(Qt.Key.Key_Z, CTRL)
    assert poa_of(window) == before
    agree(window)


def test_shift_and_ctrl_a_choose_siblings_and_they_move_together(window: MainWindow) -> None:
    before = poa_of(window)
    many = next(each for each in before.programas if len(each.lineas) > 4)
    first, second, third, fourth, *_ = many.lineas
    choose(window, Place(TipoLugar.LINEA, third.id))
    press(Qt.Key.Key_Down, SHIFT)
    assert tree_of(window).places == [Place(TipoLugar.LINEA, each.id) for each in (third, fourth)]
    press(Qt.Key.Key_Up, CTRL)
    now = next(each for each in poa_of(window).programas if each.id == many.id).lineas
    assert [each.id for each in now[:4]] == [first.id, third.id, fourth.id, second.id]
    assert said(window) == "Se movieron 2 líneas hacia arriba."
    assert len(tree_of(window).places) == 2
    agree(window)
    press(Qt.Key.Key_A, CTRL)
    assert len(tree_of(window).places) == len(many.lineas)


def test_duplicate_stands_right_behind_and_undo_takes_all_back(window: MainWindow) -> None:
    before = poa_of(window)
    choose(window, linea(before, 0, 0), linea(before, 2, 1))
    press(Qt.Key.Key_D, CTRL)
    after = poa_of(window)
    for which, place in ((0, 0), (2, 1)):
        one, copied = after.actividades[which].lineas[place : place + 2]
        assert one.texto == copied.texto and one.programado == copied.programado
    agree(window)
    press(Qt.Key.Key_Z, CTRL)
    assert poa_of(window) == before


def test_a_duplicated_programa_brings_its_actividades(window: MainWindow) -> None:
    before = poa_of(window)
    below = [each for each in before.actividades if each.programa_id == before.programas[0].id]
    choose(window, programa(before, 0))
    press(Qt.Key.Key_D, CTRL)
    after = poa_of(window)
    assert [each.nombre for each in after.programas[:2]] == [
        before.programas[0].nombre,
        f"{before.programas[0].nombre} (copia)",
    ]
    copied = [each for each in after.actividades if each.programa_id == after.programas[1].id]
    assert [each.nombre for each in copied] == [f"{each.nombre} (copia)" for each in below]
    agree(window)


def test_the_tree_keys_mean_something_else_in_a_text(window: MainWindow) -> None:
    poa = poa_of(window)
    choose(window, actividad(poa, 0))
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime.text() == poa.actividades[0].nombre and not mime.hasFormat(MIME)
    window.actions_["copiar"].trigger()  # the menu too acts where the keyboard is
    assert not QGuiApplication.clipboard().mimeData().hasFormat(MIME)


# -- between files and programs --------------------------------------------------------------------


def test_between_files_the_plan_is_copied_and_the_original_stays(
    window: MainWindow, open_window: Callable[[str], MainWindow]
) -> None:
    source = poa_of(window)
    choose(window, actividad(source, 2))
    press(Qt.Key.Key_X, CTRL)
    other = open_window("dos")
    assert other.session is not None
    target = poa_of(other)
    other.session.store.run("Vaciar", lambda db: db.execute("DELETE FROM actividades"))
    other.session.select_poa(target.id)
    choose(other, programa(target, 1))
    press(Qt.Key.Key_V, CTRL)
    (made,) = poa_of(other).actividades
    assert (made.nombre, made.ficha) == (source.actividades[2].nombre, source.actividades[2].ficha)
    assert made.programa_id == target.programas[1].id
    assert "si el original sigue en su lugar" in said(other)
    assert poa_of(window) == source
    agree(other)


def test_a_plan_of_another_year_has_its_dates_moved(window: MainWindow) -> None:
    poa = poa_of(window)
    old = recorte_de(poa, [(TipoLugar.ACTIVIDAD, poa.actividades[0].id)])
    from dataclasses import replace

    QGuiApplication.clipboard().setMimeData(mime_of(replace(old, ejercicio=2022)))
    choose(window, Place(TipoLugar.ACTIVIDAD, poa.actividades[0].id))
    press(Qt.Key.Key_V, CTRL)
    made = poa_of(window).actividades[1].ficha
    first = poa.actividades[0].ficha.periodo_del
    assert first is not None and made.periodo_del is not None
    assert made.periodo_del.year == first.year + 2
    assert "Del y Al pasaron de 2022 a 2024" in said(window)


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[1]", b"\xff", b'{"formato": NaN}', b"[" * 99999]
)
def test_foreign_data_is_one_sentence_and_changes_nothing(
    window: MainWindow, content: bytes
) -> None:
    before = poa_of(window)
    mime = QMimeData()
    mime.setData(MIME, content)
    QGuiApplication.clipboard().setMimeData(mime)
    choose(window, actividad(before, 0))
    press(Qt.Key.Key_V, CTRL)
    assert said(window).startswith("Lo que hay en el portapapeles no se puede pegar")
    assert poa_of(window) == before


def test_rows_of_text_are_offered_as_lineas(window: MainWindow) -> None:
    before = poa_of(window)
    rows = "1.-\tEntregar informes\tInforme\r\n2.-\tRevisar actas\tActa\r\n"
    QGuiApplication.clipboard().setText(rows)
    choose(window, linea(before, 0, 0))
    press(Qt.Key.Key_V, CTRL)
    assert poa_of(window) == before
    assert said(window) == "El portapapeles tiene 2 renglones de texto."
    press(Qt.Key.Key_Return)
    lineas = poa_of(window).actividades[0].lineas
    assert [(each.texto, each.unidad_medida) for each in lineas[1:3]] == [
        ("Entregar informes", "Informe"),
        ("Revisar actas", "Acta"),
    ]
    assert any(lineas[1].programado)
    assert tree_of(window).view.hasFocus() and len(tree_of(window).places) == 2
    agree(window)
    press(Qt.Key.Key_Z, CTRL)
    assert poa_of(window) == before


def test_an_offer_can_be_left(window: MainWindow) -> None:
    before = poa_of(window)
    QGuiApplication.clipboard().setText("uno\ndos\n")
    choose(window, actividad(before, 0))
    press(Qt.Key.Key_V, CTRL)
    press(Qt.Key.Key_Escape)
    assert not said(window) and tree_of(window).view.hasFocus()
    assert poa_of(window) == before


def test_a_copy_is_readable_text_in_other_programs(window: MainWindow) -> None:
    poa = poa_of(window)
    choose(window, linea(poa, 0, 0), linea(poa, 0, 1))
    press(Qt.Key.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    rows = mime.text().splitlines()
    assert [row.split("\t")[0] for row in rows] == [
        each.texto for each in poa.actividades[0].lineas[:2]
    ]
    assert "<table" in mime.html()


# -- drag and drop ---------------------------------------------------------------------------------


class Drag:
    """A drag over the tree as the system would send it."""

    def __init__(self, window: MainWindow, mime: QMimeData | None = None) -> None:
        self.tree = tree_of(window)
        self.view = self.tree.view
        loaded = self.view.load() if mime is None else (mime, "")
        assert loaded is not None
        self.mime = loaded[0]
        self._inside = False

    def _point(self, place: str, share: float) -> QPoint:
        index = self.view.row_of(place)
        self.view.scrollTo(index)
        rect = self.view.visualRect(index)
        assert rect.height() > 0, place
        return QPoint(rect.left() + 20, rect.top() + int(rect.height() * share))

    def over(self, place: str, share: float, how: Qt.KeyboardModifier = NONE) -> bool:
        point, port = self._point(place, share), self.view.viewport()
        if not self._inside:
            self._inside = True
            enter = QDragEnterEvent(point, MOVE | COPY, self.mime, Qt.MouseButton.LeftButton, how)
            QApplication.sendEvent(port, enter)
        move = QDragMoveEvent(point, MOVE | COPY, self.mime, Qt.MouseButton.LeftButton, how)
        QApplication.sendEvent(port, move)
        return move.isAccepted()

    def drop(self, place: str, share: float, how: Qt.KeyboardModifier = NONE) -> bool:
        self.over(place, share, how)
        event = QDropEvent(
            QPointF(self._point(place, share)),
            MOVE | COPY,
            self.mime,
            Qt.MouseButton.LeftButton,
            how,
        )
        QApplication.sendEvent(self.view.viewport(), event)
        self.view.drag_ended.emit()
        return event.isAccepted()

    def leave(self) -> None:
        QApplication.sendEvent(self.view.viewport(), QDragLeaveEvent())
        self.view.drag_ended.emit()


def key_of(place: Place) -> str:
    return f"{place.tipo.value}-{place.id}"


def test_lineas_are_dropped_before_a_linea_of_another_block(window: MainWindow) -> None:
    before = poa_of(window)
    moved = [linea(before, 1, 0), linea(before, 1, 1)]
    target = linea(before, 0, 1)
    tree_of(window).show_place(target)
    choose(window, *moved)
    drag = Drag(window)
    assert drag.over(key_of(target), 0.2)
    assert drag.view.destino is not None
    assert drag.view.destino.mark == (key_of(target), Edge.ABOVE)
    assert drag.drop(key_of(target), 0.2)
    after = poa_of(window)
    assert [each.id for each in after.actividades[0].lineas[1:3]] == [each.id for each in moved]
    assert lineas_by_id(after) == lineas_by_id(before)
    assert set(tree_of(window).places) == set(moved)
    assert drag.view.destino is None
    agree(window)
    press(Qt.Key.Key_Z, CTRL)
    assert poa_of(window) == before


def test_an_actividad_is_dropped_on_a_programa_and_keeps_its_number(window: MainWindow) -> None:
    before = poa_of(window)
    target = before.programas[1]
    moved = next(each for each in before.actividades if each.programa_id != target.id)
    choose(window, Place(TipoLugar.ACTIVIDAD, moved.id))
    assert Drag(window).drop(f"programa-{target.id}", 0.5)
    now = next(each for each in poa_of(window).actividades if each.id == moved.id)
    assert (now.programa_id, now.numero) == (target.id, moved.numero)
    assert "con todo lo reportado" in said(window)
    agree(window)


def test_the_mouse_takes_up_what_is_chosen(window: MainWindow) -> None:
    """Press on one of two chosen rows and pull: both are dragged, and still chosen afterwards."""
    poa = poa_of(window)
    chosen = [linea(poa, 0, 0), linea(poa, 0, 1)]
    choose(window, *chosen)
    view = tree_of(window).view
    port, at = view.viewport(), view.visualRect(view.row_of(key_of(chosen[1]))).center()
    taken: list[str] = []
    load = view.load

    def loading() -> tuple[QMimeData, str] | None:
        loaded = load()
        taken.append(loaded[1] if loaded else "")
        return None  # the system's drag would wait for a person

    view.load = loading
    button, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    for kind, point, one, held in (
        (QEvent.Type.MouseButtonPress, at, button, button),
        (QEvent.Type.MouseMove, at + QPoint(0, 12), none, button),
        (QEvent.Type.MouseMove, at + QPoint(0, 24), none, button),
        (QEvent.Type.MouseButtonRelease, at + QPoint(0, 24), button, none),
    ):
        place = QPointF(port.mapToGlobal(point))
        QApplication.sendEvent(port, QMouseEvent(kind, QPointF(point), place, one, held, NONE))
    assert taken[0] == "2 líneas"
    window.workspace.editing.exchange.end_drag()


def test_programas_change_places(window: MainWindow) -> None:
    before = poa_of(window)
    first, second = before.programas[:2]
    choose(window, Place(TipoLugar.PROGRAMA, first.id))
    drag = Drag(window)
    assert drag.drop(f"programa-{second.id}", 0.9)
    assert [each.id for each in poa_of(window).programas[:2]] == [second.id, first.id]
    agree(window)


def test_where_it_makes_no_sense_the_drop_is_refused(window: MainWindow) -> None:
    before = poa_of(window)
    choose(window, linea(before, 0, 0))
    drag = Drag(window)
    for place in (f"poa-{before.id}", "diagnostico"):
        assert not drag.over(place, 0.5)
        assert not drag.drop(place, 0.5)
    choose(window, actividad(before, 0))
    assert not Drag(window).over("diagnostico", 0.5)
    assert poa_of(window) == before
    choose(window, actividad(before, 0), linea(before, 1, 0))
    assert tree_of(window).view.load() is None  # of two kinds: they have no place in common


def test_with_ctrl_a_copy_is_dropped(window: MainWindow) -> None:
    before = poa_of(window)
    choose(window, linea(before, 0, 0))
    assert Drag(window).drop(key_of(actividad(before, 1)), 0.5, CTRL)
    after = poa_of(window)
    assert after.actividades[0] == before.actividades[0]
    assert after.actividades[1].lineas[-1].texto == before.actividades[0].lineas[0].texto
    agree(window)


def test_a_drag_of_another_window_is_a_copy(window: MainWindow) -> None:
    before = poa_of(window)
    mime = QMimeData()
    mime.setData(
        MIME, write_recorte(recorte_de(before, [(TipoLugar.LINEA, before.lineas[0].id)], "x"))
    )
    drag = Drag(window, mime)
    assert drag.drop(key_of(actividad(before, 1)), 0.5)
    assert len(poa_of(window).lineas) == len(before.lineas) + 1
    text = QMimeData()
    text.setText("algo")
    assert not Drag(window, text).over(key_of(actividad(before, 1)), 0.5)


def test_a_closed_row_opens_under_a_drag(window: MainWindow) -> None:
    before = poa_of(window)
    view = tree_of(window).view
    target = next(each for each in before.actividades if each.programa_id == before.programas[1].id)
    place = f"programa-{before.programas[1].id}"
    choose(window, linea(before, 0, 0))
    view.collapse(view.row_of(place))
    drag = Drag(window)
    drag.over(place, 0.5)
    assert view.hover.isActive()
    view.hover.timeout.emit()
    assert view.isExpanded(view.row_of(place))
    assert view.visualRect(view.row_of(f"actividad-{target.id}")).height() > 0
    drag.leave()
    assert not view.hover.isActive() and view.destino is None


# -- menus -----------------------------------------------------------------------------------------


def menu_at_hand(window: MainWindow) -> dict[str, tuple[bool, str]]:
    """Open the context menu by the menu key: what it offers, whether it can be done, its key."""
    view = tree_of(window).view
    point = view.visualRect(view.currentIndex()).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, point, view.viewport().mapToGlobal(point)
    )
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    found = {
        each.text().replace("&", ""): (each.isEnabled(), each.shortcut().toString())
        for each in menu.actions()
        if each.text()
    }
    menu.close()
    return found


def test_the_menu_shows_keys_and_greys_what_cannot_be_done(window: MainWindow) -> None:
    QGuiApplication.clipboard().clear()
    poa = poa_of(window)
    choose(window, actividad(poa, 0))
    offered = menu_at_hand(window)
    assert offered["Cortar"] == (True, "Ctrl+X")
    assert offered["Pegar"] == (False, "Ctrl+V")
    assert "Pasar a…" in offered
    assert window.actions_["pegar"].isEnabled()
    QGuiApplication.clipboard().setText("una línea")
    assert menu_at_hand(window)["Pegar"][0]
    choose(window, Place(TipoLugar.DIAGNOSTICO, poa.id))
    offered = menu_at_hand(window)
    for name in ("Cortar", "Copiar", "Pegar", "Duplicar", "Eliminar"):
        assert not offered[name][0], name
