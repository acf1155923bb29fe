"""The curve in words: its ends, and month by month, for who cannot see the lines."""

from fractions import Fraction

from poa_desktop.poa.formats import format_cantidad
from poa_desktop.poa.periodos import MESES
from poa_desktop.tablero.curve import CurvaData


def told_in_words(data: CurvaData) -> str:
    """The end of both lines and how far they are apart, as sentences."""
    due = f"Programado al año: {amount_text(data.programado[-1])} {data.unidad}."
    if not data.realizado:
        return f"{due} El ejercicio aún no comienza."
    mes = len(data.realizado)
    done, planned = data.realizado[-1], data.programado[mes - 1]
    told = f"{due} A {MESES[mes - 1]}: realizado {amount_text(done)} de {amount_text(planned)}"
    if done != planned:
        told += f", {amount_text(abs(planned - done))} {'menos' if done < planned else 'más'}"
    if data.anterior:
        told += f"; en {data.ejercicio_anterior}, {amount_text(data.anterior[mes - 1])}"
    return f"{told}."


def months_in_words(data: CurvaData) -> str:
    """The figures month by month, for who cannot see the lines."""
    return "; ".join(month_in_words(data, mes) for mes in range(1, 13))


def month_in_words(data: CurvaData, mes: int) -> str:
    """The figures up to a month (1–12): "marzo: programado 81, realizado 75"."""
    told = f"{MESES[mes - 1]}: programado {amount_text(data.programado[mes - 1])}"
    if mes <= len(data.realizado):
        told += f", realizado {amount_text(data.realizado[mes - 1])}"
        if data.en_curso and mes == len(data.realizado):
            told += " (en curso)"
    if data.anterior:
        told += f", en {data.ejercicio_anterior} {amount_text(data.anterior[mes - 1])}"
    return told


def amount_text(value: Fraction) -> str:
    """A value of the curve as a quantity."""
    return format_cantidad(round(value * 100))
