import type { Microvolts } from "../../engine/time/units.ts";
import { putBytes } from "./numbers.ts";
import { THINKGEAR_MICROVOLTS_PER_COUNT, type ThinkGearBands } from "./thinkgear-format.ts";

/** What a headset computes itself, once a second. */
export interface ThinkGearReport {
  readonly poorSignal: number;
  readonly attention: number;
  readonly meditation: number;
  readonly bands: ThinkGearBands;
}

/** The ADC has 12 bits. */
const HIGHEST = 2047;

/** A packet around a payload of at most 169 bytes. */
export function thinkGearPacket(payload: readonly number[]): Uint8Array {
  const sum = payload.reduce((total, byte) => total + byte, 0);
  return Uint8Array.from([0xaa, 0xaa, payload.length, ...payload, ~sum & 0xff]);
}

/** The packet of one raw sample (512 a second). */
export function thinkGearRaw(value: Microvolts): Uint8Array {
  const count = Math.round(value / THINKGEAR_MICROVOLTS_PER_COUNT);
  const clipped = Math.max(-HIGHEST - 1, Math.min(HIGHEST, count));
  return thinkGearPacket([0x80, 2, (clipped >> 8) & 0xff, clipped & 0xff]);
}

/** The packet of the second. */
export function thinkGearReport({ poorSignal, attention, meditation, bands }: ThinkGearReport): Uint8Array {
  const powers = new Uint8Array(24);
  for (let i = 0; i < 8; i++) putBytes(powers, 3 * i, 3, bands[i] ?? 0);
  return thinkGearPacket([0x02, poorSignal, 0x83, 24, ...powers, 0x04, attention, 0x05, meditation]);
}
