import type { SoundOut } from "../../src/engine/ports.ts";
import { Conductor } from "../../src/engine/run/conductor.ts";
import { Lookahead } from "../../src/engine/run/lookahead.ts";
import { writeEntry } from "../../src/engine/run/replay.ts";
import type { SessionSettings } from "../../src/engine/session/session.ts";
import { openMidiOutput } from "../../src/hardware/midi/output.ts";
import { systemClock } from "../../src/hardware/system-clock.ts";
import { loadResources } from "../../src/server/resources.ts";

/** A session whose sound goes to a MIDI output process, and which tells when a key's sound was handed to it. */
export interface TimedRoom {
  readonly conductor: Conductor;
  readonly output: SoundOut;
  /** Its session time 0, in clock time. */
  readonly origin: number;
  /** When the child's last key was handed over, in clock time. */
  sounded(): number;
  /** Bytes of log so far. */
  written(): number;
  close(): Promise<void>;
}

export function openTimedRoom(settings: SessionSettings): TimedRoom {
  const output = openMidiOutput({ name: "bench", port: { simulated: {} } }, systemClock, {
    status: () => {},
    late: () => {},
  });
  let sounded = 0;
  const timed: SoundOut = {
    ...output,
    play: (command) => {
      output.play(command);
      if (command.kind === "noteOn" && command.player === "child") sounded = systemClock.now();
    },
  };
  const origin = Math.floor(systemClock.now());
  let written = 0;
  const lookahead = new Lookahead(systemClock, [timed], origin);
  // The log is written after the sound; its line is made here as in a session.
  const conductor = new Conductor(settings, loadResources(), systemClock, origin, lookahead, (event, commands) => {
    written += writeEntry(event, commands).length;
  });
  conductor.dispatch({ kind: "start" });
  return {
    conductor,
    output,
    origin,
    sounded: () => sounded,
    written: () => written,
    close: () => {
      conductor.close();
      return output.close();
    },
  };
}
