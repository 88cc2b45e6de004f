import type { Millis } from "../../engine/time/units.ts";
import { drumOnKeys } from "./beating.ts";
import type { Character } from "./character-traits.ts";
import { drumOnPads } from "./drum-kit.ts";
import { type ChildPhrase, freely, type Moment } from "./note.ts";
import { bang, hammer, lean } from "./rudeness.ts";
import { playWithTwoHands } from "./two-hands.ts";
import { BURSTY, echo, SPARSE, wander } from "./wandering.ts";

const MINUTE: Millis = 60_000;

/** The loud seeker begins loud and goes up from phrase to phrase, not quite to the top; a louder partner makes it louder still. */
function loudnessSought({ loudness, phrases }: Moment): number {
  return Math.min(
    127,
    92 + Math.min(24, 3 * phrases) + (loudness === undefined ? 0 : Math.max(0, 0.7 * (loudness - 45))),
  );
}

function whirl(moment: Moment): ChildPhrase {
  const { draws } = moment;
  const what = draws.unit();
  if (what < 0.12) return freely(lean(draws));
  if (what < 0.32) return freely(hammer(draws));
  if (what < 0.5) return freely(bang(draws, draws.between(60, 120)));
  return freely(wander(draws, draws.unit() < 0.5 ? BURSTY : SPARSE));
}

/** The characters; the first is the default. */
export const CHARACTERS: readonly Character[] = [
  {
    name: "sparse",
    instrument: "keys",
    phrase: ({ draws }) => freely(wander(draws, SPARSE)),
    pause: (draws) => draws.between(6_000, 11_000),
    reply: (draws) => (draws.unit() < 0.7 ? draws.between(1_200, 3_500) : undefined),
    interrupts: 0.02,
    company: {
      joins: 0.5,
      stays: [20_000, 50_000],
      away: [10_000, 30_000],
      between: [2_000, 7_000],
      onBeat: 0.3,
      follows: 0,
    },
  },
  {
    name: "bursty",
    instrument: "keys",
    phrase: ({ draws }) => freely(draws.unit() < 0.05 ? hammer(draws) : wander(draws, BURSTY)),
    pause: (draws) => draws.between(2_500, 7_000),
    reply: (draws) => (draws.unit() < 0.8 ? draws.between(400, 2_500) : undefined),
    interrupts: 0.25,
    company: {
      joins: 0.8,
      stays: [15_000, 60_000],
      away: [8_000, 25_000],
      between: [400, 4_000],
      onBeat: 0.2,
      follows: 0,
    },
  },
  {
    name: "steady drummer",
    instrument: "keys",
    beat: { tempo: [90, 110], jitter: 0.04, missing: 0.03 },
    phrase: drumOnKeys,
    pause: (draws) => draws.between(5_000, 8_000),
    reply: (draws) => (draws.unit() < 0.75 ? draws.between(600, 2_000) : undefined),
    interrupts: 0.1,
    company: {
      joins: 0.8,
      stays: [30_000, 90_000],
      away: [8_000, 20_000],
      between: [300, 3_000],
      onBeat: 0.7,
      follows: 0.3,
    },
  },
  {
    name: "echoer",
    instrument: "keys",
    phrase: ({ draws, heard }) => freely(echo(draws, heard)),
    pause: (draws) => draws.between(6_000, 10_000),
    reply: (draws) => draws.between(700, 1_800),
    interrupts: 0,
    company: {
      joins: 0.6,
      stays: [20_000, 60_000],
      away: [8_000, 20_000],
      between: [1_500, 5_000],
      onBeat: 0.5,
      follows: 0,
    },
  },
  {
    name: "leaver",
    instrument: "keys",
    phrase: ({ draws }) => freely(wander(draws, draws.unit() < 0.5 ? SPARSE : BURSTY)),
    // Now and then the child is gone for a while, and comes back.
    pause: (draws) => (draws.unit() < 0.4 ? draws.between(20_000, 40_000) : draws.between(4_000, 8_000)),
    reply: (draws) => (draws.unit() < 0.4 ? draws.between(800, 3_000) : undefined),
    interrupts: 0.05,
    company: {
      joins: 0.3,
      stays: [8_000, 25_000],
      away: [25_000, 70_000],
      between: [1_000, 5_000],
      onBeat: 0.2,
      follows: 0,
    },
  },
  {
    name: "loud seeker",
    instrument: "keys",
    phrase: (moment) => freely(bang(moment.draws, loudnessSought(moment))),
    pause: (draws) => draws.between(2_000, 6_000),
    reply: (draws) => (draws.unit() < 0.85 ? draws.between(200, 1_500) : undefined),
    interrupts: 0.4,
    company: {
      joins: 0.9,
      stays: [20_000, 60_000],
      away: [5_000, 20_000],
      between: [300, 2_500],
      onBeat: 0.2,
      follows: 0,
    },
  },
  {
    name: "two-hand pianist",
    instrument: "keys",
    beat: { tempo: [72, 112], jitter: 0.03, missing: 0.02 },
    phrase: playWithTwoHands,
    pause: (draws) => draws.between(4_000, 9_000),
    reply: (draws) => (draws.unit() < 0.7 ? draws.between(600, 2_500) : undefined),
    interrupts: 0.08,
    company: {
      joins: 0.7,
      stays: [30_000, 90_000],
      away: [10_000, 30_000],
      between: [500, 4_000],
      onBeat: 0.8,
      follows: 0.4,
    },
  },
  {
    name: "pad drummer",
    instrument: "pads",
    beat: { tempo: [84, 128], jitter: 0.035, missing: 0.04 },
    phrase: drumOnPads,
    pause: (draws) => draws.between(3_000, 7_000),
    reply: (draws) => (draws.unit() < 0.75 ? draws.between(400, 2_000) : undefined),
    interrupts: 0.15,
    company: {
      joins: 0.85,
      stays: [20_000, 80_000],
      away: [6_000, 20_000],
      between: [300, 3_000],
      onBeat: 0.7,
      follows: 0.25,
    },
  },
  {
    name: "whirlwind",
    instrument: "keys",
    phrase: whirl,
    pause: (draws) => (draws.unit() < 0.05 ? 3 * MINUTE : draws.between(1_000, 8_000)),
    reply: (draws) => (draws.unit() < 0.6 ? draws.between(0, 2_000) : undefined),
    interrupts: 0.6,
    company: {
      joins: 0.8,
      stays: [5_000, 40_000],
      away: [5_000, 3 * MINUTE],
      between: [200, 5_000],
      onBeat: 0,
      follows: 0,
    },
  },
];

/** The character of a name. Throws RangeError for a name that is none. */
export function characterNamed(name: string): Character {
  const character = CHARACTERS.find((other) => other.name === name);
  if (character) return character;
  const names = CHARACTERS.map((other) => `"${other.name}"`).join(", ");
  throw new RangeError(`"${name}" is no pretend child; there are ${names}`);
}
