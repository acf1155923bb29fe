"""What a workbook would change in a POA: compared cell by cell, decided by the person.

Three values meet: what the cell said when the workbook was written, what it says now, and what
the POA says now. A cell nobody touched is no change, even when the program has moved on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from poa_desktop.poa.candados import candado_plan, motivo_cerrado
from poa_desktop.poa.claves import con_clave
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.formats import format_cantidad
from poa_desktop.poa.libro import Campo, Captura, Celda, Dictamen, Libro, Valor, marca, valores_de
from poa_desktop.poa.periodos import MESES
from poa_desktop.poa.problems import Gravedad, Lugar, Problem, TipoLugar
from poa_desktop.poa.records import EstadoEvidencia, Poa
from poa_desktop.poa.text import fold


class Tipo(StrEnum):
    """A change, one that the program changed too since the export, or one that cannot be."""

    CAMBIO = "cambio"
    CONFLICTO = "conflicto"
    RECHAZADO = "rechazado"


_DEL_PLAN = (Campo.PROGRAMADO, Campo.UNIDAD)
CONFLICTO = "También cambió en el programa después de exportar el libro."
LINEA_BORRADA = "La línea ya no está en el POA."
EVIDENCIA_BORRADA = "La evidencia ya no está en el POA."


@dataclass(frozen=True, slots=True)
class Diferencia:
    """One capture cell that differs. *antes* is what the POA says at present.

    *clave* and *linea* name its línea, *archivo* the evidencia it is about ("" if none); *motivo*
    says why it is a conflict or cannot be applied.
    """

    celda: Celda
    clave: str
    linea: str
    antes: Valor
    despues: Valor
    tipo: Tipo
    lugar: str
    motivo: str = ""
    archivo: str = ""

    @property
    def hoja(self) -> str:
        """The sheet it was captured on."""
        return self.celda.campo.hoja

    @property
    def que(self) -> str:
        """What it is about: "Realizado de marzo"."""
        campo, mes = self.celda.campo, self.celda.mes
        what = f"{campo.value} «{self.archivo}»" if self.archivo else campo.value
        return f"{what} de {MESES[mes - 1]}" if mes else what


@dataclass(frozen=True, slots=True)
class Comparacion:
    """Everything a workbook brings for a POA: what differs, and what could not be read."""

    diferencias: tuple[Diferencia, ...]
    problemas: tuple[Problem, ...]

    def de_tipo(self, tipo: Tipo) -> tuple[Diferencia, ...]:
        """The differences of one kind."""
        return tuple(each for each in self.diferencias if each.tipo is tipo)

    @property
    def errores(self) -> tuple[Problem, ...]:
        """The problems because of which something is not applied."""
        return tuple(each for each in self.problemas if each.gravedad is Gravedad.ERROR)


@dataclass(frozen=True, slots=True)
class _Presente:
    """Where a datum stands in the POA at present."""

    clave: str
    linea: str
    valor: Valor
    archivo: str = ""


def exigir_mismo_archivo(libro: Libro, archivo: str, nombre: str) -> None:
    """Raise PoaError when a workbook was written from another file; *archivo* is this one's key."""
    origin = libro.identidad.archivo
    if origin and origin != archivo:
        raise PoaError(
            f"«{libro.nombre}» salió de otro archivo ({libro.identidad.titulo}): ábralo e importe "
            f"ahí el libro, o exporte uno nuevo desde «{nombre}»."
        )


def comparar(poa: Poa, libro: Libro) -> Comparacion:
    """What the workbook changes in the POA; its closed months, and what a locked plan
    says, take no change.

    Raises PoaError when it is the workbook of another POA.
    """
    _exigir_mismo_poa(poa, libro)
    present = _presentes(poa)
    found = tuple(
        difference
        for captura in libro.capturas
        if (difference := _comparar(captura, libro, present, poa)) is not None
    )
    problems = (*libro.problemas, *_lineas_sin_lugar(poa, libro))
    return Comparacion(found, problems)


def _exigir_mismo_poa(poa: Poa, libro: Libro) -> None:
    identity = libro.identidad
    same = (identity.poa, identity.ejercicio, identity.dependencia) == (
        poa.id, poa.ejercicio, poa.dependencia.id,
    )  # fmt: skip
    if same and not identity.archivo:  # only the words tell one file from another
        same = fold(identity.titulo) == fold(poa.titulo)
    if not same:
        raise PoaError(
            f"«{libro.nombre}» es de «{identity.titulo}» y este POA es «{poa.titulo}»: abra el POA "
            "del libro, o exporte un libro de este."
        )


