// The sentences behind a statement: both ends marked, the article, a citation to copy.

import { clip, el, nameOf, webAddress } from "./dom.js";
import { t } from "./i18n.js";

export function badges(data, one) {
  const marks = [];
  if (one.modality !== "asserted") marks.push(el("span", { class: `badge ${one.modality}`, text: t(one.modality) }));
  if (t(one.status)) marks.push(el("span", { class: "badge", text: t(one.status) }));
  if (one.time) marks.push(el("span", { class: "muted", text: one.time }));
  if (one.by >= 0) marks.push(el("span", { class: "muted" }, t("saidBy", data.name(one.by))));
  return marks;
}

/** Every sentence that says a statement. */
export function proofs(data, s) {
  if (!data.texts) return [el("p", { class: "muted", text: t("loading") })];
  const quotes = data.texts.quotes[s];
  const one = data.statement(s);
  const names = [data.name(one.s), data.name(one.o)];
  return saidAt(data, s).map((i) => cited(data, data.said(s)[i], marked(...quotes[i].slice(0, 3), quotes[i].slice(3), names)));
}

/** Numbers of a statement's quotes; of two from one sentence only the first. */
export function saidAt(data, s) {
  const known = new Set();
  return data.said(s).flatMap((article, i) => {
    const sentence = data.texts ? `${article} ${data.texts.quotes[s][i][0]}` : i;
    if (known.has(sentence)) return [];
    known.add(sentence);
    return [i];
  });
}

/** A sentence with what is quoted from it, and its marks: start, end, 0 for the subject or 1.
 * A mark says whom it names where it does so in other words, as 该产品 does; `names` are of both. */
export function marked(text, from, to, spans, names) {
  const marks = [];
  for (let i = 0; i + 2 < spans.length; i += 3) {
    if (!marks.length || spans[i] >= marks.at(-1)[1]) marks.push(spans.slice(i, i + 3));
  }
  const cuts = [0, from, to, text.length, ...marks.flatMap(([start, end]) => [start, end])];
  const places = [...new Set(cuts)].sort((a, b) => a - b);
  return places.slice(1).map((end, i) => {
    const start = places[i];
    const mark = marks.find((one) => one[0] <= start && end <= one[1]);
    const piece = clip(text.slice(start, end), 2000);
    if (mark) return el("mark", { class: mark[2] ? "object" : "subject", text: piece, title: meant(text.slice(mark[0], mark[1]), names[mark[2]]) });
    return start >= from && end <= to ? piece : el("span", { class: "context", text: piece });
  });
}

/** Whom other words mean: 该产品 = 飞桨; null where they are the name. */
function meant(words, name) {
  return words === name ? null : `${words} = ${clip(name, 60)}`;
}

export function cited(data, article, quote) {
  const title = data.texts.title[article] || t("noName");
  const url = webAddress(data.texts.url[article]);
  const copy = el("button", { type: "button", class: "quiet" }, t("cite"));
  copy.addEventListener("click", () => copyCitation(copy, citation(data, article, quote)));
  return el("figure", { class: "proof" },
    el("blockquote", { dir: "auto" }, quote),
    el("figcaption", {},
      url ? el("a", { href: url, target: "_blank", rel: "noopener noreferrer", title: t("original") }, nameOf(title, 60)) : nameOf(title, 60),
      el("span", { class: "muted", text: `${data.sources[data.raw.source[article]] || t("noSource")} · ${data.raw.dates[article].slice(0, 10) || t("noDate")}` }),
      copy));
}

function citation(data, article, quote) {
  const words = quote.map((one) => (typeof one === "string" ? one : one.textContent)).join("");
  const where = [data.sources[data.raw.source[article]], data.raw.dates[article].slice(0, 10)].filter(Boolean).join("，");
  return `“${words}” ——《${data.texts.title[article]}》${where ? `，${where}` : ""} ${data.texts.url[article]}`.trim();
}

async function copyCitation(button, text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const area = el("textarea", { class: "unseen" });
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
  }
  button.textContent = t("copied");
  button.dataset.copied = text;
}
