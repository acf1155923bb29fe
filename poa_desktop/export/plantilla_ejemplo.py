"""An example of the municipio's own Excel template: every name in a place of its own, ready to
be dressed up in Excel and put into the program."""

from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from poa_desktop.export.paleta import (
    BLANCO,
    FILETE_SUAVE,
    SEMAFORO_FONDO,
    SEMAFORO_TINTA,
    TEXTO,
    TEXTO_SECUNDARIO,
    Paleta,
    paleta_de,
)
from poa_desktop.export.plantilla_nombres import NOMBRES, TABLAS, Nombre
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.xlsx.package import Package, package_bytes

_FONT = "Calibri"
_MONEY, _DATE, _PERCENT = '"$"#,##0.00', "dd/mm/yyyy", "0.0 %"
_FORMATS = {
    "INVERSION": _MONEY, "EJERCIDO": _MONEY, "PORCENTAJE": _PERCENT,
    "PORCENTAJE_ACUMULADO": _PERCENT, "POA_FECHA": _DATE, "FECHA_HOY": _DATE,
    "PERIODO_INICIO": _DATE, "PERIODO_FIN": _DATE, "DEL": _DATE, "AL": _DATE,
}  # fmt: skip
_WIDE = {"METAS": 46, "NOMBRE": 36, "TEXTO": 52, "ESTRATEGIA": 40, "BLOQUE": 32, "EJE": 24,
         "MEDIO": 24, "COMENTARIO": 36, "BENEFICIADOS_DIRECTOS": 24,
         "BENEFICIADOS_INDIRECTOS": 24, "RESPONSABLE": 20, "CLAVE": 9, "NUMERO": 9,
         "PROGRAMA": 11}  # fmt: skip
_CENTERED = {*_FORMATS, "CLAVE", "NUMERO", "PROGRAMA", "PROYECTADAS", "REALIZADAS", "SEMAFORO",
             "PROGRAMADO", "REALIZADO", "ESTADO", "TEMPORALIDAD"}  # fmt: skip
_SHEETS = {"PROGRAMAS": "Programas", "ACTIVIDADES": "Actividades", "LINEAS": "Líneas"}
_ROWS_FOR_LIGHTS = 400


def write_template_example(color: str = "") -> bytes:
    """The example as an .xlsx file, in a municipio's *color*, if any; always the same bytes."""
    paleta = paleta_de(color)
    book = Workbook()
    singles = book.active
    singles.title = "Informe"
    _write_singles(book, singles, paleta)
    for tabla, title in _SHEETS.items():
        _write_table(book, book.create_sheet(title), tabla, paleta)
    _write_list(book.create_sheet("Nombres"), paleta)
    book.properties.title = "Plantilla de ejemplo"
    book.properties.creator = "POA Desktop"
    book.properties.created = book.properties.modified = datetime(2024, 1, 1)
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        ExcelWriter(book, archive).write_data()
    return package_bytes(Package(buffer.getvalue(), "plantilla.xlsx").read_all(), {})


def _write_singles(book: Workbook, sheet: Worksheet, paleta: Paleta) -> None:
    _head(sheet, "Informe del POA", "Cambie colores, textos y lugares: el programa llena las "
          "celdas que tienen nombre.", 2, paleta)  # fmt: skip
    sheet.column_dimensions["A"].width = 42
    sheet.column_dimensions["B"].width = 78
    row = 4
    for each in NOMBRES:
        if each.tabla:
            continue
        label, cell = sheet.cell(row, 1, each.descripcion), sheet.cell(row, 2, f"[{each.nombre}]")
        label.font = Font(name=_FONT, size=10, color=_hex(TEXTO_SECUNDARIO))
        cell.font = Font(name=_FONT, size=11, color=_hex(TEXTO))
        for part in (label, cell):
            part.alignment = Alignment(vertical="top", horizontal="left", wrap_text=True)
            part.border = Border(bottom=Side("hair", color=_hex(FILETE_SUAVE)))
        cell.number_format = _FORMATS.get(each.nombre, "General")
        _name(book, each.nombre, sheet.title, row, 2)
        if each.nombre == "SEMAFORO":
            _lights(sheet, f"B{row}", f"$B${row}")
        row += 1
    _paper(sheet, "portrait", f"A1:B{row - 1}")


