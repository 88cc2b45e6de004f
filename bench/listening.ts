// One key or pad through listening, every readout and all: hearNoteOn, hearNoteOff, the phrase taken out, and what a partner
// asks. Beside it a plain push onto an array. Each is done a few times over on the same values and the fastest counts, since
// the machine's own pauses are no cost of listening; the slowest is said too. Then 45 minutes of playing: what the heap holds after each five.
//   npm run bench -- listening [minutes]
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import {
  hearNoteOff,
  hearNoteOn,
  type Listening,
  NOTHING_HEARD,
  phraseEnd,
  takePhrase,
} from "../src/engine/listening/phrase.ts";
import { nextBeat } from "../src/engine/listening/pulse-tracker.ts";
import { keyHeard, mannerAt, motifsHeard, tempoHeard, unevenness } from "../src/engine/listening/readouts.ts";
import { Draws } from "../src/engine/random.ts";
import type { Millis, Pitch } from "../src/engine/time/units.ts";
import { motifSeed, playMotifs } from "../tests/engine/listening/motif-children.ts";
import { figures, machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";

const minutes = Number(process.argv[2] ?? 45);
const TIMES = 5;
const EVERY: Millis = 5 * 60_000;

setFlagsFromString("--expose_gc");
const collect = runInNewContext("gc") as () => void;

interface Input {
  readonly at: Millis;
  readonly pitch: Pitch;
  readonly on: boolean;
  readonly pad: boolean;
}

/** A child on keys and pads in turn, with motifs and without. */
function playing(): Input[] {
  const inputs: Input[] = [];
  let from = 0;
  for (let number = 0; from < minutes * 60_000; number++) {
    const pad = number % 3 === 2;
    const { notes } = playMotifs({ pad, jitter: 0.06, planted: number % 2 === 0 }, new Draws(motifSeed(number)));
    for (const { at, pitch } of notes) {
      inputs.push({ at: from + at, pitch, pad, on: true }, { at: from + at + (pad ? 2 : 50), pitch, pad, on: false });
    }
    from += (notes[notes.length - 1]?.at ?? 0) + 2_000;
  }
  return inputs;
}

function hear(listening: Listening, { at, pitch, pad, on }: Input): Listening {
  return on ? hearNoteOn(listening, at, pitch, 70, pad) : hearNoteOff(listening, at, pitch);
}

function ask(listening: Listening, at: Millis): unknown[] {
  return [
    phraseEnd(listening),
    tempoHeard(listening),
    nextBeat(listening.pulse, at),
    unevenness(listening),
    mannerAt(listening, at),
    keyHeard(listening),
    motifsHeard(listening),
  ];
}

interface Cost {
  readonly fastest: number[];
  readonly first: number[];
}

/** Does it a few times; what it gave. */
function time<T>(cost: Cost, act: () => T): T {
  let fastest = Number.POSITIVE_INFINITY;
  let given = undefined as T;
  for (let turn = 0; turn < TIMES; turn++) {
    const from = now();
    given = act();
    const took = now() - from;
    if (turn === 0) cost.first.push(took);
    fastest = Math.min(fastest, took);
  }
  cost.fastest.push(fastest);
  return given;
}

const inputs = playing();
const [began, stolen] = [now(), stolenSeconds()];
const cost = (): Cost => ({ fastest: [], first: [] });
const took = { on: cost(), off: cost(), asked: cost(), push: cost() };
const heaps: string[] = [];
const pushed: Input[] = [];
let listening = NOTHING_HEARD;
let next = EVERY;
for (const input of inputs) {
  const end = phraseEnd(listening);
  if (end !== undefined && end <= input.at) listening = takePhrase(listening, input.at).listening;
  const before = listening;
  listening = time(took[input.on ? "on" : "off"], () => hear(before, input));
  const heard = listening;
  time(took.asked, () => ask(heard, input.at));
  time(took.push, () => pushed.push(input));
  if (input.at < next) continue;
  next += EVERY;
  pushed.length = 0;
  collect();
  heaps.push((process.memoryUsage().heapUsed / 1e6).toFixed(1));
}
for (const [name, { fastest, first }] of Object.entries({
  "a key or pad goes down": took.on,
  "one comes up": took.off,
  "all readouts": took.asked,
  "plain push": took.push,
})) {
  console.log(`${name.padEnd(24)} fastest of ${TIMES}: ${figures(fastest)}; the first time: ${figures(first)}`);
}
console.log(
  `down / push, p50         ${(quantile(took.on.fastest, 0.5) / quantile(took.push.fastest, 0.5)).toFixed(0)}`,
);
console.log(`asked: p99 < 0.3 ms for a key down. ${machineSince(began, stolen)}`);
console.log(
  `${inputs.length} events; heap in MB after each 5 minutes, the figures above included: ${heaps.join("  ")}`,
);
