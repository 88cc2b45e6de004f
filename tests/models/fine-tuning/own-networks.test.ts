import { describe, expect, test } from "vitest";
import { type OwnNetworks, readOwnNetworks, writeOwnNetworks } from "../../../src/models/fine-tuning/own-networks.ts";

const gain = { mean: 0.25, error: 0.125, phrases: 30 };
const about = {
  base: "0123456789abcdef",
  tunedAt: "2026-10-04T10:00:00.000Z",
  sessions: 3,
  asked: 150,
  gains: { pitch: gain, trend: gain },
};
const pitch = Float32Array.from([1, -2.5, 1e-7]);
const trend = Float32Array.from([0.1, 0.2]);

describe("a child's networks as bytes", () => {
  test.each<[string, OwnNetworks]>([
    ["both networks", { about, pitch, trend }],
    ["pitch alone", { about, pitch, trend: undefined }],
    ["trend alone", { about, pitch: undefined, trend }],
  ])("come back bit for bit: %s", (_, networks) => {
    // At an odd place in memory, as a decrypted buffer may lie.
    const shifted = Buffer.concat([Buffer.alloc(1), writeOwnNetworks(networks)]).subarray(1);
    expect(readOwnNetworks(shifted)).toEqual(networks);
  });

  const bytes = writeOwnNetworks({ about, pitch, trend });
  test.each<[string, Uint8Array, string]>([
    ["nothing", new Uint8Array(0), "written by another Antiphon, or are damaged"],
    ["a head cut short", bytes.subarray(0, 40), "written by another Antiphon, or are damaged"],
    ["weights cut short", bytes.subarray(0, bytes.length - 1), "are cut short"],
    ["too many weights", Buffer.concat([bytes, Buffer.alloc(4)]), "are cut short"],
    ["no number", writeOwnNetworks({ about, pitch: Float32Array.of(Number.NaN) }), "hold weights that are not numbers"],
  ])("that are %s are refused in one sentence", (_, damaged, sentence) => {
    expect(() => readOwnNetworks(damaged)).toThrow(sentence);
  });
});
