// The view as a file: a picture, a drawing, or its statements for other tools.

import { offer } from "./dom.js";
import { css, inkOf, radiusIn } from "./look.js";
import { outline, shapeOf } from "./shapes.js";

const NS = "https://kg.example/ns#";

/** Save what `drawing` shows: png, svg, csv, graphml or turtle. */
export function save(kind, data, drawing) {
  if (kind === "png") return savePng(drawing);
  const made = { svg: [toSvg, "image/svg+xml"], csv: [toCsv, "text/csv"], graphml: [toGraphml, "application/xml"], turtle: [toTurtle, "text/turtle"] }[kind];
  const suffix = kind === "turtle" ? "ttl" : kind;
  offer(`kg.${suffix}`, new Blob([made[0](data, drawing.scene, drawing)], { type: `${made[1]};charset=utf-8` }));
}

function savePng({ network }) {
  const { canvas } = network.canvas.frame;
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  const ctx = copy.getContext("2d");
  ctx.fillStyle = css("--ground");
  ctx.fillRect(0, 0, copy.width, copy.height);
  ctx.drawImage(canvas, 0, 0);
  copy.toBlob((blob) => offer("kg.png", blob), "image/png");
}

// Characters that XML 1.0 has no way to write go as U+FFFD.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function xml(text) {
  const safe = String(text).replace(UNWRITABLE, "\ufffd");
  return safe.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

export function toSvg(data, scene, drawing) {
  const points = [...scene.at.values()];
  const left = Math.min(...points.map((one) => one.x)) - 90;
  const top = Math.min(...points.map((one) => one.y)) - 60;
  const width = Math.max(...points.map((one) => one.x)) + 90 - left;
  const height = Math.max(...points.map((one) => one.y)) + 70 - top;
  const lines = scene.pairs.map(({ a, b, list }) => {
    const [one, two] = [scene.at.get(a), scene.at.get(b)];
    return `<line x1="${one.x}" y1="${one.y}" x2="${two.x}" y2="${two.y}" stroke="${css("--line")}" stroke-width="${Math.min(6, list.length)}"/>`;
  });
  const marks = scene.nodes.map((entity) => {
    const { x, y } = scene.at.get(entity);
    const size = radiusIn(data, scene, entity);
    return `<path d="${outline(shapeOf(data.type(entity)[3]), x, y, size)}" fill="${inkOf(data, drawing, entity)}"><title>${xml(data.name(entity))}</title></path>` +
      `<text x="${x}" y="${y + size + 14}">${xml(data.name(entity).slice(0, 40))}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${left} ${top} ${width} ${height}" font-family="sans-serif" font-size="12" text-anchor="middle">` +
    `<rect x="${left}" y="${top}" width="${width}" height="${height}" fill="${css("--ground")}"/><g>${lines.join("")}</g><g fill="${css("--text")}">${marks.join("")}</g></svg>\n`;
}

function inView(data, scene) {
  return scene.pairs.flatMap((pair) => pair.list).sort((a, b) => a - b).map(data.statement);
}

// A cell that begins like a formula would run in a spreadsheet; a quote before it keeps it text.
export function csvCell(value) {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function firstQuote(data, s) {
  const [text, from, to] = data.texts?.quotes[s][0] ?? ["", 0, 0];
  return text.slice(from, to);
}

export function toCsv(data, scene) {
  const rows = [["subject", "predicate", "object", "modality", "time", "role", "confidence", "status", "places", "quote", "statement"]];
  for (const one of inView(data, scene)) {
    rows.push([data.name(one.s), data.raw.predicates[one.p][0], data.name(one.o), one.modality, one.time, one.role,
      one.confidence / 100, one.status, data.said(one.at).length, firstQuote(data, one.at), one.iri]);
  }
  return `\ufeff${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

export function toGraphml(data, scene) {
  const key = (id, on, type = "string") => `<key id="${id}" for="${on}" attr.name="${id}" attr.type="${type}"/>`;
  const put = (id, value) => `<data key="${id}">${xml(value)}</data>`;
  const nodes = scene.nodes.map((entity) => `<node id="${xml(data.iri(entity))}">${put("label", data.name(entity))}${put("type", data.type(entity)[0])}</node>`);
  const edges = inView(data, scene).map((one) => `<edge id="${xml(one.iri)}" source="${xml(data.iri(one.s))}" target="${xml(data.iri(one.o))}">` +
    `${put("predicate", data.raw.predicates[one.p][0])}${put("modality", one.modality)}${put("weight", data.said(one.at).length)}${put("confidence", one.confidence / 100)}</edge>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">` +
    `${key("label", "node")}${key("type", "node")}${key("predicate", "edge")}${key("modality", "edge")}${key("weight", "edge", "double")}${key("confidence", "edge", "double")}` +
    `<graph edgedefault="directed">\n${nodes.join("\n")}\n${edges.join("\n")}\n</graph></graphml>\n`;
}

export function turtleIri(iri) {
  return `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`)}>`;
}

export function turtleText(text) {
  const escapes = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  return `"${text.replace(/["\\\n\r\t]/g, (char) => escapes[char])}"`;
}

export function toTurtle(data, scene) {
  const lines = [`@prefix kg: <${NS}> .`, "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .", ""];
  for (const entity of scene.nodes) {
    lines.push(`${turtleIri(data.iri(entity))} a kg:${data.type(entity)[0]} ; skos:prefLabel ${turtleText(data.name(entity))} .`);
  }
  for (const one of inView(data, scene)) {
    const [subject, predicate, object] = [turtleIri(data.iri(one.s)), `kg:${data.raw.predicates[one.p][0]}`, turtleIri(data.iri(one.o))];
    if (one.modality === "asserted") lines.push(`${subject} ${predicate} ${object} .`);
    lines.push(`${turtleIri(one.iri)} a kg:Statement ; rdf:subject ${subject} ; rdf:predicate ${predicate} ; rdf:object ${object} ; ` +
      `kg:modality ${turtleText(one.modality)} ; kg:confidence ${(one.confidence / 100).toFixed(2)} .`);
  }
  return `${lines.join("\n")}\n`;
}

