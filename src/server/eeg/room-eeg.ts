import type { EegCommand } from "../../engine/eeg/command.ts";
import { DEFAULT_EPOCHS } from "../../engine/eeg/epochs.ts";
import { DEFAULT_SMOOTHING } from "../../engine/eeg/score.ts";
import type { EegOut } from "../../engine/ports.ts";
import type { Untimed } from "../../engine/run/conductor.ts";
import type { Command } from "../../engine/session/command.ts";
import type { EegSettings } from "../../engine/session/eeg-state.ts";
import type { DeviceEvent, EegEvent } from "../../engine/session/event.ts";
import type { Clock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { EegHealth } from "../../hardware/eeg/eeg-source.ts";
import type { Recorder } from "../recorder.ts";
import type { Rig } from "../rig.ts";
import { EegThread } from "./eeg-thread.ts";
import { montageOf } from "./recording-file.ts";

export interface RoomEegParts {
  readonly rig: Rig & { readonly eeg: NonNullable<Rig["eeg"]> };
  readonly seed: number;
  readonly clock: Clock;
  readonly origin: Millis;
  readonly recorder: Pick<Recorder, "id" | "beginEeg" | "keepEeg">;
  /** `at` in clock time. */
  readonly dispatch: (event: Untimed<EegEvent | DeviceEvent>, at?: Millis) => void;
  readonly trouble: (text: string) => void;
}

/** The EEG of a room. */
export interface RoomEeg extends EegOut {
  /** What sounds now: a simulated brain listens. */
  witness(commands: readonly Command[]): void;
  readonly health: EegHealth | undefined;
}

/** Music is over when nothing has begun to sound for so long. */
const REST: Millis = 3000;

/** What a session knows of the rig's EEG; null without one. Throws Refusal where a recording to be played cannot be read. */
export function eegSettings({ eeg, session }: Rig): EegSettings | null {
  if (!eeg) return null;
  const { reference, smoothing } = session.eeg;
  return {
    montage: eeg.driver === "playback" ? montageOf(eeg.file) : eeg.montage,
    reference,
    epochs: DEFAULT_EPOCHS,
    smoothing: smoothing === undefined ? DEFAULT_SMOOTHING : smoothing * 1000,
    model: null,
  };
}

/** Opens the rig's EEG in its thread. What is wrong with it is told as the device's status. */
export function openRoomEeg(parts: RoomEegParts): RoomEeg {
  const { rig, seed, clock, origin, recorder, dispatch, trouble } = parts;
  let sounded = Number.NEGATIVE_INFINITY;
  const thread = new EegThread({
    data: { section: rig.eeg, seed, origin, model: undefined, rest: undefined },
    listener: {
      reading: (reading) => {
        if (clock.now() - sounded > REST) thread.hear(false);
        dispatch({ kind: "eeg", cue: { kind: "reading", reading: { ...reading, at: reading.at - origin } } });
      },
      status: (status) => dispatch({ kind: "device", ...status }),
    },
    keeper: { beginPart: (form) => recorder.beginEeg(form), keep: (piece) => recorder.keepEeg(piece) },
  });

  /** Why samples may not be recorded now; undefined when they may. */
  function hindrance(): string | undefined {
    if (!rig.session.eeg.mayRecord) {
      return "The EEG is not recorded: nobody has agreed to it. Where that is given, say so in the rig (session.eeg.mayRecord).";
    }
    if (recorder.id === undefined) return "The EEG is recorded with a session: press Start first.";
    return undefined;
  }

  return {
    name: thread.name,
    get health() {
      return thread.health;
    },
    perform(command: EegCommand) {
      const text = command.kind === "eegRecord" && command.on ? hindrance() : undefined;
      if (text === undefined) return thread.perform(command);
      trouble(text);
      // After the step that has asked for it.
      queueMicrotask(() => dispatch({ kind: "eeg", cue: { kind: "record", on: false } }));
    },
    witness(commands) {
      if (!commands.some(({ kind }) => kind === "noteOn")) return;
      sounded = clock.now();
      thread.hear(true);
    },
    close: () => thread.close(),
  };
}
