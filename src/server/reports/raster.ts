import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import type { Markup } from "./markup.ts";
import { standAlone } from "./stand-alone.ts";
import { LIGHT_COLOURS } from "./style.ts";

/** Picture elements of a unit of the drawing. */
const ZOOM = 1.5;
const require = createRequire(import.meta.url);
const FONTS = [
  require.resolve("roboto-fontface/fonts/roboto/Roboto-Regular.woff2"),
  require.resolve("roboto-fontface/fonts/roboto/Roboto-Medium.woff2"),
  require.resolve("roboto-fontface/fonts/roboto/Roboto-Bold.woff2"),
];
let ready: Promise<void> | undefined;

/** The renderer knows no variables of CSS: the colours are written out, those of a light page. */
function withColours(svg: string): string {
  return svg.replace(/var\(--([a-z-]+)\)/g, (_, name: string) => LIGHT_COLOURS[name] ?? "currentColor");
}

/** A picture as PNG, on a light card. The same picture gives the same bytes on every machine. */
export async function rasterise(picture: Markup): Promise<Uint8Array> {
  ready ??= initWasm(readFileSync(require.resolve("@resvg/resvg-wasm/index_bg.wasm")));
  await ready;
  const resvg = new Resvg(withColours(standAlone(picture)), {
    font: {
      fontBuffers: FONTS.map((font) => readFileSync(font)),
      defaultFontFamily: "Roboto",
      sansSerifFamily: "Roboto",
    },
    fitTo: { mode: "zoom", value: ZOOM },
    ...(LIGHT_COLOURS.card === undefined ? {} : { background: LIGHT_COLOURS.card }),
  });
  try {
    return resvg.render().asPng();
  } finally {
    resvg.free();
  }
}
