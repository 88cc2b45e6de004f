// What an instrument's settings cost a key on its way to the sound: a key played through a full map (64 learnt keys, a curve from
// three hits, dead zone, double-hit window, range), and through one that is as it came; beside them the session's own first step
// with that key (the child's sound through the limits). In simulated time, without devices.
//   npm run bench -- instrument [presses]
import { type Instruments, NO_INSTRUMENTS } from "../src/engine/instruments/instrument.ts";
import {
  changeInstrument,
  type InstrumentSettings,
  USUAL_INSTRUMENT,
} from "../src/engine/instruments/instrument-settings.ts";
import { endDue, setInstrument } from "../src/engine/instruments/instruments.ts";
import { playKey } from "../src/engine/instruments/play-key.ts";
import { soundAtOnce } from "../src/engine/session/hearing.ts";
import { openSession } from "../src/engine/session/session.ts";
import { SETTINGS } from "../tests/helpers/stage.ts";
import { machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";

const presses = Number(process.argv[2] ?? 200_000);
const WARM = 20_000;

const full: InstrumentSettings = changeInstrument(USUAL_INSTRUMENT, {
  curve: { kind: "hits", soft: 14, medium: 33, hard: 71 },
  deadZone: 8,
  doubleHit: 35,
  range: { low: 36, high: 96 },
  sustain: { rule: "timed", after: 1_000 },
  learnt: Array.from({ length: 64 }, (_, place) => ({
    key: 33 + place,
    pad: false,
    sound: { pitch: 40 + (place % 40), drum: place % 3 === 0 },
    colour: "blue" as const,
  })),
});

/** Time of each key, in ns: down and up are two. */
function timesThrough(settings: InstrumentSettings): number[] {
  let instruments: Instruments = setInstrument(NO_INSTRUMENTS, "keys", settings, 0).instruments;
  const times: number[] = [];
  for (let press = 0; press < presses + WARM; press++) {
    const at = 120 * press;
    const key = 40 + (press % 50);
    // Between the keys, as the clock would: timed notes end.
    instruments = endDue(instruments, at).instruments;
    const from = now();
    instruments = playKey(
      instruments,
      { kind: "down", at, instrument: "keys", key, velocity: 9 + (press % 100), pad: false },
      () => 60,
    ).instruments;
    const between = now();
    instruments = playKey(
      instruments,
      { kind: "up", at: at + 60, instrument: "keys", key, pad: false },
      () => 60,
    ).instruments;
    const to = now();
    if (press >= WARM) times.push(1e6 * (between - from), 1e6 * (to - between));
  }
  return times;
}

function timesOfFirstSound(): number[] {
  const session = openSession(SETTINGS);
  const times: number[] = [];
  for (let press = 0; press < presses + WARM; press++) {
    const event = { kind: "noteOn", at: 120 * press, player: "child", device: "keys", velocity: 70 } as const;
    const from = now();
    soundAtOnce(session, { ...event, pitch: 40 + (press % 50) });
    const took = now() - from;
    if (press >= WARM) times.push(1e6 * took);
  }
  return times;
}

const tell = (name: string, times: readonly number[]) => {
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  console.log(
    `${name} p50 ${p50.toFixed(0)} ns, p99 ${p99.toFixed(0)} ns, max ${Math.max(...times.slice(-100_000)).toFixed(0)} ns`,
  );
};

const [began, stolen] = [now(), stolenSeconds()];
const [plain, mapped, sound] = [timesThrough(USUAL_INSTRUMENT), timesThrough(full), timesOfFirstSound()];
tell("as it came       ", plain);
tell("full map         ", mapped);
tell("child's own sound", sound);
console.log(`full map to child's own sound, medians: ${(quantile(mapped, 0.5) / quantile(sound, 0.5)).toFixed(2)}`);
console.log(machineSince(began, stolen));
