"""The tables of a .poa file, and the ordered migrations that make them."""

import sqlite3
from collections.abc import Callable
from functools import cache
from typing import Any

from poa_desktop.data.schema_cierre import CLOSING

APPLICATION_ID = 0x504F4131  # "POA1": tells a .poa from any other SQLite file

_FIRST = """
CREATE TABLE migraciones (
    version INTEGER PRIMARY KEY, nombre TEXT NOT NULL, aplicada TEXT NOT NULL
) STRICT;

CREATE TABLE archivo (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    clave TEXT NOT NULL CHECK (length(clave) = 32),
    creado TEXT NOT NULL
) STRICT;

CREATE TABLE contenidos (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    bytes BLOB NOT NULL
) STRICT;

CREATE TABLE municipio (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    nombre TEXT NOT NULL DEFAULT '',
    estado TEXT NOT NULL DEFAULT '',
    gobierno TEXT NOT NULL DEFAULT '',
    pmd_nombre TEXT NOT NULL DEFAULT '',
    escudo TEXT REFERENCES contenidos (sha256)
) STRICT;

CREATE TABLE ejes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    orden INTEGER NOT NULL CHECK (orden > 0),
    nombre TEXT NOT NULL
) STRICT;

CREATE TABLE ejercicios (
    ejercicio INTEGER PRIMARY KEY CHECK (ejercicio BETWEEN 1990 AND 2199),
    regla TEXT NOT NULL DEFAULT 'actos'
        CHECK (regla IN ('actos', 'actividades', 'promedio', 'cantidades')),
    verde INTEGER NOT NULL DEFAULT 9000,
    amarillo INTEGER NOT NULL DEFAULT 7000,
    justificar_sobre INTEGER NOT NULL DEFAULT 11000,
    justificar_bajo INTEGER NOT NULL DEFAULT 9000,
    CHECK (0 < amarillo AND amarillo < verde),
    CHECK (0 <= justificar_bajo AND justificar_bajo <= justificar_sobre)
) STRICT;

CREATE TABLE dependencias (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    nombre TEXT NOT NULL,
    tipo TEXT NOT NULL DEFAULT '',
    clave_ur TEXT NOT NULL DEFAULT '',
    objetivo_fin TEXT NOT NULL DEFAULT '',
    titular_nombre TEXT NOT NULL DEFAULT '',
    titular_cargo TEXT NOT NULL DEFAULT '',
    enlace TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE poas (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    dependencia_id INTEGER NOT NULL REFERENCES dependencias (id) ON DELETE CASCADE,
    ejercicio INTEGER NOT NULL REFERENCES ejercicios (ejercicio),
    vision TEXT NOT NULL DEFAULT '',
    mision TEXT NOT NULL DEFAULT '',
    fecha TEXT CHECK (fecha IS date(fecha)),
    evaluador TEXT NOT NULL DEFAULT '',
    estado TEXT NOT NULL DEFAULT 'borrador' CHECK (estado IN ('borrador', 'autorizado')),
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision > 0),
    UNIQUE (dependencia_id, ejercicio)
) STRICT;
CREATE INDEX poas_ejercicio ON poas (ejercicio);

CREATE TABLE foda (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    poa_id INTEGER NOT NULL REFERENCES poas (id) ON DELETE CASCADE,
    cuadrante TEXT NOT NULL
        CHECK (cuadrante IN ('fortalezas', 'debilidades', 'oportunidades', 'amenazas')),
    orden INTEGER NOT NULL CHECK (orden > 0),
    texto TEXT NOT NULL
) STRICT;
CREATE INDEX foda_poa ON foda (poa_id);

CREATE TABLE programas (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    poa_id INTEGER NOT NULL REFERENCES poas (id) ON DELETE CASCADE,
    numero INTEGER NOT NULL CHECK (numero > 0),
    nombre TEXT NOT NULL,
    estrategia TEXT NOT NULL DEFAULT '',
    eje TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX programas_poa ON programas (poa_id);

CREATE TABLE actividades (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    poa_id INTEGER NOT NULL REFERENCES poas (id) ON DELETE CASCADE,
    programa_id INTEGER REFERENCES programas (id) ON DELETE SET NULL,
    numero INTEGER NOT NULL CHECK (numero > 0),
    nombre TEXT NOT NULL,
    eje TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX actividades_poa ON actividades (poa_id);
CREATE INDEX actividades_programa ON actividades (programa_id);

CREATE TABLE fichas (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    programa_id INTEGER UNIQUE REFERENCES programas (id) ON DELETE CASCADE,
    actividad_id INTEGER UNIQUE REFERENCES actividades (id) ON DELETE CASCADE,
    metas TEXT NOT NULL DEFAULT '',
    inversion_tipo TEXT NOT NULL DEFAULT 'sin_definir'
        CHECK (inversion_tipo IN ('sin_definir', 'no_genera_gasto', 'monto')),
    inversion_monto INTEGER CHECK (inversion_monto >= 0),
    inversion_nota TEXT NOT NULL DEFAULT '',
    beneficiados_directos TEXT,
    beneficiados_indirectos TEXT,
    periodo_del TEXT CHECK (periodo_del IS date(periodo_del)),
    periodo_al TEXT CHECK (periodo_al IS date(periodo_al)),
    temporalidad TEXT CHECK (temporalidad IN
        ('mensual', 'bimestral', 'trimestral', 'cuatrimestral', 'semestral', 'anual')),
    CHECK ((programa_id IS NULL) <> (actividad_id IS NULL)),
    CHECK ((inversion_tipo = 'monto') = (inversion_monto IS NOT NULL))
) STRICT;

CREATE TABLE lineas (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    programa_id INTEGER REFERENCES programas (id) ON DELETE CASCADE,
    actividad_id INTEGER REFERENCES actividades (id) ON DELETE CASCADE,
    orden INTEGER NOT NULL CHECK (orden > 0),
    texto TEXT NOT NULL,
    unidad_medida TEXT NOT NULL DEFAULT 'Acción',
    medio_verificacion TEXT NOT NULL DEFAULT '',
    responsable TEXT NOT NULL DEFAULT '',
    CHECK ((programa_id IS NULL) <> (actividad_id IS NULL))
) STRICT;
CREATE INDEX lineas_programa ON lineas (programa_id);
CREATE INDEX lineas_actividad ON lineas (actividad_id);

CREATE TABLE programado (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    linea_id INTEGER NOT NULL REFERENCES lineas (id) ON DELETE CASCADE,
    mes INTEGER NOT NULL CHECK (mes BETWEEN 1 AND 12),
    cantidad INTEGER NOT NULL CHECK (cantidad > 0),
    UNIQUE (linea_id, mes)
) STRICT;

CREATE TABLE avances (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    linea_id INTEGER NOT NULL REFERENCES lineas (id) ON DELETE CASCADE,
    mes INTEGER NOT NULL CHECK (mes BETWEEN 1 AND 12),
    realizado INTEGER CHECK (realizado >= 0),
    comentario TEXT NOT NULL DEFAULT '',
    justificacion TEXT NOT NULL DEFAULT '',
    UNIQUE (linea_id, mes)
) STRICT;

CREATE TABLE evidencias (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    linea_id INTEGER NOT NULL REFERENCES lineas (id) ON DELETE CASCADE,
    mes INTEGER NOT NULL CHECK (mes BETWEEN 1 AND 12),
    sha256 TEXT NOT NULL REFERENCES contenidos (sha256),
    nombre TEXT NOT NULL CHECK (nombre <> ''),
    tipo TEXT NOT NULL,
    tamano INTEGER NOT NULL CHECK (tamano >= 0),
    estado TEXT NOT NULL DEFAULT 'pendiente'
        CHECK (estado IN ('pendiente', 'aceptada', 'observada')),
    motivo TEXT NOT NULL DEFAULT '',
    CHECK ((estado = 'observada') = (motivo <> ''))
) STRICT;
CREATE INDEX evidencias_linea ON evidencias (linea_id);
CREATE INDEX evidencias_contenido ON evidencias (sha256);

CREATE TABLE bitacora (
    numero INTEGER PRIMARY KEY,
    operacion TEXT NOT NULL UNIQUE,
    titulo TEXT NOT NULL,
    cuando TEXT NOT NULL,
    quien TEXT NOT NULL,
    equipo TEXT NOT NULL,
    anterior TEXT NOT NULL,
    sello TEXT NOT NULL CHECK (length(sello) = 64)
) STRICT;

CREATE TABLE bitacora_cambios (
    numero INTEGER NOT NULL REFERENCES bitacora (numero),
    orden INTEGER NOT NULL,
    tabla TEXT NOT NULL,
    fila INTEGER NOT NULL,
    antes TEXT,
    despues TEXT,
    PRIMARY KEY (numero, orden),
    CHECK (antes IS NOT NULL OR despues IS NOT NULL)
) STRICT;
CREATE INDEX bitacora_cambios_fila ON bitacora_cambios (tabla, fila);

CREATE TRIGGER bitacora_no_update BEFORE UPDATE ON bitacora
    BEGIN SELECT RAISE(ABORT, 'la bitácora no se modifica'); END;
CREATE TRIGGER bitacora_no_delete BEFORE DELETE ON bitacora
    BEGIN SELECT RAISE(ABORT, 'la bitácora no se modifica'); END;
CREATE TRIGGER bitacora_cambios_no_update BEFORE UPDATE ON bitacora_cambios
    BEGIN SELECT RAISE(ABORT, 'la bitácora no se modifica'); END;
CREATE TRIGGER bitacora_cambios_no_delete BEFORE DELETE ON bitacora_cambios
    BEGIN SELECT RAISE(ABORT, 'la bitácora no se modifica'); END;

INSERT INTO municipio (id) VALUES (1);
"""

