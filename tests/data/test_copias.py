"""A plan prepared from another year's, in a file: written once, undone at once, judged for good."""

from collections.abc import Callable
from pathlib import Path

import pytest

from poa_desktop.data import bloques, copias, lineas, poas
from poa_desktop.data.store import Store, create_store
from poa_desktop.ejemplo import write_example
from poa_desktop.intake.text_form import read_text_form
from poa_desktop.poa.copia import copiar
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Inversion, Municipio, Poa, TipoInversion
from poa_desktop.poa.texto_viejo import corregir, menciones, pendientes


@pytest.fixture
def example(store: Store) -> Poa:
    write_example(store)
    (poa,) = store.archivo().poas
    return poa


def copy_to(store: Store, poa: Poa, ejercicio: int) -> Poa:
    copy = copiar(poa, ejercicio)
    made, _ = store.run(
        "Preparar el año siguiente",
        lambda db: copias.write_copy(db, store.municipio(), copy),
    )
    return store.poa(made)


def shape(poa: Poa) -> list[object]:
    parents = {each.id: each.numero for each in poa.programas}
    return [
        (
            each.clave,
            each.nombre,
            parents.get(getattr(each, "programa_id", None) or 0),
            each.ficha.metas,
            each.ficha.inversion,
            [(e.texto, e.unidad_medida, e.responsable, e.programado) for e in each.lineas],
        )
        for each in poa.bloques
    ]


def test_a_copy_is_the_same_plan_without_what_was_reported(store: Store, example: Poa) -> None:
    copy = copy_to(store, example, 2025)
    assert copy.ejercicio == 2025 and copy.dependencia == example.dependencia
    assert shape(copy) == shape(example)
    assert copy.reglas == example.reglas
    assert not any(avance.realizado for linea in copy.lineas for avance in linea.avances)
    assert not any(avance.evidencias for linea in copy.lineas for avance in linea.avances)
    assert {each.ficha.periodo_al.year for each in copy.bloques if each.ficha.periodo_al} == {2025}
    assert store.poa(example.id) == example, "the original is untouched"


def test_a_copy_is_one_step_back_and_forth(store: Store, example: Poa) -> None:
    before = store.content_hash()
    copy = copy_to(store, example, 2025)
    after = store.content_hash()
    store.undo()
    assert store.content_hash() == before
    store.redo()
    assert store.content_hash() == after and store.poa(copy.id) == copy


def test_the_same_copy_twice_is_refused_and_changes_nothing(store: Store, example: Poa) -> None:
    copy_to(store, example, 2025)
    before = store.content_hash()
    with pytest.raises(PoaError, match="ya contiene el POA 2025"):
        copy_to(store, example, 2025)
    assert store.content_hash() == before


def test_a_copy_goes_into_a_file_of_its_own(
    store: Store, example: Poa, tmp_path: Path, clock: Callable[..., object]
) -> None:
    municipio = store.municipio()
    with create_store(tmp_path / "otro.poa", clock) as other:
        other.run("Copiar", lambda db: copias.write_copy(db, municipio, copiar(example, 2025)))
        (copy,) = other.archivo().poas
        assert shape(copy) == shape(example)
        assert other.municipio().nombre == municipio.nombre
        assert other.municipio().escudo == municipio.escudo
        assert copy.dependencia.objetivo_fin == example.dependencia.objetivo_fin
    with create_store(tmp_path / "ajeno.poa", clock) as strange:
        strange.run("Crear", lambda db: db.execute("UPDATE municipio SET nombre = 'Otro'"))
        with pytest.raises(PoaError, match="El archivo es de «Otro»"):
            strange.run(
                "Copiar", lambda db: copias.write_copy(db, municipio, copiar(example, 2025))
            )


def test_programas_with_one_number_keep_their_actividades(store: Store) -> None:
    def work(db: object) -> int:
        poa = poas.create(db, "Obras", 2024)
        ids = [bloques.add(db, TipoLugar.PROGRAMA, poa, name, numero=1) for name in "AB"]
        for programa, name in zip(ids, "ab", strict=True):
            made = bloques.add(db, TipoLugar.ACTIVIDAD, poa, name)
            bloques.edit(db, TipoLugar.ACTIVIDAD, made, programa_id=programa)
        return poa

    copy = copy_to(store, store.poa(store.run("Crear", work)[0]), 2025)
    names = {each.id: each.nombre for each in copy.programas}
    assert [(each.nombre, names[each.programa_id or 0]) for each in copy.actividades] == [
        ("a", "A"), ("b", "B"),
    ]  # fmt: skip


