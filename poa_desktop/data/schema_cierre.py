"""What the fifth version of the file adds: the workflow, the seals, and what refuses writes.

The triggers are a seat-belt against mistakes, whoever writes; what proves is the seal.
"""

_TABLES = """
CREATE TABLE tramites (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    poa_id INTEGER NOT NULL REFERENCES poas (id) ON DELETE CASCADE,
    periodo TEXT NOT NULL
        CHECK (periodo IN ('', 'A') OR periodo GLOB '[BTCS][1-6]' OR periodo GLOB 'M[01][0-9]'),
    paso TEXT NOT NULL CHECK (paso IN ('envio', 'retiro', 'devolucion', 'cierre', 'reapertura',
        'autorizacion', 'revocacion')),
    cuando TEXT NOT NULL,
    nombre TEXT NOT NULL CHECK (nombre <> ''),
    cargo TEXT NOT NULL DEFAULT '',
    nota TEXT NOT NULL DEFAULT '',
    huella TEXT NOT NULL DEFAULT '',
    CHECK ((periodo = '') = (paso IN ('autorizacion', 'revocacion'))),
    CHECK (paso NOT IN ('reapertura', 'revocacion') OR nota <> '')
) STRICT;
CREATE INDEX tramites_poa ON tramites (poa_id);

CREATE TABLE sellos (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tramite_id INTEGER NOT NULL UNIQUE REFERENCES tramites (id),
    version INTEGER NOT NULL CHECK (version > 0),
    folio TEXT NOT NULL UNIQUE CHECK (folio <> ''),
    contenido TEXT NOT NULL REFERENCES contenidos (sha256),
    bitacora_numero INTEGER NOT NULL CHECK (bitacora_numero >= 0),
    bitacora_sello TEXT NOT NULL CHECK (length(bitacora_sello) = 64),
    anterior TEXT NOT NULL CHECK (length(anterior) = 64),
    llave TEXT NOT NULL CHECK (length(llave) = 64),
    firma TEXT NOT NULL CHECK (length(firma) = 128)
) STRICT;
CREATE INDEX sellos_contenido ON sellos (contenido);

CREATE TABLE sellos_contenidos (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sello_id INTEGER NOT NULL REFERENCES sellos (id),
    sha256 TEXT NOT NULL REFERENCES contenidos (sha256),
    UNIQUE (sello_id, sha256)
) STRICT;
CREATE INDEX sellos_contenidos_contenido ON sellos_contenidos (sha256);

CREATE TABLE candados (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    poa_id INTEGER NOT NULL REFERENCES poas (id) ON DELETE CASCADE,
    mes INTEGER NOT NULL CHECK (mes BETWEEN 1 AND 12),
    UNIQUE (poa_id, mes)
) STRICT;

CREATE TABLE observaciones (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    poa_id INTEGER NOT NULL REFERENCES poas (id) ON DELETE CASCADE,
    periodo TEXT NOT NULL
        CHECK (periodo = 'A' OR periodo GLOB '[BTCS][1-6]' OR periodo GLOB 'M[01][0-9]'),
    linea_id INTEGER REFERENCES lineas (id) ON DELETE CASCADE,
    texto TEXT NOT NULL CHECK (texto <> ''),
    nombre TEXT NOT NULL CHECK (nombre <> ''),
    cargo TEXT NOT NULL DEFAULT '',
    cuando TEXT NOT NULL,
    estado TEXT NOT NULL DEFAULT 'pendiente'
        CHECK (estado IN ('pendiente', 'respondida', 'atendida')),
    respuesta TEXT NOT NULL DEFAULT '',
    respondio TEXT NOT NULL DEFAULT '',
    respondio_cargo TEXT NOT NULL DEFAULT '',
    respondida TEXT,
    CHECK (estado <> 'respondida' OR respuesta <> ''),
    CHECK ((respuesta = '') = (respondida IS NULL)),
    CHECK ((respuesta = '') = (respondio = ''))
) STRICT;
CREATE INDEX observaciones_poa ON observaciones (poa_id);
CREATE INDEX observaciones_linea ON observaciones (linea_id);

CREATE TABLE adecuaciones (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    poa_id INTEGER NOT NULL REFERENCES poas (id) ON DELETE CASCADE,
    numero INTEGER NOT NULL CHECK (numero > 0),
    justificacion TEXT NOT NULL CHECK (justificacion <> ''),
    oficio TEXT NOT NULL DEFAULT '',
    fecha TEXT CHECK (fecha IS date(fecha)),
    nombre TEXT NOT NULL CHECK (nombre <> ''),
    cargo TEXT NOT NULL DEFAULT '',
    iniciada TEXT NOT NULL,
    desde INTEGER NOT NULL CHECK (desde > 0),
    concluida TEXT,
    hasta INTEGER CHECK (hasta > desde),
    CHECK ((concluida IS NULL) = (hasta IS NULL)),
    UNIQUE (poa_id, numero)
) STRICT;

CREATE VIEW lineas_poa AS
    SELECT lineas.id AS linea_id, coalesce(programas.poa_id, actividades.poa_id) AS poa_id
    FROM lineas LEFT JOIN programas ON programas.id = lineas.programa_id
    LEFT JOIN actividades ON actividades.id = lineas.actividad_id;
"""

