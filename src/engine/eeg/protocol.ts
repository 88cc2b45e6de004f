import type { Random } from "../random.ts";
import type { Millis } from "../time/units.ts";
import { blockInMark } from "./block-marks.ts";
import type { EegBlockCommand } from "./command.ts";
import type { ProtocolOptions } from "./protocol-options.ts";
import { type ProtocolBlock, planBlocks } from "./protocol-plan.ts";
import { goodShare } from "./quality.ts";
import type { EegReading, NoScoreReason } from "./reading.ts";
import { ENOUGH_EPOCHS, FEWEST_EPOCHS } from "./rest-baseline.ts";

/** Guided blocks, and where they are. Immutable. */
export interface Protocol {
  readonly options: ProtocolOptions;
  readonly blocks: readonly ProtocolBlock[];
  /** Number of the block that is on, or next, from 0. */
  readonly place: number;
  /** `ready`: it is announced and begins soon; `paused`: it was broken off and waits for the therapist. */
  readonly stage: "ready" | "on" | "paused" | "over";
  readonly since: Millis;
  /** When the stage ends by itself; null where it does not. */
  readonly ends: Millis | null;
  /** Clean windows of own rest in this block that do not overlap, and where the last of them ends. */
  readonly clean: { readonly windows: number; readonly until: Millis };
  /** What became of the blocks before. */
  readonly past: readonly ("kept" | "skipped")[];
}

/** The protocol after something happened: what the EEG is told, and a sentence for the therapist. */
export interface Turned {
  readonly protocol: Protocol;
  readonly command: EegBlockCommand | null;
  readonly said: string | null;
}

/** Time to sit down, to close the eyes or to open them. Nothing is scored as part of a block then. */
const READY: Millis = 5_000;
/** Own rest goes on in steps until enough of it is clean, for so long at the most. */
const EXTENSION: Millis = 2_000;
const LONGEST_REST: Millis = 240_000;
const LEAST_GOOD = 0.6;
/** Windows that say nothing for these reasons are clean all the same. */
const CLEAN_REASONS: readonly NoScoreReason[] = ["noBaseline", "unusual", "noModel"];

const NO_WINDOWS = { windows: 0, until: Number.NEGATIVE_INFINITY };

/** The block that is on or next; undefined when all are over. */
export function presentBlock({ blocks, place, stage }: Protocol): ProtocolBlock | undefined {
  return stage === "over" ? undefined : blocks[place];
}

/** Whether the protocol wants the room silent: everywhere but in music, and while the therapist has taken over. */
export function wantsSilence(protocol: Protocol): boolean {
  return protocol.stage === "ready" || (protocol.stage === "on" && presentBlock(protocol)?.block !== "music");
}

/** Whether the protocol goes on by itself. */
export function isGuiding({ stage }: Protocol): boolean {
  return stage === "ready" || stage === "on";
}

/** Clean windows that are still wanted in own rest; 0 elsewhere. */
export function windowsToGo(protocol: Protocol): number {
  if (protocol.stage !== "on" || !presentBlock(protocol)?.baseline) return 0;
  return Math.max(0, ENOUGH_EPOCHS - protocol.clean.windows);
}

/** Guided blocks, drawn with `random`; the first one is announced. */
export function openProtocol(options: ProtocolOptions, random: Random, at: Millis): Turned {
  const blocks = planBlocks(options, random);
  const protocol: Protocol = { options, blocks, ...announced(0, at), past: [] };
  return { protocol, command: null, said: `Guided blocks: ${blocks.length} of them, eyes ${options.eyes} in music` };
}

function announced(place: number, at: Millis) {
  return { place, stage: "ready" as const, since: at, ends: at + READY, clean: NO_WINDOWS };
}

/** The block that was announced begins. */
function begin(protocol: Protocol, at: Millis): Turned {
  const present = presentBlock(protocol);
  if (!present) return unturned(protocol);
  const { block, baseline, lasts, name } = present;
  return {
    protocol: { ...protocol, stage: "on", since: at, ends: at + lasts, clean: NO_WINDOWS },
    command: {
      kind: "eegBlock",
      at,
      block,
      baseline,
      kept: true,
      text: `${blockInMark(present, protocol.options.eyes)} begins`,
    },
    said: `${name} begins`,
  };
}

function unturned(protocol: Protocol): Turned {
  return { protocol, command: null, said: null };
}

