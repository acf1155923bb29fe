"""The style sheet: one page of rules, written from the tokens of the theme.

Roles are set with `theme.set_role(widget, …)`: on labels "title", "heading", "soft", "danger",
"vacant" (a place for a picture), "paper" (the picture of a page); on buttons "primary", "danger",
"segment" (one of a row of checkable choices) and "flat"; on a tree "outline";
on any QFrame "rule" (a hairline) and "notice".
"""

from dataclasses import asdict
from string import Template

from poa_desktop.resources import resource
from poa_desktop.ui.theme import SemaforoColor, Theme

_SHEET = """
QMainWindow, QDialog { background: $surface; }
QToolTip { background: $surface_raised; color: $ink; border: 1px solid $hairline_strong;
    padding: 4px 8px; }
QLabel { background: transparent; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="soft"] { color: $ink_soft; font-size: ${small}pt; }
QLabel[role="danger"] { color: $danger; font-size: ${small}pt; }
QLabel[role="vacant"] { border: 1px dashed $hairline_strong; color: $ink_soft; }
QLabel[role="paper"] { border: 1px solid $hairline_strong; }
QFrame[role="rule"] { background: $hairline; border: 0; max-height: 1px; min-height: 1px; }
QFrame[role="notice"], QFrame#banner { background: $amarillo_fondo; border: 0;
    border-left: 3px solid $amarillo_relleno; }
QFrame#banner[kind="done"] { background: $verde_fondo; border-left-color: $verde_relleno; }
QFrame#banner[kind="error"] { background: $rojo_fondo; border-left-color: $rojo_relleno; }

QPushButton, QToolButton { background: $surface_raised; color: $ink;
    border: 1px solid $hairline_strong; border-radius: 3px; padding: 5px 12px; }
QToolButton { padding: 5px; }
QPushButton:hover, QToolButton:hover { background: $accent_soft; }
QPushButton:pressed, QToolButton:pressed, QToolButton:checked { background: $selection;
    color: $selection_ink; }
QPushButton:focus, QToolButton:focus { border: 2px solid $focus; padding: 4px 11px; }
QToolButton:focus { padding: 4px; }
QPushButton:disabled, QToolButton:disabled { color: $ink_faint; border-color: $hairline;
    background: transparent; }
QPushButton[role="primary"] { background: $accent; color: $accent_ink; border-color: $accent; }
QPushButton[role="primary"]:hover { background: $accent_hover; }
QPushButton[role="primary"]:focus { border: 4px double $accent_ink; padding: 2px 9px; }
QPushButton[role="primary"]:disabled { background: $track; color: $ink_soft;
    border-color: $track; }
QPushButton[role="danger"] { color: $danger; border-color: $danger; }
QPushButton[role="flat"], QToolButton[role="flat"], QToolBar QToolButton {
    background: transparent; border: 1px solid transparent; }
QPushButton[role="flat"]:hover, QToolButton[role="flat"]:hover, QToolBar QToolButton:hover {
    background: $accent_soft; }
QPushButton[role="flat"]:focus, QToolButton[role="flat"]:focus, QToolBar QToolButton:focus {
    border: 2px solid $focus; }
QToolButton[role="flat"]:checked { background: $selection; color: $selection_ink; }
QToolButton[role="flat"]:disabled, QPushButton[role="flat"]:disabled,
QToolBar QToolButton:disabled { border-color: transparent; }
QToolBar QToolButton:checked { background: $selection; color: $selection_ink; }
QToolBar QToolButton#poa-button { background: $surface_raised; color: $ink; text-align: left;
    border: 1px solid $hairline_strong; padding: 5px 22px 5px 8px; }
QToolBar QToolButton#poa-button:hover { background: $accent_soft; }
QToolBar QToolButton#poa-button:focus { border: 2px solid $focus; padding: 4px 21px 4px 7px; }
QFrame#poa-list { background: $surface; border: 1px solid $hairline_strong; }
QToolButton::menu-indicator { image: none; }
QToolButton[popupMode="2"], QToolButton[popupMode="1"] { padding-right: 18px; }
QToolButton::menu-indicator:enabled { image: url("$chevron"); width: 10px; height: 10px;
    subcontrol-position: right center; right: 5px; }
QToolButton::menu-button { border: 0; width: 16px; }
QPushButton::menu-indicator { image: url("$chevron"); width: 10px; height: 10px; right: 6px;
    subcontrol-position: right center; }

QPushButton[role="segment"], QToolButton[role="segment"] { background: transparent;
    color: $ink_soft; border: 0; border-bottom: 2px solid $hairline; border-radius: 0;
    padding: 5px 12px; }
QPushButton[role="segment"]:hover, QToolButton[role="segment"]:hover { color: $ink;
    background: $accent_soft; }
QPushButton[role="segment"]:checked, QToolButton[role="segment"]:checked { color: $accent;
    background: $accent_soft; border-bottom: 2px solid $accent; }
QPushButton[role="segment"]:focus, QToolButton[role="segment"]:focus {
    border: 2px solid $focus; padding: 3px 10px 5px 10px; }

QLineEdit, QTextEdit, QPlainTextEdit, QComboBox, QAbstractSpinBox { background: $surface_raised;
    color: $ink; border: 1px solid $hairline_strong; border-radius: 3px; padding: 4px 7px;
    selection-background-color: $selection; selection-color: $selection_ink;
    placeholder-text-color: $ink_soft; }
QLineEdit:focus, QTextEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $focus; padding: 3px 6px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus { border: 0; padding: 0; background: transparent; }
QComboBox:!editable { padding-left: 9px; }
QComboBox:!editable:focus { padding-left: 8px; }
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled, QLineEdit:read-only,
QTextEdit:read-only, QPlainTextEdit:read-only { background: $surface; border-color: $hairline; }
QLineEdit[invalid="true"], QTextEdit[invalid="true"], QPlainTextEdit[invalid="true"],
QComboBox[invalid="true"], QAbstractSpinBox[invalid="true"] { border-color: $danger; }
QComboBox::drop-down, QDateEdit::drop-down { border: 0; width: 22px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$chevron"); width: 12px; height: 12px; }
QAbstractSpinBox { padding: 4px 20px 4px 7px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border;
    border: 0; background: transparent; width: 18px; right: 2px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; top: 2px; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; bottom: 2px; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {
    background: $accent_soft; }
QAbstractSpinBox::up-arrow { image: url("$chevron_up"); width: 9px; height: 9px; }
QAbstractSpinBox::down-arrow { image: url("$chevron"); width: 9px; height: 9px; }
QCheckBox, QRadioButton { spacing: 7px; padding: 2px; border: 1px solid transparent; }
QCheckBox:focus, QRadioButton:focus { border: 1px solid $focus; border-radius: 3px; }
QCheckBox::indicator, QRadioButton::indicator, QTreeView::indicator,
QListView::indicator { width: 13px; height: 13px; background: $surface_raised;
    border: 1px solid $hairline_strong; border-radius: 2px; }
QRadioButton::indicator { border-radius: 7px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$tick"); }
QCheckBox::indicator:indeterminate, QTreeView::indicator:indeterminate {
    background: $accent; border-color: $accent; image: url("$tick_some"); }
QRadioButton::indicator:checked { border: 4px solid $accent; width: 7px; height: 7px; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: transparent;
    border-color: $hairline; }
QCheckBox::indicator:checked:disabled { background: $ink_faint; border-color: $ink_faint; }
QRadioButton::indicator:checked:disabled { border-color: $ink_faint; }
QComboBox QAbstractItemView { background: $surface_raised; border: 1px solid $hairline_strong;
    padding: 4px; outline: 0; }
QAbstractItemView QLineEdit { border: 2px solid $focus; border-radius: 0; padding: 0 3px; }

QAbstractItemView { background: $surface_raised; border: 1px solid $hairline; color: $ink;
    selection-background-color: $selection; selection-color: $selection_ink; }
QListView[role="rows"]::item { padding: 4px 5px; }
QTableView[role="rows"]::item { padding: 0 5px; }
QListView[role="flush"] { background: transparent; border: 0; outline: 0; }
QTreeView { background: transparent; border: 0; outline: 0;
    show-decoration-selected: 1; }
QTreeView[role="outline"] { border: 2px solid transparent; }
QTreeView[role="outline"]:focus { border-color: $focus; }
QTreeView[role="changes"]::item { padding: 4px 5px; }
QTreeView[role="changes"]:focus { border: 1px solid $focus; }
QTreeView[role="changes"] { border: 1px solid $hairline; }
QTableView { gridline-color: $hairline; alternate-background-color: $surface; }
QTableView:focus, QListView:focus { border-color: $focus; }
QTableView::item:focus { border: 2px solid $focus; }
QHeaderView { background: $surface_sunken; border: 0; }
QHeaderView::section { background: $surface_sunken; color: $ink_soft; border: 0;
    border-bottom: 1px solid $hairline_strong; border-right: 1px solid $hairline;
    padding: 4px 8px; }
QHeaderView::section:vertical { border-bottom: 1px solid $hairline;
    border-right: 1px solid $hairline_strong; }
QTableCornerButton::section { background: $surface_sunken; border: 0;
    border-bottom: 1px solid $hairline_strong; }

QTabWidget::pane { border: 0; border-top: 1px solid $hairline; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: $ink_soft; border: 2px solid transparent;
    padding: 6px 14px; margin-right: 2px; }
QTabBar::tab:hover { color: $ink; background: $accent_soft; }
QTabBar::tab:selected { color: $accent; border-bottom-color: $accent; }
QTabBar::tab:selected:focus { border: 2px solid $focus; }
QTabBar::tab:disabled { color: $ink_faint; }

QMenuBar { background: $surface; border-bottom: 1px solid $hairline; }
QMenuBar::item { background: transparent; padding: 5px 9px; }
QMenuBar::item:selected { background: $selection; color: $selection_ink; }
QMenu { background: $surface_raised; border: 1px solid $hairline_strong; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 28px; }
QMenu::icon { left: 6px; }
QMenu::item:selected { background: $selection; color: $selection_ink; }
QMenu::item:disabled { color: $ink_faint; }
QMenu::item:disabled:selected { background: $surface_sunken; }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }
QToolBar { background: $surface; border: 0; border-bottom: 1px solid $hairline; spacing: 4px;
    padding: 4px 8px; }
QToolBar::separator { background: $hairline; width: 1px; margin: 4px; }
QStatusBar { background: $surface_sunken; border-top: 1px solid $hairline; color: $ink_soft; }
QStatusBar::item { border: 0; }
QSplitter::handle { background: $hairline; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QScrollArea { background: transparent; border: 0; }
QGroupBox { border: 0; border-top: 1px solid $hairline; margin-top: 18px; padding-top: 8px; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; font-weight: 600; }
QProgressBar { background: $track; border: 0; border-radius: 2px; min-height: 4px;
    max-height: 4px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }

QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: $hairline_strong; border-radius: 3px; margin: 3px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $ink_faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def style_sheet(theme: Theme) -> str:
    """Qt's style sheet for a theme."""
    tokens: dict[str, object] = {
        "chevron": _picture("chevron"),
        "chevron_up": _picture("chevron-up"),
        "tick": _picture("tick-dark" if theme.dark else "tick"),
        "tick_some": _picture("tick-some-dark" if theme.dark else "tick-some"),
    }
    for name, value in asdict(theme).items():
        if isinstance(value, dict):
            color = SemaforoColor(**value)
            tokens[f"{name}_tinta"] = color.tinta
            tokens[f"{name}_relleno"] = color.relleno
            tokens[f"{name}_fondo"] = color.fondo
        else:
            tokens[name] = value
    return Template(_SHEET).substitute(tokens)


def _picture(name: str) -> str:
    return resource("icons", f"{name}.svg").as_posix()
