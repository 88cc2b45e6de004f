import { DEFAULT_BRAIN, SimulatedBrain } from "../../../engine/eeg/simulated-brain.ts";
import type { Random } from "../../../engine/random.ts";
import type { Clock } from "../../../engine/time/clock.ts";
import type { NeuroscanEegSection } from "../eeg-section.ts";
import type { EegSource, EegSourceListener } from "../eeg-source.ts";
import { CurryEmulator, ScanEmulator } from "../neuroscan-emulator.ts";
import { serveBoard, servedLine } from "./board-server.ts";
import { curryServer } from "./curry-server.ts";
import { openLineSource } from "./line-source.ts";
import { scanServer } from "./scan-server.ts";
import { tcpLine } from "./tcp-line.ts";

/** What the emulated amplifier has. */
const RATE = 500;
const BLOCK = 20;

/** Opens a client of a Neuroscan server; or, with the host "emulated", of one in this machine that sends a simulated brain. */
export function openNeuroscan(
  section: NeuroscanEegSection,
  random: Random,
  clock: Clock,
  listener: EegSourceListener,
): EegSource {
  const { driver, name, host, port, montage } = section;
  const isScan = driver === "neuroscan-scan";
  const device = isScan ? scanServer(montage) : curryServer(montage);
  if (host !== "emulated") return openLineSource({ name, device, line: tcpLine(host, port) }, clock, listener);
  const settings = { montage: montage ?? DEFAULT_BRAIN.montage, rate: RATE, samplesPerBlock: BLOCK };
  const mains = { ...DEFAULT_BRAIN.mains, frequency: section.mains };
  const brain = new SimulatedBrain({ ...DEFAULT_BRAIN, montage: settings.montage, rate: RATE, mains }, random);
  const served = servedLine(() =>
    serveBoard(() => (isScan ? new ScanEmulator(settings) : new CurryEmulator(settings)), brain, clock),
  );
  const hear = (music: boolean) => {
    brain.listening = music ? 1 : 0;
  };
  const source = openLineSource({ name, device, line: served.line, hear }, clock, listener);
  return {
    ...source,
    close: async () => {
      await source.close();
      await served.close();
    },
  };
}
