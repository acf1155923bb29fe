"""The page Datos: the form of the place the window is looking at."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedLayout, QWidget

from poa_desktop.poa.problems import Lugar, TipoLugar
from poa_desktop.ui.datos.bloque_form import BloqueForm
from poa_desktop.ui.datos.diagnostico_form import DiagnosticoForm
from poa_desktop.ui.datos.linea_form import LineaForm
from poa_desktop.ui.datos.poa_form import PoaForm
from poa_desktop.ui.fields.list import ItemList
from poa_desktop.ui.fields.locked import FormLock, lock
from poa_desktop.ui.fields.record_form import RecordForm
from poa_desktop.ui.page import Page
from poa_desktop.ui.place import BLOQUES, Place, exists
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import set_role


class DatosPage(Page):
    """Every field of the record, each saved by itself when its edit is finished."""

    def __init__(self, session: Session, place: Place, parent: QWidget | None = None) -> None:
        super().__init__(session, place, parent)
        self._forms: dict[TipoLugar, RecordForm] = {}
        self._stack = QStackedLayout(self)
        self._gone = QLabel("Este elemento ya no existe: elija otro en el árbol.")
        self._gone.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self._gone, "soft")
        self._stack.addWidget(self._gone)

    @property
    def form(self) -> RecordForm | None:
        """The form in sight; None when there is nothing to show."""
        shown = self._stack.currentWidget()
        return shown if isinstance(shown, RecordForm) else None

    def refresh(self) -> None:
        poa = self.session.poa
        assert poa is not None
        if not exists(poa, self.place):
            self._stack.setCurrentWidget(self._gone)
            return
        form = self._form_of(self.place.tipo)
        form.refresh(self.place)
        if self.place.tipo in (*BLOQUES, TipoLugar.LINEA):  # what the POA itself says is no plan
            self._lock_of(form).put(self.session.candado_plan)
        if form is not self.form:
            self._stack.setCurrentWidget(form)
            form.settle()

    def _form_of(self, tipo: TipoLugar) -> RecordForm:
        if tipo in (TipoLugar.DOCUMENTO, TipoLugar.MUNICIPIO):
            tipo = TipoLugar.POA
        if tipo not in self._forms:
            self._forms[tipo] = self._new_form(tipo)
            if self.session.store.read_only:
                lock(self._forms[tipo])
            self._stack.addWidget(self._forms[tipo])
        return self._forms[tipo]

    def _lock_of(self, form: RecordForm) -> FormLock:
        found = form.findChild(FormLock)
        return found or FormLock(form, self.session.tells_plan_locked)

    def _new_form(self, tipo: TipoLugar) -> RecordForm:
        if tipo in BLOQUES:
            return BloqueForm(self.session, tipo)
        if tipo is TipoLugar.LINEA:
            return LineaForm(self.session, self._open_calendar)
        if tipo is TipoLugar.DIAGNOSTICO:
            return DiagnosticoForm(self.session)
        return PoaForm(self.session)

    def _open_calendar(self) -> None:
        self.go_to.emit(Lugar(self.place.tipo, self.place.id, "programado", ""))

    def focus_field(self, campo: str, mes: int | None = None) -> None:
        self.focus_lugar(Lugar(self.place.tipo, self.place.id, campo, ""))

    def focus_lugar(self, lugar: Lugar) -> None:
        if self._stale and self.session.poa is not None:
            self._refresh_now()
        if self.form is None or not self.form.focus_field(lugar.campo, lugar.tipo):
            return
        field = self.form.field_named(lugar.campo, lugar.tipo)
        if lugar.fila is not None and isinstance(field, ItemList):
            field.edit_item(lugar.fila)
            self.form.show_focus()

    def commit_pending(self) -> bool:
        return self.form is None or self.form.commit_pending()
