CREATE INDEX actividades_poa ON actividades (poa_id);

CREATE INDEX actividades_programa ON actividades (programa_id);

CREATE INDEX bitacora_cambios_fila ON bitacora_cambios (tabla, fila);

CREATE INDEX comprobantes_contenido ON comprobantes (sha256);

CREATE INDEX comprobantes_gasto ON comprobantes (gasto_id);

CREATE INDEX evidencias_contenido ON evidencias (sha256);

CREATE INDEX evidencias_linea ON evidencias (linea_id);

CREATE INDEX foda_poa ON foda (poa_id);

CREATE INDEX gastos_actividad ON gastos (actividad_id);

CREATE INDEX lineas_actividad ON lineas (actividad_id);

CREATE INDEX lineas_programa ON lineas (programa_id);

CREATE INDEX observaciones_linea ON observaciones (linea_id);

CREATE INDEX observaciones_poa ON observaciones (poa_id);

CREATE INDEX plantillas_contenido ON plantillas (sha256);

CREATE INDEX poas_ejercicio ON poas (ejercicio);

CREATE INDEX programas_poa ON programas (poa_id);

CREATE INDEX sellos_contenido ON sellos (contenido);

CREATE INDEX sellos_contenidos_contenido ON sellos_contenidos (sha256);

CREATE INDEX tramites_poa ON tramites (poa_id);

CREATE TABLE actividades (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    poa_id INTEGER NOT NULL REFERENCES poas (id) ON DELETE CASCADE,
    programa_id INTEGER REFERENCES programas (id) ON DELETE SET NULL,
    numero INTEGER NOT NULL CHECK (numero > 0),
    nombre TEXT NOT NULL,
    eje TEXT NOT NULL DEFAULT ''
) STRICT;

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

