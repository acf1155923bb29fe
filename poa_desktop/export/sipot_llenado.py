"""Filling a transparency workbook (SIPOT) with what the POAs say, and the report of it."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from poa_desktop.export.sipot_campos import Campo
from poa_desktop.export.sipot_contenido import Fuente, Renglon, renglones
from poa_desktop.export.sipot_formato import Columna, Formato, Tabla, is_hint, leer_formato
from poa_desktop.export.xlsx_fill import Filler, Value, open_book
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.text import fold

_LIMITS = {"1": 150, "2": 4000, "14": 4000}
"""What the platform takes in a column of each type, in characters."""


@dataclass(frozen=True, slots=True)
class Reporte:
    """What was done: headers of the columns filled, left empty (with why) and not known."""

    formato: str
    filas: int
    filas_tablas: int
    llenas: tuple[str, ...]
    vacias: tuple[str, ...]
    desconocidas: tuple[str, ...]
    avisos: tuple[str, ...]

    @property
    def frase(self) -> str:
        """The result in one sentence."""
        rows = "1 fila" if self.filas == 1 else f"{self.filas} filas"
        said = f"Se llenaron {rows} de «{self.formato}»"
        if self.filas_tablas:
            said += f", con {self.filas_tablas} indicadores en su tabla"
        empty = [*self.vacias, *self.desconocidas]
        return said + (f"; quedaron vacías: {'; '.join(empty)}." if empty else ".")


@dataclass(frozen=True, slots=True)
class Llenado:
    """The filled workbook and its report."""

    content: bytes
    reporte: Reporte


def reconocer(content: bytes, nombre: str) -> Formato:
    """Which format a blank workbook is, and what each of its columns gets.

    Raises PoaError when it is none that the program fills.
    """
    return leer_formato(open_book(content, nombre))


def llenar(
    content: bytes,
    nombre: str,
    fuentes: Sequence[Fuente],
    *,
    agregar: bool = False,
    progress: Callable[[float], None] | None = None,
) -> Llenado:
    """Fill the office's blank with the rows of each POA, one after the other.

    A workbook that has rows already is refused, so that nothing is handed in twice; with *agregar*
    the new rows go below them and their IDs follow. Raises PoaError when it cannot be filled.
    """
    report = progress or (lambda _: None)
    book = open_book(content, nombre)
    formato = leer_formato(book)
    if formato.con_datos and not agregar:
        raise PoaError(
            f"«{nombre}» ya tiene datos desde la fila {formato.modelo}: elija el formato en "
            "blanco, o pida que se agregue debajo de ellos."
        )
    report(0.1)
    rows: list[Renglon] = []
    for done, fuente in enumerate(fuentes, start=1):
        rows += renglones(formato.tipo.clave, fuente)
        report(0.1 + 0.4 * done / len(fuentes))
    if not rows:
        raise PoaError("El POA no tiene programas ni actividades: captúrelos antes de informar.")
    work = _Work(Filler(book), formato)
    for number, each in enumerate(rows):
        work.write(number, each)
        report(0.5 + 0.4 * (number + 1) / len(rows))
    made = work.filler.finish()
    report(1.0)
    return Llenado(made, work.report(len(rows), fuentes))


@dataclass(slots=True)
class _Work:
    filler: Filler
    formato: Formato
    filled: Counter[tuple[str, int]] = field(default_factory=Counter)
    """Cells written, by sheet and column."""
    too_long: Counter[tuple[str, int]] = field(default_factory=Counter)
    not_listed: Counter[tuple[str, str]] = field(default_factory=Counter)
    table_rows: int = 0

    def write(self, number: int, renglon: Renglon) -> None:
        """One row of the main sheet, with the rows of its sub-table."""
        formato = self.formato
        row = formato.libre + number
        self.filler.like(formato.hoja, row, formato.modelo)
        for column in formato.columnas:
            if column.tabla is not None and renglon.tabla:
                value: Value = self._table(column.tabla, number, renglon)
            else:
                value = renglon.campos.get(column.campo.clave) if column.campo else None
            self._put(formato.hoja, row, column, value)

    def _table(self, tabla: Tabla, number: int, renglon: Renglon) -> int:
        """The rows of a sub-table; gives the ID that joins them to their row."""
        key = tabla.ultimo_id + number + 1
        for fields in renglon.tabla:
            row = tabla.libre + self.table_rows
            self.filler.like(tabla.hoja, row, tabla.modelo)
            for column in tabla.columnas:
                campo = column.campo.clave if column.campo else ""
                value = key if campo == "id" else fields.get(campo)
                self._put(tabla.hoja, row, column, value)
            self.table_rows += 1
        return key

    def _put(self, hoja: str, row: int, column: Columna, value: Value) -> None:
        if value is not None and column.catalogo is not None:
            value = self._listed(column, value)
        if value is None or value == "":
            if is_hint(self.filler.book.text(hoja, (row, column.numero))):
                self.filler.put(hoja, (row, column.numero), None)
            return
        limit = _LIMITS.get(column.tipo, 0)
        if isinstance(value, str) and 0 < limit < len(value):
            self.too_long[column.encabezado, limit] += 1
        if self.filler.put(hoja, (row, column.numero), value):
            self.filled[hoja, column.numero] += 1

    def _listed(self, column: Columna, value: Value) -> Value:
        """The value as its catalogue spells it; None where the catalogue does not have it."""
        assert column.catalogo is not None
        same = (each for each in column.catalogo if fold(each) == fold(str(value)))
        found = next(same, None)
        if found is None:
            self.not_listed[column.encabezado, str(value)] += 1
        return found

    def report(self, rows: int, fuentes: Sequence[Fuente]) -> Reporte:
        """What was filled and what was not."""
        formato = self.formato
        columns = [(formato.hoja, each) for each in formato.columnas]
        for each in formato.columnas:
            if each.tabla is not None:
                columns += [(each.tabla.hoja, column) for column in each.tabla.columnas]
        full = [column for hoja, column in columns if self.filled[hoja, column.numero]]
        empty = [column for hoja, column in columns if not self.filled[hoja, column.numero]]
        return Reporte(
            formato.tipo.titulo,
            rows,
            self.table_rows,
            tuple(column.encabezado for column in full),
            tuple(_with_reason(c.encabezado, c.campo) for c in empty if c.campo),
            tuple(
                f"{c.encabezado} (columna que el programa no conoce)"
                for c in empty
                if c.campo is None
            ),
            (*self._notices(rows), *_period_notices(fuentes), *self.filler.notices),
        )

    def _notices(self, rows: int) -> list[str]:
        said = []
        for column in self.formato.columnas:
            missing = rows - self.filled[self.formato.hoja, column.numero]
            if column.campo and not column.campo.motivo and 0 < missing < rows:
                said.append(
                    f"«{column.encabezado}» quedó vacía en {missing} filas: el POA no tiene ese "
                    "dato."
                )
        for (header, value), count in self.not_listed.items():
            said.append(
                f"«{header}»: «{value}» no está en el catálogo del formato; quedó vacía en "
                f"{count} filas."
            )
        for (header, limit), count in self.too_long.items():
            said.append(
                f"«{header}»: {count} {'texto pasa' if count == 1 else 'textos pasan'} de los "
                f"{limit:,} caracteres que la plataforma suele admitir en esa columna; no se "
                "cortaron: abrévielos antes de cargar el archivo."
            )
        return said


def _with_reason(header: str, campo: Campo) -> str:
    return f"{header} ({campo.motivo})" if campo.motivo else header


def _period_notices(fuentes: Sequence[Fuente]) -> list[str]:
    if fuentes and fuentes[0].hoy <= fuentes[0].periodo.fin:
        return [
            "El periodo todavía no termina: la fecha de validación debe ser posterior a su último "
            "día, así que vuelva a llenar el formato entonces."
        ]
    return []
