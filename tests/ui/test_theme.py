"""The theme: the style sheet as Qt takes it, the municipio's colour, the icons."""

import os
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QColor, QFontInfo, QIcon, QImage
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyleOptionComboBox,
    QWidget,
)

import poa_desktop
from poa_desktop.resources import resource
from poa_desktop.ui.actions import ICONS
from poa_desktop.ui.fields.choice import CalmCombo
from poa_desktop.ui.icons import icon, set_icon
from poa_desktop.ui.theme import (
    DARK,
    LIGHT,
    Theme,
    apply_theme,
    current_theme,
    follow_municipio,
    font_of,
    set_role,
)
from poa_desktop.ui.theme_sheet import style_sheet

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


@pytest.fixture(autouse=True)
def _light_afterwards(qapp):
    yield
    follow_municipio("")
    apply_theme(qapp, False)


def luminance(color: str) -> float:
    """Relative luminance of "#rrggbb" (WCAG 2.2)."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(color[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_light_and_dark_name_the_same_tokens():
    colors = [field.name for field in fields(Theme) if field.type == "str"]
    same = [name for name in colors if getattr(LIGHT, name) == getattr(DARK, name)]
    assert not same


@THEMES
def test_the_style_sheet_leaves_no_token_open_and_balances(theme):
    sheet = style_sheet(theme)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_qt_understands_the_style_sheet(qapp, qtbot, caplog):
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.captureExceptions() as raised:
        apply_theme(qapp, False)
        widget.ensurePolished()
    assert not raised
    assert "Could not parse" not in caplog.text


def test_an_applied_theme_is_the_current_one_and_dresses_qt(qapp):
    for dark in (True, False):
        theme = apply_theme(qapp, dark)
        assert theme is current_theme()
        assert theme.dark is dark
        assert qapp.palette().window().color() == QColor(theme.surface)


def test_the_municipios_colour_stays_when_light_turns_dark(qapp):
    apply_theme(qapp, False)
    follow_municipio("#6D1A36")
    assert current_theme().accent == "#6D1A36"
    assert current_theme().verde == LIGHT.verde
    dark = apply_theme(qapp, True)
    assert dark.accent not in ("#6D1A36", DARK.accent)
    assert dark.surface == DARK.surface
    follow_municipio("")
    assert current_theme().accent == DARK.accent
    assert current_theme().dark


def test_a_colour_that_is_the_same_dresses_nothing_again(qapp, qtbot):
    apply_theme(qapp, False)
    follow_municipio("#1D4F8C")
    before = current_theme()
    follow_municipio("#1D4F8C")
    assert current_theme() is before


def test_without_a_colour_its_arithmetic_is_not_loaded():
    code = (
        "import sys, poa_desktop.ui.theme as theme\n"
        "theme.follow_municipio(''); theme.theme_of(True)\n"
        "sys.exit('poa_desktop.export.contraste' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_placeholder_is_written_in_a_token(qapp, qtbot):
    theme = apply_theme(qapp, False)
    line = QLineEdit()
    line.setPlaceholderText("Escriba el primer eje")
    qtbot.addWidget(line)
    line.ensurePolished()
    assert line.palette().placeholderText().color() == QColor(theme.ink_soft)


def test_following_the_system_can_be_asked_for_again_and_again(qapp):
    first = apply_theme(qapp, None)
    apply_theme(qapp, True)
    again = apply_theme(qapp, None)
    system_is_dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert first.dark is again.dark is system_is_dark


def test_three_sizes_grow_and_the_body_is_the_system_size(qapp):
    theme = apply_theme(qapp, False)
    assert theme.small < theme.body < theme.title
    assert qapp.font().pointSizeF() == pytest.approx(theme.body)


def test_figures_have_equal_width(qapp):
    font = font_of(current_theme().body)
    assert QFontInfo(font).pointSizeF() > 0
    assert font.featureValue(next(iter(font.featureTags()))) == 1


def test_a_role_changes_the_look_of_a_label(qapp, qtbot):
    apply_theme(qapp, False)
    label = QLabel("Texto")
    qtbot.addWidget(label)
    label.ensurePolished()
    plain = label.sizeHint().height()
    set_role(label, "title")
    assert label.sizeHint().height() > plain


def test_focus_can_be_seen_on_a_field_and_a_button(qapp, qtbot):
    theme = apply_theme(qapp, False)
    for widget in (QLineEdit(), QPushButton("Botón")):
        holder = QWidget()
        qtbot.addWidget(holder)
        widget.setParent(holder)
        holder.resize(200, 60)
        widget.resize(120, 30)
        holder.show()
        widget.setFocus()
        qtbot.waitUntil(widget.hasFocus)
        assert QColor(theme.focus) in colors_in(holder.grab().toImage())


@THEMES
@pytest.mark.parametrize(("kind", "light"), [("done", "verde"), ("error", "rojo")])
def test_a_sentence_of_success_is_green_and_one_of_failure_is_red(qapp, qtbot, theme, kind, light):
    apply_theme(qapp, theme.dark)
    banner = QFrame()
    banner.setObjectName("banner")
    banner.setProperty("kind", kind)
    qtbot.addWidget(banner)
    banner.resize(120, 40)
    image = banner.grab().toImage()
    color = getattr(theme, light)
    assert image.pixelColor(1, 20) == QColor(color.relleno)
    assert image.pixelColor(60, 20) == QColor(color.fondo)


def first_ink(widget: QWidget, ink: str) -> int:
    """Left-most column that carries the ink of the text, inside the border."""
    image = widget.grab().toImage()
    wanted = luminance(ink)
    for x in range(3, image.width()):
        for y in range(4, image.height() - 4):
            if abs(luminance(image.pixelColor(x, y).name()) - wanted) < 0.1:
                return x
    raise AssertionError("no text")


@pytest.mark.parametrize("focus", [False, True])
def test_the_text_of_a_combo_stands_in_line_with_that_of_a_field(qapp, qtbot, focus):
    theme = apply_theme(qapp, False)
    found = []
    for widget in (QLineEdit("Hacienda"), QComboBox()):
        holder = QWidget()
        qtbot.addWidget(holder)
        other = QPushButton(holder)
        if isinstance(widget, QComboBox):
            widget.addItem("Hacienda")
        widget.setParent(holder)
        widget.resize(200, 30)
        holder.resize(220, 60)
        with qtbot.waitExposed(holder):
            holder.show()
        chosen = widget if focus else other
        chosen.setFocus()
        qtbot.waitUntil(chosen.hasFocus)
        if isinstance(widget, QLineEdit):
            widget.setCursorPosition(8)
        found.append(first_ink(widget, theme.ink))
        holder.close()
    assert found[0] == found[1]


def test_a_chosen_text_too_long_for_its_combo_ends_in_an_ellipsis(qapp, qtbot):
    apply_theme(qapp, False)

    def drawn(text: str) -> QImage:
        combo = CalmCombo()
        combo.addItem(text)
        qtbot.addWidget(combo)
        combo.resize(160, 30)
        return combo.grab().toImage()

    longer = "Gasto público ordenado y con resultados"
    assert drawn(longer) == drawn(longer + " que se pueden medir")
    option = QStyleOptionComboBox()
    combo = CalmCombo()
    combo.addItem(longer)
    qtbot.addWidget(combo)
    combo.resize(160, 30)
    combo.initStyleOption(option)
    assert option.currentText.endswith("…")
    combo.resize(600, 30)
    combo.initStyleOption(option)
    assert option.currentText == longer


def colors_in(image: QImage) -> list[QColor]:
    return [
        image.pixelColor(x, y) for x in range(image.width()) for y in range(min(image.height(), 60))
    ]


# icons

NAMES = sorted(
    path.stem
    for path in resource("icons").glob("*.svg")
    if not path.stem.startswith(("app", "chevron", "tick"))
)


def ink_share(image: QImage) -> float:
    """Part of the pixels that carry ink."""
    drawn = sum(
        image.pixelColor(x, y).alpha() > 40
        for x in range(image.width())
        for y in range(image.height())
    )
    return drawn / (image.width() * image.height())


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_is_drawn_in_the_ink_of_the_theme(qapp, name):
    theme = apply_theme(qapp, True)
    image = icon(name).pixmap(QSize(24, 24)).toImage()
    assert 0.04 < ink_share(image) < 0.6
    strongest = max(colors_in(image), key=QColor.alpha)
    assert abs(strongest.red() - QColor(theme.ink).red()) < 30


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_keeps_to_the_grid_and_the_stroke(name):
    drawing = resource("icons", f"{name}.svg").read_text("utf-8")
    assert 'viewBox="0 0 24 24"' in drawing
    assert 'stroke-width="1.6"' in drawing
    assert 'stroke="currentColor"' in drawing


def test_every_action_has_its_drawing_and_every_drawing_a_use():
    assert {picture for picture in ICONS.values() if picture} <= set(NAMES)
    package = Path(poa_desktop.__file__).parent
    code = "".join(path.read_text("utf-8") for path in package.rglob("*.py"))
    assert [name for name in NAMES if f'"{name}"' not in code] == []


def test_an_unknown_icon_is_a_bug():
    with pytest.raises(FileNotFoundError):
        icon("does-not-exist")


SHARP = """
import sys
from math import ceil
from PySide6.QtCore import QByteArray, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QCheckBox
import poa_desktop
from poa_desktop.resources import resource
from poa_desktop.ui.actions import ICONS
from poa_desktop.ui.icons import icon
from poa_desktop.ui.theme import apply_theme, current_theme
app = QApplication([])
apply_theme(app, False)
ratio = float(sys.argv[1])
drawing = resource("icons", "print.svg").read_bytes()
ink = current_theme().ink.encode()
for side in (14, 16, 18, 24):
    shown = icon("print").pixmap(QSize(side, side), ratio).toImage()
    pixels = ceil(side * ratio)
    exact = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    exact.fill(0)
    painter = QPainter(exact)
    QSvgRenderer(QByteArray(drawing.replace(b"currentColor", ink))).render(painter)
    painter.end()
    shown.setDevicePixelRatio(1)
    assert shown.convertToFormat(exact.format()) == exact, side
