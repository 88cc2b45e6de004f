// Answers to phrases of four bars, composed while the event loop goes round: a child plays the own tunes four bars at a
// time, one deadline of the simulated time a turn of the loop, and the loop's delay is watched. Before it, in the same run,
// as many turns in which nothing is done: what the machine itself does to a loop.
//   npm run bench -- event-loop [phrases a tune]
import { monitorEventLoopDelay, PerformanceObserver } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { Melody } from "../src/engine/music/melody.ts";
import { barTicks } from "../src/engine/music/meter.ts";
import type { Command } from "../src/engine/session/command.ts";
import { ticksToMillis } from "../src/engine/time/units.ts";
import { loadTunes } from "../src/server/library.ts";
import { rehearse } from "../src/server/rehearsal.ts";
import { resources, SETTINGS, Stage } from "../tests/helpers/stage.ts";
import { figures, machineSince, now, stolenSeconds } from "./helpers/figures.ts";

const phrases = Number(process.argv[2] ?? 8);
const BARS = 4;
/** ms. An answer lasts 8 s at the most: a slower tune is played faster, so that four bars are answered with four. */
const LONGEST = 7_900;
/** ms from one phrase to the next: room for it, its end, the breath and the answer. */
const PERIOD = 20_000;
/** ms between two turns, and of the watch's timer. */
const RESOLUTION = 1;

/** What happened in one turn: the length in bars of the answer that was composed, where one was. */
type Turn = number | undefined;

interface PlayedPhrase {
  /** Onset, end (ms) and pitch. */
  readonly notes: readonly (readonly [number, number, number])[];
  /** Length of a bar in ms. */
  readonly bar: number;
}

/** Four bars of a tune, beginning with one of its full bars. */
function phraseOf(tune: Melody, first: number): PlayedPhrase {
  const bar = barTicks(tune.meter);
  const end = Math.max(...tune.notes.map(({ onset }) => onset));
  const bars = Math.max(BARS, Math.floor((end - tune.pickup) / bar) + 1);
  const from = tune.pickup + (first % (bars - BARS + 1)) * bar;
  const length = Math.min(LONGEST, ticksToMillis(BARS * bar, tune.tempo));
  const millis = (ticks: number) => ((ticks - from) / (BARS * bar)) * length;
  const within = tune.notes.filter(({ onset }) => onset >= from && onset < from + BARS * bar);
  return {
    notes: within.map(({ onset, duration, pitch }) => [millis(onset), millis(onset + 0.95 * duration), pitch]),
    bar: length / BARS,
  };
}

/** Length in ms of the partner's notes among commands; 0 without any. */
function lengthOf(commands: readonly Command[]): number {
  const times = commands.flatMap((command) =>
    (command.kind === "noteOn" || command.kind === "noteOff") && command.player === "partner" ? [command.at] : [],
  );
  return times.length > 0 ? Math.max(...times) - Math.min(...times) : 0;
}

/** A session in which a tune is played by phrases, one deadline a turn. */
function* playBy(tune: Melody, seed: number): Generator<Turn> {
  const { clock, conductor, log } = new Stage({ seed, steering: { mayOfferAgain: false } }).start();
  for (let phrase = 0; phrase < phrases; phrase++) {
    const { notes, bar } = phraseOf(tune, phrase * BARS);
    const start = phrase * PERIOD;
    for (const [onset, end, pitch] of notes) {
      const note = { player: "child", device: "keys", pitch } as const;
      clock.at(start + onset, () => conductor.dispatch({ kind: "noteOn", ...note, velocity: 70 }));
      clock.at(start + end, () => conductor.dispatch({ kind: "noteOff", ...note }));
    }
    for (let next = clock.next; next !== undefined && next < start + PERIOD; next = clock.next) {
      const before = log.length;
      clock.advanceTo(next);
      const ended = log.slice(before).find(({ event }) => event.kind === "wake" && event.name === "phraseEnds");
      const length = lengthOf(ended?.commands ?? []);
      yield length > 0 ? length / bar : undefined;
    }
  }
  conductor.close();
}

function* idle(turns: number): Generator<Turn> {
  for (let turn = 0; turn < turns; turn++) yield undefined;
}

interface Span {
  /** ms, by the clock. */
  readonly took: number;
  /** ms of CPU of the whole process meanwhile: what it would have taken on a machine of its own. */
  readonly cpu: number;
  readonly bars: Turn;
}

/** CPU time of this process so far, in ms. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Lets the loop go round; what each turn took, and how late the loop was. */
async function goRound(turns: Generator<Turn>) {
  const loop = monitorEventLoopDelay({ resolution: RESOLUTION });
  const spans: Span[] = [];
  loop.enable();
  for (;;) {
    const [from, before] = [now(), cpuTime()];
    const { done, value } = turns.next();
    if (done) break;
    spans.push({ took: now() - from, cpu: cpuTime() - before, bars: value });
    await sleep(RESOLUTION);
  }
  loop.disable();
  // It counts from timer to timer.
  const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - RESOLUTION).toFixed(3);
  const delay = `p50 ${late(loop.percentile(50))}  p99 ${late(loop.percentile(99))}  max ${late(loop.max)} ms`;
  return { spans, delay };
}

rehearse(SETTINGS, resources());
const [began, stolen] = [now(), stolenSeconds()];
const tunes = loadTunes();
const still = await goRound(idle(tunes.length * phrases * 50));
const pauses: number[] = [];
const collector = new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) pauses.push(duration);
});
collector.observe({ entryTypes: ["gc"] });
const played = await goRound(
  (function* () {
    for (const [seed, tune] of tunes.entries()) yield* playBy(tune, seed);
  })(),
);
collector.disconnect();
const whole = played.spans.filter(({ bars }) => bars !== undefined && bars >= 3);
const shorter = played.spans.filter(({ bars }) => bars !== undefined && bars < 3);
const without = played.spans.filter(({ bars }) => bars === undefined);
console.log(`answers of 3 to 4 bars  ${figures(whole.map(({ took }) => took))}`);
console.log(`  CPU of them           ${figures(whole.map(({ cpu }) => cpu))}`);
console.log(`shorter answers         ${figures(shorter.map(({ took }) => took))}`);
console.log(`turns without an answer ${figures(without.map(({ took }) => took))}`);
console.log(`turns of the still loop ${figures(still.spans.map((span) => span.took))}`);
console.log(`garbage collections     ${figures(pauses)}`);
console.log(`loop late, playing      ${played.delay}`);
console.log(`loop late, still        ${still.delay}`);
console.log(`asked: 4 bars p50 <= 2 ms, p99 <= 5 ms; the loop never blocked > 5 ms. ${machineSince(began, stolen)}`);
