"""The steps of the assistant for a new POA: what each asks, and what it answers."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.nuevo import (
    TIPOS_DEPENDENCIA,
    Existente,
    NuevoPoa,
    ejes_de,
    faltas,
    gobierno_de,
    resumen,
)
from poa_desktop.poa.periodos import EJERCICIOS
from poa_desktop.poa.text import clean_text, fold
from poa_desktop.ui.fields.choice import CalmCombo
from poa_desktop.ui.fields.text import OneLine
from poa_desktop.ui.nuevo.answer_field import AnswerField
from poa_desktop.ui.theme import current_theme, set_role


def _line(placeholder: str = "") -> QLineEdit:
    line = OneLine()
    line.setPlaceholderText(placeholder)
    return line


def _text(line: QLineEdit) -> str:
    return clean_text(line.text(), multiline=False).text


class Step(QWidget):
    """One page of questions."""

    title = ""
    intro = ""

    def __init__(self) -> None:
        super().__init__()
        theme = current_theme()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(theme.gap + theme.half)
        heading = QLabel(self.title)
        set_role(heading, "title")
        intro = QLabel(self.intro)
        intro.setWordWrap(True)
        self.column.addWidget(heading)
        self.column.addWidget(intro)
        self.column.addSpacing(theme.half)

    def show_answer(self, nuevo: NuevoPoa) -> None:
        """Fill the fields from what is known."""

    def answer(self, nuevo: NuevoPoa) -> NuevoPoa:
        """The answers with those of this step."""
        return nuevo

    def tell(self, missing: dict[str, str]) -> bool:
        """Say beside the fields what is missing; True when nothing of this step is."""
        return True

    def focus_first(self) -> None:
        """Put the keyboard where this step begins."""

    def _begin_at(self, line: QLineEdit) -> None:
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()


class MunicipioStep(Step):
    """Whose government it is."""

    title = "Municipio"
    intro = "Sale en el encabezado de lo que se imprime. Si lo deja vacío, lo escribe después."

    def __init__(self) -> None:
        super().__init__()
        self.municipio = _line("Por ejemplo: San Aurelio del Valle")
        self.estado = _line("Por ejemplo: Jalisco")
        self.gobierno = _line("GOBIERNO MUNICIPAL DE …")
        self._own = False
        self.column.addWidget(AnswerField("&Municipio", self.municipio))
        self.column.addWidget(AnswerField("&Estado", self.estado))
        self.column.addWidget(
            AnswerField("&Gobierno", self.gobierno, "Como se lee en el formato oficial.")
        )
        self.column.addStretch(1)
        self.municipio.textChanged.connect(self._propose)
        self.gobierno.textEdited.connect(self._take_over)

    def _take_over(self, text: str) -> None:
        self._own = bool(text.strip())

    def _propose(self) -> None:
        if not self._own:
            self.gobierno.setText(gobierno_de(_text(self.municipio)))

    def show_answer(self, nuevo: NuevoPoa) -> None:
        self._own = bool(nuevo.gobierno) and nuevo.gobierno != gobierno_de(nuevo.municipio)
        self.municipio.setText(nuevo.municipio)
        self.estado.setText(nuevo.estado)
        if self._own:
            self.gobierno.setText(nuevo.gobierno)

    def answer(self, nuevo: NuevoPoa) -> NuevoPoa:
        return replace(
            nuevo,
            municipio=_text(self.municipio),
            estado=_text(self.estado),
            gobierno=_text(self.gobierno),
        )

    def focus_first(self) -> None:
        self._begin_at(self.municipio)


class DependenciaStep(Step):
    """Whose plan it is, and for which year: the only answers one must give."""

    title = "Dependencia y ejercicio"
    intro = "De quién es el plan y para qué año. Lo demás de este paso se puede escribir después."

    def __init__(self, existentes: Sequence[Existente], titulares: dict[str, NuevoPoa]) -> None:
        super().__init__()
        self._existentes = existentes
        self._titulares = titulares
        self.dependencia = CalmCombo(editable=True)
        self.dependencia.lineEdit().setPlaceholderText("Por ejemplo: Hacienda Municipal")
        self.dependencia.addItems(list(dict.fromkeys(name for name, _ in existentes)))
        self.dependencia.setCurrentIndex(-1)
        self.ejercicio = QSpinBox()
        self.ejercicio.setRange(EJERCICIOS[0], EJERCICIOS[-1])
        self.ejercicio.lineEdit().setTextMargins(6, 0, 0, 0)
        self.tipo = CalmCombo(editable=True)
        self.tipo.addItems(list(TIPOS_DEPENDENCIA))
        self.tipo.setCurrentIndex(-1)
        self.tipo.lineEdit().setPlaceholderText("Opcional")
        self.titular = _line("Opcional: nombre de quien firma")
        self.cargo = _line("Opcional: por ejemplo, Encargada de la Hacienda Municipal")
        self.fields = {
            "dependencia": AnswerField("&Dependencia", self.dependencia),
            "ejercicio": AnswerField("&Ejercicio", self.ejercicio),
        }
        self.ejercicio.setMinimumWidth(112)
        grid = QGridLayout()
        grid.setHorizontalSpacing(current_theme().gap_wide)
        grid.setVerticalSpacing(current_theme().gap + current_theme().half)
        grid.setColumnStretch(0, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.fields["dependencia"], 0, 0, top)
        grid.addWidget(self.fields["ejercicio"], 0, 1, top)
        grid.addWidget(AnswerField("&Tipo", self.tipo), 1, 0, 1, 2)
        grid.addWidget(AnswerField("Titu&lar", self.titular), 2, 0, 1, 2)
        grid.addWidget(AnswerField("Ca&rgo", self.cargo), 3, 0, 1, 2)
        self.column.addLayout(grid)
        self.column.addStretch(1)
        self.dependencia.currentTextChanged.connect(self._known)
        self.dependencia.currentTextChanged.connect(lambda: self.tell({}))
        self.ejercicio.valueChanged.connect(lambda: self.tell({}))

    def _known(self, name: str) -> None:
        """The dependencia is one this computer knows: propose who heads it, where nobody wrote."""
        known = self._titulares.get(fold(name))
        if known is None:
            return
        if not self.titular.isModified():
            self.titular.setText(known.titular)
        if not self.cargo.isModified():
            self.cargo.setText(known.cargo)
        if not self.tipo.currentText():
            self.tipo.setEditText(known.tipo)

    def show_answer(self, nuevo: NuevoPoa) -> None:
        self.ejercicio.setValue(nuevo.ejercicio)
        self.dependencia.setEditText(nuevo.dependencia)
        self.tipo.setEditText(nuevo.tipo)
        if nuevo.titular:
            self.titular.setText(nuevo.titular)
            self.cargo.setText(nuevo.cargo)

    def answer(self, nuevo: NuevoPoa) -> NuevoPoa:
        return replace(
            nuevo,
            dependencia=clean_text(self.dependencia.currentText(), multiline=False).text,
            ejercicio=self.ejercicio.value(),
            tipo=clean_text(self.tipo.currentText(), multiline=False).text,
            titular=_text(self.titular),
            cargo=_text(self.cargo),
        )

    def tell(self, missing: dict[str, str]) -> bool:
        for campo, field in reversed(self.fields.items()):
            field.tell(missing.get(campo, ""))
        return not missing

    def missing(self, nuevo: NuevoPoa) -> dict[str, str]:
        """What of the answers keeps the POA from being made."""
        return faltas(nuevo, self._existentes)

    def focus_first(self) -> None:
        self._begin_at(self.dependencia.lineEdit())


class EjesStep(Step):
    """The axes of the municipal development plan, one a row."""

    title = "Ejes del Plan Municipal de Desarrollo"
    intro = "Escriba o pegue la lista, un eje en cada renglón. Después se eligen en cada programa."

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
        self.programa = _line("Opcional: nombre del programa")
        self.actividad = _line("Opcional: nombre de la primera actividad")
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
        self.programa.textChanged.connect(self._judge)
        self._judge()

    def _judge(self) -> None:
        self.dentro.setEnabled(bool(_text(self.programa)))

    def answer(self, nuevo: NuevoPoa) -> NuevoPoa:
        return replace(
            nuevo,
            programa=_text(self.programa),
            actividad=_text(self.actividad),
            dentro=self.dentro.isChecked(),
        )

    def focus_first(self) -> None:
        self._begin_at(self.programa)


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
        for place, (name, text) in enumerate(self.rows):
            label = QLabel(name)
            set_role(label, "soft")
            value = QLabel(text)
            value.setTextFormat(Qt.TextFormat.PlainText)
            value.setWordWrap(True)
            self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, place, 1, Qt.AlignmentFlag.AlignTop)
