// The statements of a view, or its entities where it is a table of them, for a spreadsheet.

import { dateOf } from "./data.js";

// A cell that begins like a formula would run in a spreadsheet; a quote before it keeps it text.
export function csvCell(value) {
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The view's statements as CSV; its entities when `view.rows` says so. */
export function toCsv(data, view) {
  const rows = view.rows === "entities" ? entityRows(data, view.entities) : statementRows(data, view.statements);
  return `\ufeff${rows.map((row) => row.map(csvCell).join(",")).join("\r\n")}\r\n`;
}

function statementRows(data, statements) {
  const head = ["subject", "predicate", "object", "modality", "time", "role", "said_by", "confidence", "status", "first_seen", "last_seen", "places", "quote", "title", "source", "url", "statement"];
  return [head, ...statements.map((s) => {
    const one = data.statement(s);
    const article = data.said(s)[0];
    return [data.name(one.s), data.raw.predicates[one.p][0], data.name(one.o), one.modality, one.time, one.role, one.by >= 0 ? data.name(one.by) : "",
      one.confidence / 100, one.status, ...seenDays(data, s), data.said(s).length, quoteOf(data, s, 0),
      data.texts?.title[article] ?? "", data.sources[data.raw.source[article]] ?? "", data.texts?.url[article] ?? "", one.iri];
  })];
}

function entityRows(data, entities) {
  const { articles, mentions, aliases } = data.raw.entities;
  const head = ["name", "type", "aliases", "statements", "articles", "mentions", "entity"];
  return [head, ...entities.map((i) => [data.name(i), data.type(i)[0], aliases[i].join("; "), data.around()[i].length, articles[i], mentions[i], data.iri(i)])];
}

/** The first and the last day on which a statement is reported; "" without a date. */
export function seenDays(data, s) {
  const days = data.said(s).map(data.day).filter((day) => !Number.isNaN(day)).sort((a, b) => a - b);
  return days.length ? [dateOf(days[0]), dateOf(days.at(-1))] : ["", ""];
}

/** The quote of one place that says a statement. */
export function quoteOf(data, s, place) {
  const [text, from, to] = data.texts?.quotes[s]?.[place] ?? ["", 0, 0];
  return text.slice(from, to);
}
