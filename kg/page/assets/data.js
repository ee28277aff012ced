// The build inside the page: inflated once, then read through small lookups.

/** The data of one inert block of the page. */
export async function inflate(id) {
  const letters = atob(document.getElementById(id).textContent);
  const bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return JSON.parse(await new Response(stream).text());
}

/** Lookups over the graph block; entity numbers follow importance, 0 is the most important. */
export function readGraph(raw) {
  const { entities, statements } = raw;
  const days = raw.dates.map(dayOf);
  return {
    raw,
    texts: null,
    size: entities.id.length,
    count: statements.id.length,
    name: (i) => entities.name[i],
    iri: (i) => entities.prefix + entities.id[i],
    key: (i) => entities.id[i],
    type: (i) => raw.types[entities.type[i]],
    top: (i) => topOf(raw, entities.type[i]),
    around: once(() => around(entities.id.length, statements)),
    happeningsOf: once(() => happeningsOf(entities.id.length, raw)),
    placeOf: placing(entities),
    iriOf: (id) => (id.includes("://") ? id : entities.prefix + id),
    articlesOf: once(() => inverted(entities.id.length, raw.named)),
    days,
    day: (article) => days[article],
    lastDay: (s) => lastOf(raw.said[s], days),
    statement: (s) => statementOf(raw, s),
    said: (s) => raw.said[s],
    sources: raw.sources,
  };
}

/** An entity by the short form of its IRI, or by the whole; -1 when there is none. */
function placing({ id: ids, prefix }) {
  const places = once(() => new Map(ids.map((id, i) => [id, i])));
  return (id) => places().get(id) ?? places().get(id.startsWith(prefix) ? id.slice(prefix.length) : "") ?? -1;
}

function once(make) {
  let made;
  return () => (made === undefined ? (made = make()) : made);
}

function topOf(raw, type) {
  const name = raw.types[type][3];
  return raw.types.findIndex((one) => one[0] === name);
}

/** Statements around each entity, in the table's order. */
function around(size, statements) {
  const lists = Array.from({ length: size }, () => []);
  for (let i = 0; i < statements.s.length; i++) {
    lists[statements.s[i]].push(i);
    if (statements.o[i] !== statements.s[i]) lists[statements.o[i]].push(i);
  }
  return lists;
}

/** The numbers of the happenings each entity takes part in, in the order of time. */
function happeningsOf(size, raw) {
  const { s: subjects, o: objects } = raw.statements;
  const actors = raw.happenings.map((one) => new Set(one[3].flatMap((s) => [subjects[s], objects[s]])));
  return inverted(size, actors);
}

function inverted(size, named) {
  const lists = Array.from({ length: size }, () => []);
  named.forEach((inside, article) => inside.forEach((entity) => lists[entity].push(article)));
  return lists;
}

/** Day number of an ISO date (a year or month counts from its first day), NaN without one. */
export function dayOf(date) {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(date);
  if (!parts) return NaN;
  return Date.UTC(+parts[1], (+parts[2] || 1) - 1, +parts[3] || 1) / 864e5;
}

export function dateOf(day) {
  return new Date(day * 864e5).toISOString().slice(0, 10);
}

/** The latest day of some articles, -Infinity when none is dated. */
function lastOf(articles, days) {
  let last = -Infinity;
  for (const article of articles) if (days[article] > last) last = days[article];
  return last;
}

function statementOf(raw, s) {
  const all = raw.statements;
  return {
    at: s,
    iri: all.prefix + all.id[s],
    s: all.s[s],
    p: all.p[s],
    o: all.o[s],
    modality: raw.modalities[all.m[s]],
    time: all.time[s],
    role: all.role[s],
    by: all.by[s],
    confidence: all.confidence[s],
    status: all.status[s],
  };
}

/** The other end of a statement. */
export function otherEnd(raw, s, entity) {
  const { s: subjects, o: objects } = raw.statements;
  return subjects[s] === entity ? objects[s] : subjects[s];
}
