"""Every text of a POA, one by one: where it stands, what its field is called, where it is kept.

What searches, replaces or reviews texts goes through here, so that none forgets a field.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from poa_desktop.poa.candados import candado_plan, mes_de_gasto, motivo_cerrado, motivo_linea
from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.formats import fecha_corta, format_dinero
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Avance,
    Bloque,
    Cuadrante,
    Evidencia,
    Ficha,
    Gasto,
    LineaAccion,
    Municipio,
    Poa,
    Programa,
)


class Registro(StrEnum):
    """Which kind of record keeps a text: the name of its table. CALCULADO: none, it is a number, a
    date or a clave, told in words."""

    CALCULADO = ""
    MUNICIPIO = "municipio"
    EJES = "ejes"
    DEPENDENCIAS = "dependencias"
    POAS = "poas"
    FODA = "foda"
    PROGRAMAS = "programas"
    ACTIVIDADES = "actividades"
    FICHAS = "fichas"
    LINEAS = "lineas"
    AVANCES = "avances"
    GASTOS = "gastos"
    EVIDENCIAS = "evidencias"
    COMPROBANTES = "comprobantes"


@dataclass(frozen=True, slots=True)
class Texto:
    """One text. *donde* leads to its field, *nombre* is what the field is called.

    *registro* and *columna* say where it is kept, *fila* is the id there: of a ficha the id of its
    block, of an avance that of its línea, of an eje its place from 0. *numero*: it tells a number
    (a clave, an amount, a date), which is kept as such and not as a text. *candado* is why it takes
    no change (a closed month), "" when it does.
    """

    donde: Lugar
    nombre: str
    texto: str
    registro: Registro = Registro.CALCULADO
    columna: str = ""
    fila: int = 0
    candado: str = ""

    @property
    def numero(self) -> bool:
        """Whether it tells something that is not kept as a text."""
        return self.registro is Registro.CALCULADO

    @property
    def clave(self) -> tuple[str, str, int, int, str]:
        """What tells one field of the file from another, whatever its text."""
        donde = self.donde
        kind = f"{self.registro.value} {donde.tipo.value}"
        if self.numero:
            return kind, self.nombre, donde.id, donde.mes or 0, str(self.fila)
        return kind, self.columna, self.fila, donde.mes or 0, ""


@dataclass(frozen=True, slots=True)
class Nodo:
    """A node of the tree with its texts. *clave* is "A3.1", "" for the POA and its diagnóstico;
    *titulo* is its name; *bajo* are the nodes that hold it in the tree."""

    tipo: TipoLugar
    id: int
    clave: str
    titulo: str
    textos: tuple[Texto, ...]
    bajo: tuple[tuple[TipoLugar, int], ...] = ()

    def esta_en(self, tipo: TipoLugar, ident: int) -> bool:
        """Whether it is this node or stands below it; everything stands below the POA."""
        return tipo not in _LIMITED or (tipo, ident) in ((self.tipo, self.id), *self.bajo)


GASTO = "Gasto: "
"""Begins the names of the fields of a gasto."""

_CUADRANTES = {
    Cuadrante.FORTALEZAS: "Fortaleza",
    Cuadrante.DEBILIDADES: "Debilidad",
    Cuadrante.OPORTUNIDADES: "Oportunidad",
    Cuadrante.AMENAZAS: "Amenaza",
}
_LIMITED = (TipoLugar.DIAGNOSTICO, TipoLugar.PROGRAMA, TipoLugar.ACTIVIDAD, TipoLugar.LINEA)
_DEPENDENCIA = (
    ("nombre", "Dependencia"),
    ("tipo", "Tipo de dependencia"),
    ("clave_ur", "Clave de la UR"),
    ("enlace", "Enlace"),
    ("objetivo_fin", "Objetivo/FIN"),
    ("titular_nombre", "Titular"),
    ("titular_cargo", "Cargo del titular"),
)
_LINEA = (
    ("texto", "Línea de acción"),
    ("unidad_medida", "Unidad de medida"),
    ("responsable", "Responsable"),
    ("medio_verificacion", "Medio de verificación"),
)


def nodos(municipio: Municipio, poa: Poa) -> Iterator[Nodo]:
    """The nodes of a POA in the order of the plan, each with its texts; empty texts are left out.

    The municipio's texts stand with the POA's own: the tree shows both in one place.
    """
    yield Nodo(TipoLugar.POA, poa.id, "", poa.titulo, _filled(_poa(municipio, poa)))
    yield Nodo(TipoLugar.DIAGNOSTICO, poa.id, "", "Diagnóstico", _filled(_diagnostico(poa)))
    plan = candado_plan(poa)
    for bloque in poa.bloques:
        kind = TipoLugar.PROGRAMA if isinstance(bloque, Programa) else TipoLugar.ACTIVIDAD
        title = bloque.nombre or "(sin nombre)"
        above = _above(bloque)
        own = _filled(_with_locks(poa, plan, _bloque(kind, bloque), bloque))
        yield Nodo(kind, bloque.id, bloque.clave, title, own, above)
        above = ((kind, bloque.id), *above)
        for clave, linea in con_clave(bloque):
            textos = _filled(_with_locks(poa, plan, _linea(linea, clave), linea))
            yield Nodo(TipoLugar.LINEA, linea.id, clave, linea.texto, textos, above)


def _above(bloque: Bloque) -> tuple[tuple[TipoLugar, int], ...]:
    if isinstance(bloque, Actividad) and bloque.programa_id is not None:
        return ((TipoLugar.PROGRAMA, bloque.programa_id),)
    return ()


def _filled(textos: Iterable[Texto]) -> tuple[Texto, ...]:
    return tuple(each for each in textos if each.texto)


_PLAN = (Registro.PROGRAMAS, Registro.ACTIVIDADES, Registro.FICHAS, Registro.LINEAS)


def _with_locks(
    poa: Poa, plan: str, textos: Iterable[Texto], record: Bloque | LineaAccion
) -> Iterable[Texto]:
    """The texts of a record, each with why it takes no change; most POAs have nothing closed."""
    if not plan and not poa.meses_cerrados:
        return textos
    return (replace(each, candado=_candado(poa, plan, each, record)) for each in textos)


def _candado(poa: Poa, plan: str, texto: Texto, record: Bloque | LineaAccion) -> str:
    if plan and texto.registro in _PLAN:
        return plan
    if isinstance(record, LineaAccion):
        if texto.columna == "unidad_medida":
            return motivo_linea(poa, record, texto.donde.etiqueta, "cambia de unidad")
        return motivo_cerrado(poa, texto.donde.mes or 0)
    gastos = record.gastos if isinstance(record, Actividad) else ()
    for gasto in gastos:
        files = {each.id for each in gasto.comprobantes}
        own = texto.registro is Registro.GASTOS and texto.fila == gasto.id
        proof = texto.registro is Registro.COMPROBANTES and texto.fila in files
        if own or proof:
            return motivo_cerrado(poa, mes_de_gasto(poa, gasto.fecha))
    return ""


def _money(donde: Lugar, nombre: str, amount: Decimal | None, fila: int = 0) -> Texto:
    return Texto(donde, nombre, "" if amount is None else format_dinero(amount), fila=fila)


def _day(donde: Lugar, nombre: str, day: date | None, fila: int = 0) -> Texto:
    return Texto(donde, nombre, "" if day is None else fecha_corta(day), fila=fila)


# -- the POA itself --------------------------------------------------------------------------


def _poa(municipio: Municipio, poa: Poa) -> Iterator[Texto]:
    for campo, nombre in (
        ("nombre", "Municipio"),
        ("estado", "Estado"),
        ("gobierno", "Gobierno"),
        ("pmd_nombre", "Plan Municipal de Desarrollo"),
    ):
        donde = Lugar(TipoLugar.MUNICIPIO, 1, campo, "Municipio")
        yield Texto(donde, nombre, getattr(municipio, campo), Registro.MUNICIPIO, campo, 1)
    for place, eje in enumerate(municipio.ejes):
        donde = Lugar(TipoLugar.MUNICIPIO, 1, "ejes", "Municipio", fila=place)
        yield Texto(donde, "Eje del PMD", eje, Registro.EJES, "nombre", place)
    dependencia = poa.dependencia
    for campo, nombre in _DEPENDENCIA:
        donde = Lugar(TipoLugar.POA, poa.id, campo, "Dependencia")
        text = getattr(dependencia, campo)
        yield Texto(donde, nombre, text, Registro.DEPENDENCIAS, campo, dependencia.id)
    yield Texto(Lugar(TipoLugar.POA, poa.id, "ejercicio", "POA"), "Ejercicio", str(poa.ejercicio))
    yield _day(Lugar(TipoLugar.POA, poa.id, "fecha", "POA"), "Fecha del documento", poa.fecha)
    donde = Lugar(TipoLugar.POA, poa.id, "evaluador", "POA")
    yield Texto(donde, "Quién evalúa", poa.evaluador, Registro.POAS, "evaluador", poa.id)


def _diagnostico(poa: Poa) -> Iterator[Texto]:
    for campo, nombre in (("mision", "Misión"), ("vision", "Visión")):
        donde = Lugar(TipoLugar.DIAGNOSTICO, poa.id, campo, "Diagnóstico")
        yield Texto(donde, nombre, getattr(poa, campo), Registro.POAS, campo, poa.id)
    for cuadrante in Cuadrante:
        campo, nombre = cuadrante.value, _CUADRANTES[cuadrante]
        for item in poa.foda.items(cuadrante):
            donde = Lugar(TipoLugar.DIAGNOSTICO, poa.id, campo, "Diagnóstico", fila=item.id)
            yield Texto(donde, nombre, item.texto, Registro.FODA, "texto", item.id)


# -- a programa or actividad -----------------------------------------------------------------


def _bloque(kind: TipoLugar, bloque: Bloque) -> Iterator[Texto]:
    registro = Registro.PROGRAMAS if isinstance(bloque, Programa) else Registro.ACTIVIDADES
    name = Lugar(kind, bloque.id, "nombre", bloque.clave)
    yield Texto(name, "Clave", bloque.clave)
    yield Texto(name, "Nombre", bloque.nombre, registro, "nombre", bloque.id)
    if isinstance(bloque, Programa):
        donde = Lugar(kind, bloque.id, "estrategia", bloque.clave)
        nombre = "Estrategia/Objetivo Estratégico"
        yield Texto(donde, nombre, bloque.estrategia, registro, "estrategia", bloque.id)
    eje = Lugar(kind, bloque.id, "eje", bloque.clave)
    yield Texto(eje, "Eje del PMD", bloque.eje, registro, "eje", bloque.id)
    yield from _ficha(kind, bloque.id, bloque.clave, bloque.ficha)
    if isinstance(bloque, Actividad):
        for gasto in bloque.gastos:
            yield from _gasto(bloque, gasto)


def _ficha(kind: TipoLugar, block: int, clave: str, ficha: Ficha) -> Iterator[Texto]:
    def kept(campo: str, nombre: str, text: str | None, columna: str = "") -> Texto:
        donde = Lugar(kind, block, campo, clave)
        return Texto(donde, nombre, text or "", Registro.FICHAS, columna or campo, block)

    yield kept("metas", "Metas", ficha.metas)
    yield _money(Lugar(kind, block, "monto", clave), "Inversión", ficha.inversion.monto)
    yield kept("nota", "Nota de la inversión", ficha.inversion.nota, "inversion_nota")
    for which in ("directos", "indirectos"):
        campo = f"beneficiados_{which}"
        yield kept(campo, f"Beneficiados {which}", getattr(ficha, campo))
    yield _day(Lugar(kind, block, "periodo_del", clave), "Periodo del", ficha.periodo_del)
    yield _day(Lugar(kind, block, "periodo_al", clave), "Periodo al", ficha.periodo_al)


def _gasto(actividad: Actividad, gasto: Gasto) -> Iterator[Texto]:
    donde = Lugar(TipoLugar.ACTIVIDAD, actividad.id, "gastos", actividad.clave, fila=gasto.id)
    yield _day(donde, f"{GASTO}fecha", gasto.fecha, gasto.id)
    yield _money(donde, f"{GASTO}importe", gasto.importe, gasto.id)
    for campo in ("partida", "concepto"):
        text = getattr(gasto, campo)
        yield Texto(donde, f"{GASTO}{campo}", text, Registro.GASTOS, campo, gasto.id)
    donde = Lugar(TipoLugar.ACTIVIDAD, actividad.id, "comprobantes", actividad.clave)
    yield from _files(donde, "Comprobante", Registro.COMPROBANTES, gasto.comprobantes)


def _files(
    donde: Lugar, nombre: str, registro: Registro, files: Iterable[Evidencia]
) -> Iterator[Texto]:
    for each in files:
        donde = replace(donde, fila=each.id)
        yield Texto(donde, nombre, each.nombre, registro, "nombre", each.id)
        yield Texto(donde, f"{nombre}: motivo", each.motivo, fila=each.id)


# -- a línea ---------------------------------------------------------------------------------


def _linea(linea: LineaAccion, clave: str) -> Iterator[Texto]:
    yield Texto(Lugar(TipoLugar.LINEA, linea.id, "texto", clave), "Clave", clave)
    for campo, nombre in _LINEA:
        text = getattr(linea, campo)
        if text:
            donde = Lugar(TipoLugar.LINEA, linea.id, campo, clave)
            yield Texto(donde, nombre, text, Registro.LINEAS, campo, linea.id)
    for mes, avance in enumerate(linea.avances, 1):
        if avance.comentario or avance.justificacion or avance.evidencias:
            yield from _avance(linea.id, clave, mes, avance)


def _avance(linea: int, clave: str, mes: int, avance: Avance) -> Iterator[Texto]:
    for campo in ("comentario", "justificacion"):
        text = getattr(avance, campo)
        if text:
            donde = Lugar(TipoLugar.LINEA, linea, campo, clave, mes)
            yield Texto(donde, _of_month(campo, mes), text, Registro.AVANCES, campo, linea)
    if avance.evidencias:
        donde = Lugar(TipoLugar.LINEA, linea, "evidencias", clave, mes)
        nombre = _of_month("evidencia", mes)
        yield from _files(donde, nombre, Registro.EVIDENCIAS, avance.evidencias)


@lru_cache(maxsize=64)
def _of_month(campo: str, mes: int) -> str:
    noun = {"justificacion": "Justificación"}.get(campo, campo.capitalize())
    return f"{noun} de {MESES[mes - 1]}"
