import type { Memory, Stepped } from "../../engine/ports.ts";

/** Computes one step of a network. The lengths of everything handed in are right already. */
export type StepKernel = (memory: Memory, input: Float32Array, into: Stepped) => void;
