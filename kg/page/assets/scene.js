// What is drawn now: the entities in view, where they stand, and the links between them.

import { otherEnd } from "./data.js";
import { apart, fan, sectors } from "./places.js";

const MOST = 800;
const FOCUSED = 72;
const EXPANDED = 24;
const STRONGEST = 2;

/** The scene for a state: {kind, nodes, at: Map(entity → {x, y}), pairs, rest, sectors, ways}. */
export function makeScene(data, state, filter, ways) {
  const scene = state.path.length === 2 ? pathScene(data, ways) : state.focus ? focusScene(data, state, filter) : null;
  const done = scene ?? overview(data, state, filter);
  expandAll(data, state, filter, done);
  done.nodes = [...done.at.keys()].slice(0, MOST);
  done.pairs = links(data, filter, done.at);
  done.backbone = backbone(data, done.pairs);
  return done;
}

export function levelOf(data, state, width) {
  const { levels } = data.raw;
  if (state.level >= 0 && state.level < levels.length) return state.level;
  return Math.min(levels.length - 1, width < 700 ? 0 : 1);
}

function overview(data, state, filter) {
  const level = data.raw.levels[levelOf(data, state, innerWidth)] ?? { nodes: [], x: [], y: [] };
  const at = new Map();
  level.nodes.forEach((entity, i) => {
    if (filter.entity(entity)) at.set(entity, { x: level.x[i], y: level.y[i] });
  });
  return { kind: "overview", at, sectors: [], centre: -1 };
}

function focusScene(data, state, filter) {
  const centre = data.placeOf(state.focus);
  if (centre < 0) return null;
  const groups = neighbours(data, filter, centre);
  const { at, arcs } = sectors(centre, groups, FOCUSED, (entity) => data.name(entity));
  return { kind: "focus", at, sectors: arcs, centre };
}

/** Neighbours by the predicate and direction of their best said statement. */
export function neighbours(data, filter, entity) {
  const best = new Map();
  for (const s of data.around()[entity]) {
    if (!filter.statement(s)) continue;
    const other = otherEnd(data.raw, s, entity);
    if (other === entity) continue;
    const weight = data.said(s).length;
    const known = best.get(other);
    if (!known || weight > known.weight) best.set(other, { weight, key: wayOf(data, s, entity) });
  }
  const groups = new Map();
  for (const [other, { key }] of [...best].sort((a, b) => a[0] - b[0])) {
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(other);
  }
  return groups;
}

/** `3+` for predicate 3 said of the entity, `3-` for one said to it. */
export function wayOf(data, s, entity) {
  const { s: subjects, p } = data.raw.statements;
  const symmetric = data.raw.predicates[p[s]][5];
  return `${p[s]}${symmetric || subjects[s] === entity ? "+" : "-"}`;
}

function pathScene(data, ways) {
  const at = new Map();
  const rows = ways.map((way) => way.nodes);
  rows.forEach((nodes, row) => {
    nodes.forEach((entity, step) => {
      if (at.has(entity)) return;
      const share = nodes.length > 1 ? step / (nodes.length - 1) : 0;
      at.set(entity, { x: (share - 0.5) * 760, y: (row - (rows.length - 1) / 2) * 150 });
    });
  });
  if (!at.size) return null;
  const ends = [rows[0][0], rows[0].at(-1)];
  ends.forEach((entity) => (at.get(entity).y = 0));
  return { kind: "path", at, sectors: [], centre: -1 };
}

function expandAll(data, state, filter, scene) {
  scene.rest = new Map();
  for (const key of state.expand) {
    const entity = data.placeOf(key);
    if (entity < 0 || !scene.at.has(entity)) continue;
    const fresh = freshOf(data, filter, scene, entity);
    fresh.sort((a, b) => a - b);
    fan(scene.at, entity, fresh.slice(0, Math.min(EXPANDED, MOST - scene.at.size)));
    if (fresh.length > EXPANDED) scene.rest.set(entity, fresh.length - EXPANDED);
    apart(scene.at, (one) => data.name(one));
  }
}

/** The neighbours of an entity that are not in the scene. */
export function freshOf(data, filter, scene, entity) {
  return [...neighbours(data, filter, entity).values()].flat().filter((one) => !scene.at.has(one));
}

/** The best supported links of each entity: what a crowded overview brings forward. */
function backbone(data, pairs) {
  const best = new Map();
  const weight = ({ list }) => list.reduce((sum, s) => sum + data.said(s).length, 0);
  for (const pair of [...pairs].sort((a, b) => weight(b) - weight(a))) {
    for (const end of [pair.a, pair.b]) {
      if (!best.has(end)) best.set(end, []);
      if (best.get(end).length < STRONGEST) best.get(end).push(pair.key);
    }
  }
  return new Set([...best.values()].flat());
}

/** One link for each pair of entities in view that share statements that pass. */
function links(data, filter, at) {
  const pairs = new Map();
  for (const entity of at.keys()) {
    for (const s of data.around()[entity]) {
      const other = otherEnd(data.raw, s, entity);
      if (other <= entity || !at.has(other) || !filter.statement(s)) continue;
      const key = `${entity},${other}`;
      if (!pairs.has(key)) pairs.set(key, { key, a: entity, b: other, list: [] });
      pairs.get(key).list.push(s);
    }
  }
  return [...pairs.values()];
}
