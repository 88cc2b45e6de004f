import type { Fault } from "./quality.ts";

const PARTS: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/^(Fp|AF)/i, "forehead"],
  [/^F/i, "front of the head"],
  [/^TP/i, "spot behind the ear"],
  [/^[AM]\d/i, "ear clip"],
  [/^T/i, "spot above the ear"],
  [/^C/i, "top of the head"],
  [/^P/i, "back of the head"],
  [/^O/i, "low back of the head"],
];

/** Where an electrode of the 10–20 system sits, in plain words: `Fp1` is "left forehead", `A1` "left ear clip". */
export function placeOf(site: string): string {
  const part = PARTS.find(([pattern]) => pattern.test(site))?.[1];
  if (part === undefined) return `electrode ${site}`;
  const number = Number(/\d+$/.exec(site)?.[0]);
  if (Number.isNaN(number)) return `middle ${part}`;
  return `${number % 2 === 1 ? "left" : "right"} ${part}`;
}

/** What is wrong with a channel in a word, and the plain fix. */
export interface FaultWords {
  readonly word: string;
  readonly fix: string;
}

/** The words for a fault at a place. */
export function wordsFor(fault: Fault, place: string): FaultWords {
  switch (fault) {
    case "railed":
      return { word: "no contact", fix: `Press the ${place}.` };
    case "flat":
      return { word: "no signal", fix: `Check the cable to the ${place}.` };
    case "step":
      return { word: "loose", fix: `Press the ${place} and let it rest.` };
    case "amplitude":
      return { word: "moving", fix: "Blinks and movement pass by themselves." };
    case "mains":
      return { word: "hum", fix: "Move chargers and cables away, and run from the battery." };
    case "muscle":
      return { word: "muscle", fix: "Jaw and forehead are tense: wait until they rest." };
  }
}
