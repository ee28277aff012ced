// Finds entities as you type: by any name, by pinyin, by initials.

/** A search over all names: `find("bd", 12)` gives [{entity, name, exact}], the best first. */
export function makeSearch(data) {
  const texts = [];
  const owners = [];
  const names = [];
  data.raw.entities.keys.forEach((lines, entity) => {
    const shown = [data.name(entity), ...data.raw.entities.aliases[entity]];
    lines.split("\n").forEach((line, which) => {
      for (const text of line.split("\t")) {
        texts.push(text);
        owners.push(entity);
        names.push(which);
      }
    });
    return shown;
  });

  function nameAt(entity, which) {
    const distinct = [...new Set([data.name(entity), ...data.raw.entities.aliases[entity]])];
    return distinct[which] ?? data.name(entity);
  }

  function find(query, most = 12) {
    const wanted = folded(query);
    if (!wanted) return [];
    const best = new Map();
    for (let i = 0; i < texts.length; i++) {
      const place = texts[i].indexOf(wanted);
      if (place < 0) continue;
      const rank = place > 0 ? 2 : texts[i].length === wanted.length ? 0 : 1;
      const known = best.get(owners[i]);
      if (!known || rank < known.rank) best.set(owners[i], { rank, which: names[i] });
    }
    const found = [...best].sort((a, b) => a[1].rank - b[1].rank || a[0] - b[0]);
    return found.slice(0, most).map(([entity, { rank, which }]) => ({
      entity,
      name: nameAt(entity, which),
      exact: rank === 0,
    }));
  }
  return { find };
}

const DROPPED = /[“”‘’"「」『』\u200b-\u200d\u2060\ufeff\u00ad]/g;

/** As the build folds names: width, case, quotation marks. */
export function folded(text) {
  return text.normalize("NFKC").replace(DROPPED, "").toLowerCase().trim().replace(/\s+/g, " ");
}
