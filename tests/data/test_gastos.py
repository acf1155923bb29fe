"""Gastos and their comprobantes: written, refused, undone, kept, checked."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poa_desktop.data import backup, bloques, evidencias, gastos, integrity, poas
from poa_desktop.data.store import Store, create_store, open_store
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Gasto

NOW = datetime(2024, 5, 6, 7, 8, 9)
OLD_FILES = Path(__file__).parents[1] / "old_files"
DAY = date(2024, 3, 5)


def add(store: Store, actividad: int, importe: str = "1250.50", **fields: str) -> int:
    return store.run(
        "Agregar gasto", lambda db: gastos.add(db, actividad, DAY, Decimal(importe), **fields)
    )[0]


def attach(store: Store, gasto: int, nombre: str = "factura.pdf", content: bytes = b"%PDF") -> int:
    return store.run("Adjuntar", lambda db: evidencias.attach_to_gasto(db, gasto, nombre, content))[
        0
    ]


def stored(store: Store, actividad: int) -> tuple[Gasto, ...]:
    return next(each.gastos for each in store.poa(1).actividades if each.id == actividad)


def test_a_gasto_is_kept_edited_and_deleted_and_all_of_it_undone(
    store: Store, sample: object
) -> None:
    before = store.content_hash()
    gasto = add(store, sample.suelta, partida=" 211 ", concepto="Hojas  y\ncarpetas ")
    (kept,) = stored(store, sample.suelta)
    assert (kept.fecha, kept.importe, kept.partida, kept.concepto) == (
        DAY,
        Decimal("1250.50"),
        "211",
        "Hojas y carpetas",
    )
    changes = {"fecha": date(2024, 4, 1), "importe": Decimal("0.01"), "partida": "", "concepto": ""}
    store.run("Editar", lambda db: gastos.edit(db, gasto, **changes))
    assert stored(store, sample.suelta) == (Gasto(gasto, date(2024, 4, 1), Decimal("0.01")),)
    store.run("Borrar", lambda db: gastos.delete(db, gasto))
    assert stored(store, sample.suelta) == ()
    store.undo()
    assert stored(store, sample.suelta)[0].importe == Decimal("0.01")
    store.undo()
    assert stored(store, sample.suelta) == (kept,)
    store.undo()
    assert store.content_hash() == before
    for _ in range(3):
        store.redo()
    assert stored(store, sample.suelta) == ()
    assert integrity.verify(store.connection).integro


def test_gastos_come_by_fecha_then_as_they_were_captured(store: Store, sample: object) -> None:
    days = [date(2024, 6, 1), DAY, date(2024, 6, 1), date(2023, 12, 31)]

    def work(db: object) -> None:
        for number, day in enumerate(days, 1):
            gastos.add(db, sample.suelta, day, Decimal(number))

    store.run("Pegar", work)
    assert [int(each.importe) for each in stored(store, sample.suelta)] == [4, 2, 1, 3]


def test_comprobantes_are_attached_renamed_taken_off_and_undone(
    store: Store, sample: object
) -> None:
    gasto = add(store, sample.suelta)
    proof = attach(store, gasto, "C:\\facturas\\A 12.pdf")
    (kept,) = stored(store, sample.suelta)[0].comprobantes
    assert (kept.nombre, kept.tipo, kept.tamano) == ("A 12.pdf", "application/pdf", 4)
    assert store.evidence(kept.sha256) == b"%PDF"
    table = evidencias.COMPROBANTES
    store.run("Renombrar", lambda db: evidencias.rename(db, proof, "B.pdf", table))
    store.run("Quitar", lambda db: evidencias.remove(db, proof, table))
    assert stored(store, sample.suelta)[0].comprobantes == ()
    store.undo()
    assert stored(store, sample.suelta)[0].comprobantes[0].nombre == "B.pdf"
    store.undo()
    assert stored(store, sample.suelta)[0].comprobantes == (kept,)
    evidencia = store.poa(1).actividades[1].lineas[0].avances[2].evidencias[0]
    assert (evidencia.id, evidencia.nombre) == (sample.evidencia, "foto.png")


def test_an_actividad_takes_its_gastos_and_comprobantes_along_and_back(
    store: Store, sample: object
) -> None:
    gasto = add(store, sample.suelta)
    attach(store, gasto)
    other = add(store, sample.actividad, "7")
    before, kept = store.content_hash(), stored(store, sample.suelta)
    store.run("Borrar", lambda db: bloques.delete(db, TipoLugar.ACTIVIDAD, sample.suelta))
    counts = [
        store.connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
        for table in ("gastos", "comprobantes")
    ]
    assert counts == [1, 0]
    assert stored(store, sample.actividad)[0].id == other
    store.undo()
    assert store.content_hash() == before
    assert stored(store, sample.suelta) == kept


@pytest.mark.parametrize(
    "fields",
    [
        {"importe": Decimal(0)},
        {"importe": Decimal("-0.01")},
        {"importe": gastos.MAX_IMPORTE + Decimal("0.01")},
        {"partida": "12"},
        {"partida": "0123"},
        {"partida": "123456"},
        {"partida": "26a"},
    ],
)
def test_what_is_refused_changes_nothing_and_says_why(
    store: Store, sample: object, fields: dict[str, object]
) -> None:
    gasto = add(store, sample.suelta, partida="261")
    before = store.content_hash()
    values = {"fecha": DAY, "importe": Decimal(1), "partida": "", "concepto": "x", **fields}
    fecha, importe = values.pop("fecha"), values.pop("importe")
    with pytest.raises(PoaError, match=r"\w+: |\$0\.00"):
        store.run("Agregar", lambda db: gastos.add(db, sample.suelta, fecha, importe, **values))
    with pytest.raises(PoaError):
        store.run("Editar", lambda db: gastos.edit(db, gasto, **fields))
    assert store.content_hash() == before


def test_a_gasto_without_fecha_is_never_kept(store: Store, sample: object) -> None:
    gasto = add(store, sample.suelta)
    before = store.content_hash()
    with pytest.raises(Exception, match="fecha"):
        store.run("Agregar", lambda db: gastos.add(db, sample.suelta, None, Decimal(1)))
    with pytest.raises(Exception, match="fecha"):
        store.run("Editar", lambda db: gastos.edit(db, gasto, fecha=None))
    assert store.content_hash() == before


def test_the_largest_importe_is_exact(store: Store, sample: object) -> None:
    add(store, sample.suelta, str(gastos.MAX_IMPORTE))
    assert stored(store, sample.suelta)[0].importe == gastos.MAX_IMPORTE


def test_contents_of_comprobantes_stay_when_others_are_dropped(sample_path: Path) -> None:
    with open_store(sample_path, lambda: NOW) as store:
        actividad = store.poa(1).actividades[1].id
        gasto = add(store, actividad)
        attach(store, gasto, content=b"la factura")
        taken_off = attach(store, gasto, content=b"por error")
        store.run("Quitar", lambda db: evidencias.remove(db, taken_off, evidencias.COMPROBANTES))
        assert backup.drop_unreferenced(store.connection) == 1
        (kept,) = stored(store, actividad)[0].comprobantes
        assert store.evidence(kept.sha256) == b"la factura"
        assert integrity.verify(store.connection).integro


def test_a_changed_comprobante_is_named_and_not_handed_out(store: Store, sample: object) -> None:
    attach(store, add(store, sample.suelta), "factura 77.pdf", b"original")
    (kept,) = stored(store, sample.suelta)[0].comprobantes
    connection = store.connection
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'contenidos'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute(
        "UPDATE contenidos SET bytes = CAST('otra' AS BLOB) WHERE sha256 = ?", (kept.sha256,)
    )
    found = integrity.verify(connection)
    assert not found.evidencias
    assert any("«factura 77.pdf»" in each for each in found.hallazgos)
    with pytest.raises(PoaError, match="dañado"):
        store.evidence(kept.sha256)


def test_a_file_of_the_first_version_takes_gastos(
    tmp_path: Path, reopen: Callable[..., Store]
) -> None:
    path = tmp_path / "v1.poa"
    path.write_bytes((OLD_FILES / "v1.poa").read_bytes())
    with reopen(path) as store:
        poa = store.archivo().poas[0]
        assert all(each.gastos == () for each in poa.actividades)
        actividad = poa.actividades[0].id
        attach(store, add(store, actividad))
    with reopen(path, read_only=True) as store:
        (gasto,) = store.archivo().poas[0].actividades[0].gastos
        assert (gasto.importe, len(gasto.comprobantes)) == (Decimal("1250.50"), 1)
        assert integrity.verify(store.connection).integro


IMPORTES = st.decimals(Decimal("0.01"), gastos.MAX_IMPORTE, places=2)


@given(importes=st.lists(IMPORTES, min_size=1, max_size=30))
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_sum_of_what_is_stored_is_exact(
    tmp_path_factory: pytest.TempPathFactory, importes: list[Decimal]
) -> None:
    path = tmp_path_factory.mktemp("suma") / "a.poa"
    with create_store(path, lambda: NOW) as store:

        def work(db: object) -> int:
            poa = poas.create(db, "Obras", 2024)
            actividad = bloques.add(db, TipoLugar.ACTIVIDAD, poa, "Comprar")
            for importe in importes:
                gastos.add(db, actividad, DAY, importe)
            return poa

        poa_id = store.run("Escribir", work)[0]
        (actividad,) = store.poa(poa_id).actividades
    assert [each.importe for each in actividad.gastos] == importes
    cents = sum(int(each.scaleb(2)) for each in importes)
    assert actividad.ejercido == Decimal(cents).scaleb(-2)
