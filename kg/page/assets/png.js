// The picture as pixels: the drawing, sharp enough to print.

import { frameOf, toSvg } from "./svg.js";

const SHARP = 2;
const PIXELS = 32e6;

/** A PNG of the whole scene; of the canvas as it stands where drawings cannot be read back. */
export async function toPng(data, drawing) {
  try {
    return await pixels(await painted(data, drawing));
  } catch {
    return pixels(drawing.network.canvas.frame.canvas);
  }
}

async function painted(data, drawing) {
  const { width, height } = frameOf(drawing.scene);
  const scale = Math.min(SHARP, Math.sqrt(PIXELS / (width * height)));
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(toSvg(data, drawing))}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function pixels(canvas) {
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error("no picture"))), "image/png"));
}
