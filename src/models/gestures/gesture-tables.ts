import { CHILD_GESTURES } from "../../engine/gestures/child-gesture.ts";
import type { Millis } from "../../engine/time/units.ts";
import { table } from "../tables.ts";
import { balancedAccuracy, type Share, type WearerScore } from "./evaluate-gestures.ts";

/** What one way to read frames came to: on traces with gestures, and on everyday movement alone. */
export interface ReaderScore {
  readonly name: string;
  readonly gestures: readonly WearerScore[];
  readonly everyday: readonly WearerScore[];
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function pooled(shares: readonly Share[]): string {
  const of = shares.reduce((sum, share) => sum + share.of, 0);
  return of === 0 ? "–" : percent(shares.reduce((sum, share) => sum + share.found, 0) / of);
}

function spread(values: readonly number[]): string {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const deviation = Math.sqrt(
    values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1),
  );
  return `${percent(mean)} ± ${(100 * deviation).toFixed(1)} (${percent(Math.min(...values))} to ${percent(Math.max(...values))})`;
}

/** How much of each gesture was told, and the balanced accuracy over the wearers. */
export function recallTable(scores: readonly ReaderScore[]): string {
  return table(
    [
      "told, of what was made",
      ...CHILD_GESTURES,
      "everyday left alone",
      "balanced, by wearer: mean ± SD (least to most)",
    ],
    scores.map(({ name, gestures }) => [
      name,
      ...CHILD_GESTURES.map((gesture) => pooled(gestures.map(({ recall }) => recall[gesture]))),
      pooled(gestures.map(({ everyday }) => everyday)),
      spread(gestures.map(balancedAccuracy)),
    ]),
  );
}

/** Gestures told of everyday movement, and of anything that they were not, a minute. Real stillness told is right. */
export function falseAlarmTable(scores: readonly ReaderScore[]): string {
  return table(
    ["told wrongly, a minute of everyday movement", ...CHILD_GESTURES, "all", "by wearer, most", "single taps"],
    scores.map(({ name, everyday }) => {
      const minutes = everyday.reduce((sum, score) => sum + score.minutes, 0);
      const count = ({ wrong }: WearerScore, start = "") =>
        Object.entries(wrong).reduce((sum, [key, times]) => sum + (key.startsWith(start) ? times : 0), 0);
      const rate = (start?: string) =>
        (everyday.reduce((sum, score) => sum + count(score, start), 0) / minutes).toFixed(2);
      const taps = everyday.reduce((sum, score) => sum + score.taps.false, 0) / minutes;
      const worst = Math.max(...everyday.map((score) => count(score) / score.minutes));
      return [name, ...CHILD_GESTURES.map((gesture) => rate(`${gesture} `)), rate(), worst.toFixed(2), taps.toFixed(2)];
    }),
  );
}

function quantiles(values: readonly Millis[]): string {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  const words = (value: Millis | undefined) => (value === undefined ? "–" : `${Math.round(value)} ms`);
  return `${words(at(0.5))}, ${words(at(0.99))}`;
}

/** When things are told: the sensor's own time, without the wire. */
export function latencyTable(scores: readonly ReaderScore[]): string {
  return table(
    [
      "told after: p50, p99",
      "single tap, from its blow",
      "row of taps, from its end",
      "shake, from its end",
      "sway, from its end",
      "raise, from its beginning",
      "still, from its first second on",
    ],
    scores.map(({ name, gestures }) => {
      const told = (gesture: keyof WearerScore["told"]) => quantiles(gestures.flatMap((score) => score.told[gesture]));
      const taps = gestures.flatMap((score) => score.taps.latency);
      return [name, quantiles(taps), told("tap"), told("shake"), told("sway"), told("raise"), told("still")];
    }),
  );
}

/** Single taps, and how exactly strokes are counted. */
export function strokeTable(scores: readonly ReaderScore[]): string {
  return table(
    [
      "strokes",
      "single taps found",
      "told of them falsely",
      "a tap's time is off by: p50, p99",
      "count exact",
      "count within 1",
    ],
    scores.map(({ name, gestures }) => {
      const taps = gestures.map((score) => score.taps);
      const minutes = gestures.reduce((sum, score) => sum + score.minutes, 0);
      const counts = gestures.flatMap((score) => score.counts);
      const within = (most: number) =>
        percent(counts.filter((off) => Math.abs(off) <= most).length / Math.max(1, counts.length));
      return [
        name,
        pooled(taps),
        `${(taps.reduce((sum, tap) => sum + tap.false, 0) / minutes).toFixed(2)} a minute`,
        quantiles(taps.flatMap(({ off }) => off.map(Math.abs))),
        within(0),
        within(1),
      ];
    }),
  );
}

/** What was told wrongly most often, in words. */
export function worstWords({ gestures, everyday }: ReaderScore, most = 6): string {
  const all = new Map<string, number>();
  for (const { wrong } of [...gestures, ...everyday])
    for (const [key, times] of Object.entries(wrong)) all.set(key, (all.get(key) ?? 0) + times);
  const worst = [...all].sort(([, a], [, b]) => b - a).slice(0, most);
  return worst.length === 0 ? "Nothing was told wrongly." : worst.map(([key, times]) => `${key} (${times})`).join(", ");
}
