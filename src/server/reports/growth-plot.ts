import type { Band } from "../../engine/music/ruler/bands.ts";
import type { Estimate } from "../../models/evaluation/estimate.ts";
import { axisLeft, frame, type Picture } from "./frame.ts";
import { type Markup, markup } from "./markup.ts";
import { linearScale, round, type Scale } from "./scale.ts";
import { numberWords } from "./words.ts";

export interface GrowthLine {
  readonly title: string;
  readonly kind: "ours" | "rival" | "reference";
  readonly points: readonly { readonly notes: number; readonly mean: Estimate | null }[];
}

const WIDTH = 1_140;
const HEIGHT = 380;
const PLOT = { left: 46, right: 880, top: 26, bottom: 340 } as const;
/** Least distance of two labels, so that none covers another. */
const LABEL_STEP = 15;

/** Places of labels near their wishes, at least a step apart, from the top down. */
export function spreadLabels(wishes: readonly number[], step: number, top: number, bottom: number): number[] {
  const order = wishes.map((wish, i) => ({ wish, i })).sort((a, b) => a.wish - b.wish);
  const places = new Array<number>(wishes.length).fill(top);
  let free = top;
  for (const { wish, i } of order) {
    places[i] = Math.max(free, wish);
    free = (places[i] ?? top) + step;
  }
  let limit = bottom;
  for (const { i } of order.reverse()) {
    places[i] = Math.min(limit, places[i] ?? bottom);
    limit = (places[i] ?? bottom) - step;
  }
  return places;
}

function drawBands(bands: Readonly<Record<number, Band>>, x: Scale, y: Scale): Markup {
  const points = Object.entries(bands).map(([notes, band]) => ({ at: x.at(Math.log(Number(notes))), band }));
  const upper = points.map(({ at, band }) => `${at},${y.at(band.high)}`);
  const lower = points.map(({ at, band }) => `${at},${y.at(band.low)}`).reverse();
  const middle = points.map(({ at, band }) => `${at},${y.at(band.median)}`);
  return markup`<polygon class="band" points="${[...upper, ...lower].join(" ")}"/><polyline class="band-median" points="${middle.join(" ")}"/>`;
}

/** How repetition grows with the length of a stream: a line a generator over the band of real tunes. */
export function growthPlot(
  picture: Picture,
  lines: readonly GrowthLine[],
  bands: Readonly<Record<number, Band>>,
  lengths: readonly number[],
): Markup {
  const x = linearScale([Math.log(lengths[0] ?? 1), Math.log(lengths.at(-1) ?? 2)], [PLOT.left + 20, PLOT.right]);
  const y = linearScale([0, 1], [PLOT.bottom, PLOT.top]);
  const drawn = lines.flatMap((line) => {
    const points = line.points.flatMap(({ notes, mean }) =>
      mean ? [{ x: x.at(Math.log(notes)), y: y.at(mean.value), low: y.at(mean.low), high: y.at(mean.high) }] : [],
    );
    const last = points.at(-1);
    return last ? [{ ...line, points, last }] : [];
  });
  const labels = spreadLabels(
    drawn.map(({ last }) => last.y),
    LABEL_STEP,
    PLOT.top,
    PLOT.bottom,
  );
  return frame(picture, WIDTH, HEIGHT, [
    drawBands(bands, x, y),
    axisLeft(y, PLOT.left, PLOT.right, "repeated interval 8-grams"),
    markup`<g class="axis">${lengths.map(
      (length) =>
        markup`<line class="grid" x1="${x.at(Math.log(length))}" x2="${x.at(Math.log(length))}" y1="${PLOT.top}" y2="${PLOT.bottom}"/><text x="${x.at(Math.log(length))}" y="${PLOT.bottom + 16}" text-anchor="middle">${numberWords(length, 0)}</text>`,
    )}<text class="name" x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.bottom + 33}" text-anchor="middle">notes from the beginning of the stream</text></g>`,
    ...drawn.map(({ kind, points, last, title }, i) => {
      const label = round(labels[i] ?? 0);
      return markup`<g class="${kind}"><polyline class="line" points="${points.map((point) => `${point.x},${point.y}`).join(" ")}"/>${points.map(
        (point) =>
          markup`<line class="interval" x1="${point.x}" x2="${point.x}" y1="${point.low}" y2="${point.high}"/><circle class="median" cx="${point.x}" cy="${point.y}" r="3.5"/>`,
      )}<polyline class="leader" points="${last.x + 6},${last.y} ${PLOT.right + 18},${label}"/></g><text class="row ${kind}" x="${PLOT.right + 22}" y="${label + 4}">${title}</text>`;
    }),
  ]);
}
