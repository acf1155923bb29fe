"""The look as named tokens: colours, sizes and spaces for light and dark, applied to Qt at once."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from poa_desktop.export.paleta import (
    INSTITUCIONAL,
    SEMAFORO_FONDO,
    SEMAFORO_RELLENO,
    SEMAFORO_TINTA,
)
from poa_desktop.poa.semaforo import Semaforo

GRID = 8  # every space is a multiple of half of it


@dataclass(frozen=True, slots=True)
class SemaforoColor:
    """Three uses of one traffic light: text, filled shape (3:1), soft background of its text."""

    tinta: str
    relleno: str
    fondo: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything that decides the look. Colours are "#rrggbb"; sizes are points, spaces pixels.

    *surface* is the page, *surface_raised* what is written on (fields, tables, menus) and
    *surface_sunken* what frames it (headings, tree); *ink*, *ink_soft*, *ink_faint* (disabled, not
    yet) and *danger* are text on all three. *hairline* parts, *hairline_strong* bounds a control.
    What carries the accent, the selection or the focus follows the municipio's colour; nothing
    else does. tests/ui/test_theme_pairs.py holds every pair that is painted against its contrast.
    """

    dark: bool
    surface: str
    surface_raised: str
    surface_sunken: str
    ink: str
    ink_soft: str
    ink_faint: str
    hairline: str
    hairline_strong: str
    accent: str
    accent_hover: str
    accent_ink: str
    accent_soft: str
    selection: str
    selection_ink: str
    focus: str
    danger: str
    track: str
    verde: SemaforoColor
    amarillo: SemaforoColor
    rojo: SemaforoColor
    gris: SemaforoColor
    small: float = 8.5
    body: float = 9.5
    title: float = 14.0
    half: int = GRID // 2
    gap: int = GRID
    gap_wide: int = GRID * 2
    margin: int = GRID * 3

    def semaforo(self, semaforo: Semaforo) -> SemaforoColor:
        """The colours of one traffic light."""
        color = getattr(self, semaforo.value)
        assert isinstance(color, SemaforoColor)
        return color


def _paper(semaforo: Semaforo, relleno: str = "") -> SemaforoColor:
    return SemaforoColor(
        SEMAFORO_TINTA[semaforo], relleno or SEMAFORO_RELLENO[semaforo], SEMAFORO_FONDO[semaforo]
    )


LIGHT = Theme(
    dark=False,
    surface="#FAF8F3",
    surface_raised="#FFFFFF",
    surface_sunken="#F4F1E9",
    ink="#1B1F1E",
    ink_soft="#59605C",
    ink_faint="#716E66",
    hairline="#DEDACF",
    hairline_strong="#8B877B",
    accent=INSTITUCIONAL,
    accent_hover="#2A7059",
    accent_ink="#FFFFFF",
    accent_soft="#EBF2EE",
    selection="#D8E7DF",
    selection_ink="#14201B",
    focus=INSTITUCIONAL,
    danger="#9A3023",
    track="#E6E3D9",
    verde=_paper(Semaforo.VERDE),
    amarillo=_paper(Semaforo.AMARILLO, "#BC7C00"),  # the paper's amber is 2.9:1 on off-white
    rojo=_paper(Semaforo.ROJO),
    gris=_paper(Semaforo.GRIS),
)

DARK = Theme(
    dark=True,
    surface="#1B1E1C",
    surface_raised="#232725",
    surface_sunken="#161917",
    ink="#ECEAE3",
    ink_soft="#AEB4AF",
    ink_faint="#8B918D",
    hairline="#383D3A",
    hairline_strong="#7B827E",
    accent="#83C7A9",
    accent_hover="#9AD4BA",
    accent_ink="#0F2019",
    accent_soft="#20302A",
    selection="#2B473B",
    selection_ink="#F1F4F1",
    focus="#83C7A9",
    danger="#F29C8D",
    track="#353A37",
    verde=SemaforoColor("#78DBA9", "#5DB48D", "#1F3329"),
    amarillo=SemaforoColor("#F0C263", "#EDB13C", "#3A3019"),
    rojo=SemaforoColor("#F29C8D", "#DD6A54", "#412723"),
    gris=SemaforoColor("#AEB4AF", "#707875", "#2B2F2D"),
)

_current = LIGHT
_municipio = ""


def current_theme() -> Theme:
    """The theme in force; widgets that paint themselves ask at every paint."""
    return _current


