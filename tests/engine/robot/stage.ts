import { STANDARD_BODY } from "../../../src/engine/robot/body.ts";
import { choreograph } from "../../../src/engine/robot/choreograph.ts";
import { type Choreography, newChoreography } from "../../../src/engine/robot/choreography.ts";
import type { MoveCommand, RobotCommand } from "../../../src/engine/robot/command.ts";
import type { Cue, Scene } from "../../../src/engine/robot/cue.ts";
import { restPose } from "../../../src/engine/robot/pose.ts";
import { REPERTOIRE } from "../../../src/engine/robot/repertoire.ts";

/** A scene that allows everything, with no beat. */
export const SCENE: Scene = {
  body: STANDARD_BODY,
  repertoire: REPERTOIRE,
  level: "normal",
  size: 1,
  speed: 1,
  sensitive: false,
  lights: "slow",
  mayCelebrate: true,
  mirrorsPads: false,
  onlyWhenChildPlays: false,
  beat: null,
  loudness: null,
};

/** A steady beat from 0, as it is handed over at a time: the next one. */
export function beatAt(at: number, tempo: number): Scene["beat"] {
  const period = 60_000 / tempo;
  const index = Math.ceil(at / period);
  return { at: index * period, period, index };
}

/** A command, when it was given, and after how many of the story's cues. */
export interface Given {
  readonly when: number;
  readonly after: number;
  readonly command: RobotCommand;
}

/** What a robot did: all its commands, and how it ended. */
export interface Story {
  readonly given: readonly Given[];
  readonly end: Choreography;
  readonly stillFrom: readonly { readonly when: number; readonly still: number }[];
}

/** A robot that was armed and looked at. */
export const READY: readonly Cue[] = [
  { kind: "armed", at: 0, pose: restPose(STANDARD_BODY) },
  { kind: "clear", at: 0 },
];

/** Plays cues in order of time; wakes are handed over when they fall due, until `until`. `sceneAt` sets the scene. */
export function play(
  cues: readonly Cue[],
  until: number,
  sceneAt: (at: number) => Scene = () => SCENE,
  lateness: () => number = () => 0,
): Story {
  const waiting = [...cues];
  const given: Given[] = [];
  const stillFrom: { when: number; still: number }[] = [];
  let state = newChoreography(sceneAt(0).body);
  let wake: number | null = null;
  for (let steps = 0; steps < 20_000; steps++) {
    const [next] = waiting;
    const woken: Cue | undefined =
      wake !== null && wake <= (next?.at ?? until) ? { kind: "wake", at: wake } : undefined;
    const cue = woken ?? waiting.shift();
    if (!cue || cue.at > until) break;
    const { choreography, commands, wake: asked, stillFrom: still } = choreograph(state, cue, sceneAt(cue.at));
    state = choreography;
    wake = asked === null ? null : asked + lateness();
    given.push(...commands.map((command) => ({ when: cue.at, after: cues.length - waiting.length, command })));
    stillFrom.push({ when: cue.at, still });
  }
  return { given, end: state, stillFrom };
}

/** The moves of a story. */
export function movesIn({ given }: Story): (MoveCommand & { when: number; after: number })[] {
  return given.flatMap(({ command, ...given }) => (command.kind === "move" ? [{ ...command, ...given }] : []));
}

/** When a joint reaches an angle: the ends of its moves there. */
export function arrivals(story: Story, joint: string, angle: number): number[] {
  return movesIn(story).flatMap(({ at, joints }) =>
    joints.filter((part) => part.joint === joint && Math.abs(part.to - angle) < 0.01).map(({ over }) => at + over),
  );
}

/** The gestures in order, each once. */
export function gesturesIn(story: Story): string[] {
  const names = movesIn(story).map(({ gesture }) => gesture);
  return names.filter((name, place) => name !== names[place - 1]);
}
