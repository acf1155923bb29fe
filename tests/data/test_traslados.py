"""Whatever moves keeps its row and all that was reported of it; orders are 1, 2, 3 …"""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from poa_desktop.data import bloques, evidencias, gastos, lineas, poas, traslados
from poa_desktop.data.store import Store, create_store
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import LineaAccion, Poa
from poa_desktop.poa.recorte import con_nombres_libres, recorte_de

NOW = datetime(2024, 5, 6)
IDS = st.lists(st.integers(1, 30), unique=True)


@given(IDS, st.data())
def test_spliced_rows_keep_everybody_and_stand_before(
    order: list[int], data: st.DataObject
) -> None:
    moved = data.draw(st.lists(st.sampled_from(order), unique=True)) if order else []
    before = data.draw(st.none() | st.sampled_from(order)) if order else None
    after = traslados.spliced(order, moved, before)
    assert sorted(after) == sorted(order)
    assert [each for each in after if each in moved] == moved
    rest = [each for each in order if each not in moved]
    assert [each for each in after if each not in moved] == rest
    if moved and before is not None and before not in moved:
        assert after[after.index(before) - 1] == moved[-1]


@given(IDS, st.sampled_from([-1, 1]), st.data())
def test_a_step_never_changes_the_order_of_what_is_chosen(
    order: list[int], step: int, data: st.DataObject
) -> None:
    moved = set(data.draw(st.lists(st.sampled_from(order), unique=True)) if order else [])
    after = traslados.stepped(order, moved, step)
    assert sorted(after) == sorted(order)
    for chosen in (True, False):
        assert [each for each in after if (each in moved) is chosen] == [
            each for each in order if (each in moved) is chosen
        ]
    for each in order:
        assert abs(after.index(each) - order.index(each)) <= (1 if each in moved else len(moved))


@contextmanager
def filled() -> Iterator[tuple[Store, int]]:
    """Two programas, four actividades, líneas with everything reported."""
    with (
        tempfile.TemporaryDirectory() as folder,
        create_store(Path(folder) / "a.poa", lambda: NOW) as store,
    ):
        yield store, store.run("Escribir", _fill)[0]


def _fill(db: Database) -> int:
    poa = poas.create(db, "Obras", 2024)
    for tipo, many in ((TipoLugar.PROGRAMA, 2), (TipoLugar.ACTIVIDAD, 4)):
        for number in range(many):
            block = bloques.add(db, tipo, poa, f"{tipo.value} {number}")
            for each in range(number % 3 + 1):
                linea = lineas.add(db, tipo, block, f"línea {each}", programado=[100] * 12)
                lineas.edit_avance(db, linea, each + 1, realizado=each, comentario=f"c{linea}")
                evidencias.attach(db, linea, each + 1, "foto.png", b"foto")
            if tipo is TipoLugar.ACTIVIDAD:
                gastos.add(db, block, date(2024, 1, 1), Decimal(number + 1))
                if number % 2:
                    bloques.edit(db, tipo, block, programa_id=1)
    return poa


def well_ordered(store: Store, poa: Poa) -> None:
    for table, column, owners in (
        ("lineas", "orden", "programa_id, actividad_id"),
        ("programas", "numero", "poa_id"),
        ("actividades", "numero", "poa_id"),
    ):
        lists: dict[object, list[int]] = {}
        for row in store.connection.execute(f"SELECT {column}, {owners} FROM {table}"):
            lists.setdefault(row[1:], []).append(row[0])
        for numbers in lists.values():
            assert sorted(numbers) == list(range(1, len(numbers) + 1)), (table, numbers)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_moves_lose_nothing_and_can_be_taken_back(data: st.DataObject) -> None:
    with filled() as (store, poa_id):
        before = store.poa(poa_id)
        first = store.content_hash()
        steps = 0
        for _ in range(data.draw(st.integers(1, 4))):
            work = _any_move(data, store.poa(poa_id))
            _, change = store.run("Mover", work)
            steps += change is not None
        after = store.poa(poa_id)
        assert {each.id: each for each in after.lineas} == {each.id: each for each in before.lineas}
        kept = {each.id: (each.nombre, each.ficha, each.gastos) for each in before.actividades}
        assert kept == {
            each.id: (each.nombre, each.ficha, each.gastos) for each in after.actividades
        }
        well_ordered(store, after)
        for _ in range(steps):
            store.undo()
        assert store.content_hash() == first