/** The recording's word that the present block ends; null where none is on. */
function ending(protocol: Protocol, at: Millis, kept: boolean, how: string): EegBlockCommand | null {
  if (protocol.stage !== "on") return null;
  const present = presentBlock(protocol);
  const text = present ? `${blockInMark(present, protocol.options.eyes)} ${how}` : how;
  return { kind: "eegBlock", at, block: "none", baseline: false, kept, text };
}

/** The present block is over, and the next one is announced. */
function goOn(protocol: Protocol, at: Millis, how: "kept" | "skipped"): Turned {
  const present = presentBlock(protocol);
  const command = ending(protocol, at, how === "kept", how === "kept" ? "ends" : "is left out");
  const past = [...protocol.past, how];
  const place = protocol.place + 1;
  const few = how === "kept" && present?.baseline ? protocol.clean.windows : ENOUGH_EPOCHS;
  const last = place >= protocol.blocks.length;
  const said = [
    how === "skipped" ? `${present?.name} is left out` : fewWords(few),
    last ? "The guided blocks are over" : null,
  ].filter((text) => text !== null);
  const next = last
    ? { place, stage: "over" as const, since: at, ends: null, clean: NO_WINDOWS }
    : announced(place, at);
  return { protocol: { ...protocol, ...next, past }, command, said: said.length > 0 ? said.join(". ") : null };
}

function fewWords(windows: number): string | null {
  if (windows >= ENOUGH_EPOCHS) return null;
  return windows < FEWEST_EPOCHS
    ? `Own rest was not clean (${windows} windows): there will be no score. Check the electrodes and begin again`
    : `Own rest has ${windows} clean windows of ${ENOUGH_EPOCHS}: the score is less sure`;
}

/** The therapist goes on: what is announced begins, what is on ends here, what was broken off is announced again. */
export function turnToNext(protocol: Protocol, at: Millis): Turned {
  switch (protocol.stage) {
    case "ready":
      return begin(protocol, at);
    case "on":
      return goOn(protocol, at, "kept");
    case "paused":
      return { protocol: { ...protocol, ...announced(protocol.place, at) }, command: null, said: null };
    case "over":
      return unturned(protocol);
  }
}

/** The therapist leaves the present block out; what was collected in it does not count. */
export function skipBlock(protocol: Protocol, at: Millis): Turned {
  return protocol.stage === "over" ? unturned(protocol) : goOn(protocol, at, "skipped");
}

/** The therapist ends all blocks. */
export function stopProtocol(protocol: Protocol, at: Millis): Turned {
  if (protocol.stage === "over") return unturned(protocol);
  const over = { ...protocol, stage: "over" as const, since: at, ends: null };
  return {
    protocol: over,
    command: ending(protocol, at, false, "is broken off"),
    said: "The guided blocks are stopped",
  };
}

/** Something comes between (`why`: "Break", "STOP" …): the block ends cleanly, does not count, and waits to be done again. */
export function breakOff(protocol: Protocol, at: Millis, why: string): Turned {
  if (!isGuiding(protocol)) return unturned(protocol);
  const name = presentBlock(protocol)?.name;
  return {
    protocol: { ...protocol, stage: "paused", since: at, ends: null, clean: NO_WINDOWS },
    command: ending(protocol, at, false, `is broken off: ${why}`),
    said: protocol.stage === "on" ? `${name} is broken off: ${why}` : `The guided blocks pause: ${why}`,
  };
}

/** The time has come that a stage was to end. Own rest goes on while too little of it is clean. */
export function passTime(protocol: Protocol, at: Millis): Turned {
  if (protocol.ends === null || at < protocol.ends) return unturned(protocol);
  if (protocol.stage === "ready") return begin(protocol, at);
  if (windowsToGo(protocol) > 0 && at + EXTENSION <= protocol.since + LONGEST_REST) {
    return unturned({ ...protocol, ends: at + EXTENSION });
  }
  return goOn(protocol, at, "kept");
}

/** Counts the clean windows of own rest. `window`: length of an epoch. */
export function countClean(protocol: Protocol, reading: EegReading, window: Millis): Protocol {
  const { stage, since, clean } = protocol;
  if (stage !== "on" || !presentBlock(protocol)?.baseline) return protocol;
  const from = reading.at - window;
  if (from < Math.max(since, clean.until) || !isClean(reading)) return protocol;
  return { ...protocol, clean: { windows: clean.windows + 1, until: reading.at } };
}

function isClean({ faults, outcome }: EegReading): boolean {
  if (goodShare(faults) < LEAST_GOOD) return false;
  return outcome.kind === "probability" || CLEAN_REASONS.includes(outcome.reason);
}
