"""What each name of the municipio's template is filled with."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from poa_desktop.export.xlsx_fill import Value
from poa_desktop.poa.evaluacion import (
    REGLAS_EN_PALABRAS,
    Medida,
    ResultadoBloque,
    ResultadoLinea,
    evaluar,
)
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import (
    Actividad,
    Ficha,
    ItemFoda,
    Municipio,
    Poa,
    Programa,
    Regla,
    TipoInversion,
)
from poa_desktop.poa.semaforo import palabra_mostrada
from poa_desktop.tablero.inversion import inversion_de
from poa_desktop.tablero.scope import alcance_de

SIN_PROGRAMACION = "—"


@dataclass(frozen=True, slots=True)
class Porcentaje:
    """An exact percentage: how it is written depends on the cell. None: sin programación."""

    valor: Fraction | None


Dato = Value | Porcentaje
Datos = dict[str, Dato]


def cantidad(hundredths: int) -> Value:
    """A quantity as a number: 150 hundredths are 1.5."""
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


@dataclass(frozen=True, slots=True)
class Valores:
    """The single values by name, and the rows of each table by column name."""

    sueltos: Datos
    tablas: dict[str, list[Datos]]


def valores_de(municipio: Municipio, poa: Poa, periodo: Periodo, hoy: date) -> Valores:
    """Everything a template may ask for, of one POA in one period."""
    evaluacion = evaluar(poa, periodo, hoy)
    acumulada = evaluar(poa, periodo, hoy, acumulado=True)
    money = inversion_de(alcance_de(poa, TipoLugar.POA, poa.id), periodo)
    singles: Datos = {
        **_of_poa(municipio, poa),
        "FECHA_HOY": hoy,
        "PERIODO": periodo.en_palabras,
        "PERIODO_INICIO": periodo.inicio,
        "PERIODO_FIN": periodo.fin,
        **_of_measure(evaluacion.total, periodo, hoy),
        "PORCENTAJE_ACUMULADO": Porcentaje(acumulada.total.porcentaje),
        "REGLA": evaluacion.total.rechazo or REGLAS_EN_PALABRAS[evaluacion.reglas.regla],
        "INVERSION": money.programado,
        "EJERCIDO": money.ejercido,
    }
    keys = {each.id: each.clave for each in poa.programas}
    tables = {
        "PROGRAMAS": [_of_block(each, periodo, hoy, keys) for each in evaluacion.programas],
        "ACTIVIDADES": [_of_block(each, periodo, hoy, keys) for each in evaluacion.actividades],
        "LINEAS": [
            _of_line(block, number, linea, periodo)
            for block in evaluacion.bloques
            for number, linea in enumerate(block.lineas, start=1)
        ],
    }
    return Valores(singles, tables)


def _of_poa(municipio: Municipio, poa: Poa) -> Datos:
    of = poa.dependencia
    return {
        "POA_MUNICIPIO": municipio.nombre,
        "POA_ESTADO": municipio.estado,
        "POA_GOBIERNO": municipio.gobierno,
        "POA_DEPENDENCIA": of.nombre,
        "POA_TIPO": of.tipo,
        "POA_CLAVE_UR": of.clave_ur,
        "POA_EJERCICIO": poa.ejercicio,
        "POA_TITULAR": of.titular_nombre,
        "POA_CARGO": of.titular_cargo,
        "POA_ENLACE": of.enlace,
        "POA_VISION": poa.vision,
        "POA_MISION": poa.mision,
        "POA_OBJETIVO": of.objetivo_fin,
        "POA_FORTALEZAS": _numbered(poa.foda.fortalezas),
        "POA_OPORTUNIDADES": _numbered(poa.foda.oportunidades),
        "POA_DEBILIDADES": _numbered(poa.foda.debilidades),
        "POA_AMENAZAS": _numbered(poa.foda.amenazas),
        "POA_FECHA": poa.fecha,
        "POA_EVALUADOR": poa.evaluador,
    }


def _numbered(items: Iterable[ItemFoda]) -> str:
    return "\n".join(f"{number}.- {each.texto}" for number, each in enumerate(items, start=1))


def _of_measure(medida: Medida, periodo: Periodo, hoy: date) -> Datos:
    def count(value: int | None) -> Value:
        if value is None:
            return None
        return cantidad(value) if medida.regla is Regla.CANTIDADES else value

    return {
        "PROYECTADAS": count(medida.proyectadas),
        "REALIZADAS": count(medida.realizadas),
        "PORCENTAJE": Porcentaje(medida.porcentaje),
        "SEMAFORO": palabra_mostrada(medida.semaforo, periodo, hoy),
    }


def _of_block(result: ResultadoBloque, periodo: Periodo, hoy: date, keys: dict[int, str]) -> Datos:
    bloque = result.bloque
    ficha = bloque.ficha
    datos: Datos = {
        "CLAVE": bloque.clave,
        "NUMERO": bloque.numero,
        "NOMBRE": bloque.nombre,
        "EJE": bloque.eje,
        "METAS": ficha.metas,
        "INVERSION": _investment(ficha),
        "BENEFICIADOS_DIRECTOS": ficha.beneficiados_directos,
        "BENEFICIADOS_INDIRECTOS": ficha.beneficiados_indirectos,
        "DEL": ficha.periodo_del,
        "AL": ficha.periodo_al,
        "TEMPORALIDAD": ficha.temporalidad.etiqueta if ficha.temporalidad else None,
        **_of_measure(result.medida, periodo, hoy),
    }
    if isinstance(bloque, Programa):
        datos["ESTRATEGIA"] = bloque.estrategia
    if isinstance(bloque, Actividad):
        datos["PROGRAMA"] = keys.get(bloque.programa_id) if bloque.programa_id else None
        datos["EJERCIDO"] = bloque.ejercido
    return datos


def _investment(ficha: Ficha) -> Value:
    if ficha.inversion.tipo is TipoInversion.NO_GENERA_GASTO:
        return "No genera gasto"
    return ficha.inversion.monto


def _of_line(
    block: ResultadoBloque, number: int, result: ResultadoLinea, periodo: Periodo
) -> Datos:
    linea = result.linea
    avances = [linea.avances[mes - 1] for mes in periodo.meses]
    said = [text for each in avances for text in (each.comentario, each.justificacion) if text]
    return {
        "CLAVE": f"{block.bloque.clave}.{number}",
        "BLOQUE": block.bloque.nombre,
        "TEXTO": linea.texto,
        "UNIDAD": linea.unidad_medida,
        "MEDIO": linea.medio_verificacion,
        "RESPONSABLE": linea.responsable,
        "PROGRAMADO": cantidad(result.programado),
        "REALIZADO": None if _not_captured(result, periodo) else cantidad(result.realizado),
        "PORCENTAJE": Porcentaje(result.porcentaje),
        "ESTADO": result.estado.etiqueta,
        "COMENTARIO": "\n".join(said),
    }


def _not_captured(result: ResultadoLinea, periodo: Periodo) -> bool:
    """Nothing was captured in the whole period: sin capturar, which is not 0."""
    return all(result.linea.avances[mes - 1].realizado is None for mes in periodo.meses)
