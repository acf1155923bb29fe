"""Nothing of a document is lost, and no bytes bring more than a PoaError."""

import random
import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from poa_desktop.intake.draft import Draft
from poa_desktop.intake.text_form import read_text_form
from poa_desktop.poa.errors import PoaError

EXAMPLE = Path(__file__).resolve().parents[2] / "resources" / "ejemplo" / "poa_ejemplo.txt"
LINES = EXAMPLE.read_text(encoding="utf-8").split("\n")
MANY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])

_LABEL_CELL = re.compile(r"(<b>[^<]*</b>:?)\s*(.*)", re.DOTALL)
_KEEP = re.compile(r"\*\*.*\*\*\s*|[-\s]*|(?:FORT|DEB|OPOR|AMEN)[A-Z ]+", re.DOTALL)


def texts(value: object) -> list[str]:
    """Every text inside a record, however deep."""
    if isinstance(value, str):
        return [value]
    if is_dataclass(value):
        return [text for each in fields(value) for text in texts(getattr(value, each.name))]
    if isinstance(value, tuple):
        return [text for each in value for text in texts(each)]
    return []


def told(draft: Draft) -> str:
    return "\n".join(texts(draft.municipio) + texts(draft.poa) + texts(draft.problems))


class Marker:
    """Puts a unique word into every free text, so that its fate can be followed."""

    def __init__(self) -> None:
        self.count = 0

    def word(self) -> str:
        self.count += 1
        return f"zq{self.count}w"

    def line(self, line: str) -> str:
        return "\t".join(self.cell(cell) for cell in line.split("\t"))

    def cell(self, cell: str) -> str:
        if _KEEP.fullmatch(cell):
            return cell
        if "<p>" in cell:
            return re.sub(
                r"(<p>\s*[0-9]+\.-)([^<]{0,20})[^<]*", lambda m: f"{m[1]} {self.word()}{m[2]}", cell
            )
        label = _LABEL_CELL.fullmatch(cell)
        if label is None:
            return f"{self.word()} {cell[:20]}"
        return f"{label[1]} {self.word()} {label[2][:40]}" if label[2] else cell


def swap_lines(lines: list[str], chance: random.Random) -> None:
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]


def drop_line(lines: list[str], chance: random.Random) -> None:
    del lines[chance.randrange(len(lines))]


def repeat_line(lines: list[str], chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))


def break_table(lines: list[str], chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), "")


def strange_line(lines: list[str], chance: random.Random) -> None:
    lines.insert(chance.randrange(len(lines)), chance.choice(["\t", "\t\t", "", "a\t"]) + "Nota")


def shift(lines: list[str], chance: random.Random) -> None:
    index = chance.randrange(len(lines))
    line = lines[index]
    lines[index] = line.lstrip("\t") if line.startswith("\t") else "\t" + line


def trim(lines: list[str], chance: random.Random) -> None:
    index = chance.randrange(len(lines))
    lines[index] = lines[index].rstrip("\t ")


def unmark(lines: list[str], chance: random.Random) -> None:
    index = chance.randrange(len(lines))
    lines[index] = re.sub(r"</?b>|\*\*", "", lines[index])


def uncolon(lines: list[str], chance: random.Random) -> None:
    index = chance.randrange(len(lines))
    lines[index] = lines[index].replace(":", "")


STRUCTURE = [swap_lines, drop_line, repeat_line, break_table, strange_line, shift]
SURFACE = [shift, trim, unmark, uncolon, break_table]


def mutated(seed: int, structure: int, surface: int, lines: list[str]) -> tuple[str, int]:
    """A damaged document and how many words were marked in it."""
    chance = random.Random(seed)
    damaged = list(lines)
    for _ in range(structure):
        chance.choice(STRUCTURE)(damaged, chance)
    marker = Marker()
    damaged = [marker.line(line) for line in damaged]
    for _ in range(surface):
        chance.choice(SURFACE)(damaged, chance)
    return "\n".join(damaged), marker.count


def assert_nothing_lost(text: str, count: int) -> None:
    draft = accept_or_refuse(text.encode())
    if draft is None:
        assert not re.search(r"POA 20[0-9]{2}", text)
        return
    found = set(re.findall(r"zq[0-9]+w", told(draft)))
    assert {f"zq{number}w" for number in range(1, count + 1)} - found == set()


