"""The form of a línea de acción, with its schedule in one line."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from poa_desktop.data import lineas, unidades
from poa_desktop.poa.calendario import UN_ACTO
from poa_desktop.poa.formats import format_cantidad
from poa_desktop.poa.periodos import MESES_CORTOS
from poa_desktop.poa.problems import Problem, TipoLugar
from poa_desktop.poa.unidades import COMUNES
from poa_desktop.ui.datos.unidad_field import UnidadField, catalogo_de
from poa_desktop.ui.fields.base import Save
from poa_desktop.ui.fields.note import FieldNote, finding
from poa_desktop.ui.fields.record_form import RecordForm
from poa_desktop.ui.fields.text import GrowingText, TextField
from poa_desktop.ui.icons import set_icon
from poa_desktop.ui.place import find_linea
from poa_desktop.ui.propuestas.offer import ScheduleOffer
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme


def schedule_summary(programado: Sequence[int]) -> str:
    """The acts of a year in words: "4 actos: mar, jun, sep, dic"; quantities other than 1 shown."""
    months = [
        MESES_CORTOS[index] + (f" ({format_cantidad(amount)})" if amount != UN_ACTO else "")
        for index, amount in enumerate(programado)
        if amount
    ]
    if not months:
        return "Sin programación: ningún mes tiene actos."
    return f"{len(months)} {'acto' if len(months) == 1 else 'actos'}: {', '.join(months)}"


class ScheduleLine(QWidget):
    """The schedule in words, and the way to where it is edited."""

    campo = "programado"

    def __init__(self, open_calendar: Callable[[], None]) -> None:
        super().__init__()
        theme = current_theme()
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.open = QPushButton("Abrir calendario")
        set_icon(self.open, "calendar")
        self.open.clicked.connect(lambda: open_calendar())
        self.note = FieldNote()
        row = QHBoxLayout()
        row.setSpacing(theme.gap_wide)
        row.addWidget(self.summary, 1)
        row.addWidget(self.open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.half)
        layout.addWidget(QLabel("Programación"))
        layout.addLayout(row)
        layout.addWidget(self.note)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show what the checks found."""
        self.note.show_messages([finding(each) for each in problems])

    def forget(self) -> None:
        """Nothing is typed here."""

    def commit(self) -> bool:
        """Nothing is ever pending here."""
        return True

    def focus_editor(self) -> None:
        """Put the keyboard on the way to the calendar."""
        self.open.setFocus(Qt.FocusReason.OtherFocusReason)


class LineaForm(RecordForm):
    """One línea."""

    def __init__(self, session: Session, open_calendar: Callable[[], None]) -> None:
        super().__init__(session)
        self.section(TipoLugar.LINEA)
        self.texto = self.wide(
            GrowingText(
                "texto",
                "&Línea de acción",
                self._text_save("texto", "línea"),
                min_rows=3,
                required="La línea no puede quedar vacía: escriba qué se hará, o elimínela.",
            )
        )
        self.offer = self.wide(ScheduleOffer(session))
        self.unidad_medida = self.half(
            UnidadField(
                "unidad_medida",
                "&Unidad de medida",
                self._text_save("unidad_medida", "unidad de medida"),
                self._add_unidad,
            )
        )
        self.responsable = self.half(
            TextField("responsable", "Respon&sable", self._text_save("responsable", "responsable"))
        )
        self.medio_verificacion = self.wide(
            GrowingText(
                "medio_verificacion",
                "Medio de veri&ficación",
                self._text_save("medio_verificacion", "medio de verificación"),
            )
        )
        self.schedule = self.wide(ScheduleLine(open_calendar))

    def _add_unidad(self, unidad: str) -> None:
        self.write(f"Agregar «{unidad}» al catálogo", lambda db: unidades.add(db, unidad))

    def _text_save(self, campo: str, what: str) -> Save:
        def save(value: Any) -> str | None:
            linea = self.place.id
            return self.write(f"Editar {what}", lambda db: lineas.edit(db, linea, **{campo: value}))

        return save

    def show_record(self) -> None:
        poa = self.session.poa
        assert poa is not None
        linea = find_linea(poa, self.place)
        assert linea is not None
        self.unidad_medida.set_suggestions(catalogo_de(self.session))
        for name in ("texto", "unidad_medida", "responsable", "medio_verificacion"):
            getattr(self, name).show_value(getattr(linea, name))
        self.unidad_medida.offer_adding(self.session.municipio.unidades, COMUNES)
        self.offer.show_linea(self.place)
        self.schedule.summary.setText(schedule_summary(linea.programado))
