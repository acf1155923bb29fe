"""The page Datos over a real store: what is typed, what is kept, what is told."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QImage, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from poa_desktop.data import bloques, drafts
from poa_desktop.data.store import Store, create_store
from poa_desktop.poa.calendario import programado_predeterminado
from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Dependencia,
    Ficha,
    Foda,
    Inversion,
    ItemFoda,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
    Regla,
    TipoInversion,
)
from poa_desktop.ui.datos.bloque_form import BloqueForm
from poa_desktop.ui.datos.linea_form import LineaForm, schedule_summary
from poa_desktop.ui.datos.page import DatosPage
from poa_desktop.ui.datos.poa_form import PoaForm
from poa_desktop.ui.fields.base import Field
from poa_desktop.ui.fields.note import refusal
from poa_desktop.ui.fields.record_form import RecordForm
from poa_desktop.ui.place import Place
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import apply_theme
from tests.ui.keys import press, type_text

NOW = datetime(2024, 5, 3, 10, 32)
YEAR = 2024
TRIMESTRAL = (0, 0, 100) * 4
SEMESTRAL = (0, 0, 0, 0, 0, 100) * 2


def now() -> datetime:
    return NOW


def linea(texto: str, programado: tuple[int, ...] = TRIMESTRAL) -> LineaAccion:
    return LineaAccion(0, texto, programado=programado)


def sample() -> tuple[Municipio, Poa]:
    ficha = Ficha(
        "Atender 120 solicitudes",
        Inversion(TipoInversion.MONTO, Decimal("80000.00"), "diésel"),
        "Las dependencias",
        "La población",
        date(YEAR, 1, 1),
        date(YEAR, 12, 31),
        Temporalidad.TRIMESTRAL,
    )
    odd = (0,) * 11 + (300,)
    first = Actividad(
        0, 1, "Mantenimiento", "Gobierno honesto", None, ficha,
        (linea("Revisar niveles"), linea("Cambiar llantas"), linea("Informe anual", odd)),
    )  # fmt: skip
    second = Actividad(0, 2, "Archivo", ficha=Ficha())
    programa = Programa(0, 1, "Conservación", "Prolongar", "", ficha, (linea("Inspeccionar"),))
    foda = Foda(fortalezas=(ItemFoda(0, "Personal con experiencia"),))
    dependencia = Dependencia(0, "SERVICIOS GENERALES", "Jefatura")
    municipio = Municipio("Valle Sereno", "Jalisco", ejes=("Gobierno honesto", "Agua", "Economía"))
    return municipio, Poa(
        0, dependencia, YEAR, foda=foda, programas=(programa,), actividades=(first, second)
    )


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = create_store(tmp_path / "x.poa", now)
    municipio, poa = sample()
    store.run("Importar", lambda db: drafts.write_draft(db, municipio, poa))
    yield store
    store.close()


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication, store: Store) -> DatosPage:
    apply_theme(qapp, dark=False)
    session = Session(store, now)
    poa = session.poa
    assert poa is not None
    page = DatosPage(session, Place(TipoLugar.ACTIVIDAD, poa.actividades[0].id))
    qtbot.addWidget(page)
    page.resize(1050, 620)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def poa_of(page: DatosPage) -> Poa:
    poa = page.session.poa
    assert poa is not None
    return poa


def show(page: DatosPage, tipo: TipoLugar, row: int) -> RecordForm:
    page.show_place(Place(tipo, row))
    assert page.form is not None
    return page.form


def actividad_form(page: DatosPage, number: int = 1) -> BloqueForm:
    form = show(page, TipoLugar.ACTIVIDAD, poa_of(page).actividades[number - 1].id)
    assert isinstance(form, BloqueForm)
    return form


def poa_form(page: DatosPage) -> PoaForm:
    form = show(page, TipoLugar.POA, poa_of(page).id)
    assert isinstance(form, PoaForm)
    return form


def retype(field: Any, text: str) -> None:
    """Put the keyboard into a field, replace what it holds, and stay there."""
    field.focus_editor()
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Delete)
    type_text(text)


def leave(page: DatosPage) -> None:
    """Move on with the Tab key."""
    press(Qt.Key.Key_Tab)


def history_length(page: DatosPage) -> int:
    count = page.session.store.connection.execute("SELECT count(*) FROM bitacora").fetchone()[0]
    return int(count)


# --- saving -------------------------------------------------------------------------------------


def test_leaving_a_field_saves_it_once_under_its_name(page: DatosPage) -> None:
    form = actividad_form(page)
    before = history_length(page)
    retype(form.nombre, "Atención de los niños y el «Parque Ñandú»")
    assert poa_of(page).actividades[0].nombre == "Mantenimiento"  # not before the edit is finished
    leave(page)
    assert poa_of(page).actividades[0].nombre == "Atención de los niños y el «Parque Ñandú»"
    assert history_length(page) == before + 1
    assert page.session.store.undo_title == "Editar nombre"


def test_a_field_that_has_not_changed_does_not_write(page: DatosPage) -> None:
    form = actividad_form(page)
    before = history_length(page)
    for field in (form.nombre, form.metas, form.periodo_del, form.eje, form.inversion):
        field.focus_editor()
        leave(page)
    retype(form.metas, "  Atender   120 solicitudes ")  # the same once cleaned
    leave(page)
    assert history_length(page) == before
    assert form.metas.text() == "Atender 120 solicitudes"


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.ControlModifier])
def test_growing_text_keeps_rows_and_saves_with_ctrl_enter(
    page: DatosPage, modifier: Qt.KeyboardModifier
) -> None:
    form = actividad_form(page)
    low = form.metas.editor.height()
    retype(form.metas, "uno")
    for row in ("dos", "tres", "cuatro", "cinco"):
        press(Qt.Key.Key_Return)
        type_text(row)
    assert form.metas.editor.height() > low
    press(Qt.Key.Key_Return, modifier)
    assert poa_of(page).actividades[0].ficha.metas == "uno\ndos\ntres\ncuatro\ncinco"
    assert form.metas.editor.hasFocus()


def test_escape_goes_back_to_what_is_kept(page: DatosPage) -> None:
    form = actividad_form(page)
    before = history_length(page)
    retype(form.nombre, "otra cosa")
    press(Qt.Key.Key_Escape)
    assert form.nombre.text() == "Mantenimiento"
    leave(page)
    assert history_length(page) == before


def test_undo_restores_and_the_form_shows_it(page: DatosPage) -> None:
    form = actividad_form(page)
    retype(form.metas, "otras metas")
    leave(page)
    page.session.undo()
    assert form.metas.text() == "Atender 120 solicitudes"
    page.session.redo()
    assert form.metas.text() == "otras metas"


def test_a_change_elsewhere_leaves_text_being_typed_focus_and_cursor(page: DatosPage) -> None:
    form = actividad_form(page)
    retype(form.nombre, "a medio escribir")
    press(Qt.Key.Key_Left)
    row = poa_of(page).actividades[0].id
    page.session.run(
        "Editar metas",
        lambda db: bloques.edit_ficha(db, TipoLugar.ACTIVIDAD, row, metas="desde fuera"),
    )
    assert form.metas.text() == "desde fuera"
    assert form.nombre.text() == "a medio escribir"
    line = form.nombre.editor
    assert isinstance(line, QLineEdit)
    assert line.hasFocus()
    assert line.cursorPosition() == len("a medio escribi")
    leave(page)
    assert poa_of(page).actividades[0].nombre == "a medio escribir"


def test_ctrl_z_is_the_windows_once_the_field_is_kept(page: DatosPage) -> None:
    form = actividad_form(page)
    retype(form.nombre, "Otro")
    leave(page)
    form.nombre.focus_editor()
    event = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier, ""
    )
    QApplication.sendEvent(form.nombre.editor, event)
    assert not event.isAccepted()
    type_text("x")
    QApplication.sendEvent(form.nombre.editor, event)
    assert event.isAccepted()


def test_moving_on_keeps_the_field_under_edit_and_puts_a_refused_one_aside(page: DatosPage) -> None:
    form = actividad_form(page)
    first, second = poa_of(page).actividades
    retype(form.periodo_del, "31/02/2024")
    retype(form.nombre, "Guardado al salir")
    page.show_place(Place(TipoLugar.ACTIVIDAD, second.id))
    assert poa_of(page).actividades[0].nombre == "Guardado al salir"
    assert form.nombre.text() == "Archivo"
    assert "31/02/2024" not in form.periodo_del.note.text
    page.show_place(Place(TipoLugar.ACTIVIDAD, first.id))
    assert form.periodo_del.text() == "31/02/2024"
    assert "31/02/2024" in form.periodo_del.note.text
    assert poa_of(page).actividades[0].ficha.periodo_del == date(2024, 1, 1)
    form.periodo_del.focus_editor()
    press(Qt.Key.Key_Escape)
    assert form.periodo_del.text() == "01/01/2024"
    page.show_place(Place(TipoLugar.ACTIVIDAD, second.id))
    page.show_place(Place(TipoLugar.ACTIVIDAD, first.id))
    assert form.periodo_del.text() == "01/01/2024"


def test_a_record_that_is_gone_is_said(page: DatosPage) -> None:
    actividad_form(page, 2)
    row = poa_of(page).actividades[1].id
    page.session.run("Quitar", lambda db: bloques.delete(db, TipoLugar.ACTIVIDAD, row))
    assert page.form is None
    page.session.undo()
    assert page.form is not None


def test_too_long_a_text_is_cut_and_said(page: DatosPage) -> None:
    form = actividad_form(page)
    form.metas.focus_editor()
    form.metas.set_text("ñ" * 12_345)
    leave(page)
    assert len(poa_of(page).actividades[0].ficha.metas) == 10_000
    assert "12,345 caracteres" in form.metas.note.text


# --- what is wrong is not kept ------------------------------------------------------------------


@pytest.mark.parametrize("text", ["31/02/2024", "mañana", "1/2", "99/99/9999"])
def test_a_wrong_date_is_told_and_not_kept(page: DatosPage, text: str) -> None:
    form = actividad_form(page)
    digest = page.session.store.content_hash()
    retype(form.periodo_al, text)
    leave(page)
    assert page.session.store.content_hash() == digest
    assert text in form.periodo_al.note.text
    assert form.periodo_al.note.isVisible()
    assert form.periodo_al.text() == text
    form.periodo_al.focus_editor()
    press(Qt.Key.Key_Escape)
    assert form.periodo_al.text() == "31/12/2024"
    assert not form.periodo_al.note.messages


@pytest.mark.parametrize("text", ["-5", "mil pesos", "1.234", "1e9", "=1+1"])
def test_a_wrong_amount_is_told_and_not_kept(page: DatosPage, text: str) -> None:
    importe = actividad_form(page).inversion.importe
    digest = page.session.store.content_hash()
    retype(importe, text)
    leave(page)
    assert page.session.store.content_hash() == digest
    assert "no es un importe" in importe.note.text
    importe.focus_editor()
    press(Qt.Key.Key_Escape)
    assert importe.text() == "$80,000.00"


def test_an_empty_name_is_refused(page: DatosPage) -> None:
    form = actividad_form(page)
    retype(form.nombre, "   ")
    leave(page)
    assert poa_of(page).actividades[0].nombre == "Mantenimiento"
    assert "sin nombre" in form.nombre.note.text


def test_a_failing_disk_is_told_beside_the_field(page: DatosPage) -> None:
    form = actividad_form(page)
    page.session.store.read_only = True
    retype(form.nombre, "Otro")
    leave(page)
    page.session.store.read_only = False
    assert "solo para leer" in form.nombre.note.text
    assert form.nombre.text() == "Otro"
    form.nombre.commit()
    assert poa_of(page).actividades[0].nombre == "Otro"


# --- the ficha ----------------------------------------------------------------------------------


def test_the_three_kinds_of_inversion(page: DatosPage) -> None:
    inversion = actividad_form(page).inversion
    radios = inversion.radios
    radios[TipoInversion.NO_GENERA_GASTO].click()
    kept = poa_of(page).actividades[0].ficha.inversion
    assert kept == Inversion(TipoInversion.NO_GENERA_GASTO, None, "diésel")
    assert inversion.importe.text() == ""
    assert not inversion.importe.editor.isEnabled()

    before = history_length(page)
    radios[TipoInversion.MONTO].click()  # no amount yet: nothing to keep
    assert history_length(page) == before
    assert inversion.importe.editor.hasFocus()
    leave(page)
    assert "Escriba el importe" in inversion.importe.note.text
    assert history_length(page) == before

    retype(inversion.importe, "1800000")
    leave(page)
    kept = poa_of(page).actividades[0].ficha.inversion
    assert kept == Inversion(TipoInversion.MONTO, Decimal("1800000.00"), "diésel")
    assert inversion.importe.text() == "$1,800,000.00"
    assert not inversion.importe.note.messages

    page.session.undo()
    assert radios[TipoInversion.NO_GENERA_GASTO].isChecked()
    assert inversion.importe.text() == ""


def test_escape_gives_the_choice_of_an_amount_back(page: DatosPage) -> None:
    inversion = actividad_form(page, 2).inversion
    inversion.radios[TipoInversion.MONTO].click()
    press(Qt.Key.Key_Escape)
    assert inversion.radios[TipoInversion.SIN_DEFINIR].isChecked()
    assert inversion.commit()


def test_beneficiados_come_and_go_together(page: DatosPage) -> None:
    form = actividad_form(page)
    form.beneficiados.editor.click()
    ficha = poa_of(page).actividades[0].ficha
    assert (ficha.beneficiados_directos, ficha.beneficiados_indirectos) == (None, None)
    assert form.directos.isHidden()
    form.beneficiados.editor.click()
    ficha = poa_of(page).actividades[0].ficha
    assert (ficha.beneficiados_directos, ficha.beneficiados_indirectos) == ("", "")
    retype(form.indirectos, "Niñas y niños")
    leave(page)
    assert poa_of(page).actividades[0].ficha.beneficiados_indirectos == "Niñas y niños"
    page.session.undo()
    page.session.undo()
    page.session.undo()
    assert form.directos.text() == "Las dependencias"
    assert form.directos.isVisible()


def test_programa_and_eje_of_an_actividad(page: DatosPage) -> None:
    form = actividad_form(page)
    combo = form.programa.editor
    assert [combo.itemText(row) for row in range(combo.count())] == [
        "Sin programa",
        "1. Conservación",
    ]
    form.programa.focus_editor()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert poa_of(page).actividades[0].programa_id == poa_of(page).programas[0].id
    retype(form.eje, "Un eje propio")
    leave(page)
    assert poa_of(page).actividades[0].eje == "Un eje propio"


def test_the_wheel_scrolls_the_page_and_changes_no_choice(page: DatosPage) -> None:
    form = actividad_form(page)
    before = form.temporalidad.text()
    point = QPoint(5, 5)
    wheel = QWheelEvent(
        point, form.temporalidad.editor.mapToGlobal(point), QPoint(), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,
    )  # fmt: skip
    QApplication.sendEvent(form.temporalidad.editor, wheel)
    assert form.temporalidad.text() == before


def choose(field: Field, value: object) -> None:
    values = getattr(field, "_values")  # noqa: B009
    combo: Any = field.editor
    combo.setCurrentIndex(values.index(value))
    combo.activated.emit(combo.currentIndex())


def test_a_new_temporalidad_offers_to_schedule_again(page: DatosPage) -> None:
    form = actividad_form(page)
    choose(form.temporalidad, Temporalidad.SEMESTRAL)
    assert form.offer.isVisible()
    assert form.offer_text.text().startswith("2 líneas siguen")
    assert poa_of(page).actividades[0].lineas[0].programado == TRIMESTRAL
    form.offer_accept.click()
    schedules = [each.programado for each in poa_of(page).actividades[0].lineas]
    assert schedules == [SEMESTRAL, SEMESTRAL, (0,) * 11 + (300,)]
    assert not form.offer.isVisible()
    page.session.undo()
    assert poa_of(page).actividades[0].lineas[1].programado == TRIMESTRAL


def test_the_offer_goes_when_the_change_is_undone_or_declined(page: DatosPage) -> None:
    form = actividad_form(page)
    retype(form.periodo_al, "30/06/2024")
    leave(page)
    assert form.offer.isVisible()
    page.session.undo()
    assert not form.offer.isVisible()
    choose(form.temporalidad, Temporalidad.ANUAL)
    form.offer_dismiss.click()
    assert not form.offer.isVisible()
    actividad_form(page, 2)
    actividad_form(page, 1)
    assert not form.offer.isVisible()


# --- líneas -------------------------------------------------------------------------------------


def textos(page: DatosPage) -> list[str]:
    return [each.texto for each in poa_of(page).actividades[0].lineas]


def test_lines_are_added_with_the_default_schedule(page: DatosPage) -> None:
    form = actividad_form(page)
    choose(form.temporalidad, Temporalidad.SEMESTRAL)
    form.lineas.button_add.click()
    assert form.lineas.entry.hasFocus()
    type_text("Señalizar baños")
    press(Qt.Key.Key_Return)
    added = poa_of(page).actividades[0].lineas[-1]
    ficha = poa_of(page).actividades[0].ficha
    assert added.texto == "Señalizar baños"
    assert added.programado == SEMESTRAL == programado_predeterminado(ficha, YEAR)
    assert form.lineas.entry.hasFocus()
    assert form.lineas.entry.toPlainText() == ""
    assert form.lineas.count.text() == "4"


def test_lines_are_edited_in_place(page: DatosPage) -> None:
    form = actividad_form(page)
    view = form.lineas.view
    view.setFocus()
    view.setCurrentIndex(form.lineas.model.index(1, 1))
    press(Qt.Key.Key_F2)
    type_text(" cada año")
    press(Qt.Key.Key_Return)
    assert textos(page)[1] == "Cambiar llantas cada año"
    assert page.session.store.undo_title == "Editar línea"
    assert view.hasFocus()
    assert view.currentIndex().row() == 1

    view.setCurrentIndex(form.lineas.model.index(1, 2))
    press(Qt.Key.Key_Return)
    type_text("Revisión")
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert poa_of(page).actividades[0].lineas[1].unidad_medida == "Revisión"


def test_an_emptied_line_is_refused(page: DatosPage) -> None:
    form = actividad_form(page)
    form.lineas.view.setFocus()
    form.lineas.view.setCurrentIndex(form.lineas.model.index(0, 1))
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Return)
    assert textos(page)[0] == "Revisar niveles"
    assert "no puede quedar vacía" in form.lineas.note.text


def test_lines_are_moved_and_deleted_by_key_and_button(page: DatosPage) -> None:
    form = actividad_form(page)
    view = form.lineas.view
    view.setFocus()
    view.setCurrentIndex(form.lineas.model.index(0, 1))
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert textos(page) == ["Cambiar llantas", "Revisar niveles", "Informe anual"]
    assert view.currentIndex().row() == 1
    form.lineas.button_down.click()
    assert textos(page)[2] == "Revisar niveles"
    assert not form.lineas.button_down.isEnabled()
    press(Qt.Key.Key_Delete)
    assert textos(page) == ["Cambiar llantas", "Informe anual"]
    assert view.currentIndex().row() == 1
    page.session.undo()
    assert len(form.lineas.model.items) == 3


def test_a_cell_under_edit_is_kept_when_the_window_moves_on(page: DatosPage) -> None:
    form = actividad_form(page)
    form.lineas.view.setFocus()
    form.lineas.view.setCurrentIndex(form.lineas.model.index(0, 1))
    press(Qt.Key.Key_F2)
    type_text(" y frenos")
    page.commit_pending()
    assert textos(page)[0] == "Revisar niveles y frenos"


# --- a línea ------------------------------------------------------------------------------------


def test_the_form_of_a_line(page: DatosPage) -> None:
    row = poa_of(page).actividades[0].lineas[0].id
    form = show(page, TipoLugar.LINEA, row)
    assert isinstance(form, LineaForm)
    assert form.schedule.summary.text() == "4 actos: mar, jun, sep, dic"
    retype(form.texto, "Señalización")
    leave(page)
    retype(form.unidad_medida, "Visita")
    leave(page)
    retype(form.responsable, "Iñaki")
    leave(page)
    retype(form.medio_verificacion, "Bitácora")
    leave(page)
    kept = poa_of(page).actividades[0].lineas[0]
    assert (kept.texto, kept.unidad_medida) == ("Señalización", "Visita")
    assert (kept.responsable, kept.medio_verificacion) == ("Iñaki", "Bitácora")
    combo: Any = form.unidad_medida.editor
    assert [combo.itemText(row) for row in range(2)] == ["Acción", "Visita"], "by use"
    retype(form.unidad_medida, "informé")
    assert form.unidad_medida.editor.completer().popup().isVisible()
    press(Qt.Key.Key_Return)
    assert poa_of(page).actividades[0].lineas[0].unidad_medida == "Informe"
    assert form.unidad_medida.add_button.isHidden()
    retype(form.unidad_medida, "Bache tapado")
    press(Qt.Key.Key_Return)
    assert form.unidad_medida.add_button.text() == "Agregar «Bache tapado» al catálogo"
    form.unidad_medida.add_button.click()
    assert page.session.municipio.unidades == ("Bache tapado",)
    assert form.unidad_medida.add_button.isHidden()
    asked: list[Any] = []
    page.go_to.connect(asked.append)
    form.schedule.open.click()
    assert (asked[0].tipo, asked[0].id, asked[0].campo) == (TipoLugar.LINEA, row, "programado")


@pytest.mark.parametrize(
    ("programado", "words"),
    [
        ((0,) * 12, "Sin programación: ningún mes tiene actos."),
        ((0,) * 11 + (100,), "1 acto: dic"),
        ((100, 250) + (0,) * 10, "2 actos: ene, feb (2.5)"),
    ],
)
def test_schedule_in_words(programado: tuple[int, ...], words: str) -> None:
    assert schedule_summary(programado) == words


# --- the POA ------------------------------------------------------------------------------------


def test_head_of_the_document(page: DatosPage) -> None:
    form = poa_form(page)
    for field, text in (
        (form.nombre, "San Ñandú"),
        (form.gobierno, "GOBIERNO MUNICIPAL"),
        (form.dependencia, "OBRAS"),
        (form.objetivo_fin, "Objetivo"),
        (form.titular_nombre, "Ángela"),
        (form.fecha, "06 de noviembre de 2023"),
        (form.vision, "Ver lejos"),
    ):
        retype(field, text)
        leave(page)
    poa, municipio = poa_of(page), page.session.municipio
    assert (municipio.nombre, municipio.gobierno) == ("San Ñandú", "GOBIERNO MUNICIPAL")
    assert poa.dependencia.nombre == "OBRAS"
    assert poa.dependencia.objetivo_fin == "Objetivo"
    assert poa.dependencia.titular_nombre == "Ángela"
    assert (poa.fecha, poa.vision) == (date(2023, 11, 6), "Ver lejos")
    assert form.fecha.text() == "06/11/2023"
    retype(form.fecha, "")
    leave(page)
    assert poa_of(page).fecha is None


def test_ejes_are_an_ordered_list(page: DatosPage) -> None:
    form = poa_form(page)
    form.ejes.entry.setFocus()
    type_text("Niñez")
    press(Qt.Key.Key_Return)
    form.ejes.view.setCurrentIndex(form.ejes.model.index(3, 1))
    form.ejes.move(-1)
    assert page.session.municipio.ejes == ("Gobierno honesto", "Agua", "Niñez", "Economía")
    assert form.ejes.current_item().texts == ("Niñez",)
    assert "ya está" in str(form.ejes.add(["AGUA"]) or form.ejes.note.text)
    form.ejes.delete()
    assert page.session.municipio.ejes == ("Gobierno honesto", "Agua", "Economía")


def test_rules_and_limits(page: DatosPage) -> None:
    form = poa_form(page)
    choose(form.regla, Regla.PROMEDIO)
    assert poa_of(page).reglas.regla is Regla.PROMEDIO
    assert form.regla_en_palabras.text().startswith("Promedio:")
    retype(form.verde, "85.5")
    leave(page)
    assert poa_of(page).reglas.verde == Decimal("85.5")
    assert form.verde.text() == "85.5 %"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("amarillo", "90", "antes que verde"),
        ("amarillo", "0", "arriba de 0"),
        ("verde", "70 %", "antes que verde"),
        ("justificar_bajo", "120", "no puede pasar"),
        ("justificar_sobre", "noventa", "no es una cantidad"),
    ],
)
def test_limits_that_contradict_are_refused(
    page: DatosPage, name: str, text: str, said: str
) -> None:
    form = poa_form(page)
    digest = page.session.store.content_hash()
    field = getattr(form, name)
    retype(field, text)
    leave(page)
    assert said in field.note.text
    assert page.session.store.content_hash() == digest


def test_a_rule_that_cannot_apply_is_refused_with_its_reason(page: DatosPage) -> None:
    from poa_desktop.data import lineas

    row = poa_of(page).actividades[0].lineas[0].id
    page.session.run("Unidad", lambda db: lineas.edit(db, row, unidad_medida="Visita"))
    form = poa_form(page)
    choose(form.regla, Regla.CANTIDADES)
    assert poa_of(page).reglas.regla is Regla.ACTOS
    assert "Sigue la regla «actos»" in form.regla.note.text
    assert "unidades de medida distintas" in form.regla.note.text
    form.regla.focus_editor()
    press(Qt.Key.Key_Escape)
    assert form.regla.chosen is Regla.ACTOS


def picture(path: Path, side: int, kind: str) -> Path:
    image = QImage(side, side // 2, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    assert image.save(str(path), kind)
    return path


def test_the_escudo_is_kept_shown_and_removed(page: DatosPage, tmp_path: Path) -> None:
    form = poa_form(page)
    small = picture(tmp_path / "escudo.png", 64, "PNG")
    form.escudo.load(small)
    assert page.session.municipio.escudo == small.read_bytes()
    assert not form.escudo.preview.pixmap().isNull()
    form.escudo.load(picture(tmp_path / "grande.bmp", 3000, "BMP"))
    kept = page.session.municipio.escudo
    assert kept is not None
    assert kept.startswith(b"\x89PNG")
    assert QImage.fromData(kept).width() == 1200
    wrong = tmp_path / "texto.png"
    wrong.write_bytes(b"no")
    form.escudo.load(wrong)
    assert "no es una imagen" in form.escudo.note.text
    assert page.session.municipio.escudo == kept
    form.escudo.remove.click()
    assert page.session.municipio.escudo is None
    assert form.escudo.preview.text() == "Sin escudo"


# --- problems -----------------------------------------------------------------------------------


def test_problems_stand_beside_their_field(page: DatosPage) -> None:
    form = actividad_form(page, 2)
    assert "inversión" in form.inversion.note.text
    assert "metas" in form.metas.note.text.lower()
    assert "beneficiados" in form.beneficiados.note.text
    assert "no tiene líneas" in form.lineas.note.text
    assert form.metas.editor.accessibleDescription() == form.metas.note.text
    retype(form.metas, "Ordenar 40 cajas")
    leave(page)
    assert not form.metas.note.messages


def test_every_problem_of_the_plan_has_a_field_here(page: DatosPage) -> None:
    """focus_field finds the field of every problem; those of avances belong to another page."""
    elsewhere = {"realizado", "justificacion", "evidencias"}
    row = poa_of(page).actividades[0].id
    page.session.run(
        "Estropear",
        lambda db: bloques.edit_ficha(
            db, TipoLugar.ACTIVIDAD, row, periodo_del=date(2025, 1, 1), beneficiados_directos=""
        ),
    )
    problems = [each for each in page.session.problems() if each.donde.campo not in elsewhere]
    assert len({each.donde.campo for each in problems}) > 8
    for problem in problems:
        place = problem.donde
        form = show(page, place.tipo, place.id)
        QApplication.focusWidget()
        page.setFocus()
        page.focus_field(place.campo, place.mes)
        focused = QApplication.focusWidget()
        assert focused is not None, place
        assert form.isAncestorOf(focused), place


ALL_FIELDS = {
    TipoLugar.MUNICIPIO: ("nombre", "estado", "gobierno", "pmd_nombre", "ejes", "escudo"),
    TipoLugar.POA: (
        "nombre", "tipo", "clave_ur", "objetivo_fin", "titular_nombre", "titular_cargo", "enlace",
        "fecha", "evaluador", "vision", "mision", "regla", "verde", "amarillo",
        "justificar_sobre", "justificar_bajo",
    ),
    TipoLugar.DIAGNOSTICO: (
        "mision", "vision", "fortalezas", "debilidades", "oportunidades", "amenazas",
    ),
    TipoLugar.PROGRAMA: ("nombre", "estrategia", "eje", "metas", "lineas"),
    TipoLugar.ACTIVIDAD: (
        "nombre", "eje", "programa_id", "metas", "inversion", "beneficiados_directos",
        "beneficiados_indirectos", "periodo_del", "periodo_al", "temporalidad", "lineas",
    ),
    TipoLugar.LINEA: (
        "texto", "unidad_medida", "medio_verificacion", "responsable", "programado",
    ),
}  # fmt: skip


@pytest.mark.parametrize("tipo", list(ALL_FIELDS))
def test_every_field_is_found_labelled_and_in_sight(page: DatosPage, tipo: TipoLugar) -> None:
    poa = poa_of(page)
    rows = {
        TipoLugar.PROGRAMA: poa.programas[0].id,
        TipoLugar.ACTIVIDAD: poa.actividades[0].id,
        TipoLugar.LINEA: poa.actividades[0].lineas[0].id,
    }
    form = show(page, tipo, rows.get(tipo, poa.id))
    seen: set[QWidget] = set()
    for campo in ALL_FIELDS[tipo]:
        page.focus_field(campo)
        focused = QApplication.focusWidget()
        assert focused is not None, campo
        assert focused not in seen, campo
        seen.add(focused)
        assert focused.accessibleName() or getattr(focused, "text", str)(), campo
        corner = focused.mapTo(form.viewport(), QPoint(0, 0))
        assert 0 <= corner.y() < form.viewport().height(), campo
    if isinstance(form, PoaForm):  # two records have a nombre there
        page.focus_field("nombre")
        own = form.nombre if tipo is TipoLugar.MUNICIPIO else form.dependencia
        assert own.editor.hasFocus()


def test_nothing_is_squeezed_or_cut_at_the_smallest_window(page: DatosPage) -> None:
    poa = poa_of(page)
    for tipo, row in (
        (TipoLugar.POA, poa.id),
        (TipoLugar.ACTIVIDAD, poa.actividades[1].id),
        (TipoLugar.PROGRAMA, poa.programas[0].id),
        (TipoLugar.LINEA, poa.actividades[0].lineas[0].id),
        (TipoLugar.DIAGNOSTICO, poa.id),
    ):
        form = show(page, tipo, row)
        for field in form.findChildren(Field):
            field.note.show_messages([refusal("palabras " * length) for length in (14, 18, 40)])
        form.settle()
        assert form.widget().width() <= form.viewport().width()
        for editor in form.findChildren(QLineEdit):
            if editor.isVisible() and not isinstance(editor.parent(), QComboBox):
                assert editor.height() >= editor.minimumSizeHint().height(), editor.accessibleName()
        for label in form.findChildren(QLabel):
            if label.isVisible() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_rows_of_a_table_become_lineas_with_their_units(page: DatosPage) -> None:
    form = actividad_form(page)
    before = textos(page)
    pasted = QMimeData()
    pasted.setText("1\tEntregar informes\tInforme\n2\tRevisar actas\tActa\n")
    form.lineas.entry.insertFromMimeData(pasted)
    assert textos(page) == before
    form.lineas.offer.many.click()
    lineas = poa_of(page).actividades[0].lineas
    assert [(each.texto, each.unidad_medida) for each in lineas[-2:]] == [
        ("Entregar informes", "Informe"),
        ("Revisar actas", "Acta"),
    ]
    assert lineas[-1].programado == TRIMESTRAL
    page.session.undo()
    assert textos(page) == before