CREATE TABLE archivo (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    clave TEXT NOT NULL CHECK (length(clave) = 32),
    creado TEXT NOT NULL
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

CREATE TABLE candados (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    poa_id INTEGER NOT NULL REFERENCES poas (id) ON DELETE CASCADE,
    mes INTEGER NOT NULL CHECK (mes BETWEEN 1 AND 12),
    UNIQUE (poa_id, mes)
) STRICT;

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

CREATE TABLE contenidos (
    sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    bytes BLOB NOT NULL
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

CREATE TABLE ejes (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    orden INTEGER NOT NULL CHECK (orden > 0),
    nombre TEXT NOT NULL
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

CREATE TABLE foda (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    poa_id INTEGER NOT NULL REFERENCES poas (id) ON DELETE CASCADE,
    cuadrante TEXT NOT NULL
        CHECK (cuadrante IN ('fortalezas', 'debilidades', 'oportunidades', 'amenazas')),
    orden INTEGER NOT NULL CHECK (orden > 0),
    texto TEXT NOT NULL
) STRICT;

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

CREATE TABLE menciones (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    poa_id INTEGER NOT NULL REFERENCES poas (id) ON DELETE CASCADE,
    clave TEXT NOT NULL CHECK (length(clave) = 32),
    aceptada INTEGER NOT NULL DEFAULT 0 CHECK (aceptada IN (0, 1)),
    UNIQUE (poa_id, clave)
) STRICT;

CREATE TABLE migraciones (
    version INTEGER PRIMARY KEY, nombre TEXT NOT NULL, aplicada TEXT NOT NULL
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

CREATE TABLE municipio (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    nombre TEXT NOT NULL DEFAULT '',
    estado TEXT NOT NULL DEFAULT '',
    gobierno TEXT NOT NULL DEFAULT '',
    pmd_nombre TEXT NOT NULL DEFAULT '',
    escudo TEXT REFERENCES contenidos (sha256)
, color TEXT NOT NULL DEFAULT ''
    CHECK (color = '' OR (length(color) = 7 AND color GLOB '#*'
        AND substr(color, 2) NOT GLOB '*[^0-9A-F]*'))) STRICT;

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

CREATE TABLE plantillas (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tipo TEXT NOT NULL UNIQUE CHECK (tipo IN ('membrete', 'libro')),
    sha256 TEXT NOT NULL REFERENCES contenidos (sha256),
    nombre TEXT NOT NULL CHECK (nombre <> ''),
    superior INTEGER NOT NULL DEFAULT 35 CHECK (superior BETWEEN 10 AND 70),
    inferior INTEGER NOT NULL DEFAULT 20 CHECK (inferior BETWEEN 10 AND 50)
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
    revision INTEGER NOT NULL DEFAULT 1 CHECK (revision > 0), copiado_de INTEGER CHECK (copiado_de BETWEEN 1990 AND 2199), copiado_titular TEXT NOT NULL DEFAULT '',
    UNIQUE (dependencia_id, ejercicio)
) STRICT;

CREATE TABLE programado (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    linea_id INTEGER NOT NULL REFERENCES lineas (id) ON DELETE CASCADE,
    mes INTEGER NOT NULL CHECK (mes BETWEEN 1 AND 12),
    cantidad INTEGER NOT NULL CHECK (cantidad > 0),
    UNIQUE (linea_id, mes)
) STRICT;

CREATE TABLE programas (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    poa_id INTEGER NOT NULL REFERENCES poas (id) ON DELETE CASCADE,
    numero INTEGER NOT NULL CHECK (numero > 0),
    nombre TEXT NOT NULL,
    estrategia TEXT NOT NULL DEFAULT '',
    eje TEXT NOT NULL DEFAULT ''
) STRICT;

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

CREATE TABLE sellos_contenidos (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sello_id INTEGER NOT NULL REFERENCES sellos (id),
    sha256 TEXT NOT NULL REFERENCES contenidos (sha256),
    UNIQUE (sello_id, sha256)
) STRICT;

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

CREATE TABLE unidades (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    nombre TEXT NOT NULL UNIQUE CHECK (nombre <> '')
) STRICT;

CREATE TRIGGER actividades_autorizado_delete BEFORE DELETE ON actividades
    WHEN EXISTS (SELECT 1 FROM poas WHERE id = OLD.poa_id AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))
    BEGIN SELECT RAISE(ABORT, 'plan autorizado'); END;

CREATE TRIGGER actividades_autorizado_insert BEFORE INSERT ON actividades
    WHEN EXISTS (SELECT 1 FROM poas WHERE id = NEW.poa_id AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))
    BEGIN SELECT RAISE(ABORT, 'plan autorizado'); END;

CREATE TRIGGER actividades_autorizado_update BEFORE UPDATE ON actividades
    WHEN EXISTS (SELECT 1 FROM poas WHERE id = OLD.poa_id AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL)) OR EXISTS (SELECT 1 FROM poas WHERE id = NEW.poa_id AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))
    BEGIN SELECT RAISE(ABORT, 'plan autorizado'); END;

CREATE TRIGGER actividades_cerrado_delete BEFORE DELETE ON actividades
    WHEN EXISTS (SELECT 1 FROM candados JOIN lineas WHERE candados.poa_id = OLD.poa_id AND lineas.actividad_id = OLD.id AND mes IN (SELECT mes FROM programado WHERE linea_id = lineas.id UNION SELECT mes FROM avances WHERE linea_id = lineas.id UNION SELECT mes FROM evidencias WHERE linea_id = lineas.id))
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER actividades_cerrado_update BEFORE UPDATE ON actividades
    WHEN OLD.poa_id IS NOT NEW.poa_id AND EXISTS (SELECT 1 FROM candados JOIN lineas WHERE candados.poa_id = OLD.poa_id AND lineas.actividad_id = OLD.id AND mes IN (SELECT mes FROM programado WHERE linea_id = lineas.id UNION SELECT mes FROM avances WHERE linea_id = lineas.id UNION SELECT mes FROM evidencias WHERE linea_id = lineas.id))
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER actividades_gastos_cerrado_delete BEFORE DELETE ON actividades
    WHEN EXISTS (SELECT 1 FROM gastos JOIN poas ON poas.id = OLD.poa_id JOIN candados ON candados.poa_id = poas.id WHERE gastos.actividad_id = OLD.id AND substr(gastos.fecha, 1, 7) = printf('%d-%02d', ejercicio, mes))
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER adecuaciones_concluida_delete BEFORE DELETE ON adecuaciones
    WHEN OLD.hasta IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'lo sellado no se modifica'); END;

