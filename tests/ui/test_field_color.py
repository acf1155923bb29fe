"""The field of the municipio's colour: chosen by mouse and keyboard, kept, undone, shown."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from poa_desktop.export.paleta import INSTITUCIONAL, SUGERIDOS
from poa_desktop.ui.datos.poa_form import PoaForm
from poa_desktop.ui.fields.color import ColorField, Swatch
from poa_desktop.ui.theme import apply_theme, current_theme, follow_municipio

NAMES = list(SUGERIDOS)
GUINDA, AZUL = SUGERIDOS["Guinda"], SUGERIDOS["Azul"]


@pytest.fixture
def form(qtbot: QtBot, qapp: QApplication, municipio_form: PoaForm) -> Iterator[PoaForm]:
    """The form of the municipio; as the window does, colour and form follow every change."""
    apply_theme(qapp, dark=False)
    form, session = municipio_form, municipio_form.session
    session.changed.connect(lambda _change: follow_municipio(session.municipio.color))
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    yield form
    follow_municipio("")
    apply_theme(qapp, dark=False)


def kept(form: PoaForm) -> str:
    return form.session.municipio.color


def swatch(field: ColorField, name: str) -> Swatch:
    return next(each for each in field.swatches if each.name == name)


def drawn(widget: QWidget, color: str) -> bool:
    image = widget.grab().toImage()
    return any(
        image.pixelColor(x, y) == QColor(color)
        for x in range(image.width())
        for y in range(image.height())
    )


def test_a_click_keeps_the_colour_and_the_window_shows_it_at_once(
    form: PoaForm, qtbot: QtBot
) -> None:
    qtbot.mouseClick(swatch(form.color, "Guinda"), Qt.MouseButton.LeftButton)
    assert kept(form) == GUINDA
    assert current_theme().accent == GUINDA
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    assert app.palette().accent().color() == QColor(GUINDA)
    assert GUINDA in app.styleSheet()


def test_it_is_undone_and_done_again(form: PoaForm) -> None:
    form.color.keep(GUINDA)
    assert form.session.store.undo_title == "Cambiar color institucional"
    assert form.session.undo()
    assert kept(form) == ""
    assert form.color.chosen.name == "El de fábrica"
    assert current_theme().accent == INSTITUCIONAL
    assert form.session.redo()
    assert form.color.chosen.name == "Guinda"
    assert current_theme().accent == GUINDA


def test_the_programs_own_colour_is_kept_as_none(form: PoaForm, qtbot: QtBot) -> None:
    form.color.keep(AZUL)
    qtbot.mouseClick(swatch(form.color, "El de fábrica"), Qt.MouseButton.LeftButton)
    assert kept(form) == ""


def test_the_arrows_go_along_and_space_chooses(form: PoaForm, qtbot: QtBot) -> None:
    field = form.color
    field.focus_editor()
    assert field.swatches[0].hasFocus()
    qtbot.keyClick(field.swatches[0], Qt.Key.Key_Right)
    qtbot.keyClick(field.swatches[1], Qt.Key.Key_Down)
    assert field.swatches[2].hasFocus()
    assert kept(form) == ""  # looking is not choosing: no step to undo for every arrow
    qtbot.keyClick(field.swatches[2], Qt.Key.Key_Space)
    assert kept(form) == GUINDA
    qtbot.keyClick(field.swatches[2], Qt.Key.Key_End)
    assert field.swatches[-1].hasFocus()
    qtbot.keyClick(field.swatches[-1], Qt.Key.Key_Return)
    assert kept(form) == SUGERIDOS[NAMES[-1]]
    qtbot.keyClick(field.swatches[-1], Qt.Key.Key_Right)
    assert field.swatches[-1].hasFocus()


def test_tab_stops_once_at_the_chosen_colour_and_then_at_the_button(
    form: PoaForm, qtbot: QtBot
) -> None:
    form.color.keep(AZUL)
    stops = [each.name for each in form.color.swatches if each.focusPolicy().value & 1]
    assert stops == ["Azul"]
    form.color.focus_editor()
    qtbot.keyClick(form.color.chosen, Qt.Key.Key_Tab)
    assert form.color.other.hasFocus()


def test_another_colour_is_asked_for_and_has_a_swatch_of_its_own(form: PoaForm) -> None:
    asked: list[str] = []

    def answer(_parent: QWidget, before: str) -> str:
        asked.append(before)
        return "#FFE100"

    form.color.ask = answer
    assert form.color.own.isHidden()
    form.color.other.click()
    assert asked == [INSTITUCIONAL]
    assert kept(form) == "#FFE100"
    assert form.color.chosen is form.color.own
    assert form.color.own.isVisible()
    assert "más oscuro" in form.color.told.text()
    form.color.keep(GUINDA)
    assert form.color.own.isHidden()
    assert "más oscuro" not in form.color.told.text()


def test_giving_up_the_dialog_changes_nothing(form: PoaForm) -> None:
    form.color.ask = lambda _parent, _before: None
    form.color.keep(GUINDA)
    title = form.session.store.undo_title
    form.color.other.click()
    form.color.keep(GUINDA)  # nor does choosing what is chosen
    assert kept(form) == GUINDA
    assert form.session.store.undo_title == title
    assert form.session.undo()
    assert kept(form) == ""


def test_the_chosen_colour_is_seen_and_told(form: PoaForm) -> None:
    form.color.keep(AZUL)
    form.setFocus()
    chosen, other = form.color.chosen, swatch(form.color, "Guinda")
    assert [each.name for each in form.color.swatches if each.isChecked()] == ["Azul"]
    assert drawn(chosen, current_theme().ink)
    assert not drawn(other, current_theme().ink)
    other.setFocus()
    assert drawn(other, current_theme().focus)
    assert form.color.told.text().startswith("Azul.")
    spoken = QAccessible.queryAccessibleInterface(chosen)
    assert spoken.text(QAccessible.Text.Name) == "Azul"
    assert spoken.state().checked
    assert not QAccessible.queryAccessibleInterface(other).state().checked


def test_a_colour_that_cannot_be_kept_is_told_beside_the_field(qtbot: QtBot) -> None:
    field = ColorField(lambda _color: "El archivo es de solo lectura.")
    qtbot.addWidget(field)
    field.swatches[2].click()
    assert field.chosen.name == "El de fábrica"
    assert not field.swatches[2].isChecked()
    assert "solo lectura" in field.note.text


def test_a_check_of_the_colour_leads_here(form: PoaForm) -> None:
    assert form.focus_field("color")
    assert form.color.chosen.hasFocus()
