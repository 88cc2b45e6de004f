import type { Partner } from "../../src/engine/partner/partner.ts";
import { Draws, seeded } from "../../src/engine/random.ts";
import type { NoteOnCommand } from "../../src/engine/session/command.ts";
import { keepBeat } from "../engine/listening/pulse-children.ts";
import { Stage } from "./stage.ts";

/** Where a beat keeper's first beat falls. */
const FIRST = 1_000;

/** A child that keeps a beat of a known tempo without rest, on one key; some of its beats are left out. */
export interface KnownBeat {
  readonly tempo: number;
  readonly jitter: number;
  readonly missing?: number;
  readonly seed: number;
  /** In beats. */
  readonly length?: number;
}

/** Lets such a child play on a stage from now on (which must be its beginning). Time stays. */
export function playBeat(stage: Stage, { tempo, jitter, missing = 0.1, seed, length = 80 }: KnownBeat): void {
  const draws = new Draws(seeded(seed, `beat ${tempo}`));
  const { onsets } = keepBeat({ tempo, jitter, missing, beats: length, strays: "from the beat" }, draws);
  const key = { player: "child", device: "keys", pitch: 60 } as const;
  for (const at of onsets) {
    stage.clock.at(at, () => stage.conductor.dispatch({ kind: "noteOn", ...key, velocity: 64 }));
    stage.clock.at(at + 150, () => stage.conductor.dispatch({ kind: "noteOff", ...key }));
  }
}

/** A beat of the partner on which something began to sound, and its number since the beat began. */
export interface KeptBeat {
  readonly at: number;
  readonly index: number;
}

/** Calls `see` after each beat's wake from now on, with the partner's notes that it led to. */
export function onEachBeat(stage: Stage, see: (partner: Partner, planned: readonly NoteOnCommand[]) => void): void {
  const { conductor } = stage;
  const dispatch = conductor.dispatch.bind(conductor);
  conductor.dispatch = (event, clockTime) => {
    dispatch(event, clockTime);
    if (event.kind !== "wake" || event.name !== "beat") return;
    const { commands } = stage.log[stage.log.length - 1] ?? { commands: [] };
    const planned = commands.flatMap((command) => (command.kind === "noteOn" ? [command] : []));
    see(conductor.session.partner, planned);
  };
}

/** Writes down from now on the beats on which the partner struck something. */
export function watchBeats(stage: Stage): readonly KeptBeat[] {
  const beats: KeptBeat[] = [];
  onEachBeat(stage, ({ grid }, planned) => {
    if (!grid || !planned.some(({ at }) => Math.abs(at - grid.last) < 0.01)) return;
    beats.push({ at: grid.last, index: grid.index - 1 });
  });
  return beats;
}

/** The tempo from one beat to another, in BPM. */
export function tempoBetween(from: KeptBeat, to: KeptBeat): number {
  return (60_000 * (to.index - from.index)) / (to.at - from.at);
}

/** The fastest change of tempo, in BPM a second; a beat that begins anew is a run of its own. */
export function fastestChange(beats: readonly KeptBeat[]): number {
  let fastest = 0;
  for (let i = 2; i < beats.length; i++) {
    const [a, b, c] = beats.slice(i - 2) as [KeptBeat, KeptBeat, KeptBeat];
    if (c.index <= b.index || b.index <= a.index) continue;
    const change = Math.abs(tempoBetween(b, c) - tempoBetween(a, b));
    fastest = Math.max(fastest, change / ((c.at - a.at) / 2_000));
  }
  return fastest;
}

/** How far beats lie from the beat of a child of this tempo: of two pulses the finer one counts, where they fit together. */
export function beatErrors(beats: readonly KeptBeat[], tempo: number): number[] {
  const period = 60_000 / tempo;
  const [first, last] = [beats[0], beats[beats.length - 1]];
  if (!first || !last || first === last) return [];
  const unit = tempoBetween(first, last) > 1.4 * tempo ? period / 2 : period;
  return beats.map(({ at }) => Math.abs(at - FIRST - Math.round((at - FIRST) / unit) * unit));
}

/** A card beside a child of a known tempo: the partner's beats, from some time after the card was tapped. */
export function beatsBeside(card: string, child: KnownBeat, tappedAfter: number, settling: number): KeptBeat[] {
  const stage = new Stage({ technique: "silence", seed: child.seed }).start();
  const beats = watchBeats(stage);
  playBeat(stage, child);
  const period = 60_000 / child.tempo;
  stage.clock.advanceTo(FIRST + tappedAfter * period);
  stage.conductor.dispatch({ kind: "technique", technique: card });
  stage.clock.advanceTo(FIRST + (child.length ?? 80) * period);
  const from = FIRST + tappedAfter * period + settling;
  return beats.filter(({ at }) => at >= from && at < stage.clock.now());
}
