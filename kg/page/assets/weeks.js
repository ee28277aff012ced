// Counts of articles by week, by day in a short time, by month over years, and their bars.

import { svg } from "./dom.js";

const MOST_WEEKS = 180;
const FEW_DAYS = 35;

/** The bins of a build: {start: [day…], unit}. Weeks start on Monday. */
export function binsOf(data) {
  const days = data.days.filter((day) => !Number.isNaN(day));
  if (!days.length) return { starts: [], unit: "week" };
  const [first, last] = days.reduce(([a, b], day) => [Math.min(a, day), Math.max(b, day)], [Infinity, -Infinity]);
  if ((last - first) / 7 > MOST_WEEKS) return { starts: months(first, last), unit: "month" };
  if (last - first <= FEW_DAYS) return { starts: Array.from({ length: last - first + 1 }, (_, i) => first + i), unit: "day" };
  const monday = first - ((first + 3) % 7);
  return { starts: Array.from({ length: Math.floor((last - monday) / 7) + 1 }, (_, i) => monday + i * 7), unit: "week" };
}

function months(first, last) {
  const starts = [];
  const date = new Date(first * 864e5);
  for (let year = date.getUTCFullYear(), month = date.getUTCMonth(); ; month++) {
    const day = Date.UTC(year, month, 1) / 864e5;
    if (day > last) return starts;
    starts.push(day);
  }
}

/** How many of the articles lie in each bin. */
export function countIn(data, bins, articles) {
  const counts = new Array(bins.starts.length).fill(0);
  for (const article of articles) {
    const bin = binOf(bins, data.days[article]);
    if (bin >= 0) counts[bin]++;
  }
  return counts;
}

export function binOf(bins, day) {
  if (Number.isNaN(day) || !bins.starts.length || day < bins.starts[0]) return -1;
  let low = 0;
  let high = bins.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (bins.starts[middle] <= day) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Counts over the whole time of the build for some articles. */
export function weeksOf(data, articles) {
  data.bins ??= binsOf(data);
  const { starts } = data.bins;
  return { counts: countIn(data, data.bins, articles), first: starts[0], last: starts.at(-1) };
}

export function bars(counts, width, height) {
  const most = Math.max(1, ...counts);
  const step = width / counts.length;
  return svg("svg", { class: "bars", viewBox: `0 0 ${width} ${height}`, preserveAspectRatio: "none", "aria-hidden": "true" },
    counts.map((count, i) => count > 0 && svg("rect", {
      x: (i * step).toFixed(2), width: Math.max(0.8, step - Math.min(1, step / 4)).toFixed(2),
      y: (height - Math.max(1.5, (count / most) * height)).toFixed(2), height: Math.max(1.5, (count / most) * height).toFixed(2),
    })));
}
