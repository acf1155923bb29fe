"""The form of a POA: its municipio, its dependencia, the plan itself, how it is evaluated."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton

from poa_desktop.data import municipios, plantillas, poas
from poa_desktop.poa.comparacion_reglas import (
    cierre_que_congela,
    congelada_en_palabras,
    rechazo_de_regla,
)
from poa_desktop.poa.evaluacion import REGLAS_EN_PALABRAS
from poa_desktop.poa.limites import rechazo_de_limites
from poa_desktop.poa.problems import Problem, TipoLugar
from poa_desktop.poa.records import Poa, Regla, TipoPlantilla
from poa_desktop.ui.datos.poa_ejes_form import ejes_items, ejes_list
from poa_desktop.ui.fields.base import Save
from poa_desktop.ui.fields.choice import ChoiceField, SuggestField
from poa_desktop.ui.fields.color import ColorField
from poa_desktop.ui.fields.escudo import EscudoField
from poa_desktop.ui.fields.libro import LibroField
from poa_desktop.ui.fields.membrete import MembreteField
from poa_desktop.ui.fields.record_form import RecordForm
from poa_desktop.ui.fields.text import (
    DateField,
    GrowingText,
    PercentField,
    ReadOnlyField,
    TextField,
)
from poa_desktop.ui.session import Session
from poa_desktop.ui.theme import set_role

TIPOS = ("Dirección", "Jefatura", "Coordinación", "Secretaría", "Tesorería", "Instituto", "Unidad")
SHARED = (TipoLugar.POA, TipoLugar.DIAGNOSTICO)  # misión and visión stand on both pages


class PoaForm(RecordForm):
    """Everything the head of the document says, and the rules of the ejercicio."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._build_municipio()
        self._build_dependencia()
        self._build_poa()
        self._build_reglas()

    @property
    def poa(self) -> Poa:
        """The POA at hand."""
        assert self.session.poa is not None
        return self.session.poa

    # -- municipio -------------------------------------------------------------------------

    def _build_municipio(self) -> None:
        self.section(TipoLugar.MUNICIPIO, "Municipio")
        self.nombre = self.half(self._municipio_text("nombre", "Municipio", "municipio"))
        self.estado = self.half(self._municipio_text("estado", "Estado", "estado"))
        self.gobierno = self.wide(
            self._municipio_text("gobierno", "Gobierno, como se imprime", "gobierno")
        )
        self.pmd_nombre = self.wide(
            self._municipio_text("pmd_nombre", "Plan Municipal de Desarrollo", "nombre del PMD")
        )
        self.ejes = self.wide(ejes_list(self))
        self.escudo = self.wide(EscudoField(self._save_escudo))
        self.color = self.wide(ColorField(self._save_color))
        self.membrete = self.wide(
            MembreteField(self._plantilla_save(TipoPlantilla.MEMBRETE), self._save_margins)
        )
        self.libro = self.wide(LibroField(self._plantilla_save(TipoPlantilla.LIBRO)))

    def _municipio_text(self, campo: str, label: str, what: str) -> TextField:
        def save(value: str) -> str | None:
            return self.write(f"Editar {what}", lambda db: municipios.edit(db, **{campo: value}))

        return TextField(campo, label, save)

    def _save_escudo(self, picture: bytes | None) -> str | None:
        titulo = "Quitar escudo" if picture is None else "Cambiar escudo"
        return self.write(titulo, lambda db: municipios.set_escudo(db, picture))

    def _save_color(self, color: str) -> str | None:
        return self.write(
            "Cambiar color institucional", lambda db: municipios.edit(db, color=color)
        )

    def _plantilla_save(self, tipo: TipoPlantilla) -> Callable[[str, bytes | None], str | None]:
        what = "hoja membretada" if tipo is TipoPlantilla.MEMBRETE else "plantilla de Excel"

        def save(nombre: str, content: bytes | None) -> str | None:
            if content is None:
                return self.write(f"Quitar {what}", lambda db: plantillas.remove(db, tipo))
            return self.write(
                f"Cambiar {what}", lambda db: plantillas.put(db, tipo, nombre, content)
            )

        return save

    def _save_margins(self, superior: int, inferior: int) -> str | None:
        return self.write(
            "Cambiar márgenes de la hoja membretada",
            lambda db: plantillas.set_margins(db, TipoPlantilla.MEMBRETE, superior, inferior),
        )

    # -- dependencia -----------------------------------------------------------------------

    def _build_dependencia(self) -> None:
        self.section(TipoLugar.POA, "Dependencia")
        self.dependencia = self.half(
            TextField(
                "nombre",
                "Nombre de la dependencia",
                self._dependencia_save("nombre", "nombre de la dependencia"),
                required="La dependencia no puede quedar sin nombre: escríbalo.",
            )
        )
        self.tipo = self.half(SuggestField("tipo", "Tipo", self._dependencia_save("tipo", "tipo")))
        self.tipo.set_suggestions(TIPOS)
        self.clave_ur = self.half(self._dependencia_text("clave_ur", "Clave de la UR", "clave UR"))
        self.enlace = self.half(self._dependencia_text("enlace", "Enlace", "enlace"))
        self.objetivo_fin = self.wide(
            GrowingText(
                "objetivo_fin",
                "Objetivo/FIN",
                self._dependencia_save("objetivo_fin", "objetivo/FIN"),
            )
        )
        self.titular_nombre = self.half(
            self._dependencia_text("titular_nombre", "Titular", "nombre del titular")
        )
        self.titular_cargo = self.half(
            self._dependencia_text("titular_cargo", "Cargo del titular", "cargo del titular")
        )

    def _dependencia_save(self, campo: str, what: str) -> Save:
        def save(value: Any) -> str | None:
            row = self.poa.dependencia.id
            return self.write(
                f"Editar {what}", lambda db: poas.edit_dependencia(db, row, **{campo: value})
            )

        return save

    def _dependencia_text(self, campo: str, label: str, what: str) -> TextField:
        return TextField(campo, label, self._dependencia_save(campo, what))

    # -- the POA itself --------------------------------------------------------------------

    def _build_poa(self) -> None:
        self.section(TipoLugar.POA, "Programa Operativo Anual")
        self.ejercicio = self.half(ReadOnlyField("ejercicio", "Ejercicio"))
        self.fecha = self.half(DateField("fecha", "Fecha del documento", self.poa_save("fecha")))
        self.evaluador = self.wide(
            TextField("evaluador", "Quién evalúa", self.poa_save("evaluador"))
        )
        self.vision = self.wide(
            GrowingText("vision", "Visión 3 años", self.poa_save("vision", "visión"), min_rows=3)
        )
        self.mision = self.wide(
            GrowingText("mision", "Misión", self.poa_save("mision", "misión"), min_rows=3)
        )

    def poa_save(self, campo: str, what: str = "") -> Save:
        """How a field of the POA is kept."""

        def save(value: Any) -> str | None:
            poa_id = self.poa.id
            return self.write(
                f"Editar {what or campo}", lambda db: poas.edit(db, poa_id, **{campo: value})
            )

        return save

    # -- evaluación ------------------------------------------------------------------------

    def _build_reglas(self) -> None:
        self.section(TipoLugar.POA, "Evaluación")
        self.reglas_scope = QLabel()
        self.reglas_scope.setWordWrap(True)
        set_role(self.reglas_scope, "soft")
        self.wide(self.reglas_scope)
        self.regla = self.wide(ChoiceField("regla", "Regla para contar", self._save_regla))
        self.regla.set_choices([(regla, regla.value.capitalize()) for regla in Regla])
        self.regla_en_palabras = QLabel()
        self.regla_en_palabras.setWordWrap(True)
        set_role(self.regla_en_palabras, "soft")
        self.wide(self.regla_en_palabras)
        self.compare_button = QPushButton("&Comparar las reglas…")
        self.compare_button.setToolTip("Qué daría cada regla en este POA, y por qué")
        self.compare_button.clicked.connect(self._compare_reglas)
        self.wide(self.compare_button)
        self.regla.editor.currentIndexChanged.connect(self._explain_regla)
        self.verde = self._limit("verde", "Verde (cumple) desde")
        self.amarillo = self._limit("amarillo", "Amarillo (en riesgo) desde")
        self.justificar_bajo = self._limit("justificar_bajo", "Pedir justificación debajo de")
        self.justificar_sobre = self._limit("justificar_sobre", "Pedir justificación arriba de")

    def _save_regla(self, regla: Regla) -> str | None:
        from poa_desktop.ui.regla.same_year import same_year

        reason = rechazo_de_regla((self.poa, *same_year(self.session)), regla)
        if reason is not None:
            return f"{reason} Sigue la regla «{self.poa.reglas.regla.value}»."
        ejercicio = self.poa.ejercicio
        return self.write(
            "Cambiar regla de evaluación",
            lambda db: poas.edit_reglas(db, ejercicio, regla=regla),
        )

    def _compare_reglas(self) -> None:
        action = self.window().findChild(QAction, "regla")
        if action is not None:
            action.trigger()

    def _explain_regla(self, _index: int) -> None:
        regla = self.regla.chosen
        self.regla_en_palabras.setText(REGLAS_EN_PALABRAS.get(regla, ""))

    def _limit(self, campo: str, label: str) -> PercentField:
        def save(value: Decimal) -> str | None:
            reason = rechazo_de_limites(replace(self.poa.reglas, **{campo: value}))
            ejercicio = self.poa.ejercicio
            return reason or self.write(
                "Cambiar límites de la evaluación",
                lambda db: poas.edit_reglas(db, ejercicio, **{campo: value}),
            )

        return self.half(PercentField(campo, label, save))

    # -- showing ---------------------------------------------------------------------------

    def record_key(self) -> object:
        return self.poa.id

    def show_record(self) -> None:
        municipio, poa = self.session.municipio, self.poa
        for name in (
            "nombre", "estado", "gobierno", "pmd_nombre", "escudo", "color", "membrete", "libro",
        ):  # fmt: skip
            getattr(self, name).show_value(getattr(municipio, name))
        self.libro.color = municipio.color
        self.ejes.show_value(ejes_items(municipio.ejes))
        self.dependencia.show_value(poa.dependencia.nombre)
        for name in ("tipo", "clave_ur", "enlace", "objetivo_fin"):
            getattr(self, name).show_value(getattr(poa.dependencia, name))
        for name in ("titular_nombre", "titular_cargo"):
            getattr(self, name).show_value(getattr(poa.dependencia, name))
        self.ejercicio.show_value(poa.ejercicio)
        for name in ("fecha", "evaluador", "vision", "mision"):
            getattr(self, name).show_value(getattr(poa, name))
        self._show_reglas(poa)

    def _show_reglas(self, poa: Poa) -> None:
        frozen = cierre_que_congela(self.session.store.sellos(), poa.ejercicio)
        scope = f"Vale para todos los POA {poa.ejercicio} de este archivo."
        self.reglas_scope.setText(f"{scope} {congelada_en_palabras(frozen)}" if frozen else scope)
        locked = frozen is not None or self.session.store.read_only
        self.regla.show_value(poa.reglas.regla)
        self.regla.editor.setEnabled(not locked)
        for name in ("verde", "amarillo", "justificar_bajo", "justificar_sobre"):
            field: PercentField = getattr(self, name)
            field.show_value(getattr(poa.reglas, name))
            field.set_locked(locked)
        self._explain_regla(0)

    def matches(self, tipo: TipoLugar, problem: Problem) -> bool:
        donde = problem.donde
        if tipo is TipoLugar.MUNICIPIO:
            return donde.tipo in (TipoLugar.MUNICIPIO, TipoLugar.DOCUMENTO)
        return donde.tipo in SHARED and donde.id in (0, self.poa.id)
