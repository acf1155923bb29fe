"""Every key of the program, by where it acts: for the list of F1 and the manual.

The window's and the tree's come from the table of actions; what a table, a list or a text does with
a key is listed here. A test holds this against the keys there are.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from poa_desktop.poa.text import fold
from poa_desktop.ui.actions import SPECS, TREE_KEYS, Spec, keys_in_words
from poa_desktop.ui.fields.list_menu import KEYS as LIST_KEYS

Row = tuple[str, str]
"""Keys, several with " / " between, and what they do."""

_ARROWS = ("Left", "Right", "Up", "Down")

_TREE = (
    ("Right / Left", "Abrir o cerrar lo que hay debajo"),
    ("Shift+Up / Shift+Down", "Elegir varios renglones"),
    ("Ctrl+A", "Elegir todos los del mismo nivel"),
    ("Esc", "Cancelar lo cortado"),
)
_GRIDS = (
    ("Return / Enter", "Guardar y bajar"),
    ("Shift+Return / Shift+Enter", "Guardar y subir"),
    ("Tab / Shift+Tab", "Guardar y pasar al mes siguiente o al anterior"),
    ("Ctrl+Return", "Escribir lo tecleado en todo lo elegido"),
    ("F2", "Editar la celda"),
    ("Esc", "Dejar lo que había; quitar el aviso"),
    ("Del / Backspace", "Borrar lo elegido"),
    ("Ctrl+C / Ctrl+Ins", "Copiar celdas, también hacia Excel"),
    ("Ctrl+X / Shift+Del", "Cortar celdas"),
    ("Ctrl+V / Shift+Ins", "Pegar celdas, también desde Excel"),
    ("Ctrl+R", "Rellenar a la derecha"),
    ("Ctrl+D", "Rellenar hacia abajo"),
    ("Ctrl+Shift+Return / Ctrl+Shift+Enter", "Cumplir lo programado"),
    ("Alt+P", "Proponer programación, o cumplir lo programado en Avance"),
    ("Left / Right / Up / Down", "Ir a la celda de junto"),
    ("Shift+Left / Shift+Right / Shift+Up / Shift+Down", "Elegir más celdas"),
    ("Ctrl+Left / Ctrl+Right / Ctrl+Up / Ctrl+Down", "Ir al borde de lo escrito"),
    (
        "Ctrl+Shift+Left / Ctrl+Shift+Right / Ctrl+Shift+Up / Ctrl+Shift+Down",
        "Elegir hasta el borde de lo escrito",
    ),
    ("Home / End", "Ir al primer o al último mes"),
    ("Shift+Home / Shift+End", "Elegir hasta el primer o el último mes"),
    ("Ctrl+Home / Ctrl+End", "Ir a la primera o a la última celda"),
    ("Ctrl+Shift+Home / Ctrl+Shift+End", "Elegir hasta la primera o la última celda"),
    ("Ctrl+A", "Elegir todo"),
    ("Shift+Space / Ctrl+Space", "Elegir la fila o la columna"),
    ("F6 / Ctrl+Tab", "Salir de la cuadrícula"),
)
_GASTOS = (
    ("Return / Enter", "Guardar y seguir"),
    ("Shift+Return", "Guardar y subir"),
    ("Tab / Shift+Tab", "Guardar y pasar a la celda siguiente o a la anterior"),
    ("F2", "Editar la celda; en Comprobantes, ir a ellos"),
    ("Backspace", "Vaciar la celda"),
    ("Del", "Eliminar los gastos elegidos"),
    ("Ctrl+C / Ctrl+Ins", "Copiar gastos, también hacia Excel"),
    ("Ctrl+X", "Cortar gastos"),
    ("Ctrl+V / Shift+Ins", "Pegar gastos, también desde Excel"),
    ("F6 / Ctrl+Tab", "Salir de la tabla"),
)
_TEXTS = (
    ("Return", "Guardar; en un texto de varios renglones, renglón nuevo"),
    ("Ctrl+Return", "Guardar sin salir del texto"),
    ("Tab", "Guardar y pasar al campo siguiente"),
    ("Esc", "Volver a lo que estaba guardado"),
    ("Ctrl+X", "Cortar"),
    ("Ctrl+C", "Copiar"),
    ("Ctrl+V", "Pegar sin formato"),
    ("Ctrl+Z", "Deshacer lo escrito o lo pegado"),
    ("Ctrl+A", "Elegir todo el texto"),
    ("Ctrl+Backspace / Ctrl+Del", "Borrar la palabra de antes o la de después"),
)
_LIST_ENTRY = (
    ("Return", "Agregar lo escrito"),
    ("Shift+Return", "Renglón nuevo en el mismo elemento"),
)
_EVIDENCE = (
    ("Return", "Abrir el archivo (también doble clic)"),
    ("Space", "Ver el archivo en grande; las flechas pasan a los demás"),
    ("F2", "Cambiar el nombre"),
    ("Ctrl+C", "Copiar los archivos elegidos"),
    ("Ctrl+V", "Pegar una imagen o archivos"),
    ("Ctrl+A", "Elegir todos"),
    ("Del / Backspace", "Quitar los archivos elegidos"),
)
_OBSERVACIONES = (
    ("Ctrl+Return", "Responder con lo escrito"),
    ("Return", "En la lista de Cierre, ir a la línea"),
)
_TABLERO = (
    ("Left / Right", "Recorrer los periodos o los meses"),
    ("Up / Down", "Recorrer los renglones del avance por periodo"),
    ("Home / End", "Ir al primero o al último"),
    ("Return / Space", "Ir a lo señalado"),
)
_OLD_TEXTS = (
    ("Return", "Corregir con lo propuesto; si no hay propuesta, escribirla"),
    ("Space", "Aceptar como está"),
    ("Down", "Dejarlo para después"),
    ("F2", "Escribir otra cosa"),
    ("Ctrl+Z", "Deshacer lo último"),
)
_ASSISTANT = (
    ("Return", "Pasar al paso siguiente, o crear en el último"),
    ("Ctrl+Return", "Pasar al paso siguiente desde la lista de ejes"),
    ("Ctrl+Shift+Return", "Crear con lo escrito hasta aquí"),
)
_PREVIEW = (
    ("Ctrl+F", "Buscar en el documento"),
    ("F3 / Shift+F3", "Resultado siguiente o anterior"),
    ("Ctrl+C", "Copiar el texto elegido"),
    ("Ctrl+S", "Guardar PDF"),
    ("Ctrl+P", "Imprimir"),
    ("Ctrl++ / Ctrl+= / Ctrl+-", "Acercar o alejar"),
    ("Ctrl+0", "Tamaño 100 %"),
    ("PgUp / PgDown", "Recorrer el documento"),
    ("Ctrl+PgUp / Ctrl+PgDown", "Página anterior o siguiente"),
    ("Home / End", "Principio o final del documento"),
    ("F9", "Contenido del documento"),
    ("Esc", "Volver al plan"),
)


@dataclass(frozen=True, slots=True)
class Group:
    """The keys of one place of the window."""

    title: str
    rows: tuple[Row, ...]


def groups() -> tuple[Group, ...]:
    """All keys, the window's first."""
    return (
        Group("En toda la ventana", _of(each for each in SPECS if each.name not in TREE_KEYS)),
        Group("En el árbol", _of(each for each in SPECS if each.name in TREE_KEYS) + _TREE),
        Group("En las tablas de meses", _GRIDS),
        Group("En la tabla de gastos", _GASTOS),
        Group("En un texto", _TEXTS),
        Group("En las listas: FODA y líneas", LIST_KEYS + _LIST_ENTRY),
        Group("En las evidencias y comprobantes", _EVIDENCE),
        Group("En las observaciones", _OBSERVACIONES),
        Group("En el tablero", _TABLERO),
        Group("En la vista previa", _PREVIEW),
        Group("En el asistente de un POA nuevo", _ASSISTANT),
        Group("En los textos del año anterior", _OLD_TEXTS),
    )


