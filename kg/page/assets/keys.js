// The keyboard on the picture: move to near entities, focus, go back, zoom.

/** Wire keys; `act` has move(dx, dy), enter, back, zoom(by), fit, search, toggle, help. */
export function wireKeys(map, act) {
  map.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) act.move(...step);
    else if (event.key === "Enter") act.enter();
    else if (event.key === "+" || event.key === "=") act.zoom(1.3);
    else if (event.key === "-") act.zoom(1 / 1.3);
    else if (event.key === "0") act.fit();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && !document.querySelector("dialog[open]")) return act.back();
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName)) return;
    const press = { "/": act.search, t: act.toggle, "?": act.help }[event.key];
    if (!press) return;
    event.preventDefault();
    press();
  });
}

/** The nearest entity from a point in a direction, or -1. */
export function nearest(at, from, dx, dy) {
  let best = -1;
  let least = Infinity;
  const home = at.get(from) ?? { x: 0, y: 0 };
  for (const [entity, { x, y }] of at) {
    if (entity === from) continue;
    const along = (x - home.x) * dx + (y - home.y) * dy;
    const across = Math.abs((x - home.x) * dy + (y - home.y) * dx);
    if (along <= 0 || along + 2 * across >= least) continue;
    least = along + 2 * across;
    best = entity;
  }
  return best;
}
