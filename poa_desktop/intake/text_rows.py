"""From the bytes of a text document to rows of cells: encoding, marks, rulers, refusals."""

import re
from dataclasses import dataclass

from poa_desktop.poa.errors import PoaError

MAX_BYTES = 5_000_000
MAX_ROWS = 20_000
MAX_CELLS = 60_000

BOLD_ON, BOLD_OFF = "\x02", "\x03"
_SENTINELS = str.maketrans({BOLD_ON: "\x01", BOLD_OFF: "\x01"})

_BREAK = re.compile(r"</?(?:p|br|div|li)\b[^<>]{0,200}>", re.IGNORECASE)
_BOLD = re.compile(r"<(/?)(?:b|strong)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_MARK = re.compile(r"</?(?:i|u|em|span|font|ul|ol|sup|sub)(?:\s[^<>]{0,200})?/?>", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([$*_#<>|~`])")
_REPEATED = re.compile(f"([{BOLD_ON}{BOLD_OFF}])\\1+")
_RULER = re.compile(r"[-–—=_:|+]{2,}")

_SIGNATURES = (
    (b"%PDF", "un PDF"),
    (b"PK\x03\x04", "un documento de Word o Excel"),
    (b"\xd0\xcf\x11\xe0", "un documento antiguo de Word o Excel"),
    (b"{\\rtf", "un documento RTF"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell with text. *marked* keeps where bold begins and ends; *text* is without marks."""

    column: int
    marked: str

    @property
    def text(self) -> str:
        """The text alone; paragraphs of the cell are lines."""
        return plain(self.marked)

    @property
    def lead(self) -> str:
        """The bold text the cell begins with, or ""."""
        if not self.marked.startswith(BOLD_ON):
            return ""
        return plain(self.marked.partition(BOLD_OFF)[0])

    @property
    def after_lead(self) -> str:
        """What follows the lead."""
        return plain(self.marked.partition(BOLD_OFF)[2])


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the document that has text. *width* counts its empty cells too."""

    number: int
    cells: tuple[Cell, ...]
    width: int
    after_blank: bool

    @property
    def text(self) -> str:
        """All of its text, on one line."""
        return " ".join(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Rows:
    """A whole document; *damaged* counts the characters that no encoding explains."""

    rows: tuple[Row, ...]
    damaged: int


def plain(marked: str) -> str:
    """A marked text without the marks of bold."""
    return marked.replace(BOLD_ON, "").replace(BOLD_OFF, "").strip()


def read_rows(content: bytes, name: str) -> Rows:
    """Cut a text document into rows of cells; blank rows and rulers are left out.

    Raises PoaError that names the file for what is empty, too big or not text.
    """
    _refuse_by_size(content, name)
    text, damaged = _decode(content, name)
    text = text.translate(_SENTINELS).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
    lines = [line.split("\t") for line in text.split("\n")]
    _refuse_by_rows(lines, name)
    rows: list[Row] = []
    after_blank = True
    for number, parts in enumerate(lines, start=1):
        row = _row(number, parts, after_blank)
        after_blank = row is None
        if row is not None and not _is_ruler(row):
            rows.append(row)
    return Rows(tuple(rows), damaged)


def _refuse_by_rows(lines: list[list[str]], name: str) -> None:
    """Refuse what would take minutes to read and cannot be a plan of one year."""
    counts = [sum(bool(part.strip()) for part in parts) for parts in lines]
    if sum(map(bool, counts)) > MAX_ROWS or sum(counts) > MAX_CELLS:
        raise PoaError(
            f"«{name}» tiene más de {MAX_ROWS:,} renglones o {MAX_CELLS:,} celdas y no parece "
            "un POA: elija el documento del POA."
        )
    if not any(counts):
        raise PoaError(f"«{name}» está vacío: elija el documento del POA.")


def _refuse_by_size(content: bytes, name: str) -> None:
    if len(content) > MAX_BYTES:
        raise PoaError(
            f"«{name}» pesa más de {MAX_BYTES // 1_000_000} MB y no parece un POA en texto: "
            "elija un archivo más pequeño."
        )
    if not content.strip():
        raise PoaError(f"«{name}» está vacío: elija el documento del POA.")


def _decode(content: bytes, name: str) -> tuple[str, int]:
    for signature, kind in _SIGNATURES:
        if content.startswith(signature):
            raise PoaError(
                f"«{name}» es {kind}, no un texto: ábralo, guárdelo como texto (.txt) "
                "e importe ese archivo."
            )
    encoding = _utf16_kind(content)
    if encoding:
        return _decode_replacing(content, encoding)
    if b"\0" in content:
        raise PoaError(
            f"«{name}» no es un archivo de texto: guarde el POA como texto (.txt) e impórtelo."
        )
    return _decode_bytes(content.removeprefix(b"\xef\xbb\xbf"))


def _utf16_kind(content: bytes) -> str | None:
    """UTF-16 by its mark, or by the zeros that Latin letters leave on one side of each pair."""
    if content.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return None  # UTF-32: nobody saves documents so; refused as binary
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    even, odd = content[0::2].count(0), content[1::2].count(0)
    half = len(content) // 2
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _decode_replacing(content: bytes, encoding: str) -> tuple[str, int]:
    text = content.decode(encoding, "replace")
    return text, text.count("\ufffd")


def _decode_bytes(content: bytes) -> tuple[str, int]:
    """UTF-8, also when a few bytes of it are damaged; else the old Western Windows encoding."""
    text, damaged = _decode_replacing(content, "utf-8")
    if not damaged:
        return text, 0
    accented = sum(character > "\x7f" for character in text) - damaged
    if accented > damaged * 4:
        return text, damaged
    try:
        return content.decode("cp1252"), 0
    except UnicodeDecodeError:
        return content.decode("latin-1"), 0


def _row(number: int, parts: list[str], after_blank: bool) -> Row | None:
    marked = ((column, _marked(part)) for column, part in enumerate(parts) if part.strip())
    cells = tuple(Cell(column, text) for column, text in marked if plain(text))
    return Row(number, cells, len(parts), after_blank) if cells else None


def _marked(raw: str) -> str:
    text = _BREAK.sub("\n", raw)
    text = _BOLD.sub(lambda match: BOLD_OFF if match[1] else BOLD_ON, text)
    text = _MARK.sub("", text)
    text = _ESCAPE.sub(r"\1", _asterisks(text))
    text = _REPEATED.sub(r"\1", text)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _asterisks(text: str) -> str:
    """Turn **bold** into marks; a marker without its partner stays as it stands."""
    parts = text.split("**")
    paired = len(parts) if len(parts) % 2 else len(parts) - 1
    out = [parts[0]]
    for index in range(1, len(parts)):
        marker = (BOLD_ON if index % 2 else BOLD_OFF) if index < paired else "**"
        out += [marker, parts[index]]
    return "".join(out)


def _is_ruler(row: Row) -> bool:
    return all(_RULER.fullmatch(cell.text) for cell in row.cells)
