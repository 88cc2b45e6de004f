import type { Bpm, Degrees, Millis } from "../time/units.ts";
import type { Body } from "./body.ts";
import type { Bounds } from "./bounds.ts";
import { type Fault, faultsOf } from "./faults.ts";
import { boundsOfBody, fitGesture, sizeGesture } from "./fit.ts";
import { beatOf, courseOf, durationOf, type Gesture } from "./gesture.ts";
import { restPose, spanAt, type Whereabouts, whereaboutsOf } from "./pose.ts";

/** What a lint has to say of a repertoire on a body: sentences. */
export interface Findings {
  /** Why the body may not be used with these gestures. Empty when it may. */
  readonly failures: readonly string[];
  /** What is played slower or smaller than it is written. */
  readonly notes: readonly string[];
}

/** Tempi that are looked at: those a session can have, every 5 BPM. */
const TEMPI: readonly Bpm[] = Array.from({ length: 19 }, (_, place) => 50 + 5 * place);
/** A gesture that would take longer than this is that gesture no more. */
const LONGEST: Millis = 30_000;

/** Judges each gesture at each tempo, from wherever the robot may be. */
export function lintGestures(body: Body, repertoire: readonly Gesture[]): Findings {
  const failures: string[] = [];
  const notes: string[] = [];
  for (const gesture of repertoire) {
    const ranges = rangeFailures(body, gesture);
    failures.push(...ranges);
    if (ranges.length > 0) continue;
    const tempi = gesture.unit === "beats" ? TEMPI : TEMPI.slice(0, 1);
    const judged = tempi.map((tempo) => judge(body, gesture, tempo));
    // One sentence for a gesture: its worst tempo, which is the fastest.
    const failure = judged.findLast(({ failure }) => failure !== null)?.failure;
    const note = judged.findLast(({ note }) => note !== null)?.note;
    if (failure) failures.push(failure);
    else if (note) notes.push(note);
  }
  return { failures, notes };
}

/**
 * Why a gesture in seconds, begun at rest, cannot be kept as it is written, in one sentence with its cure; undefined where it can. Stricter than
 * the lint of a rig, which lets a gesture be played slower: who writes one sees what it will be.
 */
export function refusalOf(body: Body, gesture: Gesture): string | undefined {
  const [outside] = rangeFailures(body, gesture);
  if (outside) return outside;
  const worst = worstOf(faultsOf(courseOf(gesture, 1_000), boundsOfBody(body, false), whereaboutsOf(restPose(body))));
  if (worst) return `${sentenceOf(gesture, 0, worst)} Cure: ${cureOf(worst)}.`;
  const { failure } = judge(body, gesture, 0);
  return failure ?? undefined;
}

function judge(body: Body, gesture: Gesture, tempo: Bpm): { failure: string | null; note: string | null } {
  const bounds = boundsOfBody(body, false);
  const beat = beatOf(tempo);
  const worst = worstOf(faultsOf(courseOf(sizeGesture(gesture, body, 1), beat), bounds));
  const fitted = fitGesture(gesture, body, bounds, {}, beat);
  const asked = worst ? sentenceOf(gesture, tempo, worst) : "";
  if (!fitted || durationOf(fitted.course) > LONGEST)
    return { failure: `${asked || `"${gesture.name}" takes too long.`} Cure: ${cureOf(worst)}.`, note: null };
  const faulty = [false, true].flatMap((sensitive) => faultsFromAnywhere(body, gesture, beat, sensitive));
  const [first] = faulty;
  if (first) return { failure: `${sentenceOf(gesture, tempo, first)} Cure: ${cureOf(first)}.`, note: null };
  return { failure: null, note: worst ? `${asked} It is played ${fitted.said}.` : null };
}

/** Plays the gesture as it would be fitted from every end of every joint's range, and from the wrong ends of some. */
function faultsFromAnywhere(body: Body, gesture: Gesture, beat: Millis, sensitive: boolean): Fault[] {
  const bounds = boundsOfBody(body, sensitive);
  const corners: Whereabouts[] = [
    placesOf(bounds, ({ low }) => low),
    placesOf(bounds, ({ high }) => high),
    Object.fromEntries(Object.entries(bounds).map(([joint, { low, high }]) => [joint, { low, high }])),
  ];
  return corners.flatMap((from) => {
    const fitted = fitGesture(gesture, body, bounds, from, beat);
    // What is too much for a child who is easily startled is left out, and said, when it would be played.
    return fitted ? faultsOf(fitted.course, bounds, from) : [];
  });
}

function placesOf(bounds: Readonly<Record<string, Bounds>>, place: (bound: Bounds) => Degrees): Whereabouts {
  return Object.fromEntries(Object.entries(bounds).map(([joint, bound]) => [joint, spanAt(place(bound))]));
}

function rangeFailures(body: Body, gesture: Gesture): string[] {
  return gesture.tracks.flatMap(({ joint, keyframes }) => {
    const found = body.joints.find(({ name }) => name === joint);
    const outside = keyframes.find(({ angle }) => found && (angle < found.low || angle > found.high));
    if (!found || !outside) return [];
    const range = `${found.low}° to ${found.high}°`;
    return [
      `"${gesture.name}" asks ${joint} for ${outside.angle}°; its range is ${range}. Cure: keep its keyframes inside.`,
    ];
  });
}

function worstOf(faults: readonly Fault[]): Fault | undefined {
  const ratio = ({ kind, value, limit }: Fault) => (kind === "length" ? limit / Math.max(value, 1) : value / limit);
  return [...faults].sort((one, other) => rank(other) - rank(one) || ratio(other) - ratio(one))[0];
}

const rank = ({ kind }: Fault) => ["acceleration", "length", "speed", "range"].indexOf(kind);

function sentenceOf(gesture: Gesture, tempo: Bpm, { joint, kind, value, limit }: Fault): string {
  const when = gesture.unit === "beats" ? `At ${tempo} BPM "${gesture.name}"` : `"${gesture.name}"`;
  switch (kind) {
    case "speed":
      return `${when} moves ${joint} at ${shown(value)} °/s; its limit is ${shown(limit)} °/s.`;
    case "acceleration":
      return `${when} speeds ${joint} up by ${shown(value)} °/s²; its limit is ${shown(limit)} °/s².`;
    case "length":
      return `${when} moves ${joint} within ${shown(value)} ms; no move is shorter than ${shown(limit)} ms.`;
    case "range":
      return `${when} asks ${joint} for ${shown(value)}°; its range ends at ${shown(limit)}°.`;
  }
}

function cureOf(fault: Fault | undefined): string {
  if (!fault) return "make it shorter";
  if (fault.kind === "length" || fault.kind === "range") return "half time, or fewer keyframes";
  return `amplitude × ${(Math.floor((100 * fault.limit) / fault.value) / 100).toFixed(2)}, or half time`;
}

const shown = (value: number) => `${Math.round(value)}`;
