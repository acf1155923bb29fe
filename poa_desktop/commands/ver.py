"""ver: the whole content of a file."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from poa_desktop.commands.outcome import Clock, Outcome, open_to_read
from poa_desktop.poa.calendario import total
from poa_desktop.poa.formats import cantidad_number, format_cantidad, format_dinero
from poa_desktop.poa.records import (
    Actividad,
    Archivo,
    Bloque,
    Cuadrante,
    Evidencia,
    Ficha,
    Gasto,
    Inversion,
    LineaAccion,
    Poa,
    Programa,
    TipoInversion,
)
from poa_desktop.poa.tramites import Tramite, estado_de

_YEAR = tuple(range(1, 13))


def ver(path: Path, clock: Clock) -> Outcome:
    """Everything the file holds, as text and as the JSON of the contract."""
    with open_to_read(path, clock) as store:
        archivo = store.archivo()
        tramites = {poa.id: store.tramites(poa.id) for poa in archivo.poas}
    data = archivo_data(archivo)
    for poa, said in zip(archivo.poas, data["poas"], strict=True):
        said["periodos"] = periodos_data(poa, tramites[poa.id])
    return Outcome(_text(archivo), data)


def periodos_data(poa: Poa, tramites: Sequence[Tramite]) -> dict[str, Any]:
    """Where a POA stands in each period that was ever sent or closed, by its code (T1).

    *folio* is that of the cierre in force, null while the period is not closed.
    """
    folios = {each.periodo: each.folio for each in poa.cierres}
    known = sorted({each.periodo for each in tramites if each.periodo is not None})
    return {
        each.codigo: {"estado": estado_de(tramites, each).value, "folio": folios.get(each)}
        for each in known
    }


def archivo_data(archivo: Archivo) -> dict[str, Any]:
    """The JSON document of the contract."""
    municipio = archivo.municipio
    return {
        "municipio": {
            "nombre": municipio.nombre,
            "estado": municipio.estado,
            "gobierno": municipio.gobierno,
            "color": municipio.color,
            "pmd": {"nombre": municipio.pmd_nombre, "ejes": list(municipio.ejes)},
        },
        "poas": [_poa_data(poa) for poa in archivo.poas],
    }


def _poa_data(poa: Poa) -> dict[str, Any]:
    numbers = {programa.id: programa.numero for programa in poa.programas}
    dependencia = poa.dependencia
    return {
        "dependencia": dependencia.nombre,
        "ejercicio": poa.ejercicio,
        "titular": {"nombre": dependencia.titular_nombre, "cargo": dependencia.titular_cargo},
        "enlace": dependencia.enlace,
        "regla": poa.reglas.regla.value,
        "estado": poa.estado.value,
        "revision": poa.revision,
        "vision": poa.vision,
        "mision": poa.mision,
        "foda": {
            cuadrante.value: [item.texto for item in poa.foda.items(cuadrante)]
            for cuadrante in Cuadrante
        },
        "objetivo_fin": dependencia.objetivo_fin,
        "fecha": None if poa.fecha is None else poa.fecha.isoformat(),
        "evaluador": poa.evaluador,
        "programas": [_programa_data(each) for each in poa.programas],
        "actividades": [_actividad_data(each, numbers) for each in poa.actividades],
    }


def _programa_data(programa: Programa) -> dict[str, Any]:
    head = {"numero": programa.numero, "nombre": programa.nombre, "estrategia": programa.estrategia}
    return head | _block_data(programa)


def _actividad_data(actividad: Actividad, numbers: dict[int, int]) -> dict[str, Any]:
    programa = None if actividad.programa_id is None else numbers[actividad.programa_id]
    head = {"numero": actividad.numero, "nombre": actividad.nombre, "programa": programa}
    gastos = [_gasto_data(each) for each in actividad.gastos]
    return head | _block_data(actividad) | {"gastos": gastos}


def _block_data(bloque: Bloque) -> dict[str, Any]:
    return {
        "eje": bloque.eje,
        "lineas": [_linea_data(linea) for linea in bloque.lineas],
        "ficha": _ficha_data(bloque.ficha),
    }


def _ficha_data(ficha: Ficha) -> dict[str, Any]:
    return {
        "metas": ficha.metas,
        "inversion": _inversion_data(ficha.inversion),
        "beneficiados_directos": ficha.beneficiados_directos,
        "beneficiados_indirectos": ficha.beneficiados_indirectos,
        "del": None if ficha.periodo_del is None else ficha.periodo_del.isoformat(),
        "al": None if ficha.periodo_al is None else ficha.periodo_al.isoformat(),
        "temporalidad": None if ficha.temporalidad is None else ficha.temporalidad.value,
    }


def _inversion_data(inversion: Inversion) -> dict[str, Any]:
    return {
        "tipo": inversion.tipo.value,
        "monto": None if inversion.monto is None else f"{inversion.monto:.2f}",
        "nota": inversion.nota,
    }


def _linea_data(linea: LineaAccion) -> dict[str, Any]:
    return {
        "texto": linea.texto,
        "unidad_medida": linea.unidad_medida,
        "medio_verificacion": linea.medio_verificacion,
        "responsable": linea.responsable,
        "programado": [cantidad_number(each) for each in linea.programado],
        "realizado": [None if each is None else cantidad_number(each) for each in linea.realizado],
        "avances": [
            {
                "mes": mes,
                "comentario": avance.comentario,
                "justificacion": avance.justificacion,
                "evidencias": [_evidencia_data(each) for each in avance.evidencias],
            }
            for mes, avance in enumerate(linea.avances, 1)
            if avance.comentario or avance.justificacion or avance.evidencias
        ],
    }


def _gasto_data(gasto: Gasto) -> dict[str, Any]:
    return {
        "fecha": gasto.fecha.isoformat(),
        "importe": f"{gasto.importe:.2f}",
        "partida": gasto.partida,
        "concepto": gasto.concepto,
        "comprobantes": [_evidencia_data(each) for each in gasto.comprobantes],
    }


def _evidencia_data(evidencia: Evidencia) -> dict[str, Any]:
    return {
        "nombre": evidencia.nombre,
        "tipo": evidencia.tipo,
        "tamano": evidencia.tamano,
        "sha256": evidencia.sha256,
        "estado": evidencia.estado.value,
    }


def _text(archivo: Archivo) -> str:
    rows = [archivo.municipio.gobierno or archivo.municipio.nombre or "Municipio sin nombre"]
    for poa in archivo.poas:
        rows += ["", poa.titulo]
        rows += [f"  FODA: {foda_counts(poa)}"]
        for bloque in poa.bloques:
            rows.append(f"  {bloque.clave} {bloque.nombre} · {inversion_text(bloque.ficha)}")
            rows += [
                f"    {number}. {_linea_text(li)}" for number, li in enumerate(bloque.lineas, 1)
            ]
    if not archivo.poas:
        rows.append("El archivo no contiene ningún POA.")
    return "\n".join(rows)


def foda_counts(poa: Poa) -> str:
    """How many entries each FODA list has, in words."""
    return ", ".join(f"{len(poa.foda.items(each))} {each.value}" for each in Cuadrante)


def inversion_text(ficha: Ficha) -> str:
    """The planned spending as the form says it."""
    inversion = ficha.inversion
    if inversion.tipo is TipoInversion.MONTO and inversion.monto is not None:
        note = f" ({inversion.nota})" if inversion.nota else ""
        return f"{format_dinero(inversion.monto)}{note}"
    known = inversion.tipo is TipoInversion.NO_GENERA_GASTO
    return "No genera gasto" if known else "Inversión sin definir"


def _linea_text(linea: LineaAccion) -> str:
    programado = format_cantidad(total(linea.programado, _YEAR))
    realizado = format_cantidad(total(linea.realizado, _YEAR))
    return f"{linea.texto} [{realizado} de {programado} {linea.unidad_medida}]"