def _write_table(book: Workbook, sheet: Worksheet, tabla: str, paleta: Paleta) -> None:
    columns = [each for each in NOMBRES if each.tabla == tabla]
    _head(sheet, sheet.title, f"Bajo cada encabezado se escribe {TABLAS[tabla]}. Quite o mueva "
          "las columnas que no use.", len(columns), paleta)  # fmt: skip
    for number, each in enumerate(columns, start=1):
        key = each.nombre.removeprefix(f"{tabla}_")
        sheet.column_dimensions[get_column_letter(number)].width = _WIDE.get(key, 15)
        heading = sheet.cell(4, number, _heading(each, key))
        heading.font = Font(name=_FONT, size=10, bold=True, color=_hex(BLANCO))
        heading.fill = PatternFill("solid", fgColor=_hex(paleta.institucional))
        heading.alignment = Alignment(wrap_text=True, vertical="center", horizontal="center")
        sample = sheet.cell(5, number, f"[{each.nombre}]")
        sample.font = Font(name=_FONT, size=10, color=_hex(TEXTO))
        side = "center" if key in _CENTERED else "left"
        sample.alignment = Alignment(wrap_text=True, vertical="top", horizontal=side)
        sample.border = Border(bottom=Side("thin", color=_hex(FILETE_SUAVE)))
        sample.number_format = _FORMATS.get(key, "General")
        _name(book, each.nombre, sheet.title, 4, number)
        if key == "SEMAFORO":
            letter = get_column_letter(number)
            _lights(sheet, f"{letter}5:{letter}{_ROWS_FOR_LIGHTS}", f"{letter}5")
    sheet.row_dimensions[4].height = 32
    sheet.freeze_panes = "C5"
    sheet.print_title_rows = "4:4"
    _paper(sheet, "landscape", None)


def _write_list(sheet: Worksheet, paleta: Paleta) -> None:
    advice = (
        "En Excel: seleccione la celda y escriba el nombre en el cuadro de nombres, a la "
        "izquierda de la barra de fórmulas."
    )
    _head(sheet, "Nombres que el programa llena", advice, 3, paleta)
    for column, (title, width) in enumerate(
        (("Nombre", 36), ("Qué se escribe", 56), ("Dónde", 34)), start=1
    ):
        heading = sheet.cell(4, column, title)
        heading.font = Font(name=_FONT, size=10, bold=True, color=_hex(BLANCO))
        heading.fill = PatternFill("solid", fgColor=_hex(paleta.institucional))
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, each in enumerate(NOMBRES, start=5):
        where = f"bajo el encabezado, {TABLAS[each.tabla]}" if each.tabla else "en esa celda"
        for column, text in enumerate((each.nombre, each.descripcion, where), start=1):
            cell = sheet.cell(row, column, text)
            cell.font = Font(name="Consolas" if column == 1 else _FONT, size=10)
            cell.border = Border(bottom=Side("hair", color=_hex(FILETE_SUAVE)))
    sheet.freeze_panes = "A5"
    _paper(sheet, "portrait", None)


def _heading(each: Nombre, key: str) -> str:
    short = {
        "BENEFICIADOS_DIRECTOS": "Beneficiados directos",
        "BENEFICIADOS_INDIRECTOS": "Beneficiados indirectos",
        "PROYECTADAS": "Proyectadas", "REALIZADAS": "Realizadas", "PORCENTAJE": "%",
        "SEMAFORO": "Semáforo", "DEL": "Del", "AL": "Al", "INVERSION": "Inversión",
        "EJERCIDO": "Ejercido", "CLAVE": "Clave", "PROGRAMA": "Programa",
        "TEMPORALIDAD": "Temporalidad", "BLOQUE": "Programa o actividad",
        "PROGRAMADO": "Programado", "REALIZADO": "Realizado", "ESTADO": "Estado",
        "ESTRATEGIA": "Estrategia", "COMENTARIO": "Comentarios", "EJE": "Eje",
    }  # fmt: skip
    return short.get(key, each.descripcion)


def _head(sheet: Worksheet, title: str, advice: str, columns: int, paleta: Paleta) -> None:
    for row in (1, 2):
        for column in range(1, columns + 1):
            sheet.cell(row, column).fill = PatternFill("solid", fgColor=_hex(paleta.suave))
    strong = _hex(paleta.institucional)
    sheet.cell(1, 1, title).font = Font(name=_FONT, size=16, bold=True, color=strong)
    sheet.cell(2, 1, advice).font = Font(name=_FONT, size=10, color=_hex(TEXTO_SECUNDARIO))
    sheet.row_dimensions[1].height = 28
    sheet.row_dimensions[2].height = 18
    sheet.sheet_view.showGridLines = False


def _lights(sheet: Worksheet, area: str, first: str) -> None:
    for light in (Semaforo.VERDE, Semaforo.AMARILLO, Semaforo.ROJO):
        rule = FormulaRule(
            formula=[f'{first}="{light.palabra}"'],
            font=Font(bold=True, color=_hex(SEMAFORO_TINTA[light])),
            fill=PatternFill("solid", bgColor=_hex(SEMAFORO_FONDO[light])),
        )
        sheet.conditional_formatting.add(area, rule)


def _name(book: Workbook, name: str, hoja: str, row: int, column: int) -> None:
    place = f"'{hoja}'!${get_column_letter(column)}${row}"
    book.defined_names[name] = DefinedName(name, attr_text=place)


def _paper(sheet: Worksheet, orientation: str, area: str | None) -> None:
    sheet.page_setup.orientation = orientation
    sheet.page_setup.paperSize = sheet.PAPERSIZE_LETTER
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    if area:
        sheet.print_area = area


def _hex(color: str) -> str:
    return "FF" + color.removeprefix("#")