box = QCheckBox()
box.setChecked(True)
tick = box.grab().toImage()
white = sum(
    tick.pixelColor(x, y).lightness() > 240
    for x in range(round(5 * ratio), round(15 * ratio))
    for y in range(round(5 * ratio), tick.height() - round(5 * ratio))
)
assert white > 4 * ratio * ratio, white
"""


@pytest.mark.parametrize("scale", ["1", "1.25", "1.5", "2"])
def test_icons_have_every_pixel_of_the_screen(scale):
    done = subprocess.run(
        [sys.executable, "-c", SHARP, scale],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "QT_SCALE_FACTOR": scale},
    )
    assert done.returncode == 0, done.stderr


def test_a_disabled_icon_is_fainter(qapp):
    drawn = icon("print")
    normal = drawn.pixmap(QSize(24, 24), QIcon.Mode.Normal).toImage()
    faint = drawn.pixmap(QSize(24, 24), QIcon.Mode.Disabled).toImage()
    assert (
        max(c.alpha() for c in colors_in(faint)) < max(c.alpha() for c in colors_in(normal)) * 0.6
    )


def test_icons_follow_the_theme_when_it_changes(qapp, qtbot):
    apply_theme(qapp, False)
    window = QWidget()
    qtbot.addWidget(window)
    button, action = QPushButton(window), QAction(window)
    set_icon(button, "add")
    set_icon(action, "add")
    theme = apply_theme(qapp, True)
    for each in (button, action):
        strongest = max(colors_in(each.icon().pixmap(24, 24).toImage()), key=QColor.alpha)
        assert abs(strongest.red() - QColor(theme.ink).red()) < 30


def test_the_app_icon_is_there_for_window_and_installer(qapp):
    assert icon("app").availableSizes() == [QSize(256, 256)]
    content = resource("icons", "app.ico").read_bytes()
    assert content[:4] == b"\x00\x00\x01\x00"
    assert content[4] == 7
    image = QImage(str(resource("icons", "app.ico")))
    assert not image.isNull()


def test_the_theme_does_not_load_svg_or_printing():
    code = (
        "import sys, poa_desktop.ui.theme, poa_desktop.ui.icons, poa_desktop.ui.tablero.page, "
        "poa_desktop.ui.tree.delegate\n"
        "bad = {'PySide6.QtSvg', 'PySide6.QtPrintSupport', 'openpyxl', 'reportlab'}\n"
        "sys.exit(','.join(bad & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
