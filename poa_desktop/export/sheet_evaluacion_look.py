"""The sheet Evaluación as it is seen: semáforo colours, chart, frozen headings, paper."""

from decimal import Decimal

from openpyxl.chart import BarChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
)
from openpyxl.drawing.text import Font as DrawingFont
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle

from poa_desktop.export.paleta import (
    FILETE_SUAVE,
    SEMAFORO_FONDO,
    SEMAFORO_TINTA,
)
from poa_desktop.export.sheet_calendario import whole_numbers
from poa_desktop.export.sheet_cells import Sheet, letter
from poa_desktop.export.sheet_formulas import PeriodColumns, Table
from poa_desktop.export.sheet_page import Page, fit_to_width
from poa_desktop.export.sheet_styles import CANTIDAD_ENTERA, FONT, Kind, argb
from poa_desktop.poa.records import Poa, Regla
from poa_desktop.poa.semaforo import Semaforo

_CHART_HEIGHT = 176.0  # points of its row
_CM_PER_PIXEL = 2.54 / 96
_SMALL = ParagraphProperties(defRPr=CharacterProperties(sz=900, latin=DrawingFont(typeface=FONT)))


def finish_evaluacion(
    sheet: Sheet, poa: Poa, table: Table, periods: tuple[PeriodColumns, ...], chart_row: int
) -> None:
    """Colours, chart and print set-up; *table* says where the rows end."""
    summary = periods[0].first - 7
    _color_percentages(sheet, table, summary, periods)
    _add_chart(sheet, poa, summary, chart_row)
    frame = sheet.frame
    frame.freeze_panes = f"{letter(summary)}6"
    last = periods[-1].first + 5
    frame.auto_filter.ref = f"A5:{letter(last)}{table.last}"
    # on paper the percentages only: the figures of a period are on its hoja de evaluación
    area = f"A1:{letter(summary + 6)}{table.last}"
    fit_to_width(frame, Page(poa.titulo, area, landscape=False, title_rows="4:5"))


def _color_percentages(
    sheet: Sheet, table: Table, summary: int, periods: tuple[PeriodColumns, ...]
) -> None:
    ranges = [f"{letter(summary)}6:{letter(summary + 6)}{table.last}"]
    ranges += [f"{c.porcentaje}6:{c.porcentaje}{table.last}" for c in periods]
    for area in ranges:
        for rule in semaforo_rules(area.partition(":")[0]):
            sheet.condition(area, rule)
    for columns in periods:
        area = f"{columns.programado}6:{columns.realizado}{table.last}"
        sheet.condition(area, whole_numbers(f"{columns.programado}6", CANTIDAD_ENTERA))


def semaforo_rules(cell: str) -> list[Rule]:
    """The conditional formats of percentage cells, the first being *cell*."""
    exact = f"ROUND({cell},11)"
    tests = {
        Semaforo.GRIS: f'{cell}="—"',
        Semaforo.VERDE: f"AND(ISNUMBER({cell}),{exact}>=Umbral_verde)",
        Semaforo.AMARILLO: f"AND(ISNUMBER({cell}),{exact}>=Umbral_amarillo)",
        Semaforo.ROJO: f"AND(ISNUMBER({cell}),{exact}<Umbral_amarillo)",
    }
    return [
        Rule(
            type="expression",
            formula=[test],
            stopIfTrue=True,
            dxf=DifferentialStyle(
                font=Font(color=argb(SEMAFORO_TINTA[light])),
                fill=PatternFill("solid", bgColor=argb(SEMAFORO_FONDO[light])),
            ),
        )
        for light, test in tests.items()
    ]


def _add_chart(sheet: Sheet, poa: Poa, summary: int, row: int) -> None:
    """Bars of the total of each quarter, under the declared rule."""
    sheet.heights[row] = _CHART_HEIGHT
    chart = BarChart()
    chart.type = "col"
    chart.add_data(Reference(sheet.frame, min_col=summary, max_col=summary + 3, min_row=6),
                   from_rows=True, titles_from_data=False)  # fmt: skip
    chart.set_categories(Reference(sheet.frame, min_col=summary, max_col=summary + 3, min_row=5))
    chart.title = f"Cumplimiento por trimestre, {poa.ejercicio} (regla «{poa.reglas.regla}»)"
    accent = sheet.book.paleta.institucional.removeprefix("#")
    chart.title.tx.rich.p[0].r[0].rPr = CharacterProperties(
        sz=1000, b=True, latin=DrawingFont(typeface=FONT), solidFill=accent
    )
    chart.legend = None
    chart.gapWidth = 80
    series = chart.series[0]
    series.graphicalProperties = GraphicalProperties(solidFill=accent)
    series.dLbls = DataLabelList(showVal=True)
    for shown in ("showSerName", "showCatName", "showLegendKey", "showPercent"):
        setattr(series.dLbls, shown, False)
    axis = chart.y_axis
    axis.scaling.min = 0
    if poa.reglas.regla is not Regla.CANTIDADES:
        axis.scaling.max = 1  # only quantities can exceed what was planned
    axis.number_format = "0 %"
    axis.delete = chart.x_axis.delete = False
    line = LineProperties(solidFill=FILETE_SUAVE.removeprefix("#"))
    axis.majorGridlines.spPr = GraphicalProperties(ln=line)
    for part in (axis, chart.x_axis):
        part.txPr = RichText(p=[Paragraph(pPr=_SMALL, endParaRPr=CharacterProperties())])
    chart.width = (sheet.pixels(summary, summary + 6) - 8) * _CM_PER_PIXEL
    chart.height = (_CHART_HEIGHT - 8) / 72 * 2.54
    sheet.frame.add_chart(chart, f"{letter(summary)}{row}")
    _explain(sheet, poa, row)


def _explain(sheet: Sheet, poa: Poa, row: int) -> None:
    """How to read the sheet, beside the chart."""
    reglas = poa.reglas
    green, amber, red, grey = (
        light.palabra for light in (Semaforo.VERDE, Semaforo.AMARILLO, Semaforo.ROJO, Semaforo.GRIS)
    )
    text = (
        "Fórmula: No. Act. Realizadas / No. Act. Proyectadas × 100.\n\n"
        f"Semáforo, sobre el valor exacto: {green} desde {_limit(reglas.verde)}; {amber} desde "
        f"{_limit(reglas.amarillo)}; {red} por debajo; {grey} («—») cuando nada está programado "
        "en el periodo: no entra en ningún promedio.\n\n"
        "En las líneas, % es realizado entre programado; en programas, actividades, subtotales y "
        "total, el resultado de la regla del ejercicio. Las cuatro reglas se muestran para "
        "comparar; la que vale lleva la marca ►.\n\n"
        "Todo se calcula con la hoja Calendario: cambie ahí lo programado o lo realizado."
    )
    sheet.put(row, 2, text, Kind.EXPLANATION)
    sheet.merge(row, 2, 4)


def _limit(value: Decimal) -> str:
    return f"{value.normalize():f} %"
