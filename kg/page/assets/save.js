// The view as a file: a picture, a drawing, or what it holds for other tools.

import { toCsv } from "./csv.js";
import { toGraphml } from "./graphml.js";
import { toPng } from "./png.js";
import { toSvg } from "./svg.js";
import { toTurtle } from "./turtle.js";
import { offer } from "./dom.js";

const MADE = { svg: [toSvg, "svg", "image/svg+xml"], csv: [toCsv, "csv", "text/csv"], graphml: [toGraphml, "graphml", "application/xml"], turtle: [toTurtle, "ttl", "text/turtle"] };

/** Save a view ({entities, statements} in its order) or its picture: png, svg, csv, graphml, turtle. */
export async function save(kind, data, drawing, view) {
  if (kind === "png") return offer("kg.png", await toPng(data, drawing));
  const [make, suffix, media] = MADE[kind];
  const text = kind === "svg" ? make(data, drawing) : make(data, view);
  offer(`kg.${suffix}`, new Blob([text], { type: `${media};charset=utf-8` }));
}

/** What a picture holds. */
export function viewOf(scene) {
  return { entities: scene.nodes, statements: scene.pairs.flatMap((pair) => pair.list).sort((a, b) => a - b) };
}
