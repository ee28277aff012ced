// The picture as a drawing: the same grounds, links, marks and names as on the canvas, and a legend.

import { outlineOf, islandInk, islandName, islandsOf, traceHull } from "./islands.js";
import { fontOf, makeBoard, seat, textWidth } from "./labels.js";
import { clip } from "./dom.js";
import { xml } from "./graphml.js";
import { label, number, t } from "./i18n.js";
import { css, inkOf, pairLook, radiusIn } from "./look.js";
import { wayMarks } from "./names.js";
import { outline, shapeOf } from "./shapes.js";

const RIM = 70;
const FOOT = 56;

/** The frame of a scene: left, top, width and height. */
export function frameOf(scene) {
  const points = [...scene.at.values(), ...(scene.at.size ? [] : [{ x: 0, y: 0 }])];
  const [xs, ys] = [points.map((one) => one.x), points.map((one) => one.y)];
  const [left, top] = [Math.min(...xs) - RIM - 20, Math.min(...ys) - RIM];
  const width = Math.max(520, Math.max(...xs) + RIM + 20 - left);
  return { left, top, width, height: Math.max(...ys) + RIM + FOOT - top };
}

export function toSvg(data, drawing) {
  const { scene } = drawing;
  const { left, top, width, height } = frameOf(scene);
  const parts = [
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${css("--ground")}"/>`,
    scene.kind === "overview" ? grounds(data, scene) : "",
    `<g>${scene.pairs.map((pair) => line(data, drawing, pair)).join("")}</g>`,
    `<g>${scene.nodes.map((entity) => mark(data, drawing, entity)).join("")}</g>`,
    `<g fill="${css("--text")}" text-anchor="middle" dominant-baseline="central" paint-order="stroke" stroke="${css("--ground")}" stroke-width="3">${words(data, drawing, { left, top, width, height })}</g>`,
    foot(data, drawing, left + 24, top + height - 34),
  ];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${left} ${top} ${width} ${height}" ` +
    `font-family="${xml(fontOf(12).replace("12px ", ""))}" font-size="12">${HEADS}${parts.join("")}</svg>\n`;
}

const HEADS = '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto-start-reverse" markerUnits="userSpaceOnUse"><path d="M0 0.8L8 4L0 7.2Z" fill="#8d969e"/></marker></defs>';

function grounds(data, scene) {
  return islandsOf(data, scene.nodes).map(({ community, members }) => {
    const points = members.map((one) => scene.at.get(one)).map(({ x, y }) => [x, y]);
    return `<path d="${outlineOf((ctx) => traceHull(ctx, points, 40))}" fill="${islandInk(community)}" opacity="0.08"/>`;
  }).join("");
}

/** A link from rim to rim, so that its head is seen. */
function line(data, drawing, pair) {
  const { scene, lit } = drawing;
  const [one, two] = [scene.at.get(pair.a), scene.at.get(pair.b)];
  const { width, ink, faint, dashed, heads } = pairLook(data, scene, pair);
  const long = Math.hypot(two.x - one.x, two.y - one.y) || 1;
  const [dx, dy] = [(two.x - one.x) / long, (two.y - one.y) / long];
  const [from, to] = [radiusIn(data, scene, pair.a) + 3, radiusIn(data, scene, pair.b) + 3];
  const point = ({ x, y }, by, which) => `x${which}="${(x + dx * by).toFixed(1)}" y${which}="${(y + dy * by).toFixed(1)}"`;
  const dim = lit && !(lit.has(pair.a) && lit.has(pair.b));
  const arrow = scene.kind === "overview" ? "" : `${heads.to ? ' marker-end="url(#head)"' : ""}${heads.from ? ' marker-start="url(#head)"' : ""}`;
  return `<line ${point(one, from, 1)} ${point(two, -to, 2)} stroke="${ink}" stroke-width="${width.toFixed(1)}" opacity="${dim ? 0.12 : faint}"${dashed ? ' stroke-dasharray="5 4"' : ""}${arrow}/>`;
}