def _any_move(data: st.DataObject, poa: Poa) -> Callable[[Database], object]:
    kind = data.draw(st.sampled_from(["lineas", "programas", "actividades", "bajo"]))
    if kind == "lineas":
        ids = [each.id for each in poa.lineas]
        moved = data.draw(st.lists(st.sampled_from(ids), min_size=1, unique=True))
        block = data.draw(st.sampled_from(poa.bloques))
        tipo = TipoLugar.ACTIVIDAD if block in poa.actividades else TipoLugar.PROGRAMA
        before = data.draw(st.none() | st.sampled_from(ids))
        return lambda db: traslados.move_lineas(db, moved, tipo, block.id, before)
    if kind == "programas":
        order = [each.id for each in poa.programas]
        moved = data.draw(st.lists(st.sampled_from(order), min_size=1, unique=True))
        return lambda db: traslados.move_bloques(db, TipoLugar.PROGRAMA, moved, None)
    order = [each.id for each in poa.actividades]
    moved = data.draw(st.lists(st.sampled_from(order), min_size=1, unique=True))
    if kind == "bajo":
        programa = data.draw(st.none() | st.sampled_from([each.id for each in poa.programas]))
        return lambda db: traslados.put_under(db, moved, programa)
    before = data.draw(st.none() | st.sampled_from(order))
    return lambda db: traslados.move_bloques(db, TipoLugar.ACTIVIDAD, moved, before)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_a_pasted_plan_is_the_plan(data: st.DataObject) -> None:
    with filled() as (store, poa_id):
        poa = store.poa(poa_id)
        nodos = [(TipoLugar.PROGRAMA, each.id) for each in poa.programas]
        nodos += [(TipoLugar.ACTIVIDAD, each.id) for each in poa.actividades]
        chosen = data.draw(st.lists(st.sampled_from(nodos), min_size=1, unique=True))
        recorte = recorte_de(poa, chosen)
        other = store.run("Otro POA", lambda db: poas.create(db, "Agua", 2024))[0]

        def paste(db: Database) -> None:
            traslados.paste_programas(db, other, recorte)
            loose = [each for each in recorte.actividades if each.programa_id is None]
            traslados.paste_actividades(db, other, loose, None)

        store.run("Pegar", paste)
        made = store.poa(other)
        again = recorte_de(
            made,
            [(TipoLugar.PROGRAMA, each.id) for each in made.programas]
            + [(TipoLugar.ACTIVIDAD, each.id) for each in made.actividades],
        )
        assert sorted(map(_bare, again.bloques), key=repr) == sorted(
            map(_bare, recorte.bloques), key=repr
        )
        assert all(not each.gastos for each in made.actividades)
        assert store.poa(poa_id) == poa
        well_ordered(store, made)


def _bare(block: object) -> tuple[object, ...]:
    fields = ("nombre", "eje", "estrategia", "ficha", "lineas")
    return tuple(getattr(block, name, None) for name in fields)


def test_copies_stand_where_they_are_wanted() -> None:
    with filled() as (store, poa_id):
        poa = store.poa(poa_id)
        target = poa.actividades[2]
        copied = [LineaAccion(0, "A"), LineaAccion(0, "B")]
        store.run(
            "Pegar",
            lambda db: traslados.paste_lineas(
                db, TipoLugar.ACTIVIDAD, target.id, copied, target.lineas[1].id
            ),
        )
        texts = [each.texto for each in store.poa(poa_id).actividades[2].lineas]
        assert texts == ["línea 0", "A", "B", "línea 1", "línea 2"]
        recorte = con_nombres_libres(
            recorte_de(poa, [(TipoLugar.ACTIVIDAD, target.id)]), store.poa(poa_id)
        )
        store.run(
            "Pegar",
            lambda db: traslados.paste_actividades(
                db, poa_id, recorte.actividades, 2, poa.actividades[0].id
            ),
        )
        first, second, *_ = store.poa(poa_id).actividades
        assert (first.nombre, first.programa_id) == ("actividad 2 (copia)", 2)
        assert second.id == poa.actividades[0].id


def test_deleting_several_closes_up() -> None:
    with filled() as (store, poa_id):
        poa = store.poa(poa_id)
        gone = [each.id for each in poa.actividades[1:3]]
        store.run("Quitar", lambda db: traslados.delete_bloques(db, TipoLugar.ACTIVIDAD, gone))
        left = store.poa(poa_id)
        assert [(each.id, each.numero) for each in left.actividades] == [
            (poa.actividades[0].id, 1),
            (poa.actividades[3].id, 2),
        ]
        store.run(
            "Quitar",
            lambda db: traslados.delete_lineas(db, [each.id for each in left.programas[1].lineas]),
        )
        assert store.poa(poa_id).programas[1].lineas == ()
        well_ordered(store, left)


def test_blocks_that_stand_together_change_numbers_among_themselves() -> None:
    with filled() as (store, poa_id):
        first, second, third, fourth = [each.id for each in store.poa(poa_id).actividades]
        store.run(
            "Mover",
            lambda db: traslados.order_bloques(db, TipoLugar.ACTIVIDAD, [fourth, second]),
        )
        assert [each.id for each in store.poa(poa_id).actividades] == [first, fourth, third, second]


def test_the_history_of_the_plan_tells_where_a_linea_went() -> None:
    with filled() as (store, poa_id):
        poa = store.poa(poa_id)
        moved = poa.actividades[2].lineas[0].id
        target = poa.actividades[0].id
        store.run(
            "Mover línea",
            lambda db: traslados.move_lineas(db, [moved], TipoLugar.ACTIVIDAD, target),
        )
        *_, last = store.adecuaciones(poa_id)
        (change,) = last.cambios
        assert (change.campo, change.antes, change.despues) == (
            "Programa o actividad",
            "A3 actividad 2",
            "A1 actividad 0",
        )


@pytest.mark.parametrize("step", [-1, 1])
def test_a_step_at_the_edge_changes_nothing(step: int) -> None:
    order = [1, 2, 3]
    edge = {1, 2} if step < 0 else {2, 3}
    assert traslados.stepped(order, edge, step) == order
