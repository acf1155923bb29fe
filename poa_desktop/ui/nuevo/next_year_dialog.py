"""The questions for next year's plan: from which one, for which year, and what goes along."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.poa.copia import OpcionesCopia, ProgramacionCopia
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.nuevo import Existente, NuevoPoa, faltas
from poa_desktop.poa.periodos import EJERCICIOS
from poa_desktop.poa.records import PoaEncabezado
from poa_desktop.ui.elided_combo import ElidedCombo
from poa_desktop.ui.nuevo.answer_field import AnswerField
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.theme import current_theme, set_role

Headers = Callable[[Path], tuple[PoaEncabezado, ...]]
"""The POAs of another file. Raises PoaError when it cannot be read."""

AskFile = Callable[[], Path | None]
"""Asks for another file; None when the user gives up."""

_SCHEDULES = (
    (ProgramacionCopia.COPIADA, "La &misma, mes por mes"),
    (ProgramacionCopia.PREDETERMINADA, "La que toca por &temporalidad"),
    (ProgramacionCopia.NINGUNA, "Ni&nguna: se captura de nuevo"),
)


class NextYearDialog(QDialog):
    """Asks for a copy of a plan as the beginning of another year's."""

    def __init__(
        self,
        headers: Sequence[PoaEncabezado],
        shown: int,
        read_headers: Headers,
        ask_file: AskFile,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Preparar el POA del año siguiente")
        self._here = tuple(headers)
        self._headers = self._here
        self._read = read_headers
        self._ask = ask_file
        self.file: Path | None = None
        """Another file that the plan is taken from; None: the open one."""
        self.source = ElidedCombo(280, 520)
        self.other_button = QPushButton("De otro &archivo…")
        self.other_button.setAutoDefault(False)
        self.other_button.clicked.connect(self._ask_file)
        self.ejercicio = QSpinBox()
        self.ejercicio.setRange(EJERCICIOS[0], EJERCICIOS[-1])
        self.ejercicio.lineEdit().setTextMargins(6, 0, 0, 0)
        self.ejercicio.setMinimumWidth(112)
        self.source_field = AnswerField("P&lan que se copia", self.source)
        self.year_field = AnswerField("&Ejercicio nuevo", self.ejercicio)
        self.schedules = QButtonGroup(self)
        self._kinds: dict[ProgramacionCopia, QRadioButton] = {}
        for kind, text in _SCHEDULES:
            button = QRadioButton(text)
            self._kinds[kind] = button
            self.schedules.addButton(button)
        self._kinds[ProgramacionCopia.COPIADA].setChecked(True)
        self.inversion = QCheckBox("&Importes de la inversión (si no, quedan sin definir)")
        self.beneficiados = QCheckBox("&Beneficiados")
        self.diagnostico = QCheckBox("&Visión, misión y FODA")
        for box in (self.inversion, self.beneficiados, self.diagnostico):
            box.setChecked(True)
        self.here = QRadioButton("En este archivo, junto al &otro año")
        self.apart = QRadioButton("En un archivo n&uevo")
        self.here.setChecked(True)
        self.make_button = QPushButton("&Preparar")
        set_role(self.make_button, "primary")
        self.make_button.setDefault(True)
        self.make_button.clicked.connect(self._make)
        self.cancel_button = QPushButton("Cancelar")
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.reject)
        self._lay_out()
        self._fill(shown)
        self.source.currentIndexChanged.connect(self._propose_year)
        self.ejercicio.valueChanged.connect(lambda: self.year_field.tell(""))
        self.ejercicio.setFocus()

    def _lay_out(self) -> None:
        theme = current_theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.margin, theme.margin, theme.margin, theme.gap_wide)
        column.setSpacing(theme.gap)
        intro = QLabel(
            "Se copian programas, actividades, fichas y líneas con sus unidades, medios y "
            "responsables. Lo realizado, las evidencias y los gastos no se copian. Al final se "
            "revisan los textos que todavía hablan del año anterior."
        )
        intro.setWordWrap(True)
        column.addWidget(intro)
        column.addSpacing(theme.half)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.gap_wide)
        grid.addWidget(self.source_field, 0, 0, Qt.AlignmentFlag.AlignTop)
        source_row = QVBoxLayout()
        source_row.addSpacing(self.fontMetrics().height() + theme.half)
        source_row.addWidget(self.other_button)
        source_row.addStretch(1)
        grid.addLayout(source_row, 0, 1)
        grid.addWidget(self.year_field, 0, 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        column.addLayout(grid)
        parts = QHBoxLayout()
        parts.setSpacing(theme.margin)
        parts.addWidget(self._group("Programación", tuple(self._kinds.values())), 1)
        boxes = (self.diagnostico, self.inversion, self.beneficiados)
        parts.addWidget(self._group("También se copian", boxes), 1)
        column.addLayout(parts)
        column.addWidget(self._group("Dónde queda", (self.here, self.apart)))
        column.addSpacing(theme.gap)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.make_button)
        buttons.addWidget(self.cancel_button)
        column.addLayout(buttons)

    def _group(self, title: str, widgets: Sequence[QWidget]) -> QWidget:
        group = QWidget()
        rows = QVBoxLayout(group)
        rows.setContentsMargins(0, current_theme().gap, 0, 0)
        rows.setSpacing(current_theme().half)
        heading = QLabel(title)
        set_role(heading, "heading")
        rows.addWidget(heading)
        for widget in widgets:
            rows.addWidget(widget)
        rows.addStretch(1)
        return group

    # -- the plan that is copied -----------------------------------------------------------

    def _fill(self, shown: int) -> None:
        self.source.blockSignals(True)
        self.source.clear()
        for each in reversed(self._headers):
            self.source.addItem(f"{each.dependencia} · POA {each.ejercicio}", each.id)
        self.source.setCurrentIndex(max(0, self.source.findData(shown)))
        self.source.blockSignals(False)
        self.source.setToolTip(plain_tip(self.source.currentText()))
        self._propose_year()

    def _ask_file(self) -> None:
        path = self._ask()
        if path is not None:
            self.take_from(path)

    def take_from(self, path: Path) -> None:
        """Copy from another file; what is wrong with it is said beside the choice."""
        try:
            headers = self._read(path)
            if not headers:
                raise PoaError(f"«{path.name}» no contiene ningún POA: elija otro archivo.")
        except PoaError as error:
            self.source_field.tell(str(error))
            return
        self.source_field.tell("")
        self.file, self._headers = path, headers
        self.other_button.setText(f"De «{path.stem[:18]}»…")
        self._fill(headers[-1].id)

    @property
    def header(self) -> PoaEncabezado:
        """The plan that is copied."""
        chosen = self.source.currentData()
        return next(each for each in self._headers if each.id == chosen)

    def _propose_year(self) -> None:
        header = self.header
        taken: set[Existente] = {(each.dependencia, each.ejercicio) for each in self._here}
        year = header.ejercicio + 1
        while (header.dependencia, year) in taken and year < EJERCICIOS[-1]:
            year += 1
        self.ejercicio.setValue(year)

    # -- the answers -----------------------------------------------------------------------

    def options(self) -> OpcionesCopia:
        """What goes along."""
        kind = next(kind for kind, button in self._kinds.items() if button.isChecked())
        return OpcionesCopia(
            kind,
            self.inversion.isChecked(),
            self.beneficiados.isChecked(),
            self.diagnostico.isChecked(),
        )

    def _make(self) -> None:
        header, taken = self.header, []
        if self.here.isChecked():
            taken = [(each.dependencia, each.ejercicio) for each in self._here]
        wanted = NuevoPoa(header.dependencia, self.ejercicio.value())
        missing = faltas(wanted, taken).get("ejercicio", "")
        if not missing and wanted.ejercicio == header.ejercicio:
            missing = "Es el mismo año del plan que se copia: escriba otro."
        self.year_field.tell(missing)
        if not missing:
            self.accept()
