"""The first steps of the assistant: whose government, whose plan, and for which year."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSpinBox

from poa_desktop.poa.nuevo import TIPOS_DEPENDENCIA, Existente, NuevoPoa, faltas, gobierno_de
from poa_desktop.poa.periodos import EJERCICIOS
from poa_desktop.poa.text import clean_text, fold
from poa_desktop.ui.fields.choice import CalmCombo
from poa_desktop.ui.nuevo.answer_field import AnswerField
from poa_desktop.ui.nuevo.step import Step, line, text
from poa_desktop.ui.theme import current_theme


class MunicipioStep(Step):
    """Whose government it is."""

    title = "Municipio"
    intro = "Sale en el encabezado de lo que se imprime. Si lo deja vacío, lo escribe después."

    def __init__(self) -> None:
        super().__init__()
        self.municipio = line("Por ejemplo: San Aurelio del Valle")
        self.estado = line("Por ejemplo: Jalisco")
        self.gobierno = line("GOBIERNO MUNICIPAL DE …")
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
            self.gobierno.setText(gobierno_de(text(self.municipio)))

    def show_answer(self, nuevo: NuevoPoa) -> None:
        self._own = bool(nuevo.gobierno) and nuevo.gobierno != gobierno_de(nuevo.municipio)
        self.municipio.setText(nuevo.municipio)
        self.estado.setText(nuevo.estado)
        if self._own:
            self.gobierno.setText(nuevo.gobierno)

    def answer(self, nuevo: NuevoPoa) -> NuevoPoa:
        return replace(
            nuevo,
            municipio=text(self.municipio),
            estado=text(self.estado),
            gobierno=text(self.gobierno),
        )

    def focus_first(self) -> None:
        self.begin_at(self.municipio)


class DependenciaStep(Step):
    """Whose plan it is, and for which year: the only answers one must give."""

    title = "Dependencia y ejercicio"
    intro = "De quién es el plan y de qué año. Lo demás se puede escribir después."

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
        self.titular = line("Opcional: nombre de quien firma")
        self.cargo = line("Opcional: por ejemplo, Encargada de la Hacienda Municipal")
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
        grid.addWidget(AnswerField("T&ipo", self.tipo), 1, 0, 1, 2)
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
            titular=text(self.titular),
            cargo=text(self.cargo),
        )

    def tell(self, missing: dict[str, str]) -> bool:
        for campo, field in reversed(self.fields.items()):
            field.tell(missing.get(campo, ""))
        return not missing

    def missing(self, nuevo: NuevoPoa) -> dict[str, str]:
        """What of the answers keeps the POA from being made."""
        return faltas(nuevo, self._existentes)

    def focus_first(self) -> None:
        self.begin_at(self.dependencia.lineEdit())
