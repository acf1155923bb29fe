"""The tree as items: what stands under what, and the figures of the chosen period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    Qt,
)
from PySide6.QtGui import QStandardItem, QStandardItemModel

from poa_desktop.poa.evaluacion import (
    Evaluacion,
    Medida,
    ResultadoBloque,
    ResultadoLinea,
    medir,
)
from poa_desktop.poa.formats import format_porcentaje
from poa_desktop.poa.periodos import Periodo
from poa_desktop.poa.problems import TipoLugar
from poa_desktop.poa.records import Actividad, Bloque, Poa
from poa_desktop.poa.semaforo import Semaforo, palabra_mostrada, semaforo_mostrado
from poa_desktop.ui.place import Place, tipo_of
from poa_desktop.ui.plain_text import plain_tip
from poa_desktop.ui.tree.delegate import (
    ROLE_CLAVE,
    ROLE_CORTADA,
    ROLE_OBSERVADA,
    ROLE_PORCENTAJE,
    ROLE_SEMAFORO,
    ROLE_VENCIDA,
)

if TYPE_CHECKING:
    from poa_desktop.poa.observado import EstadoObservacion

ROLE_PLACE = int(Qt.ItemDataRole.UserRole) + 100
ROLE_KEY = ROLE_PLACE + 1

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Node:
    """One row of the tree. *key* names it across rebuilds; a group shares its owner's place.

    *semaforo* is the light that is shown and *palabra* its word; None and "" where the row is not
    evaluated. *observada* is what open observations of it, or below it, wait for.
    """

    key: str
    place: Place
    clave: str
    texto: str
    porcentaje: Fraction | None = None
    semaforo: Semaforo | None = None
    palabra: str = ""
    vencida: bool = False
    observada: EstadoObservacion | None = None
    children: tuple[Node, ...] = field(default=())


def build_nodes(
    poa: Poa,
    evaluacion: Evaluacion,
    hoy: date,
    observadas: Mapping[int | None, EstadoObservacion] = MappingProxyType({}),
) -> tuple[Node, ...]:
    """The whole tree: diagnóstico, programas with their actividades, the actividades without.

    *observadas* is what open observations wait for, by línea (None: of the POA).
    """
    results = {(tipo_of(each.bloque), each.bloque.id): each for each in evaluacion.bloques}

    def measured(node: Node, result: Medida | ResultadoLinea) -> Node:
        return _measured(node, result, evaluacion.periodo, hoy)

    def lineas(resultados: tuple[ResultadoLinea, ...]) -> tuple[Node, ...]:
        return tuple(
            measured(_linea_node(number, each, observadas.get(each.linea.id)), each)
            for number, each in enumerate(resultados, 1)
        )

    def block(bloque: Bloque, children: tuple[Node, ...]) -> Node:
        result = results[tipo_of(bloque), bloque.id]
        return measured(
            Node(
                f"{tipo_of(bloque).value}-{bloque.id}",
                Place(tipo_of(bloque), bloque.id),
                bloque.clave,
                bloque.nombre or "(sin nombre)",
                vencida=any(linea.sin_capturar for linea in result.lineas),
                observada=_most_urgent(children),
                children=children,
            ),
            result.medida,
        )

    def group(node: Node, blocks: Iterable[ResultadoBloque]) -> Node:
        medida = medir([each.lineas for each in blocks], poa.reglas, evaluacion.total.rechazo)
        return measured(node, medida)

    def actividades(programa_id: int | None) -> tuple[Node, ...]:
        return tuple(
            block(each, lineas(results[TipoLugar.ACTIVIDAD, each.id].lineas))
            for each in poa.actividades
            if each.programa_id == programa_id
        )

    nodes = [
        measured(
            Node(
                f"poa-{poa.id}",
                Place(TipoLugar.POA, poa.id),
                "",
                f"POA {poa.ejercicio}",
                observada=observadas.get(None),
            ),
            evaluacion.total,
        ),
        Node("diagnostico", Place(TipoLugar.DIAGNOSTICO, poa.id), "", "Diagnóstico"),
    ]
    for programa in poa.programas:
        own = lineas(results[TipoLugar.PROGRAMA, programa.id].lineas)
        componentes = measured(
            Node(
                f"componentes-{programa.id}",
                Place(TipoLugar.PROGRAMA, programa.id),
                "",
                f"Componentes ({len(own)})",
                observada=_most_urgent(own),
                children=own,
            ),
            results[TipoLugar.PROGRAMA, programa.id].medida,
        )
        below = actividades(programa.id)
        nodes.append(block(programa, ((componentes,) if own else ()) + below))
    loose = actividades(None)
    if loose:
        node = Node(
            "sin-programa",
            Place(TipoLugar.POA, poa.id),
            "",
            f"Actividades sin programa ({len(loose)})" if poa.programas else "Actividades",
            observada=_most_urgent(loose),
            children=loose,
        )
        without = [each for each in evaluacion.actividades if _stands_alone(each.bloque)]
        nodes.append(group(node, without))
    return tuple(nodes)


def _stands_alone(bloque: Bloque) -> bool:
    return isinstance(bloque, Actividad) and bloque.programa_id is None


def _linea_node(
    number: int, resultado: ResultadoLinea, observada: EstadoObservacion | None
) -> Node:
    linea = resultado.linea
    return Node(
        f"linea-{linea.id}",
        Place(TipoLugar.LINEA, linea.id),
        str(number),
        linea.texto.replace("\n", " ") or "(sin texto)",
        vencida=bool(resultado.sin_capturar),
        observada=observada,
    )


def _most_urgent(children: tuple[Node, ...]) -> EstadoObservacion | None:
    """What a row tells of the rows below it."""
    states = {each.observada for each in children} - {None}
    if not states:
        return None
    from poa_desktop.poa.observado import mas_urgente

    return mas_urgente(states)


def _measured(node: Node, result: Medida | ResultadoLinea, periodo: Periodo, hoy: date) -> Node:
    return replace(
        node,
        porcentaje=result.porcentaje,
        semaforo=semaforo_mostrado(result.semaforo, periodo, hoy),
        palabra=palabra_mostrada(result.semaforo, periodo, hoy),
    )


class TreeModel(QStandardItemModel):
    """The nodes as Qt items; figures change in place, structure by rebuilding."""

    def __init__(self) -> None:
        super().__init__()
        self._shape: tuple[object, ...] = ()
        self._items: dict[str, QStandardItem] = {}
        self._nodes: dict[str, Node] = {}
        self.cut: frozenset[str] = frozenset()
        """Keys of the rows that were cut."""

    def show_nodes(self, nodes: tuple[Node, ...]) -> bool:
        """Show the nodes; True when rows came, went or moved, so that the view was rebuilt."""
        shape = tuple(_shape(nodes))
        rebuilt = shape != self._shape
        if rebuilt:
            self._shape = shape
            self.clear()
            self._items.clear()
            self._nodes.clear()
            self._append(self.invisibleRootItem(), nodes)
        else:
            self._update(self.invisibleRootItem(), nodes)
        return rebuilt

    def _update(self, parent: QStandardItem, nodes: tuple[Node, ...]) -> None:
        """Fill the rows that changed, and tell the view once for all rows below a parent."""
        changed = []
        for row, node in enumerate(nodes):
            if not _same_row(node, self._nodes[node.key]):
                with QSignalBlocker(self):
                    self._fill(self._items[node.key], node)
                changed.append(row)
            self._update(self._items[node.key], node.children)
        if changed:
            first, last = parent.child(changed[0]), parent.child(changed[-1])
            self.dataChanged.emit(self.indexFromItem(first), self.indexFromItem(last))

    def _fill(self, item: QStandardItem, node: Node) -> None:
        self._nodes[node.key] = node
        for role, value in (
            (int(Qt.ItemDataRole.DisplayRole), node.texto),
            (ROLE_CLAVE, node.clave),
            (ROLE_PORCENTAJE, node.porcentaje),
            (ROLE_SEMAFORO, node.semaforo),
            (ROLE_VENCIDA, node.vencida),
            (ROLE_OBSERVADA, node.observada),
        ):
            item.setData(value, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a row are put together when they are asked for: hardly any is."""
        if role in _IN_WORDS:
            node = self._nodes.get(super().data(index, ROLE_KEY))
            words = _IN_WORDS[role](node) if node is not None else None
            return f"{words}. Cortado" if node is not None and node.key in self.cut else words
        if role == ROLE_CORTADA:
            return bool(self.cut) and super().data(index, ROLE_KEY) in self.cut
        return super().data(index, role)

    def keys_below(self, key: str) -> Iterator[str]:
        """A row and everything below it; nothing when it is gone."""
        node = self._nodes.get(key)
        return _keys(node) if node is not None else iter(())

    def _append(self, parent: QStandardItem, nodes: tuple[Node, ...]) -> None:
        for node in nodes:
            item = QStandardItem()
            item.setEditable(False)
            item.setData(node.place, ROLE_PLACE)
            item.setData(node.key, ROLE_KEY)
            self._fill(item, node)
            self._items[node.key] = item
            parent.appendRow(item)
            self._append(item, node.children)

    def index_of(self, key: str) -> QModelIndex:
        """Where a node stands; an invalid index when it is gone."""
        item = self._items.get(key)
        return self.indexFromItem(item) if item is not None else QModelIndex()