function mark(data, drawing, entity) {
  const { x, y } = drawing.scene.at.get(entity);
  const dim = drawing.lit && !drawing.lit.has(entity);
  return `<path d="${outline(shapeOf(data.type(entity)[3]), x, y, radiusIn(data, drawing.scene, entity))}" fill="${inkOf(data, drawing, entity)}"${dim ? ' opacity="0.2"' : ""}><title>${xml(data.name(entity))}</title></path>`;
}

function words(data, drawing, { left, top, width, height }) {
  const { scene } = drawing;
  const ctx = document.createElement("canvas").getContext("2d");
  const board = makeBoard(width, height - FOOT);
  const items = scene.nodes.map((entity, place) => {
    const { x, y } = scene.at.get(entity);
    const r = radiusIn(data, scene, entity);
    board.block([x - left - r * 0.8, y - top - r * 0.8, x - left + r * 0.8, y - top + r * 0.8]);
    return { x: x - left, y: y - top, r, size: 12 + Math.min(4, r / 6), bold: r > 17, text: clip(data.name(entity), 18), weighty: place < 24, must: entity === scene.centre };
  });
  const said = items.map((item) => {
    const spot = seat(item, textWidth(ctx, fontOf(item.size, item.bold), item.text), board);
    if (!spot) return "";
    board.take(spot.box);
    return word(spot.cx + left, spot.cy + top, item.text, item.size, item.bold ? ' font-weight="600"' : "");
  });
  return said.join("") + (scene.kind === "overview" ? regions : waysIn)(data, scene, ctx, board, left, top);
}

function waysIn(data, scene, ctx, board, left, top) {
  return wayMarks(data, scene).map(({ x, y, text }) => {
    const half = textWidth(ctx, fontOf(12), text) / 2;
    const box = [x - left - half - 3, y - top - 9, x - left + half + 3, y - top + 9];
    if (!board.free(box)) return "";
    board.take(box);
    return word(x, y, text, 12, ` style="fill:${css("--muted")}"`);
  }).join("");
}

function regions(data, scene, ctx, board, left, top) {
  return islandsOf(data, scene.nodes).filter((one) => one.members.length > 4).slice(0, 12).map(({ community, members }) => {
    const points = members.map((one) => scene.at.get(one));
    const x = points.reduce((sum, one) => sum + one.x, 0) / points.length - left;
    const y = Math.min(...points.map((one) => one.y)) - 49 - top;
    const text = t("group", islandName(data, members));
    const half = textWidth(ctx, fontOf(12), text) / 2;
    const box = [x - half - 3, y - 9, x + half + 3, y + 9];
    if (!board.inside(box) || !board.free(box)) return "";
    board.take(box);
    return word(x + left, y + top, text, 12, ` style="fill:${islandInk(community)}"`);
  }).join("");
}

function word(x, y, text, size, more) {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" font-size="${size.toFixed(1)}"${more}>${xml(text)}</text>`;
}

/** What the marks mean, and of what news this is a picture. */
function foot(data, drawing, x, y) {
  const types = [...new Set(drawing.scene.nodes.map((entity) => data.top(entity)))].sort((a, b) => a - b).map((at) => data.raw.types[at]);
  const ctx = document.createElement("canvas").getContext("2d");
  let at = x;
  const legend = types.map((type) => {
    const here = at;
    at += 34 + textWidth(ctx, fontOf(12), label(type));
    return `<path d="${outline(shapeOf(type[0]), here, y, 6)}" fill="${drawing.colour === "type" ? inkOf(data, drawing, drawing.scene.nodes.find((one) => data.type(one)[3] === type[0])) : css("--muted")}"/><text x="${here + 12}" y="${y}">${xml(label(type))}</text>`;
  });
  const about = `${t("brand")} · ${t("figures", ...data.raw.totals.map(number))}`;
  return `<g fill="${css("--muted")}" dominant-baseline="central">${legend.join("")}<text x="${x - 6}" y="${y + 20}">${xml(about)}</text></g>`;
}
