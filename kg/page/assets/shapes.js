// How a type looks: one shape and one colour each, told apart without colour.

// Eight hues apart in lightness as well (after Paul Tol's muted scheme), darker on light ground.
const LOOKS = {
  Organization: ["square", "#3f5f9e", "#8fb0ea"],
  Person: ["circle", "#bd4b4b", "#f0938c"],
  Place: ["drop", "#2f8577", "#67c9b8"],
  Technology: ["hexagon", "#4b7a2b", "#9ecb73"],
  Product: ["diamond", "#a87413", "#e6bb5c"],
  Policy: ["page", "#7d3467", "#d690c0"],
  Event: ["star", "#7453a6", "#bda3ea"],
  Industry: ["triangle", "#5e6670", "#b3bcc7"],
};
const SPARE = [["ring", "#46535f", "#aeb9c4"]];

/** Hues of communities, the large ones first; all others grey. */
const GROUPS_LIGHT = ["#3f5f9e", "#bd6b2f", "#2f8577", "#7d3467", "#6b7f1f", "#2c7fb0", "#a14a4a", "#6d55a3"];
const GROUPS_DARK = ["#8fb0ea", "#e9a872", "#67c9b8", "#d690c0", "#c1d36a", "#7cc3ea", "#ee9c9c", "#bda3ea"];

export function dark() {
  return document.documentElement.dataset.theme === "dark";
}

export function shapeOf(top) {
  return (LOOKS[top] ?? SPARE[0])[0];
}

export function colourOf(top) {
  return (LOOKS[top] ?? SPARE[0])[dark() ? 2 : 1];
}

export function groupColour(community) {
  const hues = dark() ? GROUPS_DARK : GROUPS_LIGHT;
  if (community < 0) return dark() ? "#98a2ad" : "#6b747e";
  return hues[community % hues.length];
}

/** Corners of a shape of radius 1 around (0, 0); none for a round one. */
export function corners(shape) {
  if (shape === "square") return [[-0.86, -0.86], [0.86, -0.86], [0.86, 0.86], [-0.86, 0.86]];
  if (shape === "diamond") return [[0, -1.15], [1.05, 0], [0, 1.15], [-1.05, 0]];
  if (shape === "hexagon") return ring(6, 1.05, Math.PI / 6);
  if (shape === "triangle") return [[0, -1.12], [1.1, 0.85], [-1.1, 0.85]];
  if (shape === "drop") return [[-1.08, -0.82], [1.08, -0.82], [0, 1.15]];
  if (shape === "star") return star();
  if (shape === "page") return [[-0.78, -1], [0.34, -1], [0.78, -0.5], [0.78, 1], [-0.78, 1]];
  return [];
}

function ring(count, reach, turn) {
  return Array.from({ length: count }, (_, i) => {
    const angle = turn + (i * 2 * Math.PI) / count;
    return [Math.cos(angle) * reach, Math.sin(angle) * reach];
  });
}

function star() {
  return Array.from({ length: 10 }, (_, i) => {
    const angle = -Math.PI / 2 + (i * Math.PI) / 5;
    const reach = i % 2 ? 0.56 : 1.25;
    return [Math.cos(angle) * reach, Math.sin(angle) * reach];
  });
}

/** Trace a shape on a canvas. */
export function trace(ctx, shape, x, y, size) {
  ctx.beginPath();
  const points = corners(shape);
  if (!points.length) {
    ctx.arc(x, y, size, 0, Math.PI * 2);
    return;
  }
  points.forEach(([dx, dy], i) => ctx[i ? "lineTo" : "moveTo"](x + dx * size, y + dy * size));
  ctx.closePath();
}

/** The same as an SVG path. */
export function outline(shape, x, y, size) {
  const points = corners(shape);
  const fixed = (value) => Math.round(value * 10) / 10;
  if (!points.length) {
    return `M${fixed(x - size)} ${fixed(y)}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0Z`;
  }
  return `M${points.map(([dx, dy]) => `${fixed(x + dx * size)} ${fixed(y + dy * size)}`).join("L")}Z`;
}
