"""The way from the window to the history of what is at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from poa_desktop.poa.claves import clave_de
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.ui.place import BLOQUES, Place, find_bloque, find_linea
from poa_desktop.ui.session import Session

if TYPE_CHECKING:
    from poa_desktop.ui.grid.rows import CellKey
    from poa_desktop.ui.historial.dialog import HistorialDialog
    from poa_desktop.ui.workspace import Workspace


def names_of(session: Session, place: Place) -> tuple[str, str]:
    """How an operation and a heading call the record of a place: "A3.1", "A3.1 Enviar…"."""
    poa = session.poa
    assert poa is not None
    bloque, linea = find_bloque(poa, place), find_linea(poa, place)
    if bloque is not None and linea is not None:
        clave = clave_de(bloque, linea)
        return clave, f"{clave} {' '.join(linea.texto.split())}"
    if bloque is not None:
        return bloque.clave, f"{bloque.clave} {bloque.nombre}"
    if place.tipo is TipoLugar.DIAGNOSTICO:
        return "diagnóstico", "Diagnóstico"
    return f"POA {poa.ejercicio}", poa.titulo


def show_historial(workspace: Workspace) -> HistorialDialog | None:
    """Show the history of the node at hand; of one field when the keyboard is in it."""
    from poa_desktop.ui.historial.dialog import HistorialDialog

    session, place = workspace.session, workspace.place
    if session.poa is None:
        return None
    focus = QApplication.focusWidget()
    campo, cell = _label_at(focus, place), _cell_at(focus)
    if cell is not None:
        place, campo = Place(TipoLugar.LINEA, cell.linea_id), _label_of(cell)
    workspace.pages.commit_pending()
    record = place.id if place.tipo in (*BLOQUES, TipoLugar.LINEA) else session.poa.id
    dialog = HistorialDialog(session, place.tipo, record, names_of(session, place), workspace)
    dialog.show_field(campo)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


def _cell_at(widget: QWidget | None) -> CellKey | None:
    """The quantity of a month table that has the keyboard."""
    from poa_desktop.ui.grid.table import MonthGridTable

    return widget.current_key() if isinstance(widget, MonthGridTable) else None


def _label_of(cell: CellKey) -> str:
    """What the history calls a quantity: what is planned changes as a whole."""
    from poa_desktop.poa.historial_campos import label_of

    if cell.cantidad == "programado":
        return label_of("programado", "cantidad", {})
    return label_of("avances", "realizado", {"mes": cell.mes})


def _label_at(widget: QWidget | None, place: Place) -> str:
    """What the history calls the field that has the keyboard; "" outside of a field."""
    from poa_desktop.poa.historial_campos import CAMPOS
    from poa_desktop.ui.fields.base import Field

    while widget is not None and not isinstance(widget, Field):
        widget = widget.parentWidget()
    if widget is None:
        return ""
    tables = {
        TipoLugar.LINEA: ("lineas",),
        TipoLugar.PROGRAMA: ("programas", "fichas"),
        TipoLugar.ACTIVIDAD: ("actividades", "fichas"),
        TipoLugar.DIAGNOSTICO: ("poas",),
    }.get(place.tipo, ())
    campo = "inversion_tipo" if widget.campo.startswith("inversion") else widget.campo
    return next((CAMPOS[table][campo] for table in tables if campo in CAMPOS[table]), "")
