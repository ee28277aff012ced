"""Places for the picture: each community laid out by itself, then packed like islands on a map."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import igraph
import numpy as np
from numpy.typing import NDArray

from kg.page.rank import Ranked, graph_of

Places = NDArray[np.float64]

EDGE = 92.0  # wished distance of two connected nodes, in the picture's own pixels
GAP = 46.0  # free water between two islands
ASPECT = 1.45  # pictures are wider than high, as screens are
SMALL = 3  # a community with fewer members in view floats with its own connected part


@dataclass(frozen=True, slots=True)
class Level:
    """A picture of the most important entities: indices into the ranking, and their places."""

    nodes: tuple[int, ...]
    x: tuple[int, ...]
    y: tuple[int, ...]


def lay_out(ranked: Ranked, size: int) -> Level:
    """A picture of about the `size` most important entities that are connected to each other."""
    nodes = _choose(ranked, size)
    if not nodes:
        return Level((), (), ())
    graph = _induced(ranked, nodes)
    boxes = np.array([_box(ranked, node) for node in nodes])
    groups = _groups(ranked, nodes, graph)
    islands = [_island(graph, members, boxes) for members in groups]
    centres = _pack(graph, groups, islands)
    places = np.zeros((len(nodes), 2))
    for members, island, centre in zip(groups, islands, centres, strict=True):
        places[members] = island + centre
    return Level(nodes, _whole(places[:, 0]), _whole(places[:, 1]))


def radius(score: float, best: float) -> float:
    """Radius of a node: its area follows its PageRank, between 6 and 26 pixels."""
    return 6 + 20 * math.sqrt(score / best) if best else 6.0


def _whole(values: Places) -> tuple[int, ...]:
    return tuple(int(value) for value in np.rint(values))


def _choose(ranked: Ranked, size: int) -> tuple[int, ...]:
    """The best-ranked that have a neighbour among the chosen; grown until `size` are found."""
    reach = size
    while True:
        inside = [pair for pair in ranked.ties if pair[1] < reach]
        found = sorted({node for pair in inside for node in pair})
        if len(found) >= size or reach >= len(ranked.order):
            return tuple(found[:size]) if len(found) <= size else _connected(inside, found[:size])
        reach = min(len(ranked.order), reach + max(8, size - len(found)))


def _connected(pairs: Sequence[tuple[int, int]], nodes: Sequence[int]) -> tuple[int, ...]:
    kept = set(nodes)
    return tuple(sorted({n for pair in pairs if kept.issuperset(pair) for n in pair}))


def _induced(ranked: Ranked, nodes: tuple[int, ...]) -> igraph.Graph:
    at = {node: i for i, node in enumerate(nodes)}
    ties = {(at[a], at[b]): w for (a, b), w in ranked.ties.items() if a in at and b in at}
    return graph_of(len(nodes), ties)


def _box(ranked: Ranked, node: int) -> tuple[float, float]:
    """Room for a node with its label below: width and height."""
    size = 2 * radius(ranked.scores[node], ranked.scores[0])
    name = ranked.order[node].name[:14]
    wide = sum(13 if ord(char) > 0x2E7F else 7 for char in name)
    return max(size, wide) + 10, size + 24


def _groups(ranked: Ranked, nodes: tuple[int, ...], graph: igraph.Graph) -> list[list[int]]:
    """Members by community; the rest of small ones by connected part; the largest first."""
    groups: dict[tuple[int, int], list[int]] = {}
    parts = graph.connected_components().membership
    for i, node in enumerate(nodes):
        groups.setdefault((ranked.communities[node], 0), []).append(i)
    merged: dict[tuple[int, int], list[int]] = {}
    for key, members in groups.items():
        for i in members:
            merged.setdefault(key if len(members) >= SMALL else (-2, parts[i]), []).append(i)
    return sorted(merged.values(), key=lambda members: (-len(members), members))


def _island(graph: igraph.Graph, members: list[int], boxes: Places) -> Places:
    """Places of one community around (0, 0), boxes not overlapping."""
    if len(members) == 1:
        return np.zeros((1, 2))
    part = graph.subgraph(members)
    few = len(members) <= 120 and part.is_connected()
    start = part.layout_circle()
    drawn = (
        part.layout_kamada_kawai(seed=start)
        if few
        else part.layout_fruchterman_reingold(seed=start, niter=600)
    )
    places = np.array(drawn.coords, dtype=np.float64)
    places -= places.mean(axis=0)
    places *= EDGE / _mean_edge(part, places)
    return part_aside(places, boxes[members])


def _mean_edge(graph: igraph.Graph, places: Places) -> float:
    if not graph.ecount():
        return 1.0
    ends = np.array(graph.get_edgelist())
    length = np.linalg.norm(places[ends[:, 0]] - places[ends[:, 1]], axis=1).mean()
    return float(length) or 1.0


def part_aside(places: Places, boxes: Places, rounds: int = 160) -> Places:
    """Push overlapping boxes apart along the axis of least overlap, until none overlap."""
    places = places.copy()
    need = (boxes[:, None, :] + boxes[None, :, :]) / 2
    for _ in range(rounds):
        apart = places[:, None, :] - places[None, :, :]
        over = need - np.abs(apart)
        hit = (over > 0).all(axis=2)
        np.fill_diagonal(hit, False)
        if not hit.any():
            break
        along_x = over[:, :, 0] < over[:, :, 1]
        side = np.where(apart > 0, 1.0, np.where(apart < 0, -1.0, _order(len(places))[..., None]))
        push = side * over * 0.5
        push[:, :, 0] *= hit & along_x
        push[:, :, 1] *= hit & ~along_x
        places += push.sum(axis=1) * 0.6
    return places - places.mean(axis=0)


def _order(size: int) -> Places:
    """+1 or -1 by index, so that two nodes at one place part the same way each time."""
    index = np.arange(size)
    return np.where(index[:, None] >= index[None, :], 1.0, -1.0)


def _pack(
    graph: igraph.Graph, groups: list[list[int]], islands: list[Places]
) -> list[NDArray[np.float64]]:
    """A centre for each island: none overlap, connected ones lie near, the largest in the middle.

    Candidates lie on a spiral stretched to the screen's shape; islands are taken by size.
    """
    radii = [_reach(island) + GAP / 2 for island in islands]
    owner = {node: at for at, members in enumerate(groups) for node in members}
    ties = np.zeros((len(groups), len(groups)))
    for a, b in graph.get_edgelist():
        ties[owner[a], owner[b]] += 1
        ties[owner[b], owner[a]] += 1
    centres: list[NDArray[np.float64]] = []
    for at, reach in enumerate(radii):
        centres.append(_spot(centres, radii, reach, ties[at, : len(centres)]))
    return centres


def _reach(island: Places) -> float:
    stretched = island / np.array([ASPECT**0.5, ASPECT**-0.5])
    return float(np.linalg.norm(stretched, axis=1).max()) + 44


def _spot(
    centres: list[NDArray[np.float64]], radii: list[float], reach: float, ties: Places
) -> NDArray[np.float64]:
    stretch = np.array([ASPECT**0.5, ASPECT**-0.5])
    if not centres:
        return np.zeros(2)
    placed = np.array(centres) / stretch
    steps = np.arange(1, 2600)
    distance = 9.0 * np.sqrt(steps) * (1 + reach / 400)
    spiral = np.stack([np.cos(steps * 2.39996), np.sin(steps * 2.39996)], 1) * distance[:, None]
    gaps = np.linalg.norm(spiral[:, None, :] - placed[None], axis=2)
    free = (gaps >= np.array(radii[: len(placed)]) + reach).all(axis=1)
    cost = distance + (gaps @ ties) / (ties.sum() + 1) * 0.7
    cost[~free] = np.inf
    best: NDArray[np.float64] = spiral[int(np.argmin(cost))] * stretch
    return best
