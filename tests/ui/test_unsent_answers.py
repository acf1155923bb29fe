"""Answers that are typed and not sent: kept through every change of what is shown, and told."""

from poa_desktop.data import poas
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.ui.place import Place
from tests.ui.test_observaciones_window import LUIS, Desk, desk

__all__ = ["desk"]  # the fixture


def _half_typed(desk: Desk) -> None:
    desk.ask("Falta el sello.")
    desk.card().respuesta.setPlainText("A medias")


def _show_another_poa(desk: Desk) -> int:
    """Gives the id of the POA that was shown before."""
    assert desk.session.poa is not None
    before = desk.session.poa.id
    desk.session.run("Agregar", lambda db: poas.create(db, "Obras", 2024))
    other = next(each.id for each in desk.session.store.headers() if each.id != before)
    desk.window._choose_poa(other)
    return before


def test_another_poa_keeps_what_is_typed_and_closing_names_the_one_it_is_of(desk: Desk) -> None:
    _half_typed(desk)
    before = _show_another_poa(desk)
    assert not desk.window.may_leave()
    assert "sin enviar (P1.1 de «" in desk.space.banner.label.text()
    desk.window._choose_poa(before)
    assert desk.card().respuesta.toPlainText() == "A medias"
    assert desk.card().send.isEnabled()


def test_the_window_closes_from_another_page_and_another_poa(desk: Desk) -> None:
    """Only the page in sight follows a change: the others are asked as they are."""
    _half_typed(desk)
    desk.space.show_page("datos")
    _show_another_poa(desk)
    assert not desk.window.may_leave()
    assert desk.window.may_leave()


def test_what_was_typed_for_an_observation_that_is_gone_is_not_told(desk: Desk) -> None:
    _half_typed(desk)
    desk.space.show_page("datos")
    desk.window.actions_["deshacer"].trigger()
    assert desk.window.may_leave()
    desk.window.actions_["rehacer"].trigger()
    assert not desk.window.may_leave()
    desk.space.show_place(Place(TipoLugar.LINEA, desk.lineas[0].id))
    desk.window.actions_["eliminar"].trigger()
    assert desk.all == ()
    assert desk.window.may_leave()


def test_both_pages_hold_the_same_answer(desk: Desk) -> None:
    _half_typed(desk)
    card = desk.lista().card
    assert card.respuesta.toPlainText() == "A medias"
    desk.session.store.person = LUIS
    card.respuesta.setPlainText("Completa")
    card.send.click()
    assert desk.all[0].respuesta == "Completa"
    assert desk.card().respuesta.toPlainText() == "Completa"
    assert desk.window.may_leave()
