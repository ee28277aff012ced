// Opens the page: data, state, and one render that keeps all parts in step.

import { byId, el, replace, say } from "./dom.js";
import { showCrumbs } from "./crumbs.js";
import { inflate, otherEnd, readGraph } from "./data.js";
import { makeDrawing } from "./draw.js";
import { makeFar } from "./far.js";
import { makeFilter } from "./filter.js";
import { absorb } from "./absorb.js";
import { askPath, help } from "./dialogs.js";
import { wireSearch } from "./find.js";
import { label, number, speak, t } from "./i18n.js";
import { nearest, wireKeys } from "./keys.js";
import { forgetInks } from "./look.js";
import { showAbout } from "./about.js";
import { showEdge, showWays } from "./edge.js";
import { showEntity } from "./entity.js";
import { printView, sheet } from "./paper.js";
import { routes } from "./route.js";
import { save, viewOf } from "./save.js";
import { freshOf, makeScene } from "./scene.js";
import { makeSearch } from "./search.js";
import { closeFilters, closePanel, openPanel, peekAt, toggleFilters, wireSheets } from "./sheets.js";
import { showSide } from "./side.js";
import { makeState } from "./state.js";
import { showTable, tableView } from "./table.js";
import { showTime } from "./timeline.js";
import { showTools, wireMenus } from "./tools.js";

let data;
let far;
let filter;
let drawing;
let scene;
let ways = [];
let searching = false;
const state = makeState((now, before) => render(now, before));
let known;
const search = () => (known ??= makeSearch(data));

const key = (entity) => data.key(entity);
const placeOf = (id) => data.placeOf(id);
const both = (ids) => (ids.length === 2 && ids.every((id) => placeOf(id) >= 0) ? ids.map(placeOf) : []);
const endsOf = (now) => both(now.edge);

const go = {
  entity: (entity) => { state.change({ entity: key(entity), edge: [], view: state.get().view }); openPanel(); },
  focus: (entity) => { state.change({ focus: key(entity), entity: key(entity), edge: [], path: [], expand: [], view: "map" }); },
  edge: (a, b) => { state.change({ edge: [key(a), key(b)], entity: "" }); openPanel(); },
  expand: (entity) => toggleExpand(entity),
  path: (entity) => askPath(data, () => search(), entity, (ends) =>
    state.change({ path: ends, focus: "", expand: [], entity: "", edge: [], view: "map" }), far.find),
  close: () => { state.change({ entity: "", edge: [] }); closePanel(); },
};

const press = {
  overview: goOverview,
  edge: go.edge,
  change: state.change,
  path: () => go.path(placeOf(state.get().entity)),
  save: (kind) => save(kind, data, drawing, state.get().view === "table" ? tableView(data, filter, state.get()) : viewOf(scene)),
  print: () => printView(data, drawing, state.get().view === "table"),
  filters: toggleFilters,
};

function toggleExpand(entity) {
  const now = state.get();
  const id = key(entity);
  if (now.expand.includes(id)) state.change({ expand: now.expand.filter((one) => one !== id) });
  else if (scene.at.has(entity)) state.change({ expand: [...now.expand, id], view: "map" });
  else state.change({ focus: id, entity: id, edge: [], path: [], expand: [], view: "map" });
}

function render(now, before) {
  const changed = (...keys) => !before || keys.some((one) => String(now[one]) !== String(before[one]));
  if (changed("lang", "theme")) appearance(now);
  const filters = changed("noTypes", "noPredicates", "noModalities", "noSources", "sure", "from", "to");
  if (filters) filter = makeFilter(data, now);
  if (filters || changed("path")) ways = both(now.path).length ? routes(data, filter, ...both(now.path)) : [];
  const moved = changed("level", "focus", "path", "expand", "view");
  if (filters || moved || changed("lang", "theme", "colour")) picture(now, changed("level", "focus", "path", "expand", "view"));
  light(now);
  if (changed("view", "lang", "theme")) showTools(now, press);
  crumbs(now);
  if (before) {
    beside(now, filters, changed);
    reach(now);
  }
}