_SPENDING = """
CREATE TABLE gastos (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    actividad_id INTEGER NOT NULL REFERENCES actividades (id) ON DELETE CASCADE,
    fecha TEXT NOT NULL CHECK (fecha IS date(fecha)),
    importe INTEGER NOT NULL CHECK (importe > 0),
    partida TEXT NOT NULL DEFAULT ''
        CHECK (partida = '' OR (length(partida) BETWEEN 3 AND 5
            AND partida GLOB '[1-9]*' AND partida NOT GLOB '*[^0-9]*')),
    concepto TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX gastos_actividad ON gastos (actividad_id);

CREATE TABLE comprobantes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    gasto_id INTEGER NOT NULL REFERENCES gastos (id) ON DELETE CASCADE,
    sha256 TEXT NOT NULL REFERENCES contenidos (sha256),
    nombre TEXT NOT NULL CHECK (nombre <> ''),
    tipo TEXT NOT NULL,
    tamano INTEGER NOT NULL CHECK (tamano >= 0),
    estado TEXT NOT NULL DEFAULT 'pendiente'
        CHECK (estado IN ('pendiente', 'aceptada', 'observada')),
    motivo TEXT NOT NULL DEFAULT '',
    CHECK ((estado = 'observada') = (motivo <> ''))
) STRICT;
CREATE INDEX comprobantes_gasto ON comprobantes (gasto_id);
CREATE INDEX comprobantes_contenido ON comprobantes (sha256);

ALTER TABLE municipio ADD COLUMN color TEXT NOT NULL DEFAULT ''
    CHECK (color = '' OR (length(color) = 7 AND color GLOB '#*'
        AND substr(color, 2) NOT GLOB '*[^0-9A-F]*'));
"""

