"""What is said and proven about one línea in one month: comentario, justificación, evidencias."""

from itertools import pairwise
from typing import Any

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.data import lineas
from poa_desktop.poa.candados import motivo_cerrado
from poa_desktop.poa.periodos import MESES, MESES_CORTOS
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Avance, LineaAccion
from poa_desktop.poa.text import clean_text
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.evidence.access import EvidenceAccess, can_attach
from poa_desktop.ui.evidence.box import EvidenceBox
from poa_desktop.ui.evidence.month_button import MonthButton
from poa_desktop.ui.fields.base import Field, Save
from poa_desktop.ui.fields.pasting import PlainEdit
from poa_desktop.ui.grid.rows import GridRow
from poa_desktop.ui.observaciones.strip import ObservationStrip
from poa_desktop.ui.observaciones.work import may_change
from poa_desktop.ui.place import Place, find_linea
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

_MIN_ROWS, _MAX_ROWS = 4, 12
_COMENTARIO, _COMENTARIO_CERRADO = "&Comentario del mes", "&Comentario del mes (cerrado)"
_SAVES = "Se guarda al salir o con Ctrl+Enter; Esc deshace lo escrito"
_EDIT_FRAME = 15  # padding and border of the style sheet, margins of the document


class AvanceText(Field):
    """A text of several lines that fills its room; leaving it or Ctrl+Enter saves."""

    def __init__(self, campo: str, label: str, save: Save) -> None:
        self._edit = PlainEdit()
        self._edit.document().setDocumentMargin(2)
        self._edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        rows = self._edit.fontMetrics().lineSpacing()
        self._edit.setMinimumHeight(_MIN_ROWS * rows + _EDIT_FRAME)
        self._edit.setMaximumHeight(_MAX_ROWS * rows + _EDIT_FRAME)
        super().__init__(campo, label, self._edit, save)
        self._body.setStretchFactor(self._edit, 100)

    def text(self) -> str:
        return self._edit.toPlainText()

    def set_text(self, text: str) -> None:
        self._edit.setPlainText(text)

    def parse(self, text: str) -> Any:
        cleaned = clean_text(text)
        self._notices = cleaned.notices
        return cleaned.text

    def set_read_only(self, read_only: bool) -> None:
        """Whether the text can only be read."""
        self._edit.setReadOnly(read_only)

    def ends_edit(self, event: QKeyEvent) -> bool:
        return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class AvancePanel(QWidget):
    """The detail of the línea under the keyboard."""

    mes_chosen = Signal(int)

    def __init__(
        self, session: Session, access: EvidenceAccess, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._linea_id = 0
        self._clave = ""
        self.mes = 0
        self.title = ElidedLabel(self)
        self.comentario = AvanceText(
            "comentario", _COMENTARIO, lambda text: self._save("comentario", text)
        )
        self.justificacion = AvanceText(
            "justificacion", "&Justificación", lambda text: self._save("justificacion", text)
        )
        self.evidence = EvidenceBox(session, access, self)
        self.observed = ObservationStrip(session, self)
        self.observe = QPushButton("O&bservar…", self)
        self.setAcceptDrops(True)
        self.months = QButtonGroup(self)
        self._lay_out()

    def _lay_out(self) -> None:
        theme = current_theme()
        set_role(self.title, "heading")
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._month_row = QHBoxLayout()
        self._month_row.setSpacing(0)
        self.months.idClicked.connect(self.mes_chosen)
        self.observe.setToolTip("Planeación observa esta línea en el periodo")
        self.observe.setAutoDefault(False)
        set_role(self.observe, "flat")
        self.observe.clicked.connect(lambda: self.observed.card.work.observe(self._linea_id))
        head = QHBoxLayout()
        head.setSpacing(theme.gap_wide)
        head.addWidget(self.title, 1)
        head.addWidget(self.observe)
        head.addLayout(self._month_row)
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(theme.gap_wide)
        body.addWidget(self.comentario, 4)
        body.addWidget(self.justificacion, 4)
        body.addWidget(self.evidence, 6)
        self.evidence.list.setMinimumHeight(self.comentario.editor.minimumHeight())
        self.evidence.list.setMaximumHeight(self.comentario.editor.maximumHeight())
        for field in (self.comentario, self.justificacion):
            field.editor.setToolTip(_SAVES)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, theme.half, 0, 0)
        box.setSpacing(theme.half)
        box.addLayout(head)
        box.addWidget(self.observed, 1)
        box.addLayout(body, 1)
        box.addStretch(0)

    def minimumSizeHint(self) -> QSize:
        """As high as its texts need at the width at hand: the label of a field may wrap."""
        hint = super().minimumSizeHint()
        needed = self.layout().minimumHeightForWidth(self.width())
        return QSize(hint.width(), max(hint.height(), needed))

    # -- showing -----------------------------------------------------------------------------

    def show_meses(self, meses: tuple[int, ...]) -> None:
        """Offer the months of the period."""
        if meses == tuple(self.months.id(button) for button in self.months.buttons()):
            return
        for button in self.months.buttons():
            self.months.removeButton(button)
            self._month_row.removeWidget(button)
            button.hide()
            button.deleteLater()
        for mes in meses:
            button = MonthButton(mes, len(meses) > 6, self)
            button.takes_drops = not self._session.store.read_only
            button.dropped.connect(self._on_dropped)
            self.months.addButton(button, mes)
            self._month_row.addWidget(button)
        order = (*self.order, *self.months.buttons())
        for before, after in pairwise(order):
            self.setTabOrder(before, after)

    @property
    def order(self) -> tuple[QWidget, ...]:
        """What Tab goes through, before the months."""
        fields = self.comentario.editor, self.justificacion.editor
        box = self.evidence
        return *self.observed.order, *fields, box.list, *box.buttons, self.observe

    def shows(self, linea_id: int) -> bool:
        """Whether this línea is the one that is shown."""
        return linea_id == self._linea_id

    def show_avance(self, row: GridRow, mes: int, missing: str) -> None:
        """Show a línea's month; *missing* says why a justificación is due, "" when it is not.

        What was being typed for another línea or month is saved there first.
        """
        assert row.linea is not None
        if (row.linea.id, mes) != (self._linea_id, self.mes):
            self.commit()
            self._linea_id, self._clave, self.mes = row.linea.id, row.clave, mes
            for field in (self.comentario, self.justificacion):
                field.forget()
        linea = self._linea() or row.linea
        self.title.setText(f"{row.clave} · {' '.join(linea.texto.split())}")
        avance = linea.avances[mes - 1]
        self.comentario.show_value(avance.comentario)
        self.justificacion.show_value(avance.justificacion)
        self.evidence.show_month(linea.id, row.clave, mes, avance.evidencias)
        self.observed.show_linea(linea.id)
        self.observe.setEnabled(may_change(self._session))
        self._show_missing(missing)
        closed = self._closed(mes)
        self.comentario.label.setText(_COMENTARIO_CERRADO if closed else _COMENTARIO)
        for field in (self.comentario, self.justificacion):
            field.set_read_only(self._session.store.read_only or bool(closed))
            field.editor.setToolTip(closed or _SAVES)
        for button in self.months.buttons():
            self._mark(button, linea.avances[self.months.id(button) - 1])
        chosen = self.months.button(mes)
        if chosen is not None:
            chosen.setChecked(True)

    def _closed(self, mes: int) -> str:
        """Why the texts of a closed month can only be read; "" for an open one."""
        poa = self._session.poa
        return "" if poa is None else motivo_cerrado(poa, mes)

    def _mark(self, button: Any, avance: Avance) -> None:
        """A dot tells the months that have something to read."""
        name = MESES_CORTOS[self.months.id(button) - 1].capitalize()
        full = bool(avance.comentario or avance.justificacion or avance.evidencias)
        button.setText(f"{name} •" if full else name)

    def _show_missing(self, missing: str) -> None:
        label = self.justificacion.label
        label.setText(f"&Justificación: {missing}" if missing else "&Justificación")
        label.setToolTip("Se pide por el cumplimiento del periodo" if missing else "")
        set_role(label, "danger" if missing else "")
        # small type would raise the text beneath it out of the row
        label.setMinimumHeight(self.comentario.label.fontMetrics().height())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files come in wherever on the panel they are dropped."""
        if can_attach(event.mimeData()) and not self._session.store.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._on_dropped(self.mes, event.mimeData())

    def _on_dropped(self, mes: int, data: QMimeData) -> None:
        self.evidence.receive((self._linea_id, self._clave, mes), data)

    # -- writing -----------------------------------------------------------------------------

    def commit(self) -> bool:
        """Save what was typed; False when some of it cannot be kept."""
        self.evidence.list.finish_edit()
        return all([field.commit() for field in (self.comentario, self.justificacion)])

    def _linea(self) -> LineaAccion | None:
        poa = self._session.poa
        return find_linea(poa, Place(TipoLugar.LINEA, self._linea_id)) if poa else None

    def _save(self, field: str, text: str) -> str | None:
        if self._linea() is None:
            return None  # the línea is gone, and what was said of it with it
        linea_id, mes = self._linea_id, self.mes
        noun = "comentario" if field == "comentario" else "justificación"
        reasons: list[str] = []
        self._session.failed.connect(reasons.append)
        try:
            self._session.run(
                f"Editar {noun} de {self._clave}, {MESES[mes - 1]}",
                lambda db: lineas.edit_avance(db, linea_id, mes, **{field: text}),
            )
        finally:
            self._session.failed.disconnect(reasons.append)
        return reasons[0] if reasons else None

    def focus_field(self, campo: str) -> None:
        """Put the keyboard into comentario, justificación or the evidencias."""
        if campo == "evidencias":
            self.evidence.list.setFocus(Qt.FocusReason.OtherFocusReason)
        elif campo == "justificacion":
            self.justificacion.focus_editor()
        elif campo == "observacion":
            self.observed.focus_answer()
        else:
            self.comentario.focus_editor()
