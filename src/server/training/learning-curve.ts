import type { EpochReport } from "../../models/epochs.ts";
import type { TrainingRecord } from "../../models/training-record.ts";
import { axisBelow, axisLeft, frame } from "../reports/frame.ts";
import { spreadLabels } from "../reports/growth-plot.ts";
import { type Markup, markup } from "../reports/markup.ts";
import { linearScale, type Scale } from "../reports/scale.ts";
import { standAlone } from "../reports/stand-alone.ts";
import { numberWords } from "../reports/words.ts";

const WIDTH = 720;
const HEIGHT = 340;
const PLOT = { left: 46, right: 580, top: 30, bottom: 290 } as const;
const LABEL_STEP = 16;

interface Line {
  readonly title: string;
  readonly kind: "ours" | "rival";
  readonly bits: (epoch: EpochReport) => number;
}

const LINES: readonly Line[] = [
  { title: "training tunes", kind: "rival", bits: ({ training }) => training },
  { title: "validation tunes", kind: "ours", bits: ({ validation }) => validation },
];

function drawLine({ kind, bits }: Line, epochs: readonly EpochReport[], x: Scale, y: Scale): Markup {
  const points = epochs.map((epoch) => ({ x: x.at(epoch.epoch), y: y.at(bits(epoch)) }));
  return markup`<g class="${kind}"><polyline class="line" points="${points.map((point) => `${point.x},${point.y}`).join(" ")}"/>${points.map(
    (point) => markup`<circle class="median" cx="${point.x}" cy="${point.y}" r="3"/>`,
  )}</g>`;
}

/** The learning curve of a training as an SVG file: loss on training and validation tunes, epoch by epoch. */
export function learningCurve(name: string, { epochs, trainedOn, validatedOn }: TrainingRecord): string {
  const all = epochs.flatMap((epoch) => LINES.map(({ bits }) => bits(epoch))).filter(Number.isFinite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const margin = 0.05 * (high - low) || 0.1;
  const last = epochs.at(-1)?.epoch ?? 1;
  const x = linearScale([1, Math.max(2, last)], [PLOT.left + 10, PLOT.right]);
  const y = linearScale([low - margin, high + margin], [PLOT.bottom, PLOT.top]);
  const best = epochs.findLast((epoch) => epoch.best);
  const ends = LINES.map(({ bits }) => y.at(epochs.length > 0 ? bits(epochs.at(-1) as EpochReport) : low));
  const labels = spreadLabels(ends, LABEL_STEP, PLOT.top, PLOT.bottom);
  const title = `Learning curve of the ${name} network`;
  const description = best
    ? `${trainedOn} to learn from, ${validatedOn} to stop by: best after epoch ${best.epoch} of ${last} with ${numberWords(best.validation, 3)} bit on the validation tunes.`
    : "No epoch gave usable weights.";
  const picture = frame(
    { title, description },
    WIDTH,
    HEIGHT,
    [
      axisLeft(y, PLOT.left, PLOT.right, "cross-entropy, bits a choice", 5, 14),
      axisBelow(x, PLOT.top, PLOT.bottom, "epoch", Math.min(10, Math.max(1, last - 1))),
      best
        ? markup`<line class="mark" x1="${x.at(best.epoch)}" x2="${x.at(best.epoch)}" y1="${PLOT.top}" y2="${PLOT.bottom}"/><text x="${x.at(best.epoch)}" y="${PLOT.top - 6}" text-anchor="middle">weights kept</text>`
        : undefined,
      ...LINES.map((line) => drawLine(line, epochs, x, y)),
      ...LINES.map(
        ({ title: label, kind }, i) =>
          markup`<text class="row ${kind}" x="${PLOT.right + 12}" y="${(labels[i] ?? 0) + 4}">${label}</text>`,
      ),
    ].filter((part) => part !== undefined),
  );
  return standAlone(picture);
}
