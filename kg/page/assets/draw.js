// Draws a scene with vis-network: our shapes and names on its canvas, its panning, zooming, hitting.

import { drawNames, fontOf, makeBoard, textWidth } from "./labels.js";
import { islandInk, islandName, islandsOf, traceHull } from "./islands.js";
import { inverse, label, t } from "./i18n.js";
import { wide } from "./places.js";
import { colourOf, groupColour, shapeOf, trace } from "./shapes.js";

// So many names of a picture may cover a node rather than be left out.
const WEIGHTY = 24;

const OPTIONS = {
  physics: false,
  autoResize: true,
  layout: { improvedLayout: false },
  interaction: {
    hover: true, hoverConnectedEdges: false, selectConnectedEdges: false, keyboard: false,
    multiselect: false, tooltipDelay: 1e9, zoomSpeed: 0.6,
  },
  nodes: { shape: "custom", borderWidth: 0, label: undefined },
  edges: { smooth: false, selectionWidth: 0, hoverWidth: 0, arrowStrikethrough: false, chosen: false },
};

/** The drawing in `holder`; `on` hears node, edge, focus, ground, hover. */
export function makeDrawing(holder, data, on) {
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const network = new vis.Network(holder, { nodes, edges }, OPTIONS);
  const self = { network, scene: null, lit: null, chosen: "", hovered: -1, colour: "type", placed: [] };
  hear(network, self, on);
  network.on("beforeDrawing", (ctx) => ground(ctx, data, self));
  network.on("afterDrawing", (ctx) => names(ctx, data, self, network));

  self.show = (scene, { fit = true } = {}) => {
    self.scene = scene;
    edges.clear();
    nodes.clear();
    nodes.add(scene.nodes.map((entity) => nodeOf(data, self, entity)));
    edges.add(scene.pairs.map((pair) => edgeOf(data, self, pair)));
    if (fit) self.fit();
  };
  self.light = (lit, chosen) => {
    const same = !self.lit && !lit && self.chosen === chosen;
    self.lit = lit;
    self.chosen = chosen;
    if (!self.scene || same) return;
    edges.update(self.scene.pairs.map((pair) => edgeOf(data, self, pair)));
    network.redraw();
  };
  self.fit = () => fit(network, self.scene, holder);
  self.zoom = (by) => network.moveTo({ scale: network.getScale() * by, animation: moving(160) });
  self.centre = (entity) => {
    const point = self.scene?.at.get(entity);
    if (point) network.moveTo({ position: point, animation: moving(240) });
  };
  self.resize = () => {
    network.setSize("100%", "100%");
    network.redraw();
  };
  return self;
}

function moving(duration) {
  return matchMedia("(prefers-reduced-motion: reduce)").matches ? false : { duration, easingFunction: "easeInOutQuad" };
}

function hear(network, self, on) {
  network.on("click", ({ nodes, edges }) => {
    if (nodes.length) on.node(nodes[0]);
    else if (edges.length) on.edge(edges[0]);
    else on.ground();
  });
  network.on("doubleClick", ({ nodes }) => nodes.length && on.focus(nodes[0]));
  network.on("hoverNode", ({ node }) => point(network, self, node));
  network.on("blurNode", () => point(network, self, -1));
  network.on("hoverEdge", () => (network.canvas.frame.canvas.style.cursor = "pointer"));
  network.on("blurEdge", () => (network.canvas.frame.canvas.style.cursor = ""));
  network.on("dragEnd", ({ nodes }) => {
    for (const [id, place] of Object.entries(network.getPositions(nodes))) Object.assign(self.scene.at.get(+id), place);
  });
}

function point(network, self, entity) {
  self.hovered = entity;
  network.canvas.frame.canvas.style.cursor = entity >= 0 ? "pointer" : "";
  network.redraw();
}

function fit(network, scene, holder) {
  const points = [...(scene?.at.values() ?? [])];
  if (!points.length) return;
  const xs = points.map((one) => one.x);
  const ys = points.map((one) => one.y);
  const [left, right, top, bottom] = [Math.min(...xs) - 70, Math.max(...xs) + 70, Math.min(...ys) - 60, Math.max(...ys) + 60];
  const scale = Math.min(holder.clientWidth / (right - left), holder.clientHeight / (bottom - top), 1.25);
  network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
}

