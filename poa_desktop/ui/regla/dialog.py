"""The rule of evaluation of an ejercicio: what each gives, why, what would change; then chosen."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.comparacion_reglas import (
    CambioPoa,
    Comparacion,
    Ventana,
    cambios_en_otros,
    cierre_que_congela,
    comparar,
    congelada_en_palabras,
    ventanas_de,
)
from poa_desktop.poa.limites import rechazo_de_limites
from poa_desktop.poa.records import Reglas
from poa_desktop.ui.announcement import announce
from poa_desktop.ui.elided_label import ElidedLabel
from poa_desktop.ui.fields.text import PercentField
from poa_desktop.ui.regla.explained import explained
from poa_desktop.ui.regla.same_year import same_year
from poa_desktop.ui.regla.table import ReglaTable, counted
from poa_desktop.ui.theme import current_theme, set_role

if TYPE_CHECKING:
    from poa_desktop.ui.session import Session

_SIZE = (980, 680)
_PANE = 72
_LIMITES = (
    ("verde", "&Verde (cumple) desde"),
    ("amarillo", "A&marillo (en riesgo) desde"),
    ("justificar_bajo", "Justificar debajo &de"),
    ("justificar_sobre", "Justificar arr&iba de"),
)


class ReglaDialog(QDialog):
    """The row at hand is the rule that is proposed. When accepted, `propuestas` is what to keep."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        assert session.poa is not None
        self.session = session
        self.poa = session.poa
        self.otros = same_year(session)
        self.frozen = cierre_que_congela(session.store.sellos(), self.poa.ejercicio)
        self.locked = self.frozen is not None or session.store.read_only
        self._limites = self.poa.reglas
        self._refusal: str | None = None
        self._comparacion: Comparacion
        self._known_otros: dict[tuple[Ventana, Reglas], tuple[CambioPoa, ...]] = {}
        self.setWindowTitle(f"Regla de evaluación {self.poa.ejercicio}")
        self.resize(*_SIZE)
        self.title = ElidedLabel()
        self.title.setText(self.poa.titulo)
        self.title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        set_role(self.title, "title")
        self.message = QLabel(self._scope())
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.period_button, self.until_button = (
            QPushButton("Del &periodo"),
            QPushButton("&Acumulado"),
        )
        self.table = ReglaTable()
        self.heading = QLabel()
        set_role(self.heading, "heading")
        self.pane = QPlainTextEdit()
        self.pane.setReadOnly(True)
        self.pane.setTabChangesFocus(True)
        self.pane.setAccessibleName("Por qué, y qué cambiaría")
        self.pane.setMinimumHeight(_PANE)
        self.limits = {name: self._limit(name, label) for name, label in _LIMITES}
        self.note = QLabel()
        self.note.setWordWrap(True)
        set_role(self.note, "danger")
        self.copy_button = QPushButton("&Copiar la comparación")
        self.copy_button.setToolTip("La tabla y lo que se explica, para un oficio o un correo")
        self.apply_button = QPushButton()
        set_role(self.apply_button, "primary")
        self.close_button = QPushButton("Cancelar")
        self._wire()
        self._lay_out()
        self._compare()
        self.table.begin_at(self.poa.reglas.regla, session.periodo)
        self.table.setFocus()

    def _scope(self) -> str:
        count = 1 + len(self.otros)
        whose = "este POA, el único" if count == 1 else f"los {count} POA"
        scope = f"Vale para {whose} de {self.poa.ejercicio} en este archivo."
        if self.frozen is not None:
            return f"{scope} {congelada_en_palabras(self.frozen)}"
        if self.locked:
            return f"{scope} El archivo está abierto solo para leer: la regla no se cambia aquí."
        return f"{scope} Elija un renglón; quedará fija con el primer cierre del ejercicio."

    def _limit(self, name: str, label: str) -> PercentField:
        def save(value: Decimal) -> str | None:
            self._limites = replace(self._limites, **{name: value})
            self._compare()
            return None

        field = PercentField(name, label, save)
        field.show_value(getattr(self.poa.reglas, name))
        field.set_locked(self.locked)
        return field

    def _wire(self) -> None:
        views = QButtonGroup(self)
        for button in (self.period_button, self.until_button):
            set_role(button, "segment")
            button.setCheckable(True)
            button.setAutoDefault(False)
            views.addButton(button)
        self.period_button.setChecked(True)
        views.buttonClicked.connect(lambda _button: self._compare())
        self.table.chosen.connect(self._explain)
        self.copy_button.setAutoDefault(False)
        self.copy_button.clicked.connect(self._copy)
        self.apply_button.setDefault(True)
        self.apply_button.clicked.connect(self._accept)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        if self.locked:
            self.apply_button.hide()
            self.close_button.setText("Cerrar")

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.gap_wide, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.period_button)
        head.addWidget(self.until_button)
        column.addLayout(head)
        column.addWidget(self.message)
        column.addWidget(self.table)
        column.addWidget(self.heading)
        column.addWidget(self.pane, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.gap_wide)
        for field in self.limits.values():
            row.addWidget(field)
        column.addLayout(row)
        column.addWidget(self.note)
        foot = QHBoxLayout()
        foot.addWidget(self.copy_button)
        foot.addStretch(1)
        foot.addWidget(self.apply_button)
        foot.addWidget(self.close_button)
        column.addLayout(foot)

    # -- what is proposed ------------------------------------------------------------------

    @property
    def propuestas(self) -> Reglas:
        """The rule of the row at hand with the limits as they were typed."""
        return replace(self._limites, regla=self.table.regla)

    def _compare(self) -> None:
        """Compute everything again: other limits, or the other view of the periods."""
        self._refusal = rechazo_de_limites(self._limites)
        limits = self._limites if self._refusal is None else self.poa.reglas
        ventanas = ventanas_de(self.session.periodo, acumulado=self.until_button.isChecked())
        self._comparacion = comparar(
            self.poa, ventanas, self.session.hoy, propuestas=limits, otros=self.otros
        )
        self.table.show_comparison(self._comparacion, self.session.hoy)
        self._explain()

    def _explain(self) -> None:
        """Say why the cell at hand is so, what would change, and what the button would do."""
        if self.table.currentRow() < 0:
            return
        compared, resultado = self._comparacion.de(self.table.regla), self.table.resultado
        proposed = replace(self._comparacion.propuestas, regla=self.table.regla)
        same = proposed == self.poa.reglas
        otros = () if same or compared.rechazo else self._others(resultado.ventana, proposed)
        count = counted(resultado.medida)
        name = compared.regla.value.capitalize()
        words = resultado.ventana.en_palabras
        self.heading.setText(f"{name}, {words}{f': {count}' if count else ''}")
        self.pane.setPlainText(explained(compared, resultado, otros, self.session.hoy, same=same))
        self.note.setText(self._refusal or "")
        self.note.setVisible(bool(self._refusal))
        if self._refusal:
            announce(self.note, self._refusal, urgent=True)
        self.apply_button.setText(self._offer())
        self.apply_button.setEnabled(not self._refusal and not compared.rechazo and not same)

    def _others(self, ventana: Ventana, proposed: Reglas) -> tuple[CambioPoa, ...]:
        """What changes in the file's other POAs, worked out once: an arrow key must not wait."""
        key = ventana, proposed
        if key not in self._known_otros:
            self._known_otros[key] = cambios_en_otros(
                self.otros, ventana, self.session.hoy, proposed
            )
        return self._known_otros[key]

    def _offer(self) -> str:
        proposed, today = self.propuestas, self.poa.reglas
        if proposed.regla is not today.regla:
            limits = " y los límites" if self._limites != today else ""
            return f"&Usar la regla «{proposed.regla.value}»{limits}"
        return "&Guardar los límites" if self._limites != today else "Es la regla de ahora"

    def _copy(self) -> None:
        """Put the table, with tabs between its cells, and the text below it on the clipboard."""
        said = "\n".join((self.table.as_text(), "", self.heading.text(), self.pane.toPlainText()))
        QGuiApplication.clipboard().setText(f"{self.title.text()}\n{said}")
        announce(self.copy_button, "Se copió la comparación.")

    def _accept(self) -> None:
        """A limit that is being typed counts; one that cannot be read keeps the dialog."""
        kept = [each.commit() for each in self.limits.values()]
        if all(kept) and self.apply_button.isEnabled():
            self.accept()
