import type { Millis } from "../time/units.ts";
import { nodDue } from "./answering.ts";
import { ANNOUNCED, begin, type Choreography, REPLY, type Reaction } from "./choreography.ts";
import type { RobotCommand } from "./command.ts";
import type { Scene } from "./cue.ts";
import { type Look, lightTo } from "./lights.ts";
import { LEAST_LEAD, limitMoves } from "./limits.ts";
import { mannerIn, sizeFor } from "./manner.ts";
import { settle, stillFrom } from "./motion.ts";
import { gestureNamed } from "./repertoire.ts";

/** Moves are sent this long before they begin: what was not sent can still be left out. */
export const HORIZON: Millis = 500;
/** A dance that could not go on looks again after this. */
const RETRY: Millis = 1_000;

/** Sends what is due, goes on with the dance, and turns the lights; the last thing that each cue does. */
export function advance(state: Choreography, scene: Scene, at: Millis): Reaction {
  let next: Choreography = { ...state, motion: settle(state.motion, at) };
  const commands: RobotCommand[] = [];
  const sent = sendDue(next, scene, at);
  next = sent.choreography;
  commands.push(...sent.commands);
  if (next.dance && next.script.length === 0 && stillFrom(next.motion) <= at + HORIZON) {
    const danced = sendDue(goOnDancing(next, scene, at), scene, at);
    next = danced.choreography;
    commands.push(...danced.commands);
  }
  if (!inSpace(next, at)) {
    const lit = lightTo(next.lights, scene, at, lookOf(next, at));
    next = { ...next, lights: lit.lights };
    commands.push(...lit.commands);
  }
  return {
    choreography: next,
    commands,
    wake: sooner(wakeOf(next, scene, at), nodDue(next, at)),
    stillFrom: stillAfter(next),
  };
}

function sooner(one: Millis | null, other: Millis | null): Millis | null {
  return one === null || other === null ? (one ?? other) : Math.min(one, other);
}

/** From when on the robot is still, with all that is planned. */
export function stillAfter({ motion, script }: Choreography): Millis {
  return Math.max(stillFrom(motion), ...script.map(({ ends }) => ends));
}

function sendDue(
  state: Choreography,
  scene: Scene,
  at: Millis,
): { choreography: Choreography; commands: readonly RobotCommand[] } {
  const due = state.script.filter(({ begins }) => begins <= at + HORIZON);
  if (due.length === 0) return { choreography: state, commands: [] };
  const { motion, commands, held } = limitMoves(state.motion, state.guard, scene, due, at);
  if (held) return { choreography: { ...state, script: [], stance: null, said: held }, commands: [] };
  return { choreography: { ...state, motion, script: state.script.slice(due.length) }, commands };
}

function goOnDancing(state: Choreography, scene: Scene, at: Millis): Choreography {
  const { dance, card, guard } = state;
  if (!dance || !scene.beat || guard.space) return state;
  const rested = at - stillFrom(state.motion) >= ANNOUNCED.after;
  const soonest = at + (rested ? REPLY.least : LEAST_LEAD + 100);
  const size = sizeFor(mannerIn(scene, card), scene);
  return begin(state, scene, gestureNamed(scene.repertoire, dance), at, { size, soonest, onBeat: true });
}

function inSpace({ guard: { space } }: Choreography, at: Millis): boolean {
  return space !== null && at >= space.begins && at < space.ends;
}

function lookOf(state: Choreography, at: Millis): Look {
  const { guard, script, stance, motion } = state;
  if (!guard.armed || guard.quiet || guard.onBreak) return "dim";
  if (script.length === 0 && stillFrom(motion) <= at) return "dim";
  return stance === "celebrate" ? "warm" : "soft";
}

function wakeOf(state: Choreography, scene: Scene, at: Millis): Millis | null {
  const { script, dance, guard, motion, lights } = state;
  const [first] = script;
  if (first) return Math.max(at + 1, first.begins - HORIZON);
  const moving = stillFrom(motion) > at;
  if (dance && guard.armed) return moving ? Math.max(at + 1, stillFrom(motion) - HORIZON) : at + RETRY;
  if (moving) return stillFrom(motion);
  const settled = lightTo(lights, scene, Number.POSITIVE_INFINITY, lookOf(state, at)).commands.length === 0;
  return settled || guard.space ? null : Math.max(at + 1, lights.at + RETRY);
}