_TEMPLATES = """
CREATE TABLE plantillas (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tipo TEXT NOT NULL UNIQUE CHECK (tipo IN ('membrete', 'libro')),
    sha256 TEXT NOT NULL REFERENCES contenidos (sha256),
    nombre TEXT NOT NULL CHECK (nombre <> ''),
    superior INTEGER NOT NULL DEFAULT 35 CHECK (superior BETWEEN 10 AND 70),
    inferior INTEGER NOT NULL DEFAULT 20 CHECK (inferior BETWEEN 10 AND 50)
) STRICT;
CREATE INDEX plantillas_contenido ON plantillas (sha256);
"""

_NEXT_YEAR = """
ALTER TABLE poas ADD COLUMN copiado_de INTEGER CHECK (copiado_de BETWEEN 1990 AND 2199);
ALTER TABLE poas ADD COLUMN copiado_titular TEXT NOT NULL DEFAULT '';

CREATE TABLE menciones (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    poa_id INTEGER NOT NULL REFERENCES poas (id) ON DELETE CASCADE,
    clave TEXT NOT NULL CHECK (length(clave) = 32),
    aceptada INTEGER NOT NULL DEFAULT 0 CHECK (aceptada IN (0, 1)),
    UNIQUE (poa_id, clave)
) STRICT;

CREATE TABLE unidades (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    nombre TEXT NOT NULL UNIQUE CHECK (nombre <> '')
) STRICT;

CREATE TABLE modelos_linea (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    nombre TEXT NOT NULL CHECK (nombre <> ''),
    texto TEXT NOT NULL CHECK (texto <> ''),
    unidad_medida TEXT NOT NULL DEFAULT 'Acción',
    medio_verificacion TEXT NOT NULL DEFAULT '',
    responsable TEXT NOT NULL DEFAULT '',
    programado TEXT CHECK (programado NOT GLOB '*[^0-9,]*' AND programado GLOB '[0-9]*[0-9]'
        AND programado NOT GLOB '*,,*'
        AND length(programado) - length(replace(programado, ',', '')) = 11)
) STRICT;
"""

