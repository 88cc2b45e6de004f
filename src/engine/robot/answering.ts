import type { Millis } from "../time/units.ts";
import { type Body, jointNamed } from "./body.ts";
import { begin, type Choreography, REPLY } from "./choreography.ts";
import type { Scene } from "./cue.ts";
import { type Gesture, repeatGesture } from "./gesture.ts";
import { CALM_AFTER_REACH, CALM_AFTER_TOUCH, heldBack } from "./guard.ts";
import { broken, stillFrom } from "./motion.ts";
import { gestureNamed } from "./repertoire.ts";

/** A gesture is given back no more often than this, however often the child made it. */
const MOST_TIMES = 3;
/** What cannot begin by then is left out: nobody would know what it answers. */
const LATEST: Millis = 2_000;
/** A touch is nodded to within this time after the hand has gone, or not at all. */
const STILL_OWED: Millis = 8_000;
/** Nods to touches are so far apart at the least, from beginning to beginning. */
const BETWEEN_NODS: Millis = 4_000;
/** A nod to a touch, in its own size. */
const SOFT = 0.6;

/** A nod that is owed to a touch, from and until a time. */
export interface OwedNod {
  readonly from: Millis;
  readonly until: Millis;
}

function plays({ tracks }: Gesture, body: Body): boolean {
  return tracks.some(({ joint }) => jointNamed(body, joint) !== undefined);
}

/** Until when the script that was just begun lasts. */
function endOf({ script }: Choreography, at: Millis): Millis {
  return Math.max(at, ...script.map(({ ends }) => ends));
}

/**
 * Gives a gesture of the child's back in the robot's own vocabulary, as often as the child made it (three times at the most); a
 * body without the joints for it nods. What the child does while the robot moves is part of it.
 */
export function giveBack(
  state: Choreography,
  scene: Scene,
  { gesture: name, times }: { readonly gesture: string; readonly times: number },
  at: Millis,
): Choreography {
  const dances = state.dance !== null && state.stance === state.dance;
  if (!dances && (state.script.length > 0 || stillFrom(state.motion) > at + REPLY.most)) return state;
  const wanted = gestureNamed(scene.repertoire, name);
  const gesture = wanted && plays(wanted, scene.body) ? wanted : gestureNamed(scene.repertoire, "nod");
  if (!gesture) return state;
  const repeated = repeatGesture(gesture, Math.max(1, Math.min(MOST_TIMES, Math.floor(times))));
  const size = scene.level === "small" ? 0.5 : 1;
  const begun = begin(state, scene, repeated, at, { size, latest: at + LATEST });
  return begun.script === state.script ? begun : { ...begun, answersUntil: endOf(begun, at) };
}

/** Somebody touches the robot, or no longer: it holds while it is touched, and owes a soft nod once the hand is gone. */
export function feelTouch(state: Choreography, touched: boolean, at: Millis): { state: Choreography; holds: boolean } {
  const guard = { ...state.guard, touched, touchedAt: at };
  if (!touched) {
    const from = Math.max(at + CALM_AFTER_TOUCH, state.noddedAt + BETWEEN_NODS);
    return { state: { ...state, guard, owed: { from, until: at + STILL_OWED } }, holds: false };
  }
  const still = { ...state, guard, script: [], owed: null };
  if (state.motion.moves.length === 0) return { state: still, holds: false };
  return { state: { ...still, motion: broken(state.motion, at), stance: null }, holds: true };
}

/** Nods to a touch when that is due and nothing forbids it. A robot that dances nods anyway, or has something else to do. */
export function nodToTouch(state: Choreography, scene: Scene, at: Millis): Choreography {
  const { owed, guard, script, motion, dance } = state;
  if (!owed) return state;
  if (at > owed.until || dance) return { ...state, owed: null };
  const nod = gestureNamed(scene.repertoire, "nod");
  const busy = script.length > 0 || stillFrom(motion) > at || guard.space !== null;
  if (!nod || at < owed.from || busy || heldBack(guard, scene, nod.name, at)) return state;
  const size = scene.level === "small" ? SOFT / 2 : SOFT;
  const nodding = begin({ ...state, owed: null }, scene, nod, at, { size });
  return nodding.script === script ? nodding : { ...nodding, noddedAt: at };
}

/** When a nod that is owed should be looked at again; null when there is none to wait for. */
export function nodDue({ owed, guard, motion }: Choreography, at: Millis): Millis | null {
  if (!owed) return null;
  const due = Math.max(owed.from, guard.reachedAt + CALM_AFTER_REACH, stillFrom(motion));
  return due > at && due <= owed.until ? due : null;
}
