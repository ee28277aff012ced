// Names on the picture: the important first, never one over another.

import { clip } from "./dom.js";

const FAMILY = '"Noto Sans CJK SC","PingFang SC","Microsoft YaHei","Hiragino Sans GB",system-ui,sans-serif';

/** Keeps the rectangles taken in one frame: by names, and by the nodes themselves. */
export function makeBoard(width, height) {
  const cells = new Map();
  const solid = new Map();
  const CELL = 64;
  const each = (box, visit) => {
    for (let x = Math.floor(box[0] / CELL); x <= Math.floor(box[2] / CELL); x++) {
      for (let y = Math.floor(box[1] / CELL); y <= Math.floor(box[3] / CELL); y++) {
        if (visit(`${x},${y}`)) return true;
      }
    }
    return false;
  };
  const put = (map, box) => each(box, (cell) => void map.set(cell, [...(map.get(cell) ?? []), box]));
  const hits = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  return {
    inside: (box) => box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height,
    free: (box) => !each(box, (cell) => (cells.get(cell) ?? []).some((one) => hits(one, box))),
    clear: (box) => !each(box, (cell) => (solid.get(cell) ?? []).some((one) => hits(one, box))),
    take: (box) => put(cells, box),
    block: (box) => put(solid, box),
  };
}

const widths = new Map();

export function textWidth(ctx, font, text) {
  const key = `${font}|${text}`;
  if (!widths.has(key)) {
    if (widths.size > 20000) widths.clear();
    ctx.font = font;
    widths.set(key, ctx.measureText(text).width);
  }
  return widths.get(key);
}

export function fontOf(size, bold = false) {
  return `${bold ? "600 " : ""}${size}px ${FAMILY}`;
}

/** Place and draw the names of `items` ({x, y, r, text, size, bold, alpha, must}) in screen pixels. */
export function drawNames(ctx, items, board, inks) {
  const placed = [];
  for (const item of items) {
    const font = fontOf(item.size, item.bold);
    const text = clip(item.text, 18);
    const spot = seat(item, textWidth(ctx, font, text), board);
    if (!spot) continue;
    board.take(spot.box);
    ink(ctx, text, font, spot, item.alpha, inks);
    placed.push({ entity: item.entity, text, box: spot.box });
  }
  return placed;
}

/** Below, above, right or left of its node: the first that is free; the weighty may cover a node. */
export function seat({ x, y, r, size, must, weighty }, width, board) {
  const high = size * 1.25;
  const spots = [
    [x, y + r + 3 + high / 2],
    [x, y - r - 3 - high / 2],
    [x + r + 5 + width / 2, y],
    [x - r - 5 - width / 2, y],
  ];
  const seats = spots.map(([cx, cy]) => ({ cx, cy, box: [cx - width / 2 - 2, cy - high / 2, cx + width / 2 + 2, cy + high / 2] }));
  const inside = seats.filter(({ box }) => board.inside(box));
  const free = inside.filter(({ box }) => board.free(box));
  const clear = free.find(({ box }) => board.clear(box));
  return clear ?? (weighty || must ? free[0] : null) ?? (must ? inside[0] : null) ?? null;
}

function ink(ctx, text, font, { cx, cy }, alpha, inks) {
  ctx.globalAlpha = alpha;
  ctx.font = font;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = inks.ground;
  ctx.strokeText(text, cx, cy);
  ctx.fillStyle = inks.text;
  ctx.fillText(text, cx, cy);
  ctx.globalAlpha = 1;
}
