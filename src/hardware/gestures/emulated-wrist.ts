import { WRIST_RATE } from "../../engine/gestures/frames.ts";
import { ADXL335, countsOf, UNO } from "../../engine/gestures/wrist-scale.ts";
import { BiosignalEmulator } from "../eeg/biosignal-emulator.ts";
import type { EmulatedBoard } from "../eeg/sources/emulated-boards.ts";

/** A board with the biosignal sketch whose first three inputs are an ADXL335; what it measures is handed over in g. */
export function emulatedWrist(): EmulatedBoard {
  const board = new BiosignalEmulator();
  return {
    rate: WRIST_RATE,
    receive: (bytes) => board.receive(bytes),
    send: ([x = 0, y = 0, z = 0]) => board.sample(countsOf([x, y, z], ADXL335, UNO)),
  };
}
