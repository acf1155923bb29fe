"""What a cierre keeps for ever: the POA, its figures and what stood around them, as one text.

The records are written field by field under their own names, so what is kept is readable without
the program. A field that a later version adds has its default when an old content is read.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.evaluacion import Evaluacion, Medida, ResultadoLinea, evaluar
from poa_desktop.poa.observado import ObservacionLinea
from poa_desktop.poa.periodos import Periodo, parse_periodo
from poa_desktop.poa.records import Municipio, Poa
from poa_desktop.poa.sello import canonical

FORMATO = "poa-desktop/congelado"
VERSION = 1

Cifras = Mapping[str, object]
"""The figures of an evaluación as they are kept: exact, quantities in hundredths."""


@dataclass(frozen=True, slots=True)
class Confirmado:
    """A due month (1–12) of a línea that nobody had captured and that was closed as 0."""

    linea_id: int
    mes: int


@dataclass(frozen=True, slots=True)
class Congelado:
    """The frozen content of one act. *periodo* None: the plan, when it was authorised.

    *hoy* is the day of the act, by which months were due. *confirmados* is what was captured as 0
    by the act itself. The municipio has its escudo and its membrete again when `data/sellos.py`
    reads it.
    """

    archivo: str
    poa: Poa
    municipio: Municipio
    hoy: date
    periodo: Periodo | None = None
    observaciones: tuple[ObservacionLinea, ...] = ()
    cifras: Cifras | None = None
    escudo: str = ""
    confirmados: tuple[Confirmado, ...] = ()

    @property
    def cuadra(self) -> bool:
        """Whether this program computes the very figures that were kept."""
        return self.periodo is None or self.cifras == cifras_de(self.poa, self.periodo, self.hoy)


def write_congelado(content: Congelado) -> bytes:
    """The canonical text. Files (escudo, membrete, evidencias) are in it by their SHA-256."""
    membrete = content.municipio.membrete
    municipio = replace(
        content.municipio,
        escudo=None,
        membrete=None if membrete is None else replace(membrete, content=b""),
        libro=None,
        unidades=(),
    )
    poa = replace(
        content.poa, meses_cerrados=frozenset(), cierres=(), adecuacion_abierta=False, copia=None
    )
    periodo = content.periodo
    return canonical(
        {
            "formato": FORMATO,
            "version": VERSION,
            "archivo": content.archivo,
            "hoy": content.hoy.isoformat(),
            "periodo": None if periodo is None else str(periodo),
            "municipio": _plain(municipio),
            "escudo": content.escudo,
            "poa": _plain(poa),
            "observaciones": _plain(content.observaciones),
            "confirmados": _plain(content.confirmados),
            "cifras": None if periodo is None else cifras_de(poa, periodo, content.hoy),
        }
    )


def read_congelado(written: bytes) -> Congelado:
    """The content as it was frozen. Raises PoaError for what this version cannot read."""
    try:
        data = json.loads(written)
        if data["formato"] != FORMATO or data["version"] > VERSION:
            raise PoaError(
                "El contenido sellado se escribió con una versión más nueva de POA Desktop: "
                "actualice el programa."
            )
        return Congelado(
            archivo=data["archivo"],
            poa=_made(Poa, data["poa"]),
            municipio=_made(Municipio, data["municipio"]),
            hoy=date.fromisoformat(data["hoy"]),
            periodo=None if data["periodo"] is None else parse_periodo(data["periodo"]),
            observaciones=_made(tuple[ObservacionLinea, ...], data["observaciones"]),
            cifras=data["cifras"],
            escudo=data["escudo"],
            confirmados=_made(tuple[Confirmado, ...], data.get("confirmados", [])),
        )
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as error:
        raise PoaError("El contenido sellado está dañado: restaure un respaldo.") from error


def cifras_de(poa: Poa, periodo: Periodo, hoy: date) -> dict[str, object]:
    """The figures of a period and of the year up to its end, under the rule in force."""
    return {
        "del_periodo": _cifras(evaluar(poa, periodo, hoy)),
        "acumulado": _cifras(evaluar(poa, periodo, hoy, acumulado=True)),
    }


def _cifras(evaluacion: Evaluacion) -> dict[str, object]:
    claves = {
        linea.id: clave for each in evaluacion.bloques for clave, linea in con_clave(each.bloque)
    }
    return {
        "regla": evaluacion.reglas.regla.value,
        "total": _medida(evaluacion.total),
        "programas": _medida(evaluacion.subtotal_programas),
        "actividades": _medida(evaluacion.subtotal_actividades),
        "bloques": {each.bloque.clave: _medida(each.medida) for each in evaluacion.bloques},
        "lineas": {
            claves[each.linea.id]: _linea(each) for b in evaluacion.bloques for each in b.lineas
        },
    }


def _medida(medida: Medida) -> dict[str, object]:
    return {
        "proyectadas": medida.proyectadas,
        "realizadas": medida.realizadas,
        "porcentaje": None if medida.porcentaje is None else str(medida.porcentaje),
        "semaforo": medida.semaforo.value,
    }


def _linea(each: ResultadoLinea) -> dict[str, object]:
    return {
        "programado": each.programado,
        "realizado": each.realizado,
        "actos_proyectados": each.actos_proyectados,
        "actos_realizados": each.actos_realizados,
        "porcentaje": None if each.porcentaje is None else str(each.porcentaje),
        "estado": each.estado.value,
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):  # and datetime
        return value.isoformat()
    if isinstance(value, bytes) and not value:
        return ""
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Sequence | frozenset) and not isinstance(value, bytes):
        return [_plain(each) for each in (sorted(value) if isinstance(value, frozenset) else value)]
    raise TypeError(f"{type(value).__name__} cannot be frozen")


def _made(kind: Any, data: Any) -> Any:
    """The value of a type, from its plain form."""
    return _maker(kind)(data)


@cache
def _maker(kind: Any) -> Callable[[Any], Any]:
    """What makes the values of a type: a file of forty POAs has millions of them."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        inner = _maker(next(each for each in get_args(kind) if each is not type(None)))
        return lambda data: None if data is None else inner(data)
    if origin in (tuple, frozenset):
        items = _maker(get_args(kind)[0])
        return lambda data: origin(map(items, data))
    if is_dataclass(kind):
        makers = {name: _maker(hint) for name, hint in get_type_hints(kind).items()}
        return lambda data: kind(**{name: makers[name](each) for name, each in data.items()})  # type: ignore[operator]
    if kind is bytes:
        return lambda data: b""
    if hasattr(kind, "fromisoformat"):  # date and datetime
        return cast(Callable[[Any], Any], kind.fromisoformat)
    if isinstance(kind, type) and issubclass(kind, Enum | Decimal):
        return kind

    def checked(data: Any) -> Any:
        if not isinstance(data, kind):
            raise TypeError(f"{data!r} is no {kind}")
        return data

    return checked