CREATE TRIGGER adecuaciones_concluida_update BEFORE UPDATE ON adecuaciones
    WHEN OLD.hasta IS NOT NULL AND (OLD.poa_id IS NOT NEW.poa_id OR OLD.numero IS NOT NEW.numero OR OLD.justificacion IS NOT NEW.justificacion OR OLD.oficio IS NOT NEW.oficio OR OLD.fecha IS NOT NEW.fecha OR OLD.nombre IS NOT NEW.nombre OR OLD.cargo IS NOT NEW.cargo OR OLD.iniciada IS NOT NEW.iniciada OR OLD.desde IS NOT NEW.desde)
    BEGIN SELECT RAISE(ABORT, 'lo sellado no se modifica'); END;

CREATE TRIGGER avances_cerrado_delete BEFORE DELETE ON avances
    WHEN EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id) WHERE linea_id = OLD.linea_id AND mes = OLD.mes)
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER avances_cerrado_insert BEFORE INSERT ON avances
    WHEN EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id) WHERE linea_id = NEW.linea_id AND mes = NEW.mes)
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER avances_cerrado_update BEFORE UPDATE ON avances
    WHEN EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id) WHERE linea_id = OLD.linea_id AND mes = OLD.mes) OR EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id) WHERE linea_id = NEW.linea_id AND mes = NEW.mes)
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER bitacora_cambios_no_delete BEFORE DELETE ON bitacora_cambios
    BEGIN SELECT RAISE(ABORT, 'la bitácora no se modifica'); END;

CREATE TRIGGER bitacora_cambios_no_update BEFORE UPDATE ON bitacora_cambios
    BEGIN SELECT RAISE(ABORT, 'la bitácora no se modifica'); END;

CREATE TRIGGER bitacora_no_delete BEFORE DELETE ON bitacora
    BEGIN SELECT RAISE(ABORT, 'la bitácora no se modifica'); END;

CREATE TRIGGER bitacora_no_update BEFORE UPDATE ON bitacora
    BEGIN SELECT RAISE(ABORT, 'la bitácora no se modifica'); END;

CREATE TRIGGER candados_cerrado_delete BEFORE DELETE ON candados
    WHEN (SELECT paso FROM tramites WHERE poa_id = OLD.poa_id AND periodo <> '' ORDER BY id DESC LIMIT 1) IS NOT 'reapertura'
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER candados_no_update BEFORE UPDATE ON candados
    WHEN 1
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER comprobantes_cerrado_delete BEFORE DELETE ON comprobantes
    WHEN EXISTS (SELECT 1 FROM gastos JOIN actividades ON actividades.id = actividad_id JOIN poas ON poas.id = actividades.poa_id JOIN candados ON candados.poa_id = poas.id WHERE gastos.id = OLD.gasto_id AND substr(gastos.fecha, 1, 7) = printf('%d-%02d', ejercicio, mes))
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER comprobantes_cerrado_insert BEFORE INSERT ON comprobantes
    WHEN EXISTS (SELECT 1 FROM gastos JOIN actividades ON actividades.id = actividad_id JOIN poas ON poas.id = actividades.poa_id JOIN candados ON candados.poa_id = poas.id WHERE gastos.id = NEW.gasto_id AND substr(gastos.fecha, 1, 7) = printf('%d-%02d', ejercicio, mes))
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER comprobantes_cerrado_update BEFORE UPDATE ON comprobantes
    WHEN EXISTS (SELECT 1 FROM gastos JOIN actividades ON actividades.id = actividad_id JOIN poas ON poas.id = actividades.poa_id JOIN candados ON candados.poa_id = poas.id WHERE gastos.id = OLD.gasto_id AND substr(gastos.fecha, 1, 7) = printf('%d-%02d', ejercicio, mes)) OR EXISTS (SELECT 1 FROM gastos JOIN actividades ON actividades.id = actividad_id JOIN poas ON poas.id = actividades.poa_id JOIN candados ON candados.poa_id = poas.id WHERE gastos.id = NEW.gasto_id AND substr(gastos.fecha, 1, 7) = printf('%d-%02d', ejercicio, mes))
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER ejercicios_congelado BEFORE UPDATE ON ejercicios
    WHEN (OLD.regla IS NOT NEW.regla OR OLD.verde IS NOT NEW.verde OR OLD.amarillo IS NOT NEW.amarillo OR OLD.justificar_sobre IS NOT NEW.justificar_sobre OR OLD.justificar_bajo IS NOT NEW.justificar_bajo) AND EXISTS (SELECT 1 FROM sellos JOIN tramites ON tramites.id = tramite_id JOIN poas ON poas.id = poa_id WHERE paso = 'cierre' AND ejercicio = OLD.ejercicio)
    BEGIN SELECT RAISE(ABORT, 'regla congelada'); END;

