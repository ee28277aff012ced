// The entities and statements of a view as GraphML, and text as XML can hold it.

import { quoteOf, seenDays } from "./csv.js";

// Characters that XML 1.0 has no way to write go as U+FFFD.
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export function xml(text) {
  const safe = String(text).replace(UNWRITABLE, "\ufffd");
  return safe.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

const NODE = ["label", "type", "aliases", ["articles", "int"], ["mentions", "int"]];
const EDGE = ["predicate", "modality", "status", "time", "role", "first_seen", "last_seen", "quote", ["weight", "double"], ["confidence", "double"]];

export function toGraphml(data, { entities, statements }) {
  const key = (id, on, type) => `<key id="${id}" for="${on}" attr.name="${id}" attr.type="${type}"/>`;
  const keys = [[NODE, "node"], [EDGE, "edge"]].flatMap(([all, on]) => all.map((one) => (typeof one === "string" ? key(one, on, "string") : key(one[0], on, one[1]))));
  const put = (values) => Object.entries(values).map(([id, value]) => (value === "" ? "" : `<data key="${id}">${xml(value)}</data>`)).join("");
  const nodes = entities.map((entity) => `<node id="${xml(data.iri(entity))}">${put(nodeValues(data, entity))}</node>`);
  const edges = statements.map(data.statement).map((one) =>
    `<edge id="${xml(one.iri)}" source="${xml(data.iri(one.s))}" target="${xml(data.iri(one.o))}">${put(edgeValues(data, one))}</edge>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">${keys.join("")}` +
    `<graph edgedefault="directed">\n${nodes.join("\n")}\n${edges.join("\n")}\n</graph></graphml>\n`;
}

function nodeValues(data, entity) {
  const { aliases, articles, mentions } = data.raw.entities;
  return { label: data.name(entity), type: data.type(entity)[0], aliases: aliases[entity].join("; "), articles: articles[entity], mentions: mentions[entity] };
}

function edgeValues(data, one) {
  const [first, last] = seenDays(data, one.at);
  return { predicate: data.raw.predicates[one.p][0], modality: one.modality, status: one.status, time: one.time, role: one.role,
    first_seen: first, last_seen: last, quote: quoteOf(data, one.at, 0), weight: data.said(one.at).length, confidence: one.confidence / 100 };
}
