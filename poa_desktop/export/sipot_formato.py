"""Reading a blank transparency workbook: which format it is, its columns, catalogues and tables."""

import re
from dataclasses import dataclass

from poa_desktop.export.sipot_campos import (
    FORMATOS,
    Campo,
    TipoFormato,
    find_campo,
    normal,
)
from poa_desktop.export.xlsx_book import Book
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.text import fold
from poa_desktop.xlsx.package import refusal

HOJA = "reporte de formatos"
CATALOGO = "9"
"""Row 4 of the blank gives the type of each column: 1 short text, 2 long text, 4 date, 7 link,
9 catalogue, 10 sub-table, 13 date of update, 14 note."""

_HEADERS = 7
_TITLES_ABOVE, _TYPES_ABOVE = 4, 3  # rows above the headers
_TABLE_HEADERS = 3
_TABLA = re.compile(r"Tabla_\d+", re.IGNORECASE)
_SHOWN = 80
_HINT = "colocar el id"
_AGAIN = "descargue otra vez el formato en blanco"
_ACCEPTED = " e ".join(f"«{tipo.titulo}»" for tipo in FORMATOS)


@dataclass(frozen=True, slots=True)
class Columna:
    """A column of the blank. *campo* is None when the program does not know it.

    *catalogo* are the only values it may have, None where it is free; *tabla* is the sub-table it
    points to.
    """

    numero: int
    encabezado: str
    tipo: str
    campo: Campo | None
    catalogo: tuple[str, ...] | None = None
    tabla: "Tabla | None" = None


@dataclass(frozen=True, slots=True)
class Tabla:
    """A sub-table: its sheet, its columns, its first free row and the last ID in use."""

    hoja: str
    columnas: tuple[Columna, ...]
    modelo: int
    libre: int
    ultimo_id: int


@dataclass(frozen=True, slots=True)
class Formato:
    """A recognised blank. *modelo* is its first row of data, *libre* the first one without any."""

    tipo: TipoFormato
    hoja: str
    columnas: tuple[Columna, ...]
    modelo: int
    libre: int

    @property
    def con_datos(self) -> bool:
        """Whether somebody has already written rows."""
        return self.libre > self.modelo


def leer_formato(book: Book) -> Formato:
    """Recognise a blank by its headers or its title, never by the file's name.

    Raises PoaError when it is no transparency format, or one that is not filled.
    """
    hoja = next((each for each in book.sheets if fold(each) == HOJA), None)
    if hoja is None:
        raise refusal(
            book.nombre,
            "no tiene la hoja «Reporte de Formatos»",
            "elija el formato en blanco del SIPOT",
        )
    row = _header_row(book, hoja)
    headers = book.row_texts(hoja, row)
    above = book.row_texts(hoja, row - _TITLES_ABOVE).values()
    titles = [" ".join(text.split())[:_SHOWN] for text in above][:2]
    tipo = _recognised(headers, titles)
    if tipo is None or not any(tipo.campo(header) for header in headers.values()):
        known_as = f"es el formato «{titles[-1]}»" if titles and tipo is None else (
            "sus encabezados no son los de un formato conocido"
        )  # fmt: skip
        raise PoaError(
            f"«{book.nombre}» no se puede llenar: {known_as}, y el programa llena {_ACCEPTED}."
        )
    types = book.row_texts(hoja, row - _TYPES_ABOVE)
    columns = _columns(book, hoja, headers, types, tipo.campos)
    return Formato(
        tipo,
        hoja,
        tuple(_with_table(book, each, tipo) for each in columns),
        row + 1,
        _first_free(book, hoja, row + 1),
    )


def is_hint(text: str) -> bool:
    """Whether a cell only says what to write there ("Colocar el ID de los registros de …")."""
    return fold(text).startswith(_HINT)


def _header_row(book: Book, hoja: str) -> int:
    """Row 7, or the nearby one that has the column Ejercicio."""
    nearby: list[int] = [_HEADERS, *range(4, 13)]
    for row in nearby:
        if any(normal(text) == "ejercicio" for text in book.row_texts(hoja, row).values()):
            return row
    return _HEADERS


def _recognised(headers: dict[int, str], titles: list[str]) -> TipoFormato | None:
    for tipo in FORMATOS:
        campos = [tipo.campo(header) for header in headers.values()]
        found = {campo.clave for campo in campos if campo}
        if found.issuperset(tipo.distintivos):
            return tipo
    for tipo in FORMATOS:
        if any(normal(tipo.titulo) == normal(title) for title in titles):
            return tipo
    return None


