"""verificar: whether a file is what was sealed, and whether a printed folio is one of its acts."""

from collections.abc import Iterator
from pathlib import Path

from poa_desktop.commands.outcome import Clock, Outcome, open_to_read
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.folio_comprobado import comprobar_folio
from poa_desktop.poa.sello import read_codigo
from poa_desktop.poa.verificacion import SelloComprobado, Verificacion, momento
from poa_desktop.poa.verificacion_partes import Parte


def verificar(
    path: Path, clock: Clock, codigo: str | None = None, *, reconocer: bool = False
) -> Outcome:
    """Check everything of a file; failed when something is wrong.

    *codigo* is what stands printed on a sheet: then the answer is about that. *reconocer* takes
    the file, after a look, for the one in force on this computer.
    """
    printed = read_codigo(codigo) if codigo is not None else None
    notices: tuple[str, ...] = ()
    with open_to_read(path, clock) as store:
        found = store.verificar()
        if reconocer:
            if not found.integro:
                raise PoaError(
                    f"«{path.name}» fue alterado o está dañado: no se reconoce como el vigente."
                )
            notices = store.reconocer()
            found = store.verificar()
    data = _data(found)
    if printed is None:
        return Outcome("\n".join(_text(found)), data, notices, failed=not found.conforme)
    answer = comprobar_folio(printed, found)
    data["folio"] = {
        "folio": printed.folio,
        "respuesta": answer.respuesta.value,
        "mensaje": answer.titulo,
        "detalles": list(answer.detalles),
    }
    text = "\n".join([f"{printed.folio}: {answer.titulo}.", *(f"  {e}" for e in answer.detalles)])
    return Outcome(text, data, failed=not answer.respuesta.bien)


def _text(found: Verificacion) -> Iterator[str]:
    count = found.bitacora.operaciones
    if found.integro:
        yield f"«{found.archivo}» está íntegro: {count} operaciones en la bitácora."
    else:
        yield f"«{found.archivo}» tiene daños o alteraciones:"
        yield from (f"  {each}" for each in found.todos)
        yield from (f"  {each}" for each in found.desde)
    for each in found.sellos:
        sign = "válido" if each.valido else "NO VÁLIDO"
        yield (
            f"  {each.sello.folio}  {sign}  {momento(each.sello.cuando)}  {each.sello.nombre}  "
            f"llave {each.sello.huella_llave} ({each.confianza.etiqueta})"
        )
    for difference in found.diferencias:
        if difference.legitima:
            yield f"  {difference}."
    yield from (f"  {each}" for each in (*found.testigo.hallazgos, *found.testigo.avisos))


def _data(found: Verificacion) -> dict[str, object]:
    file_parts = (
        Parte.ESTRUCTURA, Parte.REFERENCIAS, Parte.EVIDENCIAS, Parte.BITACORA, Parte.PLANES
    )  # fmt: skip
    return {
        "integro": found.integro,
        **{parte.value: not found.de(parte) for parte in file_parts},
        "operaciones": found.bitacora.operaciones,
        "hallazgos": list(found.todos),
        "desde": list(found.desde),
        "sellos": [_sello(each) for each in found.sellos],
        "cierres": [
            {
                "periodo": each.sello.periodo,
                "dependencia": each.dependencia,
                "folio": each.sello.folio,
                "intacto": each.intacto,
                "diferencias": [
                    {
                        "cambio": str(one.cambio),
                        "juicio": one.juicio.value,
                        "operacion": one.registro.numero if one.registro else None,
                    }
                    for one in each.diferencias
                ],
            }
            for each in found.cierres
        ],
        "testigo": {
            "conforme": not found.testigo.hallazgos,
            "operaciones": found.testigo.operaciones,
            "perdidos": [
                {"folio": each.folio, "reconocido": each.reconocido}
                for each in found.testigo.perdidos
            ],
            "llaves_ajenas": list(found.testigo.ajenas),
            "mensajes": [*found.testigo.hallazgos, *found.testigo.avisos],
        },
    }


def _sello(each: SelloComprobado) -> dict[str, object]:
    sello = each.sello
    return {
        "folio": sello.folio,
        "dependencia": each.dependencia,
        "periodo": sello.periodo,
        "version": sello.version,
        "paso": sello.paso.value,
        "valido": each.valido,
        "vigente": each.vigente,
        "hallazgos": list(each.hallazgos),
        "llave": sello.huella_llave,
        "confianza": each.confianza.value,
        "cuando": sello.cuando.isoformat(),
        "nombre": sello.nombre,
        "cargo": sello.cargo,
        "corta": sello.corta if each.valido else "",
    }
