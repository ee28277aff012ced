// Takes a part of the build into the page's columns: new entities, articles and statements at the end.

import { readGraph } from "./data.js";

const TEXTS = ["id", "title", "url"];

/** Mutates `data`: afterwards it holds what it held and the part; all lookups are made anew. */
export function absorb(data, { graph, texts }) {
  const sources = mapped(data.raw.sources, graph.sources);
  const articles = newArticles(data, graph, texts, sources);
  const entities = newEntities(data, graph, texts, articles);
  const statements = newStatements(data, graph, texts, entities, articles);
  graph.named.forEach((inside, at) => {
    const own = data.raw.named[articles[at]];
    data.raw.named[articles[at]] = [...new Set([...own, ...inside.map((one) => entities[one])])].sort((a, b) => a - b);
  });
  happeningsOfPart(data.raw, graph, statements);
  for (const key of ["bins", "typeCounts", "predicateCounts", "modalityCounts", "sourceCounts"]) delete data[key];
  Object.assign(data, readGraph(data.raw), { texts: data.texts });
}

/** Where each value of a part stands in a list; new ones are added to it. */
function mapped(known, values) {
  const at = new Map(known.map((value, i) => [value, i]));
  return values.map((value) => {
    if (!at.has(value)) at.set(value, known.push(value) - 1);
    return at.get(value);
  });
}

function newArticles(data, graph, texts, sources) {
  const { raw } = data;
  const before = data.texts.id.length;
  const at = mapped(data.texts.id, texts.id);
  at.forEach((place, i) => {
    if (place < before) return;
    for (const key of TEXTS.slice(1)) data.texts[key][place] = texts[key][i];
    raw.dates[place] = graph.dates[i];
    raw.source[place] = sources[graph.source[i]];
    raw.named[place] = [];
  });
  return at;
}

function newEntities(data, graph, texts, articles) {
  const all = data.raw.entities;
  const from = graph.entities;
  return from.id.map((id, i) => {
    const known = data.placeOf(from.prefix + id);
    if (known >= 0) return known;
    const place = all.id.push((from.prefix + id).slice(all.prefix.length)) - 1;
    for (const key of ["name", "type", "articles", "mentions", "aliases", "keys"]) all[key][place] = from[key][i];
    all.radius[place] = 6;
    all.community[place] = -1;
    data.texts.aliases[place] = texts.aliases[i].map(([kind, article, ...rest]) => [kind, article < 0 ? -1 : articles[article], ...rest]);
    data.texts.same[place] = texts.same[i];
    const seen = texts.seen[i];
    if (seen) data.texts.seen[place] = [articles[seen[0]], ...seen.slice(1)];
    return place;
  });
}

function newStatements(data, graph, texts, entities, articles) {
  const all = data.raw.statements;
  const from = graph.statements;
  const known = new Map(all.id.map((id, i) => [all.prefix + id, i]));
  const at = (one) => (one < 0 ? -1 : entities[one]);
  return from.id.map((id, i) => {
    if (known.has(from.prefix + id)) return known.get(from.prefix + id);
    const place = all.id.push((from.prefix + id).slice(all.prefix.length)) - 1;
    for (const key of ["p", "m", "time", "role", "confidence", "status"]) all[key][place] = from[key][i];
    Object.entries({ s: at(from.s[i]), o: at(from.o[i]), by: at(from.by[i]) }).forEach(([key, value]) => (all[key][place] = value));
    data.raw.said[place] = graph.said[i].map((one) => articles[one]);
    data.texts.quotes[place] = texts.quotes[i];
    data.texts.amounts[place] = texts.amounts[i];
    return place;
  });
}

/** A happening of the part replaces those of the page that it covers. */
function happeningsOfPart(raw, graph, statements) {
  const fresh = graph.happenings.map(([kind, first, last, said]) => [kind, first, last, said.map((s) => statements[s])]);
  const covered = new Set(fresh.flatMap((one) => one[3]));
  const kept = raw.happenings.filter((one) => !one[3].every((s) => covered.has(s)));
  raw.happenings = [...kept, ...fresh].sort((a, b) => (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0));
}
