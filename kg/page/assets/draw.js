// Draws a scene with vis-network: our shapes and names on its canvas, its panning, zooming, hitting.

import { islandInk, islandsOf, traceHull } from "./islands.js";
import { css, inkOf, pairLook, radiusIn } from "./look.js";
import { names } from "./names.js";
import { shapeOf, trace } from "./shapes.js";

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
  const { width, ink, faint, dashed, heads } = pairLook(data, self.scene, pair);
  return {
    id: pair.key,
    from: pair.a,
    to: pair.b,
    width: width + (chosen ? 1.6 : 0),
    color: { color: chosen ? css("--accent") : ink, opacity: !lit ? 0.1 : chosen ? 1 : faint, inherit: false },
    dashes: dashed ? [5, 4] : false,
    arrows: self.scene.kind === "overview" && !chosen ? "" : { to: { enabled: heads.to, scaleFactor: 0.5 }, from: { enabled: heads.from, scaleFactor: 0.5 } },
  };
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
