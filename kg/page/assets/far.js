// Beyond the page: under `kg serve`, what a large build leaves out comes when asked for.

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
    /** Entities by name beyond the page: [{id, name, type, articles}]. */
    async find(words) {
      return served && words.trim() ? ((await ask(`/explore/find?q=${encodeURIComponent(words)}`)) ?? []) : [];
    },
  };
}
