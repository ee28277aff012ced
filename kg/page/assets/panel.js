// The evidence panel: what the corpus is about, one entity, or one link with its sentences.

import { clip, el, nameOf, replace, webAddress } from "./dom.js";
import { otherEnd, dateOf } from "./data.js";
import { label, number, t } from "./i18n.js";
import { islandName } from "./islands.js";
import { swatch } from "./swatch.js";
import { support } from "./route.js";
import { bars, weeksOf } from "./weeks.js";
import { wayOf } from "./scene.js";
import { wayLabel } from "./draw.js";

const FIRST = 6;

export function showAbout(panel, data, filter, go) {
  const days = data.days.filter((day) => !Number.isNaN(day));
  const [first, last] = days.reduce(([a, b], day) => [Math.min(a, day), Math.max(b, day)], [Infinity, -Infinity]);
  const top = firstWhere(data.size, 10, (i) => filter.entity(i) && data.around()[i].some(filter.statement));
  replace(
    panel,
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

function section(title, ...inside) {
  return el("section", {}, el("h3", {}, title), inside);
}

export function entityLink(data, entity, go, longest = 40) {
  return el(
    "button",
    { class: "link", type: "button", onclick: () => go.entity(entity) },
    swatch(data.type(entity)[3]),
    nameOf(data.name(entity), longest),
  );
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

export function showEntity(panel, data, filter, entity, go, expanded) {
  const type = data.type(entity);
  const listed = data.around()[entity].filter(filter.statement);
  replace(
    panel,
    closing(go),
    el("p", { class: "kind" }, swatch(type[3]), label(type)),
    el("h2", {}, nameOf(data.name(entity), 160)),
    el("p", { class: "muted figures" }, counts(data, entity, listed)),
    el("div", { class: "row" },
      action(t("focus"), () => go.focus(entity)),
      action(expanded ? t("collapse") : t("expand"), () => go.expand(entity)),
      action(t("findPath"), () => go.path(entity))),
    rolesOf(data, entity, listed, go),
    statementsOf(data, entity, listed, go),
    happened(data, entity, filter, go),
    together(data, entity, filter, go),
    namesOf(data, entity, go),
    whenNamed(data, entity),
    articlesOf(data, entity, filter),
  );
}

function closing(go) {
  return el("button", { class: "close", type: "button", "aria-label": t("close"), onclick: go.close }, "×");
}

export function action(text, onclick, props = {}) {
  return el("button", { type: "button", class: "act", onclick, ...props }, text);
}

function counts(data, entity, listed) {
  const all = data.raw.entities;
  const part = (value, key) => [el("b", { text: number(value) }), ` ${t(key)}`];
  return [part(all.articles[entity], "articles"), part(all.mentions[entity], "mentions"), part(listed.length, "statements")].map(
    (one) => el("span", {}, one),
  );
}

function rolesOf(data, entity, listed, go) {
  const rows = listed.map(data.statement).filter((one) => one.role);
  if (!rows.length) return null;
  return section(t("roles"), el("ul", { class: "plain" }, rows.slice(0, 12).map((one) =>
    el("li", {}, el("span", {}, nameOf(one.role, 60)), entityLink(data, one.s === entity ? one.o : one.s, go),
      badges(data, one)))));
}

function statementsOf(data, entity, listed, go) {
  if (!listed.length) return seen(data, entity);
  const groups = new Map();
  for (const s of listed) {
    const key = wayOf(data, s, entity);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(s);
  }
  const sorted = [...groups].sort((a, b) => b[1].length - a[1].length);
  return section([t("statements"), allSentences()], sorted.map(([key, list]) => group(data, entity, key, list, go)));
}

/** A button that opens or closes the sentences of every statement in view. */
function allSentences() {
  const press = el("button", { type: "button", class: "quiet sentences", "aria-pressed": "false" }, t("sentences"));
  press.addEventListener("click", () => {
    const open = press.getAttribute("aria-pressed") !== "true";
    press.setAttribute("aria-pressed", String(open));
    press.closest("section").querySelectorAll("details").forEach((one) => (one.open = open));
  });
  return press;
}

/** What happened to an entity, in the order of time, as far as the filters let it through. */
function happened(data, entity, filter, go) {
  const rows = data.happeningsOf()[entity]
    .map((at) => [...data.raw.happenings[at].slice(0, 3), data.raw.happenings[at][3].filter(filter.statement)])
    .filter((one) => one[3].length)
    .map((one) => happening(data, entity, go, ...one));
  return rows.length ? section(t("happened"), longList(rows)) : null;
}

function happening(data, entity, go, kind, first, last, listed) {
  const others = [...new Set(listed.map(data.statement).flatMap((one) => [one.s, one.o]))].filter((one) => one !== entity);
  const articles = new Set(listed.flatMap(data.said));
  const ways = [...new Set(listed.map((s) => data.statement(s).modality))].filter((one) => one !== "asserted");
  const proof = el("details", {}, el("summary", {}, t("nArticles", number(articles.size))));
  proof.addEventListener("toggle", () => {
    if (proof.open && proof.children.length === 1) proof.append(...listed.flatMap((s) => proofs(data, s)));
  });
  return el("li", { class: "happening" },
    el("span", { class: "muted", text: first === last ? first : t("period", first, last) }),
    el("b", { text: label(data.raw.kinds[kind]) }),
    others.slice(0, FIRST).map((one) => entityLink(data, one, go, 24)),
    others.length > FIRST && el("span", { class: "muted", text: `+${others.length - FIRST}` }),
    ways.map((one) => el("span", { class: `badge ${one}`, text: t(one) })),
    proof);
}

/** Where an entity without statements is named. */
function seen(data, entity) {
  const first = data.texts?.seen[entity];
  if (!first) return el("p", { class: "muted", text: t("noStatements") });
  const [article, quote, start, end] = first;
  return section(t("seenIn"), el("p", { class: "muted", text: t("noStatements") }), cited(data, article, marked(quote, 0, quote.length, [start, end, 0])));
}

function group(data, entity, key, list, go) {
  list.sort((a, b) => data.said(b).length - data.said(a).length);
  const rows = list.map((s) => fact(data, s, entity, go));
  return el("div", { class: "group" }, el("h4", {}, wayLabel(data, key), el("span", { class: "muted", text: ` ${list.length}` })), longList(rows));
}

/** The first few rows; the others come when asked for. */
function longList(rows, most = FIRST) {
  const list = el("ul", { class: "plain facts" }, rows.slice(0, most));
  if (rows.length <= most) return list;
  const more = el("button", { type: "button", class: "quiet" }, t("more", rows.length - most));
  more.addEventListener("click", () => {
    list.append(...rows.slice(most));
    more.remove();
  });
  return [list, more];
}

function fact(data, s, entity, go) {
  const one = data.statement(s);
  const other = otherEnd(data.raw, s, entity);
  const proof = el("details", {}, el("summary", {}, t("times", number(saidAt(data, s).length))));
  proof.addEventListener("toggle", () => {
    if (proof.open && proof.children.length === 1) proof.append(...proofs(data, s));
  });
  return el("li", {}, entityLink(data, other, go), badges(data, one), proof);
}

function badges(data, one) {
  const marks = [];
  if (one.modality !== "asserted") marks.push(el("span", { class: `badge ${one.modality}`, text: t(one.modality) }));
  if (t(one.status)) marks.push(el("span", { class: "badge", text: t(one.status) }));
  if (one.time) marks.push(el("span", { class: "muted", text: one.time }));
  if (one.by >= 0) marks.push(el("span", { class: "muted" }, t("saidBy", data.name(one.by))));
  return marks;
}

/** Every sentence that says a statement. */
export function proofs(data, s) {
  if (!data.texts) return [el("p", { class: "muted", text: t("loading") })];
  const quotes = data.texts.quotes[s];
  return saidAt(data, s).map((i) => cited(data, data.said(s)[i], marked(...quotes[i].slice(0, 3), quotes[i].slice(3))));
}

/** Numbers of a statement's quotes; of two from one sentence only the first. */
function saidAt(data, s) {
  const known = new Set();
  return data.said(s).flatMap((article, i) => {
    const sentence = data.texts ? `${article} ${data.texts.quotes[s][i][0]}` : i;
    if (known.has(sentence)) return [];
    known.add(sentence);
    return [i];
  });
}

/** A sentence with what is quoted from it, and its marks: start, end, 0 for the subject or 1. */
export function marked(text, from, to, spans) {
  const marks = [];
  for (let i = 0; i + 2 < spans.length; i += 3) {
    if (!marks.length || spans[i] >= marks.at(-1)[1]) marks.push(spans.slice(i, i + 3));
  }
  const cuts = [0, from, to, text.length, ...marks.flatMap(([start, end]) => [start, end])];
  const places = [...new Set(cuts)].sort((a, b) => a - b);
  return places.slice(1).map((end, i) => {
    const start = places[i];
    const mark = marks.find((one) => one[0] <= start && end <= one[1]);
    const piece = clip(text.slice(start, end), 2000);
    if (mark) return el("mark", { class: mark[2] ? "object" : "subject", text: piece });
    return start >= from && end <= to ? piece : el("span", { class: "context", text: piece });
  });
}

function cited(data, article, quote) {
  const title = data.texts.title[article] || t("noName");
  const url = webAddress(data.texts.url[article]);
  const copy = el("button", { type: "button", class: "quiet" }, t("cite"));
  copy.addEventListener("click", () => copyCitation(copy, citation(data, article, quote)));
  return el("figure", { class: "proof" },
    el("blockquote", { dir: "auto" }, quote),
    el("figcaption", {},
      url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: t("original") }, nameOf(title, 60)) : nameOf(title, 60),
      el("span", { class: "muted", text: `${data.sources[data.raw.source[article]] || t("noSource")} · ${data.raw.dates[article].slice(0, 10) || t("noDate")}` }),
      copy));
}

function citation(data, article, quote) {
  const words = quote.map((one) => (typeof one === "string" ? one : one.textContent)).join("");
  const where = [data.sources[data.raw.source[article]], data.raw.dates[article].slice(0, 10)].filter(Boolean).join("，");
  return `“${words}” ——《${data.texts.title[article]}》${where ? `，${where}` : ""} ${data.texts.url[article]}`.trim();
}

async function copyCitation(button, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "unseen" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  button.textContent = t("copied");
  button.dataset.copied = text;
}

function together(data, entity, filter, go) {
  const counted = new Map();
  for (const article of data.articlesOf()[entity]) {
    if (filter.narrow && !filter.article(article)) continue;
    for (const other of data.raw.named[article]) {
      if (other !== entity && filter.entity(other)) counted.set(other, (counted.get(other) ?? 0) + 1);
    }
  }
  const best = [...counted].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, 12);
  if (!best.length) return null;
  return section(t("together"), el("ul", { class: "chips" }, best.map(([other, count]) =>
    el("li", { title: t("together_n", count) }, entityLink(data, other, go, 16), el("span", { class: "muted", text: count })))));
}

