// On a narrow screen the filters and the panel are sheets over the picture, which open and close.

import { byId, el } from "./dom.js";
import { t } from "./i18n.js";

export function openPanel() {
  byId("panel").classList.add("open");
  byId("peek").setAttribute("aria-expanded", "true");
}

export function closePanel() {
  byId("panel").classList.remove("open");
  byId("peek").setAttribute("aria-expanded", "false");
}

export function toggleFilters() {
  if (byId("side").classList.toggle("open")) byId("side").querySelector("button, input")?.focus();
}

/** Close the filters; false when they were not open. */
export function closeFilters() {
  const open = byId("side").classList.contains("open");
  byId("side").classList.remove("open");
  return open;
}

/** The cross that closes the filters. */
export function filtersClose() {
  return el("button", { type: "button", class: "close narrowly", "aria-label": t("close"), onclick: closeFilters }, "×");
}

/** What the panel holds, on the button that opens it. */
export function peekAt(panel) {
  byId("peek").textContent = `▴ ${panel.querySelector("h2")?.textContent ?? ""}`;
}

/** A press beside the filters closes them. */
export function wireSheets() {
  byId("peek").addEventListener("click", openPanel);
  document.addEventListener("pointerdown", ({ target }) => {
    if (!byId("side").contains(target) && !target.closest(".filterbutton")) closeFilters();
  });
}
