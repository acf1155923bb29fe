"""The tree as items: what stands under what, and the figures of the chosen period."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from poa_desktop.poa.evaluacion import Evaluacion, Medida, ResultadoLinea
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Bloque, Poa
from poa_desktop.poa.semaforo import Semaforo
from poa_desktop.poa.text import fold
from poa_desktop.ui.place import Place, tipo_of
from poa_desktop.ui.tree_delegate import (
    ROLE_CLAVE,
    ROLE_PORCENTAJE,
    ROLE_SEMAFORO,
    ROLE_VENCIDA,
)

ROLE_PLACE = int(Qt.ItemDataRole.UserRole) + 100
ROLE_KEY = ROLE_PLACE + 1

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Node:
    """One row of the tree. *key* names it across rebuilds; a group shares its owner's place."""

    key: str
    place: Place
    clave: str
    texto: str
    porcentaje: Fraction | None = None
    semaforo: Semaforo | None = None
    vencida: bool = False
    children: tuple["Node", ...] = field(default=())


def build_nodes(poa: Poa, evaluacion: Evaluacion) -> tuple[Node, ...]:
    """The whole tree: diagnóstico, programas with their actividades, the actividades without."""
    results = {(tipo_of(each.bloque), each.bloque.id): each for each in evaluacion.bloques}

    def lineas(resultados: tuple[ResultadoLinea, ...]) -> tuple[Node, ...]:
        return tuple(_linea_node(number, each) for number, each in enumerate(resultados, 1))

    def block(bloque: Bloque, children: tuple[Node, ...], word: str) -> Node:
        result = results[tipo_of(bloque), bloque.id]
        return _measured(
            Node(
                f"{tipo_of(bloque).value}-{bloque.id}",
                Place(tipo_of(bloque), bloque.id),
                f"{word} {bloque.numero}".strip(),
                bloque.nombre or "(sin nombre)",
                vencida=any(linea.sin_capturar for linea in result.lineas),
                children=children,
            ),
            result.medida,
        )

    def actividades(programa_id: int | None) -> tuple[Node, ...]:
        return tuple(
            block(each, lineas(results[TipoLugar.ACTIVIDAD, each.id].lineas), "Act.")
            for each in poa.actividades
            if each.programa_id == programa_id
        )

    nodes = [
        _measured(
            Node(f"poa-{poa.id}", Place(TipoLugar.POA, poa.id), "", f"POA {poa.ejercicio}"),
            evaluacion.total,
        ),
        Node("diagnostico", Place(TipoLugar.DIAGNOSTICO, poa.id), "", "Diagnóstico"),
    ]
    for programa in poa.programas:
        own = lineas(results[TipoLugar.PROGRAMA, programa.id].lineas)
        group = Node(
            f"componentes-{programa.id}",
            Place(TipoLugar.PROGRAMA, programa.id),
            "",
            f"Componentes ({len(own)})",
            children=own,
        )
        below = actividades(programa.id)
        nodes.append(block(programa, ((group,) if own else ()) + below, ""))
    loose = actividades(None)
    if loose:
        nodes.append(
            Node(
                "sin-programa",
                Place(TipoLugar.POA, poa.id),
                "",
                f"Actividades sin programa ({len(loose)})" if poa.programas else "Actividades",
                children=loose,
            )
        )
    return tuple(nodes)


def _linea_node(number: int, resultado: ResultadoLinea) -> Node:
    linea = resultado.linea
    return Node(
        f"linea-{linea.id}",
        Place(TipoLugar.LINEA, linea.id),
        str(number),
        linea.texto.replace("\n", " ") or "(sin texto)",
        resultado.porcentaje,
        resultado.semaforo,
        bool(resultado.sin_capturar),
    )


def _measured(node: Node, medida: Medida) -> Node:
    return replace(node, porcentaje=medida.porcentaje, semaforo=medida.semaforo)


class TreeModel(QStandardItemModel):
    """The nodes as Qt items; figures change in place, structure by rebuilding."""

    def __init__(self) -> None:
        super().__init__()
        self._shape: tuple[object, ...] = ()
        self._items: dict[str, QStandardItem] = {}

    def show_nodes(self, nodes: tuple[Node, ...]) -> bool:
        """Show the nodes; True when rows came, went or moved, so that the view was rebuilt."""
        shape = tuple(_shape(nodes))
        rebuilt = shape != self._shape
        if rebuilt:
            self._shape = shape
            self.clear()
            self._items.clear()
            self._append(self.invisibleRootItem(), nodes)
        else:
            for node in _walk(nodes):
                _fill(self._items[node.key], node)
        return rebuilt

    def _append(self, parent: QStandardItem, nodes: tuple[Node, ...]) -> None:
        for node in nodes:
            item = QStandardItem()
            item.setEditable(False)
            item.setData(node.place, ROLE_PLACE)
            item.setData(node.key, ROLE_KEY)
            _fill(item, node)
            self._items[node.key] = item
            parent.appendRow(item)
            self._append(item, node.children)

    def index_of(self, key: str) -> QModelIndex:
        """Where a node stands; an invalid index when it is gone."""
        item = self._items.get(key)
        return self.indexFromItem(item) if item is not None else QModelIndex()


def _walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from _walk(node.children)


def _shape(nodes: tuple[Node, ...]) -> Iterator[object]:
    for node in nodes:
        yield node.key, len(node.children)
        yield from _shape(node.children)


def _fill(item: QStandardItem, node: Node) -> None:
    label = f"{node.clave} {node.texto}".strip()
    wanted = {
        int(Qt.ItemDataRole.DisplayRole): node.texto,
        int(Qt.ItemDataRole.ToolTipRole): label,
        int(Qt.ItemDataRole.AccessibleTextRole): label,
        ROLE_CLAVE: node.clave,
        ROLE_PORCENTAJE: node.porcentaje,
        ROLE_SEMAFORO: node.semaforo,
        ROLE_VENCIDA: node.vencida,
    }
    for role, value in wanted.items():
        if item.data(role) != value:
            item.setData(value, role)


class TreeFilter(QSortFilterProxyModel):
    """Shows the rows that contain a text, whatever its accents and case, with their parents."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted = ""
        self.setRecursiveFilteringEnabled(True)
        self.setAutoAcceptChildRows(True)

    def set_text(self, text: str) -> None:
        """Filter by a text; empty shows everything."""
        self._wanted = fold(text)
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        if not self._wanted:
            return True
        index = self.sourceModel().index(row, 0, parent)
        label = f"{index.data(ROLE_CLAVE) or ''} {index.data()}"
        return self._wanted in fold(label)
