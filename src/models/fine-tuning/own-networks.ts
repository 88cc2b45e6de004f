import { z } from "zod";
import type { OtherWeights } from "../segment-networks.ts";

/** The bytes are not those of a child's networks. The message is one sentence for the user. */
export class OwnNetworksError extends Error {
  override readonly name = "OwnNetworksError";
}

const gain = z.strictObject({ mean: z.number(), error: z.number(), phrases: z.int() });

const head = z.strictObject({
  version: z.literal(1),
  /** Digest of the networks that they grew out of: beside others they mean nothing. */
  base: z.string().min(1),
  /** When consent was stated and they were tuned; ISO 8601 in UTC. */
  tunedAt: z.iso.datetime(),
  sessions: z.int().min(1),
  /** Phrases learnt and judged by. */
  asked: z.int().min(1),
  gains: z.strictObject({ pitch: gain, trend: gain }),
  /** Numbers of each network; 0 for one that is the base's. */
  weights: z.strictObject({ pitch: z.int().min(0), trend: z.int().min(0) }),
});

/** What is known of a child's networks. */
export type AboutOwnNetworks = Omit<z.infer<typeof head>, "version" | "weights">;

/** Networks that were fine-tuned to one child; a network that gained nothing is absent: the base is used. */
export interface OwnNetworks extends OtherWeights {
  readonly about: AboutOwnNetworks;
}

const WORD = 4;

/** The networks as bytes: length of the head, the head as JSON, then the weights; numbers little-endian. */
export function writeOwnNetworks({ about, pitch, trend }: OwnNetworks): Uint8Array {
  const weights = { pitch: pitch?.length ?? 0, trend: trend?.length ?? 0 };
  const text = new TextEncoder().encode(JSON.stringify({ version: 1, ...about, weights }));
  const bytes = new Uint8Array(WORD + text.length + WORD * (weights.pitch + weights.trend));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, text.length, true);
  bytes.set(text, WORD);
  let at = WORD + text.length;
  for (const list of [pitch, trend]) {
    for (const weight of list ?? []) {
      view.setFloat32(at, weight, true);
      at += WORD;
    }
  }
  return bytes;
}

function readFloats(view: DataView, at: number, count: number): Float32Array {
  const floats = Float32Array.from({ length: count }, (_, i) => view.getFloat32(at + WORD * i, true));
  if (floats.every((weight) => Number.isFinite(weight))) return floats;
  throw new OwnNetworksError("The child's networks hold weights that are not numbers.");
}

/** Reads what {@link writeOwnNetworks} wrote. Throws {@link OwnNetworksError} for anything else. */
export function readOwnNetworks(bytes: Uint8Array): OwnNetworks {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length >= WORD ? view.getUint32(0, true) : Number.POSITIVE_INFINITY;
  const start = WORD + length;
  let found: unknown;
  try {
    found = start <= bytes.length ? JSON.parse(new TextDecoder().decode(bytes.subarray(WORD, start))) : undefined;
  } catch {
    found = undefined;
  }
  const parsed = head.safeParse(found);
  if (!parsed.success)
    throw new OwnNetworksError("The child's networks were written by another Antiphon, or are damaged.");
  const { version: _, weights, ...about } = parsed.data;
  if (bytes.length !== start + WORD * (weights.pitch + weights.trend)) {
    throw new OwnNetworksError("The child's networks are cut short.");
  }
  const pitch = weights.pitch > 0 ? readFloats(view, start, weights.pitch) : undefined;
  const trend = weights.trend > 0 ? readFloats(view, start + WORD * weights.pitch, weights.trend) : undefined;
  return { about, pitch, trend };
}
