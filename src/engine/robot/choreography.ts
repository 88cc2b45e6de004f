import type { Millis } from "../time/units.ts";
import type { OwedNod } from "./answering.ts";
import type { Body } from "./body.ts";
import type { RobotCommand } from "./command.ts";
import type { Doing, Scene } from "./cue.ts";
import { boundsOfBody, fitGesture } from "./fit.ts";
import type { Gesture } from "./gesture.ts";
import { type Guard, heldBack, intoSpace, UNARMED } from "./guard.ts";
import { DARK, type Lights } from "./lights.ts";
import { type Motion, type Move, placesAfter, stillFrom, unknownMotion } from "./motion.ts";
import { beatFor, beginNotBefore, movesOf, slackOf } from "./placing.ts";

/** What the robot knows and is doing. Immutable. */
export interface Choreography {
  /** What was sent to it. */
  readonly motion: Motion;
  /** What is planned and not yet sent, in order of time. */
  readonly script: readonly Move[];
  readonly guard: Guard;
  readonly lights: Lights;
  /** The last gesture that was begun; null when the robot may stand anyhow. */
  readonly stance: string | null;
  /** With the beat, for as long as there is one. */
  readonly dance: "nod" | "sway" | null;
  readonly doing: Doing;
  readonly card: string;
  /** Until when it gives a gesture of the child's back: no turn is shown meanwhile. */
  readonly answersUntil: Millis;
  /** A nod for somebody who touched it; null when there is none to give. */
  readonly owed: OwedNod | null;
  /** When it last nodded to a touch. */
  readonly noddedAt: Millis;
  /** Why it does not move, or moves otherwise than it is written, in words; null when there is nothing to say. */
  readonly said: string | null;
}

/** What comes of a cue. */
export interface Reaction {
  readonly choreography: Choreography;
  readonly commands: readonly RobotCommand[];
  /** When to hand over a wake cue; it takes an earlier one's place. Null: no need. */
  readonly wake: Millis | null;
  /** From when on the robot is still, so that a space can begin. */
  readonly stillFrom: Millis;
}

/** A robot that nobody has armed. */
export function newChoreography(body: Body): Choreography {
  return {
    motion: unknownMotion(body),
    script: [],
    guard: UNARMED,
    lights: DARK,
    stance: null,
    dance: null,
    doing: "silent",
    card: "",
    answersUntil: Number.NEGATIVE_INFINITY,
    owed: null,
    noddedAt: Number.NEGATIVE_INFINITY,
    said: null,
  };
}

/** Answers to the music come between these after their cue. */
export const REPLY = { least: 400, most: 1_200 } as const satisfies Record<string, Millis>;
/** After so much stillness a move is announced by a soft light, so long before it begins. */
export const ANNOUNCED = { after: 3_000, before: 400 } as const satisfies Record<string, Millis>;
/** Beats to a bar: a dance begins on a first beat where it does not go with every one. */
const BAR = 4;

/** How a gesture is begun. */
export interface Beginning {
  readonly size?: number;
  /** Not before; by default as soon as a reply may come. */
  readonly soonest?: Millis;
  /** Not later: then rather not at all. */
  readonly latest?: Millis;
  /** Over by then, or not begun. */
  readonly until?: Millis;
  /** As late as `until` allows, so that it ends there. */
  readonly late?: boolean;
  /** Its accent falls on a beat. */
  readonly onBeat?: boolean;
}

/** What was planned takes the place of the script; what was sent is finished first. Unchanged but for `said` when it may not. */
export function begin(
  state: Choreography,
  scene: Scene,
  gesture: Gesture | undefined,
  at: Millis,
  { size = 1, soonest = at + REPLY.least, latest, until, late = false, onBeat = false }: Beginning = {},
): Choreography {
  if (!gesture) return state;
  const held = heldBack(state.guard, scene, gesture.name, at);
  if (held) return { ...state, said: held };
  const { beat } = scene;
  const from = placesAfter(state.motion);
  const bounds = boundsOfBody(scene.body, scene.sensitive, scene.speed);
  const fitted = fitGesture(gesture, scene.body, bounds, from, beat?.period ?? DEFAULT_BEAT, size);
  if (!fitted) return { ...state, said: `"${gesture.label}" is too fast for this robot and is left out.` };
  const { course, approach, stretch } = fitted;
  const earliest = Math.max(soonest, stillFrom(state.motion));
  let start = earliest;
  if (onBeat && beat && gesture.accent !== undefined) {
    const offset = approach + gesture.accent * stretch * beat.period;
    const every = state.stance === gesture.name ? 1 : Math.min(stretch, BAR);
    start = beatFor(beat, offset - slackOf(course, bounds, from), earliest, every) - offset;
  }
  if (late && until !== undefined) {
    const ends = Math.max(...movesOf(course, start, from).map((move) => move.ends));
    start += Math.max(0, until - ends - 1);
  }
  const moves = beginNotBefore(movesOf(course, start, from), earliest);
  const script = upToSpace(moves, state.guard);
  if (script.length === 0 && moves.length > 0) return { ...state, said: "Nothing moves in a space." };
  const last = Math.max(...script.map(({ ends }) => ends));
  if ((latest !== undefined && start > latest) || (until !== undefined && last > until))
    return { ...state, said: `There was no time for "${gesture.label}".` };
  const said = fitted.said && `"${gesture.label}" is played ${fitted.said}.`;
  return { ...state, script, stance: gesture.name, said };
}

/** A beat to time gestures in when nobody keeps one. */
const DEFAULT_BEAT: Millis = 600;

/** What is left of a script when a space is coming: nothing after the first move that would go into it. */
export function upToSpace(moves: readonly Move[], guard: Guard): Move[] {
  const first = Math.min(...moves.filter((move) => intoSpace(guard, move)).map(({ begins }) => begins));
  return moves.filter(({ begins }) => begins < first);
}
