"""The way from the window to an observation about what is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from poa_desktop.poa.problems import TipoLugar
from poa_desktop.ui.observaciones.work import ObservationWork
from poa_desktop.ui.place import find_bloque

if TYPE_CHECKING:
    from poa_desktop.ui.workspace import Workspace


def observe_here(workspace: Workspace) -> None:
    """Observe the línea under the keyboard in a table, else the node at hand: of a block its
    first línea, of anything else the POA. What it is about can be changed in the dialog."""
    poa, place = workspace.session.poa, workspace.place
    if poa is None:
        return
    linea_id = _linea_at(QApplication.focusWidget())
    workspace.pages.commit_pending()
    if linea_id is None:
        linea_id = place.id if place.tipo is TipoLugar.LINEA else None
        bloque = find_bloque(poa, place)
        if linea_id is None and bloque is not None and bloque.lineas:
            linea_id = bloque.lineas[0].id
    work = ObservationWork(workspace.session, workspace)
    work.told.connect(workspace.banner.tell)
    work.observe(linea_id)
    work.deleteLater()


def _linea_at(widget: QWidget | None) -> int | None:
    """The línea of a month table that has the keyboard."""
    from poa_desktop.ui.grid.table import MonthGridTable

    return widget.current_linea() if isinstance(widget, MonthGridTable) else None
