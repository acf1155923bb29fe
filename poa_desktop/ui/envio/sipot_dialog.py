"""Llenar formato SIPOT: the office's own blank workbook in, the filled one out, and a report."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from poa_desktop.export.documents import verify_xlsx
from poa_desktop.export.sipot_contenido import Fuente
from poa_desktop.export.sipot_formato import Columna, Formato
from poa_desktop.export.sipot_llenado import Reporte, llenar, reconocer
from poa_desktop.files import read_bytes, write_atomically
from poa_desktop.poa.errors import PoaError
from poa_desktop.ui.elided_combo import ElidedCombo
from poa_desktop.ui.envio.period_choice import fill_periods
from poa_desktop.ui.job_dialog import JobDialog
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.prompts import Prompts, require_suffix
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import set_role
from poa_desktop.xlsx.package import MAX_BYTES

_NOTICES = 5  # more would not fit on the screen
_FILTER = "Libro de Excel (*.xlsx)"
_START = "Elija el formato en blanco que descargó del SIPOT: objetivos y metas, o indicadores."


class SipotDialog(JobDialog):
    """Chooses a blank, shows what each of its columns gets, and writes the filled workbook."""

    def __init__(
        self, session: Session, folder: Path, prompts: Prompts, parent: QWidget | None = None
    ) -> None:
        super().__init__("&Llenar", parent)
        assert session.poa is not None
        self.setWindowTitle("Llenar formato SIPOT")
        self.resize(840, 600)
        self._session = session
        self._folder = folder
        self._prompts = prompts
        self._blank: tuple[bytes, Path] | None = None
        self._target: Path | None = None
        self.blank = QLineEdit()
        self.blank.setReadOnly(True)
        self.blank.setAccessibleName("Formato en blanco")
        self.blank.setPlaceholderText("Ningún formato elegido")
        self.choose = QPushButton("&Elegir…")
        self.choose.clicked.connect(self._choose)
        self.known = QLabel(_START)
        self.known.setTextFormat(Qt.TextFormat.PlainText)
        self.known.setWordWrap(True)
        self.columns = _columns_table()
        self.periods = ElidedCombo(120, 420)
        self.periods.setAccessibleName("Periodo")
        fill_periods(self.periods, session.poa.ejercicio, session.periodo)
        self.everyone = QCheckBox(f"&Todas las dependencias del archivo en {session.poa.ejercicio}")
        self.below = QCheckBox("&Agregar debajo de las filas que el formato ya tiene")
        self.browse = QPushButton("Ele&gir…")
        self.browse.clicked.connect(self._browse)
        self.run_button.clicked.connect(self.run)
        self._lay_out()
        self.everyone.setVisible(len(self._headers()) > 1)
        self.periods.currentIndexChanged.connect(self._propose)
        self.below.hide()
        self.idle()
        self.choose.setFocus()  # nothing else can be done first

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, (text, widget, button) in enumerate(
            (
                ("&Formato en blanco", self.blank, self.choose),
                ("&Periodo", self.periods, None),
                ("G&uardar en", self.target, self.browse),
            )
        ):
            label = QLabel(text)
            label.setBuddy(widget)
            grid.addWidget(label, row, 0)
            grid.addWidget(widget, row, 1)
            if button is not None:
                grid.addWidget(button, row, 2)
        column.addLayout(grid)
        column.addWidget(self.known)
        column.addWidget(self.columns, 1)
        column.addWidget(self.everyone)
        column.addWidget(self.below)
        self.add_foot(column)
        set_role(self.known, "heading")

    # -- the blank -------------------------------------------------------------------------

    def _choose(self) -> None:
        path = self._prompts.open_file("Formato en blanco del SIPOT", self._folder, _FILTER)
        if path is not None:
            self.open_blank(path)

    def open_blank(self, path: Path) -> None:
        """Read a blank and show which format it is and what its columns get."""
        self._folder = path.parent
        self._blank = None
        self.blank.setText(str(path))
        self.blank.setToolTip(plain_tip(str(path)))

        def work(step: object) -> tuple[bytes, Formato]:
            content = read_bytes(path, MAX_BYTES)
            return content, reconocer(content, path.name)

        self.start(work, lambda made: self._recognised(path, made))

    def _recognised(self, path: Path, made: object) -> None:
        assert isinstance(made, tuple)
        content, formato = made
        self._blank = content, path
        self.known.setText(f"Se reconoció: {formato.tipo.titulo}")
        _fill_columns(self.columns, formato)
        self.below.setVisible(formato.con_datos)
        self.below.setChecked(False)
        self.tell(
            f"El formato ya tiene datos desde la fila {formato.modelo}: elija otro en blanco, o "
            "marque que se agregue debajo."
            if formato.con_datos
            else ""
        )
        self._propose()

    def _propose(self) -> None:
        """A name beside the blank that says of which period it is."""
        self.may_replace = None
        if self._blank is not None:
            path = self._blank[1]
            name = f"{path.stem} {self.periods.currentData()}.xlsx"
            self.target.setText(str(path.with_name(name)))

    def _browse(self) -> None:
        proposal = Path(self.target.text() or self._folder / "formato-sipot.xlsx")
        path = self._prompts.save_file("Guardar el formato lleno", proposal, _FILTER)
        if path is not None:
            self.target.setText(str(path))
            self.may_replace = path  # the system's dialog has asked

    # -- filling ---------------------------------------------------------------------------

    def run(self) -> None:
        """Fill the blank and write it; progress is shown and it can be cancelled."""
        try:
            path = self._checked_target()
        except PoaError as error:
            self.tell(str(error))
            return
        if not self.may_write(path):
            return
        assert self._blank is not None
        content, blank = self._blank
        sources, below = self._sources(), self.below.isVisible() and self.below.isChecked()
        self._target = path

        def work(step: object) -> Reporte:
            assert callable(step)
            made = llenar(content, blank.name, sources, agregar=below, progress=step)
            write_atomically(path, made.content, verify_xlsx)
            return made.reporte

        self.start(work, self._written)

    def _checked_target(self) -> Path:
        if self._blank is None:
            raise PoaError(_START)
        path = require_suffix(Path(self.target.text()), ".xlsx")
        if path.resolve() == self._blank[1].resolve():
            raise PoaError(
                "El formato lleno no puede escribirse sobre el blanco: cambie el nombre y así "
                "podrá usarlo el siguiente periodo."
            )
        return path

    def _headers(self) -> list[int]:
        """The POAs of the file in the ejercicio at hand."""
        assert self._session.poa is not None
        year = self._session.poa.ejercicio
        return [each.id for each in self._session.store.headers() if each.ejercicio == year]

    def _sources(self) -> list[Fuente]:
        session, periodo = self._session, self.periods.currentData()
        assert session.poa is not None
        if not (self.everyone.isVisible() and self.everyone.isChecked()):
            return [Fuente(session.poa, session.last_year(), periodo, session.hoy)]
        poas = [session.store.poa(each) for each in self._headers()]
        return [
            Fuente(each, session.store.year_before(each), periodo, session.hoy) for each in poas
        ]

    def _written(self, reporte: object) -> None:
        assert isinstance(reporte, Reporte) and self._target is not None
        shown = reporte.avisos[:_NOTICES]
        more = len(reporte.avisos) - len(shown)
        rest = [f"Hay {more} avisos más."] if more else []
        self.tell("\n".join([reporte.frase, *shown, *rest, f"Quedó en {self._target}"]))
        self.written = self._target
        self.show_button.show()

    def refused(self, sentence: str) -> None:
        """A blank that was not recognised leaves nothing of the one before."""
        if self._blank is None:
            self.columns.setRowCount(0)
            self.known.setText(_START)
            self.below.hide()
        self.tell(sentence)

    def set_busy(self, busy: bool) -> None:
        """Nothing can be filled before a blank is chosen."""
        self.choose.setEnabled(not busy)
        self.run_button.setEnabled(not busy and self._blank is not None)


def _columns_table() -> QTableWidget:
    table = QTableWidget(0, 2)
    table.setHorizontalHeaderLabels(["Columna del formato", "Qué se escribe"])
    table.setAccessibleName("Columnas del formato y lo que se escribe en cada una")
    table.verticalHeader().hide()
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.horizontalHeader().setHighlightSections(False)
    return table


def _fill_columns(table: QTableWidget, formato: Formato) -> None:
    rows: list[tuple[str, str]] = []
    for column in formato.columnas:
        rows.append((column.encabezado, _what(column)))
        if column.tabla is not None:
            rows += [(f"    {each.encabezado}", _what(each)) for each in column.tabla.columnas]
    table.setRowCount(len(rows))
    for row, texts in enumerate(rows):
        for place, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(plain_tip(text.strip()))
            table.setItem(row, place, item)
    table.setCurrentCell(0, 0)


def _what(column: Columna) -> str:
    if column.campo is None:
        return "vacía: el programa no conoce esta columna"
    return column.campo.dato or f"vacía: {column.campo.motivo}"
