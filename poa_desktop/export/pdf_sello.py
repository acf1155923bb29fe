"""The seal of a cierre on paper: what it says in words, and the same as a QR code."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from poa_desktop.export import paleta
from poa_desktop.export.layout import Cell, Run
from poa_desktop.export.pdf_box import PAD_X, Bookmark, Box, Row
from poa_desktop.export.pdf_frame import Sheet
from poa_desktop.export.pdf_qr import SMALLEST, Qr
from poa_desktop.export.pdf_text import SMALL, TINY, Texts
from poa_desktop.poa.cerrado import Cierres
from poa_desktop.poa.formats import fecha_larga
from poa_desktop.poa.sello import PRIMER_SELLO, Sello, in_groups

COMO_COMPROBAR = (
    "Cómo comprobarlo: en POA Desktop, con el archivo abierto, elija «Comprobar folio…» en el menú "
    "Archivo y escriba el folio y el sello, o pegue el texto del código QR."
)
QUE_PRUEBA = (
    "El sello, comprobado contra el archivo, prueba que lo que este guarda del cierre es lo que se "
    "selló y que no ha cambiado desde entonces. No es una firma electrónica avanzada: no prueba "
    "quién estaba ante el equipo, ni que la fecha y la hora del equipo fueran las correctas. Lo "
    "que obliga son las firmas autógrafas en papel."
)
_LARGE = 36 * mm  # the side of the code on an acta
_SHORT = 16  # hexadecimal digits of a short hash


def dia_y_hora(cuando: datetime) -> str:
    """A moment as an act tells it: "08 de julio de 2024 a las 10:30 horas"."""
    return f"{fecha_larga(cuando.date())} a las {cuando:%H:%M} horas"


def quien(nombre: str, cargo: str) -> str:
    """Who did something, with the office where it is known."""
    return ", ".join(filter(None, (nombre, cargo)))


def seal_box(sheet: Sheet, texts: Texts, sello: Sello, cierres: Cierres | None = None) -> Box:
    """The seal with its QR code; with *cierres* also what it covers, as the acta says it."""
    pairs = list(_identity(sello)) if cierres is None else list(_whole(sello, cierres))
    left: list[Flowable] = [
        texts.p(Cell((Run(f"{label}: ", True), Run(value))), SMALL) for label, value in pairs
    ]
    left.append(texts.p(COMO_COMPROBAR, TINY))
    qr = Qr(sello.codigo, SMALLEST if cierres is None else _LARGE)
    side = qr.side + 2 * PAD_X
    widths = (sheet.width - side, side)
    title = Row(
        [[texts.p("Sello del cierre", SMALL, bold=True)]],
        (sheet.width,),
        (sheet.paleta.suave,),
        keep=True,
        pad_y=2.4,
        bookmark=Bookmark("sello", "Sello del cierre"),
    )
    cells: Sequence[list[Flowable]] = [left, [qr]]
    body = Row(cells, widths, (None, paleta.BLANCO), pad_y=4)
    accent = sheet.paleta.institucional
    return Box([title, body], sheet.height, whole=True, accent=accent)


def _identity(sello: Sello) -> Iterator[tuple[str, str]]:
    yield "Folio", f"{sello.folio}, versión {sello.version}"
    yield "Sello", sello.corta
    who = quien(sello.nombre, sello.cargo)
    yield "Cerrado", f"el {dia_y_hora(sello.cuando)} por {who}"


def _whole(sello: Sello, cierres: Cierres) -> Iterator[tuple[str, str]]:
    yield "Folio", sello.folio
    yield "Versión", str(sello.version)
    yield "Sello", sello.corta
    yield "Huella del contenido (SHA-256)", _in_two(sello.contenido)
    yield "Huella de la llave con que se selló", sello.huella_llave
    yield "Bitácora", _trail(sello)
    yield "Sello anterior del archivo", _before(sello, cierres)


def _in_two(digits: str) -> str:
    """A long hash with a place to break its row."""
    half = len(digits) // 2
    return f"{digits[:half]} {digits[half:]}".upper()


def _trail(sello: Sello) -> str:
    count = sello.bitacora_numero
    operations = "1 operación" if count == 1 else f"{count:,} operaciones"
    last = in_groups(sello.bitacora_sello[:_SHORT])
    return f"{operations} hasta este acto; la última tiene la huella {last}"


def _before(sello: Sello, cierres: Cierres) -> str:
    if sello.anterior == PRIMER_SELLO:
        return "ninguno, es el primero"
    before = cierres.before(sello)
    short = in_groups(sello.anterior[:_SHORT])
    return short if before is None else f"{before.folio}, {short}"
