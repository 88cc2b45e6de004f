// From a key pressed to the immediate MIDI out handed to the system, inside the process: stamp, dispatch, limits, look-ahead, write
// to the output process. Beside it, in the same run, the same line written alone (the floor), and the whole dispatch, in which the
// key is listened to, the partner and the limits are heard and the log's line is made.
//   npm run bench -- key-to-sound [presses]
import { systemClock } from "../src/hardware/system-clock.ts";
import { SETTINGS } from "../tests/helpers/stage.ts";
import { figures, machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";
import { openTimedRoom } from "./helpers/timed-room.ts";

const presses = Number(process.argv[2] ?? 5_000);
const room = openTimedRoom(SETTINGS);
const { conductor, output } = room;

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
  handled.push(room.sounded() - at);
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
console.log(`${machineSince(began, stolen)}; ${room.written()} bytes of log`);
await room.close();
