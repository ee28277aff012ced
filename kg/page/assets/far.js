// Beyond the page: under `kg serve`, what a large build leaves out comes when asked for.

const FILTERS = [["t", "noTypes"], ["p", "noPredicates"], ["m", "noModalities"], ["s", "noSources"]];

/** The server behind the page; `served` is false on disk and where the page holds all. */
export function makeFar(data) {
  const served = "serve" in document.documentElement.dataset && data.raw.totals[1] > data.size;
  const asked = new Map();
  const ask = async (path) => {
    try {
      const answer = await fetch(path);
      return answer.ok ? await answer.json() : null;
    } catch {
      return null;
    }
  };
  return {
    served,
    /** The surroundings of an entity, once; null when there are none or they are known already. */
    async around(iri) {
      if (!served || asked.has(iri)) return null;
      asked.set(iri, true);
      return ask(`/explore/around?id=${encodeURIComponent(iri)}`);
    },
    /** The ways between two entities under the filters of a state, once; null when there are none. */
    async between(from, to, now) {
      const asks = new URLSearchParams({ from, to, c: now.sure, a: now.from, b: now.to });
      for (const [letter, key] of FILTERS) for (const one of now[key]) asks.append(letter, one);
      const path = `/explore/path?${asks}`;
      if (!served || asked.has(path)) return null;
      asked.set(path, true);
      return ask(path);
    },
    /** Entities by name beyond the page: [{id, name, type, articles}]. */
    async find(words) {
      return served && words.trim() ? ((await ask(`/explore/find?q=${encodeURIComponent(words)}`)) ?? []) : [];
    },
  };
}