function namesOf(data, entity) {
  const aliases = data.raw.entities.aliases[entity];
  if (!aliases.length || !data.texts) return null;
  const rows = aliases.map((name, i) => {
    const [kind, article, quote] = data.texts.aliases[entity][i];
    const why = quote ? el("q", { dir: "auto" }, clip(quote, 160)) : null;
    const where = article >= 0 ? nameOf(data.texts.title[article], 40) : kind === "variant" ? "" : t("fromLexicon");
    return el("li", {}, el("b", {}, nameOf(name, 60)), el("span", { class: "muted", text: t(`why_${kind}`) }),
      why, el("span", { class: "muted" }, where));
  });
  const same = data.texts.same[entity].map((one) => el("li", { class: "muted" }, clip(one, 80)));
  return section(t("names"), longList([...rows, ...same], 8));
}

function whenNamed(data, entity) {
  const articles = data.articlesOf()[entity];
  const { counts: list, first, last } = weeksOf(data, articles);
  if (list.length < 2) return null;
  return section(t("timeline"), bars(list, 280, 36), el("p", { class: "muted ends" },
    el("span", { text: dateOf(first) }), el("span", { text: dateOf(last) })));
}

function articlesOf(data, entity, filter) {
  if (!data.texts) return null;
  const inside = data.articlesOf()[entity].filter((one) => !filter.narrow || filter.article(one));
  inside.sort((a, b) => (data.days[b] || 0) - (data.days[a] || 0) || a - b);
  return section(t("inArticles"), longList(inside.slice(0, 200).map((one) => articleRow(data, one))));
}

