// Filters that are the legend too: each type with its mark, each predicate with its count.

import { el, replace } from "./dom.js";
import { label, number, t } from "./i18n.js";
import { colourOf } from "./shapes.js";
import { filtersClose } from "./sheets.js";
import { swatch } from "./swatch.js";
import { filtered } from "./filter.js";

/** Fill the side with the state's filters; `change` takes a patch of the state. */
export function showSide(side, data, state, change) {
  const open = new Set([...side.querySelectorAll("details[open]")].map((one) => one.dataset.part));
  const part = (name, title, ...inside) =>
    el("details", { open: open.has(name) || (!side.dataset.drawn && name === "types"), "data-part": name }, el("summary", {}, title), inside);
  replace(
    side,
    filtersClose(),
    el("div", { class: "sidehead" }, el("h2", { text: t("filters") }),
      filtered(state) && el("button", { type: "button", class: "quiet", onclick: () => change(cleared()) }, t("reset"))),
    part("types", t("types"), checks(typeRows(data, state.colour), state.noTypes, "noTypes", change)),
    part("predicates", t("predicates"), checks(predicateRows(data), state.noPredicates, "noPredicates", change)),
    part("modalities", t("modalities"), checks(modalityRows(data), state.noModalities, "noModalities", change)),
    part("sources", t("sources"), checks(sourceRows(data), state.noSources, "noSources", change)),
    sureness(state, change),
    legend(data, state, change),
  );
  side.dataset.drawn = "1";
}

export function cleared() {
  return { noTypes: [], noPredicates: [], noModalities: [], noSources: [], sure: 0, from: "", to: "" };
}

function checks(rows, off, key, change) {
  const set = (id, on) => change({ [key]: on ? off.filter((one) => one !== id) : [...off, id] });
  const every = rows.length > 2 && el("div", { class: "every" },
    el("button", { type: "button", class: "quiet", onclick: () => change({ [key]: [] }) }, t("all")),
    el("button", { type: "button", class: "quiet", onclick: () => change({ [key]: rows.map((one) => one.id) }) }, t("none")));
  return [every, el("ul", { class: "checks" }, rows.map((row) => check(row, !off.includes(row.id), set, () =>
    change({ [key]: rows.map((one) => one.id).filter((one) => one !== row.id) }))))];
}

function check(row, on, set, only) {
  const box = el("input", { type: "checkbox", "data-id": row.id });
  box.checked = on;
  box.addEventListener("change", () => set(row.id, box.checked));
  return el("li", { ondblclick: only }, el("label", {}, box, row.mark, el("span", { class: "word" }, el("bdi", {}, row.text)),
    el("span", { class: "muted", text: number(row.count) })));
}

function tally(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

function typeRows(data, colour) {
  const { raw } = data;
  data.typeCounts ??= tally(raw.entities.type.map((type) => raw.types[type][3]));
  return raw.types.filter((one) => one[0] === one[3] && data.typeCounts.has(one[0]))
    .map((one) => ({ id: one[0], text: label(one), count: data.typeCounts.get(one[0]), mark: swatch(one[0], colourOf(colour === "type" ? one[0] : "Industry")) }))
    .sort((a, b) => b.count - a.count);
}

function predicateRows(data) {
  data.predicateCounts ??= tally(data.raw.statements.p);
  return data.raw.predicates.map((one, p) => ({ id: one[0], text: label(one), count: data.predicateCounts.get(p) ?? 0 }))
    .filter((one) => one.count).sort((a, b) => b.count - a.count);
}

function modalityRows(data) {
  data.modalityCounts ??= tally(data.raw.statements.m);
  return data.raw.modalities.map((one, m) => ({ id: one, text: t(one), count: data.modalityCounts.get(m) ?? 0 })).filter((one) => one.count);
}

function sourceRows(data) {
  data.sourceCounts ??= tally(data.raw.source);
  return data.sources.map((one, s) => ({ id: one, text: one || t("noSource"), count: data.sourceCounts.get(s) ?? 0 }))
    .sort((a, b) => b.count - a.count).slice(0, 60);
}

function sureness(state, change) {
  const value = el("output", { text: `${state.sure}%` });
  const slide = el("input", { type: "range", min: 0, max: 100, step: 5, id: "sure", value: state.sure });
  slide.addEventListener("input", () => (value.textContent = `${slide.value}%`));
  slide.addEventListener("change", () => change({ sure: Number(slide.value) }));
  return el("div", { class: "slide" }, el("label", { for: "sure" }, t("confidence")), slide, value);
}

function legend(data, state, change) {
  const pick = el("select", { id: "colour" }, ["type", "community"].map((one) =>
    el("option", { value: one, selected: state.colour === one }, t(one === "type" ? "byType" : "byCommunity"))));
  pick.addEventListener("change", () => change({ colour: pick.value }));
  return el("div", { class: "legend" },
    el("p", {}, el("label", { for: "colour" }, t("colour"), " "), pick),
    el("p", {}, swatch("Person", colourOf("Industry")), t("legendSize")),
    el("p", {}, el("i", { class: "thick" }), t("legendWidth")),
    el("p", {}, el("i", { class: "dashed" }), t("legendDash")),
    el("p", {}, el("i", { class: "area" }), t("legendPlace")));
}
