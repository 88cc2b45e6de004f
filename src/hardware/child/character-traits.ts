import type { Draws } from "../../engine/random.ts";
import type { Bpm, Millis } from "../../engine/time/units.ts";
import type { ChildPhrase, Moment } from "./note.ts";

type Range = readonly [least: number, most: number];

/** What a pretend child does while the partner plays a steady pattern underneath. Times in milliseconds. */
interface Company {
  /** The chance that it joins in when the pattern begins. */
  readonly joins: number;
  /** Plays along for so long, then leaves the keys alone for so long. */
  readonly stays: Range;
  readonly away: Range;
  /** From one phrase to the next while it plays along. */
  readonly between: Range;
  /** The chance that a phrase begins on the partner's beat rather than anywhere. */
  readonly onBeat: number;
  /** How far its own beat moves towards the partner's from phrase to phrase, 0–1. */
  readonly follows: number;
}

/** How a pretend child plays. All chance comes from `draws`. */
export interface Character {
  readonly name: string;
  readonly instrument: "keys" | "pads";
  /** For one that keeps a beat: how fast, and the jitter and missing beats of {@link Moment.beat} where nothing else is set. */
  readonly beat?: { readonly tempo: readonly [Bpm, Bpm]; readonly jitter: number; readonly missing: number };
  phrase(moment: Moment): ChildPhrase;
  /** Pause before the next phrase when the partner has not answered, from the end of the own phrase. */
  pause(draws: Draws): Millis;
  /** After the partner's answer: the time until the child plays, or undefined when this answer gets no reply. */
  reply(draws: Draws): Millis | undefined;
  /** Probability of playing into the partner's answer. */
  readonly interrupts: number;
  readonly company: Company;
}
