"""Garbage texts through workbook and PDF: does any fail, become a formula, or get lost unsaid?

Every text goes three ways at once: as it is and through the text boundary into the workbook,
which is read back cell by cell, and into the PDF, whose text PDFium and poppler give back. Exit 0
when none failed. Text that a document cannot hold must be reported in its notices.
"""

import argparse
import io
import random
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from openpyxl import load_workbook  # noqa: E402

from poa_desktop.export.libro import write_workbook  # noqa: E402
from poa_desktop.export.pdf_oficial import write_official_pdf  # noqa: E402
from poa_desktop.export.pdf_text import Texts  # noqa: E402
from poa_desktop.export.sheet_cells import MAX_CELL, without_forbidden  # noqa: E402
from poa_desktop.poa.records import (  # noqa: E402
    Actividad,
    Dependencia,
    LineaAccion,
    Municipio,
    Poa,
)
from poa_desktop.poa.text import clean_text  # noqa: E402

HOY = date(2024, 10, 15)
PER_DOCUMENT = 100
LONG = 40_000

COMMANDS = (
    "=cmd|' /C calc'!A0", "=1+1", "+SUM(A1:A9)", "-2+3", "@SUM(1)", "\t=1", "'=1", "=HYPERLINK(1)",
    '=WEBSERVICE("x")', "_x003D_1+1", "_x000D_", "&P&D", "{=1}", "％=1", "\r=2", "\n=3",
)  # fmt: skip
MARKUP = (
    "<b", "a<b & c>d", "</para>", '<img src="x.png"/>', "R&D", "&amp;", "&#0;", "<!--", "]]>",
    "<br/>", "<a href='x'>y</a>", "<font color=red>", "%s %d {0} \\n", "<?xml?>", "<![CDATA[x",
)  # fmt: skip
EMOJI = ("😀", "👩‍👩‍👧‍👦", "🇲🇽", "❤️", "1️⃣", "🏳️‍🌈", "☑", "✓")
FARAWAY = ("שלום עולם", "مرحبا بالعالم", "漢字かな", "Ελληνικά", "кириллица", "नमस्ते", "ก็ไม่", "Ồ̃ ñ̃")
INVISIBLE = ("\u200b", "\u200f", "\u202e", "\u2066", "\ufeff", "\u00ad", "\u2060", "\ufe0f")
BROKEN = ("\ud800", "\udfff", "\ufffe", "\uffff", "\ufdd0", "\U0001fffe", "\U0010ffff", "\x00")
WORDS = ("Programa", "año", "acción", "línea", "mañana", "1,234.50", "$80,000.00", "«quizá»")


def texts(source: random.Random) -> Iterator[str]:
    """Garbage without end: each kind in its turn, each text another one."""
    kinds: tuple[Callable[[], str], ...] = (
        lambda: _mixed(source, COMMANDS),
        lambda: _mixed(source, MARKUP),
        lambda: _mixed(source, EMOJI),
        lambda: _mixed(source, FARAWAY),
        lambda: _mixed(source, INVISIBLE),
        lambda: _mixed(source, BROKEN),
        lambda: "".join(chr(source.randrange(0x20)) for _ in range(source.randint(1, 12))) + "fin",
        lambda: "".join(_any_character(source) for _ in range(source.randint(1, 60))),
        lambda: " ".join(source.choices(WORDS, k=source.randint(1, 40))),
        lambda: source.choice("WMñ—…") * source.randint(1, 400),
    )
    while True:
        for kind in kinds:
            yield kind()
        if source.random() < 0.004:
            piece = source.choice((*WORDS, *MARKUP, *FARAWAY, "😀", "=1"))
            yield (f"{piece} " * LONG)[:LONG]


def _mixed(source: random.Random, pieces: Sequence[str]) -> str:
    chosen = [source.choice((*pieces, *WORDS)) for _ in range(source.randint(0, 6))]
    return source.choice(("", " ", "\n")).join([source.choice(pieces), *chosen])


def _any_character(source: random.Random) -> str:
    """Any code point, most of them from the first planes."""
    return chr(source.randrange(source.choice((0x100, 0x800, 0x3000, 0x10000, 0x110000))))


@dataclass(slots=True)
class Tally:
    """What came out."""

    texts: int = 0
    cells: int = 0
    faults: list[str] = field(default_factory=list)

    def fault(self, what: str, text: str) -> None:
        """Remember one, with the text that made it."""
        self.faults.append(f"{what}: {text[:80]!a}")


def poa_of(garbage: Sequence[str]) -> Poa:
    """A POA that says these texts in every place a text can be."""
    half = len(garbage) // 2
    lineas = tuple(
        LineaAccion(number, text, unidad_medida=text[:40] or "Acción")
        for number, text in enumerate(garbage, 1)
    )
    return Poa(
        1,
        Dependencia(1, garbage[0], objetivo_fin=garbage[-1], titular_nombre=garbage[half]),
        2024,
        vision=garbage[0],
        mision=garbage[half],
        actividades=(
            Actividad(1, 1, garbage[half], eje=garbage[0], lineas=lineas[:half]),
            Actividad(2, 2, garbage[-1], lineas=lineas[half:]),
        ),
    )


