// What is being looked at, kept in the address so that a view can be shared and gone back to.

const LISTS = ["expand", "noTypes", "noPredicates", "noModalities", "noSources", "path", "edge"];
const SHORT = {
  view: "v", level: "n", focus: "f", entity: "e", edge: "r", path: "w", expand: "x",
  noTypes: "t", noPredicates: "p", noModalities: "m", noSources: "s", sure: "c",
  from: "a", to: "b", colour: "k", lang: "l", theme: "d", rows: "z",
};

export function blank() {
  return {
    view: "map", level: -1, focus: "", entity: "", edge: [], path: [], expand: [],
    noTypes: [], noPredicates: [], noModalities: [], noSources: [], sure: 0,
    from: "", to: "", colour: "type", lang: "", theme: "", rows: "entities",
  };
}

/** `#f=百度&t=Person` and back; what is as at the start is left out. */
export function write(state) {
  const start = blank();
  const parts = [];
  for (const [key, short] of Object.entries(SHORT)) {
    const value = state[key];
    const text = LISTS.includes(key) ? value.map(encodeURIComponent).join(",") : encodeURIComponent(value);
    if (text && String(value) !== String(start[key])) parts.push(`${short}=${text}`);
  }
  return parts.length ? `#${parts.join("&")}` : "#";
}

export function read(hash) {
  const state = blank();
  const long = Object.fromEntries(Object.entries(SHORT).map(([key, short]) => [short, key]));
  for (const part of hash.replace(/^#/, "").split("&")) {
    const cut = part.indexOf("=");
    const key = long[part.slice(0, cut)];
    if (!key) continue;
    const text = part.slice(cut + 1);
    if (LISTS.includes(key)) state[key] = text.split(",").map(plain).filter(Boolean);
    else if (key === "level" || key === "sure") state[key] = Number.parseInt(text, 10) || 0;
    else state[key] = plain(text);
  }
  return state;
}

function plain(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** Holds the state; `change` tells the listener and writes the address. */
export function makeState(listener) {
  let now = read(location.hash || document.documentElement.dataset.start || "");
  window.addEventListener("popstate", () => {
    const before = now;
    now = { ...read(location.hash), lang: now.lang, theme: now.theme };
    listener(now, before);
  });
  return {
    get: () => now,
    change(patch, { quiet = false } = {}) {
      const before = now;
      now = { ...now, ...patch };
      if (write(now) === write(before)) return;
      remember(write(now), quiet);
      listener(now, before);
    },
  };
}

// Inside a notebook's frame the address may not be changed; the page works without.
function remember(hash, quiet) {
  try {
    history[quiet ? "replaceState" : "pushState"](null, "", hash);
  } catch {
    /* no address to write to */
  }
}
