"""Damages workbooks in every way and hands them to the reader: refused or read, nothing else.

    python benchmarks/libro_campaign.py --times 5000

Each round takes the workbook of the example, changes bytes, XML or the parts of the package, and
reads and compares it. What is counted as a failure: an error that is no PoaError, more than ten
seconds, more than 512 MB.
"""

import argparse
import random
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from poa_desktop.data.store import create_store  # noqa: E402
from poa_desktop.ejemplo import write_example  # noqa: E402
from poa_desktop.export.libro import write_workbook  # noqa: E402
from poa_desktop.intake.libro_read import read_libro  # noqa: E402
from poa_desktop.poa.diferencias import comparar  # noqa: E402
from poa_desktop.poa.errors import PoaError  # noqa: E402
from poa_desktop.poa.records import Municipio, Poa  # noqa: E402

MOST_SECONDS, MOST_MEGABYTES = 10.0, 512
Parts = dict[str, bytes]

_DTD = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_PIECES = (
    b"&#0;", b"<", b">", b'"', b"&b;", b"\xff\xfe", b"\x00", b"</c>", b"<c>", b'r="XFD1048576"',
    b'r="ZZZZZZ99999999999"', b't="s"', b't="e"', b't="b"', b't="d"', b"<v>NaN</v>",
    b"<v>1e999</v>", b"<v>-7</v>", b"<v>99999999999999999999</v>", b"<f>A1</f>", b"_xD83D_",
    "\u202e\ufeff".encode(), b'date1904="1"',
)  # fmt: skip


def example(folder: Path) -> tuple[Poa, bytes]:
    """A part of the example's POA, with something of every kind, and its workbook."""
    day = datetime(2024, 10, 15)
    with create_store(folder / "ejemplo.poa", lambda: day) as store:
        write_example(store)
        whole = store.poa(store.headers()[0].id)
        programa = whole.programas[0]
        poa = replace(
            whole,
            programas=(replace(programa, lineas=programa.lineas[:4]),),
            actividades=whole.actividades[:3],
        )
        content = write_workbook(Municipio(), poa, date(2024, 10, 15), archivo=store.clave).content
    return poa, content