MES_CERRADO = "mes cerrado"
PERIODO_CERRADO = "periodo cerrado"
PLAN_AUTORIZADO = "plan autorizado"
REGLA_CONGELADA = "regla congelada"
POA_SELLADO = "poa sellado"
SELLADO = "lo sellado no se modifica"

_ROWS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}
_OWNERS = "(SELECT poa_id FROM {0} WHERE id = {1}.{2}_id)"
_REPORTED = (
    "SELECT mes FROM programado WHERE linea_id = {0} UNION SELECT mes FROM avances"
    " WHERE linea_id = {0} UNION SELECT mes FROM evidencias WHERE linea_id = {0}"
)


def _refuse(name: str, event: str, table: str, when: str, message: str) -> str:
    return (
        f"CREATE TRIGGER {name} BEFORE {event} ON {table}\n    WHEN {when}\n"
        f"    BEGIN SELECT RAISE(ABORT, '{message}'); END;\n"
    )


def _of_events(table: str, kind: str, condition: str, message: str) -> str:
    """Refuse every change of the rows that a condition (on row {0}) holds for."""
    return "".join(
        _refuse(
            f"{table}_{kind}_{event.lower()}",
            event,
            table,
            " OR ".join(condition.format(row) for row in rows),
            message,
        )
        for event, rows in _ROWS.items()
    )


def _closed_months() -> str:
    of_linea = (
        "EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id)"
        " WHERE linea_id = {0}.linea_id AND mes = {0}.mes)"
    )
    of_gasto = (
        "EXISTS (SELECT 1 FROM actividades JOIN poas ON poas.id = actividades.poa_id"
        " JOIN candados ON candados.poa_id = poas.id WHERE actividades.id = {0}.actividad_id"
        " AND substr({0}.fecha, 1, 7) = printf('%d-%02d', ejercicio, mes))"
    )
    of_comprobante = (
        "EXISTS (SELECT 1 FROM gastos JOIN actividades ON actividades.id = actividad_id"
        " JOIN poas ON poas.id = actividades.poa_id JOIN candados ON candados.poa_id = poas.id"
        " WHERE gastos.id = {0}.gasto_id"
        " AND substr(gastos.fecha, 1, 7) = printf('%d-%02d', ejercicio, mes))"
    )
    tables = {"programado": of_linea, "avances": of_linea, "evidencias": of_linea,
              "gastos": of_gasto, "comprobantes": of_comprobante}  # fmt: skip
    return "".join(
        _of_events(table, "cerrado", condition, MES_CERRADO) for table, condition in tables.items()
    )


def _closed_observations() -> str:
    """What was asked and answered in a closed period stays as it was sealed."""
    closed = (
        "EXISTS (SELECT 1 FROM tramites AS cierre WHERE cierre.poa_id = {0}.poa_id"
        " AND cierre.periodo = {0}.periodo AND cierre.paso = 'cierre' AND NOT EXISTS"
        " (SELECT 1 FROM tramites WHERE poa_id = {0}.poa_id AND periodo = {0}.periodo"
        " AND paso = 'reapertura' AND id > cierre.id))"
    )
    return _of_events("observaciones", "cerrado", closed, PERIODO_CERRADO)


def _closed_lineas() -> str:
    """A línea with something in a closed month stays, where it is and in its unit."""
    reported = (
        "EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id) WHERE linea_id = OLD.id"
        f" AND mes IN ({_REPORTED.format('OLD.id')}))"
    )
    moves = " OR ".join(
        f"OLD.{each} IS NOT NEW.{each}" for each in ("programa_id", "actividad_id", "unidad_medida")
    )
    made = _refuse("lineas_cerrado_delete", "DELETE", "lineas", reported, MES_CERRADO)
    made += _refuse(
        "lineas_cerrado_update", "UPDATE", "lineas", f"({moves}) AND {reported}", MES_CERRADO
    )
    for table, column in (("programas", "programa_id"), ("actividades", "actividad_id")):
        of_block = (
            "EXISTS (SELECT 1 FROM candados JOIN lineas WHERE candados.poa_id = OLD.poa_id"
            f" AND lineas.{column} = OLD.id AND mes IN ({_REPORTED.format('lineas.id')}))"
        )
        made += _refuse(f"{table}_cerrado_delete", "DELETE", table, of_block, MES_CERRADO)
        elsewhere = f"OLD.poa_id IS NOT NEW.poa_id AND {of_block}"
        made += _refuse(f"{table}_cerrado_update", "UPDATE", table, elsewhere, MES_CERRADO)
    made += _refuse(
        "actividades_gastos_cerrado_delete", "DELETE", "actividades", _SPENT, MES_CERRADO
    )
    return made


