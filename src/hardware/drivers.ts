import { z } from "zod";
import { NO_ARTEFACTS, USUAL_ARTEFACTS } from "../engine/eeg/brain-artefacts.ts";
import { DEFAULT_BRAIN, type ListeningEffect, USUAL_EFFECT } from "../engine/eeg/simulated-brain.ts";
import type { FrameReader as GestureReader } from "../engine/gestures/recogniser.ts";
import type {
  GestureListener,
  GestureSensor,
  Instrument,
  InstrumentListener,
  RobotListener,
  SoundListener,
  SoundOut,
} from "../engine/ports.ts";
import { fork, seeded } from "../engine/random.ts";
import type { Clock } from "../engine/time/clock.ts";
import { CHARACTERS } from "./child/character.ts";
import { PretendChild } from "./child/pretend-child.ts";
import type { EegSection } from "./eeg/eeg-section.ts";
import type { EegSource, EegSourceListener, OpenEegRecording } from "./eeg/eeg-source.ts";
import { openNeuroscan } from "./eeg/sources/open-neuroscan.ts";
import { openSerialEeg } from "./eeg/sources/open-serial.ts";
import { openPlayback } from "./eeg/sources/playback-source.ts";
import { openSimulatedBrain } from "./eeg/sources/simulated-source.ts";
import type { GesturesSection } from "./gestures/gestures-section.ts";
import { openWrist } from "./gestures/wrist-sensor.ts";
import { openMidiInput } from "./midi/input.ts";
import { openMidiOutput } from "./midi/output.ts";
import { PROGRAMS } from "./midi/output-settings.ts";
import type { SwitchBoard } from "./midi/switches.ts";
import { BODY_SECTION, bodyOf } from "./robot/body-section.ts";
import { emulatedLine } from "./robot/emulated-line.ts";
import { openRobot } from "./robot/robot.ts";
import type { GestureRobot } from "./robot/robot-facts.ts";
import { serialLine } from "./robot/serial-line.ts";
import { tappedPort, type WireTap } from "./serial/tapped-port.ts";

export { EEG_SECTION, type EegSection } from "./eeg/eeg-section.ts";
export { GESTURES_SECTION, type GesturesSection } from "./gestures/gestures-section.ts";
export { LearntSwitches, type SwitchBoard, type SwitchSign } from "./midi/switches.ts";
export { wireReader } from "./robot/wire-words.ts";
export type { WireTap } from "./serial/tapped-port.ts";

/** The one table of drivers. A device is one file, one section of the rig, and one line here. */

const name = z.string().min(1).max(60);
const program = z.int().min(0).max(127);

export const INSTRUMENT_SECTION = z.discriminatedUnion("driver", [
  z.strictObject({
    driver: z.literal("pretend-child"),
    name: name.default("Pretend child"),
    character: z.enum(CHARACTERS.map((character) => character.name) as [string, ...string[]]).default("echoer"),
    /** Its character's own where left out. A pad drummer plays pads all the same. */
    instrument: z.enum(["keys", "pads"]).optional(),
    /** For characters that keep a beat: beats a minute; jitter and missing beats as shares. */
    tempo: z.number().min(50).max(140).optional(),
    jitter: z.number().min(0).max(0.12).optional(),
    missing: z.number().min(0).max(0.2).optional(),
  }),
  z.strictObject({
    driver: z.literal("midi-in"),
    name: name.default("Keyboard"),
    /** Part of the port's name, or "any": every port there is. */
    port: z.string().min(1).default("any"),
    player: z.enum(["child", "therapist"]).default("child"),
    /** MIDI channel 10 counts as pads in any case. */
    instrument: z.enum(["keys", "pads"]).default("keys"),
  }),
]);
export type InstrumentSection = z.infer<typeof INSTRUMENT_SECTION>;

export const SOUND_SECTION = z.discriminatedUnion("driver", [
  /** The panel's own synthesiser; the server opens it, for it needs the panel's link. */
  z.strictObject({ driver: z.literal("browser"), name: name.default("Browser sound") }),
  z.strictObject({
    driver: z.literal("midi-out"),
    name: name.default("MIDI sound"),
    /** Part of the port's name, or "any": the first real one. */
    port: z.string().min(1).default("any"),
    /** General MIDI programs, 0–127, of the child, the partner's melody and what it plays below; null: the instrument's own. */
    programs: z
      .strictObject({
        child: program.nullable().default(PROGRAMS.child),
        partner: program.nullable().default(PROGRAMS.partner),
        bass: program.nullable().default(PROGRAMS.bass),
        chords: program.nullable().default(PROGRAMS.chords),
      })
      .prefault({}),
  }),
  /** The output process with no port behind it: it keeps time, and the notes' state, but nothing sounds. */
  z.strictObject({
    driver: z.literal("simulated-out"),
    name: name.default("Simulated sound"),
    trace: z.string().optional(),
    plug: z.string().optional(),
  }),
]);
export type SoundSection = z.infer<typeof SOUND_SECTION>;

