"""Places for the picture: each community laid out by itself, then packed like islands on a map."""

from __future__ import annotations

import math
from dataclasses import dataclass

import igraph
import numpy as np
from numpy.typing import NDArray

from kg.page.rank import Ranked, graph_of

Places = NDArray[np.float64]
Marks = NDArray[np.bool_]

EDGE = 92.0  # wished distance of two connected nodes, in the picture's own pixels
GAP = 64.0  # free water between two islands
SPOTS = 3000  # candidate places for an island
NEXT = 250  # of them looked at together, from the middle outwards
GOLDEN = 2.399963  # the golden angle: an even spiral
LANDSCAPE = 1.2  # pictures are wider than high, as screens are
PORTRAIT = 0.62  # the smallest picture is for a phone held upright
COMPANY = 3  # neighbours that an important entity brings along
GIANTS = 3  # so many entities may be larger than full size would show
SMALL = 3  # a community with fewer members in view floats with its own connected part


@dataclass(frozen=True, slots=True)
class Level:
    """A picture of the most important entities: indices into the ranking, and their places."""

    nodes: tuple[int, ...]
    x: tuple[int, ...]
    y: tuple[int, ...]


def lay_out(ranked: Ranked, size: int, aspect: float = LANDSCAPE) -> Level:
    """A picture of about the `size` most important entities that are connected to each other."""
    nodes = _choose(ranked, size)
    if not nodes:
        return Level((), (), ())
    graph = _induced(ranked, nodes)
    boxes = np.array([_box(ranked, node) for node in nodes])
    groups = _groups(ranked, nodes, graph)
    islands = [_island(graph, members, boxes) for members in groups]
    halves = [
        _half(island, boxes[members]) for island, members in zip(islands, groups, strict=True)
    ]
    centres = _pack(graph, groups, halves, aspect)
    places = np.zeros((len(nodes), 2))
    for members, island, centre in zip(groups, islands, centres, strict=True):
        places[members] = island + centre
    return Level(nodes, _whole(places[:, 0]), _whole(places[:, 1]))


def full_size(ranked: Ranked) -> float:
    """The score that is drawn at full size: one giant must not make all others dwarfs."""
    return ranked.scores[min(GIANTS, len(ranked.scores) - 1)] if ranked.scores else 0.0


def radius(score: float, best: float) -> float:
    """Radius of a node: its area follows its PageRank, between 6 and 26 pixels."""
    return 6 + 20 * math.sqrt(min(1.0, score / best)) if best else 6.0


def _whole(values: Places) -> tuple[int, ...]:
    return tuple(int(value) for value in np.rint(values))


def _choose(ranked: Ranked, size: int) -> tuple[int, ...]:
    """The best-ranked, each with its best-ranked neighbours, until `size` are found.

    Nobody comes alone: a picture of important entities that share no statement says nothing.
    """
    near: dict[int, list[int]] = {}
    for a, b in ranked.ties:
        near.setdefault(a, []).append(b)
        near.setdefault(b, []).append(a)
    chosen: set[int] = set()
    for node in sorted(near):
        chosen.update((node, *sorted(near[node])[:COMPANY]))
        if len(chosen) >= size:
            break
    return tuple(sorted(chosen))


def _induced(ranked: Ranked, nodes: tuple[int, ...]) -> igraph.Graph:
    at = {node: i for i, node in enumerate(nodes)}
    ties = {(at[a], at[b]): w for (a, b), w in ranked.ties.items() if a in at and b in at}
    return graph_of(len(nodes), ties)


def _box(ranked: Ranked, node: int) -> tuple[float, float]:
    """Room for a node with its label below: width and height."""
    size = 2 * radius(ranked.scores[node], full_size(ranked))
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
    return _centred(part_aside(places, boxes[members]), boxes[members])


def _centred(island: Places, boxes: Places) -> Places:
    """An island moved so that the middle of its bounding box is (0, 0)."""
    low, high = (island - boxes / 2).min(axis=0), (island + boxes / 2).max(axis=0)
    moved: Places = island - (low + high) / 2
    return moved


def _half(island: Places, boxes: Places) -> Places:
    """Half of an island's width and height, with water around; room for a name above it."""
    half: Places = (np.abs(island) + boxes / 2).max(axis=0)
    return half + (np.array([GAP, GAP]) / 2 if len(island) > SMALL else np.array([12, 8]))


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
        hit: Marks = np.all(over > 0, axis=2)
        hit &= ~np.eye(len(places), dtype=bool)
        if not hit.any():
            break
        along_x = over[:, :, 0] < over[:, :, 1]
        side = np.where(apart > 0, 1.0, np.where(apart < 0, -1.0, _order(len(places))[..., None]))
        push = side * over * 0.5
        push[:, :, 0] *= hit & along_x
        push[:, :, 1] *= hit & ~along_x
        places += push.sum(axis=1) * 0.6
    centred: Places = places - places.mean(axis=0)
    return centred


def _order(size: int) -> Places:
    """+1 or -1 by index, so that two nodes at one place part the same way each time."""
    index = np.arange(size)
    return np.where(index[:, None] >= index[None, :], 1.0, -1.0)


def _pack(
    graph: igraph.Graph, groups: list[list[int]], halves: list[Places], aspect: float
) -> list[Places]:
    """A centre for each island: none overlap, connected ones lie near, the largest in the middle.

    Candidates lie on a spiral stretched to the screen's shape; islands are taken by size.
    """
    owner = {node: at for at, members in enumerate(groups) for node in members}
    ties = np.zeros((len(groups), len(groups)))
    for a, b in graph.get_edgelist():
        ties[owner[a], owner[b]] += 1
        ties[owner[b], owner[a]] += 1
    stretch = np.array([aspect**0.5, aspect**-0.5])
    spiral = _spiral(float(sum((half * 2).prod() for half in halves)))
    centres: list[Places] = []
    for at, half in enumerate(halves):
        placed = np.array(centres).reshape(-1, 2)
        need = np.array(halves[:at]).reshape(-1, 2) + half
        centres.append(_spot(spiral, placed / stretch, need / stretch, ties[at, :at]) * stretch)
    return centres


def _spiral(area: float) -> Places:
    """Points of an even spiral that covers four times the area of all islands."""
    steps = np.arange(SPOTS)
    distance = np.sqrt(steps * (4 * area / SPOTS / np.pi))
    points: Places = np.stack([np.cos(steps * GOLDEN), np.sin(steps * GOLDEN)], axis=1)
    points *= distance[:, None]
    return points


def _spot(spiral: Places, placed: Places, need: Places, ties: Places) -> Places:
    """The best free point: near the middle and near what it is tied to."""
    middle = np.linalg.norm(spiral, axis=1)
    best, least = 0, math.inf
    for start in range(0, len(spiral), NEXT):
        # Further out no point can be better: nothing is nearer to its ties than at no distance.
        if least <= middle[start]:
            break
        part = slice(start, start + NEXT)
        apart = np.abs(spiral[part, None, :] - placed[None])
        clear: Marks = np.any(apart >= need[None], axis=2)
        free: Marks = np.all(clear, axis=1)
        near = (np.linalg.norm(apart, axis=2) @ ties) / (ties.sum() + 1)
        scores = np.where(free, middle[part] + near * 0.7, np.inf)
        at = int(np.argmin(scores))
        if scores[at] < least:
            best, least = start + at, float(scores[at])
    found: Places = spiral[best]
    return found
