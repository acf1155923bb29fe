"""The periods of a year in a combo, in words."""

from PySide6.QtWidgets import QComboBox

from poa_desktop.poa.periodos import Periodo, Temporalidad, periodo_anual, periodos_de
from poa_desktop.ui.plain_text import plain_tip

_SHOWN = (
    Temporalidad.TRIMESTRAL,
    Temporalidad.SEMESTRAL,
    Temporalidad.CUATRIMESTRAL,
    Temporalidad.BIMESTRAL,
    Temporalidad.MENSUAL,
)


def fill_periods(combo: QComboBox, ejercicio: int, chosen: Periodo | None = None) -> None:
    """List every period of a year, the year first; *chosen* is at hand, or the same of its kind."""
    kept = chosen or combo.currentData()
    combo.blockSignals(True)
    combo.clear()
    every = [periodo_anual(ejercicio)]
    for temporalidad in _SHOWN:
        every += periodos_de(temporalidad, ejercicio)
    combo.addItem(f"Todo el año {ejercicio}", every[0])
    for periodo in every[1:]:
        combo.addItem(periodo.en_palabras, periodo)
    codes = [each.codigo for each in every]
    wanted = kept.codigo if isinstance(kept, Periodo) else codes[1]
    combo.setCurrentIndex(codes.index(wanted))
    combo.blockSignals(False)
    combo.setToolTip(plain_tip(combo.currentText()))  # nobody was told of the new text
