import { z } from "zod";
import { DEFAULT_BRAIN } from "../../engine/eeg/simulated-brain.ts";
import { CYTON_GAINS } from "./cyton-format.ts";

const EIGHT = DEFAULT_BRAIN.montage;
const SIXTEEN = [...EIGHT, ..."F7 F8 F3 F4 T7 T8 P7 P8".split(" ")];
const THIRTY_TWO = [...SIXTEEN, ..."Fz Cz Pz Oz FC5 FC1 FC2 FC6 CP5 CP1 CP2 CP6 PO3 PO4 AF3 AF4".split(" ")];

const site = z.string().min(1).max(16);
const gain = z.literal(CYTON_GAINS);

/** What all devices have. */
const common = {
  name: z.string().min(1).max(60).default("EEG"),
  /** Hum of the room's mains. */
  mains: z.union([z.literal(50), z.literal(60)]).default(50),
};

/**
 * The serial port: its path (`/dev/ttyUSB0`, `COM3`), a part of the device's serial number, "any", or "emulated": no device, but
 * its bytes, from a simulated brain.
 */
const port = z.string().min(1).max(200).default("any");

/** Sites of the channels by the 10–20 system, in the device's order. Channels beyond the last site are left out. */
function montage(most: number, sites: readonly string[]) {
  return sitesUpTo(most).default(() => [...sites]);
}

function sitesUpTo(most: number) {
  return z
    .array(site)
    .min(1)
    .max(most)
    .refine((given) => new Set(given.map((one) => one.toLowerCase())).size === given.length, "names a site twice");
}

function neuroscanSection<Driver extends string>(driver: Driver, port: number) {
  return z.strictObject({
    driver: z.literal(driver),
    ...common,
    /** The computer's name or address; or "emulated": a server in this machine that sends a simulated brain. */
    host: z.string().min(1).max(253).default("127.0.0.1"),
    port: z.int().min(1).max(65_535).default(port),
    /** The server's own names where left out. */
    montage: sitesUpTo(256).optional(),
  });
}

function cytonSection<Driver extends string>(driver: Driver, sites: readonly string[]) {
  return z
    .strictObject({
      driver: z.literal(driver),
      ...common,
      port,
      montage: montage(sites.length, sites),
      /** Of all channels, or one by one. */
      gains: z.union([gain, z.array(gain)]).default(24),
    })
    .refine(({ gains, montage }) => typeof gains === "number" || gains.length === montage.length, {
      path: ["gains"],
      message: "must be one gain, or one for each site of the montage",
    });
}

export const EEG_SECTION = z.discriminatedUnion("driver", [
  /** No device: a brain that answers to music by a hidden state. For trying out, demonstrations and tests. */
  z.strictObject({
    driver: z.literal("simulated-brain"),
    ...common,
    montage: montage(64, EIGHT),
    rate: z.int().min(100).max(1000).default(DEFAULT_BRAIN.rate),
    /** How strongly it answers: 1 as adults do, 0 not at all. */
    effect: z.number().min(0).max(3).default(1),
    /** Blinks, muscles and bad contacts. */
    artefacts: z.boolean().default(true),
  }),
  /** A recording, at its own pace. */
  z.strictObject({ driver: z.literal("playback"), ...common, file: z.string().min(1) }),
  /** OpenBCI Cyton: 8 channels, 250 a second. */
  cytonSection("cyton", EIGHT),
  /** OpenBCI Cyton with Daisy: 16 channels, 125 a second. */
  cytonSection("cyton-daisy", SIXTEEN),
  /** NeuroSky headset with raw output: one channel on the forehead, 512 a second. No music-perception score comes from it. */
  z.strictObject({ driver: z.literal("thinkgear"), ...common, port, montage: montage(1, ["Fp1"]) }),
  /** ModularEEG of OpenEEG with protocol P2 or P3: up to 6 channels, 256 a second. Its gain is a matter of the build. */
  z.strictObject({
    driver: z.enum(["openeeg-p2", "openeeg-p3"]),
    ...common,
    port,
    montage: montage(6, EIGHT.slice(0, 6)),
    /** µV per count, from its calibration. */
    microvoltsPerCount: z.number().positive().max(1000).default(0.5),
  }),
  /** FreeEEG32: 32 channels, 512 a second. Experimental: no recording of a real board stands behind it. */
  z.strictObject({ driver: z.literal("freeeeg32"), ...common, port, montage: montage(32, THIRTY_TWO) }),
  /** A board with the project's biosignal sketch behind amplifiers of this gain. */
  z.strictObject({
    driver: z.literal("biosignal"),
    ...common,
    port,
    montage: montage(8, ["Fp1", "Fp2"]),
    /** Samples a second: 250 with three channels at the most, 200 with six. */
    rate: z.int().min(50).max(500).default(250),
    gain: z.number().positive().default(5000),
  }),
  /** Scan Acquire of Neuroscan as a server. It names no channels: the montage does. */
  neuroscanSection("neuroscan-scan", 4000),
  /** Curry 7 or 8 with NetStreaming. */
  neuroscanSection("neuroscan-curry", 4455),
]);
export type EegSection = z.infer<typeof EEG_SECTION>;
export type SerialEegSection = Extract<EegSection, { port: string }>;
export type NeuroscanEegSection = Extract<EegSection, { host: string }>;
