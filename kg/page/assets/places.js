// Where entities stand when the picture was not laid out beforehand: rings, fans, and room to read.

/** How much wider than high a ring is: as the screen is. */
export function wide() {
  return innerWidth < 700 ? 0.78 : 1.35;
}

/** A focus in the middle, its neighbours around it, one sector for each predicate. */
export function sectors(centre, groups, most, nameOf) {
  const at = new Map([[centre, { x: 0, y: 0 }]]);
  const shares = fair([...groups.values()].map((one) => one.length), most);
  const total = shares.reduce((sum, one) => sum + one + 0.6, 0);
  const arcs = [];
  let angle = -Math.PI / 2;
  [...groups].forEach(([key, members], i) => {
    const width = ((shares[i] + 0.6) / total) * 2 * Math.PI;
    const shown = members.slice(0, shares[i]);
    shown.forEach((entity, k) => at.set(entity, spot(angle, width, k, shown.length, total)));
    arcs.push({ key, from: angle, to: angle + width, count: members.length, shown });
    angle += width;
  });
  apart(at, nameOf, centre);
  return { at, arcs };
}

/** How many of each group are shown when not all can be: each gets a share, small ones all. */
function fair(sizes, most) {
  const all = sizes.reduce((sum, one) => sum + one, 0);
  if (all <= most) return sizes;
  return sizes.map((size) => Math.max(Math.min(size, 3), Math.floor((size * most) / all)));
}

function spot(from, width, k, count, total) {
  const angle = from + (width * (k + 0.8)) / (count + 0.6);
  const crowded = total > 16;
  const reach = (total > 34 ? 300 : crowded ? 235 : 205) + (crowded ? (k % 3) * 88 : (k % 2) * 36);
  return { x: Math.cos(angle) * reach * wide(), y: Math.sin(angle) * reach };
}

/** New neighbours of an entity in a fan that opens away from the middle of the picture. */
export function fan(at, entity, fresh) {
  const home = at.get(entity);
  const middle = mean([...at.values()]);
  const away = Math.atan2(home.y - middle.y, home.x - middle.x || 0.01);
  const spread = Math.min(Math.PI * 1.3, 0.5 + fresh.length * 0.22);
  fresh.forEach((one, i) => {
    const share = fresh.length > 1 ? i / (fresh.length - 1) - 0.5 : 0;
    const reach = 150 + (i % 2) * 60;
    at.set(one, {
      x: home.x + Math.cos(away + share * spread) * reach * wide(),
      y: home.y + Math.sin(away + share * spread) * reach,
    });
  });
}

function mean(points) {
  const sum = points.reduce((all, one) => ({ x: all.x + one.x, y: all.y + one.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

/** Push names that overlap apart; `fixed` stays where it is. */
export function apart(at, nameOf, fixed = -1) {
  const all = [...at].map(([entity, point]) => ({ point, entity, ...room(nameOf(entity)) }));
  for (let round = 0; round < 60; round++) {
    let moved = false;
    for (let i = 0; i < all.length; i++) {
      for (let j = i + 1; j < all.length; j++) moved = push(all[i], all[j], fixed) || moved;
    }
    if (!moved) return;
  }
}

function room(name) {
  let width = 0;
  for (const char of name.slice(0, 16)) width += char > "\u2e7f" ? 13 : 7;
  return { w: Math.max(34, width) + 12, h: 46 };
}

function push(one, two, fixed) {
  const dx = two.point.x - one.point.x;
  const dy = two.point.y - one.point.y;
  const overX = (one.w + two.w) / 2 - Math.abs(dx);
  const overY = (one.h + two.h) / 2 - Math.abs(dy);
  if (overX <= 0 || overY <= 0) return false;
  const axis = overX < overY * 1.6 ? "x" : "y";
  const step = ((axis === "x" ? overX : overY) / 2) * ((axis === "x" ? dx : dy) < 0 ? -1 : 1);
  const still = one.entity === fixed ? one : two.entity === fixed ? two : null;
  if (one !== still) one.point[axis] -= still ? 2 * step : step;
  if (two !== still) two.point[axis] += still ? 2 * step : step;
  return true;
}
