import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { type Pulse, watchPulses } from "../../src/hardware/robot/emulator/pulses.ts";
import { CYCLES_IN_MS, Uno } from "../../src/hardware/robot/emulator/uno.ts";
import { encodeGesture, encodeLimits, encodeStop, encodeSync, SERVO_PINS } from "../../src/hardware/robot/wire.ts";
import { BODY, ROBOT_HEX } from "./bench.ts";

const inTests = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const missing = ["/usr/include/simavr/sim_avr.h", "/usr/bin/gcc"].filter((file) => !existsSync(file));
const reason = missing.length === 0 ? "" : " (apt-get install gcc libsimavr-dev libelf-dev)";

/** A byte takes so many cycles at 57600 baud. */
const BYTE = 2800;
const END = 6000 * CYCLES_IN_MS;

/** The same bytes at the same times for both: arming, writes, a gesture on four joints, a hold. */
function script(): { at: number; byte: number }[] {
  const say = (ms: number, bytes: readonly number[]) =>
    bytes.map((byte, i) => ({ at: ms * CYCLES_IN_MS + i * BYTE, byte }));
  const sysex = (ms: number, bytes: readonly number[]) => say(ms, [0xf0, ...bytes, 0xf7]);
  const keyframes = [9, 10, 11, 6].flatMap((pin) => [
    { pin, after: 600, pulse: 1550 },
    { pin, after: 1200, pulse: 1480 },
  ]);
  return [
    ...BODY.flatMap((joint, i) => sysex(105 + 20 * i, encodeLimits(joint))),
    ...sysex(305, encodeStop("clear")),
    ...say(505, [0xe9, 1700 & 127, 1700 >> 7]),
    ...say(510, [0xe5, 1200 & 127, 1200 >> 7]),
    ...sysex(2010, encodeGesture({ clear: false, start: 2500, keyframes })),
    ...sysex(4530, encodeStop("hold")),
    ...Array.from({ length: 27 }, (_, i) => sysex(310 + 200 * i, encodeSync(i))).flat(),
  ].sort((one, other) => one.at - other.at);
}

function onAvr8js(): Pulse[] {
  const pulses: Pulse[] = [];
  const hear = watchPulses(SERVO_PINS);
  const uno = new Uno(ROBOT_HEX, {
    edge: (pin, high, at) => {
      const pulse = hear(pin, high, at);
      if (pulse) pulses.push(pulse);
    },
  });
  for (const { at, byte } of script()) {
    uno.runTo(at);
    uno.send([byte]);
  }
  uno.runTo(END);
  return pulses;
}

function onSimavr(): Pulse[] {
  const host = join(mkdtempSync(join(tmpdir(), "simavr-")), "host");
  const built = spawnSync("gcc", ["-O2", "-o", host, inTests("simavr/host.c"), "-lsimavr", "-lelf", "-lutil"], {
    encoding: "utf8",
  });
  expect(built.stderr).toBe("");
  const input = script()
    .map(({ at, byte }) => `${at + BYTE} ${byte}\n`)
    .join("");
  const hex = inTests("../../sketches/gesture-robot/release/gesture-robot.hex");
  const { stdout } = spawnSync(host, [hex, String(END)], { input, encoding: "utf8", maxBuffer: 1 << 26 });
  return stdout
    .split("\n")
    .map((line) => line.split(" ").map(Number))
    .filter(([pin = -1]) => (SERVO_PINS as readonly number[]).includes(pin))
    .map(([pin = 0, at = 0, width = 0]) => ({ pin, at, width }));
}

describe.skipIf(reason)(`avr8js and simavr${reason}`, () => {
  it("send the same pulses for the same bytes, to a microsecond", () => {
    const [ours, theirs] = [onAvr8js(), onSimavr()];
    let apart = 0;
    for (const { pin } of BODY) {
      const widths = (pulses: Pulse[]) => pulses.filter((pulse) => pulse.pin === pin).map(({ width }) => width / 16);
      const [mine, other] = [widths(ours), widths(theirs)];
      expect(Math.abs(mine.length - other.length)).toBeLessThanOrEqual(1);
      for (const [i, width] of mine.entries()) apart = Math.max(apart, Math.abs(width - (other[i] ?? width)));
    }
    console.log(`${ours.length} and ${theirs.length} pulses, at most ${apart.toFixed(2)} µs apart`);
    expect(ours.length).toBeGreaterThan(1000);
    expect(apart).toBeLessThanOrEqual(1);
  });
});
