"""What differs between two states of one plan: as it was authorised, and as it is.

Told in the words of the history, by the rows that would have to change from one to the other.
"""

from poa_desktop.poa.adecuaciones import CambioFila, CambioPlan, plan_changes
from poa_desktop.poa.adecuaciones_plan import Clave, Fila
from poa_desktop.poa.records import Actividad, Bloque, Ficha, LineaAccion, Poa


def comparar_plan(before: Poa, after: Poa) -> tuple[CambioPlan, ...]:
    """Every difference of two contents of the same POA, in the order of the official layout.

    Records are paired by their ids, which are never given twice.
    """
    old, new = rows_of(before), rows_of(after)
    changed = [
        CambioFila(table, row, old.get((table, row)), new.get((table, row)))
        for table, row in dict.fromkeys([*old, *new])
    ]
    return plan_changes(before.id, old, changed)


def rows_of(poa: Poa) -> dict[Clave, Fila]:
    """The rows of a plan as the file keeps them; of the POA itself none is compared."""
    rows: dict[Clave, Fila] = {}
    for each in poa.bloques:
        is_actividad = isinstance(each, Actividad)
        table, owner = (
            ("actividades", "actividad_id") if is_actividad else ("programas", "programa_id")
        )
        rows[table, each.id] = {"poa_id": poa.id, **_block(each)}
        rows["fichas", 2 * each.id + is_actividad] = {owner: each.id, **_ficha(each.ficha)}
        for orden, linea in enumerate(each.lineas):
            rows["lineas", linea.id] = {owner: each.id, "orden": orden, **_linea(linea)}
            for mes, cantidad in enumerate(linea.programado, 1):
                if cantidad:
                    row = {"linea_id": linea.id, "mes": mes, "cantidad": cantidad}
                    rows["programado", 12 * linea.id + mes - 1] = row
    return rows


def _block(bloque: Bloque) -> Fila:
    shared = {"numero": bloque.numero, "nombre": bloque.nombre, "eje": bloque.eje}
    if isinstance(bloque, Actividad):
        return {**shared, "programa_id": bloque.programa_id}
    return {**shared, "estrategia": bloque.estrategia}


def _linea(linea: LineaAccion) -> Fila:
    names = ("texto", "unidad_medida", "medio_verificacion", "responsable")
    return {name: getattr(linea, name) for name in names}


def _ficha(ficha: Ficha) -> Fila:
    monto = ficha.inversion.monto
    days = {name: getattr(ficha, name) for name in ("periodo_del", "periodo_al")}
    return {
        "metas": ficha.metas,
        "inversion_tipo": ficha.inversion.tipo.value,
        "inversion_monto": None if monto is None else int(monto.scaleb(2)),
        "inversion_nota": ficha.inversion.nota,
        "beneficiados_directos": ficha.beneficiados_directos,
        "beneficiados_indirectos": ficha.beneficiados_indirectos,
        **{name: None if day is None else day.isoformat() for name, day in days.items()},
        "temporalidad": ficha.temporalidad.value if ficha.temporalidad else None,
    }
