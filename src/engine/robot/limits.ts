import type { Millis } from "../time/units.ts";
import { boundsOf } from "./bounds.ts";
import type { MoveCommand } from "./command.ts";
import type { Scene } from "./cue.ts";
import { faultsOfMove } from "./faults.ts";
import { type Guard, heldBack, intoSpace } from "./guard.ts";
import { type Motion, type Move, send, settle } from "./motion.ts";
import { spanAt } from "./pose.ts";

/** A move is sent so long before it begins at the least; one that is later is dropped. */
export const LEAST_LEAD: Millis = 100;

/** What may leave, as commands, and why something may not, if so. */
export interface Passed {
  readonly motion: Motion;
  readonly commands: readonly MoveCommand[];
  readonly held: string | null;
}

/**
 * The last place before a move leaves; nothing goes round it. All moves or none: a gesture that loses a move would go on from
 * a place that nobody planned.
 */
export function limitMoves(motion: Motion, guard: Guard, scene: Scene, moves: readonly Move[], at: Millis): Passed {
  let next = settle(motion, at);
  const passed: Move[] = [];
  for (const move of moves) {
    const held = faultOf(next, guard, scene, move, at);
    if (held) return { motion, commands: [], held };
    next = send(next, [move]);
    passed.push(move);
  }
  return { motion: next, commands: asCommands(passed), held: null };
}

function faultOf(motion: Motion, guard: Guard, scene: Scene, move: Move, at: Millis): string | null {
  const held = heldBack(guard, scene, move.gesture, at);
  if (held) return held;
  if (intoSpace(guard, move)) return "Nothing moves in a space.";
  if (move.begins < at + LEAST_LEAD) return `"${move.gesture}" came too late and was left out.`;
  const joint = scene.body.joints.find(({ name }) => name === move.joint);
  const place = motion.places[move.joint];
  if (!joint || !place) return `The robot has no ${move.joint}.`;
  const before = motion.moves.filter((other) => other.joint === move.joint);
  if (before.some(({ ends }) => ends > move.begins + 1e-6)) return `${move.joint} still moves.`;
  const last = before[before.length - 1];
  const from = last ? spanAt(last.to) : place;
  const bounds = boundsOf(joint, scene.sensitive);
  const [fault] = faultsOfMove(move.joint, from, move.to, move.ends - move.begins, bounds);
  return fault ? `"${move.gesture}" went over the ${fault.kind} of ${move.joint} and was left out.` : null;
}

/** Moves that begin together are one command. */
function asCommands(moves: readonly Move[]): MoveCommand[] {
  const commands = new Map<string, MoveCommand>();
  for (const { joint, to, begins, ends, gesture } of moves) {
    const key = `${begins} ${gesture}`;
    const sofar = commands.get(key) ?? { kind: "move", at: begins, gesture, joints: [] };
    commands.set(key, { ...sofar, joints: [...sofar.joints, { joint, to, over: ends - begins }] });
  }
  return [...commands.values()];
}