TRACKED_TABLES = (
    "municipio",
    "ejes",
    "ejercicios",
    "dependencias",
    "poas",
    "foda",
    "programas",
    "actividades",
    "fichas",
    "lineas",
    "programado",
    "avances",
    "evidencias",
    "gastos",
    "comprobantes",
    "plantillas",
    "menciones",
    "unidades",
    "modelos_linea",
    "tramites",
    "sellos",
    "sellos_contenidos",
    "candados",
    "observaciones",
    "adecuaciones",
)
"""Tables whose changes are undone and audited; contenidos is append-only and only referenced."""


def statements(script: str) -> list[str]:
    """The single statements of a script (executescript would commit the open transaction)."""
    found: list[str] = []
    pending = ""
    for row in script.splitlines(keepends=True):
        pending += row
        if sqlite3.complete_statement(pending):
            found.append(pending.strip())
            pending = ""
    return found


Migration = Callable[[sqlite3.Connection], None]
Migrations = tuple[tuple[str, Migration], ...]


def _running(script: str) -> Migration:
    def run(connection: sqlite3.Connection) -> None:
        for statement in statements(script):
            connection.execute(statement)

    return run


MIGRATIONS: Migrations = (
    ("tablas iniciales", _running(_FIRST)),
    ("gastos y color del municipio", _running(_SPENDING)),
    ("plantillas del municipio", _running(_TEMPLATES)),
    ("copia del año anterior, unidades y modelos de línea", _running(_NEXT_YEAR)),
    ("trámites, cierres sellados, observaciones y adecuaciones", _running(CLOSING)),
)
"""Ordered for ever: the position, counted from 1, is the version. Only append."""

VERSION = len(MIGRATIONS)

Definitions = dict[tuple[str, str], str]
"""(kind, name) of each table, index and trigger → its SQL."""


def expected() -> Definitions:
    """What the migrations make: what the schema of a sound file is, word for word."""
    return dict(_made_by(MIGRATIONS, sqlite3.Connection))


def expected_tables() -> Definitions:
    """Its tables alone: every opening asks for them, and triggers cost as much as all the rest."""
    made = _made_by(MIGRATIONS, _Tables)
    return {key: sql for key, sql in made if key[0] == "table"}


class _Tables(sqlite3.Connection):
    """Makes tables, and passes over the triggers and indexes of a script."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        over = sql.startswith(("CREATE TRIGGER", "CREATE INDEX", "CREATE UNIQUE INDEX"))
        return super().execute("SELECT 1" if over else sql, *values)


@cache
def _made_by(
    migrations: Migrations, factory: type[sqlite3.Connection]
) -> tuple[tuple[tuple[str, str], str], ...]:
    connection = sqlite3.connect(":memory:", isolation_level=None, factory=factory)
    for _, change in migrations:
        change(connection)
    made = tuple(present(connection).items())
    connection.close()
    return made


def present(connection: sqlite3.Connection) -> Definitions:
    """The schema of an open file."""
    rows = connection.execute(
        "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name"
    )
    return {(kind, name): sql for kind, name, sql in rows if not name.startswith("sqlite_")}
