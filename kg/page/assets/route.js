// The shortest and the best supported way between two entities; what is denied connects nothing.

import { otherEnd } from "./data.js";

/** Up to two ways: [{kind, nodes}], none when the two are not connected. */
export function routes(data, filter, from, to) {
  const short = shortest(data, filter, from, to, () => 1);
  if (!short) return [];
  const strong = shortest(data, filter, from, to, (s) => 1 / support(data, s));
  const ways = [{ kind: "pathShort", nodes: short }];
  if (strong && strong.join() !== short.join()) ways.push({ kind: "pathStrong", nodes: strong });
  return ways;
}

/** How well a statement is supported: its confidence, more with every place that says it. */
export function support(data, s) {
  return (data.raw.statements.confidence[s] / 100) * (1 + Math.log2(data.said(s).length || 1));
}

// Dijkstra with a binary heap; equal costs go to the more important entity.
function shortest(data, filter, from, to, cost) {
  const best = new Map([[from, 0]]);
  const back = new Map();
  const heap = [[0, from]];
  const done = new Set();
  while (heap.length) {
    const [spent, entity] = pop(heap);
    if (entity === to) return trail(back, from, to);
    if (done.has(entity)) continue;
    done.add(entity);
    for (const s of data.around()[entity]) {
      if (!filter.statement(s) || data.statement(s).modality === "negated") continue;
      const other = otherEnd(data.raw, s, entity);
      const price = spent + cost(s);
      if (price < (best.get(other) ?? Infinity)) {
        best.set(other, price);
        back.set(other, entity);
        add(heap, [price, other]);
      }
    }
  }
  return null;
}

function trail(back, from, to) {
  const nodes = [to];
  while (nodes[0] !== from) nodes.unshift(back.get(nodes[0]));
  return nodes;
}

const before = (a, b) => a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);

function add(heap, item) {
  let i = heap.push(item) - 1;
  while (i > 0) {
    const up = (i - 1) >> 1;
    if (!before(heap[i], heap[up])) return;
    [heap[i], heap[up]] = [heap[up], heap[i]];
    i = up;
  }
}

function pop(heap) {
  const top = heap[0];
  const last = heap.pop();
  if (!heap.length) return top;
  heap[0] = last;
  for (let i = 0; ; ) {
    let low = i;
    for (const down of [2 * i + 1, 2 * i + 2]) if (down < heap.length && before(heap[down], heap[low])) low = down;
    if (low === i) return top;
    [heap[i], heap[low]] = [heap[low], heap[i]];
    i = low;
  }
}
