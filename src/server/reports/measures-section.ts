import { MEASURES } from "../../engine/measures/catalogue.ts";
import type { Measure } from "../../engine/measures/measure.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { MeasuredPhase } from "../simulation/measure-session.ts";
import { type Markup, markup } from "./markup.ts";
import { NOTHING, numberWords, timeWords } from "./words.ts";

const WHOLE = /^(ms|onsets$|spaces|starts|returns|exchanges)/;

/** A value with as many digits as its unit bears. */
function valueWords(value: number, unit: string): string {
  if (WHOLE.test(unit)) return numberWords(value, 0);
  return numberWords(value, unit === "velocity" || unit === "MIDI pitch" || unit === "semitones" ? 1 : 2);
}

function row(measure: Measure): Markup {
  const { name } = MEASURES[measure.id];
  const { unit, n } = measure;
  const value = measure.ok ? valueWords(measure.value, unit) : NOTHING;
  const interval =
    measure.ok && measure.ci ? `${valueWords(measure.ci[0], unit)} to ${valueWords(measure.ci[1], unit)}` : NOTHING;
  return markup`<tr><th scope="row">${name} <span class="muted">${measure.id}</span></th><td>${value}</td><td class="left">${unit}</td><td>${interval}</td><td>${numberWords(n, 0)}</td><td class="left seen">${measure.reason ?? ""}</td></tr>`;
}

/** The measures of one phase as a table. Where there was too little playing, the reason stands in place of a number. */
export function measuresTable({ label, span, measures }: MeasuredPhase, start: Millis): Markup {
  const caption = `${label}, ${timeWords(span.start - start)} to ${timeWords(span.end - start)}`;
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr><th scope="col">Measure</th><th scope="col">Value</th><th scope="col" class="left">Unit</th><th scope="col">95 % interval</th><th scope="col">n</th><th scope="col" class="left">Remark</th></tr></thead>
<tbody>${measures.map(row)}</tbody></table></div>`;
}
