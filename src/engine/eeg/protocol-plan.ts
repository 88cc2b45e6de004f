import { Draws, type Random } from "../random.ts";
import type { Millis } from "../time/units.ts";
import type { EegBlock } from "./command.ts";
import type { ProtocolOptions } from "./protocol-options.ts";
import { ENOUGH_EPOCHS } from "./rest-baseline.ts";

/** A block of the protocol. */
export interface ProtocolBlock {
  readonly block: Exclude<EegBlock, "none">;
  /** Whether it is the child's own rest, against which everything is scored. */
  readonly baseline: boolean;
  readonly lasts: Millis;
  /** What it is called in the recording: "Music 2 of 2". */
  readonly name: string;
}

/** Two minutes of own rest: sixty windows of two seconds. eeg.md 3.4. */
const OWN_REST: Millis = ENOUGH_EPOCHS * 2_000;
/** Rest with the eyes the other way, for the eye-state control, and rest again at the end. */
const OTHER_REST: Millis = 60_000;

const NAMES = {
  restOpen: "Rest with eyes open",
  restClosed: "Rest with eyes closed",
  music: "Music",
  sham: "Sham",
} as const satisfies Record<ProtocolBlock["block"], string>;

/**
 * The blocks in their order: rest with eyes open, then closed; rounds of music and rest; rest again. Each round is drawn and then
 * mirrored (music rest rest music, or rest music music rest) about its sham, so that what drifts steadily over the session favours
 * neither.
 */
export function planBlocks(options: ProtocolOptions, random: Random): readonly ProtocolBlock[] {
  const { eyes, rounds, sham, block } = options;
  const draws = new Draws(random);
  const still = eyes === "open" ? "restOpen" : "restClosed";
  const before = (["restOpen", "restClosed"] as const).map((rest) => ({
    block: rest,
    baseline: rest === still,
    lasts: rest === still ? OWN_REST : OTHER_REST,
  }));
  const within = Array.from({ length: rounds }, () => {
    const half = draws.unit() < 0.5 ? (["music", still] as const) : ([still, "music"] as const);
    return [...half, ...(sham ? (["sham"] as const) : []), ...half.toReversed()];
  });
  const planned = [
    ...before,
    ...within.flat().map((kind) => ({ block: kind, baseline: false, lasts: block })),
    { block: still, baseline: false, lasts: OTHER_REST } as const,
  ];
  return planned.map((one, place) => {
    const alike = planned.filter((other) => other.block === one.block);
    const number = planned.slice(0, place + 1).filter((other) => other.block === one.block).length;
    return { ...one, name: alike.length > 1 ? `${NAMES[one.block]} ${number} of ${alike.length}` : NAMES[one.block] };
  });
}