def _columns(
    book: Book, hoja: str, headers: dict[int, str], types: dict[int, str], known: tuple[Campo, ...]
) -> list[Columna]:
    """The columns in order; a campo is given to the first column that has its header."""
    columns: list[Columna] = []
    taken: set[str] = set()
    catalogues = 0
    for number, header in sorted(headers.items()):
        campo = find_campo(known, header)
        if campo is not None and campo.clave in taken:
            campo = None
        if campo is not None:
            taken.add(campo.clave)
        tipo = types.get(number, "").strip()
        catalogo = None
        if tipo == CATALOGO or "(catalogo)" in fold(header):
            catalogues += 1
            catalogo = _catalogue(book, hoja, number, catalogues)
        columns.append(Columna(number, " ".join(header.split()), tipo, campo, catalogo))
    return columns


def _catalogue(book: Book, hoja: str, column: int, order: int) -> tuple[str, ...]:
    """The values a column may have: those of its validation, else of the sheet Hidden_N."""
    names = {fold(each.nombre): each.formula for each in book.names}
    for validation in book.sheet(hoja).validations:
        if any(area.first[1] <= column <= area.last[1] for area in validation.areas):
            formula = names.get(fold(validation.formula), validation.formula)
            if formula.startswith('"'):
                return tuple(each.strip() for each in formula.strip('"').split(","))
            target = book.target(formula)
            if target is not None and target.hoja in book.sheets:
                first, last = target.area.first, target.area.last
                return _values(book, target.hoja, first[1], first[0], last[0])
    suffix = "" if fold(hoja) == HOJA else f"_{hoja}"
    wanted = fold(f"Hidden_{order}{suffix}")
    hidden = next((each for each in book.sheets if fold(each) == wanted), None)
    if hidden is None:
        return ()
    return _values(book, hidden, 1, 1, max(book.sheet(hidden).rows, default=0))


def _values(book: Book, hoja: str, column: int, first: int, last: int) -> tuple[str, ...]:
    rows = [row for row in book.sheet(hoja).rows if first <= row <= last]
    texts = [book.text(hoja, (row, column)) for row in rows]
    return tuple(text for text in texts if text.strip())


def _with_table(book: Book, column: Columna, tipo: TipoFormato) -> Columna:
    named = _TABLA.search(column.encabezado)
    if column.campo is None or not tipo.tabla or column.campo.clave != tipo.con_tabla:
        return column
    tables = [each for each in book.sheets if _TABLA.fullmatch(each)]
    if named is not None:
        tables = [each for each in tables if fold(each) == fold(named[0])]
    if len(tables) != 1:
        lost = named[0] if named else "Tabla_"
        raise refusal(book.nombre, f"no tiene la hoja «{lost}»", _AGAIN)
    (hoja,) = tables
    return Columna(
        column.numero, column.encabezado, column.tipo, column.campo, None, _table(book, hoja, tipo)
    )


def _table(book: Book, hoja: str, tipo: TipoFormato) -> Tabla:
    row = next(
        (r for r in (_TABLE_HEADERS, 1, 2, 4, 5, 6)
         if "id" in map(normal, book.row_texts(hoja, r).values())), _TABLE_HEADERS)  # fmt: skip
    headers, types = book.row_texts(hoja, row), book.row_texts(hoja, row - 2) if row > 2 else {}
    columns = _columns(book, hoja, headers, types, tipo.tabla)
    ids = [c.numero for c in columns if c.campo and c.campo.clave == "id"]
    if not ids:
        raise refusal(book.nombre, f"no tiene la columna ID en su hoja «{hoja}»", _AGAIN)
    used = [
        book.text(hoja, (r, column)).strip()
        for column in ids
        for r in book.sheet(hoja).rows
        if r > row
    ]
    last = max((int(text) for text in used if text.isdecimal()), default=0)
    return Tabla(hoja, tuple(columns), row + 1, _first_free(book, hoja, row + 1), last)


def _first_free(book: Book, hoja: str, first: int) -> int:
    """The first row of data that has nothing in it nor below it; hints are nothing."""
    sheet = book.sheet(hoja)
    last = first - 1
    for row in sheet.rows:
        texts = book.row_texts(hoja, row).values() if row >= first else ()
        if any(not is_hint(text) for text in texts):
            last = row
    return last + 1
