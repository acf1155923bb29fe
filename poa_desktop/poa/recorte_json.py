"""A recorte as the text that travels on the clipboard, and its reading.

Any program can put anything there, so it is read like a foreign file: known fields only, exact
types, bounds on everything, one PoaError for whatever is wrong.
"""

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import EJERCICIOS, Temporalidad
from poa_desktop.poa.records import (
    Actividad,
    Ficha,
    Inversion,
    LineaAccion,
    Programa,
    TipoInversion,
)
from poa_desktop.poa.recorte import Recorte
from poa_desktop.poa.text import MAX_CHARACTERS, clean_text

FORMATO = "poa-desktop/recorte"
VERSION = 1
MAX_BYTES = 16_000_000
MAX_BLOQUES = 1_000
MAX_LINEAS = 20_000
_MAX_CANTIDAD = 10**12
_MAX_CENTAVOS = 10**15

T = TypeVar("T")

_UNREADABLE = (
    "Lo que hay en el portapapeles no se puede pegar aquí: cópielo otra vez en POA Desktop."
)
_NEWER = (
    "Lo que hay en el portapapeles se copió con una versión más nueva de POA Desktop: actualice "
    "este programa o péguelo en aquel."
)
_TOO_LARGE = "Lo que hay en el portapapeles es demasiado para pegarlo de una vez: copie menos."


def write_recorte(recorte: Recorte) -> bytes:
    """The recorte as canonical JSON (sorted names, no floats). Raises PoaError when too large."""
    value = {
        "formato": FORMATO,
        "version": VERSION,
        "ejercicio": recorte.ejercicio,
        "corte": recorte.corte,
        "programas": [
            {**_block(each), "estrategia": each.estrategia} for each in recorte.programas
        ],
        "actividades": [
            {**_block(each), "programa": each.programa_id} for each in recorte.actividades
        ],
        "lineas": [_linea(each) for each in recorte.lineas],
    }
    written = json.dumps(value, ensure_ascii=False, sort_keys=True).encode()
    if len(written) > MAX_BYTES:
        raise PoaError(_TOO_LARGE)
    return written


def _block(block: Programa | Actividad) -> dict[str, object]:
    ficha = block.ficha
    inversion = ficha.inversion
    return {
        "numero": block.numero,
        "nombre": block.nombre,
        "eje": block.eje,
        "ficha": {
            "metas": ficha.metas,
            "inversion": {
                "tipo": inversion.tipo.value,
                "centavos": None if inversion.monto is None else int(inversion.monto * 100),
                "nota": inversion.nota,
            },
            "beneficiados_directos": ficha.beneficiados_directos,
            "beneficiados_indirectos": ficha.beneficiados_indirectos,
            "del": ficha.periodo_del.isoformat() if ficha.periodo_del else None,
            "al": ficha.periodo_al.isoformat() if ficha.periodo_al else None,
            "temporalidad": ficha.temporalidad.value if ficha.temporalidad else None,
        },
        "lineas": [_linea(each) for each in block.lineas],
    }


def _linea(linea: LineaAccion) -> dict[str, object]:
    return {
        "texto": linea.texto,
        "unidad_medida": linea.unidad_medida,
        "medio_verificacion": linea.medio_verificacion,
        "responsable": linea.responsable,
        "programado": list(linea.programado),
    }


def read_recorte(written: bytes) -> Recorte:
    """The recorte of a text that came by the clipboard. Raises PoaError for anything else."""
    if len(written) > MAX_BYTES:
        raise PoaError(_TOO_LARGE)
    try:
        value = json.loads(
            written.decode("utf-8"),
            object_pairs_hook=_once,
            parse_constant=_refuse,
            parse_float=_refuse,
        )
        return _Reader().recorte(value)
    except (ValueError, RecursionError) as error:
        raise PoaError(_UNREADABLE) from error


