// The search box: a list of hits that keys and pointer can walk.

import { byId, el, nameOf, replace, say } from "./dom.js";
import { label, number, t } from "./i18n.js";
import { swatch } from "./swatch.js";

/** Wire an input and its list; `pick` gets the chosen entity. */
export function wireSearch(input, list, data, search, pick) {
  let hits = [];
  let at = -1;

  function show() {
    const begun = performance.now();
    hits = search().find(input.value, 12);
    document.documentElement.dataset.searched = (performance.now() - begun).toFixed(1);
    at = hits.length ? 0 : -1;
    replace(list, hits.map((hit, i) => row(data, hit, i, list.id, choose)), !hits.length && input.value.trim() !== "" && el("li", { class: "muted none", text: t("noHits") }));
    open(input.value.trim() !== "");
    if (input.value.trim()) say(t("hits", hits.length));
  }
  function open(shown) {
    list.hidden = !shown;
    input.setAttribute("aria-expanded", String(shown));
    mark();
  }
  function mark() {
    [...list.children].forEach((one, i) => one.setAttribute("aria-selected", String(i === at)));
    if (at >= 0 && !list.hidden) input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
    else input.removeAttribute("aria-activedescendant");
    byId(`${list.id}-${at}`)?.scrollIntoView({ block: "nearest" });
  }
  function choose(i) {
    if (!hits[i]) return;
    const { entity } = hits[i];
    open(false);
    pick(entity);
  }
  input.addEventListener("input", show);
  input.addEventListener("focus", () => {
    input.select();
    if (input.value.trim()) show();
  });
  input.addEventListener("blur", () => setTimeout(() => open(false), 160));
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      at = hits.length ? (at + step + hits.length) % hits.length : -1;
      mark();
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(at);
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (list.hidden) input.blur();
      open(false);
    }
  });
}

function row(data, { entity, name }, i, prefix, choose) {
  const own = data.name(entity);
  return el("li", { role: "option", id: `${prefix}-${i}`, "aria-selected": "false", onpointerdown: (event) => { event.preventDefault(); choose(i); } },
    swatch(data.type(entity)[3]), el("span", { class: "word" }, nameOf(own, 40), name !== own && el("span", { class: "muted" }, " ", nameOf(name, 24))),
    el("span", { class: "muted", text: `${label(data.type(entity))} · ${t("nArticles", number(data.raw.entities.articles[entity]))}` }));
}
