// Dialogs: how to read the page, and which two entities a path should join.

import { byId, el, replace } from "./dom.js";
import { wireSearch } from "./find.js";
import { t } from "./i18n.js";

export function help() {
  const line = (keys, text) => el("li", {}, keys.split(" ").map((one) => el("kbd", { text: one })), " ", text);
  dialog(t("help"), el("p", { text: t("readClick") }), el("h3", { text: t("keys") }), el("ul", { class: "plain" },
    line("/", t("keySearch")), line("← ↑ → ↓", t("keyMove")), line("Enter", t("keyEnter")), line("Esc", t("keyBack")),
    line("+ − 0", t("keyZoom")), line("t", t("keyView"))));
}

function dialog(title, ...inside) {
  const box = byId("dialog");
  replace(box, el("button", { class: "close", type: "button", "aria-label": t("close"), onclick: () => box.close() }, "×"), el("h2", { id: "dialogtitle", text: title }), inside);
  box.setAttribute("aria-labelledby", "dialogtitle");
  box.showModal();
}

/** Ask for the ends of a path, the first of them perhaps known; `found` gets the keys of both, for an
 * end that `far` finds beyond the page its IRI. */
export function askPath(data, search, entity, found, far) {
  const ends = [entity < 0 ? "" : data.key(entity), ""];
  const done = () => {
    if (ends.includes("") || ends[0] === ends[1]) return;
    byId("dialog").close();
    found(ends);
  };
  const field = (which, id, name) => {
    const input = el("input", { type: "search", id, role: "combobox", autocomplete: "off", "aria-expanded": "false", "aria-controls": `${id}hits`, "aria-autocomplete": "list", value: which === 0 && entity >= 0 ? data.name(entity) : "" });
    const list = el("ul", { id: `${id}hits`, role: "listbox", class: "hits", "aria-label": t(name), hidden: true });
    const pick = (one, iri, word) => {
      ends[which] = one < 0 ? iri : data.key(one);
      input.value = one < 0 ? word : data.name(one);
      if (which === 0) byId("pathto").focus();
      done();
    };
    wireSearch(input, list, data, search, pick, far);
    return el("p", { class: "field" }, el("label", { for: id }, t(name)), input, list);
  };
  dialog(t("findPath"), field(0, "pathfrom", "pathFrom"), field(1, "pathto", "pathTo"));
  byId(entity >= 0 ? "pathto" : "pathfrom").focus();
}
