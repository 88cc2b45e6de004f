import type { EegCommand } from "../../engine/eeg/command.ts";
import { DEFAULT_EPOCHS } from "../../engine/eeg/epochs.ts";
import { usualSmoothing } from "../../engine/eeg/score.ts";
import type { EegOut } from "../../engine/ports.ts";
import type { Untimed } from "../../engine/run/conductor.ts";
import type { Command } from "../../engine/session/command.ts";
import type { EegSettings } from "../../engine/session/eeg-state.ts";
import type { DeviceEvent, EegEvent } from "../../engine/session/event.ts";
import type { Clock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { EegSection } from "../../hardware/drivers.ts";
import type { EegHealth } from "../../hardware/eeg/eeg-source.ts";
import { ArtefactError } from "../../models/artefact.ts";
import { readEegModel } from "../../models/eeg/model-artefact.ts";
import { validationSentence } from "../../models/eeg/model-card.ts";
import { SEQUENCES } from "../../models/eeg/sequences.ts";
import { inRoot } from "../folders.ts";
import type { Recorder } from "../recorder.ts";
import { Refusal } from "../refusal.ts";
import type { Rig } from "../rig.ts";
import { EegThread } from "./eeg-thread.ts";
import { montageOf } from "./recording-file.ts";
import { WINDOW_STEP } from "./window-line.ts";

export interface RoomEegParts {
  readonly rig: Rig & { readonly eeg: NonNullable<Rig["eeg"]> };
  readonly seed: number;
  readonly clock: Clock;
  readonly origin: Millis;
  /** Whether raw samples may be recorded now. */
  readonly mayRecord: () => boolean;
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

/** How far the middle of a sequence of windows lies before its end. */
const LOOK_BACK: Millis = ((SEQUENCES.length - 1) * WINDOW_STEP) / 2;
/** Music is over when nothing has begun to sound for so long. */
const REST: Millis = 3000;

/** The model that scores in this room: its folder and what is said of it; or why there is none, in a sentence. */
function chosenModel(rig: Rig, montage: readonly string[]) {
  const folder = rig.session.eeg.model ?? inRoot("models", "eeg");
  try {
    const { name, card } = readEegModel(folder, montage);
    return { folder, model: { name, validation: validationSentence(card), lookBack: LOOK_BACK } };
  } catch (error) {
    if (!(error instanceof ArtefactError)) throw error;
    return { folder: undefined, model: null, sentence: `The EEG is shown without a score. ${error.message}.` };
  }
}

/** What a session knows of the rig's EEG; null without one. Throws Refusal where its sites cannot be known. */
export function eegSettings(rig: Rig): EegSettings | null {
  const { eeg, session } = rig;
  if (!eeg) return null;
  const { reference, smoothing } = session.eeg;
  const montage = sitesOf(eeg);
  const { model } = chosenModel(rig, montage);
  return {
    montage,
    reference,
    epochs: DEFAULT_EPOCHS,
    smoothing: smoothing === undefined ? usualSmoothing(model?.lookBack ?? 0) : smoothing * 1000,
    model,
  };
}

function sitesOf(section: EegSection): readonly string[] {
  if (section.driver === "playback") return montageOf(section.file);
  // A session's settings are whole before any device has said a word.
  if (section.montage) return section.montage;
  throw new Refusal(
    "The rig's EEG must name its sites (eeg.montage), in the amplifier's order: the session goes by them.",
  );
}

/** Opens the rig's EEG in its thread. What is wrong with it is told as the device's status. */
export function openRoomEeg(parts: RoomEegParts): RoomEeg {
  const { rig, seed, clock, origin, recorder, dispatch, trouble } = parts;
  const { folder, sentence } = chosenModel(rig, sitesOf(rig.eeg));
  if (sentence) trouble(sentence);
  let sounded = Number.NEGATIVE_INFINITY;
  const thread = new EegThread({
    data: { section: rig.eeg, seed, origin, model: folder, rest: undefined },
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
    if (!parts.mayRecord()) {
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
