// A type's mark as a small drawing, for lists and the legend.

import { svg } from "./dom.js";
import { colourOf, outline, shapeOf } from "./shapes.js";

export function swatch(top, colour = colourOf(top)) {
  return svg(
    "svg",
    { class: "swatch", viewBox: "-9 -9 18 18", width: 14, height: 14, "aria-hidden": "true" },
    svg("path", { d: outline(shapeOf(top), 0, 0, 6.4), fill: colour }),
  );
}
