"""The official POA as one abstract document, in the order and wording of the printed form.

Pure values: the PDF writer and the Excel writer both draw this and add nothing of their own, so
the two documents always say the same. Source: the form "POA" of the Dirección de Planeación.

An OfficialLayout is the *title* rows and then *parts*, from top to bottom. A part is one of

* LabelBox: rows of a bold label and its value, in two columns;
* ColumnsBox: two columns side by side, each with a heading and a list of paragraphs;
* BlockBox: one programa or actividad: its label rows, then líneas (left), resultados (right);
* SignatureBox: where the responsable signs; kept together.

Texts are given whole: a Cell is a sequence of runs, bold or not, that are written one after the
other; a line end inside a run ("\\n") is a new line of the same cell.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from typing import TypeAlias

from poa_desktop.poa.formats import fecha_larga, fecha_sin_ejercicio, format_dinero
from poa_desktop.poa.records import (
    Bloque,
    Cuadrante,
    Ficha,
    Inversion,
    Municipio,
    Poa,
    Programa,
    TipoInversion,
)

FORMULA = "(Mediante la fórmula: No. Act. Realizadas/No. Act. Proyectadas * 100)"

FODA_HEADINGS = {
    Cuadrante.FORTALEZAS: "FORTALEZAS QUE IMPULSAN LA ACTIVIDAD DE LA DEPENDENCIA",
    Cuadrante.DEBILIDADES: "DEBILIDADES QUE RESTRINGEN LA ACTIVIDAD DE LA DEPENDENCIA",
    Cuadrante.OPORTUNIDADES: "OPORTUNIDADES QUE IMPULSAN LA ACTIVIDAD DE LA DEPENDENCIA",
    Cuadrante.AMENAZAS: "AMENAZAS QUE RESTRINGEN LA ACTIVIDAD DE LA DEPENDENCIA",
}


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, bold or not. Spaces between runs are part of the runs."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell or paragraph: its runs in order. No runs: an empty cell."""

    runs: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        """The cell's text without the type."""
        return "".join(run.text for run in self.runs)

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return bool(self.runs) and all(run.bold for run in self.runs if run.text.strip())


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A bold label on the left and its value on the right."""

    label: Cell
    value: Cell


@dataclass(frozen=True, slots=True)
class LabelBox:
    """A box of label rows."""

    rows: tuple[LabelRow, ...]


@dataclass(frozen=True, slots=True)
class ColumnsBox:
    """Two columns of equal width: a bold heading each, and the paragraphs below it.

    The paragraphs of the two columns are independent: they are not rows of a table.
    """

    left_heading: Cell
    right_heading: Cell
    left: tuple[Cell, ...]
    right: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class BlockBox:
    """One programa or actividad.

    *clave* is P1 or A3 and *bookmark* the name for an outline or an index ("Actividad 3. …").
    *head* are the label rows above the two columns. *lineas* (left column) has one cell per
    línea de acción; *resultados* (right column) one cell per row of the ficha.
    """

    clave: str
    bookmark: str
    head: tuple[LabelRow, ...]
    left_heading: Cell
    right_heading: Cell
    lineas: tuple[Cell, ...]
    resultados: tuple[Cell, ...]

    @property
    def rows(self) -> tuple[tuple[Cell, Cell], ...]:
        """The two columns as table rows (at least one), the shorter one filled with EMPTY."""
        pairs = tuple(zip_longest(self.lineas, self.resultados, fillvalue=EMPTY))
        return pairs or ((EMPTY, EMPTY),)


@dataclass(frozen=True, slots=True)
class SignatureBox:
    """Where the responsable signs: heading, room to sign, line, and what stands below the line.

    *below* are the rows under the line: name and cargo of the titular, or a caption for what is
    to be written by hand, and the dependencia in capitals, always last.
    """

    heading: Cell
    below: tuple[Cell, ...]


Part: TypeAlias = LabelBox | ColumnsBox | BlockBox | SignatureBox
"""What the document is made of."""


@dataclass(frozen=True, slots=True)
class OfficialLayout:
    """The whole document: *title* rows (centred, bold), then *parts*, in printing order."""

    title: tuple[Cell, ...]
    parts: tuple[Part, ...]

    @property
    def name(self) -> str:
        """The title in one row, for metadata and headers."""
        return ", ".join(cell.text for cell in self.title if cell.text)


def plain(text: str) -> Cell:
    """A cell of normal type."""
    return Cell((Run(text),)) if text else EMPTY


def bold(text: str) -> Cell:
    """A cell of bold type."""
    return Cell((Run(text, True),)) if text else EMPTY


def official_layout(municipio: Municipio, poa: Poa, autorizacion: str = "") -> OfficialLayout:
    """The official document of one POA. Missing data gives empty values, never an error."""
    return OfficialLayout(
        title=(bold(f"POA {poa.ejercicio}"), bold(municipio.gobierno)),
        parts=(
            LabelBox((_label("DIRECCIÓN / JEFATURA:", bold(poa.dependencia.nombre.upper())),)),
            _vision_mision(poa),
            _foda(poa, Cuadrante.FORTALEZAS, Cuadrante.DEBILIDADES),
            _foda(poa, Cuadrante.OPORTUNIDADES, Cuadrante.AMENAZAS),
            LabelBox(
                (
                    _label("Dirección/ Jefatura:", plain(poa.dependencia.nombre)),
                    _label("Objetivo/FIN", plain(poa.dependencia.objetivo_fin)),
                )
            ),
            *(_block(bloque) for bloque in poa.bloques),
            _evaluation(poa, autorizacion),
            _signature(poa),
        ),
    )


def _label(label: str, value: Cell) -> LabelRow:
    return LabelRow(bold(label), value)


def _vision_mision(poa: Poa) -> ColumnsBox:
    return ColumnsBox(
        bold("VISIÓN 3 AÑOS"), bold("MISIÓN"), _paragraphs(poa.vision), _paragraphs(poa.mision)
    )


def _paragraphs(text: str) -> tuple[Cell, ...]:
    return tuple(plain(row) for row in text.split("\n") if row.strip())


def _foda(poa: Poa, left: Cuadrante, right: Cuadrante) -> ColumnsBox:
    def items(cuadrante: Cuadrante) -> tuple[Cell, ...]:
        entries = enumerate(poa.foda.items(cuadrante), start=1)
        return tuple(plain(f"{number}.- {item.texto}") for number, item in entries)

    headings = bold(FODA_HEADINGS[left]), bold(FODA_HEADINGS[right])
    return ColumnsBox(*headings, items(left), items(right))


def _block(bloque: Bloque) -> BlockBox:
    strategy: tuple[LabelRow, ...] = ()
    if isinstance(bloque, Programa):
        noun, lineas = "Programa", "Líneas de acción/Componente:"
        strategy = (_label("Estrategia/Objetivo Estratégico:", plain(bloque.estrategia)),)
    else:
        noun, lineas = "Actividad", "Líneas de acción:"
    return BlockBox(
        clave=bloque.clave,
        bookmark=f"{noun} {bloque.numero}. {' '.join(bloque.nombre.split())}",
        head=(
            _label(f"{noun.upper()} {bloque.numero}:", plain(bloque.nombre)),
            *strategy,
            _label("Eje del PMD:", plain(bloque.eje)),
        ),
        left_heading=bold(lineas),
        right_heading=bold("Resultados/Impacto"),
        lineas=tuple(plain(linea.texto) for linea in bloque.lineas),
        resultados=_resultados(bloque.ficha),
    )


def _resultados(ficha: Ficha) -> tuple[Cell, ...]:
    temporalidad = ficha.temporalidad.etiqueta if ficha.temporalidad else ""
    return (
        _result("Metas:", ficha.metas),
        _result("Inversión:", format_inversion(ficha.inversion)),
        *_beneficiados(ficha),
        _periodo(ficha),
        _result("Temporalidad de la Evaluación:", temporalidad),
    )


def _result(label: str, value: str) -> Cell:
    return Cell((Run(label, True), Run(f" {value}"))) if value else bold(label)


def format_inversion(inversion: Inversion) -> str:
    """Inversión as the form prints it; "" when sin definir.

    "No genera gasto", or the amount, each followed by its note in brackets:
    "$80,000.00 (3,478 litros)".
    """
    if inversion.tipo is TipoInversion.MONTO and inversion.monto is not None:
        shown = format_dinero(inversion.monto)
    else:
        shown = "No genera gasto" if inversion.tipo is TipoInversion.NO_GENERA_GASTO else ""
    note = inversion.nota.strip()
    if note and not (note.startswith("(") and note.endswith(")")):
        note = f"({note})"
    return f"{shown} {note}".strip()


def _beneficiados(ficha: Ficha) -> tuple[Cell, ...]:
    named = (
        ("Directos", ficha.beneficiados_directos),
        ("Indirectos", ficha.beneficiados_indirectos),
    )
    shown = [f"{label}: {value}".rstrip() for label, value in named if value is not None]
    return (_result("Beneficiados:", "\n".join(shown)),) if shown else ()


def _periodo(ficha: Ficha) -> Cell:
    start, end = ficha.periodo_del, ficha.periodo_al
    same_year = start is not None and end is not None and start.year == end.year
    return Cell(
        (
            Run("Periodo de Tiempo:", True),
            Run(" "),
            Run("Del:", True),
            Run(f" {_day(start, fecha_sin_ejercicio if same_year else fecha_larga)}"),
            Run("al:", True),
            Run(f" {_day(end, fecha_larga)}".rstrip()),
        )
    )


def _day(day: date | None, write: Callable[[date], str]) -> str:
    return f"{write(day)} " if day else ""


def _evaluation(poa: Poa, autorizacion: str) -> LabelBox:
    rows = [
        _label(
            "Evaluación por parte del Ayuntamiento:",
            Cell((Run(poa.evaluador, True), Run(f" {FORMULA}"))),
        ),
        _label("Fecha:", plain(fecha_larga(poa.fecha) if poa.fecha else "")),
    ]
    if autorizacion:  # beyond the form: a draft prints as the form has it
        rows.append(_label("Autorización:", plain(autorizacion)))
    return LabelBox(tuple(rows))


def signer(nombre: str, cargo: str) -> tuple[str, str]:
    """What stands under a line to sign on: name and cargo, or a caption where the name is missing.

    Either may be "".
    """
    return nombre or ("Nombre" if cargo else "Nombre y cargo"), cargo


def _signature(poa: Poa) -> SignatureBox:
    dependencia = poa.dependencia
    rows = (
        *(plain(text) for text in signer(dependencia.titular_nombre, dependencia.titular_cargo)),
        bold(dependencia.nombre.upper()),
    )
    return SignatureBox(
        bold("RESPONSABLE NOMBRE Y FIRMA"), tuple(cell for cell in rows if cell.runs)
    )
