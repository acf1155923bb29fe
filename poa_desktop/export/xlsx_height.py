"""How high a filled row must be, where nobody has set its height.

Excel fits such a row when it opens the file, LibreOffice does not: without a height, texts that
wrap would lie over each other there.
"""

from collections.abc import Mapping

from poa_desktop.export.sheet_measure import MAX_HEIGHT, column_pixels, text_height
from poa_desktop.export.xlsx_book import Book
from poa_desktop.export.xlsx_map import Place, SheetMap
from poa_desktop.export.xlsx_paste import Content, Look, style_at

_DEFAULT_HEIGHT = 15.0


def set_heights(
    book: Book, hoja: str, writes: Mapping[Place, Content], looks: dict[int, Look]
) -> None:
    """Give each filled row the height its wrapped texts need; set heights and hidden rows stay."""
    sheet = book.sheet(hoja)
    needed: dict[int, float] = {}
    for place, content in writes.items():
        if content.text and _is_free(sheet, place[0], looks):
            look = looks.get(place[0], Look())
            style = style_at(sheet, place, look, sheet.rows.get(place[0]))
            size = book.wrapped_styles.get(style)
            merged = sheet.merge_of(place)
            if size and (merged is None or merged.first[0] == merged.last[0]):
                columns = range(place[1], (merged.last[1] if merged else place[1]) + 1)
                pixels = sum(column_pixels(sheet.column_width(each)) for each in columns)
                height = min(text_height(content.text, pixels, size), MAX_HEIGHT)
                needed[place[0]] = max(needed.get(place[0], 0.0), height)
    for row, height in needed.items():
        if height > max(_DEFAULT_HEIGHT, _present(sheet, row)):
            looks.setdefault(row, Look()).height = round(height, 2)


def _is_free(sheet: SheetMap, number: int, looks: Mapping[int, Look]) -> bool:
    look = looks.get(number)
    for row in (sheet.rows.get(number), look.row if look else None):
        if row is not None and {"customHeight", "hidden"} & row.attributes.keys():
            return False
    return True


def _present(sheet: SheetMap, number: int) -> float:
    row = sheet.rows.get(number)
    try:
        return float(row.attributes.get("ht", "0")) if row else 0.0
    except ValueError:
        return 0.0
