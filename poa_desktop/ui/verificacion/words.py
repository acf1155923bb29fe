"""A verification as sections of rows: what the dialog lists and what it copies."""

from collections.abc import Iterator
from dataclasses import dataclass

from poa_desktop.poa.verificacion import (
    CierreComprobado,
    SelloComprobado,
    Verificacion,
    capital,
    momento,
)
from poa_desktop.poa.verificacion_partes import Confianza, Parte


@dataclass(frozen=True, slots=True)
class Renglon:
    """One row: what it is about, what came of it, whether that is well, and more to read.

    *aviso*: well, and still to be read."""

    que: str
    resultado: str
    bien: bool
    mas: str = ""
    debajo: tuple["Renglon", ...] = ()
    aviso: bool = False

    @property
    def texto(self) -> str:
        """The row, and what stands below it, to be read or copied."""
        rows = [f"{self.que}: {self.resultado}" if self.resultado else self.que]
        rows += [self.mas] if self.mas else []
        rows += [f"  {row}" for each in self.debajo for row in each.texto.splitlines()]
        return "\n".join(rows)


def renglones(found: Verificacion) -> tuple[Renglon, ...]:
    """Every section of a verification, in order."""
    parts = [_part(found, parte) for parte in Parte]
    return (*parts, *_seals(found), *_keys(found), _until(found))


def texto(found: Verificacion) -> str:
    """The whole verification as text, to copy."""
    head = [f"{found.archivo}, comprobado el {momento(found.cuando)}", found.titular, ""]
    return "\n".join([*head, *(each.texto for each in renglones(found))])


def _part(found: Verificacion, parte: Parte) -> Renglon:
    wrong = found.de(parte)
    below = [Renglon(each, "", bien=False) for each in wrong]
    if parte is Parte.CIERRES:
        below = [_closed(each) for each in found.cierres]
    if parte is Parte.TESTIGO:
        below += [Renglon(each, "", bien=True, aviso=True) for each in found.testigo.avisos]
        below += [
            Renglon(
                f"Falta {each.folio}", f"se reconoció el {each.reconocido}", bien=True, aviso=True
            )
            for each in found.testigo.perdidos
            if each.reconocido
        ]
    noun = "hallazgo" if len(wrong) == 1 else "hallazgos"
    word = f"{len(wrong)} {noun}" if wrong else "Sin hallazgos"
    return Renglon(parte.etiqueta, word, not wrong, parte.pregunta, tuple(below))


def _closed(each: CierreComprobado) -> Renglon:
    rows = tuple(
        Renglon(
            str(one.cambio),
            "Registrado" if one.legitima else "ALTERADO",
            one.legitima,
            f"{capital(one.explicacion)}.",
            aviso=one.legitima,
        )
        for one in each.diferencias
    )
    count = f"{len(rows)} diferencia" if len(rows) == 1 else f"{len(rows)} diferencias"
    told = each.problema or (count if rows else "como se congeló")
    where = f"{each.sello.periodo} de {each.dependencia}"
    more = f"Cierre {each.sello.folio} del {momento(each.sello.cuando)}."
    return Renglon(where, told, each.intacto, more, rows)


def _seals(found: Verificacion) -> Iterator[Renglon]:
    if not found.sellos:
        return
    wrong = sum(not each.valido for each in found.sellos)
    count = len(found.sellos)
    told = f"{wrong} no válidos" if wrong else "1 válido" if count == 1 else f"{count} válidos"
    rows = tuple(_seal(each) for each in found.sellos)
    yield Renglon("Actos sellados", told, not wrong, "", rows)


def _seal(each: SelloComprobado) -> Renglon:
    sello = each.sello
    who = ", ".join(filter(None, (sello.nombre, sello.cargo)))
    force = "vigente" if each.vigente else "sustituido"
    more = [
        f"{sello.paso.etiqueta} de {sello.periodo}, versión {sello.version}, {each.dependencia}.",
        f"Lo selló {who} el {momento(sello.cuando)}.",
        f"Sello {sello.corta}; cubre la bitácora hasta la operación {sello.bitacora_numero}."
        if each.valido
        else f"Cubriría la bitácora hasta la operación {sello.bitacora_numero}.",
        f"Llave {sello.huella_llave} ({each.confianza.etiqueta}).",
        *(f"{capital(what)}." for what in each.hallazgos),
        *([f"Motivo o nota: {sello.nota}"] if sello.nota else []),
    ]
    word = f"válido, {force}" if each.valido else "NO VÁLIDO"
    return Renglon(f"{sello.folio} · {who} · {momento(sello.cuando)}", word, each.valido,
                   "\n".join(more))  # fmt: skip


def _keys(found: Verificacion) -> Iterator[Renglon]:
    keys = {each.sello.huella_llave: each.confianza for each in found.sellos}
    if not keys:
        return
    strange = Confianza.DESCONOCIDA in keys.values()
    rows = tuple(
        Renglon(print_, trust.etiqueta, trust is not Confianza.DESCONOCIDA)
        for print_, trust in keys.items()
    )
    more = "La huella se confirma por teléfono o por oficio con quien selló."
    told = (
        "hay una distinta de la conocida"
        if strange
        else "1 llave"
        if len(keys) == 1
        else (f"{len(keys)} llaves")
    )
    yield Renglon("Llaves", told, not strange, more, rows)


def _until(found: Verificacion) -> Renglon:
    rows = tuple(Renglon(each, "", bien=True) for each in found.desde)
    count = f"{found.bitacora.operaciones:,} operaciones en la bitácora"
    return Renglon("Hasta dónde es seguro", count, found.bitacora.rota is None, "", rows)