function crumbs(now) {
  showCrumbs(data, now, scene, ways, press, searching);
}

/** Under `kg serve`, bring what the page lacks around whoever is looked at, and show it. */
async function reach(now) {
  if (!far.served || !data.texts) return;
  const wanted = [...new Set([now.focus, now.entity, ...now.path, ...now.edge, ...now.expand])].filter(Boolean);
  const iri = (id) => (placeOf(id) >= 0 ? data.iri(placeOf(id)) : data.iriOf(id));
  const between = now.path.length === 2 ? far.between(...now.path.map(iri), now) : null;
  searching = between !== null;
  if (searching) crumbs(now);
  const parts = await Promise.all([...wanted.map((id) => far.around(iri(id))), between]);
  searching = false;
  const found = parts.filter(Boolean);
  if (!found.length) return crumbs(state.get());
  for (const part of found) absorb(data, part);
  known = null;
  render(state.get(), null);
  beside(state.get(), true, () => true);
}

/** What stands around the picture; at first it comes after the picture, which is not kept waiting. */
function beside(now, filters, changed) {
  panel(now);
  if (filters || changed("lang", "theme", "colour")) showSide(byId("side"), data, now, state.change);
  if (filters || changed("lang", "entity", "edge", "focus")) time(now);
  if (now.view === "table") showTable(byId("table"), data, filter, now, go, state.change);
}

function appearance(now) {
  speak(now.lang || (navigator.language.startsWith("zh") ? "zh" : navigator.language.startsWith("en") ? "en" : "zh"));
  const theme = now.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
  document.documentElement.dataset.theme = theme;
  forgetInks();
  document.title = t("brand");
  byId("brand").textContent = t("brand");
  byId("figures").textContent = t("figures", ...data.raw.totals.map(number));
  byId("q").placeholder = t("search");
  byId("q").setAttribute("aria-label", t("search"));
  byId("hits").setAttribute("aria-label", t("search"));
  byId("map").setAttribute("aria-label", t("canvas"));
  byId("side").setAttribute("aria-label", t("filters"));
  byId("panel").setAttribute("aria-label", t("statements"));
  byId("time").setAttribute("aria-label", t("timeline"));
  replace(byId("zoom"), zoomButtons());
}

function zoomButtons() {
  const one = (text, name, onclick) => el("button", { type: "button", "aria-label": t(name), title: t(name), onclick }, text);
  return [one("+", "zoomIn", () => drawing.zoom(1.3)), one("−", "zoomOut", () => drawing.zoom(1 / 1.3)), one("⤢", "fit", () => drawing.fit())];
}

function picture(now, refit) {
  byId("map").hidden = byId("zoom").hidden = byId("hint").hidden = now.view === "table";
  byId("table").hidden = now.view !== "table";
  scene = makeScene(data, now, filter, ways);
  drawing.colour = now.colour;
  if (now.view === "table") return;
  drawing.resize();
  drawing.show(scene, { fit: refit });
  const text = scene.nodes.length ? t("shown", number(scene.nodes.length), number(scene.pairs.length)) : t("nothing");
  byId("hint").textContent = text;
  say(text);
}

function panel(now) {
  const box = byId("panel");
  const [a, b] = endsOf(now);
  const entity = placeOf(now.entity);
  if (a >= 0) showEdge(box, data, filter, a, b, go);
  else if (entity >= 0) showEntity(box, data, filter, entity, go, { open: now.expand.includes(now.entity), more: freshOf(data, filter, scene, entity) });
  else if (ways.length) showWays(box, data, filter, ways, go);
  else showAbout(box, data, filter, go);
  const shown = `${now.entity}|${now.edge}`;
  if (box.dataset.shown !== shown) box.scrollTop = 0;
  box.dataset.shown = shown;
  if (!now.entity && !now.edge.length) closePanel();
  peekAt(box);
}

