// From a key pressed to the immediate MIDI out handed to the system, inside the process: stamp, dispatch, limits, look-ahead, write
// to the output process. Beside it, in the same run, the same line written alone (the floor), and the whole dispatch, in which the
// key is listened to, the partner and the limits are heard and the log's line is made.
//   npm run bench -- key-to-sound [presses]
import type { SoundOut } from "../src/engine/ports.ts";
import { Conductor } from "../src/engine/run/conductor.ts";
import { Lookahead } from "../src/engine/run/lookahead.ts";
import { writeEntry } from "../src/engine/run/replay.ts";
import { openMidiOutput } from "../src/hardware/midi/output.ts";
import { systemClock } from "../src/hardware/system-clock.ts";
import { loadResources } from "../src/server/resources.ts";
import { SETTINGS } from "../tests/helpers/stage.ts";
import { figures, machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";

const presses = Number(process.argv[2] ?? 5_000);
const output = openMidiOutput({ name: "bench", port: { simulated: {} } }, systemClock, {
  status: () => {},
  late: () => {},
});
/** When the last key's sound was handed over. */
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
const conductor = new Conductor(
  SETTINGS,
  loadResources(),
  systemClock,
  origin,
  new Lookahead(systemClock, [timed], origin),
  // The log is written after the sound; its line is made here as in a session.
  (event, commands) => {
    written += writeEntry(event, commands).length;
  },
);
conductor.dispatch({ kind: "start" });

const began = now();
const stolen = stolenSeconds();
const pause = (span: number) => new Promise((resolve) => setTimeout(resolve, span));
const handled: number[] = [];
const whole: number[] = [];
const floor: number[] = [];
const note = { kind: "noteOn", player: "child", device: "keys" } as const;
for (let press = 0; press < presses; press++) {
  const pitch = 55 + (press % 20);
  const at = systemClock.now();
  conductor.dispatch({ ...note, pitch, velocity: 70 }, at);
  whole.push(systemClock.now() - at);
  handled.push(sounded - at);
  conductor.dispatch({ kind: "noteOff", player: "child", device: "keys", pitch });
  const alone = systemClock.now();
  output.play({ kind: "noteOff", at: alone, player: "child", pitch: 1 });
  floor.push(systemClock.now() - alone);
  // Now and then a pause, so that phrases end and answers are composed and interrupted, as in a session.
  await pause(press % 40 === 39 ? 1_100 : 2);
}
console.log(`key to sound   ${figures(handled)}`);
console.log(`whole dispatch ${figures(whole)}`);
console.log(`line alone     ${figures(floor)}`);
console.log(`ratio of medians ${(quantile(handled, 0.5) / quantile(floor, 0.5)).toFixed(1)}; asked: p99 <= 2 ms`);
console.log(`${machineSince(began, stolen)}; ${written} bytes of log`);
conductor.close();
await output.close();
