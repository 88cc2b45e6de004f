import { onsetsOf } from "../listening/onsets.ts";
import { mannerAt } from "../listening/readouts.ts";
import { periodOf } from "../partner/grid.ts";
import type { Body } from "../robot/body.ts";
import { choreograph } from "../robot/choreograph.ts";
import { type Choreography, newChoreography } from "../robot/choreography.ts";
import type { Cue, RobotLevel, Scene } from "../robot/cue.ts";
import type { Gesture } from "../robot/gesture.ts";
import { stillFrom } from "../robot/motion.ts";
import { type RobotWishes, wish } from "../robot/wishes.ts";
import type { Millis } from "../time/units.ts";
import type { Command } from "./command.ts";
import { isGuidedSilence } from "./eeg-state.ts";
import type { RobotEvent, SessionEvent } from "./event.ts";
import { cueOfGesture } from "./gestures.ts";
import { decide, type Step } from "./perform.ts";
import type { Session } from "./session.ts";

/** The robot of the room and what it may do with this child. Plain JSON. */
export interface RobotSettings {
  readonly body: Body;
  readonly repertoire: readonly Gesture[];
  readonly level: RobotLevel;
  readonly lights: Scene["lights"];
  readonly mayCelebrate: boolean;
  readonly mirrorsPads: boolean;
  readonly onlyWhenChildPlays: boolean;
  /** Whether the child's gestures are given back. */
  readonly answersGestures: boolean;
}

/** The robot in a session. */
export interface SessionRobot {
  readonly level: RobotLevel;
  readonly wishes: RobotWishes;
  readonly body: Body;
  /** Gestures of the rig's own that were made since the session was opened. */
  readonly own: readonly Gesture[];
  readonly choreography: Choreography;
}

/** The robot before the first event. */
export function openRobot(settings: RobotSettings): SessionRobot {
  const { body, level, lights, mirrorsPads, onlyWhenChildPlays } = settings;
  const wishes = { size: 1, speed: 1, lights, mirrorsPads, onlyWhenChildPlays, autonomy: "all" } as const;
  return { level, wishes, body, own: [], choreography: newChoreography(body) };
}

/** The robot is not asked again sooner: its moves are sent 100 ms ahead at the least. */
const LEAST_WAIT: Millis = 20;

const OFFERING: readonly string[] = ["breath", "playing", "offerAgain"];

function sceneOf({ settings, partner, listening }: Session, robot: SessionRobot, at: Millis): Scene | undefined {
  if (!settings.robot) return undefined;
  const { grid, sounding } = partner;
  return {
    ...settings.robot,
    ...robot.wishes,
    level: robot.level,
    body: robot.body,
    repertoire: [...robot.own, ...settings.robot.repertoire],
    sensitive: settings.profile.sensitive,
    beat: grid && { at: grid.beat, period: periodOf(sounding.tempo), index: grid.index },
    loudness: mannerAt(listening.child, at)?.level ?? null,
  };
}

/** What an event itself says to the robot. */
function cuesOfEvent(before: Session, after: Session, event: SessionEvent): Cue[] {
  const { at } = event;
  switch (event.kind) {
    case "noteOn":
      // A bounce or an echo is no stroke of the child's.
      return event.player === "child" && after.listening.child !== before.listening.child
        ? [{ kind: "onset", at, pad: event.pad ?? false }]
        : [];
    case "wake": {
      if (event.name === "robot") return [{ kind: "wake", at }];
      const { phrase } = before.listening.child;
      return phrase.length > 0 && after.listening.child.phrase.length === 0
        ? [{ kind: "phrase", at, strokes: onsetsOf(phrase).length }]
        : [];
    }
    case "stop":
      return [{ kind: "stop", at }];
    case "quiet":
      return [{ kind: "quiet", at, on: event.on }];
    case "break":
      return [{ kind: "break", at, on: event.on }];
    case "finish":
      return [{ kind: "rest", at }];
    case "robot":
      return cuesOf(event.cue, at);
    default:
      return [];
  }
}

function cuesOf(cue: RobotEvent["cue"], at: Millis): Cue[] {
  switch (cue.kind) {
    case "level":
      return cue.level === "off" || cue.level === "still" ? [{ kind: "rest", at }] : [];
    case "wish":
      return [{ kind: "wake", at }];
    case "gestures":
      return [];
    case "body":
      // Where it stands is not known by the new angles, and nobody has armed it with them.
      return [{ kind: "lost", at }];
    default:
      return [{ ...cue, at }];
  }
}

