"""Every action of the window in one table: menus, toolbar, context menu and shortcuts come
from here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from poa_desktop.poa.records import EstadoPoa, Poa
from poa_desktop.ui.icons import set_icon


@dataclass(frozen=True, slots=True)
class Spec:
    """One action: its name in the code, what it is called, its picture and keys."""

    name: str
    text: str
    icon: str = ""
    keys: str = ""
    tip: str = ""
    also: str = ""
    """A second key for the same."""


SPECS = (
    Spec("nuevo", "&Nuevo POA…", "new", "Ctrl+N", "Crea un archivo con un POA vacío"),
    Spec(
        "agregar_poa",
        "Agregar &otro POA…",
        "add",
        "",
        "Agrega a este archivo el POA de otra dependencia o de otro año",
    ),
    Spec(
        "ano_siguiente",
        "Preparar &el año siguiente…",
        "copy",
        "",
        "Copia un plan como inicio del año siguiente y revisa sus textos",
    ),
    Spec(
        "poas_del_archivo",
        "&POA de este archivo…",
        "list",
        "",
        "Cambia el nombre o el año de un POA, o lo elimina",
    ),
    Spec(
        "elegir_poa", "&Cambiar de POA…", "folder", "Ctrl+Shift+O", "Muestra otro POA del archivo"
    ),
    Spec(
        "textos_viejos",
        "Re&visar textos del año anterior…",
        "check",
        "",
        "Años, fechas, nombres e importes que el plan copiado trae del otro año",
    ),
    Spec("abrir", "&Abrir…", "open", "Ctrl+O", "Abre un archivo .poa"),
    Spec(
        "importar",
        "&Importar texto…",
        "import",
        "",
        "Lee un POA en texto (.txt, desde Word)",
    ),
    Spec(
        "importar_libro",
        "Importar cam&bios de Excel…",
        "import",
        "",
        "Trae al POA lo que se cambió en su Libro de Excel",
    ),
    Spec("ejemplo", "Ver el e&jemplo", "preview", "", "Abre el POA de ejemplo, para practicar"),
    Spec("respaldar", "&Guardar una copia…", "copy", "", "Escribe un respaldo comprobado"),
    Spec("restaurar", "&Restaurar respaldo…", "clock", "", "Vuelve a un respaldo anterior"),
    Spec(
        "verificar",
        "Veri&ficar integridad…",
        "ok",
        "",
        "Comprueba el archivo, sus sellos y sus periodos cerrados",
    ),
    Spec(
        "comprobar_folio",
        "C&omprobar folio…",
        "search",
        "",
        "Dice si un acta impresa es lo que este archivo selló",
    ),
    Spec("cerrar", "&Cerrar el archivo", "", "Ctrl+W"),
    Spec("salir", "&Salir", "", "Ctrl+Q"),
    Spec("deshacer", "&Deshacer", "undo", "Ctrl+Z"),
    Spec("rehacer", "&Rehacer", "redo", "Ctrl+Y"),
    Spec("cortar", "Cor&tar", "", "Ctrl+X"),
    Spec("copiar", "&Copiar", "copy", "Ctrl+C"),
    Spec("pegar", "Pe&gar", "", "Ctrl+V"),
    Spec("duplicar", "D&uplicar", "", "Ctrl+D"),
    Spec("agregar_programa", "Agregar &programa", "add", "Ctrl+Shift+P"),
    Spec("agregar_actividad", "Agregar &actividad", "add", "Ctrl+Shift+A"),
    Spec("agregar_linea", "Agregar &línea de acción", "add", "Ctrl+Shift+L"),
    Spec(
        "linea_de_plantilla",
        "Agregar línea desde plan&tilla…",
        "list",
        "Ctrl+Shift+M",
        "Agrega una línea con sus textos, unidad y programación ya escritos",
    ),
    Spec(
        "guardar_plantilla",
        "&Guardar línea como plantilla",
        "copy",
        "",
        "La línea elegida queda como plantilla de este archivo",
    ),
    Spec(
        "autorizar",
        "Autori&zar el POA…",
        "ok",
        "",
        "Congela y sella el plan: después solo cambia con una adecuación",
    ),
    Spec(
        "regresar_borrador",
        "Regresar a &borrador…",
        "undo",
        "",
        "Quita la autorización, mientras no se haya cerrado ningún periodo",
    ),
    Spec(
        "iniciar_adecuacion",
        "&Iniciar adecuación…",
        "form",
        "",
        "Declara por qué cambia el plan autorizado, y lo abre para cambiarlo",
    ),
    Spec(
        "concluir_adecuacion",
        "Conc&luir adecuación…",
        "ok",
        "",
        "Muestra lo que cambió y vuelve a cerrar el plan",
    ),
    Spec(
        "adecuaciones",
        "A&decuaciones del POA…",
        "list",
        "",
        "Lo que cambió con cada adecuación, y lo que hoy difiere del plan autorizado",
    ),
    Spec("unidades", "&Unidades de medida…", "form", "", "Une las que se escriben distinto"),
    Spec(
        "regla",
        "&Regla de evaluación…",
        "chart",
        "",
        "Muestra qué daría cada regla en este POA, y por qué; la elige para todo el ejercicio",
    ),
    Spec("subir", "&Subir", "up", "Ctrl+Up"),
    Spec("bajar", "Ba&jar", "down", "Ctrl+Down"),
    Spec("eliminar", "&Eliminar", "delete", "Del"),
    Spec("renombrar", "Cambiar &nombre", "form", "F2"),
    Spec(
        "historial",
        "&Historial…",
        "clock",
        "Ctrl+Shift+H",
        "Muestra quién cambió qué y cuándo, y restaura un valor anterior",
    ),
    Spec("tablero", "&Tablero", "chart", "Ctrl+1"),
    Spec("datos", "&Datos", "form", "Ctrl+2"),
    Spec("calendario", "&Calendario", "calendar", "Ctrl+3"),
    Spec("avance", "&Avance", "check", "Ctrl+4"),
    Spec("gastos", "&Gastos", "money", "Ctrl+5"),
    Spec("cierre", "Ci&erre", "ok", "Ctrl+6"),
    Spec(
        "periodo_enviar",
        "Enviar a &Planeación…",
        "send",
        "",
        "La dependencia entrega el avance del periodo a Planeación",
    ),
    Spec(
        "periodo_retirar",
        "Re&tirar el envío…",
        "undo",
        "",
        "La dependencia retira lo que envió y Planeación no ha resuelto",
    ),
    Spec(
        "periodo_devolver",
        "&Devolver con observaciones…",
        "warning",
        "",
        "Planeación devuelve el periodo a la dependencia",
    ),
    Spec(
        "periodo_cerrar",
        "&Cerrar el periodo…",
        "ok",
        "",
        "Congela y sella el periodo: sus meses ya no se cambian",
    ),
    Spec(
        "periodo_reabrir",
        "&Reabrir…",
        "open",
        "",
        "Abre otra vez un periodo cerrado; lo que se cerró se conserva",
    ),
    Spec(
        "observar",
        "&Observar…",
        "warning",
        "Ctrl+Shift+B",
        "Planeación observa la línea elegida, o el POA, en el periodo",
    ),
    Spec("buscar", "&Buscar en todo…", "search", "Ctrl+F", "Busca en todo lo que dice el POA"),
    Spec("reemplazar", "Ree&mplazar…", "", "Ctrl+H", "Reemplaza un texto, con vista previa"),
    Spec("buscar_siguiente", "Resultado s&iguiente", "down", "F3"),
    Spec("buscar_anterior", "Resultado anteri&or", "up", "Shift+F3"),
    Spec("filtrar", "&Filtrar el árbol", "", "Ctrl+Shift+F"),
    Spec("observaciones", "&Revisión", "warning", "F8", "Muestra lo que hay que revisar"),
    Spec("observacion_siguiente", "Sig&uiente de la revisión", "", "Ctrl+F8"),
    Spec("observacion_anterior", "Anterior de la re&visión", "", "Ctrl+Shift+F8"),
    Spec("periodo_anterior", "Periodo a&nterior", "page-prev", "Alt+Left"),
    Spec("periodo_siguiente", "Periodo &siguiente", "page-next", "Alt+Right"),
    Spec("tema_sistema", "Colores del s&istema", tip="Claro u oscuro, como el equipo"),
    Spec("tema_claro", "Colores c&laros", tip="Letra oscura sobre fondo claro"),
    Spec("tema_oscuro", "Colores &oscuros", tip="Letra clara sobre fondo oscuro"),
    Spec("vista_previa", "&Vista previa e imprimir…", "print", "Ctrl+P"),
    Spec("exportar", "E&xportar…", "export", "Ctrl+E", "Escribe documentos en PDF o Excel"),
    Spec(
        "enviar",
        "Enviar &documentos del periodo…",
        "send",
        "",
        "Escribe todos los documentos de un periodo",
    ),
    Spec(
        "exportar_varios",
        "Exportar varios arc&hivos…",
        "folder",
        "",
        "Escribe los documentos de muchos archivos .poa",
    ),
    Spec(
        "llenar_sipot",
        "&Llenar formato SIPOT…",
        "form",
        "",
        "Llena el formato de transparencia de la oficina",
    ),
    Spec(
        "copiar_tablero",
        "Copiar el &tablero como imagen",
        "copy",
        "Ctrl+Shift+C",
        "Copia el tablero en una hoja, para pegarlo en Word o PowerPoint",
    ),
    Spec("guardar_tablero", "G&uardar el tablero…", "export", "", "Escribe una imagen o un PDF"),
    Spec("imprimir_tablero", "I&mprimir el tablero", "print", "", "Muestra la hoja que se imprime"),
    Spec("atajos", "&Atajos del teclado", "help", "F1", also="Ctrl+?"),
    Spec(
        "persona",
        "&Quién usa este equipo…",
        "",
        "",
        "Su nombre y su cargo, para la bitácora y las actas",
    ),
    Spec("acerca", "Acerca &de POA Desktop", "", ""),
)

ICONS = {spec.name: spec.icon for spec in SPECS}

PERIOD_MENU = "Pe&riodo"
PERIOD_STEPS = {
    "periodo_enviar": "envio",
    "periodo_retirar": "retiro",
    "periodo_devolver": "devolucion",
    "periodo_cerrar": "cierre",
    "periodo_reabrir": "reapertura",
}
"""The steps of the workflow, each with its Paso; the menu tells which may be taken as it opens."""

MENUS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "&Archivo",
        ("nuevo", "abrir", "importar", "importar_libro", "ejemplo", "-",
         "vista_previa", "exportar", "enviar", "exportar_varios", "llenar_sipot", "-",
         "copiar_tablero", "guardar_tablero", "imprimir_tablero", "-",
         "respaldar", "restaurar", "verificar", "comprobar_folio", "-", "cerrar", "salir"),
    ),
    (
        "&Edición",
        ("deshacer", "rehacer", "-", "cortar", "copiar", "pegar", "duplicar", "-",
         "buscar", "buscar_siguiente", "buscar_anterior", "reemplazar", "-",
         "agregar_programa", "agregar_actividad", "agregar_linea",
         "-", "renombrar", "subir", "bajar", "eliminar", "-", "historial"),
    ),
    (
        "P&OA",
        ("elegir_poa", "agregar_poa", "poas_del_archivo", "-",
         "ano_siguiente", "textos_viejos", "-",
         "autorizar", "iniciar_adecuacion", "concluir_adecuacion", "adecuaciones",
         "regresar_borrador", "-",
         "regla", "-",
         "linea_de_plantilla", "guardar_plantilla", "unidades"),
    ),
    (
        PERIOD_MENU,
        (*PERIOD_STEPS, "-", "observar", "-", "cierre"),
    ),
    (
        "&Ver",
        ("tablero", "datos", "calendario", "avance", "gastos", "cierre", "-",
         "periodo_anterior", "periodo_siguiente", "-", "filtrar", "observaciones",
         "observacion_siguiente", "observacion_anterior", "-",
         "tema_sistema", "tema_claro", "tema_oscuro"),
    ),
    ("A&yuda", ("atajos", "persona", "acerca")),
)  # fmt: skip

NUEVO_ACTIONS = (
    "nuevo", "importar", "agregar_poa", "ano_siguiente", "poas_del_archivo", "elegir_poa",
    "textos_viejos", "unidades", "linea_de_plantilla", "guardar_plantilla",
)  # fmt: skip
ADECUACION_ACTIONS = (
    "autorizar", "regresar_borrador", "iniciar_adecuacion", "concluir_adecuacion", "adecuaciones",
)  # fmt: skip
NEEDS_FILE = frozenset(
    {*ADECUACION_ACTIONS,
     "agregar_poa", "ano_siguiente", "poas_del_archivo", "elegir_poa", "textos_viejos",
     "linea_de_plantilla", "guardar_plantilla", "unidades",
     "cortar", "copiar", "pegar", "duplicar",
     "regla", "importar_libro", "vista_previa", "exportar", "enviar", "llenar_sipot",
     "copiar_tablero", "guardar_tablero", "imprimir_tablero",
     "respaldar", "verificar", "comprobar_folio", "cerrar", "deshacer",
     "rehacer", "agregar_programa", "agregar_actividad", "agregar_linea", "subir", "bajar",
     "historial", "eliminar", "renombrar", "tablero", "datos", "calendario", "avance", "gastos",
     "cierre", *PERIOD_STEPS, "observar",
     "filtrar", "observaciones", "periodo_anterior", "periodo_siguiente", "buscar", "reemplazar",
     "buscar_siguiente", "buscar_anterior", "observacion_siguiente", "observacion_anterior"}
)  # fmt: skip

WRITES = frozenset(
    {"autorizar", "regresar_borrador", "iniciar_adecuacion", "concluir_adecuacion",
     "agregar_poa", "poas_del_archivo", "textos_viejos", "linea_de_plantilla", "guardar_plantilla",
     "unidades", "cortar", "pegar", "duplicar", "importar_libro", "agregar_programa",
     "agregar_actividad", "agregar_linea", "subir", "bajar", "eliminar", *PERIOD_STEPS,
     "observar"}
)  # fmt: skip
"""What only changes the file: nothing of it is offered in one to read only. Reemplazar says why."""

PLAN_ACTIONS = frozenset(
    {"agregar_programa", "agregar_actividad", "agregar_linea", "subir", "bajar", "eliminar",
     "renombrar"}
)  # fmt: skip
"""What changes the plan and nothing else: an authorised one does not offer it."""
ADD_ACTIONS = ("agregar_programa", "agregar_actividad", "agregar_linea")
TREE_ACTIONS = (
    "agregar_programa", "agregar_actividad", "agregar_linea", "-",
    "cortar", "copiar", "pegar", "duplicar", "-",
    "renombrar", "subir", "bajar", "eliminar", "-", "observar", "historial",
)  # fmt: skip
TAKE_ACTIONS = ("copiar_tablero", "guardar_tablero", "imprimir_tablero")
THEME_ACTIONS = {"tema_sistema": None, "tema_claro": False, "tema_oscuro": True}
"""Each choice of colours and whether it is dark; None follows the system."""
CLIP_ACTIONS = ("cortar", "copiar", "pegar", "duplicar")
TREE_KEYS = frozenset({"subir", "bajar", "eliminar", "renombrar", *CLIP_ACTIONS})
"""Keys that belong to the tree: elsewhere (a grid, a text) they mean something of their own."""


class Actions:
    """The QActions made from the table; *run* says what each does."""

    def __init__(self, parent: QWidget, run: Mapping[str, Callable[[], object]]) -> None:
        self._actions: dict[str, QAction] = {}
        self.menus: dict[str, QMenu] = {}
        for spec in SPECS:
            action = QAction(spec.text, parent)
            action.setObjectName(spec.name)
            if spec.keys:
                keys = filter(None, (spec.keys, spec.also))
                action.setShortcuts([QKeySequence(each) for each in keys])
            action.setToolTip(_tip(spec))
            action.setStatusTip(spec.tip)
            work = run[spec.name]
            action.triggered.connect(lambda _=False, work=work: work())
            self._actions[spec.name] = action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def dress(self, names: Iterable[str]) -> None:
        """Draw the pictures of some actions: only when they come into sight, not at the start."""
        for name in names:
            picture = ICONS.get(name)
            if picture and self._actions[name].icon().isNull():
                set_icon(self._actions[name], picture)

    def fill_bar(self, bar: QMenuBar) -> None:
        """Make the menus."""
        for title, names in MENUS:
            menu = self.menus[title] = bar.addMenu(title)
            menu.aboutToShow.connect(lambda names=names: self.dress(names))
            self.fill_menu(menu, names)

    def fill_menu(self, menu: QMenu, names: tuple[str, ...]) -> None:
        """Put actions into a menu; "-" is a separator."""
        for name in names:
            if name == "-":
                menu.addSeparator()
            else:
                menu.addAction(self._actions[name])

    def check_colors(self, dark: bool | None) -> None:
        """Mark the choice of colours in force."""
        for name, each in THEME_ACTIONS.items():
            self._actions[name].setCheckable(True)
            self._actions[name].setChecked(each is dark)

    def enable_for_file(self, there_is_one: bool, *, read_only: bool = False) -> None:
        """Enable what needs an open file, and one that can be written."""
        for name in NEEDS_FILE:
            self._actions[name].setEnabled(there_is_one and not (read_only and name in WRITES))

    def enable_plan_steps(self, poa: Poa, *, writable: bool) -> None:
        """Enable what comes next for a plan: to be authorised, or changed by an adecuación."""
        authorised, opened = poa.estado is EstadoPoa.AUTORIZADO, poa.adecuacion_abierta
        for name, may in (
            ("autorizar", not authorised),
            ("regresar_borrador", authorised and not opened),
            ("iniciar_adecuacion", authorised and not opened),
            ("concluir_adecuacion", opened),
        ):
            self._actions[name].setEnabled(may and writable)


def _tip(spec: Spec) -> str:
    text = spec.tip or spec.text.replace("&", "").rstrip("…")
    return f"{text} ({keys_in_words(spec.keys)})" if spec.keys else text


KEYCAPS = {
    "Left": "←", "Right": "→", "Up": "↑", "Down": "↓", "Del": "Supr", "Shift": "Mayús",
    "Return": "Enter", "Backspace": "Retroceso", "Ins": "Insert", "Home": "Inicio", "End": "Fin",
    "PgUp": "Re Pág", "PgDown": "Av Pág", "Space": "Espacio", "-": "−",
}  # fmt: skip


def keys_in_words(keys: str) -> str:
    """A shortcut as the keys are printed on a Mexican keyboard: "Alt+←"."""
    caps = keys.replace("++", "+Plus").split("+")
    return "+".join("+" if key == "Plus" else KEYCAPS.get(key, key) for key in caps)
