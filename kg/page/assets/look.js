// How entities and links look: sizes, inks of the theme, widths, dashes; on the canvas and in a file.

import { colourOf, groupColour } from "./shapes.js";

export function radiusIn(data, scene, entity) {
  return entity === scene.centre ? 26 : Math.max(6.5, data.raw.entities.radius[entity] * (scene.kind === "overview" ? 1 : 0.75));
}

export function inkOf(data, self, entity) {
  return self.colour === "community" ? groupColour(data.raw.entities.community[entity]) : colourOf(data.type(entity)[3]);
}

/** How a link looks: wider the more often it is said, dashed when nothing of it is asserted. */
export function pairLook(data, scene, pair) {
  const said = pair.list.reduce((sum, s) => sum + data.said(s).length, 0);
  const all = pair.list.map((s) => data.raw.modalities[data.raw.statements.m[s]]);
  return {
    width: Math.min(6, 0.9 + Math.log2(said) * 1.1),
    ink: css(all.every((one) => one === "negated") ? "--warn" : "--line"),
    faint: stepsBack(scene, pair) ? 0.22 : 0.8,
    dashed: all.every((one) => one !== "asserted"),
    heads: arrows(data, pair),
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
  return { to: directed.some((s) => subjects[s] !== pair.b), from: directed.some((s) => subjects[s] !== pair.a) };
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
