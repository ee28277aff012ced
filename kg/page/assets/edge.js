// The panel of one link, and of the ways between two entities: every sentence.

import { clip, el, nameOf, replace } from "./dom.js";
import { otherEnd } from "./data.js";
import { label, t } from "./i18n.js";
import { closing, entityLink } from "./panel.js";
import { proofs } from "./proofs.js";
import { support } from "./route.js";

export function showEdge(panel, data, filter, a, b, go) {
  const listed = data.around()[a].filter((s) => otherEnd(data.raw, s, a) === b && filter.statement(s));
  listed.sort((x, y) => support(data, y) - support(data, x) || x - y);
  replace(
    panel,
    closing(go),
    el("p", { class: "kind", text: t("statements") }),
    el("h2", { class: "pair" }, entityLink(data, a, go, 60), el("span", { class: "muted", text: "—" }), entityLink(data, b, go, 60)),
    listed.length === 0 && el("p", { class: "muted", text: t("nothing") }),
    listed.map((s) => claim(data, s)),
  );
}

/** Every step of the ways between two entities, with what is said on it. */
export function showWays(panel, data, filter, ways, go) {
  const [from, to] = [ways[0].nodes[0], ways[0].nodes.at(-1)];
  replace(
    panel,
    closing(go, "narrowly"),
    el("p", { class: "kind", text: t("path") }),
    el("h2", { class: "pair" }, entityLink(data, from, go, 60), el("span", { class: "muted", text: "→" }), entityLink(data, to, go, 60)),
    ways.map((way) => [
      el("p", { class: "wayhead" }, el("b", { text: t(way.kind) }), ` ${t("steps", way.nodes.length - 1)}`),
      way.nodes.slice(1).map((entity, i) => stepClaim(data, filter, way.nodes[i], entity)),
    ]),
  );
}

/** The best supported statement of a step. */
function stepClaim(data, filter, a, b) {
  const between = data.around()[a].filter((s) => otherEnd(data.raw, s, a) === b && filter.statement(s));
  const said = between.filter((s) => data.statement(s).modality !== "negated");
  return claim(data, said.sort((x, y) => support(data, y) - support(data, x))[0]);
}

function claim(data, s) {
  const one = data.statement(s);
  const row = data.raw.predicates[one.p];
  return el("section", { class: "claim" },
    el("h3", {}, el("mark", { class: "subject" }, nameOf(data.name(one.s), 40)), " ", label(row), " ",
      el("mark", { class: "object" }, nameOf(data.name(one.o), 40))),
    el("p", { class: "muted" },
      el("span", { class: `badge ${one.modality}`, text: t(one.modality) }),
      el("span", { text: t("sure", one.confidence) }), one.role && nameOf(one.role, 40), one.time && el("span", { text: one.time }),
      t(one.status) && el("span", { class: "badge", text: t(one.status) }),
      one.by >= 0 && el("span", {}, t("saidBy", data.name(one.by))),
      (data.texts?.amounts[s] ?? []).map((amount) => el("span", {}, clip(amount, 40)))),
    proofs(data, s));
}
