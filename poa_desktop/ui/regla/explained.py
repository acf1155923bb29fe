"""What a cell of the comparison means, as the text below it."""

from collections.abc import Iterator, Sequence
from datetime import date

from poa_desktop.poa.comparacion_reglas import (
    CambioBloque,
    CambioPoa,
    ReglaComparada,
    ResultadoRegla,
)
from poa_desktop.poa.evaluacion import REGLAS_EN_PALABRAS, Medida
from poa_desktop.poa.formats import format_porcentaje

_ARROW = " → "
_SHORT = 60


def explained(
    compared: ReglaComparada,
    resultado: ResultadoRegla,
    otros: Sequence[CambioPoa],
    hoy: date,
    *,
    same: bool,
) -> str:
    """Why, and what would differ. *same*: the rule and limits are those in force."""
    return "\n".join(_rows(compared, resultado, otros, hoy, same))


def _rows(
    compared: ReglaComparada,
    resultado: ResultadoRegla,
    otros: Sequence[CambioPoa],
    hoy: date,
    same: bool,
) -> Iterator[str]:
    yield resultado.porque
    if compared.rechazo is not None and resultado.medida.rechazo is None:
        yield compared.rechazo
    if resultado.medida.rechazo is None and not same:
        yield ""
        yield from _changes(resultado, otros, hoy)
    yield ""
    yield f"Cómo cuenta. {REGLAS_EN_PALABRAS[compared.regla]}"


def _changes(resultado: ResultadoRegla, otros: Sequence[CambioPoa], hoy: date) -> Iterator[str]:
    total = resultado.total
    yield f"Con este cambio, el POA pasa de {_figure(total.antes)} a {_figure(total.despues)}."
    yield from _blocks(resultado)
    yield from _others(otros)
    if hoy <= resultado.ventana.periodo.fin:
        yield "El periodo no ha terminado: hasta entonces la ventana muestra «En curso»."


def _blocks(resultado: ResultadoRegla) -> Iterator[str]:
    if not resultado.cambios:
        yield "Ningún programa ni actividad cambia de color."
    else:
        count = len(resultado.cambios)
        words = "1 programa o actividad" if count == 1 else f"{count:,} programas y actividades"
        yield f"{'Cambia' if count == 1 else 'Cambian'} de color {words}:"
        yield from map(_change, resultado.cambios)
    if resultado.otros:
        more = f"{resultado.otros:,} {'más cambia' if resultado.otros == 1 else 'más cambian'}"
        yield f"{more} de porcentaje, no de color."


def _others(otros: Sequence[CambioPoa]) -> Iterator[str]:
    if otros:
        count = len(otros)
        words = "1 POA más" if count == 1 else f"{count:,} POA más"
        yield f"En el archivo {'cambia' if count == 1 else 'cambian'} de color {words}:"
        for poa, before, after in otros:
            yield f"    {poa.dependencia.nombre}: {_figure(before)}{_ARROW}{_figure(after)}"


def _change(each: CambioBloque) -> str:
    assert each.bloque is not None
    name = each.bloque.nombre
    short = name if len(name) <= _SHORT else f"{name[: _SHORT - 1].rstrip()}…"
    figures = f"{_figure(each.antes)}{_ARROW}{_figure(each.despues)}"
    return f"    {each.bloque.clave}: {figures}. {short}"


def _figure(medida: Medida) -> str:
    if medida.porcentaje is None:
        return medida.semaforo.palabra
    return f"{format_porcentaje(medida.porcentaje)} ({medida.semaforo.palabra})"
