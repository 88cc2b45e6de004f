import type { ChildGesture } from "../gestures/child-gesture.ts";
import type { PlayedNote } from "../listening/phrase.ts";
import { velocityOf } from "../music/level.ts";
import type { Cue } from "../robot/cue.ts";
import type { Millis, Pitch } from "../time/units.ts";
import type { GestureEvent, RobotEvent, SessionEvent } from "./event.ts";
import { andThen, cuePartner, decide, type Step } from "./perform.ts";
import type { Resources, Session } from "./session.ts";

/** What the child did, for the therapist. */
const DID: Readonly<Record<ChildGesture, string>> = {
  shake: "shook its hand",
  tap: "tapped",
  raise: "raised its hand",
  sway: "swayed its arm",
  still: "holds still",
};

/** What the robot gives back for it. Stillness is answered by stillness. */
const GIVEN_BACK: Readonly<Record<ChildGesture, string | null>> = {
  shake: "waveBack",
  tap: "nod",
  raise: "lookUp",
  sway: "swayBack",
  still: null,
};

/** The pad that a stroke of the hand is to the partner, which answers with soft hand drums: a low conga. */
const AS_PAD: Pitch = 64;
/** A stroke with all its strength is this loud to the partner, and one without any. */
const LOUDNESS = { most: -12, least: -26 } as const;
const STROKE: Millis = 120;

function often(count: number): string {
  if (count === 1) return "";
  return count === 2 ? " twice" : ` ${count} times`;
}

function asPhrase(strokes: readonly Millis[], strength: number): PlayedNote[] {
  const level = LOUDNESS.least + (LOUDNESS.most - LOUDNESS.least) * Math.max(0, Math.min(1, strength));
  const velocity = Math.floor(velocityOf(level));
  return strokes.map((onset) => ({ onset, duration: STROKE, pitch: AS_PAD, velocity, pad: true }));
}

/** The strokes are the child's answer where a space was left for one; elsewhere they are told, and the music goes on. */
function take(
  session: Session,
  at: Millis,
  told: string,
  strokes: readonly Millis[],
  strength: number,
  resources: Resources,
): Step {
  const inSpace = session.partner.spaceEndsAt !== null && at < session.partner.spaceEndsAt;
  if (!inSpace || strokes.length === 0) return { session: decide(session, at, told), commands: [] };
  const answered = { ...decide(session, at, `${told}: taken as its answer`), spaceBroken: false };
  const phrase = asPhrase(strokes, strength);
  return andThen(cuePartner(answered, { kind: "onset", at, pad: true }, resources), (next) =>
    cuePartner(next, { kind: "phrase", at, phrase }, resources),
  );
}

/** The child made a gesture. One made in a space is its answer; holding still is none. */
export function hearGesture(session: Session, event: GestureEvent, resources: Resources): Step {
  const { at, gesture, strokes, strength } = event;
  if (!session.running || session.stopped) return { session, commands: [] };
  const told = `The child ${DID[gesture]}${gesture === "still" ? "" : often(strokes.length)}`;
  return take(session, at, told, gesture === "still" ? [] : strokes, strength, resources);
}

/** What the robot feels: a touch in a space is the child's answer as a stroke would be. Who came near, no sensor can say. */
export function feelRobot(session: Session, { at, cue }: RobotEvent, resources: Resources): Step {
  if (!session.running || session.stopped) return { session, commands: [] };
  if (cue.kind === "touch" && cue.touched) return take(session, at, "The robot was touched", [at], 0.3, resources);
  if (cue.kind === "reach" && cue.within && session.partner.spaceEndsAt !== null)
    return { session: decide(session, at, "Somebody came close to the robot in the space"), commands: [] };
  return { session, commands: [] };
}

/** What a gesture says to the robot; undefined where it answers none. */
export function cueOfGesture(session: Session, event: SessionEvent): Cue | undefined {
  if (event.kind !== "gesture" || !session.running || session.stopped) return undefined;
  const gesture = GIVEN_BACK[event.gesture];
  if (gesture === null || !session.settings.robot?.answersGestures) return undefined;
  return { kind: "giveBack", at: event.at, gesture, times: event.strokes.length };
}
