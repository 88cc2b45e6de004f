import type { Millis } from "../../engine/time/units.ts";
import type { Estimate } from "../../models/evaluation/estimate.ts";

const MINUS = "−";
export const NOTHING = "–";

/** A number with so many digits after the point, a real minus and commas between thousands; a dash for what is undefined. */
export function numberWords(value: number | null | undefined, digits = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return NOTHING;
  const [whole = "", part] = Math.abs(value).toFixed(digits).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  const text = part === undefined ? grouped : `${grouped}.${part}`;
  return value < 0 && /[1-9]/.test(text) ? `${MINUS}${text}` : text;
}

/** A share as per cent: `shareWords(0.934)` is "93.4 %". */
export function shareWords(value: number | null | undefined, digits = 1): string {
  const text = numberWords(value === null || value === undefined ? value : 100 * value, digits);
  return text === NOTHING ? text : `${text} %`;
}

/** "[0.38–0.47]", with "to" where a minus stands, or that there is one tune only and hence no interval. */
function intervalWords({ low, high, tunes }: Estimate, say: (value: number) => string): string {
  if (tunes < 2) return "[one tune]";
  return `[${say(low)}${low < 0 ? " to " : "–"}${say(high)}]`;
}

/** "0.42 [0.38–0.47]". */
export function estimateWords(estimate: Estimate | null | undefined, digits = 2): string {
  if (!estimate) return NOTHING;
  const say = (value: number) => numberWords(value, digits);
  return `${say(estimate.value)} ${intervalWords(estimate, say)}`;
}

/** "93.4 % [91.0–95.2]". */
export function shareEstimateWords(estimate: Estimate | null | undefined, digits = 1): string {
  if (!estimate) return NOTHING;
  return `${shareWords(estimate.value, digits)} ${intervalWords(estimate, (value) => numberWords(100 * value, digits))}`;
}

/** A p value: three digits, or "< 0.001". */
export function chanceWords(p: number): string {
  return p < 0.001 ? "< 0.001" : numberWords(p, 3);
}

/** A time from the beginning: minutes and seconds, "4:30". */
export function timeWords(time: Millis): string {
  const seconds = Math.round(time / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
