import { type Markup, markup } from "./markup.ts";
import type { Scale } from "./scale.ts";
import { ticksOf } from "./scale.ts";
import { numberWords } from "./words.ts";

/** What every picture has. */
export interface Picture {
  /** Short: what is shown. Also the picture's name for those who hear it. */
  readonly title: string;
  /** What there is to see, in a sentence, for those who do not. */
  readonly description: string;
}

/** A picture of `width` × `height` units that shrinks and grows with the page. */
export function frame(picture: Picture, width: number, height: number, content: readonly Markup[]): Markup {
  const label = `${picture.title}. ${picture.description}`;
  return markup`<svg class="plot" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}" xmlns="http://www.w3.org/2000/svg">${content}</svg>`;
}

/** Digits that tell the ticks of an axis apart. */
function digitsOf(ticks: readonly number[]): number {
  return Math.max(0, ...ticks.map((tick) => (String(tick).split(".")[1] ?? "").length));
}

/** A horizontal axis below a plot that reaches from `top` to `bottom`, with its grid and its name. */
export function axisBelow(scale: Scale, top: number, bottom: number, name: string, count = 5): Markup {
  const ticks = ticksOf(scale.domain, count);
  const digits = digitsOf(ticks);
  const [low, high] = scale.domain;
  const middle = (scale.at(low) + scale.at(high)) / 2;
  return markup`<g class="axis">${ticks.map(
    (tick) =>
      markup`<line class="grid" x1="${scale.at(tick)}" x2="${scale.at(tick)}" y1="${top}" y2="${bottom}"/><text x="${scale.at(tick)}" y="${bottom + 15}" text-anchor="middle">${numberWords(tick, digits)}</text>`,
  )}<text class="name" x="${middle}" y="${bottom + 31}" text-anchor="middle">${name}</text></g>`;
}

/** A vertical axis left of a plot that reaches from `left` to `right`; its name stands above it. */
export function axisLeft(scale: Scale, left: number, right: number, name: string, count = 5, nameAt = 12): Markup {
  const ticks = ticksOf(scale.domain, count);
  const digits = digitsOf(ticks);
  return markup`<g class="axis">${ticks.map(
    (tick) =>
      markup`<line class="grid" x1="${left}" x2="${right}" y1="${scale.at(tick)}" y2="${scale.at(tick)}"/><text x="${left - 6}" y="${scale.at(tick) + 4}" text-anchor="end">${numberWords(tick, digits)}</text>`,
  )}<text class="name" x="4" y="${nameAt}">${name}</text></g>`;
}
