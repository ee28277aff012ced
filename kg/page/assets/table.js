// Entities and statements as tables: sorted by a column, narrowed by a word, a page at a time.

import { el, nameOf, replace } from "./dom.js";
import { dateOf } from "./data.js";
import { label, number, t } from "./i18n.js";
import { folded } from "./search.js";
import { entityLink } from "./panel.js";

const PAGE = 50;
const LATEST = { column: 5, down: true };
const kept = { sort: { statements: LATEST }, word: "", page: 0 };

/** Fill the table section for the state's `rows`: entities or statements that pass the filter. */
export function showTable(section, data, filter, state, go, change) {
  const again = () => showTable(section, data, filter, state, go, change);
  const columns = columnsOf(data, state, go);
  const rows = rowsOf(data, filter, state, columns);
  kept.page = Math.min(kept.page, Math.max(0, Math.ceil(rows.length / PAGE) - 1));
  const head = section.querySelector(".tablehead");
  const body = [tableOf(columns, rows.slice(kept.page * PAGE, (kept.page + 1) * PAGE), state.rows, again), pager(rows.length, again)];
  if (head && head.dataset.rows === state.rows && head.dataset.lang === document.documentElement.lang) {
    [...section.children].slice(1).forEach((one) => one.remove());
    section.append(...body);
  } else replace(section, headOf(state, change, again), body);
}

function rowsOf(data, filter, state, columns) {
  return sorted(matching(data, filter, state.rows), columns, kept.sort[state.rows]);
}

/** What the table holds, all its pages, in its order: for saving. */
export function tableView(data, filter, state) {
  const rows = rowsOf(data, filter, state, columnsOf(data, state));
  const { s: subjects, o: objects } = data.raw.statements;
  if (state.rows === "entities") return { rows: "entities", entities: rows, statements: [] };
  return { rows: "statements", statements: rows, entities: [...new Set(rows.flatMap((s) => [subjects[s], objects[s]]))].sort((a, b) => a - b) };
}

function columnsOf(data, state, go) {
  return state.rows === "entities" ? entityColumns(data, go) : statementColumns(data, go);
}

function headOf(state, change, again) {
  const tab = (rows) => el("button", { type: "button", role: "tab", "aria-selected": String(state.rows === rows),
    onclick: () => { kept.page = 0; change({ rows }); } }, t(rows));
  const word = el("input", { type: "search", class: "narrow", placeholder: t("filterRows"), "aria-label": t("filterRows"), value: kept.word });
  word.addEventListener("input", () => {
    kept.word = word.value;
    kept.page = 0;
    again();
  });
  return el("div", { class: "tablehead", "data-rows": state.rows, "data-lang": document.documentElement.lang },
    el("div", { role: "tablist", class: "tabs" }, tab("entities"), tab("statements")), word);
}

function matching(data, filter, kind) {
  const wanted = folded(kept.word);
  const { keys } = data.raw.entities;
  const named = (entity) => !wanted || keys[entity].includes(wanted);
  const found = [];
  if (kind === "entities") {
    for (let i = 0; i < data.size; i++) if (filter.entity(i) && named(i) && inTime(data, filter, i)) found.push(i);
  } else {
    const { s: subjects, o: objects } = data.raw.statements;
    const said = data.raw.predicates.map((one) => wanted && folded(label(one)).includes(wanted));
    const { p: predicates } = data.raw.statements;
    for (let s = 0; s < data.count; s++) if (filter.statement(s) && (named(subjects[s]) || named(objects[s]) || said[predicates[s]])) found.push(s);
  }
  return found;
}

function inTime(data, filter, entity) {
  return !filter.narrow || data.articlesOf()[entity].some(filter.article);
}

function sorted(rows, columns, how) {
  if (!how) return rows;
  const column = columns[how.column];
  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const compare = column.number ? (a, b) => column.value(a) - column.value(b) : (a, b) => order.compare(column.value(a), column.value(b));
  return [...rows].sort((a, b) => (how.down ? -1 : 1) * compare(a, b) || a - b);
}

function entityColumns(data, go) {
  const all = data.raw.entities;
  return [
    { title: t("name"), value: (i) => data.name(i), cell: (i) => entityLink(data, i, go, 60) },
    { title: t("type"), value: (i) => label(data.type(i)) },
    { title: t("statements"), number: true, value: (i) => data.around()[i].length },
    { title: t("articles"), number: true, value: (i) => all.articles[i] },
    { title: t("mentions"), number: true, value: (i) => all.mentions[i] },
  ];
}

function statementColumns(data, go) {
  const { s, p, o, m, confidence } = data.raw.statements;
  const date = (i) => (Number.isFinite(data.lastDay(i)) ? dateOf(data.lastDay(i)) : "");
  return [
    { title: t("subject"), value: (i) => data.name(s[i]), cell: (i) => entityLink(data, s[i], go, 40) },
    { title: t("predicate"), value: (i) => label(data.raw.predicates[p[i]]),
      cell: (i) => el("button", { type: "button", class: "link", onclick: () => go.edge(s[i], o[i]) }, el("bdi", {}, label(data.raw.predicates[p[i]]))) },
    { title: t("object"), value: (i) => data.name(o[i]), cell: (i) => entityLink(data, o[i], go, 40) },
    { title: t("modality"), value: (i) => t(data.raw.modalities[m[i]]) },
    { title: t("confidence").split("至")[0].replace(" at least", ""), number: true, value: (i) => confidence[i], cell: (i) => `${confidence[i]}%` },
    { title: t("date"), value: date, cell: (i) => el("span", { class: "day" }, date(i)) },
    { title: t("inText"), number: true, value: (i) => data.said(i).length,
      cell: (i) => el("button", { type: "button", class: "quiet", onclick: () => go.edge(s[i], o[i]) }, t("times", number(data.said(i).length))) },
  ];
}

function tableOf(columns, rows, kind, again) {
  const how = kept.sort[kind];
  const head = columns.map((column, i) => el("th", { scope: "col", "aria-sort": how?.column === i ? (how.down ? "descending" : "ascending") : "none" },
    el("button", { type: "button", onclick: () => { kept.sort[kind] = { column: i, down: how?.column === i ? !how.down : Boolean(column.number) }; kept.page = 0; again(); } },
      column.title, el("span", { "aria-hidden": "true" }, how?.column === i ? (how.down ? " ↓" : " ↑") : ""))));
  const cell = (column, row) => el("td", { class: column.number ? "number" : "" },
    column.cell ? column.cell(row) : column.number ? number(column.value(row)) : nameOf(String(column.value(row)), 60));
  return el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": t("table") },
    el("table", {}, el("thead", {}, el("tr", {}, head)), el("tbody", {}, rows.map((row) => el("tr", {}, columns.map((column) => cell(column, row)))))));
}

function pager(count, again) {
  const turn = (by) => { kept.page += by; again(); };
  const last = Math.min(count, (kept.page + 1) * PAGE);
  return el("div", { class: "pager" },
    el("button", { type: "button", class: "act", disabled: kept.page === 0, onclick: () => turn(-1) }, t("earlier")),
    el("span", { class: "muted", text: t("rowsOf", number(count ? kept.page * PAGE + 1 : 0), number(last), number(count)) }),
    el("button", { type: "button", class: "act", disabled: last >= count, onclick: () => turn(1) }, t("later")));
}
