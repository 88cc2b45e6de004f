import { z } from "zod";
import { CEILING, DEFAULT_PROFILE } from "../engine/session/profile.ts";

const { tempo, share } = CEILING;
const midi = z.int().min(0).max(127);

/** The child's limits as they stand in a rig and in a session's record; what is left out is the default. */
export const PROFILE = z.strictObject({
  /** What the child is called where a limit is told of. */
  name: z.string().min(1).max(40).exactOptional(),
  velocityCap: z.int().min(1).max(CEILING.velocity).default(DEFAULT_PROFILE.velocityCap),
  topNote: z.int().min(60).max(CEILING.topNote).default(DEFAULT_PROFILE.topNote),
  lowNote: z.int().min(CEILING.lowNote).max(72).default(DEFAULT_PROFILE.lowNote),
  /** The partner's onsets in a second. */
  density: z.number().min(1).max(CEILING.density).default(DEFAULT_PROFILE.density),
  /** The partner's share of sounding time in a phase. */
  share: z.number().min(share.least).max(share.most).default(DEFAULT_PROFILE.share),
  sensitive: z.boolean().default(DEFAULT_PROFILE.sensitive),
  /** How much of a surprise the child bears. */
  surprise: z.enum(["low", "medium", "high"]).default(DEFAULT_PROFILE.surprise),
  /** General MIDI programs and percussion notes that never sound. A list of your own replaces the usual one. */
  blockedPrograms: z
    .array(midi)
    .max(128)
    .default([...DEFAULT_PROFILE.blockedPrograms]),
  blockedDrums: z
    .array(midi)
    .max(128)
    .default([...DEFAULT_PROFILE.blockedDrums]),
  childDuringBreak: z.enum(["softer", "off"]).default(DEFAULT_PROFILE.childDuringBreak),
  tempo: z
    .strictObject({
      least: z.number().min(tempo.least).max(tempo.most).default(DEFAULT_PROFILE.tempo.least),
      most: z.number().min(tempo.least).max(tempo.most).default(DEFAULT_PROFILE.tempo.most),
    })
    .prefault({}),
});