@MANY
@given(st.integers(0, 2**32), st.integers(0, 60), st.integers(0, 60))
@example(0, 0, 0)
def test_every_text_of_a_damaged_document_is_in_a_record_or_in_a_problem(
    seed: int, structure: int, surface: int
) -> None:
    assert_nothing_lost(*mutated(seed, structure, surface, LINES))


def test_every_text_of_the_seed_is_in_a_record_or_in_a_problem(seed_text: bytes) -> None:
    lines = seed_text.decode().split("\n")
    for seed in range(30):
        assert_nothing_lost(*mutated(seed, seed, seed, lines))


def words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]{4,}", re.sub(r"</?[bp]>", " ", text).casefold()))


@pytest.mark.parametrize("fixture", ["seed_text", "example_text"])
def test_every_word_of_the_documents_is_in_a_record_or_on_the_form(
    fixture: str, request: pytest.FixtureRequest
) -> None:
    content: bytes = request.getfixturevalue(fixture)
    of_form = words(
        "gobierno municipal dirección jefatura visión años misión fortalezas debilidades "
        "oportunidades amenazas que impulsan restringen la actividad de la dependencia objetivo "
        "programa estrategia estratégico líneas acción componente resultados impacto metas "
        "inversión beneficiados directos indirectos periodo tiempo temporalidad evaluación "
        "trimestral mensual semestral genera gasto 2024 2023 enero diciembre noviembre parte del "
        "ayuntamiento mediante fórmula realizadas proyectadas fecha responsable nombre firma"
    )
    amounts = {"000"}
    draft = read_text_form(content, "poa.txt")
    assert words(content.decode()) - words(told(draft)) - of_form - amounts == set()


CELLS = st.lists(
    st.one_of(
        st.sampled_from([line for line in LINES if line.strip()]),
        st.sampled_from(["Metas:", "POA 2024", "PROGRAMA 0:", "ACTIVIDAD 999: x", "FORTALEZAS"]),
        st.text(max_size=30),
    ),
    max_size=25,
)


@MANY
@given(CELLS, st.sampled_from(["\n", "\t", "\r\n", "\n\n"]))
def test_pieces_of_the_form_in_any_order_bring_a_draft_or_a_poa_error(
    pieces: list[str], glue: str
) -> None:
    accept_or_refuse(glue.join(pieces).encode("utf-8", "surrogatepass"))


@MANY
@given(st.binary(max_size=300))
def test_any_bytes_bring_a_draft_or_a_poa_error(content: bytes) -> None:
    accept_or_refuse(content)
    accept_or_refuse(b"POA 2024\n" + content)


@MANY
@given(st.integers(0, 2**32), st.integers(1, 80))
def test_damaged_bytes_of_the_example_bring_a_draft_or_a_poa_error(seed: int, count: int) -> None:
    chance = random.Random(seed)
    content = bytearray(EXAMPLE.read_bytes())
    for _ in range(count):
        place = chance.randrange(len(content))
        change: Callable[[], None] = chance.choice(
            [
                lambda place=place: content.__setitem__(place, chance.randrange(256)),
                lambda place=place: content.__delitem__(slice(place, place + 40)),
                lambda place=place: content.insert(place, chance.randrange(256)),
            ]
        )
        change()
    accept_or_refuse(bytes(content))


def accept_or_refuse(content: bytes) -> Draft | None:
    """A sound draft, or None for a refusal; any other exception fails the test."""
    refusal = ""
    draft = None
    try:
        draft = read_text_form(content, "roto.txt")
    except PoaError as error:
        refusal = str(error)
    if draft is None:
        assert "«roto.txt»" in refusal
        return None
    assert all(each.numero > 0 for each in draft.poa.bloques)
    assert all(linea.texto for linea in draft.poa.lineas)
    return draft


@pytest.mark.parametrize(
    "piece", ["<b>", "**", "(", ". ", "1.- ", "\u00a0", "Metas: ", "<p>", "\\$", "al "]
)
def test_long_repetitions_take_no_time(piece: str) -> None:
    """A pattern that backtracks would hang here for minutes."""
    box = "POA 2024\nACTIVIDAD 1:\tX\nLíneas de acción:\tResultados/Impacto\n"
    rows = [piece, f"x{piece}y", f"Inversión: $1{piece}x", f"Periodo de Tiempo: {piece}"]
    text = box + "\n".join(row.replace(piece, piece * 50_000) for row in rows)
    accept_or_refuse(text.encode())
