// The panel of one entity: roles, statements by predicate, names and why they are one.

import { clip, el, nameOf, replace } from "./dom.js";
import { otherEnd } from "./data.js";
import { label, number, t } from "./i18n.js";
import { articlesOf, happened, together, whenNamed } from "./life.js";
import { action, closing, entityLink, longList, section } from "./panel.js";
import { badges, cited, marked, proofs, saidAt } from "./proofs.js";
import { wayOf } from "./scene.js";
import { swatch } from "./swatch.js";
import { wayLabel } from "./names.js";

/** Fill the panel; `expanded` is {open, more: the neighbours that expanding would add}. */
export function showEntity(panel, data, filter, entity, go, expanded) {
  const type = data.type(entity);
  const listed = data.around()[entity].filter(filter.statement);
  replace(
    panel,
    closing(go),
    el("p", { class: "kind" }, swatch(type[3]), label(type)),
    el("h2", {}, nameOf(data.name(entity), 160)),
    alsoCalled(data, entity),
    el("p", { class: "muted figures" }, counts(data, entity, listed)),
    el("div", { class: "row" },
      action(t("focus"), () => go.focus(entity)),
      expanding(entity, go, expanded),
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

function expanding(entity, go, { open, more }) {
  const text = open ? t("collapse") : more.length ? `${t("expand")} +${number(more.length)}` : t("expand");
  return action(text, () => go.expand(entity), { disabled: !open && !more.length });
}

/** The first few other names, with the way to all of them and why. */
function alsoCalled(data, entity) {
  const others = data.raw.entities.aliases[entity].filter((name) => name !== data.name(entity));
  if (!others.length) return null;
  const why = (event) => event.currentTarget.closest(".panel").querySelector(".names")?.scrollIntoView();
  return el("p", { class: "muted also" }, t("also"), " ", others.slice(0, 4).map((name, i) => [i > 0 && t("comma"), nameOf(name, 24)]),
    el("button", { type: "button", class: "quiet", onclick: why }, t("namesWhy", number(others.length))));
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

/** Where an entity without statements is named. */
function seen(data, entity) {
  const first = data.texts?.seen[entity];
  if (!first) return el("p", { class: "muted", text: t("noStatements") });
  const [article, quote, start, end] = first;
  return section(t("seenIn"), el("p", { class: "muted", text: t("noStatements") }), cited(data, article, marked(quote, 0, quote.length, [start, end, 0], [data.name(entity)])));
}

function group(data, entity, key, list, go) {
  list.sort((a, b) => data.said(b).length - data.said(a).length);
  const rows = list.map((s) => fact(data, s, entity, go));
  return el("div", { class: "group" }, el("h4", {}, wayLabel(data, key), el("span", { class: "muted", text: ` ${list.length}` })), longList(rows));
}

function fact(data, s, entity, go) {
  const one = data.statement(s);
  const other = otherEnd(data.raw, s, entity);
  const proof = el("details", {}, el("summary", {}, t("times", number(saidAt(data, s).length))));
  proof.addEventListener("toggle", () => {
    if (proof.open && proof.children.length === 1) proof.append(...proofs(data, s));
  });
  return el("li", {}, entityLink(data, other, go), one.role && el("span", { class: "muted" }, nameOf(one.role, 30)), badges(data, one), proof);
}

/** What made a name one with another: the other, how, and the points. */
function joined(kind, to, points, reasons) {
  const parts = reasons.map((one) => one.replace(/^\S+/, (weight) => t(`weight_${weight}`)));
  const sum = parts.length ? `${parts.join(" + ")}${parts.length > 1 ? ` = ${points}` : ""}` : "";
  return el("span", { class: "muted tie" }, "= ", nameOf(to, 40), ` · ${t(`tie_${kind}`)}`, sum && ` · ${sum}`);
}

function namesOf(data, entity) {
  const aliases = data.raw.entities.aliases[entity];
  if (!aliases.length || !data.texts) return null;
  const rows = aliases.map((name, i) => {
    const [kind, article, quote, ...tie] = data.texts.aliases[entity][i];
    const why = quote ? el("q", { dir: "auto" }, clip(quote, 160)) : null;
    const where = article >= 0 ? nameOf(data.texts.title[article], 40) : kind === "variant" ? "" : t("fromLexicon");
    return el("li", {}, el("b", {}, nameOf(name, 60)), el("span", { class: "muted", text: t(`why_${kind}`) }),
      tie.length > 0 && joined(...tie), why, el("span", { class: "muted" }, where));
  });
  const same = data.texts.same[entity].map((one) => el("li", { class: "muted" }, one.startsWith("code:") ? `${t("why_code")} ${clip(one.slice(5), 40)}` : clip(one, 80)));
  const listed = section(t("names"), longList([...rows, ...same], 8));
  listed.classList.add("names");
  return listed;
}
