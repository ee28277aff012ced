// The buttons of the top bar: view, path, export, theme, language, help; filters on a phone.

import { byId, el, replace } from "./dom.js";
import { help } from "./dialogs.js";
import { speaking, t } from "./i18n.js";

const FORMATS = ["png", "svg", "csv", "graphml", "turtle", "print"];
const PICTURES = ["png", "svg"];

/** Fill the bar; `act` has change(patch, how), path, save(kind) and filters. */
export function showTools(now, act) {
  const tab = (view) => el("button", { type: "button", "aria-pressed": String(now.view === view), onclick: () => act.change({ view }) }, t(view));
  const other = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
  const tongue = speaking() === "zh" ? "en" : "zh";
  const press = (id, text, onclick, more = {}) => el("button", { type: "button", id, onclick, ...more }, text);
  const menu = el("details", { class: "menu" }, el("summary", {}, t("export")), el("div", {}, FORMATS.map((kind) =>
    el("button", { type: "button", "data-save": kind, disabled: now.view === "table" && PICTURES.includes(kind), onclick: () => { menu.open = false; kind === "print" ? act.print() : act.save(kind); } }, t(kind)))));
  replace(
    byId("tools"),
    el("button", { type: "button", class: "filterbutton", onclick: act.filters }, t("filters")),
    el("span", { class: "segment" }, tab("map"), tab("table")),
    press("path", t("path"), act.path),
    menu,
    press("theme", t(other), () => act.change({ theme: other }, { quiet: true })),
    press("language", t("language"), () => act.change({ lang: tongue }, { quiet: true }), { lang: tongue === "zh" ? "zh-CN" : "en" }),
    press("help", "?", help, { "aria-label": t("help"), title: t("help") }),
  );
}

/** A menu closes when something else is pressed. */
export function wireMenus() {
  document.addEventListener("pointerdown", ({ target }) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(target)) menu.open = false;
  });
}
