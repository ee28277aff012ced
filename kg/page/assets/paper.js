// Paper: the picture as a drawing that fits the sheet, whatever part of it is on the screen.

import { byId, el } from "./dom.js";
import { toSvg } from "./svg.js";

/** Print the view, its drawing ready. */
export async function printView(data, drawing, inTable) {
  await sheet(data, drawing, inTable);
  print();
}

/** Put the drawing where only paper shows it; a table is printed as it stands. */
export async function sheet(data, drawing, inTable) {
  byId("paper")?.remove();
  if (inTable) return;
  const picture = el("img", { id: "paper", alt: "", src: `data:image/svg+xml;charset=utf-8,${encodeURIComponent(toSvg(data, drawing))}` });
  byId("stage").append(picture);
  await picture.decode().catch(() => picture.remove());
}
