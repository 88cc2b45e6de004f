import type { Band } from "../../engine/music/ruler/bands.ts";
import type { Estimate } from "../../models/evaluation/estimate.ts";
import type { Spread } from "../../models/evaluation/evaluation.ts";
import { axisBelow, frame, type Picture } from "./frame.ts";
import { type Markup, markup } from "./markup.ts";
import { linearScale, round, type Scale } from "./scale.ts";
import { numberWords } from "./words.ts";

/** One line of a plot of rows: a generator. */
export interface Row {
  readonly title: string;
  readonly kind: "ours" | "rival" | "reference";
}

const WIDTH = 600;
const LABELS = 246;
const RIGHT = 14;
const TOP = 8;

interface Layout {
  readonly scale: Scale;
  readonly bottom: number;
  readonly step: number;
}

function layOut(rows: number, domain: readonly [number, number], step: number): Layout {
  return { scale: linearScale(domain, [LABELS, WIDTH - RIGHT]), bottom: TOP + rows * step, step };
}

function rowLabel(row: Row, middle: number): Markup {
  return markup`<text class="row ${row.kind}" x="${LABELS - 8}" y="${middle + 4}" text-anchor="end">${row.title}</text>`;
}

function bandArea(band: Band, { scale, bottom }: Layout): Markup {
  const x = scale.at(band.low);
  const width = Math.max(2, round(scale.at(band.high) - x));
  return markup`<rect class="band" x="${x}" y="${TOP}" width="${width}" height="${bottom - TOP}"/><line class="band-median" x1="${scale.at(band.median)}" x2="${scale.at(band.median)}" y1="${TOP}" y2="${bottom}"/>`;
}

/** The form of a distribution around a row's middle, from its bins over the scale's domain. */
function density(spread: Spread, middle: number, half: number, { scale }: Layout): Markup {
  const { bins } = spread;
  const [low, high] = scale.domain;
  const most = Math.max(...bins, 1e-9);
  const x = (i: number) => scale.at(low + ((i + 0.5) / bins.length) * (high - low));
  // The root keeps the thin tails to be seen beside a peak.
  const reach = bins.map((share) => round(half * Math.sqrt(share / most)));
  const upper = reach.map((y, i) => `${x(i)},${round(middle - y)}`);
  const lower = reach.map((y, i) => `${x(i)},${round(middle + y)}`).reverse();
  return markup`<polygon class="density" points="${[...upper, ...lower].join(" ")}"/>`;
}

export interface StripRow extends Row {
  readonly spread: Spread | null;
}

/** Distributions over a band: one row a generator, 5–95 % thin, quartiles thick, the median a dot. */
export function stripPlot(
  picture: Picture & { readonly axis: string; readonly domain: readonly [number, number]; readonly band?: Band },
  rows: readonly StripRow[],
): Markup {
  const layout = layOut(rows.length, picture.domain, 22);
  const { scale, bottom, step } = layout;
  const drawn = rows.map((row, i) => {
    const middle = TOP + (i + 0.5) * step;
    const { spread } = row;
    if (!spread)
      return markup`${rowLabel(row, middle)}<text class="none" x="${LABELS + 4}" y="${middle + 4}">no value</text>`;
    return markup`<g class="${row.kind}">${density(spread, middle, 0.46 * step, layout)}<line class="whisker" x1="${scale.at(spread.p5)}" x2="${scale.at(spread.p95)}" y1="${middle}" y2="${middle}"/><line class="quartiles" x1="${scale.at(spread.p25)}" x2="${scale.at(spread.p75)}" y1="${middle}" y2="${middle}"/><circle class="median" cx="${scale.at(spread.p50)}" cy="${middle}" r="3.6"/></g>${rowLabel(row, middle)}`;
  });
  return frame(picture, WIDTH, bottom + 38, [
    picture.band ? bandArea(picture.band, layout) : markup``,
    axisBelow(scale, TOP, bottom, picture.axis),
    ...drawn,
  ]);
}

export interface IntervalRow extends Row {
  readonly estimate: Estimate | null;
}

/** Figures with their 95 % intervals, one row a generator; `line`: a value to compare with. */
export function intervalPlot(
  picture: Picture & { readonly axis: string; readonly domain: readonly [number, number]; readonly line?: number },
  rows: readonly IntervalRow[],
): Markup {
  const { scale, bottom, step } = layOut(rows.length, picture.domain, 22);
  const drawn = rows.map((row, i) => {
    const middle = TOP + (i + 0.5) * step;
    const { estimate } = row;
    if (!estimate)
      return markup`${rowLabel(row, middle)}<text class="none" x="${LABELS + 4}" y="${middle + 4}">no value</text>`;
    if (estimate.low > scale.domain[1]) {
      return markup`<text class="none" x="${WIDTH - RIGHT}" y="${middle + 4}" text-anchor="end">${numberWords(estimate.value, 1)} ▸</text>${rowLabel(row, middle)}`;
    }
    const point =
      estimate.value > scale.domain[1]
        ? markup`<path class="beyond" d="M${WIDTH - RIGHT},${middle - 5}l8,5l-8,5z"/>`
        : markup`<circle class="median" cx="${scale.at(estimate.value)}" cy="${middle}" r="4"/>`;
    return markup`<g class="${row.kind}"><line class="interval" x1="${scale.at(estimate.low)}" x2="${scale.at(estimate.high)}" y1="${middle}" y2="${middle}"/>${point}</g>${rowLabel(row, middle)}`;
  });
  const line =
    picture.line === undefined
      ? markup``
      : markup`<line class="mark" x1="${scale.at(picture.line)}" x2="${scale.at(picture.line)}" y1="${TOP}" y2="${bottom}"/>`;
  return frame(picture, WIDTH, bottom + 38, [axisBelow(scale, TOP, bottom, picture.axis), line, ...drawn]);
}
