"""Units and plantillas of líneas in a file: kept, unified, undone; POAs moved and removed."""

import pytest

from poa_desktop.data import lineas, modelos, poas, unidades
from poa_desktop.data.store import Store
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import ModeloLinea

MODELO = ModeloLinea(
    0, "Informe", "Entregar el informe\ndel mes", "informe", "Acuse", "Ana", (100,) * 12
)


def test_a_unit_is_added_once_whatever_its_accents(store: Store) -> None:
    store.run("Agregar", lambda db: unidades.add(db, "Bache  tapado"))
    store.run("Agregar", lambda db: unidades.add(db, "BACHE TAPÁDO"))
    store.run("Agregar", lambda db: unidades.add(db, ""))
    assert store.municipio().unidades == ("Bache tapado",)
    store.run("Quitar", lambda db: unidades.remove(db, "Bache tapado"))
    assert store.municipio().unidades == ()
    store.undo()
    assert store.municipio().unidades == ("Bache tapado",)


def test_what_is_empty_is_refused_with_a_sentence(store: Store, sample: object) -> None:
    before = store.content_hash()
    with pytest.raises(PoaError, match="Escriba cómo queda"):
        store.run("Mal", lambda db: unidades.unify(db, ["Acción"], " \u200b "))
    with pytest.raises(PoaError, match="La línea no tiene texto"):
        store.run("Mal", lambda db: modelos.add(db, ModeloLinea(0, "", "")))
    assert store.content_hash() == before


def test_spellings_become_one_in_every_place_and_back(store: Store, sample: object) -> None:
    ids = [each.id for poa in store.archivo().poas for each in poa.lineas]

    def spell(db: object) -> None:
        for linea, unit in zip(ids, ("accion", "Acción", "ACCIONES"), strict=True):
            lineas.edit(db, linea, unidad_medida=unit)
        unidades.add(db, "ACCIONES")
        modelos.add(db, ModeloLinea(0, "x", "x", "accion"))

    store.run("Escribir", spell)
    before = store.content_hash()
    assert dict(store.unidades_en_uso()) == {"accion": 1, "Acción": 1, "ACCIONES": 1}
    store.run("Unificar", lambda db: unidades.unify(db, ["accion", "ACCIONES"], "Acción"))
    assert store.unidades_en_uso() == (("Acción", 3),)
    assert store.municipio().unidades == ("Acción",)
    assert store.modelos_linea()[0].unidad_medida == "Acción"
    store.undo()
    assert store.content_hash() == before


def test_a_plantilla_is_kept_replaced_and_removed(store: Store) -> None:
    made, _ = store.run("Guardar", lambda db: modelos.add(db, MODELO))
    (kept,) = store.modelos_linea()
    assert (kept.id, kept.texto, kept.programado) == (made, MODELO.texto, (100,) * 12)
    other = ModeloLinea(0, "INFORME", "Otro texto")
    assert store.run("Guardar", lambda db: modelos.add(db, other))[0] == made
    (kept,) = store.modelos_linea()
    assert (kept.texto, kept.programado) == ("Otro texto", None)
    store.run("Quitar", lambda db: modelos.delete(db, made))
    assert store.modelos_linea() == ()
    store.undo()
    store.undo()
    assert store.modelos_linea()[0].programado == (100,) * 12


@pytest.mark.parametrize(
    "months", ["1,2,3", "a" * 23, "1" + ",1" * 10 + ",", ",1" * 12, "-1" + ",1" * 11]
)
def test_a_schedule_that_is_none_is_refused_by_the_table(store: Store, months: str) -> None:
    import sqlite3

    with pytest.raises(sqlite3.IntegrityError):
        store.run(
            "Guardar",
            lambda db: db.execute(
                "INSERT INTO modelos_linea (nombre, texto, programado) VALUES ('x', 'x', ?)",
                (months,),
            ),
        )


# -- the POAs of a file ----------------------------------------------------------------------


def test_a_poa_goes_with_everything_below_it_and_comes_back(store: Store, sample: object) -> None:
    first = store.headers()[0].id
    store.run("Crear", lambda db: poas.create(db, "Catastro", 2024))
    before = store.content_hash()
    store.run("Quitar", lambda db: poas.delete(db, first))
    assert [each.dependencia for each in store.headers()] == ["Catastro"]
    (left,) = store.connection.execute("SELECT count(*) FROM dependencias").fetchone()
    assert left == 1
    with pytest.raises(PoaError, match="único POA"):
        store.run("Quitar", lambda db: poas.delete(db, store.headers()[0].id))
    store.undo()
    assert store.content_hash() == before


def test_a_poa_is_given_another_year_or_dependencia(store: Store) -> None:
    def make(db: object) -> list[int]:
        return [poas.create(db, "Obras", 2024), poas.create(db, "Obras", 2025),
                poas.create(db, "Catastro", 2024)]  # fmt: skip

    obras, after, catastro = store.run("Crear", make)[0]

    def put(poa: int, name: str, year: int) -> None:
        store.run("Cambiar", lambda db: poas.put_elsewhere(db, poa, name, year))

    put(obras, "OBRAS PÚBLICAS", 2024)
    assert {each.dependencia for each in store.headers()} == {"OBRAS PÚBLICAS", "Catastro"}
    put(catastro, "obras publicas", 2030)
    headers = {each.id: (each.dependencia, each.ejercicio) for each in store.headers()}
    assert headers[catastro] == ("OBRAS PÚBLICAS", 2030)
    assert store.connection.execute("SELECT count(*) FROM dependencias").fetchone() == (1,)
    for year, match in ((2025, "ya contiene"), (1800, "no es un ejercicio")):
        with pytest.raises(PoaError, match=match):
            put(catastro, "Obras Públicas", year)
    with pytest.raises(PoaError, match="nombre de la dependencia"):
        put(catastro, " ", 2030)
    assert headers == {each.id: (each.dependencia, each.ejercicio) for each in store.headers()}
    assert after in headers


def test_a_linea_has_the_unit_it_was_given(store: Store, sample: object) -> None:
    poa = store.archivo().poas[0]
    made, _ = store.run(
        "Agregar",
        lambda db: lineas.add(
            db, TipoLugar.PROGRAMA, poa.programas[0].id, "x", unidad_medida="Bache"
        ),
    )
    assert ("Bache", 1) in store.unidades_en_uso() and made
