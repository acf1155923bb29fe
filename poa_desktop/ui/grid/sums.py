"""What the selected quantities add up to, as the status bar says it."""

from fractions import Fraction

from poa_desktop.poa.formats import format_cantidad, round_half_up
from poa_desktop.ui.grid.block import Selected
from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.grid.rows import Cantidad


def summary(model: MonthGridModel, selected: Selected) -> str:
    """Average, count and sum of what the selected cells hold; "" for fewer than two cells.

    Quantities of different units are never added, and programado never to realizado. Empty cells
    do not count, a captured 0 does.
    """
    if len(selected.cells) < 2:
        return ""
    values: dict[Cantidad, list[int]] = {}
    for (row, _), key in selected.cells.items():
        value = model.rows[row].value(key.mes)
        if value or (value == 0 and key.cantidad is Cantidad.REALIZADO):
            values.setdefault(key.cantidad, []).append(value)
    count = sum(map(len, values.values()))
    lineas = (model.rows[number].linea for number in selected.rows)
    units = {" ".join(linea.unidad_medida.split()).casefold() for linea in lineas if linea}
    if len(units) > 1:
        return f"Recuento: {count}   No se suman: unidades de medida distintas"
    if len(values) > 1:
        sums = (f"{kind.capitalize()}: {format_cantidad(sum(n))}" for kind, n in values.items())
        return f"Recuento: {count}   {'   '.join(sums)}"
    if not count:
        return "Recuento: 0"
    (found,) = values.values()
    average = round_half_up(Fraction(sum(found), count), 0)
    return (
        f"Promedio: {format_cantidad(int(average))}   Recuento: {count}   "
        f"Suma: {format_cantidad(sum(found))}"
    )