_SPENT = (
    "EXISTS (SELECT 1 FROM gastos JOIN poas ON poas.id = OLD.poa_id"
    " JOIN candados ON candados.poa_id = poas.id WHERE gastos.actividad_id = OLD.id"
    " AND substr(gastos.fecha, 1, 7) = printf('%d-%02d', ejercicio, mes))"
)
"""An actividad with a gasto of a closed month: cascades come when the actividad is gone already."""


def _authorised_plan() -> str:
    frozen = (
        "EXISTS (SELECT 1 FROM poas WHERE id = {0} AND estado = 'autorizado' AND NOT EXISTS"
        " (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))"
    )
    owned = "coalesce({}, {})".format(
        _OWNERS.format("programas", "{0}", "programa"),
        _OWNERS.format("actividades", "{0}", "actividad"),
    )
    whose = {
        "programas": "{0}.poa_id",
        "actividades": "{0}.poa_id",
        "lineas": owned,
        "fichas": owned,
        "programado": "(SELECT poa_id FROM lineas_poa WHERE linea_id = {0}.linea_id)",
    }
    return "".join(
        _of_events(table, "autorizado", frozen.format(poa), PLAN_AUTORIZADO)
        for table, poa in whose.items()
    )


def _sealed() -> str:
    sealed = (
        "EXISTS (SELECT 1 FROM sellos JOIN tramites ON tramites.id = tramite_id"
        " WHERE poa_id = OLD.id)"
    )
    moved = "(OLD.dependencia_id IS NOT NEW.dependencia_id OR OLD.ejercicio IS NOT NEW.ejercicio)"
    rules = " OR ".join(
        f"OLD.{each} IS NOT NEW.{each}"
        for each in ("regla", "verde", "amarillo", "justificar_sobre", "justificar_bajo")
    )
    closed = (
        "EXISTS (SELECT 1 FROM sellos JOIN tramites ON tramites.id = tramite_id"
        " JOIN poas ON poas.id = poa_id WHERE paso = 'cierre' AND ejercicio = OLD.ejercicio)"
    )
    of_tramite = "EXISTS (SELECT 1 FROM sellos WHERE tramite_id = OLD.id)"
    made = _refuse("poas_sellado_delete", "DELETE", "poas", sealed, POA_SELLADO)
    made += _refuse("poas_sellado_update", "UPDATE", "poas", f"{moved} AND {sealed}", POA_SELLADO)
    made += _refuse(
        "ejercicios_congelado", "UPDATE", "ejercicios", f"({rules}) AND {closed}", REGLA_CONGELADA
    )
    made += _refuse(  # REPLACE is no UPDATE
        "ejercicios_congelado_delete", "DELETE", "ejercicios", closed, REGLA_CONGELADA
    )
    last = (
        "(SELECT paso FROM tramites WHERE poa_id = {} AND periodo {} '' ORDER BY id DESC LIMIT 1)"
    )
    told = last.format("OLD.id", "=")
    made += _refuse(
        "poas_estado_update",
        "UPDATE",
        "poas",
        f"OLD.estado IS NOT NEW.estado AND {told} IS NOT NULL"
        f" AND ({told} = 'autorizacion') <> (NEW.estado = 'autorizado')",
        POA_SELLADO,
    )
    reopened = f"{last.format('OLD.poa_id', '<>')} IS NOT 'reapertura'"
    made += _refuse("candados_cerrado_delete", "DELETE", "candados", reopened, MES_CERRADO)
    made += _refuse("candados_no_update", "UPDATE", "candados", "1", MES_CERRADO)
    made += _refuse("tramites_sellado_delete", "DELETE", "tramites", of_tramite, SELLADO)
    made += _refuse("tramites_no_update", "UPDATE", "tramites", "1", SELLADO)
    told = " OR ".join(
        f"OLD.{each} IS NOT NEW.{each}"
        for each in ("poa_id", "numero", "justificacion", "oficio", "fecha", "nombre", "cargo",
                     "iniciada", "desde")
    )  # fmt: skip
    concluded = "OLD.hasta IS NOT NULL"  # only its end can be taken back, by undo
    made += _refuse(
        "adecuaciones_concluida_update", "UPDATE", "adecuaciones", f"{concluded} AND ({told})",
        SELLADO,
    )  # fmt: skip
    made += _refuse("adecuaciones_concluida_delete", "DELETE", "adecuaciones", concluded, SELLADO)
    for table in ("sellos", "sellos_contenidos"):
        made += _refuse(f"{table}_no_update", "UPDATE", table, "1", SELLADO)
        made += _refuse(f"{table}_no_delete", "DELETE", table, "1", SELLADO)
    return made


CLOSING = (
    _TABLES
    + _closed_months()
    + _closed_lineas()
    + _closed_observations()
    + _authorised_plan()
    + _sealed()
)
"""The script of the migration. Released: it never changes again."""
