import type { Millis } from "../time/units.ts";

/** How guided blocks are run. Plain JSON. */
export interface ProtocolOptions {
  /** The eyes in music, sham and the rests between them: fixed, so that open and closed eyes do not pass for rest and music. */
  readonly eyes: "open" | "closed";
  /** Each round has two blocks of music and two of rest, in an order that is drawn and then mirrored; 1–4. */
  readonly rounds: number;
  /** Whether a block is announced as music and stays silent, in the middle of each round. */
  readonly sham: boolean;
  /** Length of each of these blocks, 20–180 s. */
  readonly block: Millis;
  /** Card that the partner plays in music. */
  readonly technique: string;
}

export const DEFAULT_PROTOCOL: ProtocolOptions = {
  eyes: "open",
  rounds: 1,
  sham: true,
  block: 60_000,
  technique: "hold",
};

/** Options brought into their ranges; what is missing or no number is the default. */
export function boundProtocol(asked: Partial<ProtocolOptions>): ProtocolOptions {
  const number = (value: number | undefined, least: number, most: number, usual: number) =>
    value !== undefined && Number.isFinite(value) ? Math.max(least, Math.min(most, value)) : usual;
  return {
    eyes: asked.eyes === "closed" ? "closed" : "open",
    rounds: Math.round(number(asked.rounds, 1, 4, DEFAULT_PROTOCOL.rounds)),
    sham: asked.sham ?? DEFAULT_PROTOCOL.sham,
    block: number(asked.block, 20_000, 180_000, DEFAULT_PROTOCOL.block),
    technique: asked.technique ?? DEFAULT_PROTOCOL.technique,
  };
}