CREATE TRIGGER ejercicios_congelado_delete BEFORE DELETE ON ejercicios
    WHEN EXISTS (SELECT 1 FROM sellos JOIN tramites ON tramites.id = tramite_id JOIN poas ON poas.id = poa_id WHERE paso = 'cierre' AND ejercicio = OLD.ejercicio)
    BEGIN SELECT RAISE(ABORT, 'regla congelada'); END;

CREATE TRIGGER evidencias_cerrado_delete BEFORE DELETE ON evidencias
    WHEN EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id) WHERE linea_id = OLD.linea_id AND mes = OLD.mes)
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER evidencias_cerrado_insert BEFORE INSERT ON evidencias
    WHEN EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id) WHERE linea_id = NEW.linea_id AND mes = NEW.mes)
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER evidencias_cerrado_update BEFORE UPDATE ON evidencias
    WHEN EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id) WHERE linea_id = OLD.linea_id AND mes = OLD.mes) OR EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id) WHERE linea_id = NEW.linea_id AND mes = NEW.mes)
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER fichas_autorizado_delete BEFORE DELETE ON fichas
    WHEN EXISTS (SELECT 1 FROM poas WHERE id = coalesce((SELECT poa_id FROM programas WHERE id = OLD.programa_id), (SELECT poa_id FROM actividades WHERE id = OLD.actividad_id)) AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))
    BEGIN SELECT RAISE(ABORT, 'plan autorizado'); END;

CREATE TRIGGER fichas_autorizado_insert BEFORE INSERT ON fichas
    WHEN EXISTS (SELECT 1 FROM poas WHERE id = coalesce((SELECT poa_id FROM programas WHERE id = NEW.programa_id), (SELECT poa_id FROM actividades WHERE id = NEW.actividad_id)) AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))
    BEGIN SELECT RAISE(ABORT, 'plan autorizado'); END;

CREATE TRIGGER fichas_autorizado_update BEFORE UPDATE ON fichas
    WHEN EXISTS (SELECT 1 FROM poas WHERE id = coalesce((SELECT poa_id FROM programas WHERE id = OLD.programa_id), (SELECT poa_id FROM actividades WHERE id = OLD.actividad_id)) AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL)) OR EXISTS (SELECT 1 FROM poas WHERE id = coalesce((SELECT poa_id FROM programas WHERE id = NEW.programa_id), (SELECT poa_id FROM actividades WHERE id = NEW.actividad_id)) AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))
    BEGIN SELECT RAISE(ABORT, 'plan autorizado'); END;

