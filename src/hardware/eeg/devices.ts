import type { Microvolts } from "../../engine/time/units.ts";
import { BIOSIGNAL, type BiosignalLine, type BiosignalSettings } from "./biosignal-format.ts";
import { CYTON, CYTON_CHANNELS, type CytonGain, type CytonPacket, cytonMicrovoltsPerCount } from "./cyton-format.ts";
import { DAISY_PAIRS, DaisyPairing } from "./daisy-pairing.ts";
import type { DeviceSample, EegDevice } from "./eeg-stream.ts";
import { FREE_EEG_MICROVOLTS_PER_COUNT, type FreeEegFrame, freeEegFormat } from "./free-eeg-format.ts";
import { OPEN_EEG_CENTRE, type OpenEegFrame, P2, type P2Frame, type P3Frame, p3Format } from "./open-eeg-format.ts";
import { THINKGEAR, THINKGEAR_MICROVOLTS_PER_COUNT, type ThinkGearPacket } from "./thinkgear-format.ts";

/** "Poor signal" of a ThinkGear that touches nobody. */
const OFF_SKIN = 200;
/** Bytes of a ThinkGear packet with one raw value. */
const RAW_PACKET = 8;

function scales(gains: readonly CytonGain[]): Microvolts[] {
  return gains.map(cytonMicrovoltsPerCount);
}

/** A Cyton with the gains of its 8 channels. */
export function cyton(gains: readonly CytonGain[]): EegDevice<CytonPacket> {
  return {
    name: "OpenBCI Cyton",
    channels: CYTON_CHANNELS,
    rate: 250,
    modulus: 256,
    format: CYTON,
    ahead: 1,
    microvoltsPerCount: scales(gains),
    begin: () => (packet) => [packet],
  };
}

/** A Cyton with Daisy and the gains of its 16 channels. */
export function cytonAndDaisy(gains: readonly CytonGain[]): EegDevice<CytonPacket> {
  return {
    name: "OpenBCI Cyton with Daisy",
    channels: 2 * CYTON_CHANNELS,
    rate: 125,
    modulus: DAISY_PAIRS,
    format: CYTON,
    ahead: 0.5,
    begunBy: ({ counter }) => (counter % 2 === 0 ? 0.5 : 0),
    microvoltsPerCount: scales(gains),
    begin: () => {
      const pairing = new DaisyPairing();
      return (packet) => {
        const sample = pairing.join(packet);
        return sample === undefined ? [] : [sample];
      };
    },
  };
}

/** A NeuroSky headset at 57600 baud. */
export function thinkGear(): EegDevice<ThinkGearPacket> {
  return {
    name: "NeuroSky ThinkGear",
    channels: 1,
    rate: 512,
    modulus: undefined,
    format: THINKGEAR,
    ahead: 1,
    microvoltsPerCount: [THINKGEAR_MICROVOLTS_PER_COUNT],
    onSkin: ({ poorSignal }) => (poorSignal === undefined ? undefined : poorSignal < OFF_SKIN),
    begin: () => {
      let dropped = 0;
      return ({ raw, droppedBefore }) => {
        dropped += droppedBefore;
        return raw.map((value): DeviceSample => {
          const skipped = Math.ceil(dropped / RAW_PACKET);
          dropped = 0;
          return { counts: Int32Array.of(value), skipped };
        });
      };
    },
  };
}

/** A ModularEEG board. `microvoltsPerCount` comes from its calibration: the gain is a matter of the build. */
export function modularEeg(protocol: "p2", microvoltsPerCount: Microvolts): EegDevice<P2Frame>;
export function modularEeg(protocol: "p3", microvoltsPerCount: Microvolts, pairs: 1 | 2 | 3): EegDevice<P3Frame>;
export function modularEeg(
  protocol: "p2" | "p3",
  microvoltsPerCount: Microvolts,
  pairs: 1 | 2 | 3 = 3,
): EegDevice<P2Frame> | EegDevice<P3Frame> {
  const common = {
    channels: 2 * pairs,
    rate: 256,
    ahead: 1,
    microvoltsPerCount: Array.from({ length: 2 * pairs }, () => microvoltsPerCount),
    begin: () => centred,
  };
  if (protocol === "p2") return { ...common, name: "OpenEEG P2", modulus: 256, format: P2 };
  return { ...common, name: "OpenEEG P3", modulus: 64, format: p3Format(pairs) };
}

function centred({ counts, skipped }: OpenEegFrame): DeviceSample[] {
  return [{ counts: counts.map((count) => count - OPEN_EEG_CENTRE), skipped }];
}

/** The project's own sketch, as its settings line describes it, behind an amplifier of this gain. */
export function biosignal({ rate, channels, bits, fullScale }: BiosignalSettings, gain = 1): EegDevice<BiosignalLine> {
  return {
    name: "biosignal sketch",
    channels,
    rate,
    modulus: 2 ** 32,
    format: BIOSIGNAL,
    ahead: 0,
    microvoltsPerCount: Array.from({ length: channels }, () => (1000 * fullScale) / (2 ** bits - 1) / gain),
    begin: () => (line) => (line.kind === "sample" ? [line] : []),
  };
}

/** A FreeEEG32 (experimental) whose frames have this many bytes. */
export function freeEeg(length?: number): EegDevice<FreeEegFrame> {
  return {
    name: "FreeEEG32",
    channels: 32,
    rate: 512,
    modulus: 256,
    format: freeEegFormat(length),
    ahead: 1,
    microvoltsPerCount: Array.from({ length: 32 }, () => FREE_EEG_MICROVOLTS_PER_COUNT),
    begin: () => (frame) => [frame],
  };
}