class _Bad(ValueError):
    """Something in the text is not what a recorte has."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Bad
    return found


def _refuse(_text: str) -> object:
    raise _Bad


class _Reader:
    """Reads one recorte and counts what it reads."""

    def __init__(self) -> None:
        self._blocks = 0
        self._lineas = 0

    def recorte(self, value: object) -> Recorte:
        if not isinstance(value, dict) or value.get("formato") != FORMATO:
            raise _Bad
        version = value.get("version")
        if type(version) is int and version > VERSION:
            raise PoaError(_NEWER)
        names = "formato version ejercicio corte programas actividades lineas"
        fields = _fields(value, names)
        if version != VERSION or type(version) is not int:
            raise _Bad
        ejercicio = _whole(fields["ejercicio"], EJERCICIOS[0], EJERCICIOS[-1])
        corte = _text(fields["corte"], multiline=False)
        programas = self._many(fields["programas"], self._programa)
        self._programas = len(programas)
        actividades = self._many(fields["actividades"], self._actividad)
        found = Recorte(ejercicio, programas, actividades, self._lineas_of(fields["lineas"]), corte)
        if not found:
            raise _Bad
        return found

    def _many(self, value: object, read: Callable[[object, int], T]) -> tuple[T, ...]:
        items = _list(value)
        self._blocks += len(items)
        if self._blocks > MAX_BLOQUES:
            raise PoaError(_TOO_LARGE)
        return tuple(read(item, place) for place, item in enumerate(items, 1))

    def _programa(self, value: object, place: int) -> Programa:
        fields = _fields(value, "numero nombre eje estrategia ficha lineas")
        return Programa(
            id=place,
            estrategia=_text(fields["estrategia"]),
            **self._common(fields),
        )

    def _actividad(self, value: object, place: int) -> Actividad:
        fields = _fields(value, "numero nombre eje programa ficha lineas")
        programa = fields["programa"]
        return Actividad(
            id=place,
            programa_id=None if programa is None else _whole(programa, 1, self._programas),
            **self._common(fields),
        )

    def _common(self, fields: dict[str, object]) -> dict[str, Any]:
        return {
            "numero": _whole(fields["numero"], 1, 10**6),
            "nombre": _text(fields["nombre"], multiline=False),
            "eje": _text(fields["eje"], multiline=False),
            "ficha": _ficha(fields["ficha"]),
            "lineas": self._lineas_of(fields["lineas"]),
        }

    def _lineas_of(self, value: object) -> tuple[LineaAccion, ...]:
        items = _list(value)
        self._lineas += len(items)
        if self._lineas > MAX_LINEAS:
            raise PoaError(_TOO_LARGE)
        return tuple(_read_linea(item, place) for place, item in enumerate(items, 1))


def _read_linea(value: object, place: int) -> LineaAccion:
    fields = _fields(value, "texto unidad_medida medio_verificacion responsable programado")
    programado = _list(fields["programado"])
    if len(programado) != 12:
        raise _Bad
    return LineaAccion(
        id=place,
        texto=_text(fields["texto"]),
        unidad_medida=_text(fields["unidad_medida"], multiline=False),
        medio_verificacion=_text(fields["medio_verificacion"]),
        responsable=_text(fields["responsable"], multiline=False),
        programado=tuple(_whole(each, 0, _MAX_CANTIDAD) for each in programado),
    )


def _ficha(value: object) -> Ficha:
    fields = _fields(
        value,
        "metas inversion beneficiados_directos beneficiados_indirectos del al temporalidad",
    )
    temporalidad = fields["temporalidad"]
    return Ficha(
        metas=_text(fields["metas"]),
        inversion=_inversion(fields["inversion"]),
        beneficiados_directos=_text_or_none(fields["beneficiados_directos"]),
        beneficiados_indirectos=_text_or_none(fields["beneficiados_indirectos"]),
        periodo_del=_day(fields["del"]),
        periodo_al=_day(fields["al"]),
        temporalidad=None if temporalidad is None else Temporalidad(_str(temporalidad)),
    )


def _inversion(value: object) -> Inversion:
    fields = _fields(value, "tipo centavos nota")
    tipo = TipoInversion(_str(fields["tipo"]))
    centavos = fields["centavos"]
    if (tipo is TipoInversion.MONTO) != (centavos is not None):
        raise _Bad
    monto = None if centavos is None else Decimal(_whole(centavos, 0, _MAX_CENTAVOS)).scaleb(-2)
    return Inversion(tipo, monto, _text(fields["nota"], multiline=False))


def _fields(value: object, names: str) -> dict[str, object]:
    if not isinstance(value, dict) or value.keys() != set(names.split()):
        raise _Bad
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise _Bad
    return value


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise _Bad
    return value


def _text(value: object, *, multiline: bool = True) -> str:
    text = _str(value)
    if len(text) > MAX_CHARACTERS:
        raise PoaError(_TOO_LARGE)
    return clean_text(text, multiline=multiline).text


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _whole(value: object, least: int, most: int) -> int:
    if type(value) is not int or not least <= value <= most:
        raise _Bad
    return value


def _day(value: object) -> date | None:
    if value is None:
        return None
    text = _str(value)
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise _Bad
    return day