CREATE TRIGGER gastos_cerrado_delete BEFORE DELETE ON gastos
    WHEN EXISTS (SELECT 1 FROM actividades JOIN poas ON poas.id = actividades.poa_id JOIN candados ON candados.poa_id = poas.id WHERE actividades.id = OLD.actividad_id AND substr(OLD.fecha, 1, 7) = printf('%d-%02d', ejercicio, mes))
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER gastos_cerrado_insert BEFORE INSERT ON gastos
    WHEN EXISTS (SELECT 1 FROM actividades JOIN poas ON poas.id = actividades.poa_id JOIN candados ON candados.poa_id = poas.id WHERE actividades.id = NEW.actividad_id AND substr(NEW.fecha, 1, 7) = printf('%d-%02d', ejercicio, mes))
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER gastos_cerrado_update BEFORE UPDATE ON gastos
    WHEN EXISTS (SELECT 1 FROM actividades JOIN poas ON poas.id = actividades.poa_id JOIN candados ON candados.poa_id = poas.id WHERE actividades.id = OLD.actividad_id AND substr(OLD.fecha, 1, 7) = printf('%d-%02d', ejercicio, mes)) OR EXISTS (SELECT 1 FROM actividades JOIN poas ON poas.id = actividades.poa_id JOIN candados ON candados.poa_id = poas.id WHERE actividades.id = NEW.actividad_id AND substr(NEW.fecha, 1, 7) = printf('%d-%02d', ejercicio, mes))
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER lineas_autorizado_delete BEFORE DELETE ON lineas
    WHEN EXISTS (SELECT 1 FROM poas WHERE id = coalesce((SELECT poa_id FROM programas WHERE id = OLD.programa_id), (SELECT poa_id FROM actividades WHERE id = OLD.actividad_id)) AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))
    BEGIN SELECT RAISE(ABORT, 'plan autorizado'); END;

CREATE TRIGGER lineas_autorizado_insert BEFORE INSERT ON lineas
    WHEN EXISTS (SELECT 1 FROM poas WHERE id = coalesce((SELECT poa_id FROM programas WHERE id = NEW.programa_id), (SELECT poa_id FROM actividades WHERE id = NEW.actividad_id)) AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))
    BEGIN SELECT RAISE(ABORT, 'plan autorizado'); END;

CREATE TRIGGER lineas_autorizado_update BEFORE UPDATE ON lineas
    WHEN EXISTS (SELECT 1 FROM poas WHERE id = coalesce((SELECT poa_id FROM programas WHERE id = OLD.programa_id), (SELECT poa_id FROM actividades WHERE id = OLD.actividad_id)) AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL)) OR EXISTS (SELECT 1 FROM poas WHERE id = coalesce((SELECT poa_id FROM programas WHERE id = NEW.programa_id), (SELECT poa_id FROM actividades WHERE id = NEW.actividad_id)) AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))
    BEGIN SELECT RAISE(ABORT, 'plan autorizado'); END;

CREATE TRIGGER lineas_cerrado_delete BEFORE DELETE ON lineas
    WHEN EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id) WHERE linea_id = OLD.id AND mes IN (SELECT mes FROM programado WHERE linea_id = OLD.id UNION SELECT mes FROM avances WHERE linea_id = OLD.id UNION SELECT mes FROM evidencias WHERE linea_id = OLD.id))
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER lineas_cerrado_update BEFORE UPDATE ON lineas
    WHEN (OLD.programa_id IS NOT NEW.programa_id OR OLD.actividad_id IS NOT NEW.actividad_id OR OLD.unidad_medida IS NOT NEW.unidad_medida) AND EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id) WHERE linea_id = OLD.id AND mes IN (SELECT mes FROM programado WHERE linea_id = OLD.id UNION SELECT mes FROM avances WHERE linea_id = OLD.id UNION SELECT mes FROM evidencias WHERE linea_id = OLD.id))
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER observaciones_cerrado_delete BEFORE DELETE ON observaciones
    WHEN EXISTS (SELECT 1 FROM tramites AS cierre WHERE cierre.poa_id = OLD.poa_id AND cierre.periodo = OLD.periodo AND cierre.paso = 'cierre' AND NOT EXISTS (SELECT 1 FROM tramites WHERE poa_id = OLD.poa_id AND periodo = OLD.periodo AND paso = 'reapertura' AND id > cierre.id))
    BEGIN SELECT RAISE(ABORT, 'periodo cerrado'); END;

CREATE TRIGGER observaciones_cerrado_insert BEFORE INSERT ON observaciones
    WHEN EXISTS (SELECT 1 FROM tramites AS cierre WHERE cierre.poa_id = NEW.poa_id AND cierre.periodo = NEW.periodo AND cierre.paso = 'cierre' AND NOT EXISTS (SELECT 1 FROM tramites WHERE poa_id = NEW.poa_id AND periodo = NEW.periodo AND paso = 'reapertura' AND id > cierre.id))
    BEGIN SELECT RAISE(ABORT, 'periodo cerrado'); END;

