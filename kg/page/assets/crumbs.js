// The line above the picture: the way back, what is focused, the ways found, how much is shown.

import { byId, el, replace } from "./dom.js";
import { number, t } from "./i18n.js";
import { levelOf } from "./scene.js";

/** Fill the line; `act` has overview, edge(a, b) and change(patch); a server may still be `searching`. */
export function showCrumbs(data, now, scene, ways, act, searching) {
  const parts = [];
  const inOverview = !now.focus && now.path.length !== 2;
  const focused = data.placeOf(now.focus);
  if (!inOverview) parts.push(el("button", { type: "button", class: "act", onclick: act.overview }, `← ${t("overview")}`));
  if (now.path.length === 2) parts.push(...pathCrumbs(data, ways, act, searching));
  else if (now.focus && focused >= 0) parts.push(el("strong", {}, el("bdi", {}, data.name(focused))));
  if (inOverview && now.view === "map" && data.raw.levels.length > 1) parts.push(levels(data, now, act));
  for (const [entity, rest] of scene.rest) parts.push(el("span", { class: "muted" }, `${data.name(entity)}: ${t("rest", rest)}`));
  replace(byId("crumbs"), parts);
}

function pathCrumbs(data, ways, act, searching) {
  if (!ways.length) return [el("span", { text: t(searching ? "pathSearch" : "pathNone") })];
  const arrow = (a, b) => el("button", { type: "button", class: "quiet", "aria-label": t("statements"), onclick: () => act.edge(a, b) }, "→");
  return ways.map(({ kind, nodes }) => el("span", { class: "way" }, el("b", { text: `${t(kind)} (${t("steps", nodes.length - 1)}) ` }),
    nodes.map((entity, i) => [i > 0 && arrow(nodes[i - 1], entity), el("bdi", {}, data.name(entity))])));
}

function levels(data, now, act) {
  const at = levelOf(data, now, innerWidth);
  const pick = el("select", { "aria-label": t("level") }, data.raw.levels.map((one, i) => el("option", { value: i, selected: i === at }, number(one.nodes.length))));
  pick.addEventListener("change", () => act.change({ level: Number(pick.value) }));
  return el("label", { class: "muted" }, `${t("level")} `, pick);
}
