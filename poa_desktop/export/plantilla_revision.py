"""Checking the municipio's own Excel template: which names are filled, and which are wrong."""

from dataclasses import dataclass

from poa_desktop.export.plantilla_nombres import Nombre, find_nombre, suggestion
from poa_desktop.export.xlsx_book import Book, DefinedName, Target
from poa_desktop.export.xlsx_fill import open_book
from poa_desktop.export.xlsx_map import Area, Place, reference


@dataclass(frozen=True, slots=True)
class Lugar:
    """Where a name of ours stands.

    Of a column, *primera* is its first row of data and *filas* how many it may have, None: as many
    as there are.
    """

    nombre: Nombre
    hoja: str
    celda: Place
    primera: int = 0
    filas: int | None = None

    @property
    def donde(self) -> str:
        """The place as Excel writes it: "Hoja1!B2"."""
        return f"{self.hoja}!{reference(self.celda)}"


@dataclass(frozen=True, slots=True)
class ProblemaPlantilla:
    """A name that is wrong, and one sentence that says what to do."""

    nombre: str
    mensaje: str


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """What a template has: *llenados* are filled, *problemas* are not."""

    archivo: str
    llenados: tuple[Lugar, ...]
    problemas: tuple[ProblemaPlantilla, ...]

    @property
    def sirve(self) -> bool:
        """Whether there is anything to fill."""
        return bool(self.llenados)

    @property
    def renglones(self) -> tuple[str, ...]:
        """The report, line by line."""
        names = len(self.llenados)
        fills = "nombre se llena" if names == 1 else "nombres se llenan"
        head = f"«{self.archivo}»: {names} {fills}"
        if self.problemas:
            head += f" y {len(self.problemas)} hay que corregir" if names else "; hay que corregir"
        return (
            f"{head}.",
            *(f"  {p.mensaje}" for p in self.problemas),
            *(f"  {each.nombre.nombre} ({each.donde}): {each.nombre.descripcion}"
              for each in self.llenados),
        )  # fmt: skip


def check_template(content: bytes, nombre: str) -> TemplateReport:
    """Check a template. Raises PoaError when the file is no workbook or not to be trusted."""
    return check_book(open_book(content, nombre))


def check_book(book: Book) -> TemplateReport:
    """Check a template that is open."""
    places: list[Lugar] = []
    problems: list[ProblemaPlantilla] = []
    for name in book.names:
        if name.hidden or name.nombre.startswith("_xlnm."):
            continue
        found = _judge(book, name)
        if isinstance(found, Lugar):
            places.append(found)
        elif found:
            problems.append(ProblemaPlantilla(name.nombre, f"{name.nombre}: {found}"))
    return TemplateReport(book.nombre, tuple(places), tuple(problems))


_LOST = "perdió su celda (#REF!); en Excel, Fórmulas ▸ Administrador de nombres, indíquela"
_NO_CELL = "no apunta a una celda; en el Administrador de nombres indique una"


def _judge(book: Book, name: DefinedName) -> Lugar | str:
    """The place of a name, what is wrong with it, or "" for a name that is not ours."""
    known = find_nombre(name.nombre)
    if known is None:
        right = suggestion(name.nombre)
        if right is None:
            return ""
        return f"no es un nombre conocido; ¿quiso escribir {right}?" if right else (
            "no es un nombre conocido; vea la lista en el manual"
        )  # fmt: skip
    target = book.target(name.formula)
    if target is None:
        return _LOST if "#REF!" in name.formula.upper() else _NO_CELL
    if target.hoja not in book.sheets:
        return f"apunta a la hoja «{target.hoja}», que no está en el libro"
    return _place(book, known, target)


def _place(book: Book, known: Nombre, target: Target) -> Lugar | str:
    sheet = book.sheet(target.hoja)
    area, first = target.area, target.area.first
    merged = sheet.merge_of(first)
    if merged is not None and merged.first != first:
        return f"apunta a {reference(first)}, que está combinada: use {reference(merged.first)}"
    if known.tabla:
        heading = max(first[0], merged.last[0] if merged else 0)
        if area.last[0] <= heading:
            return Lugar(known, target.hoja, first, heading + 1)
        return Lugar(known, target.hoja, first, first[0], area.last[0] - first[0] + 1)
    if not area.single and area != merged:
        return f"abarca {_words(area)}: debe ser una sola celda"
    cell = sheet.cell(first)
    if (cell is not None and cell.formula) or any(first in each for each in sheet.spilled):
        return f"apunta a {reference(first)}, que tiene una fórmula y no se toca"
    return Lugar(known, target.hoja, first)


def _words(area: Area) -> str:
    return f"{reference(area.first)}:{reference(area.last)}"
