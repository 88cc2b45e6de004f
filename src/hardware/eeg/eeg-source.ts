import type { Gap } from "../../engine/eeg/sample-line.ts";
import type { DeviceStatus } from "../../engine/session/event.ts";
import type { Hertz, Microvolts, Millis } from "../../engine/time/units.ts";
import type { EegSample } from "./eeg-stream.ts";

/** What the samples of a source are. Holds from `begun` to the next `begun`. */
export interface EegForm {
  /** The device, as a recording names it: "OpenBCI Cyton". */
  readonly device: string;
  /** Samples a second by the device's description; `EegTimes` has the true rate. */
  readonly rate: Hertz;
  /** Site of each channel by the 10–20 system. */
  readonly montage: readonly string[];
  /** What one count of each channel means. */
  readonly microvoltsPerCount: readonly Microvolts[];
  /** The least and the greatest count there can be; either is a channel at its end (railed, or without contact). */
  readonly counts: { readonly lowest: number; readonly highest: number };
  /** What the device has done to the signal, as far as it is known; empty: nothing. */
  readonly prefilter: string;
  readonly measuresImpedance: boolean;
}

/** Something that the device itself has marked. */
export interface EegMarker {
  /** Number of the sample that it stands at. */
  readonly index: number;
  readonly text: string;
}

/** What came at one time: samples in order, and what is missing before or between them. */
export interface EegBlock {
  /** When it arrived (clock time). A sample's own time is `EegTimes.timeOf` its index. */
  readonly at: Millis;
  readonly samples: readonly EegSample[];
  readonly gaps: readonly Gap[];
  readonly markers: readonly EegMarker[];
  /** Whether the device says that it is on the skin; undefined where it says nothing. */
  readonly onSkin: boolean | undefined;
}

/** The times of samples, by their numbers: clock time. */
export interface EegTimes {
  /** When sample `index` was taken, give or take the shortest delay of the way; NaN before anything has come. */
  timeOf(index: number): Millis;
  /** Which sample was taken at a time: a fraction between two; NaN before anything has come. */
  indexAt(at: Millis): number;
  /** The true rate as far as it is known. */
  readonly rate: Hertz;
}

/**
 * How far a source is. `away`: no device, or it is silent. `starting`: its dialogue is under way. `eeg`: samples come.
 * `impedance`: samples come, with the measuring current in them: nothing may be scored.
 */
export type EegState = "away" | "starting" | "eeg" | "impedance";

/** How the way from the device is. */
export interface EegHealth {
  readonly received: number;
  /** Samples lost since the source was opened, and of the last minute the share. */
  readonly lost: number;
  readonly lostOfMinute: number;
  readonly lastGap: Gap | undefined;
  /** Bytes that were in no sample: noise, broken frames. */
  readonly bytesDropped: number;
  /** The longest silence between two chunks lately. */
  readonly burst: Millis;
  /** What can be done about the way, in a sentence; undefined when it is fine. */
  readonly advice: string | undefined;
}

/** What a source tells. */
export interface EegSourceListener {
  /**
   * Samples will come in this form, numbered from 0. Told before the first block, and again only where a device comes back with
   * another form. One that comes back as it was goes on with the numbers, after a gap.
   */
  begun(form: EegForm): void;
  block(block: EegBlock): void;
  state(change: { readonly at: Millis; readonly state: EegState }): void;
  /** In words that a person understands. */
  status(status: DeviceStatus): void;
}

/** A device, real or simulated, from which EEG comes. What is wrong with it is told to its listener, not thrown. */
export interface EegSource {
  readonly name: string;
  readonly times: EegTimes;
  health(): EegHealth;
  /** Into the measuring of impedances, or out of it. A device that cannot says so. */
  measureImpedance(on: boolean): void;
  /** Whether music sounds: a simulated brain answers to it, a real one has ears. */
  hear(music: boolean): void;
  /** Lets the device stop and frees it. */
  close(): Promise<void>;
}

/** A recording that is played as if it came from a device; the caller reads it. */
export interface EegRecording {
  readonly form: EegForm;
  /**
   * The next samples, numbered from 0 in order, with the gaps before or between them; undefined at the end. Asked for some
   * seconds ahead. May reject with an Error whose message is a sentence.
   */
  read(): Promise<{ readonly samples: readonly EegSample[]; readonly gaps: readonly Gap[] } | undefined>;
  close(): Promise<void>;
}

/** Opens a recording. Rejects with an Error whose message is a sentence. */
export type OpenEegRecording = (file: string) => Promise<EegRecording>;
