"""Menus over attached files: what can be done with the chosen ones, where they can be moved."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.records import Bloque, EstadoEvidencia, Poa
from poa_desktop.ui.evidence.placed import Placed
from poa_desktop.ui.evidence.work import EvidenceWork

_SHOWN = 60  # characters of a text in a menu

Choice = Callable[[], list[Placed]]


def fill_move_menu(menu: QMenu, work: EvidenceWork, chosen: Choice, poa: Poa | None) -> None:
    """The months of the línea at hand, then the other líneas, each in the month at hand."""
    for old in menu.actions():
        if old.menu() is not None:
            old.menu().deleteLater()
    menu.clear()
    files = chosen()
    if not files or poa is None:
        return
    linea_id, clave, mes = files[0].linea_id, files[0].clave, files[0].mes
    for each in range(1, 13):
        action = menu.addAction(MESES[each - 1].capitalize())
        action.setEnabled(any((f.linea_id, f.mes) != (linea_id, each) for f in files))
        action.triggered.connect(lambda _=False, to=each: work.move(chosen(), linea_id, clave, to))
    menu.addSeparator()
    others = menu.addMenu(f"Otra &línea, en {MESES[mes - 1]}")
    for bloque in poa.bloques:
        if bloque.lineas:
            below = others.addMenu(_shown(f"{bloque.clave} {bloque.nombre}"))
            below.aboutToShow.connect(
                lambda menu=below, of=bloque: _fill_lineas(menu, work, chosen, of, mes)
            )


def _fill_lineas(menu: QMenu, work: EvidenceWork, chosen: Choice, bloque: Bloque, mes: int) -> None:
    menu.clear()
    for clave, linea in con_clave(bloque):
        menu.addAction(_shown(f"{clave} {linea.texto}")).triggered.connect(
            lambda _=False, to=linea.id, name=clave: work.move(chosen(), to, name, mes)
        )


def _shown(text: str) -> str:
    row = " ".join(text.split()).replace("&", "&&")
    return row if len(row) <= _SHOWN else f"{row[: _SHOWN - 1]}…"


def judge_actions(work: EvidenceWork, chosen: Choice, parent: QMenu) -> list[QAction]:
    """What Planeación thinks of the chosen files: accept, observe, leave open."""
    ending = work.words.ending
    made = []
    for text, tip, do in (
        ("Ace&ptar", f"Marcar como aceptad{ending}", EstadoEvidencia.ACEPTADA),
        ("&Observar…", "Devolver con un motivo", None),
        ("Dejar pend&iente", "Quitar la revisión", EstadoEvidencia.PENDIENTE),
    ):
        action = QAction(text, parent)
        action.setToolTip(tip)
        if do is None:
            action.triggered.connect(lambda _=False: work.observe(chosen()))
        else:
            action.triggered.connect(lambda _=False, estado=do: work.judge(chosen(), estado))
        made.append(action)
    return made
