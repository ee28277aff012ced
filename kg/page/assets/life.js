// What an entity went through: happenings, companions, when and where it is named.

import { el, nameOf, webAddress } from "./dom.js";
import { dateOf } from "./data.js";
import { label, number, t } from "./i18n.js";
import { entityLink, FIRST, longList, section } from "./panel.js";
import { proofs } from "./proofs.js";
import { bars, weeksOf } from "./weeks.js";

/** What happened to an entity, in the order of time, as far as the filters let it through. */
export function happened(data, entity, filter, go) {
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

export function together(data, entity, filter, go) {
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

export function whenNamed(data, entity) {
  const articles = data.articlesOf()[entity];
  const { counts: list, first, last } = weeksOf(data, articles);
  if (list.length < 2) return null;
  return section(t("timeline"), bars(list, 280, 36), el("p", { class: "muted ends" },
    el("span", { text: dateOf(first) }), el("span", { text: dateOf(last) })));
}

export function articlesOf(data, entity, filter) {
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
