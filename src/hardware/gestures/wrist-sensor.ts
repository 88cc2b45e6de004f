import type { Vector } from "../../engine/gestures/arm.ts";
import { WRIST_RATE } from "../../engine/gestures/frames.ts";
import { type FrameReader, Recogniser } from "../../engine/gestures/recogniser.ts";
import { SimulatedWearer } from "../../engine/gestures/simulated-wearer.ts";
import { ADXL335, type Converter, feltFrom, UNO, type WristScale } from "../../engine/gestures/wrist-scale.ts";
import type { GestureListener, GestureSensor } from "../../engine/ports.ts";
import { seeded } from "../../engine/random.ts";
import type { Clock } from "../../engine/time/clock.ts";
import type { EegBlock, EegForm, EegSource } from "../eeg/eeg-source.ts";
import { biosignalSerial } from "../eeg/sources/biosignal-serial.ts";
import { emulatedPort } from "../eeg/sources/emulated-port.ts";
import { foundLine } from "../eeg/sources/found-line.ts";
import { openLineSource } from "../eeg/sources/line-source.ts";
import type { OpenBytePort } from "../serial/byte-port.ts";
import { PortFinder } from "../serial/port-finder.ts";
import { emulatedWrist } from "./emulated-wrist.ts";
import type { GesturesSection } from "./gestures-section.ts";

/** The board that reads the sensor, and how its readings are to be understood. */
interface WristSettings {
  readonly name: string;
  readonly line: OpenBytePort;
  readonly scale: WristScale;
  readonly turned: boolean;
}

const BOARD = biosignalSerial({ montage: ["x", "y", "z"], rate: WRIST_RATE, gain: 1 });

/** Opens the sensor of a section. What is wrong with it is told to the listener, not thrown. */
export function openWrist(
  section: GesturesSection,
  reader: FrameReader,
  clock: Clock,
  listener: GestureListener,
): GestureSensor {
  const { name } = section;
  if (section.driver === "simulated-wearer") {
    const habits = { gestures: section.gestures, pauses: [1.5, 5] as const };
    const wearer = new SimulatedWearer(seeded(section.wearer, "wrist"), habits);
    const line = emulatedPort(emulatedWrist(), { next: () => Float64Array.from(wearer.next().felt) }, clock);
    return openWristSensor({ name, line, scale: ADXL335, turned: false }, reader, clock, listener);
  }
  const { port, zero, perG, turned } = section;
  const line = foundLine(new PortFinder(port, BOARD.looksLike), BOARD.baud);
  return openWristSensor({ name, line, scale: { zero, perG }, turned }, reader, clock, listener);
}

/** A wrist's sensor on a line of bytes. It is opened again whenever it was lost; what was going on then is forgotten. */
export function openWristSensor(
  { name, line, scale, turned }: WristSettings,
  reader: FrameReader,
  clock: Clock,
  listener: GestureListener,
): GestureSensor {
  const recogniser = new Recogniser(reader);
  let converter: Converter = UNO;
  const hear = ({ samples, gaps }: EegBlock): void => {
    let lost = 0;
    for (const { index, counts } of samples) {
      const missing = gaps.find(({ from, lost: count }) => from + count === index);
      lost = missing ? missing.lost : 0;
      const felt = worn(feltFrom(counts, scale, converter), turned);
      for (const told of recogniser.take(felt, source.times.timeOf(index), lost)) {
        if (told.kind === "stroke") listener.stroke({ ...told, device: name });
        else listener.gesture({ ...told, device: name });
      }
    }
  };
  const source: EegSource = openLineSource({ name, device: BOARD, line }, clock, {
    begun: (form) => {
      converter = converterOf(form);
      recogniser.reset();
    },
    block: hear,
    state: () => {},
    status: (status) => listener.status(status),
  });
  return { name, close: () => source.close() };
}

function converterOf({ counts, microvoltsPerCount }: EegForm): Converter {
  const bits = Math.log2(counts.highest + 1);
  return { bits, fullScale: ((microvoltsPerCount[0] ?? 0) * counts.highest) / 1_000 };
}

function worn([x, y, z]: Vector, turned: boolean): Vector {
  return turned ? [-x, -y, z] : [x, y, z];
}
