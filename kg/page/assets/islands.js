// Communities in the overview: a tinted ground under their members and a name above it.

import { clip } from "./dom.js";
import { t } from "./i18n.js";
import { groupColour } from "./shapes.js";

const SMALLEST = 4;

/** Communities with enough members in view: [{community, members}], the largest first. */
export function islandsOf(data, nodes) {
  const groups = new Map();
  for (const entity of nodes) {
    const community = data.raw.entities.community[entity];
    if (community < 0) continue;
    if (!groups.has(community)) groups.set(community, []);
    groups.get(community).push(entity);
  }
  return [...groups]
    .map(([community, members]) => ({ community, members }))
    .filter((one) => one.members.length >= SMALLEST)
    .sort((a, b) => b.members.length - a.members.length);
}

/** Its two most important members stand for it. */
export function islandName(data, members) {
  return members.slice(0, 2).map((one) => clip(data.name(one), 14)).join(t("comma"));
}

/** A rounded shape around points, drawn as one closed path. */
export function traceHull(ctx, points, margin) {
  const hull = convex(points);
  ctx.beginPath();
  if (hull.length < 3) {
    for (const [x, y] of hull) ctx.arc(x, y, margin, 0, Math.PI * 2);
    return;
  }
  const ends = hull.map((point, i) => aside(hull.at(i - 1), point, margin));
  const starts = hull.map((point, i) => aside(point, hull[(i + 1) % hull.length], margin));
  hull.forEach(([x, y], i) => {
    const inward = ends[i][1];
    const outward = starts[i][0];
    ctx[i ? "lineTo" : "moveTo"](...inward);
    ctx.arc(x, y, margin, Math.atan2(inward[1] - y, inward[0] - x), Math.atan2(outward[1] - y, outward[0] - x));
  });
  ctx.closePath();
}

/** The SVG path of what `trace` draws with lines and arcs. */
export function outlineOf(trace) {
  const steps = [];
  const put = (kind, x, y) => steps.push(`${steps.length ? kind : "M"}${x.toFixed(1)} ${y.toFixed(1)}`);
  const arc = (x, y, r, from, to) => {
    const turned = to - from >= 2 * Math.PI ? 2 * Math.PI : (to - from + 4 * Math.PI) % (2 * Math.PI);
    put("L", x + r * Math.cos(from), y + r * Math.sin(from));
    for (const angle of [from + turned / 2, from + turned]) steps.push(`A${r} ${r} 0 0 1 ${(x + r * Math.cos(angle)).toFixed(1)} ${(y + r * Math.sin(angle)).toFixed(1)}`);
  };
  trace({ beginPath() {}, closePath: () => steps.push("Z"), moveTo: (x, y) => put("M", x, y), lineTo: (x, y) => put("L", x, y), arc });
  return steps.join("");
}

/** The two ends of a side moved outward by `margin`. */
function aside([ax, ay], [bx, by], margin) {
  const length = Math.hypot(bx - ax, by - ay) || 1;
  const nx = ((by - ay) / length) * margin;
  const ny = (-(bx - ax) / length) * margin;
  return [[ax + nx, ay + ny], [bx + nx, by + ny]];
}

/** Convex hull, counter-clockwise on screen (Andrew's monotone chain). */
export function convex(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list) => {
    const chain = [];
    for (const point of list) {
      while (chain.length > 1 && turn(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return sorted.length < 3 ? sorted : [...half(sorted), ...half(sorted.reverse())];
}

function turn(o, a, b) {
  return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
}

export function islandInk(community) {
  return groupColour(community);
}
