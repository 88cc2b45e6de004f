import { useEffect, useRef } from "preact/hooks";
import type { Millis } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences, standsStill } from "../../preferences.ts";
import { AHEAD, pastShown } from "../../roll.ts";
import { drawRoll, readColours } from "../../roll-drawing.ts";

/** With reduced motion the picture steps; else it moves on whenever it would have moved by a dot, or a note came. */
const STEP: Millis = 2000;
const FASTEST: Millis = 33;

/** The last 30, 60 or 120 s as a picture; notes that are planned stand right of "now". */
export function RollCanvas({ panel }: { panel: Panel }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => (canvas.current ? keepDrawing(canvas.current, panel) : undefined), []);
  return (
    <canvas
      ref={canvas}
      class="roll"
      role="img"
      aria-label={words.value.onLive.picture(Number(preferences.picture.value))}
    />
  );
}

/** Draws until told to stop. */
function keepDrawing(canvas: HTMLCanvasElement, panel: Panel): () => void {
  const pen = canvas.getContext("2d");
  if (!pen) return () => {};
  const themes = [matchMedia("(prefers-color-scheme: dark)"), matchMedia("(forced-colors: active)")];
  let colours = readColours(canvas);
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const draw = (): void => {
    frame = 0;
    const now = panel.sessionNow() ?? 0;
    const past = pastShown();
    const { width, height } = sharpen(canvas, pen);
    drawRoll(pen, {
      width,
      height,
      now,
      past,
      notes: panel.roll.between(now - past, now + AHEAD),
      colours,
      said: words.peek().live,
    });
    canvas.dataset.drawn = String(Math.round(now));
    clearTimeout(timer);
    const dot = (past + AHEAD) / Math.max(1, canvas.width);
    timer = setTimeout(soon, standsStill() ? STEP : Math.max(FASTEST, dot) - 4);
  };
  /** With the screen's next picture. */
  function soon(): void {
    if (frame === 0) frame = requestAnimationFrame(draw);
  }
  const recolour = (): void => {
    colours = readColours(canvas);
    soon();
  };
  const resized = new ResizeObserver(soon);
  resized.observe(canvas);
  for (const theme of themes) theme.addEventListener("change", recolour);
  const themed = preferences.theme.subscribe(() => queueMicrotask(recolour));
  const noted = panel.roll.changes.subscribe(() => {
    if (!standsStill()) soon();
  });
  soon();
  return () => {
    themed();
    noted();
    clearTimeout(timer);
    cancelAnimationFrame(frame);
    resized.disconnect();
    for (const theme of themes) theme.removeEventListener("change", recolour);
  };
}

/** Gives the canvas as many dots as the screen has for it; returns its size in CSS pixels. */
function sharpen(canvas: HTMLCanvasElement, pen: CanvasRenderingContext2D): { width: number; height: number } {
  const { clientWidth: width, clientHeight: height } = canvas;
  const dots = window.devicePixelRatio;
  if (canvas.width !== Math.round(width * dots) || canvas.height !== Math.round(height * dots)) {
    canvas.width = Math.round(width * dots);
    canvas.height = Math.round(height * dots);
  }
  pen.setTransform(dots, 0, 0, dots, 0, 0);
  return { width, height };
}