def check_workbook(garbage: Sequence[str], tally: Tally) -> None:
    """Every text is a text in its cell, whole, or the notices say what is not."""
    plain = poa_of(["sin nada"] * len(garbage))
    own = _formulas(write_workbook(Municipio(), plain, HOY).content)
    made = write_workbook(Municipio(), poa_of(garbage), HOY)
    if _formulas(made.content) != own:
        tally.fault("workbook, a formula more", " | ".join(garbage))
    book = load_workbook(io.BytesIO(made.content))
    told = " ".join(made.notices)
    continued: dict[str, str] = {}
    for row in book["Datos"].iter_rows(values_only=True):
        if row[0] == "Calendario" and isinstance(row[2], int):
            place = str(row[1])
            continued[place] = continued.get(place, "") + str(row[5])
    cells = {
        str(row[0].value): row[1]
        for row in book["Calendario"].iter_rows(min_col=1, max_col=2)
        if row[0].value
    }
    claves = [f"A1.{n}" for n in range(1, len(garbage) // 2 + 1)]
    claves += [f"A2.{n}" for n in range(1, len(garbage) - len(claves) + 1)]
    for clave, text in zip(claves, garbage, strict=True):
        tally.cells += 1
        cell = cells[clave]
        wanted = without_forbidden(text.replace("\r\n", "\n").replace("\r", "\n"))
        found = str(cell.value or "") + continued.get(cell.coordinate, "")
        if found != wanted:
            tally.fault("workbook, another text", text)
        if len(wanted) < len(text.replace("\r\n", "\n")) and cell.coordinate not in told:
            tally.fault("workbook, lost unsaid", text)
        if len(text) > MAX_CELL and cell.coordinate not in told:
            tally.fault("workbook, continued unsaid", text)


def _formulas(content: bytes) -> int:
    book = load_workbook(io.BytesIO(content))
    return sum(cell.data_type == "f" for sheet in book for row in sheet.iter_rows() for cell in row)


def check_pdf(garbage: Sequence[str], tally: Tally) -> None:
    """Every character is printed, or the notices name what stands in its place."""
    import pypdfium2

    made = write_official_pdf(Municipio(), poa_of(garbage), HOY)
    document = pypdfium2.PdfDocument(made.content)
    found: Counter[str] = Counter()
    for page in document:
        shown = page.get_textpage()
        found.update(_letters(shown.get_text_bounded()))
        shown.close()
        page.close()
    document.close()
    shown_as = Texts()
    wanted = Counter(_letters("".join(map(shown_as.printable, garbage))))
    lost = wanted - found
    if lost:  # among right-to-left letters PDFium drops a few that are there: ask another reader
        lost &= wanted - Counter(_letters(_by_poppler(made.content)))
    if lost:
        tally.fault(f"pdf, lost {dict(list(lost.items())[:8])}", " | ".join(garbage))
    if shown_as.missing and not any("no tiene estos caracteres" in each for each in made.notices):
        tally.fault("pdf, replaced unsaid", " | ".join(garbage))


def _by_poppler(content: bytes) -> str:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(content)
        file.flush()
        command = ["pdftotext", "-raw", file.name, "-"]
        return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def _letters(text: str) -> str:
    """Without spaces, in the form in which PDF readers give text: NFKD, hyphens alike.

    Beside right-to-left letters readers turn brackets round, so those count as one.
    """
    plain = unicodedata.normalize("NFKD", text).replace("\u2010", "-")
    return "".join("(" if unicodedata.mirrored(each) else each for each in plain if each.strip())


def run(count: int, seed: int, *, every: int = PER_DOCUMENT) -> Tally:
    """*count* texts, *every* to a document; each also in the form the program would keep."""
    source, tally = random.Random(seed), Tally()
    stream = texts(source)
    while tally.texts < count:
        raw = [next(stream) for _ in range(min(every, count - tally.texts))]
        tally.texts += len(raw)
        kept = [clean_text(text).text or "vacío" for text in raw]
        for garbage in (raw, kept):
            try:
                check_workbook(garbage, tally)
                check_pdf(garbage, tally)
            except Exception as error:
                tally.fault(f"{type(error).__name__}: {error}", " | ".join(garbage))
    return tally


def main() -> int:
    """Run the campaign and print what came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=20240101)
    arguments = parser.parse_args()
    tally = run(arguments.times, arguments.seed)
    print(
        f"garbage: {tally.texts} texts, {tally.cells} cells read back, {len(tally.faults)} faults"
    )
    for fault in tally.faults[:40]:
        print(f"  {fault}")
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())