def parts_of(content: bytes) -> Parts:
    """The parts of a package, inflated."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts, kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A package of some parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", kind) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def flip_bytes(content: bytes, source: random.Random) -> bytes:
    """Some bytes of the file are others."""
    damaged = bytearray(content)
    for _ in range(source.randint(1, 30)):
        damaged[source.randrange(len(damaged))] = source.randrange(256)
    return bytes(damaged)


def cut(content: bytes, source: random.Random) -> bytes:
    """The file ends early, or a stretch of it is missing."""
    start, end = sorted(source.randrange(len(content)) for _ in range(2))
    return content[:start] if source.random() < 0.5 else content[:start] + content[end:]


def change_xml(content: bytes, source: random.Random) -> bytes:
    """Pieces are put into, or taken out of, the XML of a part."""
    parts = parts_of(content)
    name = _some_part(parts, source)
    part = bytearray(parts[name])
    for _ in range(source.randint(1, 8)):
        place = source.randrange(len(part) + 1)
        gone = source.choice((0, 0, 1, 5, 40))
        part[place : place + gone] = source.choice((*_PIECES, b""))
    return packed({**parts, name: bytes(part)})


def change_values(content: bytes, source: random.Random) -> bytes:
    """Attributes and texts of well-formed XML say something else."""
    parts = parts_of(content)
    name = _some_part(parts, source)
    pattern = source.choice((rb'"([^"<>]*)"', rb">([^<>]*)<"))
    words = (b"", b"0", b"-1", b"1e400", b"99999999999999", b"A1", b"true", b"s", b"\xc3\xb1" * 50)
    rate = source.choice((0.5, 0.02, 0.001))

    def other(match: re.Match[bytes]) -> bytes:
        if source.random() > rate:
            return match[0]
        return match[0][:1] + source.choice(words) + match[0][-1:]

    return packed({**parts, name: re.sub(pattern, other, parts[name])})


def change_parts(content: bytes, source: random.Random) -> bytes:
    """Parts are missing, empty, exchanged, repeated, or have a DTD."""
    parts = parts_of(content)
    name, other = _some_part(parts, source), _some_part(parts, source)
    what = source.randrange(6)
    if what == 0:
        del parts[name]
    elif what == 1:
        parts[name] = b""
    elif what == 2:
        parts[name], parts[other] = parts[other], parts[name]
    elif what == 3:
        parts[name] = parts[name].replace(b"<", _DTD + b"<", 1)
    elif what == 4:
        head, _, tail = parts[name].partition(b"?>")
        parts[name] = head + b"?>" + _DTD + tail
    else:
        parts[name] = parts[name] * source.randint(2, 4)
    return packed(parts, source.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))


def repeat_elements(content: bytes, source: random.Random) -> bytes:
    """A row, a cell or a text many thousand times."""
    parts = parts_of(content)
    name = source.choice(["xl/sharedStrings.xml", *(n for n in parts if "sheets/sheet" in n)])
    element = source.choice((rb"<row .*?</row>", rb"<c [^>]*/>", rb"<si>.*?</si>"))
    found = re.search(element, parts[name], re.DOTALL)
    if found is None:
        return content
    kind, most = source.choice(
        ((zipfile.ZIP_STORED, 22_000_000), (zipfile.ZIP_DEFLATED, 62_000_000))
    )
    times = min(source.choice((100, 5_000, most)), most // len(found[0]))
    middle = found.end()
    part = parts[name]
    return packed({**parts, name: part[:middle] + found[0] * times + part[middle:]}, kind)


Mutation = Callable[[bytes, random.Random], bytes]
MUTATIONS: tuple[Mutation, ...] = (
    flip_bytes, cut, change_xml, change_values, change_parts, change_xml, change_values,
)  # fmt: skip


def _some_part(parts: Parts, source: random.Random) -> str:
    """Mostly one that is read: sheets, texts, styles, links."""
    read = [name for name in parts if re.search("sheet[1-9]|shared|styles|workbook|rels", name)]
    return source.choice(read if read and source.random() < 0.9 else list(parts))


def attempt(poa: Poa, content: bytes) -> str:
    """Read a workbook as the program does; gives how it ended. Anything but a PoaError passes."""
    try:
        found = comparar(poa, read_libro(content, "mutado.xlsx"))
    except PoaError as error:
        sentence = str(error)
        assert "mutado.xlsx" in sentence and sentence.endswith("."), sentence
        return "rechazado"
    if not found.diferencias and not found.problemas:
        return "sin cambios"
    return "con cambios o problemas"


def campaign(times: int, seed: int, *, large: bool) -> Counter[str]:
    """*times* mutated workbooks; with *large* every twentieth repeats elements by the million."""
    ended: Counter[str] = Counter()
    slowest = 0.0
    with TemporaryDirectory() as folder:
        poa, content = example(Path(folder))
    for number in range(times):
        source = random.Random(seed * 1_000_003 + number)
        mutation = MUTATIONS[number % len(MUTATIONS)]
        if large and number % 20 == 19:
            mutation = repeat_elements
        mutated = mutation(content, source)
        begin = time.process_time()
        try:
            ended[attempt(poa, mutated)] += 1
        except Exception:
            print(f"ronda {number}, semilla {seed}, {mutation.__name__}", file=sys.stderr)
            raise
        took = time.process_time() - begin
        slowest = max(slowest, took)
        assert took < MOST_SECONDS, (number, mutation.__name__, took)
    ended["milisegundos del más lento"] = int(slowest * 1000)
    ended["MB en el máximo"] = peak_megabytes()
    return ended


def peak_megabytes() -> int:
    """The most memory this process had; getrusage would count that of the one that started it."""
    rows = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    peak = next(row for row in rows if row.startswith("VmHWM:"))
    return int(peak.split()[1]) // 1024


def main(words: Sequence[str]) -> int:
    """Run a campaign and print how its rounds ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=5_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args(words)
    ended = campaign(arguments.times, arguments.seed, large=True)
    for name, count in ended.most_common():
        print(f"{count:>8}  {name}")
    return 0 if ended["MB en el máximo"] <= MOST_MEGABYTES else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
