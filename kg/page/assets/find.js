// The search box: a list of hits that keys and pointer can walk.

import { byId, el, nameOf, replace, say } from "./dom.js";
import { label, number, t } from "./i18n.js";
import { swatch } from "./swatch.js";

const MOST_HITS = 12;

/** Wire an input and its list; `pick` gets the chosen entity, or -1 with the IRI and name of one that
 * `far` (words → [{id, name, type, articles}]) knows beyond the page. */
export function wireSearch(input, list, data, search, pick, far = async () => []) {
  let hits = [];
  let at = -1;

  function show() {
    const begun = performance.now();
    hits = search().find(input.value, MOST_HITS);
    document.documentElement.dataset.searched = (performance.now() - begun).toFixed(1);
    at = hits.length ? 0 : -1;
    draw();
    if (hits.length < MOST_HITS) beyond(input.value);
  }
  async function beyond(words) {
    const more = (await far(words)).filter((one) => data.placeOf(one.id) < 0).slice(0, MOST_HITS - hits.length);
    if (!more.length || input.value !== words || document.activeElement !== input) return;
    hits.push(...more.map((one) => ({ ...one, entity: -1 })));
    at = Math.max(at, 0);
    draw();
  }
  function draw() {
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
    const { entity, id, name } = hits[i];
    open(false);
    pick(entity, id, name);
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

function row(data, { entity, name, type, articles }, i, prefix, choose) {
  const own = entity < 0 ? name : data.name(entity);
  const kind = entity < 0 ? (data.raw.types.find((one) => one[0] === type) ?? [type, type, type, type]) : data.type(entity);
  return el("li", { role: "option", id: `${prefix}-${i}`, "aria-selected": "false", onpointerdown: (event) => { event.preventDefault(); choose(i); } },
    swatch(kind[3]), el("span", { class: "word" }, nameOf(own, 40), name !== own && el("span", { class: "muted" }, " ", nameOf(name, 24))),
    el("span", { class: "muted", text: `${label(kind)} · ${t("nArticles", number(articles ?? data.raw.entities.articles[entity]))}` }));
}
