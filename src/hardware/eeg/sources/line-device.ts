import type { Millis } from "../../../engine/time/units.ts";
import type { EegForm, EegMarker, EegTimes } from "../eeg-source.ts";
import type { EegDevice, StreamBlock } from "../eeg-stream.ts";
import { EegStream } from "../eeg-stream.ts";
import type { ByteCount } from "../frame-reader.ts";

/** How a device on a line of bytes is brought to stream, read and left. */
export interface LineDevice {
  /** The device in a sentence: "Cyton". */
  readonly kind: string;
  /** A silence so short is none. */
  readonly patience: Millis;
  /** What to do where its samples come in long bursts. */
  readonly burstAdvice: string;
  /** Whether samples that go on after the port was opened anew go on with their numbers: it never begins anew unasked. */
  readonly keepsCounting: boolean;
  /** What is said to it before samples come; it may be in any state. */
  begin(impedance: boolean): Opening;
  /** Into measuring impedances or out of it, while it streams; undefined where it cannot. */
  readonly changeImpedance: ((on: boolean) => Opening) | undefined;
  /** What lets it stop, letters or bytes; empty: nothing is said. */
  readonly goodbye: string | Uint8Array;
  /** Why bytes may come and no samples, and what to do. */
  readonly unread: string;
}

/** One on a serial line. */
export interface SerialDevice extends LineDevice {
  readonly baud: number;
  /** Which ports can be its, by what the system calls the device or the port. */
  readonly looksLike: RegExp;
}

/** What serial devices have in common: one that sends all the time is not silent for longer. */
export const SERIAL = { patience: 200, burstAdvice: "set the latency timer of the USB adapter to 1 ms" } as const;

/** A conversation before samples come. */
export interface Opening {
  /** Goes on: at first without bytes, then with what came, or without when time has passed. */
  turn(at: Millis, bytes?: Uint8Array): OpeningTurn;
}

/** What is to be sent now, and how the conversation stands. */
export interface OpeningTurn {
  /** Letters, or bytes as they are. */
  readonly send: string | Uint8Array;
  readonly outcome: "going on" | { readonly trouble: string } | StreamBegun;
}

/** The device streams: what reads it, and what its samples are. `remark`: what a person should know. */
export interface StreamBegun {
  /** What is to be sent now that it is read. */
  readonly send?: Uint8Array;
  readonly stream: SampleStream;
  readonly form: EegForm;
  readonly remark?: string;
}

/** What a chunk brought. */
export type ReadBlock = Omit<StreamBlock<unknown>, "frames"> & { readonly markers?: readonly EegMarker[] };

/** A stream of any frames. */
export interface SampleStream {
  read(chunk: Uint8Array, at: Millis): ReadBlock;
  /** The device has fallen silent: what is held is judged. */
  finish(at: Millis): ReadBlock;
  /** The line was closed and is open again, and the stream goes on. */
  interrupt(): void;
  readonly bytes: ByteCount;
  readonly times: EegTimes;
}

/** What a stream's form takes from outside the device. */
interface FormSettings {
  readonly montage: readonly string[];
  readonly counts: EegForm["counts"];
  readonly prefilter?: string;
  readonly measuresImpedance?: boolean;
}

/** Begins to read a device of which the first channels, as many as the montage has, are wanted. */
export function beginStream<Frame>(device: EegDevice<Frame>, settings: FormSettings): StreamBegun {
  const { montage, counts, prefilter = "", measuresImpedance = false } = settings;
  const wanted = device.channels === montage.length ? device : firstChannels(device, montage.length);
  const { name, rate, microvoltsPerCount } = wanted;
  const form: EegForm = { device: name, rate, montage, microvoltsPerCount, counts, prefilter, measuresImpedance };
  return { stream: new EegStream(wanted), form };
}

/** The same device with its first channels alone. */
function firstChannels<Frame>(device: EegDevice<Frame>, channels: number): EegDevice<Frame> {
  return {
    ...device,
    channels,
    microvoltsPerCount: device.microvoltsPerCount.slice(0, channels),
    begin: () => {
      const take = device.begin();
      return (frame) => take(frame).map((sample) => ({ ...sample, counts: sample.counts.slice(0, channels) }));
    },
  };
}

/** The opening of a device that streams by itself. */
export function streamsByItself(begun: () => StreamBegun): Opening {
  return { turn: () => ({ send: "", outcome: begun() }) };
}
