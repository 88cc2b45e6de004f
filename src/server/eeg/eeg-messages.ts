import type { EegCommand } from "../../engine/eeg/command.ts";
import type { EegReading } from "../../engine/eeg/reading.ts";
import type { DeviceStatus } from "../../engine/session/event.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { EegSection } from "../../hardware/drivers.ts";
import type { EegHealth } from "../../hardware/eeg/eeg-source.ts";
import type { OwnRest } from "../../models/eeg/own-rest.ts";

/** What the thread of the EEG begins with. */
export interface EegThreadData {
  readonly section: EegSection;
  readonly seed: number;
  /** Clock time of session time 0. */
  readonly origin: Millis;
  /** Folder of the model; undefined: none. */
  readonly model: string | undefined;
  /** The child's own rest, where a thread before this one has found it. */
  readonly rest: OwnRest | undefined;
}

/** What the thread is told. Times are clock time. */
export type ToEeg =
  | { readonly kind: "perform"; readonly command: EegCommand }
  /** Whether music sounds: a simulated brain answers to it. */
  | { readonly kind: "hear"; readonly music: boolean }
  | { readonly kind: "close" };

/** What the thread tells. Times are clock time. */
export type FromEeg =
  | { readonly kind: "reading"; readonly reading: EegReading }
  | { readonly kind: "status"; readonly status: DeviceStatus }
  | { readonly kind: "health"; readonly health: EegHealth }
  | { readonly kind: "rest"; readonly rest: OwnRest }
  /** Another part of the recording begins; then its pieces, in order. */
  | { readonly kind: "part"; readonly form: Uint8Array }
  | { readonly kind: "piece"; readonly piece: Uint8Array }
  /** The device is free and everything was told. */
  | { readonly kind: "closed" };