CREATE TRIGGER observaciones_cerrado_update BEFORE UPDATE ON observaciones
    WHEN EXISTS (SELECT 1 FROM tramites AS cierre WHERE cierre.poa_id = OLD.poa_id AND cierre.periodo = OLD.periodo AND cierre.paso = 'cierre' AND NOT EXISTS (SELECT 1 FROM tramites WHERE poa_id = OLD.poa_id AND periodo = OLD.periodo AND paso = 'reapertura' AND id > cierre.id)) OR EXISTS (SELECT 1 FROM tramites AS cierre WHERE cierre.poa_id = NEW.poa_id AND cierre.periodo = NEW.periodo AND cierre.paso = 'cierre' AND NOT EXISTS (SELECT 1 FROM tramites WHERE poa_id = NEW.poa_id AND periodo = NEW.periodo AND paso = 'reapertura' AND id > cierre.id))
    BEGIN SELECT RAISE(ABORT, 'periodo cerrado'); END;

CREATE TRIGGER poas_estado_update BEFORE UPDATE ON poas
    WHEN OLD.estado IS NOT NEW.estado AND (SELECT paso FROM tramites WHERE poa_id = OLD.id AND periodo = '' ORDER BY id DESC LIMIT 1) IS NOT NULL AND ((SELECT paso FROM tramites WHERE poa_id = OLD.id AND periodo = '' ORDER BY id DESC LIMIT 1) = 'autorizacion') <> (NEW.estado = 'autorizado')
    BEGIN SELECT RAISE(ABORT, 'poa sellado'); END;

CREATE TRIGGER poas_sellado_delete BEFORE DELETE ON poas
    WHEN EXISTS (SELECT 1 FROM sellos JOIN tramites ON tramites.id = tramite_id WHERE poa_id = OLD.id)
    BEGIN SELECT RAISE(ABORT, 'poa sellado'); END;

CREATE TRIGGER poas_sellado_update BEFORE UPDATE ON poas
    WHEN (OLD.dependencia_id IS NOT NEW.dependencia_id OR OLD.ejercicio IS NOT NEW.ejercicio) AND EXISTS (SELECT 1 FROM sellos JOIN tramites ON tramites.id = tramite_id WHERE poa_id = OLD.id)
    BEGIN SELECT RAISE(ABORT, 'poa sellado'); END;

CREATE TRIGGER programado_autorizado_delete BEFORE DELETE ON programado
    WHEN EXISTS (SELECT 1 FROM poas WHERE id = (SELECT poa_id FROM lineas_poa WHERE linea_id = OLD.linea_id) AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))
    BEGIN SELECT RAISE(ABORT, 'plan autorizado'); END;

CREATE TRIGGER programado_autorizado_insert BEFORE INSERT ON programado
    WHEN EXISTS (SELECT 1 FROM poas WHERE id = (SELECT poa_id FROM lineas_poa WHERE linea_id = NEW.linea_id) AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))
    BEGIN SELECT RAISE(ABORT, 'plan autorizado'); END;

CREATE TRIGGER programado_autorizado_update BEFORE UPDATE ON programado
    WHEN EXISTS (SELECT 1 FROM poas WHERE id = (SELECT poa_id FROM lineas_poa WHERE linea_id = OLD.linea_id) AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL)) OR EXISTS (SELECT 1 FROM poas WHERE id = (SELECT poa_id FROM lineas_poa WHERE linea_id = NEW.linea_id) AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))
    BEGIN SELECT RAISE(ABORT, 'plan autorizado'); END;

