"""The last steps of the assistant: ejes, a first programa, and what will be created."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QWidget,
)

from poa_desktop.poa.nuevo import NuevoPoa, ejes_de, resumen
from poa_desktop.ui.nuevo.answer_field import AnswerField
from poa_desktop.ui.nuevo.step import Step, line, text
from poa_desktop.ui.theme import current_theme, set_role


class EjesStep(Step):
    """The axes of the municipal development plan, one a row."""

    title = "Ejes del Plan Municipal de Desarrollo"
    intro = "Escriba o pegue un eje por renglón; después, cada programa elige el suyo."

    def __init__(self) -> None:
        super().__init__()
        self.ejes = QPlainTextEdit()
        self.ejes.setTabChangesFocus(True)
        self.ejes.setPlaceholderText("Gobierno eficiente\nServicios públicos de calidad\n…")
        self.ejes.setAccessibleName("Ejes del PMD, uno por renglón")
        self.count = QLabel()
        set_role(self.count, "soft")
        self.column.addWidget(self.ejes, 1)
        self.column.addWidget(self.count)
        self.ejes.textChanged.connect(self._tell_count)
        self._tell_count()

    def _tell_count(self) -> None:
        many = len(ejes_de(self.ejes.toPlainText()))
        words = {0: "Ningún eje todavía: puede agregarlos después.", 1: "1 eje."}
        self.count.setText(words.get(many, f"{many} ejes.") + " Ctrl+Enter continúa.")

    def show_answer(self, nuevo: NuevoPoa) -> None:
        self.ejes.setPlainText("\n".join(nuevo.ejes))

    def answer(self, nuevo: NuevoPoa) -> NuevoPoa:
        return replace(nuevo, ejes=ejes_de(self.ejes.toPlainText()))

    def focus_first(self) -> None:
        self.ejes.setFocus(Qt.FocusReason.OtherFocusReason)


class ProgramaStep(Step):
    """A first programa and a first actividad, if one likes."""

    title = "Primer programa"
    intro = "Para empezar con algo en el árbol. Si todavía no lo sabe, déjelo vacío."

    def __init__(self) -> None:
        super().__init__()
        self.programa = line("Opcional: nombre del programa")
        self.actividad = line("Opcional: nombre de la primera actividad")
        self.dentro = QCheckBox("Las actividades &van dentro de este programa")
        self.dentro.setChecked(True)
        self.column.addWidget(AnswerField("&Programa 1", self.programa))
        self.column.addWidget(AnswerField("Actividad &1", self.actividad))
        self.column.addWidget(self.dentro)
        note = QLabel(
            "En el formato oficial las actividades salen después de los programas y se numeran "
            "seguidas; dentro de un programa solo se agrupan en el árbol."
        )
        note.setWordWrap(True)
        set_role(note, "soft")
        self.column.addWidget(note)
        self.column.addStretch(1)
        for field in (self.programa, self.actividad):
            field.textChanged.connect(self._judge)
        self._judge()

    def _judge(self) -> None:
        self.dentro.setEnabled(bool(text(self.programa) and text(self.actividad)))

    def answer(self, nuevo: NuevoPoa) -> NuevoPoa:
        return replace(
            nuevo,
            programa=text(self.programa),
            actividad=text(self.actividad),
            dentro=self.dentro.isChecked(),
        )

    def focus_first(self) -> None:
        self.begin_at(self.programa)


class SummaryStep(Step):
    """What will be created."""

    title = "Esto se va a crear"
    intro = "Revise y pulse Crear. Todo se puede cambiar después."

    def __init__(self, archivo: str) -> None:
        super().__init__()
        self._archivo = archivo
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(current_theme().margin)
        self._grid.setVerticalSpacing(current_theme().gap)
        self._grid.setColumnStretch(1, 1)
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._rows, 1, Qt.AlignmentFlag.AlignTop)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(holder)
        self.column.addWidget(area, 1)
        self.rows: tuple[tuple[str, str], ...] = ()

    def show_answer(self, nuevo: NuevoPoa) -> None:
        while item := self._grid.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self.rows = resumen(nuevo, self._archivo)
        for place, (name, words) in enumerate(self.rows):
            label = QLabel(name)
            set_role(label, "soft")
            value = QLabel(words)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setWordWrap(True)
            self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, place, 1, Qt.AlignmentFlag.AlignTop)
