// Elements without markup: every word of the data goes in as a text node.

const SVG = "http://www.w3.org/2000/svg";

/** An element; `props` are properties, `on…` listeners, or attributes; children are nodes or text. */
export function el(tag, props = {}, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** The same for SVG. */
export function svg(tag, props = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

function fill(node, props, children) {
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (key === "class") node.setAttribute("class", value);
    else if (key === "text") node.textContent = value;
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat(4).filter((one) => one !== null && one !== undefined && one !== false));
  return node;
}

export function byId(id) {
  return document.getElementById(id);
}

export function replace(node, ...children) {
  node.replaceChildren(...children.flat(4).filter(Boolean));
}

/** A name that keeps its own writing direction and never breaks the line it stands in. */
export function nameOf(text, longest = 80) {
  const short = clip(text, longest);
  return el("bdi", short === text ? {} : { title: clip(text, 600) }, short);
}

/** At most `longest` characters, never half of one. */
export function clip(text, longest) {
  if (text.length <= longest) return text;
  return Array.from(text.slice(0, longest * 2)).slice(0, longest - 1).join("") + "…";
}

/** A web address to link to, or "" for anything that is not one. */
export function webAddress(text) {
  return /^https?:\/\/[^\s]+$/i.test(text) ? text : "";
}

export function say(text) {
  byId("live").textContent = text;
}

export function offer(name, blob) {
  const link = el("a", { href: URL.createObjectURL(blob), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 4000);
}
