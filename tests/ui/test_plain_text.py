"""Texts that look like HTML are shown as they are written, and load nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from poa_desktop.data import drafts, gastos
from poa_desktop.data.store import create_store
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Dependencia,
    LineaAccion,
    Municipio,
    Poa,
)
from poa_desktop.ui.main_window import MainWindow
from poa_desktop.ui.pages import PAGES
from poa_desktop.ui.place import Place
from poa_desktop.ui.plain_text import plain_tip
from tests.ui.windows import OpenMainWindow, hoy

EVIL = "<img src='file:///no'><b>PAGO</b> & más"


@pytest.fixture
def window(open_main_window: OpenMainWindow, tmp_path: Path) -> MainWindow:
    path = tmp_path / "malo.poa"
    linea = LineaAccion(0, EVIL, unidad_medida=EVIL[:60], programado=(100,) * 12)
    actividad = Actividad(0, 1, EVIL, lineas=(linea, replace(linea, texto=f"{EVIL} 2")))
    poa = Poa(0, Dependencia(0, EVIL), 2024, vision=EVIL, actividades=(actividad,))
    with create_store(path, hoy) as store:
        store.run("Escribir", lambda db: drafts.write_draft(db, Municipio(nombre=EVIL), poa))
        (found,) = store.archivo().poas
        day = date(2024, 3, 1)
        store.run(
            "Gasto",
            lambda db: gastos.add(db, found.actividades[0].id, day, Decimal(5), concepto=EVIL),
        )
    return open_main_window(path)


def tips_of(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            tip = model.data(index, Qt.ItemDataRole.ToolTipRole)
            yield str(tip or "")
        if not isinstance(model, QAbstractListModel):
            yield from tips_of(model, model.index(row, 0, parent))


def tips(window: MainWindow) -> set[str]:
    """Every tooltip that the window can show now."""
    found = {each.toolTip() for each in window.findChildren(QWidget)}
    for view in window.findChildren(QAbstractItemView):
        if view.model() is not None:
            found.update(tips_of(view.model(), QModelIndex()))
    return found - {""}


def test_no_tooltip_of_any_page_takes_a_text_for_html(window: MainWindow) -> None:
    assert window.session is not None and window.session.poa is not None
    assert window.workspace is not None
    poa = window.session.poa
    actividad = poa.actividades[0]
    seen: set[str] = set()
    for place in (
        Place(TipoLugar.POA, poa.id),
        Place(TipoLugar.ACTIVIDAD, actividad.id),
        Place(TipoLugar.LINEA, actividad.lineas[0].id),
    ):
        window.workspace.show_place(place)
        for page in PAGES:
            window.workspace.show_page(page)
            QApplication.processEvents()
            seen |= tips(window)
    about_it = {tip for tip in seen if "PAGO" in tip}
    assert len(about_it) >= 5
    taken = {tip for tip in about_it if Qt.mightBeRichText(tip) and "<img" in tip}
    assert not taken


def test_what_is_told_above_the_page_is_plain(window: MainWindow) -> None:
    assert window.workspace is not None
    window.tell(EVIL)
    assert window.workspace.banner.label.textFormat() is Qt.TextFormat.PlainText


def test_a_plain_text_stays_and_one_like_html_is_escaped() -> None:
    assert plain_tip("5 < 7 y 3 > 2") == "5 < 7 y 3 > 2"
    told = plain_tip(EVIL)
    assert "&lt;img" in told and "&amp; más" in told and "<img" not in told
