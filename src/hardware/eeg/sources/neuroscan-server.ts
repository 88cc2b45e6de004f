import type { EegForm } from "../eeg-source.ts";
import type { LineDevice } from "./line-device.ts";

/** What the sources of both Neuroscan servers have in common. */

/** Blocks come every 40 ms or so; a network may stutter for longer, and loses nothing. */
export const SERVER = {
  patience: 2000,
  burstAdvice: "let the server send smaller blocks, and use a cable, not the air",
  keepsCounting: false,
  changeImpedance: undefined,
} as const satisfies Partial<LineDevice>;

/** 24 bits: what the amplifiers have, and a recording keeps. */
export const COUNTS: EegForm["counts"] = { lowest: -0x800000, highest: 0x7fffff };

/** A count within 24 bits; what is no number is at its end, as if without contact. */
export function countOf(value: number): number {
  const count = Math.round(value);
  return count >= COUNTS.lowest && count <= COUNTS.highest ? count : clipped(count);
}

function clipped(count: number): number {
  return count > COUNTS.highest ? COUNTS.highest : COUNTS.lowest;
}

/** The sites that are handed over: those wanted, or all by the server's names; a sentence where they do not fit. */
export function montageFor(
  wanted: readonly string[] | undefined,
  names: readonly string[],
): readonly string[] | { readonly trouble: string } {
  if (wanted === undefined)
    return names.map((name, i) => (name === "" || names.indexOf(name) < i ? `E${i + 1}` : name));
  if (wanted.length <= names.length) return wanted;
  return {
    trouble: `The server sends ${names.length} channels, the rig's montage has ${wanted.length} sites: correct it.`,
  };
}

export function formOf(device: string, rate: number, montage: readonly string[], microvoltsPerCount: number): EegForm {
  const scales = montage.map(() => microvoltsPerCount);
  return { device, rate, montage, microvoltsPerCount: scales, counts: COUNTS, prefilter: "", measuresImpedance: false };
}
