"""How wide the columns of a month table are: what they need, and a share of what is left."""

from collections.abc import Mapping

from PySide6.QtGui import QFontMetrics

from poa_desktop.ui.grid.model import MonthGridModel
from poa_desktop.ui.grid.paint import PAD
from poa_desktop.ui.theme import current_theme, font_of


def natural_widths(model: MonthGridModel, chosen: Mapping[str, int]) -> dict[str, int]:
    """The width in pixels every column needs, by its id; months are as wide as the widest of them.

    *chosen* are the user's own widths.
    """
    metrics = QFontMetrics(font_of(current_theme().body))
    texts = {column.id: model.widest(column) for column in model.columns}
    widths = {
        column.id: max(column.width, metrics.horizontalAdvance(texts[column.id]) + 2 * PAD + 4)
        for column in model.columns
    }
    months = [column.id for column in model.columns if column.mes is not None]
    widest = max((widths[name] for name in months), default=0)
    widths.update(dict.fromkeys(months, widest))
    return widths | {name: width for name, width in chosen.items() if name in widths}


def shared_widths(
    model: MonthGridModel, natural: Mapping[str, int], chosen: Mapping[str, int], room: int
) -> dict[str, int]:
    """The widths that fill *room* pixels; the heaviest column takes what cannot be shared."""
    widths = dict(natural)
    sharing = [column for column in model.columns if column.weight and column.id not in chosen]
    free = room - sum(widths.values())
    if not sharing or free <= 0:
        return widths
    weights = sum(column.weight for column in sharing)
    for column in sharing:
        widths[column.id] += free * column.weight // weights
    heaviest = max(sharing, key=lambda column: column.weight)
    widths[heaviest.id] += room - sum(widths.values())
    return widths
