import { softmax } from "../engine/music/sampling.ts";
import type { Recurrent } from "../engine/ports.ts";
import { NO_EVENT, STEP_EVENTS } from "./melody-steps.ts";
import type { StepTune } from "./step-lanes.ts";
import { Tally } from "./tally.ts";

/** One line of the table: how well the next event is foretold on tunes not trained on. */
export interface StepScore {
  readonly predictor: string;
  /** Mean cross-entropy of a step. */
  readonly bits: number;
  /** The same over the steps at which something begins or ends. */
  readonly eventBits: number;
  /** Share of steps whose likeliest event came. */
  readonly accuracy: number;
}

/** Probabilities of each event after each but the last of a tune. */
type Predictor = (events: Uint8Array) => readonly (readonly number[])[];

function tallied(training: readonly StepTune[], context: (events: Uint8Array, i: number) => string): Predictor {
  const tally = new Tally(STEP_EVENTS);
  for (const { events } of training) {
    for (let i = 0; i + 1 < events.length; i++) tally.add(events[i + 1] ?? 0, context(events, i));
  }
  const known = new Map<string, readonly number[]>();
  return (events) =>
    Array.from({ length: events.length - 1 }, (_, i) => {
      const key = context(events, i);
      const chances =
        known.get(key) ?? Array.from({ length: STEP_EVENTS }, (_, event) => tally.probability(event, key));
      known.set(key, chances);
      return chances;
    });
}

/** The network heard from the tune's beginning, one step an event. */
function networked(network: Recurrent): Predictor {
  return (events) => {
    const input = new Float32Array(network.inputs);
    const stepped = network.blank();
    let memory = network.initial();
    return Array.from(events.subarray(0, -1), (event) => {
      input.fill(0);
      input[event] = 1;
      memory = network.step(memory, input, stepped).memory;
      return softmax(stepped.output, 0, STEP_EVENTS);
    });
  };
}

/** The note that sounds, or sounded last, and how long ago it began: what a bare "nothing new" does not tell. */
function lastNote(events: Uint8Array, i: number): string {
  let at = i;
  while (at > 0 && events[at] === NO_EVENT) at--;
  return `${events[at]} ${Math.min(16, i - at)}`;
}

function scoreOf(predictor: string, predict: Predictor, test: readonly StepTune[]): StepScore {
  const sums = { bits: 0, steps: 0, eventBits: 0, events: 0, right: 0 };
  for (const { events } of test) {
    predict(events).forEach((chances, i) => {
      const next = events[i + 1] ?? 0;
      const bits = -Math.log2(chances[next] ?? 0);
      sums.bits += bits;
      sums.steps++;
      if (next !== NO_EVENT) {
        sums.eventBits += bits;
        sums.events++;
      }
      if (chances.indexOf(Math.max(...chances)) === next) sums.right++;
    });
  }
  return {
    predictor,
    bits: sums.bits / sums.steps,
    eventBits: sums.eventBits / sums.events,
    accuracy: sums.right / sums.steps,
  };
}

/** The note-by-note network beside its baselines, which learn from the training tunes; all are measured on the test tunes. */
export function evaluateRival(
  network: Recurrent,
  training: readonly StepTune[],
  test: readonly StepTune[],
): StepScore[] {
  return [
    scoreOf(
      "unigram of events",
      tallied(training, () => ""),
      test,
    ),
    scoreOf(
      "the event before (Markov, order 1)",
      tallied(training, (events, i) => `${events[i]}`),
      test,
    ),
    scoreOf("the last note and how long ago it began", tallied(training, lastNote), test),
    scoreOf("**LSTM 2 × 128**", networked(network), test),
  ];
}

/** How well the next event is foretold, as a Markdown table. */
export function rivalTable(network: Recurrent, training: readonly StepTune[], test: readonly StepTune[]): string {
  const rows = evaluateRival(network, training, test).map(
    ({ predictor, bits, eventBits, accuracy }) =>
      `| ${predictor} | ${bits.toFixed(3)} | ${eventBits.toFixed(3)} | ${accuracy.toFixed(3)} |`,
  );
  return [
    "| next event, test tunes | bits a step | bits where one begins or ends | accuracy |",
    "| --- | ---: | ---: | ---: |",
    ...rows,
  ].join("\n");
}
