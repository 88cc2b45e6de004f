import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DEFAULT_BRAIN, SimulatedBrain } from "../../src/engine/eeg/simulated-brain.ts";
import { seeded } from "../../src/engine/random.ts";
import { emulatedCyton } from "../../src/hardware/eeg/sources/emulated-boards.ts";
import { emulatedPort } from "../../src/hardware/eeg/sources/emulated-port.ts";
import { systemClock } from "../../src/hardware/system-clock.ts";
import { openPty, type Pty } from "./pty.ts";

/** An emulated Cyton that stays on, and a cable to a pseudo-terminal that comes and goes. */
export interface EegCable {
  /** What a rig calls the port; it leads to the pseudo-terminal of the moment. */
  readonly path: string;
  plug(next: Pty): void;
  unplug(): void;
  close(): void;
}

/** Plugged in at the beginning. */
export async function openEegCable(boards: "cyton" | "cyton and daisy"): Promise<EegCable> {
  const folder = mkdtempSync(join(tmpdir(), "eeg-"));
  const path = join(folder, "cyton");
  let pty: Pty | undefined;
  const brain = new SimulatedBrain(DEFAULT_BRAIN, seeded(1, "cable"));
  const open = emulatedPort(emulatedCyton(boards), brain, systemClock);
  const board = open({
    opened: () => {},
    data: (bytes) => pty?.write(bytes),
    drained: () => {},
    closed: () => {},
  });
  const cable: EegCable = {
    path,
    plug: (next) => {
      pty = next;
      pty.onBytes((bytes) => board.write(bytes));
      symlinkSync(pty.path, path);
    },
    unplug: () => {
      rmSync(path, { force: true });
      pty?.close();
      pty = undefined;
    },
    close: () => {
      board.close();
      cable.unplug();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  cable.plug(await openPty());
  return cable;
}
