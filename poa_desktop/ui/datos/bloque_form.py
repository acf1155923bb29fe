"""The form of a programa or actividad: what it is, its ficha, its líneas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from poa_desktop.data import bloques, lineas
from poa_desktop.poa.calendario import programado_predeterminado
from poa_desktop.poa.periodos import Temporalidad
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Bloque, Ficha, Inversion, LineaAccion, Poa, Programa
from poa_desktop.ui.datos.lineas_form import LineasList
from poa_desktop.ui.fields.base import Save
from poa_desktop.ui.fields.choice import CheckField, ChoiceField, SuggestField
from poa_desktop.ui.fields.inversion import InversionField
from poa_desktop.ui.fields.record_form import RecordForm
from poa_desktop.ui.fields.text import DateField, GrowingText, TextField
from poa_desktop.ui.place import find_bloque
from poa_desktop.ui.propuestas.offer import ScheduleOffer
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import current_theme, set_role

if TYPE_CHECKING:
    from sqlite_utils import Database

_BENEFICIADOS = ("beneficiados_directos", "beneficiados_indirectos")
_TEMPORALIDADES = (
    (None, "Sin definir"),
    *((each, each.etiqueta) for each in Temporalidad),
)


class BloqueForm(RecordForm):
    """One programa or one actividad, by the *tipo* it is made for."""

    def __init__(self, session: Session, tipo: TipoLugar) -> None:
        super().__init__(session)
        self.tipo = tipo
        self._old_default: tuple[int, ...] | None = None
        self._build_head()
        self._build_ficha()
        self._build_lineas()

    @property
    def poa(self) -> Poa:
        """The POA at hand."""
        assert self.session.poa is not None
        return self.session.poa

    @property
    def bloque(self) -> Bloque:
        """The block shown, as it is kept now."""
        bloque = find_bloque(self.poa, self.place)
        assert bloque is not None
        return bloque

    # -- building --------------------------------------------------------------------------

    def _build_head(self) -> None:
        self.section(self.tipo)
        kind = "El programa" if self.tipo is TipoLugar.PROGRAMA else "La actividad"
        self.nombre = self.wide(
            TextField(
                "nombre",
                "&Nombre",
                self._head_save("nombre", "nombre"),
                required=f"{kind} no puede quedar sin nombre: escríbalo.",
            )
        )
        if self.tipo is TipoLugar.PROGRAMA:
            self.estrategia = self.wide(
                GrowingText(
                    "estrategia",
                    "E&strategia/Objetivo Estratégico",
                    self._head_save("estrategia", "estrategia"),
                )
            )
            self.eje = self.wide(SuggestField("eje", "E&je del PMD", self._head_save("eje", "eje")))
            return
        self.eje = self.half(SuggestField("eje", "E&je del PMD", self._head_save("eje", "eje")))
        self.programa = self.half(
            ChoiceField("programa_id", "&Programa", self._head_save("programa_id", "programa"))
        )

    def _build_ficha(self) -> None:
        self.section(self.tipo, "Resultados/Impacto")
        self.metas = self.wide(
            GrowingText("metas", "&Metas", self._ficha_save("metas", "metas"), min_rows=3)
        )
        self.inversion = self.wide(InversionField(self._save_inversion))
        self.beneficiados = self.wide(
            CheckField("beneficiados", "La ficha lleva &beneficiados", self._save_has_beneficiados)
        )
        self.directos = self.half(self._beneficiados_text("beneficiados_directos", "directos"))
        self.indirectos = self.half(
            self._beneficiados_text("beneficiados_indirectos", "indirectos")
        )
        self.periodo_del = self.half(
            DateField("periodo_del", "Periodo &del", self._timing_save("periodo_del", "periodo"))
        )
        self.periodo_al = self.half(
            DateField("periodo_al", "Periodo a&l", self._timing_save("periodo_al", "periodo"))
        )
        self.temporalidad = self.half(
            ChoiceField(
                "temporalidad",
                "&Temporalidad de la evaluación",
                self._timing_save("temporalidad", "temporalidad"),
            )
        )
        self.temporalidad.set_choices(_TEMPORALIDADES)
        self.offer = self.wide(self._build_offer())

    def _beneficiados_text(self, campo: str, which: str) -> GrowingText:
        label = f"Beneficiados {which}"
        save = self._ficha_save(campo, f"beneficiados {which}")
        return GrowingText(campo, label, save, min_rows=1)

    def _build_offer(self) -> QFrame:
        theme = current_theme()
        frame = QFrame()
        set_role(frame, "notice")
        self.offer_text = QLabel()
        self.offer_text.setWordWrap(True)
        self.offer_accept = QPushButton("Volver a proponer la programación de las líneas")
        self.offer_accept.clicked.connect(lambda: self._propose_again())
        self.offer_dismiss = QPushButton("Dejarla como está")
        self.offer_dismiss.clicked.connect(lambda: self._dismiss_offer())
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.gap)
        buttons.addWidget(self.offer_accept)
        buttons.addWidget(self.offer_dismiss)
        buttons.addStretch(1)
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(theme.gap_wide, theme.gap, theme.gap_wide, theme.gap)
        layout.setSpacing(theme.gap)
        layout.addWidget(self.offer_text)
        layout.addLayout(buttons)
        frame.hide()
        return frame

    def _build_lineas(self) -> None:
        self.section(self.tipo)
        programa = self.tipo is TipoLugar.PROGRAMA
        heading = "Líneas de acción/Componente" if programa else "Líneas de acción"
        self.lineas = self.wide(LineasList(self, heading))
        self.text_offer = self.wide(ScheduleOffer(self.session))

    # -- writing ---------------------------------------------------------------------------

    def _head_save(self, campo: str, what: str) -> Save:
        def save(value: Any) -> str | None:
            block = self.place.id
            return self.write(
                f"Editar {what}", lambda db: bloques.edit(db, self.tipo, block, **{campo: value})
            )

        return save

    def _ficha_save(self, campo: str, what: str) -> Save:
        def save(value: Any) -> str | None:
            block = self.place.id
            return self.write(
                f"Editar {what}",
                lambda db: bloques.edit_ficha(db, self.tipo, block, **{campo: value}),
            )

        return save

    def _timing_save(self, campo: str, what: str) -> Save:
        keep = self._ficha_save(campo, what)

        def save(value: Any) -> str | None:
            before = self._old_default
            if before is None:
                self._old_default = self._default_of(self.bloque.ficha)
            reason = keep(value)
            if reason is not None:
                self._old_default = before
            return reason

        return save

    def _save_inversion(self, inversion: Inversion) -> str | None:
        block = self.place.id
        return self.write(
            "Editar inversión",
            lambda db: bloques.set_inversion(db, self.tipo, block, inversion),
        )

    def _save_has_beneficiados(self, present: bool) -> str | None:
        block, value = self.place.id, "" if present else None
        return self.write(
            "Agregar beneficiados" if present else "Quitar beneficiados",
            lambda db: bloques.edit_ficha(
                db, self.tipo, block, beneficiados_directos=value, beneficiados_indirectos=value
            ),
        )

    # -- the offer to schedule again -------------------------------------------------------

    def _default_of(self, ficha: Ficha) -> tuple[int, ...]:
        return programado_predeterminado(ficha, self.poa.ejercicio)

    def _followers(self) -> list[LineaAccion]:
        """The líneas that still carry the default schedule the ficha had before."""
        old = self._old_default
        if old is None or old == self._default_of(self.bloque.ficha):
            return []
        return [linea for linea in self.bloque.lineas if linea.programado == old]

    def _show_offer(self) -> None:
        followers = self._followers()
        many = len(followers)
        if many:
            what = "Una línea sigue" if many == 1 else f"{many} líneas siguen"
            self.offer_text.setText(f"{what} con la programación que se propuso antes del cambio.")
        else:
            self._old_default = None
        self.offer.setVisible(many > 0)

    def _propose_again(self) -> None:
        schedule, closed = self._default_of(self.bloque.ficha), self.poa.meses_cerrados
        ids = [linea.id for linea in self._followers()]

        def work(db: Database) -> None:
            for linea in ids:
                for mes, cantidad in enumerate(schedule, 1):
                    if mes not in closed:
                        lineas.set_programado(db, linea, mes, cantidad)

        self.write("Volver a proponer la programación", work)

    def _dismiss_offer(self) -> None:
        self._old_default = None
        self._show_offer()

    # -- showing ---------------------------------------------------------------------------

    def show_record(self) -> None:
        bloque = self.bloque
        self.nombre.show_value(bloque.nombre)
        self.eje.set_suggestions(self.session.municipio.ejes)
        self.eje.show_value(bloque.eje)
        if isinstance(bloque, Programa):
            self.estrategia.show_value(bloque.estrategia)
        elif isinstance(bloque, Actividad):
            self._show_programa(bloque)
        self._show_ficha(bloque.ficha)
        self._show_offer()
        self.lineas.show_lineas(bloque, self.session.problems())
        self.text_offer.show_bloque(bloque)

    def _show_programa(self, actividad: Actividad) -> None:
        choices: list[tuple[int | None, str]] = [(None, "Sin programa")]
        choices += [(each.id, f"{each.numero}. {each.nombre}") for each in self.poa.programas]
        self.programa.set_choices(choices)
        self.programa.show_value(actividad.programa_id)

    def _show_ficha(self, ficha: Ficha) -> None:
        self.metas.show_value(ficha.metas)
        self.inversion.show_value(ficha.inversion)
        present = not (
            ficha.beneficiados_directos is None and ficha.beneficiados_indirectos is None
        )
        self.beneficiados.show_value(present)
        for field, value in (
            (self.directos, ficha.beneficiados_directos),
            (self.indirectos, ficha.beneficiados_indirectos),
        ):
            field.show_value(value or "")
            field.setVisible(present)
        for name in ("periodo_del", "periodo_al", "temporalidad"):
            getattr(self, name).show_value(getattr(ficha, name))

    def record_changes(self) -> None:
        self._old_default = None

    def campos_of(self, field: Any) -> tuple[str, ...]:
        """The box stands for the two fields while they are not there."""
        if field is self.beneficiados and self.directos.isHidden():
            return ("beneficiados", *_BENEFICIADOS)
        if field in (self.directos, self.indirectos) and field.isHidden():
            return ()
        return super().campos_of(field)
