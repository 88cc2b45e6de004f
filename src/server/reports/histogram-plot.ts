import { axisLeft, frame, type Picture } from "./frame.ts";
import { type Markup, markup } from "./markup.ts";
import { linearScale, round } from "./scale.ts";

/** Shares of classes, drawn as a line of steps. */
export interface Histogram {
  readonly title: string;
  readonly kind: "ours" | "rival" | "reference";
  readonly shares: readonly number[];
}

const WIDTH = 560;
const HEIGHT = 272;
const PLOT = { left: 40, right: 550, top: 64, bottom: 228 } as const;

/** Several histograms over the same classes: the reference filled, the others as outlines. */
export function histogramPlot(
  picture: Picture & { readonly axis: string; readonly classes: readonly string[] },
  histograms: readonly Histogram[],
): Markup {
  const { classes } = picture;
  const most = Math.max(0.05, ...histograms.flatMap(({ shares }) => shares));
  const y = linearScale([0, most], [PLOT.bottom, PLOT.top]);
  const width = (PLOT.right - PLOT.left) / classes.length;
  const x = (i: number) => round(PLOT.left + i * width);
  const every = Math.ceil(classes.length / 14);
  const outline = ({ shares }: Histogram) =>
    classes.map((_, i) => `${x(i)},${y.at(shares[i] ?? 0)} ${x(i + 1)},${y.at(shares[i] ?? 0)}`).join(" ");
  const styles = new Map<string, number>();
  const legend = histograms.map((histogram, i) => {
    const nth = styles.get(histogram.kind) ?? 0;
    styles.set(histogram.kind, nth + 1);
    const at = PLOT.left + 10 + (i % 2) * 250;
    const line = 12 + 20 * Math.floor(i / 2);
    return markup`<g class="${histogram.kind} dash-${nth}"><line class="line" x1="${at}" x2="${at + 24}" y1="${line}" y2="${line}"/></g><text class="row ${histogram.kind}" x="${at + 30}" y="${line + 4}">${histogram.title}</text>`;
  });
  styles.clear();
  const drawn = histograms.map((histogram) => {
    const nth = styles.get(histogram.kind) ?? 0;
    styles.set(histogram.kind, nth + 1);
    const area =
      histogram.kind === "reference"
        ? markup`<polygon class="area" points="${PLOT.left},${PLOT.bottom} ${outline(histogram)} ${PLOT.right},${PLOT.bottom}"/>`
        : markup``;
    return markup`<g class="${histogram.kind} dash-${nth}">${area}<polyline class="line" points="${outline(histogram)}"/></g>`;
  });
  return frame(picture, WIDTH, HEIGHT, [
    axisLeft(y, PLOT.left, PLOT.right, "share", 4, PLOT.top - 10),
    markup`<g class="axis">${classes.map((name, i) =>
      i % every === 0
        ? markup`<text x="${round(x(i) + width / 2)}" y="${PLOT.bottom + 15}" text-anchor="middle">${name}</text>`
        : markup``,
    )}<text class="name" x="${(PLOT.left + PLOT.right) / 2}" y="${PLOT.bottom + 33}" text-anchor="middle">${picture.axis}</text></g>`,
    ...drawn,
    ...legend,
  ]);
}
