"""Checks of the plan: what the form says, before anything is reported."""

from collections.abc import Iterator

from poa_desktop.poa.checks_contexto import (
    Contexto,
    Hallazgo,
    SitioBloque,
    SitioLinea,
    cita,
)
from poa_desktop.poa.checks_texto import gasto_mencionado, otros_ejercicios, tiene_numero
from poa_desktop.poa.formats import fecha_corta
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.poa.records import Cuadrante, Poa, Programa, TipoInversion
from poa_desktop.poa.text import comparable

_DIAGNOSTICO = "Diagnóstico"
_OBJETIVO = "Objetivo/FIN"


def _diagnostico(poa: Poa, campo: str, fila: int | None = None) -> Lugar:
    return Lugar(TipoLugar.DIAGNOSTICO, poa.id, campo, _DIAGNOSTICO, fila=fila)


def _other_years(contexto: Contexto, donde: Lugar, text: str) -> Iterator[Hallazgo]:
    years = otros_ejercicios(text, contexto.poa.ejercicio)
    if years:
        cited = " y ".join(map(str, years))
        yield donde, f"Se cita {cited} en un POA {contexto.poa.ejercicio}: {_around(text, years)}"


def _around(text: str, years: tuple[int, ...]) -> str:
    """The words around the first year, so that the user sees which one is meant."""
    start = text.index(str(years[0]))
    if start <= 45:
        return cita(text)
    return cita("…" + text[start - 40 :].split(" ", 1)[-1])


# --- the POA itself -------------------------------------------------------------------------


def dependencia_sin_nombre(contexto: Contexto, poa: Poa) -> Iterator[Hallazgo]:
    """The dependencia has no name: nothing can be printed."""
    if not poa.dependencia.nombre.strip():
        yield (
            Lugar(TipoLugar.POA, poa.id, "nombre", "Dependencia"),
            "La dependencia no tiene nombre.",
        )


def diagnostico_vacio(contexto: Contexto, poa: Poa) -> Iterator[Hallazgo]:
    """Visión, misión or a list of the FODA is empty."""
    for campo, texto, nombre in (
        ("vision", poa.vision, "visión"),
        ("mision", poa.mision, "misión"),
    ):
        if not texto.strip():
            yield _diagnostico(poa, campo), f"La {nombre} está vacía."
    for cuadrante in Cuadrante:
        if not any(item.texto.strip() for item in poa.foda.items(cuadrante)):
            yield _diagnostico(poa, cuadrante.value), f"El FODA no tiene {cuadrante.value}."


def otro_ejercicio_poa(contexto: Contexto, poa: Poa) -> Iterator[Hallazgo]:
    """Another year in visión, misión, FODA or Objetivo/FIN."""
    yield from _other_years(contexto, _diagnostico(poa, "vision"), poa.vision)
    yield from _other_years(contexto, _diagnostico(poa, "mision"), poa.mision)
    for cuadrante in Cuadrante:
        for item in poa.foda.items(cuadrante):
            donde = _diagnostico(poa, cuadrante.value, item.id)
            yield from _other_years(contexto, donde, item.texto)
    objetivo = Lugar(TipoLugar.POA, poa.id, "objetivo_fin", _OBJETIVO)
    yield from _other_years(contexto, objetivo, poa.dependencia.objetivo_fin)


# --- a programa or actividad ----------------------------------------------------------------


