"""Which months take no change, and when a plan takes none: the one place that knows why.

Everything that writes asks here beforehand and tells the sentence; the file's own triggers are
what is left for whoever does not ask.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from poa_desktop.poa.calendario import meses_vigentes
from poa_desktop.poa.errors import PIDA_REAPERTURA, PLAN_AUTORIZADO
from poa_desktop.poa.periodos import MESES, meses_en_palabras
from poa_desktop.poa.records import Actividad, Bloque, EstadoPoa, LineaAccion, Poa, Programa


def candado(poa: Poa, bloque: Bloque, mes: int) -> str:
    """Why nothing can be captured in a month (1–12) of a block's líneas; "" when it can.

    One Spanish sentence that says what to do. A closed month takes no change at all; in one outside
    Del–al, what is there already may be cleared. It binds the tables of the window: papers that
    come in say what they say, and the revisión warns.
    """
    if mes in poa.meses_cerrados:
        return motivo_cerrado(poa, mes)
    if mes not in meses_vigentes(bloque.ficha, poa.ejercicio):
        return _motivo_fuera(bloque, mes)
    return ""


def candado_plan(poa: Poa) -> str:
    """Why the plan itself (programas, actividades, líneas, fichas, programado) takes no change; ""
    when it does: a draft, or an authorised plan with an open adecuación.
    """
    if poa.estado is EstadoPoa.AUTORIZADO and not poa.adecuacion_abierta:
        return PLAN_AUTORIZADO
    return ""


def candado_programado(poa: Poa, bloque: Bloque, mes: int) -> str:
    """Why nothing can be programmed in a month (1–12) of a block's líneas; "" when it can."""
    return candado_plan(poa) or candado(poa, bloque, mes)


def admite_borrar(poa: Poa, mes: int) -> bool:
    """Whether what a locked month holds, from an import or an earlier Del–al, may be cleared."""
    return mes not in poa.meses_cerrados


def _motivo_fuera(bloque: Bloque, mes: int) -> str:
    owner = f"del programa {bloque.numero}"
    if not isinstance(bloque, Programa):
        owner = f"de la actividad {bloque.numero}"
    return (
        f"{MESES[mes - 1].capitalize()} queda fuera de Del–al {owner}: cambie el periodo en Datos."
    )


# -- closed months ---------------------------------------------------------------------------


def motivo_cerrado(poa: Poa, *meses: int) -> str:
    """Why closed months take no change, with the folio of their cierre; "" when none is closed.

    "Enero a marzo están cerrados (folio …): pida la reapertura (Periodo ▸ Reabrir…)."
    """
    closed = tuple(sorted(set(meses) & poa.meses_cerrados))
    return f"{_cerrados(poa, closed)}: {PIDA_REAPERTURA}." if closed else ""


def _cerrados(poa: Poa, closed: Collection[int]) -> str:
    words = _en_palabras(sorted(closed)).capitalize()
    verb = "está cerrado" if len(closed) == 1 else "están cerrados"
    return f"{words} {verb}{_folios(poa, closed)}"


def _en_palabras(meses: Sequence[int]) -> str:
    """Months in few words: "enero a marzo" for three or more in a row."""
    in_a_row = meses[-1] - meses[0] == len(meses) - 1
    if len(meses) > 2 and in_a_row:
        return f"{MESES[meses[0] - 1]} a {MESES[meses[-1] - 1]}"
    return meses_en_palabras(meses)


def _folios(poa: Poa, closed: Collection[int]) -> str:
    """ " (folio …)": of the latest cierre of each month, as the months are named."""
    last: dict[int, str] = {}
    for cierre in poa.cierres:
        last |= dict.fromkeys(set(cierre.periodo.meses) & set(closed), cierre.folio)
    folios = list(dict.fromkeys(last[mes] for mes in sorted(last)))
    if not folios:
        return ""
    return f" (folio {folios[0]})" if len(folios) == 1 else f" (folios {', '.join(folios)})"


def meses_sellados(poa: Poa, linea: LineaAccion) -> tuple[int, ...]:
    """The closed months (1–12) in which a línea has something: they hold it where it is."""
    return tuple(
        mes
        for mes in sorted(poa.meses_cerrados)
        if linea.programado[mes - 1] or linea.avances[mes - 1] != _NADA
    )


_NADA = LineaAccion(0, "").avances[0]


def mes_de_gasto(poa: Poa, fecha: date) -> int:
    """The month (1–12) of the ejercicio in which a gasto falls; 0 when it is of another year."""
    return fecha.month if fecha.year == poa.ejercicio else 0


def _gastos_sellados(poa: Poa, bloque: Bloque) -> tuple[int, ...]:
    gastos = bloque.gastos if isinstance(bloque, Actividad) else ()
    found = {mes_de_gasto(poa, each.fecha) for each in gastos}
    return tuple(sorted(found & poa.meses_cerrados))


def motivo_linea(poa: Poa, linea: LineaAccion, clave: str, verbo: str) -> str:
    """Why a línea cannot leave, change its unit …; "" when it can. *verbo*: "se elimina"."""
    closed = meses_sellados(poa, linea)
    return _stays(poa, f"La línea {clave}", f"no {verbo}", closed)


def motivo_quitar(
    poa: Poa, lineas: Collection[int], bloques: Collection[Bloque] = (), verbo: str = "se elimina"
) -> str:
    """Why some líneas (ids) and whole blocks cannot be deleted or moved; "" when they can.

    Names the first that is held and how many others are.
    """
    found = list(_held(poa, lineas, bloques, verbo))
    if not found:
        return ""
    rest = len(found) - 1
    if not rest:
        return found[0]
    more = "Hay otra igual" if rest == 1 else f"Hay otras {rest} iguales"
    return f"No se cambió nada. {found[0]} {more} en lo que eligió."


def _held(
    poa: Poa, lineas: Collection[int], bloques: Collection[Bloque], verbo: str
) -> Iterator[str]:
    wanted, whole = set(lineas), {(type(each), each.id) for each in bloques}
    for bloque in poa.bloques:
        if (type(bloque), bloque.id) in whole:
            closed = {m for linea in bloque.lineas for m in meses_sellados(poa, linea)}
            closed |= set(_gastos_sellados(poa, bloque))
            kind = "El programa" if isinstance(bloque, Programa) else "La actividad"
            if closed:
                yield _stays(poa, f"{kind} {bloque.numero}", f"no {verbo}", tuple(sorted(closed)))
            continue
        for number, linea in enumerate(bloque.lineas, 1):
            if linea.id in wanted:
                reason = motivo_linea(poa, linea, f"{bloque.clave}.{number}", verbo)
                if reason:
                    yield reason


def _stays(poa: Poa, what: str, stays: str, closed: tuple[int, ...]) -> str:
    if not closed:
        return ""
    return f"{what} tiene registros de meses cerrados y {stays}. {motivo_cerrado(poa, *closed)}"


def solo_abiertos(poa: Poa, programado: tuple[int, ...]) -> tuple[int, ...]:
    """The schedule of a new línea (hundredths): nothing in the closed months."""
    return tuple(0 if mes in poa.meses_cerrados else each for mes, each in enumerate(programado, 1))


def omitidos(poa: Poa, programado: tuple[int, ...]) -> tuple[int, ...]:
    """The closed months (1–12) that `solo_abiertos` leaves out of a schedule."""
    return tuple(mes for mes in sorted(poa.meses_cerrados) if programado[mes - 1])
