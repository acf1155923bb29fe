"""Replacing texts in a real file: every kind of place is written, and undo brings all back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poa_desktop.data import evidencias, lineas, municipios, poas, textos
from poa_desktop.data.store import Store, create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.poa.buscar import Indice, buscar
from poa_desktop.poa.consulta import consulta_de
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.records import Archivo
from poa_desktop.poa.reemplazo import cambio_de
from poa_desktop.poa.textos import Registro, Texto, nodos


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("textos") / "x.poa"
    with create_store(path, lambda: datetime(2024, 10, 15, 10, 32)) as made:
        write_example(made)
        yield made


def test_two_dependencias_never_get_the_same_name(store: Store) -> None:
    """Two POAs of one name and year could not be told apart, and next year's would find either."""
    store.run("Crear", lambda db: poas.create(db, "Parques y Jardines", 2024))
    first = store.headers()[0].dependencia
    found = [each for each in all_texts(store) if each.registro is Registro.DEPENDENCIAS]
    name = next(each for each in found if (each.columna, each.texto) == ("nombre", first))
    before = store.content_hash()
    with pytest.raises(PoaError, match="ya tiene otra dependencia «PARQUES Y JARDÍNES»"):
        store.run("Mal", lambda db: textos.write(db, [(name, "PARQUES Y JARDÍNES")]))
    with pytest.raises(PoaError, match="ya tiene otra dependencia"):
        store.run(
            "Mal", lambda db: poas.edit_dependencia(db, name.fila, nombre="parques y jardines")
        )
    assert store.content_hash() == before
    store.run("Bien", lambda db: poas.edit_dependencia(db, name.fila, nombre=first.upper()))
    store.undo()
    store.undo()


def all_texts(store: Store) -> list[Texto]:
    archivo = store.archivo()
    return [
        texto
        for poa in archivo.poas
        for nodo in nodos(archivo.municipio, poa)
        for texto in nodo.textos
    ]


def test_every_text_can_be_written_and_taken_back(store: Store) -> None:
    before = store.archivo()
    written = {texto.clave: texto for texto in all_texts(store) if not texto.numero}
    kinds = {texto.registro for texto in written.values()}
    assert kinds == set(Registro) - {Registro.CALCULADO}

    def new(texto: Texto) -> str:
        if texto.registro in (Registro.EVIDENCIAS, Registro.COMPROBANTES):
            return "Otro " + texto.texto
        return texto.texto + ("1" if texto.columna == "partida" else f" ({len(texto.texto)})")

    changes = [(texto, new(texto)) for texto in written.values() if len(texto.texto) != 5]
    store.run("Reemplazar", lambda db: textos.write(db, changes))
    after = {texto.clave: texto.texto for texto in all_texts(store)}
    assert {texto.clave: text for texto, text in changes}.items() <= after.items()
    store.undo()
    assert store.archivo() == before
    store.redo()
    store.undo()
    assert store.archivo() == before


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(["de", "informe", "municipal", "o", "2024", "accion", "á", "pdf", "n "]),
    st.text(max_size=6),
    st.booleans(),
)
def test_replace_and_undo_give_the_same_content(
    store: Store, old: str, new: str, keep: bool
) -> None:
    before: Archivo = store.archivo()
    sealed = store.content_hash()
    poa = before.poas[0]
    found = buscar(Indice(before.municipio, poa), consulta_de(old, frase=True), limite=10**6)
    by_text: dict[object, list[tuple[Texto, tuple[int, int]]]] = {}
    for grupo in found.grupos:
        for each in grupo.coincidencias:
            by_text.setdefault(each.texto.clave, []).append((each.texto, each.span))
    cambios = [
        cambio_de(each[0][0], [span for _, span in each], new, conservar=keep)
        for each in by_text.values()
    ]
    changes = [
        (each.texto, each.nuevo)
        for each in cambios
        if not each.motivo and each.nuevo != each.texto.texto
    ]
    if not changes:
        return
    try:
        store.run("Reemplazar", lambda db: textos.write(db, changes))
    except PoaError:  # two ejes that would become one
        assert any(texto.registro is Registro.EJES for texto, _ in changes)
        assert store.archivo() == before
        return
    after = {texto.clave: texto.texto for texto in all_texts(store)}
    for texto, text in changes:
        assert after.get(texto.clave, "") == text
    untouched = {texto.clave for texto, _ in changes}
    for texto in (t for nodo in nodos(before.municipio, poa) for t in nodo.textos):
        if texto.clave not in untouched and not texto.numero:
            assert after[texto.clave] == texto.texto
    store.undo()
    assert store.archivo() == before
    assert store.content_hash() == sealed


def test_what_changed_since_is_never_written_over(store: Store) -> None:
    comment = next(t for t in all_texts(store) if t.columna == "comentario")
    other = next(t for t in all_texts(store) if t.columna == "metas")
    mes = comment.donde.mes
    assert mes is not None
    store.run(
        "Editar", lambda db: lineas.edit_avance(db, comment.fila, mes, comentario="Otra cosa")
    )
    before = store.archivo()
    with pytest.raises(PoaError, match="cambió mientras tanto"):
        store.run("Reemplazar", lambda db: textos.write(db, [(other, "x"), (comment, "y")]))
    assert store.archivo() == before
    gone = replace(comment, fila=10**6)
    with pytest.raises(PoaError, match="cambió mientras tanto"):
        store.run("Reemplazar", lambda db: textos.write(db, [(gone, "y")]))
    store.undo()


def test_a_number_is_never_written(store: Store) -> None:
    number = next(t for t in all_texts(store) if t.nombre == "Inversión")
    with pytest.raises(PoaError, match="número"):
        store.run("Reemplazar", lambda db: textos.write(db, [(number, "$1.00")]))


def test_two_ejes_never_become_one(store: Store) -> None:
    store.run("Ejes", lambda db: municipios.set_ejes(db, ["Gobierno", "Gobierno abierto"]))
    ejes = [t for t in all_texts(store) if t.registro is Registro.EJES]
    before = store.archivo()
    with pytest.raises(PoaError, match="mismo nombre"):
        store.run("Reemplazar", lambda db: textos.write(db, [(ejes[1], "GOBIERNO")]))
    assert store.archivo() == before
    store.run("Reemplazar", lambda db: textos.write(db, [(ejes[0], "Orden"), (ejes[1], "Paz")]))
    assert store.municipio().ejes == ("Orden", "Paz")
    store.undo()
    store.undo()


def test_the_name_of_a_file_is_kept_whole(store: Store) -> None:
    proof = next(t for t in all_texts(store) if t.registro is Registro.EVIDENCIAS)
    longest = "a" * (evidencias.MAX_NAME - 4) + ".pdf"
    store.run("Reemplazar", lambda db: textos.write(db, [(proof, longest)]))
    assert longest in {t.texto for t in all_texts(store)}
    store.undo()
