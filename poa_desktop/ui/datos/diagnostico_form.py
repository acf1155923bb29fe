"""The form of the diagnóstico: misión, visión and the FODA."""

from typing import Any

from poa_desktop.data import poas
from poa_desktop.poa.problems import Problem, TipoLugar
from poa_desktop.ui.datos.foda_board import FodaBoard
from poa_desktop.ui.fields.base import Save
from poa_desktop.ui.fields.record_form import RecordForm
from poa_desktop.ui.fields.text import GrowingText
from poa_desktop.ui.session import Session


class DiagnosticoForm(RecordForm):
    """What the dependencia says of itself."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.section(TipoLugar.DIAGNOSTICO, "Misión y visión")
        self.mision = self.wide(
            GrowingText("mision", "&Misión", self._text_save("mision", "misión"))
        )
        self.vision = self.wide(
            GrowingText("vision", "V&isión 3 años", self._text_save("vision", "visión"))
        )
        self.section(TipoLugar.DIAGNOSTICO, "FODA")
        self.foda = self.wide(FodaBoard(self))
        for each in self.foda.lists.values():
            self.add_field(each)

    def _text_save(self, campo: str, what: str) -> Save:
        def save(value: Any) -> str | None:
            poa = self.session.poa
            assert poa is not None
            return self.write(f"Editar {what}", lambda db: poas.edit(db, poa.id, **{campo: value}))

        return save

    def record_key(self) -> object:
        return self.session.poa.id if self.session.poa else None

    def show_record(self) -> None:
        poa = self.session.poa
        assert poa is not None
        self.mision.show_value(poa.mision)
        self.vision.show_value(poa.vision)
        self.foda.show_foda(poa.foda)

    def matches(self, tipo: TipoLugar, problem: Problem) -> bool:
        donde = problem.donde
        poa_id = self.session.poa.id if self.session.poa else 0
        return donde.tipo in (TipoLugar.DIAGNOSTICO, TipoLugar.POA) and donde.id in (0, poa_id)