def sin_nombre(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """A block without a name."""
    if not sitio.bloque.nombre.strip():
        kind = "El programa" if isinstance(sitio.bloque, Programa) else "La actividad"
        yield sitio.lugar("nombre"), f"{kind} {sitio.bloque.numero} no tiene nombre."


def nombre_repetido(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """A name that an earlier block has, whatever its accents and capitals."""
    key = comparable(sitio.bloque.nombre)
    first = contexto.nombres[key]
    if key and first is not sitio:
        yield (
            sitio.lugar("nombre"),
            f"El nombre {cita(sitio.bloque.nombre)} ya está en {first.etiqueta}.",
        )


def _texts(sitio: SitioBloque) -> Iterator[tuple[str, str]]:
    bloque, ficha = sitio.bloque, sitio.bloque.ficha
    yield "nombre", bloque.nombre
    if isinstance(bloque, Programa):
        yield "estrategia", bloque.estrategia
    yield "eje", bloque.eje
    yield "metas", ficha.metas
    yield "nota", ficha.inversion.nota
    yield "beneficiados_directos", ficha.beneficiados_directos or ""
    yield "beneficiados_indirectos", ficha.beneficiados_indirectos or ""


def otro_ejercicio_bloque(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """Another year in the texts of a block."""
    for campo, text in _texts(sitio):
        yield from _other_years(contexto, sitio.lugar(campo), text)


def sin_lineas(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """An actividad without líneas can never be evaluated; a programa may have none of its own."""
    if not sitio.bloque.lineas and not isinstance(sitio.bloque, Programa):
        yield sitio.lugar("lineas"), f"{sitio.etiqueta} no tiene líneas de acción."


def metas_vacias(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """No metas at all."""
    if not sitio.bloque.ficha.metas.strip():
        yield sitio.lugar("metas"), "Las metas están vacías."


def metas_sin_numero(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """Metas that nobody can measure."""
    metas = sitio.bloque.ficha.metas
    if metas.strip() and not tiene_numero(metas, contexto.poa.ejercicio):
        yield sitio.lugar("metas"), f"Las metas no dicen cuánto: {cita(metas)}"


def inversion_sin_definir(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """Neither an amount nor "No genera gasto"."""
    if sitio.bloque.ficha.inversion.tipo is TipoInversion.SIN_DEFINIR:
        yield sitio.lugar("inversion"), "No se dice si hay inversión."


def gasto_sin_inversion(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """Tell "No genera gasto" where name, metas or líneas name a purchase or a payment."""
    bloque = sitio.bloque
    if bloque.ficha.inversion.tipo is not TipoInversion.NO_GENERA_GASTO:
        return
    texts = (bloque.nombre, bloque.ficha.metas, *(linea.texto for linea in bloque.lineas))
    found = [(*named, text) for text in texts if (named := gasto_mencionado(text))]
    if found:
        _, word, text = min(found, key=lambda each: each[0])
        yield (
            sitio.lugar("inversion"),
            f"Dice «No genera gasto», pero el texto habla de «{word}»: {cita(text)}",
        )


def beneficiados_faltan(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """Direct or indirect beneficiados are not said."""
    ficha = sitio.bloque.ficha
    direct = (ficha.beneficiados_directos or "").strip()
    indirect = (ficha.beneficiados_indirectos or "").strip()
    if not direct and not indirect:
        yield sitio.lugar("beneficiados_directos"), "No se dice quiénes son los beneficiados."
    elif not direct:
        yield sitio.lugar("beneficiados_directos"), "Faltan los beneficiados directos."
    elif not indirect:
        yield sitio.lugar("beneficiados_indirectos"), "Faltan los beneficiados indirectos."


def periodo_incompleto(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """Del or al is empty."""
    ficha = sitio.bloque.ficha
    if ficha.periodo_del is None:
        yield sitio.lugar("periodo_del"), "Falta la fecha de inicio (Del)."
    if ficha.periodo_al is None:
        yield sitio.lugar("periodo_al"), "Falta la fecha final (al)."


def periodo_invertido(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """Del is later than al."""
    first, last = sitio.bloque.ficha.periodo_del, sitio.bloque.ficha.periodo_al
    if first and last and first > last:
        yield (
            sitio.lugar("periodo_del"),
            f"El periodo empieza el {fecha_corta(first)} y termina antes, el {fecha_corta(last)}.",
        )


def periodo_fuera(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """Del or al is not in the ejercicio."""
    ficha = sitio.bloque.ficha
    for campo, word, day in (
        ("periodo_del", "inicio", ficha.periodo_del),
        ("periodo_al", "final", ficha.periodo_al),
    ):
        if day and day.year != contexto.poa.ejercicio:
            yield (
                sitio.lugar(campo),
                f"La fecha de {word} {fecha_corta(day)} no es del ejercicio "
                f"{contexto.poa.ejercicio}.",
            )


def temporalidad_falta(contexto: Contexto, sitio: SitioBloque) -> Iterator[Hallazgo]:
    """Nobody knows when to evaluate it."""
    if sitio.bloque.ficha.temporalidad is None:
        yield sitio.lugar("temporalidad"), "Falta la temporalidad de la evaluación."


# --- a línea --------------------------------------------------------------------------------


def linea_sin_texto(contexto: Contexto, sitio: SitioLinea) -> Iterator[Hallazgo]:
    """A línea that says nothing."""
    if not sitio.linea.texto.strip():
        yield sitio.lugar("texto"), f"La línea {sitio.numero} está vacía."


def linea_repetida(contexto: Contexto, sitio: SitioLinea) -> Iterator[Hallazgo]:
    """A línea that stands earlier in the POA, whatever its accents and capitals."""
    key = comparable(sitio.linea.texto)
    first = contexto.textos[key]
    if key and first is not sitio:
        yield (
            sitio.lugar("texto"),
            f"La línea {cita(sitio.linea.texto)} ya está en {first.etiqueta}.",
        )


def otro_ejercicio_linea(contexto: Contexto, sitio: SitioLinea) -> Iterator[Hallazgo]:
    """Another year in a línea or its medio de verificación."""
    linea = sitio.linea
    yield from _other_years(contexto, sitio.lugar("texto"), linea.texto)
    yield from _other_years(contexto, sitio.lugar("medio_verificacion"), linea.medio_verificacion)


def unidad_falta(contexto: Contexto, sitio: SitioLinea) -> Iterator[Hallazgo]:
    """No unidad de medida."""
    if not sitio.linea.unidad_medida.strip():
        yield (
            sitio.lugar("unidad_medida"),
            f"La línea {cita(sitio.linea.texto)} no tiene unidad de medida.",
        )


def sin_programacion(contexto: Contexto, sitio: SitioLinea) -> Iterator[Hallazgo]:
    """Nothing programado in the whole year."""
    if not any(sitio.linea.programado):
        yield (
            sitio.lugar("programado"),
            f"La línea {cita(sitio.linea.texto)} no tiene programación en el año.",
        )


def programado_fuera(contexto: Contexto, sitio: SitioLinea) -> Iterator[Hallazgo]:
    """Quantities programado in months outside Del–al.

    Where Del–al itself is wrong no month is left, and that error is told instead.
    """
    meses = sitio.en.meses
    outside = [
        mes
        for mes, cantidad in enumerate(sitio.linea.programado, start=1)
        if cantidad and mes not in meses
    ]
    if meses and outside:
        listed = ", ".join(MESES[mes - 1] for mes in outside)
        yield (
            sitio.lugar("programado", outside[0]),
            f"La línea {cita(sitio.linea.texto)} tiene programación fuera de su periodo "
            f"({MESES[meses[0] - 1]} a {MESES[meses[-1] - 1]}): {listed}.",
        )