def _keys(node: Node) -> Iterator[str]:
    yield node.key
    for child in node.children:
        yield from _keys(child)


def _shape(nodes: tuple[Node, ...]) -> Iterator[object]:
    for node in nodes:
        yield node.key, len(node.children)
        yield from _shape(node.children)


def _same_row(node: Node, other: Node) -> bool:
    """Whether two nodes look the same in their own row."""
    return replace(node, children=()) == replace(other, children=())


def _label(node: Node) -> str:
    return f"{node.clave} {node.texto}".strip()


def _figure(node: Node) -> str:
    return f"{format_porcentaje(node.porcentaje)}, {node.palabra}" if node.palabra else ""


def _overdue(node: Node) -> str:
    return "Hay meses vencidos sin capturar" if node.vencida else ""


def _observed(node: Node) -> str:
    if node.observada is None:
        return ""
    from poa_desktop.ui.observaciones.sign import TIPS

    own = node.key.startswith(("linea-", "poa-"))
    return TIPS[node.observada] if own else f"Hay líneas observadas. {TIPS[node.observada]}"


def _tip(node: Node) -> str:
    rows = _label(node), _figure(node), _overdue(node), _observed(node)
    return plain_tip("\n".join(filter(None, rows)))


def _spoken(node: Node) -> str:
    told = ": ".join(filter(None, (_label(node), _figure(node))))
    return ". ".join(filter(None, (told, _overdue(node), _observed(node))))


_IN_WORDS: dict[int, Callable[[Node], str]] = {
    int(Qt.ItemDataRole.ToolTipRole): _tip,
    int(Qt.ItemDataRole.AccessibleTextRole): _spoken,
}
