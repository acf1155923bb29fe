"""Text on PDF pages: the shipped fonts, the styles, and the one door that makes paragraphs."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph

from poa_desktop.export import paleta
from poa_desktop.export.layout import Cell, Run
from poa_desktop.resources import resource

REGULAR = "LiberationSans"
BOLD = "LiberationSans-Bold"
ITALIC = "LiberationSans-Italic"
BOLD_ITALIC = "LiberationSans-BoldItalic"

REPLACEMENT = "□"

_FILES = {
    REGULAR: "LiberationSans-Regular.ttf",
    BOLD: "LiberationSans-Bold.ttf",
    ITALIC: "LiberationSans-Italic.ttf",
    BOLD_ITALIC: "LiberationSans-BoldItalic.ttf",
}
_SHOWN_MISSING = 12
_INVISIBLE = {0x00AD, 0x061C, 0x2060, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)}
_INVISIBLE |= {*range(0x2066, 0x206A), *range(0xFE00, 0xFE10)}


@cache
def register_fonts() -> frozenset[int]:
    """Register the shipped fonts, once, and return the code points they can draw."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(resource("fonts", file))))
    pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD_ITALIC)
    drawable = [set(pdfmetrics.getFont(name).face.charToGlyph) for name in (REGULAR, BOLD)]
    return frozenset(drawable[0] & drawable[1]) - {0xFFFF}  # the table's end mark, no character


def _style(name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    return ParagraphStyle(
        name,
        fontName=REGULAR,
        bulletFontName=REGULAR,
        fontSize=size,
        leading=leading,
        textColor=HexColor(paleta.TEXTO),
        allowWidows=0,
        allowOrphans=0,
        **more,
    )


BODY = _style("body", 9, 11.6)
TITLE = _style("title", 17, 21, alignment=TA_CENTER)
SUBTITLE = _style("subtitle", 11.5, 15, alignment=TA_CENTER)
HEADING = _style("heading", 9, 11.6, alignment=TA_CENTER)
CENTERED = _style("centered", 9, 11.6, alignment=TA_CENTER)
SMALL = _style("small", 8, 9.8)
SMALL_CENTERED = _style("small-centered", 8, 9.8, alignment=TA_CENTER)
SMALL_RIGHT = _style("small-right", 8, 9.8, alignment=TA_RIGHT)
TINY = _style("tiny", 7.2, 8.8)
TINY_RIGHT = _style("tiny-right", 7.2, 8.8, alignment=TA_RIGHT)
TINY_CENTERED = _style("tiny-centered", 7.2, 8.8, alignment=TA_CENTER)


def in_color(style: ParagraphStyle, color: str) -> ParagraphStyle:
    """The same style in another colour."""
    return ParagraphStyle(f"{style.name}{color}", parent=style, textColor=HexColor(color))


def sized(style: ParagraphStyle, text: str, width: float, smallest: float = 4.5) -> ParagraphStyle:
    """The same style, set smaller when *text* would not fit in *width* points on one row."""
    register_fonts()
    natural = pdfmetrics.stringWidth(text, style.fontName, style.fontSize)
    if natural <= width:
        return style
    size = max(smallest, style.fontSize * width / natural - 0.05)
    return ParagraphStyle(f"{style.name}-{size:.2f}", parent=style, fontSize=size)


@dataclass(slots=True)
class Texts:
    """Makes every paragraph of one document and collects what could not be printed as typed.

    A character that the font lacks is drawn as □ and named in *notices*; nothing is dropped
    except characters that are invisible anyway.
    """

    missing: dict[str, None] = field(default_factory=dict)
    _printed: Any = field(default_factory=sha256)
    right_to_left: bool = False
    warnings: list[str] = field(default_factory=list)

    def p(self, text: str | Cell, style: ParagraphStyle = BODY, *, bold: bool = False) -> Paragraph:
        """One paragraph. The text is never read as markup; a line end starts a new line."""
        register_fonts()
        runs: Iterable[Run] = (Run(text, bold),) if isinstance(text, str) else text.runs
        return Paragraph("".join(map(self._markup, runs)), style)

    def _markup(self, run: Run) -> str:
        safe = escape(self.printable(run.text)).replace("\n", "<br/>")
        return f"<b>{safe}</b>" if run.bold else safe

    def printable(self, text: str) -> str:
        """The text with every character the font lacks shown as □ (and remembered)."""
        drawable = register_fonts()
        self._printed.update(text.encode("utf-8", "surrogatepass") + b"\0")
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
        if text.isascii() and text.replace("\n", "").isprintable():
            return text
        return "".join(self._drawn(character, drawable) for character in text)

    def _drawn(self, character: str, drawable: frozenset[int]) -> str:
        code = ord(character)
        if character == "\n":
            return character
        if code in _INVISIBLE:
            return ""
        if code not in drawable or unicodedata.category(character) in ("Cc", "Cs"):
            self.missing[character] = None
            return REPLACEMENT
        if unicodedata.bidirectional(character) in ("R", "AL"):
            self.right_to_left = True
        return character

    @property
    def fingerprint(self) -> str:
        """Eight hexadecimal digits that two documents share when they say the same.

        32 bits tell papers that got mixed up; who alters one on purpose is for a seal to find.
        """
        return str(self._printed.hexdigest()[:8]).upper()

    @property
    def notices(self) -> tuple[str, ...]:
        """What the reader of the document must know, in Spanish; empty when all is printed."""
        notices = list(self.warnings)
        if self.missing:
            names = [_name(character) for character in self.missing]
            shown = ", ".join(names[:_SHOWN_MISSING])
            more = len(names) - _SHOWN_MISSING
            tail = f" y {more} más" if more > 0 else ""
            notices.append(
                f"La letra del documento no tiene estos caracteres y se imprimió {REPLACEMENT} "
                f"en su lugar: {shown}{tail}."
            )
        if self.right_to_left:
            notices.append(
                "Hay texto que se escribe de derecha a izquierda y se imprimió en el orden en que "
                "se capturó: revíselo en el papel."
            )
        return tuple(notices)


def _name(character: str) -> str:
    code = f"U+{ord(character):04X}"
    return f"«{character}» ({code})" if character.isprintable() else code
