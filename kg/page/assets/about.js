// The first panel: what the corpus is about.

import { clip, el, nameOf, replace } from "./dom.js";
import { dateOf } from "./data.js";
import { label, number, t } from "./i18n.js";
import { islandName } from "./islands.js";
import { badges } from "./proofs.js";
import { closing, entityLink, section } from "./panel.js";

export function showAbout(panel, data, filter, go) {
  const days = data.days.filter((day) => !Number.isNaN(day));
  const [first, last] = days.reduce(([a, b], day) => [Math.min(a, day), Math.max(b, day)], [Infinity, -Infinity]);
  const top = firstWhere(data.size, 10, (i) => filter.entity(i) && data.around()[i].some(filter.statement));
  replace(
    panel,
    closing(go, "narrowly"),
    el("h2", { text: t("about") }),
    days.length > 0 && el("p", { class: "muted", text: t("period", dateOf(first), dateOf(last)) }),
    data.raw.totals[1] > data.size && el("p", { class: "muted", text: t("part", number(data.size)) }),
    top.length === 0 && el("p", { class: "muted", text: t("nothing") }),
    section(t("important"), el("ol", { class: "ranked" }, top.map((i) => rankRow(data, filter, i, go)))),
    section(t("groups"), el("ul", { class: "plain" }, groupsOf(data, filter).map((one) => groupRow(data, one, go)))),
    section(t("latest"), el("ul", { class: "plain" }, latest(data, filter).map((s) => brief(data, s, go)))),
  );
}

function firstWhere(size, most, test) {
  const found = [];
  for (let i = 0; i < size && found.length < most; i++) if (test(i)) found.push(i);
  return found;
}

function rankRow(data, filter, entity, go) {
  const count = data.around()[entity].filter(filter.statement).length;
  return el("li", {}, entityLink(data, entity, go), el("span", { class: "muted count", text: t("nStatements", number(count)) }));
}

function groupsOf(data, filter) {
  const groups = new Map();
  for (let i = 0; i < data.size; i++) {
    const community = data.raw.entities.community[i];
    if (community < 0 || !filter.entity(i)) continue;
    if (!groups.has(community)) groups.set(community, []);
    groups.get(community).push(i);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length).slice(0, 6);
}

function groupRow(data, members, go) {
  return el(
    "li",
    {},
    el("button", { class: "link", type: "button", onclick: () => go.focus(members[0]) }, el("bdi", {}, clip(islandName(data, members.slice(0, 3)), 26))),
    el("span", { class: "muted", text: t("groupSize", number(members.length)) }),
  );
}

function latest(data, filter) {
  const dated = [];
  for (let s = 0; s < data.count; s++) {
    const day = data.lastDay(s);
    if (day > -Infinity && filter.statement(s)) dated.push([day, s]);
  }
  return dated.sort((a, b) => b[0] - a[0] || a[1] - b[1]).slice(0, 6).map((one) => one[1]);
}

/** One statement as a line: subject, predicate, object, and when it was reported. */
function brief(data, s, go) {
  const one = data.statement(s);
  const last = data.lastDay(s);
  return el(
    "li",
    { class: "brief" },
    el("button", { class: "link", type: "button", onclick: () => go.edge(one.s, one.o) },
      nameOf(data.name(one.s), 24), el("em", { text: label(data.raw.predicates[one.p]) }), nameOf(data.name(one.o), 24)),
    el("span", { class: "muted" }, badges(data, one), Number.isFinite(last) ? dateOf(last) : ""),
  );
}
