// Which statements and entities the filters let through.

import { dayOf } from "./data.js";

/** A test for statements and one for entities, under the state's filters. */
export function makeFilter(data, state) {
  const { raw } = data;
  const all = raw.statements;
  const types = raw.types.map((one) => !state.noTypes.includes(one[3]) && !state.noTypes.includes(one[0]));
  const predicates = raw.predicates.map((one) => !state.noPredicates.includes(one[0]));
  const modalities = raw.modalities.map((one) => !state.noModalities.includes(one));
  const sources = raw.sources.map((one) => !state.noSources.includes(one));
  const from = state.from ? dayOf(state.from) : -Infinity;
  const to = state.to ? dayOf(state.to) : Infinity;
  const dated = state.from !== "" || state.to !== "";
  const narrow = dated || state.noSources.length > 0;

  const article = (a) => sources[raw.source[a]] && (!dated || (data.days[a] >= from && data.days[a] <= to));
  const entity = (i) => types[raw.entities.type[i]];
  const statement = (s) =>
    predicates[all.p[s]] &&
    modalities[all.m[s]] &&
    all.confidence[s] >= state.sure &&
    entity(all.s[s]) &&
    entity(all.o[s]) &&
    (!narrow || raw.said[s].some(article));
  return { article, entity, statement, narrow };
}

/** Whether any filter is on. */
export function filtered(state) {
  return Boolean(
    state.noTypes.length || state.noPredicates.length || state.noModalities.length ||
    state.noSources.length || state.sure || state.from || state.to,
  );
}
