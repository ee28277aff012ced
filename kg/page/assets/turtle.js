// The entities and statements of a view as Turtle, in the words of the ontology.

import { quoteOf, seenDays } from "./csv.js";

const NS = "https://kg.example/ns#";

export function turtleIri(iri) {
  return `<${iri.replace(/[\u0000-\u0020<>"{}|^`\\]/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`)}>`;
}

export function turtleText(text) {
  const escapes = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  return `"${text.replace(/["\\\n\r\t]/g, (char) => escapes[char])}"`;
}

export function toTurtle(data, { entities, statements }) {
  const lines = [`@prefix kg: <${NS}> .`, "@prefix prov: <http://www.w3.org/ns/prov#> .", "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .",
    "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .", "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .", ""];
  for (const entity of entities) {
    lines.push(`${turtleIri(data.iri(entity))} a kg:${data.type(entity)[0]} ; skos:prefLabel ${turtleText(data.name(entity))}${tongue(data.name(entity))} .`);
  }
  for (const s of statements) lines.push(...said(data, data.statement(s)));
  return `${lines.join("\n")}\n`;
}

/** The language tag of a name, as the build gives it. */
function tongue(name) {
  if (/\p{Script=Han}/u.test(name)) return /[\u3040-\u30ff]/.test(name) ? "" : "@zh";
  return /[A-Za-z]/.test(name) && /^[\x00-\x7f]*$/.test(name) ? "@en" : "";
}

/** The plain triple of what is asserted, and the statement with its places. */
function said(data, one) {
  const [subject, predicate, object] = [turtleIri(data.iri(one.s)), `kg:${data.raw.predicates[one.p][0]}`, turtleIri(data.iri(one.o))];
  const [first, last] = seenDays(data, one.at);
  const parts = [`${turtleIri(one.iri)} a kg:Statement, rdf:Statement ; rdf:subject ${subject} ; rdf:predicate ${predicate} ; rdf:object ${object}`,
    `kg:confidence ${(one.confidence / 100).toFixed(2)} ; kg:modality kg:${one.modality} ; kg:status kg:${one.status}`];
  if (one.role) parts.push(`kg:role ${turtleText(one.role)}`);
  if (one.by >= 0) parts.push(`kg:attributedTo ${turtleIri(data.iri(one.by))}`);
  if (first) parts.push(`kg:firstSeen "${first}"^^xsd:date ; kg:lastSeen "${last}"^^xsd:date`);
  parts.push(...places(data, one.at));
  return [...(one.modality === "asserted" ? [`${subject} ${predicate} ${object} .`] : []), `${parts.join(" ; ")} .`];
}

/** Articles and quotes, without offsets: the evidence proper is in `graph.ttl`. */
function places(data, s) {
  if (!data.texts) return [];
  const articles = [...new Set(data.said(s))].map((article) => turtleIri(data.texts.id[article]));
  const quotes = [...new Set(data.said(s).map((_, i) => quoteOf(data, s, i)))].map(turtleText);
  return [`prov:wasDerivedFrom ${articles.join(", ")}`, `skos:note ${quotes.join(", ")}`];
}
