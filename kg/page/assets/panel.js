// What the panels share: sections, links to entities, lists that open further.

import { el, nameOf } from "./dom.js";
import { t } from "./i18n.js";
import { swatch } from "./swatch.js";

export const FIRST = 6;

export function section(title, ...inside) {
  return el("section", {}, el("h3", {}, title), inside);
}

export function entityLink(data, entity, go, longest = 40) {
  return el(
    "button",
    { class: "link", type: "button", onclick: () => go.entity(entity) },
    swatch(data.type(entity)[3]),
    nameOf(data.name(entity), longest),
  );
}

/** The cross; `when` is "narrowly" where only a narrow screen needs one. */
export function closing(go, when = "") {
  return el("button", { class: `close ${when}`, type: "button", "aria-label": t("close"), onclick: go.close }, "×");
}

export function action(text, onclick, props = {}) {
  return el("button", { type: "button", class: "act", onclick, ...props }, text);
}

/** The first few rows; the others come when asked for. */
export function longList(rows, most = FIRST) {
  const list = el("ul", { class: "plain facts" }, rows.slice(0, most));
  if (rows.length <= most) return list;
  const more = el("button", { type: "button", class: "quiet" }, t("more", rows.length - most));
  more.addEventListener("click", () => {
    list.append(...rows.slice(most));
    more.remove();
  });
  return [list, more];
}
