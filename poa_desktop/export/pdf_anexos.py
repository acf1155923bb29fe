"""The evidence itself behind a document: an index, then every file that can be printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reportlab.platypus import Flowable

from poa_desktop.export.no_se_muestra import NoSeMuestra
from poa_desktop.export.pdf_anexos_formas import Formas
from poa_desktop.export.pdf_anexos_hojas import AnnexSheets, Caption
from poa_desktop.export.pdf_box import Box, Row
from poa_desktop.export.pdf_evidencias_lista import (
    Prueba,
    kind_in_words,
    months_of,
    one_row,
    pruebas_de,
)
from poa_desktop.export.pdf_frame import PdfOutput, Progress, Sheet, build_pdf
from poa_desktop.export.pdf_join import PdfPart, join_pdfs
from poa_desktop.export.pdf_masthead import masthead
from poa_desktop.export.pdf_nesting import why_no_pdf
from poa_desktop.export.pdf_text import SMALL, TINY, TINY_RIGHT, Texts
from poa_desktop.export.thumbnail import picture_as_jpeg
from poa_desktop.poa.cerrado import Cerrado
from poa_desktop.poa.errors import PoaError
from poa_desktop.poa.periodos import MESES, Periodo, periodo_anual
from poa_desktop.poa.records import Municipio, Poa

Contents = Callable[[str], bytes]

MAX_SHEETS = 200  # of one file: what is longer is a book, and goes as a file
MAX_TEXT = 100_000  # characters of a text that is printed
_PICTURE_SIDE = 1900  # pixels: about 240 an inch on the sheet
_ROWS = 80  # of a text, at most, on a sheet
_NOT_PRINTED = "No se puede imprimir; está dentro del archivo .poa"
_SPACES = re.compile(r"^ | {2,}")
_SHARES = (0.07, 0.09, 0.115, 0.555, 0.17)


@dataclass(frozen=True, slots=True)
class Anexo:
    """What became of an evidencia: *hojas* sheets, or none and the reason (*motivo*)."""

    prueba: Prueba
    hojas: int
    motivo: str = ""


_BEFORE = 0.3  # of the work: the document itself


def write_with_annexes(
    write: Callable[[Progress | None], PdfOutput],
    titulo: str,
    municipio: Municipio,
    poa: Poa,
    periodo: Periodo | None,
    hoy: date,
    contenido: Contents,
    progress: Progress | None = None,
    *,
    cerrado: Cerrado | None = None,
) -> PdfOutput:
    """A document as *write* makes it, with its annexes; both report to one *progress*."""
    if progress is None:
        return with_annexes(
            write(None), titulo, municipio, poa, periodo, hoy, contenido, cerrado=cerrado
        )
    made = write(lambda share: progress(share * _BEFORE))
    return with_annexes(
        made,
        titulo,
        municipio,
        poa,
        periodo,
        hoy,
        contenido,
        lambda share: progress(_BEFORE + share * (1 - _BEFORE)),
        cerrado=cerrado,
    )


def with_annexes(
    made: PdfOutput,
    titulo: str,
    municipio: Municipio,
    poa: Poa,
    periodo: Periodo | None,
    hoy: date,
    contenido: Contents,
    progress: Progress | None = None,
    *,
    cerrado: Cerrado | None = None,
) -> PdfOutput:
    """A finished document with the evidence of its period behind it; as it was without any.

    *titulo* names the whole in the metadata. What cannot be printed is listed in the index; a
    damaged or locked file has a sheet that says so, and a notice. Never fails for a content.
    """
    pruebas = [each for block in pruebas_de(poa, months_of(periodo)) for each in block.pruebas]
    if not pruebas:
        notice = "No hay evidencias en el periodo: el documento va sin anexos."
        return PdfOutput(made.content, (*made.notices, notice))
    texts = Texts()
    sheet = _sheet(municipio, poa, periodo, hoy)
    if cerrado is not None:
        sheet = replace(sheet, sello=cerrado.sello)
    annexes, content = _Printer(texts, sheet, pruebas, contenido).print(progress)
    index = build_pdf(sheet, list(_index(sheet, texts, poa, periodo, annexes)), texts, None)
    parts = [PdfPart("", made.content), PdfPart("Índice de anexos", index.content)]
    if content:
        parts.append(PdfPart("Anexos", content))
    whole = join_pdfs(parts, title=titulo, author=municipio.gobierno, hoy=hoy)
    if progress is not None:
        progress(1.0)
    return PdfOutput(whole, tuple(dict.fromkeys((*made.notices, *index.notices))))


def _sheet(municipio: Municipio, poa: Poa, periodo: Periodo | None, hoy: date) -> Sheet:
    shown = (periodo or periodo_anual(poa.ejercicio)).en_palabras
    return Sheet(
        title=f"Anexos: evidencias del POA {poa.ejercicio}",
        subject=f"Evidencias anexas: {shown}",
        running=(
            f"Índice de anexos, POA {poa.ejercicio}, {municipio.gobierno}",
            f"{poa.dependencia.nombre} · {shown}",
        ),
        serie=f"AX-{periodo or poa.ejercicio}",
        hoy=hoy,
        municipio=municipio,
    )


class _Printer:
    """Prints the evidencias one after the other; one content is in memory at a time."""

    def __init__(
        self, texts: Texts, sheet: Sheet, pruebas: Sequence[Prueba], contenido: Contents
    ) -> None:
        self.texts = texts
        self.pruebas = pruebas
        self.contenido = contenido
        footer = f"Anexos · {sheet.running[1]}"
        self.sheets = AnnexSheets(texts, footer, sheet.paleta.institucional)
        self.formas = Formas()
        self.printable = sum(self._is_printable(each) for each in pruebas)
        self.number = 0

    def print(self, progress: Progress | None) -> tuple[list[Anexo], bytes]:
        """What became of each, and the PDF of all sheets (b"" when there is none)."""
        steps = len(self.pruebas) + 1
        annexes = []
        for done, prueba in enumerate(self.pruebas, start=1):
            annexes.append(self._print_one(prueba))
            if progress is not None:
                progress(min(0.99, done / steps))
        if not self.sheets.count:
            return annexes, b""
        return annexes, self.formas.on_sheets(self.sheets.content)

    @staticmethod
    def _is_printable(prueba: Prueba) -> bool:
        return kind_in_words(prueba.evidencia) in _PRINTERS

    def _print_one(self, prueba: Prueba) -> Anexo:
        if not self._is_printable(prueba):
            return Anexo(prueba, 0, _NOT_PRINTED)
        before = self.sheets.count
        self.number += 1
        caption = Caption(
            f"Anexo {self.number} de {self.printable}",
            f"{prueba.clave} · {MESES[prueba.mes - 1].capitalize()}",
            one_row(prueba),
        )
        try:
            content = self.contenido(prueba.evidencia.sha256)
            _PRINTERS[kind_in_words(prueba.evidencia)](self, caption, content)
        except (NoSeMuestra, PoaError) as error:
            reason = str(error).rstrip(".")
            told = f"«{one_row(prueba)}» ({prueba.clave}) no se anexó: {reason}."
            self.texts.warnings.append(told)
            self.sheets.begin(caption, 1, 1)
            sentence = f"{reason[:1].upper()}{reason[1:]}. El archivo está dentro del archivo .poa."
            self.sheets.draw_notice("No se pudo imprimir", sentence)
            return Anexo(prueba, self.sheets.count - before, f"No se pudo imprimir: {reason}")
        return Anexo(prueba, self.sheets.count - before)

    def _print_picture(self, caption: Caption, content: bytes) -> None:
        jpeg, (wide, high) = picture_as_jpeg(content, _PICTURE_SIDE)
        self.sheets.begin(caption, 1, 1, landscape=wide > 1.15 * high)
        self.sheets.draw_picture(jpeg)

    def _print_text(self, caption: Caption, content: bytes) -> None:
        rows = decoded(content).split("\n")
        if len(rows) > MAX_SHEETS * _ROWS:
            raise NoSeMuestra("el texto es demasiado largo")
        sheets = self.sheets.text_sheets([_SPACES.sub(_unbroken, row) for row in rows])
        if len(sheets) > MAX_SHEETS:
            raise NoSeMuestra("el texto es demasiado largo")
        for number, paragraphs in enumerate(sheets, start=1):
            self.sheets.begin(caption, number, len(sheets))
            self.sheets.draw_text(paragraphs)

    def _print_pdf(self, caption: Caption, content: bytes) -> None:
        try:
            pages = self.formas.take(content, MAX_SHEETS)
        except NoSeMuestra:
            raise
        except Exception as error:  # a foreign file: PDFium and pypdf raise a good many kinds
            raise NoSeMuestra(why_no_pdf(error)) from error
        for number, page in enumerate(pages, start=1):
            self.formas.put(self.sheets.count, page)
            wide, high = page.size
            self.sheets.begin(caption, number, len(pages), landscape=wide > high)


_PRINTERS: dict[str, Callable[[_Printer, Caption, bytes], None]] = {
    "Imagen": _Printer._print_picture,
    "PDF": _Printer._print_pdf,
    "Texto": _Printer._print_text,
}


def _unbroken(spaces: re.Match[str]) -> str:
    return "\u00a0" * len(spaces[0])


def decoded(content: bytes) -> str:
    """The text of a file. Raises NoSeMuestra for what is too long or no text."""
    if len(content) > 4 * MAX_TEXT:
        raise NoSeMuestra("el texto es demasiado largo")
    try:
        text = content.decode(
            "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
        )
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    strange = sum(character < " " and character not in "\n\r\t\f" for character in text)
    if strange or "\ufffd" in text:
        raise NoSeMuestra("el archivo no es un texto que se pueda leer")
    if len(text) > MAX_TEXT:
        raise NoSeMuestra("el texto es demasiado largo")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").expandtabs(4)


def _index(
    sheet: Sheet, texts: Texts, poa: Poa, periodo: Periodo | None, annexes: Sequence[Anexo]
) -> Iterator[Flowable]:
    shown = (periodo or periodo_anual(poa.ejercicio)).en_palabras
    rows = ["ANEXOS: EVIDENCIAS", f"POA {poa.ejercicio} · {shown}", poa.dependencia.nombre.upper()]
    yield from masthead(rows, texts, sheet)
    printed = [each for each in annexes if each.hojas]
    if printed:
        yield _list(sheet, texts, f"Anexos en este documento ({len(printed)})", printed, first=1)
    rest = [each for each in annexes if not each.hojas]
    if rest:
        yield _list(sheet, texts, f"{_NOT_PRINTED} ({len(rest)})", rest, first=None)


def _list(
    sheet: Sheet, texts: Texts, title: str, annexes: Sequence[Anexo], first: int | None
) -> Box:
    widths = tuple(sheet.width * share for share in _SHARES)
    tint = sheet.paleta.suave
    heads = ("Anexo" if first else "", "Clave", "Mes", "Archivo", "Hojas" if first else "Tipo")
    cells: list[list[Flowable]] = [[texts.p(head, TINY, bold=True)] for head in heads]
    heading = Row(cells, widths, (tint,) * len(heads), keep=True, pad_y=1.9)
    rows = [
        Row([[texts.p(title, SMALL, bold=True)]], (sheet.width,), (tint,), keep=True, pad_y=2.4),
        heading,
    ]
    for place, each in enumerate(annexes):
        evidencia = each.prueba.evidencia
        shown: list[Flowable] = [texts.p(one_row(each.prueba), TINY)]
        if first and each.motivo:
            shown.append(texts.p(f"{each.motivo}.", TINY, bold=True))
        last = texts.p(str(each.hojas) if first else kind_in_words(evidencia), TINY)
        cells = [
            [texts.p(str(first + place) if first else "", TINY_RIGHT)],
            [texts.p(each.prueba.clave, TINY)],
            [texts.p(MESES[each.prueba.mes - 1].capitalize(), TINY)],
            shown,
            [last],
        ]
        rows.append(Row(cells, widths, pad_y=1.9))
    accent = sheet.paleta.institucional
    return Box(rows, sheet.height, repeat=[heading], accent=accent)
