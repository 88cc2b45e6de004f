import { LOOP_STEPS, type LoopMove } from "./loop.ts";

const WORDS = {
  loudness: ["Louder", "Softer"],
  density: ["Busier", "Less busy"],
  tempo: ["Faster", "Slower"],
  register: ["Higher", "Lower"],
} as const;

/** A move in a sentence for the log of decisions. `blinded`: without its reason, which would tell the condition. */
export function moveWords({ dimension, by, reason }: LoopMove, blinded: boolean): string {
  const word = WORDS[dimension][by > 0 ? 0 : 1];
  const { size } = LOOP_STEPS[dimension];
  const sign = by > 0 ? "+" : "−";
  const amounts = {
    loudness: `${sign}${size} dB`,
    density: `${sign}${size}`,
    tempo: `${sign}${Math.round(size * 100)} %`,
    register: `${sign}${size} octave`,
  };
  return `${word} (${amounts[dimension]})${blinded ? "" : `: ${reason}`}`;
}