export const ROBOT_SECTION = z.discriminatedUnion("driver", [
  /** The same firmware in an emulator: a robot without hardware. */
  z.strictObject({ driver: z.literal("emulated-robot"), name: name.default("Robot"), body: BODY_SECTION.optional() }),
  z.strictObject({
    driver: z.literal("robot"),
    name: name.default("Robot"),
    /** The serial port, such as /dev/ttyACM0, or "any": the first board there is. */
    port: z.string().min(1).default("any"),
    body: BODY_SECTION.optional(),
  }),
]);
export type RobotSection = z.infer<typeof ROBOT_SECTION>;

/** Opens an instrument; `switches` hear its messages first, and "any" port is none of `exclude`. What is wrong with it is told to the listener, not thrown. */
export function openInstrument(
  section: InstrumentSection,
  context: {
    clock: Clock;
    listener: InstrumentListener;
    seed: number;
    switches?: SwitchBoard | undefined;
    exclude?: readonly string[];
  },
): Instrument {
  const { clock, listener, seed, switches, exclude = [] } = context;
  switch (section.driver) {
    case "pretend-child": {
      const { driver, ...settings } = section;
      return new PretendChild({ ...settings, seed }, clock, listener);
    }
    case "midi-in": {
      const { driver, ...settings } = section;
      return openMidiInput({ ...settings, exclude }, clock, listener, switches);
    }
  }
}

/** Opens a sound output; not the browser's. What is wrong with it is told to the listener, not thrown. */
export function openSound(
  section: Exclude<SoundSection, { driver: "browser" }>,
  context: { clock: Clock; listener: SoundListener },
): SoundOut {
  const { clock, listener } = context;
  switch (section.driver) {
    case "midi-out": {
      const { name, port, programs } = section;
      return openMidiOutput({ name, port, programs }, clock, listener);
    }
    case "simulated-out": {
      const { name, trace, plug } = section;
      const simulated = { ...(trace ? { trace } : {}), ...(plug ? { plug } : {}) };
      return openMidiOutput({ name, port: { simulated } }, clock, listener);
    }
  }
}

/**
 * Opens the gesture robot; `firmware` is the compiled sketch that an emulated one runs, `sensitive` that the child is easily
 * startled. What is wrong with it is told to the
 * listener, not thrown.
 */
export function openGestureRobot(
  section: RobotSection,
  context: { clock: Clock; listener: RobotListener; firmware: URL; sensitive?: boolean; tap?: WireTap },
): GestureRobot {
  const { clock, listener, firmware, sensitive = false, tap = () => {} } = context;
  const { name } = section;
  const { body } = bodyOf(section.body);
  switch (section.driver) {
    case "emulated-robot": {
      const line = (hear: Parameters<typeof emulatedLine>[1]) => tappedPort(emulatedLine(firmware, hear), tap);
      // A thread has no cable to lose; a busy machine can keep it waiting for seconds.
      return openRobot({ name, body, sensitive, line, measured: true, patience: 50 }, clock, listener);
    }
    case "robot": {
      const line = () => tappedPort(serialLine(section.port), tap);
      return openRobot({ name, body, sensitive, line, measured: false }, clock, listener);
    }
  }
}

/**
 * Opens a source of EEG. `openRecording` reads a file for playback. What is wrong with it is told to the listener, not thrown.
 */
export function openEeg(
  section: EegSection,
  context: { clock: Clock; listener: EegSourceListener; seed: number; openRecording: OpenEegRecording },
): EegSource {
  const { clock, listener, openRecording } = context;
  const random = fork(seeded(context.seed), "eeg");
  const { name } = section;
  switch (section.driver) {
    case "simulated-brain": {
      const { montage, rate, effect, artefacts, mains } = section;
      const brain = {
        ...DEFAULT_BRAIN,
        montage,
        rate,
        effect: scaled(USUAL_EFFECT, effect),
        artefacts: artefacts ? USUAL_ARTEFACTS : NO_ARTEFACTS,
        mains: { ...DEFAULT_BRAIN.mains, frequency: mains },
      };
      return openSimulatedBrain({ name, brain, random }, clock, listener);
    }
    case "playback":
      return openPlayback({ name, file: section.file, open: openRecording }, clock, listener);
    case "neuroscan-scan":
    case "neuroscan-curry":
      return openNeuroscan(section, random, clock, listener);
    default:
      return openSerialEeg(section, random, clock, listener);
  }
}

function scaled({ alpha, theta, beta }: ListeningEffect, by: number): ListeningEffect {
  return { alpha: alpha * by, theta: theta * by, beta: beta * by };
}

/** Opens the sensor on the child's wrist; `reader` says what its frames are. What is wrong with it is told to the listener, not thrown. */
export function openGestures(
  section: GesturesSection,
  context: { clock: Clock; listener: GestureListener; reader: GestureReader },
): GestureSensor {
  return openWrist(section, context.reader, context.clock, context.listener);
}