def test_everything_found_can_be_corrected_in_its_field(store: Store) -> None:
    """One mention in every field: each correction arrives where it was found."""

    def work(db: object) -> int:
        poa = poas.create(db, "Obras", 2024)
        poas.edit(db, poa, vision="v 2024", mision="m 2024", evaluador="e 2024")
        from poa_desktop.poa.records import Cuadrante

        poas.add_foda(db, poa, Cuadrante.AMENAZAS, "f 2024")
        (dependencia,) = db.execute("SELECT id FROM dependencias").fetchone()  # type: ignore[attr-defined]
        poas.edit_dependencia(db, dependencia, objetivo_fin="o 2024")
        for tipo in (TipoLugar.PROGRAMA, TipoLugar.ACTIVIDAD):
            block = bloques.add(db, tipo, poa, "n 2024", eje="j 2024")
            bloques.edit_ficha(
                db, tipo, block, metas="t 2024", beneficiados_directos="d 2024",
                beneficiados_indirectos="i 2024",
            )  # fmt: skip
            monto = Inversion(TipoInversion.MONTO, monto_100, "a 2024")
            bloques.set_inversion(db, tipo, block, monto)
            linea = lineas.add(db, tipo, block, "l 2024", unidad_medida="u 2024")
            lineas.edit(db, linea, medio_verificacion="w 2024", responsable="r 2024")
        return poa

    from decimal import Decimal

    monto_100 = Decimal(100)
    copy = copy_to(store, store.poa(store.run("Crear", work)[0]), 2025)
    found = pendientes(copy)
    assert len(found) == 3 + 1 + 1 + 2 * (2 + 3 + 1 + 1 + 4)
    changes = [(each, each.propuesta or "$250.50") for each in found]
    store.run("Corregir", lambda db: copias.correct(db, copy.id, corregir(copy, changes)))
    after = store.poa(copy.id)
    assert [each for each in pendientes(after) if "2024" in each.en.texto] == []
    assert repr(after).count(" 2025'") == len(found) - 2
    assert {each.ficha.inversion.monto for each in after.bloques} == {Decimal("250.50")}
    store.undo()
    assert store.poa(copy.id) == copy


def test_an_amount_that_is_none_is_refused(store: Store, example: Poa) -> None:
    copy = copy_to(store, example, 2025)
    monto = next(each for each in pendientes(copy) if each.en.campo == "inversion_monto")
    before = store.content_hash()
    with pytest.raises(PoaError, match="no es un importe"):
        store.run(
            "Corregir", lambda db: copias.correct(db, copy.id, corregir(copy, [(monto, "mucho")]))
        )
    assert store.content_hash() == before


def test_what_is_accepted_is_remembered_and_can_be_undone(store: Store, example: Poa) -> None:
    copy = copy_to(store, example, 2025)
    found = pendientes(copy)
    assert found, "the example has amounts"
    store.run("Aceptar", lambda db: copias.accept(db, copy.id, found[:2]))
    left = pendientes(store.poa(copy.id))
    assert not {each.clave for each in found[:2]} & {each.clave for each in left}
    assert len(menciones(store.poa(copy.id))) == len(found)
    store.undo()
    assert pendientes(store.poa(copy.id)) == found


def test_the_real_poa_is_prepared_for_the_year_after(store: Store, seed_path: Path) -> None:
    draft = read_text_form(seed_path.read_bytes(), seed_path.name)
    from poa_desktop.data import drafts

    store.run("Importar", lambda db: drafts.write_draft(db, draft.municipio, draft.poa))
    (poa,) = store.archivo().poas
    copy = copy_to(store, poa, 2025)
    assert len(copy.lineas) == 70 and shape(copy) == shape(poa)
    found = [(each.citado, each.propuesta, each.donde.etiqueta) for each in pendientes(copy)]
    assert ("2022", "2025", "Actividad 5, línea 1") in found
    assert sum(words.startswith("$") for words, _, _ in found) == 5
    assert len(found) == 6


def test_the_municipio_of_the_file_may_be_unnamed(store: Store, example: Poa) -> None:
    copy = copiar(example, 2030)
    made, _ = store.run("Copiar", lambda db: copias.write_copy(db, Municipio(), copy))
    assert store.poa(made).ejercicio == 2030