/** Bring the chosen entity or link and what touches it forward. */
function light(now) {
  if (now.view === "table") return;
  const [a, b] = endsOf(now);
  const entity = placeOf(now.entity);
  if (a >= 0) {
    drawing.litPairs = null;
    drawing.light(new Set([a, b]), a < b ? `${a},${b}` : `${b},${a}`);
  } else if (entity >= 0 && entity !== scene.centre && scene.at.has(entity)) {
    const near = scene.pairs.filter((pair) => pair.a === entity || pair.b === entity);
    drawing.litPairs = new Set(near.map((pair) => pair.key));
    drawing.light(new Set([entity, ...near.flatMap((pair) => [pair.a, pair.b])]), String(entity));
  } else drawing.light(null, entity >= 0 ? String(entity) : "");
}

function time(now) {
  const [a, b] = endsOf(now);
  const entity = placeOf(now.entity || now.focus);
  const edge = a >= 0 ? data.around()[a].filter((s) => otherEnd(data.raw, s, a) === b).flatMap(data.said) : null;
  showTime(byId("time"), data, now, edge ?? (entity >= 0 ? data.articlesOf()[entity] : null), state.change);
}

function goOverview() {
  state.change({ focus: "", path: [], expand: [], entity: "", edge: [], view: "map" });
}

function focusFar(iri) {
  state.change({ focus: iri, entity: iri, edge: [], path: [], expand: [], view: "map" });
}

function back() {
  const now = state.get();
  if (closeFilters()) return;
  if (now.edge.length || (now.entity && now.entity !== now.focus)) go.close();
  else if (now.focus || now.path.length) goOverview();
}

function moveTo(dx, dy) {
  const now = state.get();
  const from = placeOf(now.entity);
  const next = scene.at.has(from) ? nearest(scene.at, from, dx, dy) : scene.nodes[0];
  if (next === undefined || next < 0) return;
  state.change({ entity: key(next), edge: [] }, { quiet: true });
  say(`${data.name(next)}, ${label(data.type(next))}`);
}

async function open() {
  data = readGraph(await inflate("graph"));
  far = makeFar(data);
  drawing = makeDrawing(byId("map"), data, {
    node: go.entity,
    edge: (id) => go.edge(...id.split(",").map(Number)),
    focus: go.focus,
    ground: () => go.close(),
  });
  wireSearch(byId("q"), byId("hits"), data, () => search(), (entity, iri) => { entity >= 0 ? go.focus(entity) : focusFar(iri); byId("map").focus({ preventScroll: true }); }, far.find);
  addEventListener("beforeprint", () => byId("paper") || sheet(data, drawing, state.get().view === "table"));
  addEventListener("afterprint", () => byId("paper")?.remove());
  wireSheets();
  wireMenus();
  wireKeys(byId("map"), {
    move: moveTo, enter: () => placeOf(state.get().entity) >= 0 && go.focus(placeOf(state.get().entity)), back,
    zoom: (by) => drawing.zoom(by), fit: () => drawing.fit(), search: () => byId("q").focus(),
    toggle: () => state.change({ view: state.get().view === "map" ? "table" : "map" }), help,
  });
  render(state.get(), null);
  if (state.get().edge.length || (state.get().entity && !state.get().focus)) openPanel();
  requestAnimationFrame(() => setTimeout(ready));
}

async function ready() {
  document.documentElement.dataset.ready = performance.now().toFixed(0);
  beside(state.get(), true, () => true);
  data.texts = await inflate("texts");
  panel(state.get());
  search();
  await reach(state.get());
  document.documentElement.dataset.texts = performance.now().toFixed(0);
}

window.kg = {
  state: () => state.get(),
  scene: () => ({ kind: scene.kind, nodes: scene.nodes.map((one) => data.name(one)), pairs: scene.pairs.length }),
  labels: () => drawing.placed,
  pointOf: (name) => {
    const entity = scene.nodes.find((one) => data.name(one) === name);
    return entity === undefined ? null : drawing.network.canvasToDOM(scene.at.get(entity));
  },
};

open();
