// The time strip: articles a week, a brush to keep only some weeks.

import { el, replace, svg } from "./dom.js";
import { dateOf, dayOf } from "./data.js";
import { number, t } from "./i18n.js";
import { bars, binOf, weeksOf } from "./weeks.js";

/** Draw the strip; `chosen` are the articles to bring forward, `change` takes a patch of the state. */
export function showTime(strip, data, state, chosen, change) {
  const all = data.raw.dates.map((_, article) => article);
  const { counts } = weeksOf(data, all);
  strip.hidden = counts.length < 2;
  if (strip.hidden) return;
  const { bins } = data;
  const low = state.from ? Math.max(0, binOf(bins, dayOf(state.from))) : 0;
  const high = state.to ? Math.max(0, binOf(bins, dayOf(state.to))) : counts.length - 1;
  const set = (a, b) => change(rangePatch(bins, Math.min(a, b), Math.max(a, b)));
  const plot = el("div", { class: "plot" }, bars(counts, 1000, 40),
    chosen && layer(weeksOf(data, chosen).counts, counts), brush(low, high, counts.length));
  drag(plot, counts.length, set);
  hover(plot, bins, counts);
  replace(
    strip,
    el("span", { class: "timehead" }, t({ day: "perDay", week: "perWeek", month: "perMonth" }[bins.unit])),
    el("span", { class: "ends" }, dateOf(bins.starts[0])),
    plot,
    el("span", { class: "ends" }, dateOf(bins.starts.at(-1))),
    el("span", { class: "range" },
      slider("from", low, counts.length, bins, (value) => set(value, Math.max(value, high))),
      slider("to", high, counts.length, bins, (value) => set(Math.min(low, value), value))),
    state.from && el("button", { type: "button", class: "quiet", onclick: () => change({ from: "", to: "" }) },
      `${state.from} – ${state.to} × ${t("clear")}`),
  );
}

/** The whole range is no filter. */
function rangePatch(bins, low, high) {
  if (low === 0 && high === bins.starts.length - 1) return { from: "", to: "" };
  const next = bins.starts[high + 1] ?? bins.starts[high] + { day: 1, week: 7, month: 31 }[bins.unit];
  return { from: dateOf(bins.starts[low]), to: dateOf(next - 1) };
}

function layer(counts, under) {
  const most = Math.max(1, ...under);
  const step = 1000 / counts.length;
  return svg("svg", { class: "bars fore", viewBox: "0 0 1000 40", preserveAspectRatio: "none", "aria-hidden": "true" },
    counts.map((count, i) => count > 0 && svg("rect", { x: i * step, width: Math.max(0.8, step - Math.min(1, step / 4)),
      y: 40 - Math.max(2, (count / most) * 40), height: Math.max(2, (count / most) * 40) })));
}

function brush(low, high, size) {
  return svg("svg", { class: "brush", viewBox: "0 0 1000 40", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { x: 0, y: 0, width: (low / size) * 1000, height: 40 }),
    svg("rect", { x: ((high + 1) / size) * 1000, y: 0, width: (1 - (high + 1) / size) * 1000, height: 40 }));
}

function slider(end, value, size, bins, set) {
  const slide = el("input", { type: "range", min: 0, max: size - 1, value, "aria-label": t(end), "data-end": end,
    "aria-valuetext": dateOf(bins.starts[value]) });
  slide.addEventListener("change", () => set(Number(slide.value)));
  return slide;
}

function drag(plot, size, set) {
  let start = -1;
  const binAt = (event) => {
    const box = plot.getBoundingClientRect();
    return Math.max(0, Math.min(size - 1, Math.floor(((event.clientX - box.left) / box.width) * size)));
  };
  plot.addEventListener("pointerdown", (event) => {
    start = binAt(event);
    plot.setPointerCapture(event.pointerId);
  });
  plot.addEventListener("pointermove", (event) => {
    if (start < 0) return;
    const end = binAt(event);
    plot.querySelector(".brush").replaceWith(brush(Math.min(start, end), Math.max(start, end), size));
  });
  plot.addEventListener("pointerup", (event) => {
    if (start < 0) return;
    const from = start;
    start = -1;
    set(from, binAt(event));
  });
}

function hover(plot, bins, counts) {
  plot.addEventListener("pointermove", (event) => {
    const box = plot.getBoundingClientRect();
    const bin = Math.max(0, Math.min(counts.length - 1, Math.floor(((event.clientX - box.left) / box.width) * counts.length)));
    plot.title = t(bins.unit, dateOf(bins.starts[bin]), number(counts[bin]));
  });
}
