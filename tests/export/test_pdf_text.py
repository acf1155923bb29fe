"""Text on pages: nothing typed is obeyed as markup, lost, or able to stop the printing."""

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from poa_desktop.export.layout import Cell, Run
from poa_desktop.export.pdf_box import PAD_X, Box, Row
from poa_desktop.export.pdf_text import REGULAR, REPLACEMENT, SMALL, Texts, register_fonts, sized

PAGE = 400.0


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_makes_a_paragraph_and_every_missing_character_is_named(text: str) -> None:
    texts = Texts()
    paragraph = texts.p(text)
    paragraph.wrap(120, 10**6)
    canvas = Canvas(BytesIO(), initialFontName=REGULAR)
    paragraph.drawOn(canvas, 0, 0)
    canvas.save()
    assert texts.printable(text).count(REPLACEMENT) >= len(texts.missing)
    assert all(ord(c) in register_fonts() or c == "\n" for c in texts.printable(text))
    assert bool(texts.missing) == any("□" in notice for notice in texts.notices)


def test_many_missing_characters_are_summed_up() -> None:
    texts = Texts()
    texts.p("".join(chr(0x4E00 + number) for number in range(40)))

    assert texts.notices[0].endswith("y 28 más.")


def test_runs_keep_their_bold_and_their_spaces() -> None:
    paragraph = Texts().p(Cell((Run("Metas:", True), Run(" atender"))))

    assert paragraph.getPlainText() == "Metas: atender"
    assert [frag.fontName for frag in paragraph.frags] == ["LiberationSans-Bold", REGULAR]


def test_sized_sets_long_figures_smaller_and_leaves_short_ones() -> None:
    assert sized(SMALL, "1", 30) is SMALL
    assert sized(SMALL, "9,999,999", 20).fontSize < SMALL.fontSize


_HEIGHTS = st.lists(
    st.tuples(st.integers(0, 120), st.integers(0, 120), st.booleans(), st.booleans()),
    min_size=1,
    max_size=25,
)


def _drawn(pieces: list[Box], side: int) -> list[str]:
    found: list[str] = []
    for piece in pieces:
        for row in piece.rows:
            for flowable in row.cells[side]:
                flowable.wrap(row.widths[side] - 2 * PAD_X, 10**6)
                found += [word for _, words in flowable.blPara.lines for word in words]
    return found


@settings(max_examples=60, deadline=None)
@given(shape=_HEIGHTS, first_room=st.floats(0, PAGE), repeat=st.booleans())
def test_a_box_breaks_over_pages_without_losing_a_word(
    shape: list[tuple[int, int, bool, bool]], first_room: float, repeat: bool
) -> None:
    texts, widths, rows = Texts(), (110.0, 90.0), []
    for index, (left, right, keep, cut) in enumerate(shape):
        cells = [
            [texts.p(" ".join(f"{side}{index}.{n}" for n in range(count)))] if count else []
            for side, count in (("L", left), ("R", right))
        ]
        rows.append(Row(cells, widths, keep=keep and index + 1 < len(shape), cut=cut))
    heading = Row([[texts.p("uno")], [texts.p("dos")]], widths, keep=True)
    box = Box([heading, *rows], PAGE, repeat=[heading] if repeat else [])

    pieces = _pages(box, first_room)
    for side, name in enumerate("LR"):
        expected = [
            f"{name}{index}.{n}" for index, counts in enumerate(shape) for n in range(counts[side])
        ]
        drawn = [word for word in _drawn(pieces, side) if word not in ("uno", "dos")]
        assert drawn == expected


def _pages(box: Box, room: float) -> list[Box]:
    pieces: list[Box] = []
    current: Box | None = box
    while current is not None:
        _, height = current.wrap(200, room)
        if height <= room:
            return [*pieces, current]
        parts = current.split(200, room)
        if parts:
            first, current = parts
            assert first.wrap(200, room)[1] <= room + 0.1
            pieces.append(first)
        else:
            assert room < PAGE, "a box that starts a page must give something"
        room = PAGE
    return pieces