def apply_theme(app: QApplication, dark: bool | None = None) -> Theme:
    """Dress the whole program; *dark* None follows the system, now and when it changes."""
    hints = app.styleHints()
    _follow_system(app, dark is None)
    if dark is None:
        hints.unsetColorScheme()
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
    else:
        hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    return _dress(app, dark)


def follow_municipio(color: str) -> None:
    """Take on a municipio's colour ("#RRGGBB"; "" is the program's own) at once, and keep it."""
    global _municipio
    if color == _municipio:
        return
    _municipio = color
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.property("dressed"):
        _dress(app, _current.dark)


def theme_of(dark: bool, color: str = "") -> Theme:
    """The light or the dark theme in a municipio's colour; the program's own costs nothing."""
    theme = DARK if dark else LIGHT
    if not color:
        return theme
    from poa_desktop.ui.theme_municipio import in_color

    return in_color(theme, color)


def _dress(app: QApplication, dark: bool) -> Theme:
    from poa_desktop.ui.icons import refresh_icons
    from poa_desktop.ui.theme_sheet import style_sheet

    global _current
    _current = _sized(theme_of(dark, _municipio))
    if not app.property("dressed"):
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setProperty("dressed", True)
    app.setFont(_system_font(_current.body))
    app.setPalette(palette_of(_current))
    app.setStyleSheet(style_sheet(_current))
    refresh_icons(app)
    return _current


def _follow_system(app: QApplication, follow: bool) -> None:
    """Dress again whenever the system turns light or dark; at most one connection."""
    changed = app.styleHints().colorSchemeChanged
    if app.property("followsSystem"):
        changed.disconnect(_on_scheme)
    app.setProperty("followsSystem", follow)
    if follow:
        changed.connect(_on_scheme)


def _on_scheme(scheme: Qt.ColorScheme) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and current_theme().dark != (scheme == Qt.ColorScheme.Dark):
        _dress(app, scheme == Qt.ColorScheme.Dark)


def _system_font(size: float) -> QFont:
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    font.setPointSizeF(size)
    return font


def _sized(theme: Theme) -> Theme:
    """The theme with its three sizes derived from the system's, which is 9 on most desks."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    body = max(system, 9.0) if system > 0 else 9.0
    return replace(theme, body=body, small=round(body * 0.9, 1), title=round(body * 1.55, 1))


def font_of(size: float, *, bold: bool = False) -> QFont:
    """The program's one family in a size of the theme, with figures of equal width."""
    font = QFont(QApplication.font())
    font.setPointSizeF(size)
    font.setBold(bold)
    return tabular(font)


def tabular(font: QFont) -> QFont:
    """The font with figures of equal width, so that columns of numbers stand in line."""
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget a role of the style sheet, such as "title", "soft" or "primary"."""
    widget.setProperty("role", role)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def palette_of(theme: Theme) -> QPalette:
    """Qt's palette for a theme."""
    palette = QPalette()
    for role, color in _palette_roles(theme):
        palette.setColor(role, QColor(color))
    faint = QColor(theme.ink_faint)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, _ROLE.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, faint)
    return palette


_ROLE = QPalette.ColorRole


def _palette_roles(theme: Theme) -> Iterator[tuple[QPalette.ColorRole, str]]:
    yield _ROLE.Window, theme.surface
    yield _ROLE.WindowText, theme.ink
    yield _ROLE.Base, theme.surface_raised
    yield _ROLE.AlternateBase, theme.surface_sunken
    yield _ROLE.Text, theme.ink
    yield _ROLE.PlaceholderText, theme.ink_soft
    yield _ROLE.Button, theme.surface_raised
    yield _ROLE.ButtonText, theme.ink
    yield _ROLE.BrightText, theme.danger
    yield _ROLE.Highlight, theme.selection
    yield _ROLE.HighlightedText, theme.selection_ink
    yield _ROLE.Accent, theme.accent
    yield _ROLE.Link, theme.accent
    yield _ROLE.LinkVisited, theme.accent
    yield _ROLE.ToolTipBase, theme.surface_raised
    yield _ROLE.ToolTipText, theme.ink
    yield _ROLE.Light, theme.surface_raised
    yield _ROLE.Midlight, theme.surface
    yield _ROLE.Mid, theme.hairline
    yield _ROLE.Dark, theme.hairline_strong
    yield _ROLE.Shadow, theme.hairline_strong
