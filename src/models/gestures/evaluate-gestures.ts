import { CHILD_GESTURES, type ChildGesture } from "../../engine/gestures/child-gesture.ts";
import type { Made, Stroke } from "../../engine/gestures/decision.ts";
import { WRIST_RATE } from "../../engine/gestures/frames.ts";
import { type FrameReader, Recogniser } from "../../engine/gestures/recogniser.ts";
import type { Acted } from "../../engine/gestures/simulated-wearer.ts";
import type { Millis } from "../../engine/time/units.ts";
import { lengthOf, type Trace } from "./trace.ts";

/** How long after its end a gesture may still be told. A row of taps is over after 0.7 s. */
const TOLD_WITHIN: Millis = 1_200;
/** A tap's time may be so far off. */
const STROKE_OFF: Millis = 80;
/** What is told before this is not counted: the sensor settles. */
const SETTLED: Millis = 1_500;

/** A stroke, and when it was told. */
type ToldStroke = Stroke & { readonly toldAt: Millis };

/** What was told of a trace. */
interface Heard {
  readonly made: readonly Made[];
  readonly strokes: readonly ToldStroke[];
}

function hear({ felt }: Trace, reader: FrameReader): Heard {
  const recogniser = new Recogniser(reader);
  const made: Made[] = [];
  const strokes: ToldStroke[] = [];
  for (const [i, sample] of felt.entries()) {
    const at = (1_000 * i) / WRIST_RATE;
    for (const told of recogniser.take(sample, at)) {
      if (told.kind === "gesture") made.push(told);
      else strokes.push({ ...told, toldAt: at });
    }
  }
  return { made, strokes };
}

/** Found of how many. */
export interface Share {
  readonly found: number;
  readonly of: number;
}

/** How well the gestures of one wearer were told. */
export interface WearerScore {
  readonly wearer: string;
  readonly recall: Readonly<Record<ChildGesture, Share>>;
  /** Pieces of everyday movement in which nothing was told. */
  readonly everyday: Share;
  /** Told gestures of each kind that were none, and what the hand did, with how often. */
  readonly wrong: Readonly<Record<string, number>>;
  readonly minutes: number;
  /** Single taps found; false ones; by how much the found ones' times are off, and how long after the blow they were told. */
  readonly taps: Share & {
    readonly false: number;
    readonly off: readonly Millis[];
    readonly latency: readonly Millis[];
  };
  /** How long after its end (a raised hand: after its beginning) each gesture that was found was told. */
  readonly told: Readonly<Record<ChildGesture, readonly Millis[]>>;
  /** By how much the count of strokes is off, for gestures that count. */
  readonly counts: readonly number[];
}

const each = <T>(of: (gesture: ChildGesture) => T): Record<ChildGesture, T> => ({
  shake: of("shake"),
  tap: of("tap"),
  raise: of("raise"),
  sway: of("sway"),
  still: of("still"),
});

/** The mean of the recalls of all gestures and of everyday movement left alone. */
export function balancedAccuracy({ recall, everyday }: WearerScore): number {
  const shares = [...CHILD_GESTURES.map((gesture) => recall[gesture]), everyday].filter(({ of }) => of > 0);
  return shares.reduce((sum, { found, of }) => sum + found / of, 0) / shares.length;
}

/** Lets a way to read frames hear a trace and compares what it tells with what was done. */
export function scoreTrace(trace: Trace, reader: FrameReader): WearerScore {
  const { made, strokes } = hear(trace, reader);
  const end = lengthOf(trace) - TOLD_WITHIN;
  const acts = trace.acted.filter(({ from, until }) => from > SETTLED && until < end);
  const gestures = acts.filter((act): act is Acted & { kind: ChildGesture } => act.kind !== "other");
  const unused = new Set(made.filter(({ at }) => at > SETTLED && at < end));
  const found = { ...each(() => 0) };
  const told = each((): Millis[] => []);
  const counts: number[] = [];
  for (const act of gestures) {
    // A stillness that goes on over the next one is told once.
    const from = act.kind === "still" ? stillSince(trace, act.until) : act.from;
    const match = (act.kind === "still" ? made : [...unused]).find(
      ({ gesture, at }) => gesture === act.kind && at >= from && at <= act.until + TOLD_WITHIN,
    );
    if (!match) continue;
    unused.delete(match);
    found[act.kind]++;
    told[act.kind].push(match.at - (act.kind === "raise" || act.kind === "still" ? from : act.until));
    if (act.kind !== "raise" && act.kind !== "still") counts.push(match.strokes.length - act.strokes.length);
  }
  const wrong: Record<string, number> = {};
  const disturbed = new Set<Acted>();
  for (const {
    gesture,
    at,
    strokes: [began = at],
  } of unused) {
    if (gesture === "still" && reallyStill(trace, at)) continue;
    const during = trace.acted.findLast(({ begins }) => begins <= began + 100);
    const over = during === undefined || during.until + 400 < began;
    if (during?.kind === "other" && !over) disturbed.add(during);
    const key = `${gesture} for ${over ? "a pause" : during.name}`;
    wrong[key] = (wrong[key] ?? 0) + 1;
  }
  const everyday = acts.filter(({ kind }) => kind === "other");
  return {
    wearer: trace.wearer,
    recall: each((gesture) => ({ found: found[gesture], of: gestures.filter(({ kind }) => kind === gesture).length })),
    everyday: { found: everyday.filter((act) => !disturbed.has(act)).length, of: everyday.length },
    wrong,
    minutes: (end - SETTLED) / 60_000,
    taps: scoreTaps(
      acts,
      strokes.filter(({ at }) => at > SETTLED && at < end),
    ),
    told,
    counts,
  };
}

const STILL = CHILD_GESTURES.indexOf("still") + 1;

/** Since when the hand was still that is so just before `until`. */
function stillSince({ truth }: Trace, until: Millis): Millis {
  let place = Math.floor((until * WRIST_RATE) / 1_000) - 1;
  while (place > 0 && truth[place - 1] === STILL) place--;
  return (1_000 * place) / WRIST_RATE;
}

function reallyStill({ truth }: Trace, at: Millis): boolean {
  return (truth[Math.floor((at * WRIST_RATE) / 1_000)] ?? 0) === STILL;
}

function scoreTaps(acts: readonly Acted[], heard: readonly ToldStroke[]): WearerScore["taps"] {
  const blows = acts.flatMap(({ kind, strokes }) => (kind === "tap" ? strokes : []));
  const unused = new Set(heard);
  const off: Millis[] = [];
  const latency: Millis[] = [];
  for (const blow of blows) {
    const match = [...unused].find(({ at }) => Math.abs(at - blow) <= STROKE_OFF);
    if (!match) continue;
    unused.delete(match);
    off.push(match.at - blow);
    latency.push(match.toldAt - blow);
  }
  return { found: off.length, of: blows.length, false: unused.size, off, latency };
}
