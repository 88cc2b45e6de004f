import { DEFAULT_BRAIN, SimulatedBrain } from "../../../engine/eeg/simulated-brain.ts";
import type { Random } from "../../../engine/random.ts";
import type { Clock } from "../../../engine/time/clock.ts";
import { PortFinder } from "../../serial/port-finder.ts";
import type { SerialEegSection } from "../eeg-section.ts";
import type { EegSource, EegSourceListener } from "../eeg-source.ts";
import { biosignalSerial } from "./biosignal-serial.ts";
import { cytonSerial } from "./cyton-serial.ts";
import {
  type EmulatedBoard,
  emulatedBiosignal,
  emulatedCyton,
  emulatedFreeEeg,
  emulatedOpenEeg,
  emulatedThinkGear,
} from "./emulated-boards.ts";
import { emulatedPort } from "./emulated-port.ts";
import { foundLine } from "./found-line.ts";
import type { SerialDevice } from "./line-device.ts";
import { openLineSource } from "./line-source.ts";
import { freeEegSerial, openEegSerial, thinkGearSerial } from "./plain-serial.ts";

/** Opens the device of a section on its serial port; or, with the port "emulated", one that sends a simulated brain. */
export function openSerialEeg(
  section: SerialEegSection,
  random: Random,
  clock: Clock,
  listener: EegSourceListener,
): EegSource {
  const { name, port, mains } = section;
  const device = deviceOf(section);
  if (port !== "emulated") {
    const line = foundLine(new PortFinder(port, device.looksLike), device.baud);
    return openLineSource({ name, device, line }, clock, listener);
  }
  const board = emulatedBoard(section);
  const { montage } = section;
  const brain = new SimulatedBrain(
    { ...DEFAULT_BRAIN, montage, rate: board.rate, mains: { ...DEFAULT_BRAIN.mains, frequency: mains } },
    random,
  );
  const hear = (music: boolean) => {
    brain.listening = music ? 1 : 0;
  };
  return openLineSource({ name, device, line: emulatedPort(board, brain, clock), hear }, clock, listener);
}

function deviceOf(section: SerialEegSection): SerialDevice {
  const { montage } = section;
  switch (section.driver) {
    case "cyton":
    case "cyton-daisy": {
      const { gains } = section;
      const each = typeof gains === "number" ? montage.map(() => gains) : gains;
      return cytonSerial({ boards: section.driver === "cyton" ? "cyton" : "cyton and daisy", montage, gains: each });
    }
    case "thinkgear":
      return thinkGearSerial(montage);
    case "openeeg-p2":
    case "openeeg-p3": {
      const protocol = section.driver === "openeeg-p2" ? "p2" : "p3";
      return openEegSerial({ protocol, montage, microvoltsPerCount: section.microvoltsPerCount });
    }
    case "freeeeg32":
      return freeEegSerial(montage);
    case "biosignal":
      return biosignalSerial({ montage, rate: section.rate, gain: section.gain });
  }
}

function emulatedBoard(section: SerialEegSection): EmulatedBoard {
  switch (section.driver) {
    case "cyton":
      return emulatedCyton("cyton");
    case "cyton-daisy":
      return emulatedCyton("cyton and daisy");
    case "thinkgear":
      return emulatedThinkGear();
    case "openeeg-p2":
    case "openeeg-p3": {
      const protocol = section.driver === "openeeg-p2" ? "p2" : "p3";
      return emulatedOpenEeg(protocol, section.montage.length, section.microvoltsPerCount);
    }
    case "freeeeg32":
      return emulatedFreeEeg();
    case "biosignal":
      return emulatedBiosignal(section.rate, section.gain);
  }
}