function nodeOf(data, self, entity) {
  const { x, y } = self.scene.at.get(entity);
  return { id: entity, x, y, size: radiusIn(data, self.scene, entity), ctxRenderer: (parts) => node(parts, data, self, entity) };
}

export function radiusIn(data, scene, entity) {
  return entity === scene.centre ? 26 : Math.max(6.5, data.raw.entities.radius[entity] * (scene.kind === "overview" ? 1 : 0.75));
}

export function inkOf(data, self, entity) {
  return self.colour === "community" ? groupColour(data.raw.entities.community[entity]) : colourOf(data.type(entity)[3]);
}

function node({ ctx, x, y }, data, self, entity) {
  const size = radiusIn(data, self.scene, entity);
  const drawNode = () => {
    const shape = shapeOf(data.type(entity)[3]);
    ctx.save();
    ctx.globalAlpha = self.lit && !self.lit.has(entity) ? 0.16 : 1;
    trace(ctx, shape, x, y, size);
    ctx.fillStyle = inkOf(data, self, entity);
    ctx.fill();
    ctx.lineWidth = 1.5;
    ctx.strokeStyle = css("--ground");
    ctx.stroke();
    if (self.chosen === String(entity) || self.hovered === entity) {
      trace(ctx, shape, x, y, size + 4.5);
      ctx.lineWidth = self.chosen === String(entity) ? 2.6 : 1.6;
      ctx.strokeStyle = css("--text");
      ctx.stroke();
    }
    ctx.restore();
  };
  return { drawNode, nodeDimensions: { width: size * 2 + 4, height: size * 2 + 4 } };
}

function edgeOf(data, self, pair) {
  const chosen = self.chosen === pair.key;
  const lit = !self.lit || (self.lit.has(pair.a) && self.lit.has(pair.b) && (chosen || !self.litPairs || self.litPairs.has(pair.key)));
  const said = pair.list.reduce((sum, s) => sum + data.said(s).length, 0);
  const all = pair.list.map((s) => data.raw.modalities[data.raw.statements.m[s]]);
  return {
    id: pair.key,
    from: pair.a,
    to: pair.b,
    width: Math.min(6, 0.9 + Math.log2(said) * 1.1) + (chosen ? 1.6 : 0),
    color: { color: css(chosen ? "--accent" : all.every((one) => one === "negated") ? "--warn" : "--line"), opacity: !lit ? 0.1 : chosen ? 1 : stepsBack(self.scene, pair) ? 0.22 : 0.8, inherit: false },
    dashes: all.every((one) => one !== "asserted") ? [5, 4] : false,
    arrows: self.scene.kind === "overview" && !chosen ? "" : arrows(data, pair),
  };
}

/** In a focus, links that do not touch it step back; in a crowded overview, all but the backbone. */
function stepsBack(scene, { key, a, b }) {
  if (scene.kind === "focus") return a !== scene.centre && b !== scene.centre;
  return scene.kind === "overview" && scene.pairs.length > scene.nodes.length * 1.4 && !scene.backbone.has(key);
}

function arrows(data, pair) {
  const { s: subjects, p } = data.raw.statements;
  const directed = pair.list.filter((s) => !data.raw.predicates[p[s]][5]);
  const way = (end) => ({ enabled: directed.some((s) => subjects[s] !== end), scaleFactor: 0.5 });
  return { to: way(pair.b), from: way(pair.a) };
}

const inks = new Map();

/** A colour of the theme. */
export function css(name) {
  if (!inks.has(name)) inks.set(name, getComputedStyle(document.documentElement).getPropertyValue(name).trim());
  return inks.get(name);
}

export function forgetInks() {
  inks.clear();
}

function ground(ctx, data, self) {
  if (!self.scene) return;
  if (self.scene.kind !== "overview") return;
  for (const { community, members } of islandsOf(data, self.scene.nodes)) {
    const points = members.map((one) => self.scene.at.get(one)).map(({ x, y }) => [x, y]);
    ctx.save();
    traceHull(ctx, points, 40);
    ctx.fillStyle = islandInk(community);
    ctx.globalAlpha = self.lit ? 0.035 : 0.075;
    ctx.fill();
    ctx.restore();
  }
}

