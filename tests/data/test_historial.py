"""The history of a record: every kind of field is told, and comes back exactly as it was."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from poa_desktop.data import (
    bloques,
    drafts,
    evidencias,
    gastos,
    integrity,
    lineas,
    municipios,
    plantillas,
    poas,
    restauracion,
    rows,
    traslados,
)
from poa_desktop.data.store import Store, create_store
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.historial import Eliminado, Entrada, changed_words, in_words
from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Cuadrante,
    Dependencia,
    Inversion,
    Municipio,
    Poa,
    Regla,
    TipoInversion,
    TipoPlantilla,
)

A, P, LINEA = TipoLugar.ACTIVIDAD, TipoLugar.PROGRAMA, TipoLugar.LINEA
Work = Callable[[Any], object]


class Clock:
    """A day passes at every look."""

    def __init__(self) -> None:
        self.now = datetime(2024, 1, 15, 9, 0)

    def __call__(self) -> datetime:
        self.now += timedelta(days=1)
        return self.now


class File:
    """A file with one POA: a programa, an actividad with a gasto and two líneas."""

    def __init__(self, path: Path) -> None:
        self.store: Store = create_store(path, Clock())
        self.store.run("Crear", self._write)
        self.store.forget_history()

    def _write(self, db: Any) -> None:
        drafts.write_draft(db, Municipio("Valle"), Poa(0, Dependencia(0, "Obras"), 2024))
        self.poa = 1
        self.programa = bloques.add(db, P, self.poa, "Vialidad")
        self.actividad = bloques.add(db, A, self.poa, "Bacheo")
        quarters = [0, 0, 100] * 4
        self.lineas = [
            lineas.add(db, A, self.actividad, f"Línea {n}", programado=quarters) for n in (1, 2)
        ]
        self.gasto = gastos.add(db, self.actividad, date(2024, 2, 1), Decimal("10.50"))
        self.comprobante = evidencias.attach_to_gasto(db, self.gasto, "factura.pdf", b"f")
        self.evidencia = evidencias.attach(db, self.lineas[0], 3, "lista.txt", b"lista")
        self.foda = poas.add_foda(db, self.poa, Cuadrante.FORTALEZAS, "Personal capaz")
        municipios.set_ejes(db, ["Gobierno"])
        plantillas.put(db, TipoPlantilla.MEMBRETE, "hoja.pdf", b"uno")

    def run(self, title: str, work: Work) -> None:
        self.store.run(title, work)

    def of(self, tipo: TipoLugar, record: int) -> tuple[Entrada, ...]:
        return self.store.historial(tipo, record)

    def restore(self, entry: Entrada) -> None:
        self.run("Restaurar", lambda db: restauracion.restaurar(db, entry.era))

    def sound(self) -> bool:
        return integrity.verify(self.store.connection).integro


@pytest.fixture
def file(tmp_path: Path) -> Iterator[File]:
    made = File(tmp_path / "x.poa")
    yield made
    made.store.close()


def edits(file: File) -> dict[str, tuple[TipoLugar, int, Work, str, str, str]]:
    """Every kind of field: where its history is, its edit, and field, before and after as told."""
    one, act, poa = file.lineas[0], file.actividad, file.poa
    return {
        "texto": (LINEA, one, lambda db: lineas.edit(db, one, texto="Otra"),
                  "Texto de la línea", "Línea 1", "Otra"),
        "unidad": (LINEA, one, lambda db: lineas.edit(db, one, unidad_medida="Oficio"),
                   "Unidad de medida", "Acción", "Oficio"),
        "responsable": (LINEA, one, lambda db: lineas.edit(db, one, responsable="Ana"),
                        "Responsable", "", "Ana"),
        "programado": (LINEA, one, lambda db: [lineas.set_programado(db, one, 1, 250),
                                               lineas.set_programado(db, one, 3, 0)],
                       "Programado", "ene 0, mar 1", "ene 2.5, mar 0"),
        "realizado": (LINEA, one, lambda db: lineas.edit_avance(db, one, 6, realizado=0),
                      "Realizado, junio", "Sin capturar", "0"),
        "comentario": (LINEA, one, lambda db: lineas.edit_avance(db, one, 6, comentario="Sí"),
                       "Comentario, junio", "", "Sí"),
        "justificacion": (LINEA, one, lambda db: lineas.edit_avance(db, one, 6, justificacion="No"),
                          "Justificación, junio", "", "No"),
        "evidencia": (LINEA, one, lambda db: evidencias.rename(db, file.evidencia, "otra.txt"),
                      "Nombre de la evidencia, marzo", "lista.txt", "otra.txt"),
        "estado": (LINEA, one, lambda db: rows.edit(db, "evidencias", file.evidencia,
                                                    estado="observada", motivo="Falta la firma"),
                   "Estado de la evidencia, marzo", "Pendiente", "Observada: Falta la firma"),
        "nombre": (A, act, lambda db: bloques.edit(db, A, act, nombre="Calles"),
                   "Nombre", "Bacheo", "Calles"),
        "programa": (A, act, lambda db: bloques.edit(db, A, act, programa_id=file.programa),
                     "Programa", "Sin programa", "1 Vialidad"),
        "metas": (A, act, lambda db: bloques.edit_ficha(db, A, act, metas="Diez calles"),
                  "Metas", "", "Diez calles"),
        "inversion": (A, act, lambda db: bloques.set_inversion(
                        db, A, act, Inversion(TipoInversion.MONTO, Decimal("80000"), "3 litros")),
                      "Inversión", "", "$80,000.00 (3 litros)"),
        "beneficiados": (A, act, lambda db: bloques.edit_ficha(db, A, act,
                                                               beneficiados_directos="Todos"),
                         "Beneficiados directos", "", "Todos"),
        "periodo": (A, act, lambda db: bloques.edit_ficha(db, A, act, periodo_al=date(2024, 6, 30)),
                    "Periodo, al", "31/12/2024", "30/06/2024"),
        "temporalidad": (A, act, lambda db: bloques.edit_ficha(db, A, act,
                                                               temporalidad=Temporalidad.MENSUAL),
                         "Temporalidad", "Trimestral", "Mensual"),
        "importe": (A, act, lambda db: gastos.edit(db, file.gasto, importe=Decimal("99.90")),
                    "Importe", "$10.50", "$99.90"),
        "fecha del gasto": (A, act, lambda db: gastos.edit(db, file.gasto, fecha=date(2024, 3, 9)),
                            "Fecha del gasto", "01/02/2024", "09/03/2024"),
        "comprobante": (A, act, lambda db: evidencias.rename(db, file.comprobante, "f2.pdf",
                                                             evidencias.COMPROBANTES),
                        "Nombre del comprobante", "factura.pdf", "f2.pdf"),
        "estrategia": (P, file.programa, lambda db: bloques.edit(db, P, file.programa,
                                                                 estrategia="Ahorrar"),
                       "Estrategia/Objetivo Estratégico", "", "Ahorrar"),
        "mision": (TipoLugar.DIAGNOSTICO, poa, lambda db: poas.edit(db, poa, mision="Servir"),
                   "Misión", "", "Servir"),
        "foda": (TipoLugar.DIAGNOSTICO, poa, lambda db: poas.edit_foda(db, file.foda, "Otra"),
                 "Fortalezas: texto", "Personal capaz", "Otra"),
        "fecha": (TipoLugar.POA, poa, lambda db: poas.edit(db, poa, fecha=date(2023, 11, 6)),
                  "Fecha", "", "06/11/2023"),
        "dependencia": (TipoLugar.POA, poa, lambda db: poas.edit_dependencia(db, 1, enlace="Luz"),
                        "Enlace", "", "Luz"),
        "municipio": (TipoLugar.POA, poa, lambda db: municipios.edit(db, color="#112233"),
                      "Color institucional", "", "#112233"),
        "verde": (TipoLugar.POA, poa, lambda db: poas.edit_reglas(db, 2024, verde=Decimal("92.5")),
                  "Semáforo verde desde", "90 %", "92.5 %"),
        "regla": (TipoLugar.POA, poa, lambda db: poas.edit_reglas(db, 2024, regla=Regla.PROMEDIO),
                  "Regla de evaluación", None, None),
        "eje": (TipoLugar.POA, poa, lambda db: rows.edit(db, "ejes", 1, nombre="Paz"),
                "Eje del PMD", "Gobierno", "Paz"),
        "margen": (TipoLugar.POA, poa, lambda db: plantillas.set_margins(
                        db, TipoPlantilla.MEMBRETE, 40, 20),
                   "Membrete: margen superior (mm)", "35", "40"),
        "plantilla": (TipoLugar.POA, poa, lambda db: plantillas.put(
                        db, TipoPlantilla.MEMBRETE, "hoja 2.pdf", b"dos"),
                      "Membrete: archivo", "hoja.pdf", "hoja 2.pdf"),
    }  # type: ignore[dict-item]  # fmt: skip


NAMES = sorted(edits(type("Names", (), {
    "lineas": [0, 0], "actividad": 0, "poa": 0, "programa": 0, "evidencia": 0, "gasto": 0,
    "comprobante": 0, "foda": 0,
})()))  # type: ignore[arg-type]  # fmt: skip


@pytest.mark.parametrize("kind", NAMES)
def test_each_kind_of_field_is_told_and_comes_back(file: File, kind: str) -> None:
    tipo, record, work, campo, before, after = edits(file)[kind]
    initial = file.store.archivo()
    file.run("Editar", work)
    edited = file.store.archivo()
    entry = file.of(tipo, record)[0]
    assert (entry.titulo, entry.campo) == ("Editar", campo)
    if before is not None:
        assert (entry.antes, entry.despues) == (before, after)
        assert (in_words(entry.era), in_words(entry.es)) == (before, after) or kind == "programa"
    file.restore(entry)
    assert file.store.archivo() == initial
    again = file.of(tipo, record)[0]
    assert (again.titulo, again.campo) == ("Restaurar", campo)
    assert (again.antes, again.despues) == (entry.despues, entry.antes)
    file.store.undo()
    assert file.store.archivo() == edited
    file.store.redo()
    assert file.store.archivo() == initial
    assert file.sound()


def test_undo_and_redo_are_entries_too(file: File) -> None:
    one = file.lineas[0]
    file.run("Editar línea", lambda db: lineas.edit(db, one, texto="Otra"))
    file.store.undo()
    file.store.redo()
    told = [(each.titulo, each.antes, each.despues) for each in file.of(LINEA, one)[:3]]
    assert told == [
        ("Rehacer: Editar línea", "Línea 1", "Otra"),
        ("Deshacer: Editar línea", "Otra", "Línea 1"),
        ("Editar línea", "Línea 1", "Otra"),
    ]


def test_what_was_deleted_is_read_at_its_parent_and_recovered(file: File) -> None:
    one = file.lineas[0]
    file.run("Avance", lambda db: lineas.edit_avance(db, one, 3, realizado=100, comentario="Ya"))
    before = file.store.content_hash()
    file.run("Eliminar", lambda db: lineas.delete(db, one))
    entry = next(each for each in file.of(A, file.actividad) if each.eliminado)
    assert entry.campo == "Línea eliminada"
    for words in ("Línea 1", "mar 1, jun 1, sep 1, dic 1", "marzo: 1; Ya", "lista.txt"):
        assert words in entry.antes
    assert entry.eliminado is not None
    gone = entry.eliminado
    file.run("Recuperar", lambda db: restauracion.recuperar(db, gone))
    assert file.store.content_hash() == before
    with pytest.raises(PoaError, match="ya está en el POA"):
        file.run("Recuperar", lambda db: restauracion.recuperar(db, gone))
    file.store.undo()
    file.store.undo()
    assert file.store.content_hash() == before
    assert file.sound()


@pytest.mark.parametrize(
    ("tipo", "campo", "delete"),
    [
        (TipoLugar.POA, "Actividad eliminada",
         lambda db, file: bloques.delete(db, A, file.actividad)),
        (TipoLugar.POA, "Programa eliminado",
         lambda db, file: bloques.delete(db, P, file.programa)),
        (TipoLugar.DIAGNOSTICO, "Punto del FODA eliminado",
         lambda db, file: poas.delete_foda(db, file.foda)),
        (A, "Gasto eliminado", lambda db, file: gastos.delete(db, file.gasto)),
        (A, "Comprobante eliminado",
         lambda db, file: evidencias.remove(db, file.comprobante, evidencias.COMPROBANTES)),
        (LINEA, "Evidencia eliminada, marzo",
         lambda db, file: evidencias.remove(db, file.evidencia)),
    ],
)  # fmt: skip
def test_every_kind_of_record_is_recovered_whole(
    file: File, tipo: TipoLugar, campo: str, delete: Callable[[Any, File], None]
) -> None:
    record = {A: file.actividad, LINEA: file.lineas[0]}.get(tipo, file.poa)
    file.run("Pasar", lambda db: bloques.edit(db, A, file.actividad, programa_id=file.programa))
    before = file.store.content_hash()
    file.run("Eliminar", lambda db: delete(db, file))
    entry = file.of(tipo, record)[0]
    assert entry.campo == campo
    assert entry.eliminado is not None
    gone = entry.eliminado
    file.run("Recuperar", lambda db: restauracion.recuperar(db, gone))
    assert file.store.content_hash() == before
    assert file.sound()


def test_the_others_of_the_list_make_room_for_what_comes_back(file: File) -> None:
    one, two = file.lineas
    file.run("Eliminar", lambda db: lineas.delete(db, one))
    third = []
    file.run("Agregar", lambda db: third.append(lineas.add(db, A, file.actividad, "Línea 3")))
    gone = next(each.eliminado for each in file.of(A, file.actividad) if each.eliminado)
    file.run("Recuperar", lambda db: restauracion.recuperar(db, gone))
    (bloque,) = file.store.poa(file.poa).actividades
    assert [each.id for each in bloque.lineas] == [one, two, *third]


def test_what_cannot_be_restored_is_refused_with_a_sentence(file: File) -> None:
    one = file.lineas[0]
    file.run("Editar", lambda db: lineas.edit(db, one, texto="Otra"))
    file.run("Programar", lambda db: lineas.set_programado(db, one, 1, 100))
    text, months = file.of(LINEA, one)[1], file.of(LINEA, one)[0]
    file.run("Eliminar", lambda db: lineas.delete(db, one))
    assert file.store.ahora(text.era) is None
    for entry in (text, months):
        with pytest.raises(PoaError, match="ya no existe"):
            file.restore(entry)
    file.run("Eliminar", lambda db: bloques.delete(db, A, file.actividad))
    gone = next(each.eliminado for each in file.of(A, file.actividad)[1:] if each.eliminado)
    with pytest.raises(PoaError, match="aquello a lo que pertenecía ya no existe"):
        file.run("Recuperar", lambda db: restauracion.recuperar(db, gone))
    assert file.sound()


def test_a_value_that_contradicts_what_is_there_now_is_refused(file: File) -> None:
    file.run("Bajar", lambda db: poas.edit_reglas(db, 2024, amarillo=Decimal(20)))
    file.run("Bajar", lambda db: poas.edit_reglas(db, 2024, verde=Decimal(30)))
    entry = next(
        each for each in file.of(TipoLugar.POA, file.poa) if each.campo == "Semáforo amarillo desde"
    )
    before = file.store.content_hash()
    with pytest.raises(PoaError, match="no se puede usar con los que hay ahora"):
        file.restore(entry)
    assert file.store.content_hash() == before


def test_a_content_that_was_cleaned_away_is_refused(file: File) -> None:
    file.run("Quitar", lambda db: evidencias.remove(db, file.evidencia))
    gone = file.of(LINEA, file.lineas[0])[0].eliminado
    assert gone is not None
    file.store.connection.execute(
        "DELETE FROM contenidos WHERE sha256 = ?", (gone.filas[0][1]["sha256"],)
    )
    with pytest.raises(PoaError, match="adjúntelo de nuevo"):
        file.run("Recuperar", lambda db: restauracion.recuperar(db, gone))


def gone_of(file: File, tipo: TipoLugar, record: int, number: int = 0) -> Eliminado:
    """What an entry of deletion brings back; the newest, or an older one."""
    found = [each.eliminado for each in file.of(tipo, record) if each.eliminado]
    return found[number]


def test_a_record_comes_back_without_the_files_that_were_cleaned_away(file: File) -> None:
    one = file.lineas[0]
    file.run("Otra", lambda db: evidencias.attach(db, one, 4, "queda.txt", b"queda"))
    file.run("Avance", lambda db: lineas.edit_avance(db, one, 3, realizado=100))
    file.run("Eliminar", lambda db: lineas.delete(db, one))
    file.store.connection.execute("DELETE FROM contenidos WHERE bytes = ?", (b"lista",))
    lost: list[str] = []
    gone = gone_of(file, A, file.actividad)
    file.run("Recuperar", lambda db: lost.extend(restauracion.recuperar(db, gone)))
    assert lost == ["lista.txt"]
    linea = file.store.poa(file.poa).actividades[0].lineas[0]
    assert (linea.id, linea.realizado[2]) == (one, 100)
    assert [each.nombre for avance in linea.avances for each in avance.evidencias] == ["queda.txt"]
    assert file.sound()


def test_an_old_name_that_another_dependencia_has_by_now_is_refused(file: File) -> None:
    (row,) = file.store.connection.execute("SELECT id FROM dependencias").fetchone()
    file.run("Renombrar", lambda db: poas.edit_dependencia(db, row, nombre="Servicios"))
    file.run("Crear", lambda db: poas.create(db, "Obras", 2024))
    entry = file.of(TipoLugar.POA, file.poa)[0]
    with pytest.raises(PoaError, match="ya tiene otra dependencia «Obras»"):
        file.restore(entry)


def test_an_eje_comes_back_in_its_place_unless_it_was_written_again(file: File) -> None:
    file.run("Ejes", lambda db: municipios.set_ejes(db, ["Agua", "Gobierno", "Orden"]))
    file.run("Quitar", lambda db: municipios.set_ejes(db, ["Gobierno", "Orden"]))
    gone = gone_of(file, TipoLugar.POA, file.poa)
    file.run("Recuperar", lambda db: restauracion.recuperar(db, gone))
    assert file.store.municipio().ejes == ("Agua", "Gobierno", "Orden")
    file.store.undo()
    file.run("Otra vez", lambda db: municipios.set_ejes(db, ["Gobierno", "Orden", "AGUA"]))
    with pytest.raises(PoaError, match="ya está en el POA"):
        file.run("Recuperar", lambda db: restauracion.recuperar(db, gone))


def test_what_lives_elsewhere_by_now_stays_there(file: File) -> None:
    one, two = file.lineas
    file.run("Eliminar", lambda db: bloques.delete(db, A, file.actividad))
    file.store.undo()
    file.run("Mover", lambda db: traslados.move_lineas(db, [one], P, file.programa))
    file.run("Programar", lambda db: lineas.set_programado(db, one, 3, 700))
    file.run("Quitar", lambda db: lineas.set_programado(db, one, 6, 0))
    (moved,) = file.store.poa(file.poa).programas[0].lineas
    file.run("Eliminar", lambda db: bloques.delete(db, A, file.actividad))
    older = gone_of(file, TipoLugar.POA, file.poa, 1)
    file.run("Recuperar", lambda db: restauracion.recuperar(db, older))
    poa = file.store.poa(file.poa)
    assert poa.programas[0].lineas == (moved,)
    assert [each.id for each in poa.actividades[0].lineas] == [two]
    assert file.sound()


def test_an_evidencia_that_went_to_another_linea_stays_there(file: File) -> None:
    one, two = file.lineas
    file.run("Eliminar", lambda db: lineas.delete(db, one))
    file.store.undo()
    file.run("Mover", lambda db: evidencias.move(db, file.evidencia, two, 5))
    file.run("Eliminar", lambda db: lineas.delete(db, one))
    older = gone_of(file, A, file.actividad, 1)
    file.run("Recuperar", lambda db: restauracion.recuperar(db, older))
    first, second = file.store.poa(file.poa).actividades[0].lineas
    assert not any(avance.evidencias for avance in first.avances)
    assert [each.id for each in second.avances[4].evidencias] == [file.evidencia]
    assert file.sound()


def test_a_place_that_is_taken_is_said(file: File) -> None:
    file.run("Quitar", lambda db: plantillas.remove(db, TipoPlantilla.MEMBRETE))
    file.run("Poner", lambda db: plantillas.put(db, TipoPlantilla.MEMBRETE, "otra.pdf", b"dos"))
    gone = gone_of(file, TipoLugar.POA, file.poa)
    with pytest.raises(PoaError, match="otro ocupa ahora su lugar"):
        file.run("Recuperar", lambda db: restauracion.recuperar(db, gone))


def test_an_evidencia_that_changes_its_linea_is_told_at_both_and_restored_at_none(
    file: File,
) -> None:
    one, two = file.lineas
    file.run("Mover", lambda db: evidencias.move(db, file.evidencia, two, 5))
    here, there = file.of(LINEA, one)[0], file.of(LINEA, two)[0]
    assert (here.campo, there.campo) == (
        "Evidencia pasada a otra línea",
        "Evidencia traída de otra línea",
    )
    assert "lista.txt" in here.antes
    assert "Mes: marzo" in here.antes
    assert "Mes: mayo" in there.despues
    assert (here.era, here.es, there.era, there.es) == ((), (), (), ())


def test_an_operation_is_read_once_whatever_went_with_it(file: File) -> None:
    """A whole plan that goes at once took minutes when each of its blocks read it anew."""
    made: list[int] = []

    def work(db: Any) -> None:
        for number in range(30):
            block = bloques.add(db, A, file.poa, f"Actividad {number}")
            made.append(block)
            lineas.add(db, A, block, "Línea", programado=[100] * 12)

    file.run("Pegar", work)
    file.run("Eliminar", lambda db: traslados.delete_bloques(db, A, made))
    asked: list[str] = []
    file.store.connection.set_trace_callback(asked.append)
    entries = file.of(TipoLugar.POA, file.poa)
    file.store.connection.set_trace_callback(None)
    gone = [each.eliminado for each in entries if each.eliminado]
    assert [len(each.filas) for each in gone] == [15] * 30  # itself, its ficha, its línea, its year
    assert sum("bitacora_cambios" in each for each in asked) == 4  # creation, both, and the list


def test_a_linea_tells_that_it_went_to_another_block(file: File) -> None:
    one = file.lineas[0]
    file.run("Mover", lambda db: traslados.move_lineas(db, [one], P, file.programa))
    entry = file.of(LINEA, one)[0]
    assert (entry.campo, entry.antes, entry.despues) == ("Lugar", "A1 Bacheo", "P1 Vialidad")


def test_the_history_of_one_record_is_not_that_of_another(file: File) -> None:
    one, two = file.lineas
    trap = f'"linea_id":{two},"actividad_id":{file.actividad},'
    file.run("Editar", lambda db: lineas.edit(db, one, texto=trap))
    file.run("Comentar", lambda db: lineas.edit_avance(db, one, 1, comentario=trap))
    assert [each.titulo for each in file.of(LINEA, two)] == ["Crear"]
    assert [each.titulo for each in file.of(A, file.actividad)] == ["Crear"]


def test_a_linea_that_changes_its_place_is_told_at_both(file: File) -> None:
    one = file.lineas[0]
    file.run(
        "Pasar",
        lambda db: rows.edit(db, "lineas", one, actividad_id=None, programa_id=file.programa),
    )
    assert file.of(A, file.actividad)[0].campo == "Línea pasada a otro lugar"
    assert file.of(P, file.programa)[0].campo == "Línea traída de otro lugar"


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("texto"), st.text(min_size=1, max_size=12).filter(str.strip)),
        st.tuples(st.just("programado"), st.tuples(st.integers(1, 12), st.integers(0, 300))),
        st.tuples(
            st.just("realizado"),
            st.tuples(st.integers(1, 12), st.none() | st.integers(0, 300)),
        ),
        st.tuples(st.just("comentario"), st.tuples(st.integers(1, 12), st.text(max_size=8))),
        st.tuples(st.just("deshacer"), st.none()),
    ),
    min_size=1,
    max_size=12,
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(EDITS, st.data())
def test_any_old_value_of_random_edits_comes_back_exactly(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[str, Any]], data: st.DataObject
) -> None:
    file = File(tmp_path_factory.mktemp("h") / "x.poa")
    one = file.lineas[0]
    for kind, value in changes:
        if kind == "texto":
            file.run("Editar", lambda db, v=value: lineas.edit(db, one, texto=v))
        elif kind == "programado":
            file.run("Programar", lambda db, v=value: lineas.set_programado(db, one, *v))
        elif kind == "deshacer":
            file.store.undo()
        else:
            mes, new = value
            file.run(
                "Avance",
                lambda db, k=kind, m=mes, n=new: lineas.edit_avance(db, one, m, **{k: n}),
            )
    entries = [each for each in file.of(LINEA, one) if each.era]
    if entries:
        entry = data.draw(st.sampled_from(entries))
        before = file.store.content_hash()
        writes = data.draw(st.sampled_from([entry.era, entry.es]))
        file.run("Restaurar", lambda db: restauracion.restaurar(db, writes))
        assert file.store.ahora(writes) == writes
        if file.store.undo_title == "Restaurar":
            file.store.undo()
        assert file.store.content_hash() == before
    assert file.sound()
    file.store.close()


@given(st.text(max_size=30), st.text(max_size=30))
def test_marking_words_loses_none(before: str, after: str) -> None:
    left, right = changed_words(before, after)
    assert "".join(piece for piece, _ in left) == before
    assert "".join(piece for piece, _ in right) == after
    kept = ["".join(piece for piece, changed in side if not changed) for side in (left, right)]
    assert kept[0] == kept[1]