def _presentes(poa: Poa) -> dict[Celda, _Presente]:
    known: dict[Celda, _Presente] = {}
    for bloque in poa.bloques:
        for clave, linea in con_clave(bloque):
            names = {each.id: each.nombre for avance in linea.avances for each in avance.evidencias}
            for celda, valor in valores_de(linea).items():
                name = names[celda.id] if celda.campo is Campo.EVIDENCIA else ""
                known[celda] = _Presente(clave, linea.texto, valor, name)
    return known


def _comparar(
    captura: Captura,
    libro: Libro,
    present: dict[Celda, _Presente],
    poa: Poa,
) -> Diferencia | None:
    celda, wanted = captura.celda, captura.valor
    base = None if libro.base is None else libro.base.get(celda, "")
    if base is not None and marca(wanted) == base:
        return None  # nobody touched the cell
    place = present.get(celda)
    if place is None:
        return _sin_lugar(captura, libro) if base is not None else None
    if place.valor == wanted:
        return None
    tipo, motivo = Tipo.CAMBIO, ""
    if celda.mes in poa.meses_cerrados:
        tipo, motivo = Tipo.RECHAZADO, motivo_cerrado(celda.mes)
    elif celda.campo in _DEL_PLAN and candado_plan(poa):
        tipo, motivo = Tipo.RECHAZADO, candado_plan(poa)
    elif base is not None and marca(place.valor) != base:
        tipo, motivo = Tipo.CONFLICTO, CONFLICTO
    return Diferencia(
        celda, place.clave, place.linea, place.valor, wanted, tipo, captura.lugar, motivo,
        place.archivo,
    )  # fmt: skip


def _sin_lugar(captura: Captura, libro: Libro) -> Diferencia:
    """An edit of something that the POA no longer has."""
    celda = captura.celda
    if celda.campo is Campo.EVIDENCIA:
        clave, reason = libro.evidencias.get(celda.id, ""), EVIDENCIA_BORRADA
    else:
        clave, reason = libro.claves.get(celda.id, ""), LINEA_BORRADA
    return Diferencia(
        celda, clave, "", None, captura.valor, Tipo.RECHAZADO, captura.lugar, reason
    )  # fmt: skip


def _lineas_sin_lugar(poa: Poa, libro: Libro) -> Iterable[Problem]:
    """Líneas that only one of the two has, and claves that have moved since the export."""
    present = {linea.id: clave for bloque in poa.bloques for clave, linea in con_clave(bloque)}
    for key, clave in libro.claves.items():
        if key not in present:
            yield _aviso(
                f"La línea {clave} del libro ya no está en el POA.",
                "Lo que se haya cambiado en ella no se aplica.",
            )
    moved = [
        f"{clave} es {present[key]}"
        for key, clave in libro.claves.items()
        if present.get(key, clave) != clave
    ]
    if moved:
        yield _aviso(
            f"Hay líneas que hoy tienen otra clave que en el libro: {_some(moved)}.",
            "Sus cambios se aplican a la misma línea, con su clave de hoy.",
        )
    added = [clave for key, clave in present.items() if key not in libro.claves]
    if added:
        yield _aviso(
            f"El POA tiene líneas que el libro no trae: {_some(added)}.",
            "Se agregaron después de exportarlo y quedan como están.",
        )


def _some(words: list[str]) -> str:
    rest = len(words) - 8
    return ", ".join(words[:8]) + (f" y {rest} más" if rest > 0 else "")


def _aviso(mensaje: str, que_hacer: str) -> Problem:
    place = Lugar(TipoLugar.DOCUMENTO, 0, "", "Libro")
    return Problem("libro_lineas", Gravedad.AVISO, place, mensaje, que_hacer)


def valor_text(campo: Campo, valor: Valor) -> str:
    """A value as a person reads it."""
    if isinstance(valor, Dictamen):
        word = valor.estado.value.capitalize()
        return f"{word}: {valor.motivo}" if valor.estado is EstadoEvidencia.OBSERVADA else word
    if isinstance(valor, int):
        return "—" if campo is Campo.PROGRAMADO and not valor else format_cantidad(valor)
    if valor is None:
        return "sin capturar" if campo is Campo.REALIZADO else ""
    return valor or "(vacío)"


def cuenta_text(comparacion: Comparacion) -> str:
    """How much there is of each: "12 cambios, 1 conflicto y 2 problemas"."""
    counts = [
        (len(comparacion.de_tipo(Tipo.CAMBIO)), "cambio", "cambios"),
        (len(comparacion.de_tipo(Tipo.CONFLICTO)), "conflicto", "conflictos"),
        (len(comparacion.de_tipo(Tipo.RECHAZADO)), "rechazado", "rechazados"),
        (len(comparacion.errores), "problema", "problemas"),
        (len(comparacion.problemas) - len(comparacion.errores), "aviso", "avisos"),
    ]
    parts = [f"{count:,} {one if count == 1 else many}" for count, one, many in counts if count]
    if not parts:
        return "No hay cambios"
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} y {parts[-1]}"
