"""Rows become records. A whole POA is read anew after each change, so there is no cache."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from poa_desktop.files import sha256_of
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import Temporalidad, parse_periodo
from poa_desktop.poa.records import (
    SIN_AVANCES,
    SIN_PROGRAMAR,
    Actividad,
    Avance,
    CierreVigente,
    Copia,
    Cuadrante,
    Dependencia,
    EstadoEvidencia,
    EstadoPoa,
    Evidencia,
    Ficha,
    Foda,
    Gasto,
    Inversion,
    ItemFoda,
    LineaAccion,
    Municipio,
    Plantilla,
    Poa,
    PoaEncabezado,
    Programa,
    Regla,
    Reglas,
    TipoInversion,
    TipoPlantilla,
)

Row = dict[str, Any]
Owner = tuple[str, int]
"""("programa" or "actividad", id): what a línea or ficha belongs to."""

_BLOCK_IDS = {
    "programa": "SELECT id FROM programas WHERE poa_id = :poa",
    "actividad": "SELECT id FROM actividades WHERE poa_id = :poa",
}
_OWNED = (
    f"(programa_id IN ({_BLOCK_IDS['programa']}) OR actividad_id IN ({_BLOCK_IDS['actividad']}))"
)
_LINEAS = f"SELECT id FROM lineas WHERE {_OWNED}"


def _rows(conn: sqlite3.Connection, sql: str, **values: object) -> Iterable[Row]:
    cursor = conn.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def clave(conn: sqlite3.Connection) -> str:
    """The file's own key."""
    return str(conn.execute("SELECT clave FROM archivo").fetchone()[0])


def is_observed(conn: sqlite3.Connection, poa_id: int) -> bool:
    """Whether Planeación has observed anything of a POA."""
    sql = "SELECT EXISTS (SELECT 1 FROM observaciones WHERE poa_id = ?)"
    return bool(conn.execute(sql, (poa_id,)).fetchone()[0])


def headers(conn: sqlite3.Connection) -> tuple[PoaEncabezado, ...]:
    """The POAs of the file, by ejercicio and dependencia."""
    rows = conn.execute(
        "SELECT poas.id, dependencias.nombre, ejercicio FROM poas"
        " JOIN dependencias ON dependencias.id = dependencia_id"
        " ORDER BY ejercicio, dependencias.nombre, poas.id"
    )
    return tuple(PoaEncabezado(*row) for row in rows)


def poa_of(conn: sqlite3.Connection, dependencia_id: int, ejercicio: int) -> int | None:
    """Id of a dependencia's POA of a year; None when the file has none."""
    sql = "SELECT id FROM poas WHERE dependencia_id = ? AND ejercicio = ?"
    row = conn.execute(sql, (dependencia_id, ejercicio)).fetchone()
    return None if row is None else int(row[0])


def municipio(conn: sqlite3.Connection) -> Municipio:
    """The municipio, with its escudo and its ejes in order."""
    (row,) = _rows(
        conn,
        "SELECT nombre, estado, gobierno, pmd_nombre, color, bytes AS escudo FROM municipio"
        " LEFT JOIN contenidos ON sha256 = escudo",
    )
    ejes = tuple(name for (name,) in conn.execute("SELECT nombre FROM ejes ORDER BY orden, id"))
    kept = {
        TipoPlantilla(tipo): Plantilla(TipoPlantilla(tipo), *rest)
        for tipo, *rest in conn.execute(
            "SELECT tipo, nombre, sha256, bytes, superior, inferior FROM plantillas"
            " JOIN contenidos USING (sha256)"
        )
    }
    membrete, libro = kept.get(TipoPlantilla.MEMBRETE), kept.get(TipoPlantilla.LIBRO)
    unidades = tuple(name for (name,) in conn.execute("SELECT nombre FROM unidades ORDER BY id"))
    return Municipio(**row, ejes=ejes, membrete=membrete, libro=libro, unidades=unidades)


