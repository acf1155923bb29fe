"""How the values of a plan's rows are written in its history."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from poa_desktop.poa.formats import fecha_corta, format_cantidad, format_dinero
from poa_desktop.poa.periodos import MESES_CORTOS

LINEA_FIELDS = {
    "texto": "Texto de la línea",
    "unidad_medida": "Unidad de medida",
    "medio_verificacion": "Medio de verificación",
    "responsable": "Responsable",
}
FICHA_FIELDS = {
    "metas": "Metas",
    "inversion_tipo": "Inversión",
    "beneficiados_directos": "Beneficiados directos",
    "beneficiados_indirectos": "Beneficiados indirectos",
    "periodo_del": "Periodo, del",
    "periodo_al": "Periodo, al",
    "temporalidad": "Temporalidad",
}
"""Column → what it is called. The three columns of the inversión print as one."""


def shown(campo: str, record: Mapping[str, Any]) -> str:
    """One field of a row as printed; "" when it is empty."""
    value = record.get(campo)
    if campo == "inversion_tipo":
        return _inversion(record)
    if value is None:
        return ""
    if campo in ("periodo_del", "periodo_al"):
        return _day(str(value))
    return str(value).capitalize() if campo == "temporalidad" else str(value)


def _day(text: str) -> str:
    try:
        return fecha_corta(date.fromisoformat(text))
    except ValueError:  # SQLite takes a 30 February for a date
        return text


def _inversion(record: Mapping[str, Any]) -> str:
    """The amount is kept in centavos."""
    tipo, monto = record.get("inversion_tipo"), record.get("inversion_monto")
    if tipo == "monto" and monto is not None:
        text = format_dinero(Decimal(monto).scaleb(-2))
    else:
        text = "No genera gasto" if tipo == "no_genera_gasto" else ""
    note = str(record.get("inversion_nota") or "").strip()
    if note and not (note.startswith("(") and note.endswith(")")):
        note = f"({note})"
    return f"{text} {note}".strip()


def linea_in_words(record: Mapping[str, Any], months: Sequence[tuple[int, int]]) -> str:
    """What a línea that came or went has beside its text; its schedule as (mes, hundredths)."""
    rows = [
        f"{etiqueta.removesuffix(' de medida')}: {text}"
        for campo, etiqueta in LINEA_FIELDS.items()
        if campo != "texto" and (text := shown(campo, record))
    ]
    rows.append(f"Programado: {months_in_words(months)}" if months else "Sin programación")
    return "\n".join(rows)


def months_in_words(months: Sequence[tuple[int, int]]) -> str:
    """Quantities by month, in hundredths: "mar 1, jun 1.5"."""
    return ", ".join(f"{MESES_CORTOS[mes - 1]} {format_cantidad(value)}" for mes, value in months)


def ficha_in_words(ficha: Mapping[str, Any]) -> str:
    """What of the ficha of a programa or actividad that came or went is filled."""
    return "\n".join(
        f"{etiqueta}: {text}"
        for campo, etiqueta in FICHA_FIELDS.items()
        if (text := shown(campo, ficha))
    )
