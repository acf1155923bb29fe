"""The offer beside a text: what it says of its schedule, and one button to take it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from poa_desktop.poa.problems import Problem
from poa_desktop.poa.propuestas import (
    Origen,
    Propuesta,
    meses_programados,
    propuesta_de,
    propuestas_de,
)
from poa_desktop.poa.records import Bloque
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.place import Place, find_bloque, find_linea
from poa_desktop.ui.propuestas.visit import write
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_NAMED = 3


class ScheduleOffer(QWidget):
    """«El texto dice «trimestral»: programar mar, jun, sep y dic», with its button.

    It is there only while a línea has no schedule of its own: none, or that of its temporalidad.
    """

    campo = "propuesta"

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._offered: tuple[Propuesta, ...] = ()
        self.label = QLabel()
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.label.setWordWrap(True)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(self.label, "soft")
        self.button = QPushButton("&Programar así")
        self.button.clicked.connect(lambda: self.take())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(current_theme().gap_wide)
        row.addWidget(self.label, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_linea(self, place: Place) -> None:
        """Offer what the text of a línea says; a doubtful reading only where nothing is planned."""
        poa = self._session.poa
        found: list[Propuesta] = []
        if poa is not None:
            bloque, linea = find_bloque(poa, place), find_linea(poa, place)
            if bloque is not None and linea is not None:
                found = [propuesta_de(poa, bloque, linea)]
        self._show([each for each in found if _is_plain(each) or _is_all_there_is(each)])

    def show_bloque(self, bloque: Bloque) -> None:
        """Offer what the texts of a programa or actividad say plainly."""
        poa = self._session.poa
        groups = propuestas_de(poa, [bloque]) if poa is not None else ()
        self._show([each for group in groups for each in group.propuestas if _is_plain(each)])

    def _show(self, offered: Sequence[Propuesta]) -> None:
        if self._session.store.read_only or self._session.candado_plan:
            offered = ()
        before, self._offered = self._offered, tuple(offered)
        self.setVisible(bool(offered))
        if not offered:
            return
        sentence = _sentence(self._offered)
        self.label.setText(sentence)
        self.button.setAccessibleDescription(sentence)
        if [each.lectura for each in before] != [each.lectura for each in offered]:
            announce(self, sentence)

    def take(self) -> None:
        """Write what is offered; the offer is gone then."""
        schedules = [(each.linea.id, each.texto) for each in self._offered]
        if schedules:
            self._session.run("Programar por el texto", partial(write, schedules=schedules))

    # -- what a form asks of its fields ------------------------------------------------------

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Nothing is checked here."""

    def forget(self) -> None:
        """Nothing is typed here."""

    def commit(self) -> bool:
        """Nothing is ever pending here."""
        return True

    def focus_editor(self) -> None:
        """Put the keyboard on the button."""
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_plain(each: Propuesta) -> bool:
    return each.recomendada is Origen.TEXTO


def _is_all_there_is(each: Propuesta) -> bool:
    return not any(each.actual) and each.lectura is not None and each.lectura.propone


def _said(each: Propuesta) -> str:
    """What was read, and as which months."""
    assert each.lectura is not None
    words = " ".join(each.linea.texto[each.lectura.inicio : each.lectura.fin].split())
    return f"«{words}»: programar {meses_programados(each.texto)}"


def _sentence(offered: Sequence[Propuesta]) -> str:
    if len(offered) == 1:
        (only,) = offered
        where = f"{only.clave}: el" if only.clave else "El"
        doubt = f" {only.lectura.duda}" if only.lectura and only.lectura.duda else ""
        return f"{where} texto dice {_said(only)}.{doubt}"
    named = "; ".join(f"{each.clave} {_said(each)}" for each in offered[:_NAMED])
    more = f"; y {len(offered) - _NAMED} más" if len(offered) > _NAMED else ""
    return f"El texto de {len(offered)} líneas dice cada cuándo. {named}{more}."