def content(conn: sqlite3.Connection, sha256: str) -> bytes:
    """The bytes of a kept content. Raises PoaError when they are gone or not what they were."""
    row = conn.execute("SELECT bytes FROM contenidos WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None or sha256_of(row[0]) != sha256:
        raise PoaError("El contenido de la evidencia está dañado: restaure un respaldo.")
    return bytes(row[0])


def content_head(conn: sqlite3.Connection, sha256: str, length: int) -> bytes:
    """The first bytes of a kept content; none when it is gone."""
    row = conn.execute("SELECT rowid FROM contenidos WHERE sha256 = ?", (sha256,)).fetchone()
    if row is None:
        return b""
    with conn.blobopen("contenidos", "bytes", row[0], readonly=True) as blob:
        return blob.read(length)


def poa(conn: sqlite3.Connection, poa_id: int) -> Poa:
    """One POA with everything below it. Raises PoaError when it is not there."""
    row = next(iter(_rows(conn, "SELECT * FROM poas WHERE id = :poa", poa=poa_id)), None)
    if row is None:
        raise PoaError("Ese POA ya no está en el archivo.")
    lineas = _lineas(conn, poa_id)
    fichas = _fichas(conn, poa_id)
    gastos = _gastos(conn, poa_id)
    return Poa(
        id=poa_id,
        dependencia=_dependencia(conn, row["dependencia_id"]),
        ejercicio=row["ejercicio"],
        reglas=_reglas(conn, row["ejercicio"]),
        vision=row["vision"],
        mision=row["mision"],
        foda=_foda(conn, poa_id),
        fecha=_date(row["fecha"]),
        evaluador=row["evaluador"],
        estado=EstadoPoa(row["estado"]),
        revision=row["revision"],
        programas=tuple(
            Programa(
                id=each["id"],
                numero=each["numero"],
                nombre=each["nombre"],
                estrategia=each["estrategia"],
                eje=each["eje"],
                ficha=fichas.get(("programa", each["id"]), Ficha()),
                lineas=tuple(lineas[("programa", each["id"])]),
            )
            for each in _blocks(conn, "programas", poa_id)
        ),
        actividades=tuple(
            Actividad(
                id=each["id"],
                numero=each["numero"],
                nombre=each["nombre"],
                eje=each["eje"],
                programa_id=each["programa_id"],
                ficha=fichas.get(("actividad", each["id"]), Ficha()),
                lineas=tuple(lineas[("actividad", each["id"])]),
                gastos=tuple(gastos[each["id"]]),
            )
            for each in _blocks(conn, "actividades", poa_id)
        ),
        copia=_copia(conn, poa_id, row),
        meses_cerrados=_meses_cerrados(conn, poa_id),
        adecuacion_abierta=_adecuacion_abierta(conn, poa_id),
        cierres=_cierres(conn, poa_id, row["ejercicio"]),
    )


def _meses_cerrados(conn: sqlite3.Connection, poa_id: int) -> frozenset[int]:
    found = conn.execute("SELECT mes FROM candados WHERE poa_id = ?", (poa_id,))
    return frozenset(mes for (mes,) in found)


def _cierres(conn: sqlite3.Connection, poa_id: int, ejercicio: int) -> tuple[CierreVigente, ...]:
    """The cierres that nothing came after: the periods that are closed now, in order."""
    sql = (
        "SELECT periodo, folio FROM tramites JOIN sellos ON tramite_id = tramites.id"
        " WHERE poa_id = ? AND paso = 'cierre' AND NOT EXISTS (SELECT 1 FROM tramites AS later"
        " WHERE later.poa_id = tramites.poa_id AND later.periodo = tramites.periodo"
        " AND later.id > tramites.id) ORDER BY tramites.id"
    )
    found = conn.execute(sql, (poa_id,))
    return tuple(
        CierreVigente(parse_periodo(f"{ejercicio}-{codigo}"), folio) for codigo, folio in found
    )


def _adecuacion_abierta(conn: sqlite3.Connection, poa_id: int) -> bool:
    sql = "SELECT 1 FROM adecuaciones WHERE poa_id = ? AND hasta IS NULL"
    return conn.execute(sql, (poa_id,)).fetchone() is not None


def _copia(conn: sqlite3.Connection, poa_id: int, row: Row) -> Copia | None:
    if row["copiado_de"] is None:
        return None
    claves: dict[int, set[str]] = {0: set(), 1: set()}
    sql = "SELECT clave, aceptada FROM menciones WHERE poa_id = ?"
    for clave, aceptada in conn.execute(sql, (poa_id,)):
        claves[aceptada].add(clave)
    return Copia(
        row["copiado_de"], row["copiado_titular"], frozenset(claves[0]), frozenset(claves[1])
    )


def _blocks(conn: sqlite3.Connection, table: str, poa_id: int) -> Iterable[Row]:
    sql = f"SELECT * FROM {table} WHERE poa_id = :poa ORDER BY numero, id"
    return _rows(conn, sql, poa=poa_id)


def _date(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:  # SQLite takes a 30 February for a date
        raise PoaError(
            f"El archivo tiene una fecha dañada ({text}): restaure un respaldo."
        ) from None


def _dependencia(conn: sqlite3.Connection, dependencia_id: int) -> Dependencia:
    (row,) = _rows(conn, "SELECT * FROM dependencias WHERE id = :id", id=dependencia_id)
    return Dependencia(**row)


def _reglas(conn: sqlite3.Connection, ejercicio: int) -> Reglas:
    (row,) = _rows(conn, "SELECT * FROM ejercicios WHERE ejercicio = :year", year=ejercicio)
    limits = ("verde", "amarillo", "justificar_sobre", "justificar_bajo")
    return Reglas(Regla(row["regla"]), *(Decimal(row[name]) / 100 for name in limits))


def _foda(conn: sqlite3.Connection, poa_id: int) -> Foda:
    lists: dict[str, list[ItemFoda]] = {cuadrante.value: [] for cuadrante in Cuadrante}
    sql = "SELECT id, cuadrante, texto FROM foda WHERE poa_id = ? ORDER BY orden, id"
    for item, cuadrante, texto in conn.execute(sql, (poa_id,)):
        lists[cuadrante].append(ItemFoda(item, texto))
    return Foda(**{name: tuple(items) for name, items in lists.items()})


def _owner(row: Row) -> Owner:
    if row["programa_id"] is not None:
        return "programa", row["programa_id"]
    return "actividad", row["actividad_id"]


def _fichas(conn: sqlite3.Connection, poa_id: int) -> dict[Owner, Ficha]:
    rows = _rows(conn, f"SELECT * FROM fichas WHERE {_OWNED}", poa=poa_id)
    return {_owner(row): _ficha(row) for row in rows}


def _ficha(row: Row) -> Ficha:
    monto = row["inversion_monto"]
    return Ficha(
        metas=row["metas"],
        inversion=Inversion(
            TipoInversion(row["inversion_tipo"]),
            None if monto is None else Decimal(monto).scaleb(-2),
            row["inversion_nota"],
        ),
        beneficiados_directos=row["beneficiados_directos"],
        beneficiados_indirectos=row["beneficiados_indirectos"],
        periodo_del=_date(row["periodo_del"]),
        periodo_al=_date(row["periodo_al"]),
        temporalidad=None if row["temporalidad"] is None else Temporalidad(row["temporalidad"]),
    )


def _lineas(conn: sqlite3.Connection, poa_id: int) -> dict[Owner, list[LineaAccion]]:
    programado = _programado(conn, poa_id)
    avances = _avances(conn, poa_id)
    found: dict[Owner, list[LineaAccion]] = defaultdict(list)
    sql = f"SELECT * FROM lineas WHERE {_OWNED} ORDER BY orden, id"
    for row in _rows(conn, sql, poa=poa_id):
        found[_owner(row)].append(
            LineaAccion(
                id=row["id"],
                texto=row["texto"],
                unidad_medida=row["unidad_medida"],
                medio_verificacion=row["medio_verificacion"],
                responsable=row["responsable"],
                programado=programado.get(row["id"], SIN_PROGRAMAR),
                avances=avances.get(row["id"], SIN_AVANCES),
            )
        )
    return found


def _programado(conn: sqlite3.Connection, poa_id: int) -> dict[int, tuple[int, ...]]:
    months: dict[int, list[int]] = {}
    sql = f"SELECT linea_id, mes, cantidad FROM programado WHERE linea_id IN ({_LINEAS})"
    for linea, mes, cantidad in conn.execute(sql, {"poa": poa_id}):
        months.setdefault(linea, [0] * 12)[mes - 1] = cantidad
    return {linea: tuple(values) for linea, values in months.items()}


def _avances(conn: sqlite3.Connection, poa_id: int) -> dict[int, tuple[Avance, ...]]:
    evidencias = _evidencias(conn, poa_id)
    months: dict[int, list[Avance]] = {}
    sql = (
        "SELECT linea_id, mes, realizado, comentario, justificacion FROM avances"
        f" WHERE linea_id IN ({_LINEAS})"
    )
    for linea, mes, realizado, comentario, justificacion in conn.execute(sql, {"poa": poa_id}):
        avance = Avance(
            realizado, comentario, justificacion, tuple(evidencias.pop((linea, mes), ()))
        )
        months.setdefault(linea, list(SIN_AVANCES))[mes - 1] = avance
    for (linea, mes), files_only in evidencias.items():
        months.setdefault(linea, list(SIN_AVANCES))[mes - 1] = Avance(evidencias=tuple(files_only))
    return {linea: tuple(values) for linea, values in months.items()}


def _gastos(conn: sqlite3.Connection, poa_id: int) -> dict[int, list[Gasto]]:
    """The gastos of each actividad (by its id), by fecha."""
    comprobantes: dict[int, list[Evidencia]] = defaultdict(list)
    of_poa = f"actividad_id IN ({_BLOCK_IDS['actividad']})"
    sql = (
        f"SELECT {_FILE_COLUMNS}, gasto_id FROM comprobantes"
        f" WHERE gasto_id IN (SELECT id FROM gastos WHERE {of_poa}) ORDER BY id"
    )
    for row in _rows(conn, sql, poa=poa_id):
        comprobantes[row.pop("gasto_id")].append(_evidencia(row))
    found: dict[int, list[Gasto]] = defaultdict(list)
    for row in _rows(conn, f"SELECT * FROM gastos WHERE {of_poa} ORDER BY fecha, id", poa=poa_id):
        fecha = _date(row["fecha"])
        assert fecha is not None
        found[row["actividad_id"]].append(
            Gasto(
                id=row["id"],
                fecha=fecha,
                importe=Decimal(row["importe"]).scaleb(-2),
                partida=row["partida"],
                concepto=row["concepto"],
                comprobantes=tuple(comprobantes[row["id"]]),
            )
        )
    return found


_FILE_COLUMNS = "id, nombre, tipo, tamano, sha256, estado, motivo"


def _evidencia(row: Row) -> Evidencia:
    return Evidencia(**{**row, "estado": EstadoEvidencia(row["estado"])})


def _evidencias(conn: sqlite3.Connection, poa_id: int) -> dict[tuple[int, int], list[Evidencia]]:
    found: dict[tuple[int, int], list[Evidencia]] = defaultdict(list)
    sql = (
        f"SELECT {_FILE_COLUMNS}, linea_id, mes FROM evidencias"
        f" WHERE linea_id IN ({_LINEAS}) ORDER BY id"
    )
    for row in _rows(conn, sql, poa=poa_id):
        key = row.pop("linea_id"), row.pop("mes")
        found[key].append(_evidencia(row))
    return found