CREATE TRIGGER programado_cerrado_delete BEFORE DELETE ON programado
    WHEN EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id) WHERE linea_id = OLD.linea_id AND mes = OLD.mes)
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER programado_cerrado_insert BEFORE INSERT ON programado
    WHEN EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id) WHERE linea_id = NEW.linea_id AND mes = NEW.mes)
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER programado_cerrado_update BEFORE UPDATE ON programado
    WHEN EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id) WHERE linea_id = OLD.linea_id AND mes = OLD.mes) OR EXISTS (SELECT 1 FROM candados JOIN lineas_poa USING (poa_id) WHERE linea_id = NEW.linea_id AND mes = NEW.mes)
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER programas_autorizado_delete BEFORE DELETE ON programas
    WHEN EXISTS (SELECT 1 FROM poas WHERE id = OLD.poa_id AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))
    BEGIN SELECT RAISE(ABORT, 'plan autorizado'); END;

CREATE TRIGGER programas_autorizado_insert BEFORE INSERT ON programas
    WHEN EXISTS (SELECT 1 FROM poas WHERE id = NEW.poa_id AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))
    BEGIN SELECT RAISE(ABORT, 'plan autorizado'); END;

CREATE TRIGGER programas_autorizado_update BEFORE UPDATE ON programas
    WHEN EXISTS (SELECT 1 FROM poas WHERE id = OLD.poa_id AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL)) OR EXISTS (SELECT 1 FROM poas WHERE id = NEW.poa_id AND estado = 'autorizado' AND NOT EXISTS (SELECT 1 FROM adecuaciones WHERE poa_id = poas.id AND hasta IS NULL))
    BEGIN SELECT RAISE(ABORT, 'plan autorizado'); END;

CREATE TRIGGER programas_cerrado_delete BEFORE DELETE ON programas
    WHEN EXISTS (SELECT 1 FROM candados JOIN lineas WHERE candados.poa_id = OLD.poa_id AND lineas.programa_id = OLD.id AND mes IN (SELECT mes FROM programado WHERE linea_id = lineas.id UNION SELECT mes FROM avances WHERE linea_id = lineas.id UNION SELECT mes FROM evidencias WHERE linea_id = lineas.id))
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER programas_cerrado_update BEFORE UPDATE ON programas
    WHEN OLD.poa_id IS NOT NEW.poa_id AND EXISTS (SELECT 1 FROM candados JOIN lineas WHERE candados.poa_id = OLD.poa_id AND lineas.programa_id = OLD.id AND mes IN (SELECT mes FROM programado WHERE linea_id = lineas.id UNION SELECT mes FROM avances WHERE linea_id = lineas.id UNION SELECT mes FROM evidencias WHERE linea_id = lineas.id))
    BEGIN SELECT RAISE(ABORT, 'mes cerrado'); END;

CREATE TRIGGER sellos_contenidos_no_delete BEFORE DELETE ON sellos_contenidos
    WHEN 1
    BEGIN SELECT RAISE(ABORT, 'lo sellado no se modifica'); END;

CREATE TRIGGER sellos_contenidos_no_update BEFORE UPDATE ON sellos_contenidos
    WHEN 1
    BEGIN SELECT RAISE(ABORT, 'lo sellado no se modifica'); END;

CREATE TRIGGER sellos_no_delete BEFORE DELETE ON sellos
    WHEN 1
    BEGIN SELECT RAISE(ABORT, 'lo sellado no se modifica'); END;

CREATE TRIGGER sellos_no_update BEFORE UPDATE ON sellos
    WHEN 1
    BEGIN SELECT RAISE(ABORT, 'lo sellado no se modifica'); END;

CREATE TRIGGER tramites_no_update BEFORE UPDATE ON tramites
    WHEN 1
    BEGIN SELECT RAISE(ABORT, 'lo sellado no se modifica'); END;

CREATE TRIGGER tramites_sellado_delete BEFORE DELETE ON tramites
    WHEN EXISTS (SELECT 1 FROM sellos WHERE tramite_id = OLD.id)
    BEGIN SELECT RAISE(ABORT, 'lo sellado no se modifica'); END;

CREATE VIEW lineas_poa AS
    SELECT lineas.id AS linea_id, coalesce(programas.poa_id, actividades.poa_id) AS poa_id
    FROM lineas LEFT JOIN programas ON programas.id = lineas.programa_id
    LEFT JOIN actividades ON actividades.id = lineas.actividad_id;
