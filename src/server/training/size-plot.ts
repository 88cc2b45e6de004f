import type { CorpusSizes } from "../../models/corpus-sizes.ts";
import { axisLeft, frame } from "../reports/frame.ts";
import { markup } from "../reports/markup.ts";
import { linearScale } from "../reports/scale.ts";
import { standAlone } from "../reports/stand-alone.ts";
import { estimateWords, numberWords } from "../reports/words.ts";

const WIDTH = 560;
const HEIGHT = 320;
const PLOT = { left: 46, right: 540, top: 30, bottom: 270 } as const;

/** Loss on the test tunes against the number of training tunes as an SVG file. */
export function sizePlot({ task, sizes }: CorpusSizes): string {
  const low = Math.min(...sizes.map(({ test }) => test.low));
  const high = Math.max(...sizes.map(({ test }) => test.high));
  const margin = 0.05 * (high - low) || 0.1;
  const tunes = sizes.map((size) => Math.log(Math.max(1, size.tunes)));
  const x = linearScale([Math.min(...tunes), Math.max(...tunes)], [PLOT.left + 40, PLOT.right - 30]);
  const y = linearScale([low - margin, high + margin], [PLOT.bottom, PLOT.top]);
  const points = sizes.map(({ test }, i) => ({
    x: x.at(tunes[i] ?? 0),
    y: y.at(test.value),
    low: y.at(test.low),
    high: y.at(test.high),
  }));
  const title = `Loss of the ${task} network against the size of its corpus`;
  const description = `Bits a choice on the same test tunes: ${sizes
    .map((size) => `${estimateWords(size.test, 3)} of ${numberWords(size.tunes, 0)} tunes`)
    .join(", ")}.`;
  const picture = frame({ title, description }, WIDTH, HEIGHT, [
    axisLeft(y, PLOT.left, PLOT.right, "test tunes: cross-entropy, bits a choice, 95 % over tunes", 5, 14),
    markup`<g class="axis">${points.map(
      (point, i) =>
        markup`<line class="grid" x1="${point.x}" x2="${point.x}" y1="${PLOT.top}" y2="${PLOT.bottom}"/><text x="${point.x}" y="${PLOT.bottom + 16}" text-anchor="middle">${numberWords(sizes[i]?.tunes, 0)}</text>`,
    )}<text class="name" x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.bottom + 34}" text-anchor="middle">training tunes, logarithmic</text></g>`,
    markup`<g class="ours"><polyline class="line" points="${points.map((point) => `${point.x},${point.y}`).join(" ")}"/>${points.map(
      (point) =>
        markup`<line class="interval" x1="${point.x}" x2="${point.x}" y1="${point.low}" y2="${point.high}"/><circle class="median" cx="${point.x}" cy="${point.y}" r="4"/>`,
    )}</g>`,
  ]);
  return standAlone(picture);
}
