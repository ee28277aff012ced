// The names on the picture: entities, communities, and what relates the ends of a link.

import { drawNames, fontOf, makeBoard, textWidth } from "./labels.js";
import { islandInk, islandName, islandsOf } from "./islands.js";
import { inverse, label, t } from "./i18n.js";
import { css, radiusIn } from "./look.js";
import { wide } from "./places.js";

// So many names of a picture may cover a node rather than be left out.
const WEIGHTY = 24;

/** The names of a picture: of entities, of communities, of what relates them. */
export function names(ctx, data, self, network) {
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
  for (const { x, y, text } of wayMarks(data, self.scene)) {
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

/** The words on the lines of a focus or a path, and where. */
export function wayMarks(data, scene) {
  return scene.kind === "path" ? pathMarks(data, scene) : sectorMarks(data, scene);
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
