"""The words of a frequency: «trimestral», «cada mes», «dos veces por semestre», «12 informes».

What only looks like one is told by the noun it belongs to. Three rules, each from texts of real
POAs: «anual» tells when something is done only beside what one does or hands in (an informe, a
feria), for a presupuesto or Programa Operativo Anual is about a year; an amount of money per time
(«gasto mensual») is no act; «Diario Oficial» and «actividades diarias» are names of things.
A «plan trimestral» counts: a plan for a quarter has to be made each quarter.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from poa_desktop.poa.frecuencia_texto import (
    CONTADO,
    NUMERO,
    ORDINAL,
    PALABRA,
    SEGUIDO,
    SIN_MESES,
    VAGO,
    Hallazgo,
    each_period,
    every,
    number_of,
    spread,
)

_ADJETIVOS: tuple[tuple[str, int], ...] = (
    (r"diari[oa]s?|diariamente|cotidianamente", SEGUIDO),
    (r"semanal(?:es|mente)?", SEGUIDO),
    (r"(?:quincenal|catorcenal)(?:es|mente)?", SEGUIDO),
    (r"(?:mensual|mensualmente|mensuales)", 1),
    (r"(?:bimestral|bimensual)(?:es|mente)?", 2),
    (r"trimestral(?:es|mente)?", 3),
    (r"cuatrimestral(?:es|mente)?", 4),
    (r"(?:semestral|semianual|bianual)(?:es|mente)?", 6),
    (r"anual(?:es|mente)?", 12),
)
_ADJETIVO = re.compile(
    r"\b(?:" + "|".join(f"(?P<p{n}>{each})" for n, (each, _) in enumerate(_ADJETIVOS)) + r")\b"
)

_UNIDADES = {
    "dia": SEGUIDO, "semana": SEGUIDO, "quincena": SEGUIDO, "mes": 1, "bimestre": 2,
    "trimestre": 3, "cuatrimestre": 4, "semestre": 6, "ano": 12, "ejercicio": 12,
}  # fmt: skip
_UNIDAD = r"(?P<unidad>" + "|".join(_UNIDADES) + r")(?:e?s)?"
_DIAS_SEMANA = r"(?:lunes|martes|miercoles|jueves|viernes|sabados?|domingos?|fines de semana)"
_CADA = re.compile(
    rf"\b(?:cada (?:(?P<cuantos>{NUMERO}) )?{_UNIDAD}"
    r"|tod[oa]s l[oa]s (?P<todos>dia|semana|quincena|mes|bimestre|trimestre|semestre|ano)(?:e?s)"
    r"|por (?P<por>dia|semana|quincena|mes|bimestre|trimestre|cuatrimestre|semestre|ano)"
    r"|(?P<mes>mes (?:a|con|tras|por) mes)|(?P<ano>ano (?:con|tras|a) ano)"
    r"|(?P<seguido>(?:los )?365 dias(?: del ano)?|dia (?:a|con|tras) dia|a diario(?! oficial)"
    r"|cada tercer dia|de lunes a (?:viernes|sabado|domingo)"
    rf"|(?:todos los|cada|los) {_DIAS_SEMANA}))\b"
)
_EN_PERIODO = re.compile(
    r"(?:[\w%]+ ){0,5}?(?:al|a la|por|en el|en un|en cada|cada|durante el|durante cada|"
    rf"dentro del) {_UNIDAD}\b"
)

_ACTOS = (
    r"(?:informes?|reportes?|reuniones|reunion|sesiones|sesion|campanas?|talleres|taller|cursos?|"
    r"capacitaciones|capacitacion|visitas?|circulares|circular|oficios?|eventos?|auditorias?|"
    r"ferias?|jornadas?|brigadas?|conferencias?|platicas?|supervisiones|supervision|operativos|"
    r"arqueos?|avances?|recorridos?|evaluaciones|evaluacion|boletines|boletin|publicaciones|"
    r"publicacion|simulacros?|inspecciones|inspeccion|convocatorias?|entregas?|revisiones|revision|"
    r"festivales|festival|torneos?|exposiciones|exposicion|foros?|actualizaciones|actualizacion|"
    r"conciliaciones|conciliacion|cortes|etapas?|mantenimientos?|fumigaciones|declaraciones|"
    r"declaracion|inventarios?|encuestas?|asambleas?|actas|verificaciones|dictamenes)"
)
_CONTADO = re.compile(
    rf"(?<![\w.,/$-])(?P<veces>{NUMERO}) (?:(?P<vez>vez|veces|ocasion|ocasiones)|"
    rf"(?:[a-z]+ )?(?P<acto>{_ACTOS}))\b"
)
_ORDINALES = re.compile(
    rf"\b{ORDINAL}(?:(?:, | y (?:el |la )?| e ){ORDINAL})+ (?:[a-z]+ )?{_ACTOS}\b"
)
_VAGO = re.compile(
    r"\b(?:(?:de )?(?:manera|forma) (?:permanente|continua|constante|cotidiana|ininterrumpida)"
    r"|permanentemente|continuamente|constantemente|durante todo el ano|todo el ano"
    r"|(?:monitoreo|mantenimiento|vigilancia|supervision|seguimiento|actualizacion|limpieza|"
    r"atencion|campana|difusion|revision|capacitacion|programa)(?: \w+)?"
    r" (?:permanente|continu[oa]|constante)s?)\b"
)
_SIN_DECIR = re.compile(
    r"\b(?:periodicamente|periodic[oa]s?|frecuentemente|regularmente|recurrentemente"
    r"|con (?:frecuencia|regularidad|periodicidad)(?! (?:\w+ )?\w+al))\b(?! oficial)"
)

_NOMBRES_ANUALES = re.compile(
    rf"(?:{_ACTOS}|padron|cierres?|carreras?|desfiles?|mantenimientos?|"
    r"limpiezas?|vacunacion|fumigacion|ediciones|edicion|concursos?|verificacion|"
    r"dictamen|diagnosticos?|estudios?)"
)
_FLUJOS = re.compile(
    r"(?:presupuestos?|gastos?|consumos?|costos?|salarios?|sueldos?|cuotas?|tarifas?|tasas?|"
    r"ingresos?|recaudacion(?:es)?|ahorros?|importes?|montos?|metas?|promedios?|crecimientos?|"
    r"incrementos?|valor(?:es)?|uso|recargos?|intereses|interes|rentas?|topes?|limites?|cupos?|"
    r"maximos?|minimos?|jornadas?|descansos?|dotacion(?:es)?|volumen|demanda)"
)
_COTIDIANO = re.compile(
    r"(?:exigencias?|actividad(?:es)?|necesidad(?:es)?|operacion(?:es)?|labor(?:es)?|trabajos?|"
    r"vida|quehacer(?:es)?|tareas?|convivencia|rutinas?|periodicos?|libros?|el|un|del|al|los|su)"
)
_FUERTE = re.compile(
    r"(?:manera|forma|modo|periodicidad|frecuencia|base|temporalidad|caracter) (?:[a-z]+ )?$"
)


def words(plain: str, vigentes: Sequence[int]) -> Iterator[Hallazgo]:
    """Adjectives, adverbs and «cada …» in a folded text."""
    for match in _ADJETIVO.finditer(plain):
        if _tells(plain, match):
            found = _every(match, _paso(match), vigentes)
            yield _doubtful(found) if match[0].startswith("bimensual") else found
    for match in _CADA.finditer(plain):
        yield _of_cada(match, vigentes)
    for match in _VAGO.finditer(plain):
        yield replace(
            _every(match, SEGUIDO, vigentes),
            fuerza=VAGO,
            porque="no dice cada cuándo; un acto en cada mes es lo más que se evalúa",
            duda="Quizá baste con la temporalidad de la ficha: confirme los meses.",
        )
    for match in _SIN_DECIR.finditer(plain):
        yield Hallazgo(
            *match.span(), (0,) * 12, "dice que se repite, no cada cuándo", SIN_MESES,
            "El texto no da para proponer meses: use la temporalidad o prográmela a mano.",
        )  # fmt: skip


def counted(plain: str, vigentes: Sequence[int]) -> Iterator[Hallazgo]:
    """Numbers of times in a folded text, and «primer y segundo avance»."""
    for match in _CONTADO.finditer(plain):
        found = _of_number(plain, match, vigentes)
        if found is not None:
            yield found
    for match in _ORDINALES.finditer(plain):
        veces = len(re.findall(rf"(?<!\w){ORDINAL}(?!\w)", match[0]))
        yield Hallazgo(*match.span(), spread(veces, vigentes), _shared(veces), CONTADO)


def _paso(match: re.Match[str]) -> int:
    """The step of an adjective."""
    return next(paso for n, (_, paso) in enumerate(_ADJETIVOS) if match[f"p{n}"] is not None)


def _word_beside(plain: str, match: re.Match[str]) -> re.Match[str] | None:
    """The adjective that belongs to a counted noun, at most one word behind it."""
    for word in _ADJETIVO.finditer(plain, match.end()):
        if re.fullmatch(r"(?: [a-z]+)? ", plain[match.end() : word.start()]):
            return word if _tells(plain, word) else None
    return None


def _of_cada(match: re.Match[str], vigentes: Sequence[int]) -> Hallazgo:
    if match["seguido"]:
        return _every(match, SEGUIDO, vigentes)
    if match["mes"] or match["ano"]:
        return _every(match, 1 if match["mes"] else 12, vigentes)
    paso = _UNIDADES[match["unidad"] or match["todos"] or match["por"]]
    many = number_of(match["cuantos"]) if match["cuantos"] else 1
    if paso == SEGUIDO and match["unidad"] == "dia" and many > 31:
        paso, many = 1, round(many / 30)
    if paso == SEGUIDO and match["unidad"] == "semana" and many > 4:
        paso, many = 1, many * 7 // 30
    if paso * many > 12:
        return Hallazgo(
            *match.span(), (0,) * 12, "pasa más de un año de una vez a otra", PALABRA,
            "El texto no dice si toca en este ejercicio: programe usted el mes.",
        )  # fmt: skip
    return _every(match, paso * many, vigentes)


def _every(match: re.Match[str], paso: int, vigentes: Sequence[int]) -> Hallazgo:
    return Hallazgo(*match.span(), every(paso, vigentes), _reason(paso), PALABRA)


def _reason(paso: int) -> str:
    if paso == SEGUIDO:
        return "se hace más seguido que cada mes; se evalúa con un acto en cada mes"
    names = {1: "un acto en cada mes", 12: "un acto en el último mes del año"}
    nouns = {2: "bimestre", 3: "trimestre", 4: "cuatrimestre", 6: "semestre"}
    if paso in nouns:
        return f"un acto en el último mes de cada {nouns[paso]}"
    return names.get(paso, f"un acto cada {paso} meses")


def _doubtful(found: Hallazgo) -> Hallazgo:
    return replace(
        found, duda="«Bimensual» es dos veces al mes, aunque se usa por cada dos meses: confírmelo."
    )


def _shared(veces: int) -> str:
    return "un acto en el último mes" if veces == 1 else f"{veces} actos repartidos en el año"


# -- what only looks like a frequency --------------------------------------------------------------


def _tells(plain: str, match: re.Match[str]) -> bool:
    """Whether an adjective says when something is done, by the noun that it belongs to."""
    word, before = match[0], plain[: match.start()]
    if word.endswith("mente") or _FUERTE.search(before):
        return True
    nouns = re.findall(r"[a-z]+", re.split(r"[.;:,()]", before)[-1])[-4:]
    if word.startswith("anual"):
        known = next((each for each in reversed(nouns) if _known(each)), "")
        return known not in _DE_UN_ANO and bool(_NOMBRES_ANUALES.fullmatch(known))
    if word.startswith("diari"):
        after = plain[match.end() :]
        names_a_thing = bool(nouns) and bool(_COTIDIANO.fullmatch(nouns[-1]))
        if names_a_thing or re.match(r" (?:oficial|de debates|de mayor|de circulacion)", after):
            return False
    return not (nouns and _FLUJOS.fullmatch(nouns[-1]))


def _known(noun: str) -> bool:
    """Whether a noun decides about «anual»: one that is done, or one that is about a year."""
    return bool(_NOMBRES_ANUALES.fullmatch(noun) or _FLUJOS.fullmatch(noun) or noun in _DE_UN_ANO)


_DE_UN_ANO = frozenset(
    {"programa", "programas", "plan", "planes", "cuenta", "ley", "calendario", "operativo",
     "operativos", "contrato", "licencia", "licencias", "refrendo", "poa", "publica"}
)  # fmt: skip


# -- numbers ---------------------------------------------------------------------------------------


def _of_number(plain: str, match: re.Match[str], vigentes: Sequence[int]) -> Hallazgo | None:
    """A number with its noun and, behind it, the period it is of; None for what is no frequency."""
    veces = number_of(match["veces"])
    rest = plain[match.end() :]
    begin = match.start()
    inside = re.match(rf" ?{_EN_PERIODO.pattern}", _same_sentence(rest))
    if inside and any(each["vez"] for each in _CONTADO.finditer(inside[0])):
        return None  # «una reunión tres veces al año»: the times count, not the thing
    if inside:
        paso = _UNIDADES[inside["unidad"]]
        end = match.end() + inside.end()
        programado = each_period(veces, paso, vigentes)
        return Hallazgo(begin, end, programado, _times(veces, paso), CONTADO)
    if veces < 2 or _names_a_number(plain[:begin]):
        return None
    beside = _word_beside(plain, match) if match["acto"] else None
    if beside is not None:
        found = _number_and_word(begin, beside.end(), veces, _paso(beside), vigentes)
        return _doubtful(found) if "bimensual" in beside[0] else found
    if match["vez"]:
        return Hallazgo(
            begin, match.end(), spread(veces, vigentes), _shared(veces), CONTADO,
            "El texto no dice en cuánto tiempo: confirme los meses.",
        )  # fmt: skip
    if veces <= len(vigentes):
        return Hallazgo(begin, match.end(), spread(veces, vigentes), _shared(veces), CONTADO)
    return Hallazgo(
        begin, match.end(), spread(veces, vigentes), f"{veces} en total, repartidos por mes",
        CONTADO, f"{veces} puede ser la cantidad del año o de cada vez: confirme la cantidad.",
    )  # fmt: skip


def _number_and_word(
    begin: int, end: int, veces: int, paso: int, vigentes: Sequence[int]
) -> Hallazgo:
    """«Cuatro informes trimestrales»: four in the year; «dos informes trimestrales»: who knows."""
    single = every(paso, vigentes)
    if veces == sum(map(bool, single)) or veces == sum(map(bool, every(paso, _YEAR))):
        return Hallazgo(begin, end, single, _reason(paso), CONTADO)
    return Hallazgo(
        begin, end, single, _reason(paso), CONTADO,
        f"{veces} puede ser la cantidad de cada vez o el total del año: confirme la cantidad.",
    )  # fmt: skip


_YEAR = tuple(range(1, 13))


def _times(veces: int, paso: int) -> str:
    nouns = {2: "bimestre", 3: "trimestre", 4: "cuatrimestre", 6: "semestre"}
    if paso == SEGUIDO:
        return _reason(SEGUIDO)
    if veces == 1:
        return _reason(paso)
    if paso == 1:
        return f"{veces} en cada mes"
    if paso == 12:
        return _shared(veces)
    return f"{veces} actos en cada {nouns[paso]}"


def _same_sentence(text: str) -> str:
    return re.split(r"[.;:]", text, maxsplit=1)[0]


def _names_a_number(before: str) -> bool:
    """Whether what stands before a number makes it a name: «artículo 4», «fracción 12»."""
    return bool(
        re.search(r"(?:articulo|art\.?|fraccion|numeral|numero|no\.?|nivel|zona) $", before)
    )