/** The robot as the therapist has it from now on. */
function setRobot(robot: SessionRobot, settings: RobotSettings, event: SessionEvent): SessionRobot {
  if (event.kind !== "robot") return robot;
  switch (event.cue.kind) {
    case "level":
      return { ...robot, level: event.cue.level };
    case "wish":
      return { ...robot, wishes: wish(robot.wishes, event.cue.change, settings) };
    case "body":
      return { ...robot, body: event.cue.body };
    case "gestures":
      return { ...robot, own: event.cue.own };
    default:
      return robot;
  }
}

function standsStill({ partner }: Session): boolean {
  return partner.remembered?.kind === "stopGo" && partner.remembered.stoppedAt !== null;
}

/** A space waits for a move that was sent before it was known, but no longer than this. */
const LONGEST_WAIT: Millis = 2_000;

/**
 * The commands with the space called begun when the robot is still: its stillness is the cue. A song's gap keeps the song's time.
 */
function waitForStillness(commands: readonly Command[], { partner, robot }: Session): readonly Command[] {
  if (!robot || partner.remembered?.kind === "song") return commands;
  const still = stillFrom(robot.choreography.motion);
  return commands.map((command) =>
    command.kind === "wake" && command.name === "answerEnds" && still > command.at
      ? { ...command, at: Math.min(still, command.at + LONGEST_WAIT) }
      : command,
  );
}

/** What the music's change says to the robot. */
function cuesOfChange(before: Session, after: Session, commands: readonly Command[], at: Millis): Cue[] {
  const cues: Cue[] = [];
  const [was, is] = [before.partner.state, after.partner.state];
  const cutShort = OFFERING.includes(was) && !OFFERING.includes(is) && is !== "space";
  // The old space is over before the next one is told of.
  if (cutShort || (before.partner.spaceEndsAt !== null && after.partner.spaceEndsAt === null)) {
    cues.push({ kind: "spaceOver", at });
  }
  const offerEnds = commands.find((command) => command.kind === "wake" && command.name === "answerEnds");
  if (offerEnds) {
    cues.push({ kind: "space", at, begins: offerEnds.at, ends: offerEnds.at + after.steering.space });
  } else if (after.partner.spaceEndsAt !== null && before.partner.spaceEndsAt !== after.partner.spaceEndsAt) {
    cues.push({ kind: "space", at, begins: at, ends: after.partner.spaceEndsAt });
  }
  const silent = isGuidedSilence(after);
  if (silent !== isGuidedSilence(before)) cues.push({ kind: "quiet", at, on: silent || after.quiet });
  if (standsStill(after) !== standsStill(before)) cues.push({ kind: standsStill(after) ? "pause" : "go", at });
  if (was !== is || before.technique !== after.technique) {
    cues.push({ kind: "partner", at, doing: is, card: after.technique });
  }
  return cues;
}

function byHand(event: SessionEvent): boolean {
  return event.kind === "gesture" || (event.kind === "robot" && event.cue.kind === "touch");
}

/** A hand ends a space and begins the partner's turn at once: what is given back for it comes in between. */
function answering(session: Session, event: SessionEvent, changes: readonly Cue[]): Cue[] {
  const answer = cueOfGesture(session, event);
  const over = changes.filter(({ kind }) => kind === "spaceOver");
  return [...over, ...(answer ? [answer] : []), ...changes.filter((cue) => !over.includes(cue))];
}

/** The step with what the robot does about it. Without a robot, the step itself. */
export function moveRobot(before: Session, music: Step, event: SessionEvent): Step {
  const { session } = music;
  const { settings } = session;
  const { at } = event;
  if (!session.robot || !settings.robot) return music;
  const robot = setRobot(session.robot, settings.robot, event);
  const commands = waitForStillness(music.commands, session);
  const stepped = { session, commands };
  const changes = cuesOfChange(before, session, commands, at);
  const cues = [
    ...cuesOfEvent(before, session, event),
    ...(byHand(event) ? answering(session, event, changes) : changes),
  ];
  if (cues.length === 0) return robot === session.robot ? stepped : withRobot(stepped, robot);
  const scene = sceneOf(session, robot, at);
  if (!scene) return stepped;
  let { choreography } = robot;
  let wake: Millis | null = null;
  const moves: Command[] = [];
  let said: string | null = null;
  for (const cue of cues) {
    const reaction = choreograph(choreography, cue, scene);
    choreography = reaction.choreography;
    wake = reaction.wake;
    said = choreography.said ?? said;
    moves.push(...reaction.commands);
  }
  if (wake !== null) moves.push({ kind: "wake", at: Math.max(at + LEAST_WAIT, wake), name: "robot" });
  const told = said !== null && said !== robot.choreography.said && event.kind === "robot" ? said : null;
  const moved = { ...session, robot: { ...robot, choreography } };
  return { session: told ? decide(moved, at, told) : moved, commands: [...commands, ...moves] };
}

function withRobot({ session, commands }: Step, robot: SessionRobot): Step {
  return { session: { ...session, robot }, commands };
}