function articleRow(data, article) {
  const url = webAddress(data.texts.url[article]);
  const title = nameOf(data.texts.title[article] || t("noName"), 60);
  return el("li", { class: "brief" },
    url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, title) : el("span", {}, title),
    el("span", { class: "muted", text: `${data.sources[data.raw.source[article]] || t("noSource")} · ${data.raw.dates[article].slice(0, 10) || t("noDate")}` }));
}

export function showEdge(panel, data, filter, a, b, go) {
  const listed = data.around()[a].filter((s) => otherEnd(data.raw, s, a) === b && filter.statement(s));
  listed.sort((x, y) => support(data, y) - support(data, x) || x - y);
  replace(
    panel,
    closing(go),
    el("p", { class: "kind", text: t("statements") }),
    el("h2", { class: "pair" }, entityLink(data, a, go, 60), el("span", { class: "muted", text: "—" }), entityLink(data, b, go, 60)),
    listed.length === 0 && el("p", { class: "muted", text: t("nothing") }),
    listed.map((s) => claim(data, s)),
  );
}

/** Every step of the ways between two entities, with what is said on it. */
export function showWays(panel, data, filter, ways, go) {
  const [from, to] = [ways[0].nodes[0], ways[0].nodes.at(-1)];
  replace(
    panel,
    el("p", { class: "kind", text: t("path") }),
    el("h2", { class: "pair" }, entityLink(data, from, go, 60), el("span", { class: "muted", text: "→" }), entityLink(data, to, go, 60)),
    ways.map((way) => [
      el("p", { class: "wayhead" }, el("b", { text: t(way.kind) }), ` ${t("steps", way.nodes.length - 1)}`),
      way.nodes.slice(1).map((entity, i) => stepClaim(data, filter, way.nodes[i], entity)),
    ]),
  );
}

/** The best supported statement of a step. */
function stepClaim(data, filter, a, b) {
  const between = data.around()[a].filter((s) => otherEnd(data.raw, s, a) === b && filter.statement(s));
  const said = between.filter((s) => data.statement(s).modality !== "negated");
  return claim(data, said.sort((x, y) => support(data, y) - support(data, x))[0]);
}

function claim(data, s) {
  const one = data.statement(s);
  const row = data.raw.predicates[one.p];
  return el("section", { class: "claim" },
    el("h3", {}, el("mark", { class: "subject" }, nameOf(data.name(one.s), 40)), " ", label(row), " ",
      el("mark", { class: "object" }, nameOf(data.name(one.o), 40))),
    el("p", { class: "muted" },
      el("span", { class: `badge ${one.modality}`, text: t(one.modality) }),
      el("span", { text: t("sure", one.confidence) }), one.role && nameOf(one.role, 40), one.time && el("span", { text: one.time }),
      t(one.status) && el("span", { class: "badge", text: t(one.status) }),
      one.by >= 0 && el("span", {}, t("saidBy", data.name(one.by))),
      (data.texts?.amounts[s] ?? []).map((amount) => el("span", {}, clip(amount, 40)))),
    proofs(data, s));
}