def _of(specs: Iterable[Spec]) -> tuple[Row, ...]:
    return tuple(
        (" / ".join(filter(None, (spec.keys, spec.also))), spec.text.replace("&", "").rstrip("…"))
        for spec in specs
        if spec.keys
    )


def in_words(keys: str) -> str:
    """Keys as they stand on a Mexican keyboard, alternatives joined by "o"; "flechas" all four."""
    modifiers = keys.split(" / ")[0].removesuffix(_ARROWS[0])
    if keys == " / ".join(modifiers + arrow for arrow in _ARROWS):
        return f"{keys_in_words(modifiers)}flechas" if modifiers else "Flechas"
    return " o ".join(dict.fromkeys(keys_in_words(each) for each in keys.split(" / ")))


def matching(wanted: str) -> tuple[Group, ...]:
    """The keys whose name, work or place has every word of a text; accents and case aside."""
    words = fold(wanted).split()
    found = []
    for group in groups():
        rows = tuple(
            (keys, text)
            for keys, text in group.rows
            if all(word in fold(f"{group.title} {in_words(keys)} {text}") for word in words)
        )
        if rows:
            found.append(Group(group.title, rows))
    return tuple(found)


def as_text() -> str:
    """The list to be pasted into a document: keys and work with a tab between."""
    parts = []
    for group in groups():
        parts.append(group.title)
        parts += [f"{in_words(keys)}\t{text}" for keys, text in group.rows]
        parts.append("")
    return "\n".join(parts)