function names(ctx, data, self, network) {
  if (!self.scene) return;
  const { canvas } = network.canvas.frame;
  const ratio = network.canvas.pixelRatio || 1;
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  const board = makeBoard(canvas.width / ratio, canvas.height / ratio);
  const inkSet = { ground: css("--ground"), text: css("--text") };
  const items = self.scene.nodes.map((entity, place) => nameItem(data, self, network, entity, place));
  for (const { x, y, r } of items) board.block([x - r * 0.8, y - r * 0.8, x + r * 0.8, y + r * 0.8]);
  items.sort((a, b) => b.must - a.must || a.entity - b.entity);
  self.placed = drawNames(ctx, items.filter((one) => one.must), board, inkSet);
  if (self.scene.kind === "overview") regionNames(ctx, data, self, network, board);
  else wayNames(ctx, data, self, network, board);
  self.placed.push(...drawNames(ctx, items.filter((one) => !one.must), board, inkSet));
  ctx.restore();
}

function nameItem(data, self, network, entity, place) {
  const point = network.canvasToDOM(self.scene.at.get(entity));
  const scale = network.getScale();
  const radius = radiusIn(data, self.scene, entity);
  const must = self.chosen === String(entity) || self.hovered === entity || entity === self.scene.centre;
  const dim = self.lit && !self.lit.has(entity);
  return {
    entity, x: point.x, y: point.y, r: radius * scale, text: data.name(entity),
    size: must ? 15 : Math.round(11.5 + Math.min(4, (radius - 6) / 5)), bold: must || radius > 17, alpha: dim ? 0.25 : 1, must,
    weighty: place < WEIGHTY,
  };
}

/** Each community's name over its ground, in its own hue, where there is room. */
function regionNames(ctx, data, self, network, board) {
  for (const { community, members } of islandsOf(data, self.scene.nodes).filter((one) => one.members.length > 4).slice(0, 12)) {
    const points = members.map((one) => network.canvasToDOM(self.scene.at.get(one)));
    const top = Math.min(...points.map((one) => one.y)) - 40 * network.getScale() - 9;
    const x = points.reduce((sum, one) => sum + one.x, 0) / points.length;
    const text = t("group", islandName(data, members));
    const half = textWidth(ctx, fontOf(12), text) / 2;
    const box = [x - half - 3, top - 9, x + half + 3, top + 9];
    if (!board.inside(box) || !board.free(box)) continue;
    board.take(box);
    ctx.font = fontOf(12);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = islandInk(community);
    ctx.globalAlpha = self.lit ? 0.35 : 0.95;
    ctx.fillText(text, x, top);
    ctx.globalAlpha = 1;
  }
}

/** What relates the two ends, on the line between them: in a focus once a sector, on a path always. */
function wayNames(ctx, data, self, network, board) {
  const marks = self.scene.kind === "path" ? pathMarks(data, self.scene) : sectorMarks(data, self.scene);
  for (const { x, y, text } of marks) {
    const point = network.canvasToDOM({ x, y });
    const half = textWidth(ctx, fontOf(12), text) / 2;
    const box = [point.x - half - 5, point.y - 9, point.x + half + 5, point.y + 9];
    if (!board.inside(box) || !board.free(box)) continue;
    board.take(box);
    ctx.font = fontOf(12);
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.fillStyle = css("--ground");
    ctx.fillRect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
    ctx.fillStyle = css("--muted");
    ctx.fillText(text, point.x, point.y);
  }
}

export function wayLabel(data, key) {
  const row = data.raw.predicates[Number.parseInt(key, 10)];
  return key.endsWith("-") ? inverse(row) : label(row);
}

function sectorMarks(data, scene) {
  return scene.sectors.map(({ key, from, to, count }) => {
    const angle = (from + to) / 2;
    const text = `${wayLabel(data, key)} ${count}`;
    return { x: Math.cos(angle) * 118 * wide(), y: Math.sin(angle) * 104, text };
  });
}

function pathMarks(data, scene) {
  return scene.pairs.map(({ a, b, list }) => {
    const one = scene.at.get(a);
    const two = scene.at.get(b);
    const words = [...new Set(list.map((s) => label(data.raw.predicates[data.raw.statements.p[s]])))];
    return { x: (one.x + two.x) / 2, y: (one.y + two.y) / 2, text: words.slice(0, 2).join(" · ") };
  });
}
