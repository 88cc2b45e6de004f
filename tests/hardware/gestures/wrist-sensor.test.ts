import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Vector } from "../../../src/engine/gestures/arm.ts";
import { FRAME_CLASSES } from "../../../src/engine/gestures/decision.ts";
import type { FrameReader } from "../../../src/engine/gestures/recogniser.ts";
import { SimulatedWearer } from "../../../src/engine/gestures/simulated-wearer.ts";
import type { GestureListener } from "../../../src/engine/ports.ts";
import { seeded } from "../../../src/engine/random.ts";
import type { DeviceStatus } from "../../../src/engine/session/event.ts";
import { SimulatedClock } from "../../../src/engine/time/clock.ts";
import { GESTURES_SECTION, openGestures } from "../../../src/hardware/drivers.ts";
import { emulatedPort } from "../../../src/hardware/eeg/sources/emulated-port.ts";
import { emulatedWrist } from "../../../src/hardware/gestures/emulated-wrist.ts";
import { openWristSensor } from "../../../src/hardware/gestures/wrist-sensor.ts";
import type { BytePortListener, OpenBytePort } from "../../../src/hardware/serial/byte-port.ts";
import { systemClock } from "../../../src/hardware/system-clock.ts";
import { NO_PTY, openPty, type Pty } from "../../helpers/pty.ts";

/** Says "tap" while a frame jolts: what is tested here is the way, not the recognising. */
function jolts(): FrameReader {
  return {
    read: ({ jolt }) => FRAME_CLASSES.map((name) => (name === (jolt > 0.4 ? "tap" : "none") ? 1 : 0)),
    reset: () => {},
  };
}

function writeDown() {
  const strokes: number[] = [];
  const gestures: { gesture: string; count: number; at: number }[] = [];
  const statuses: DeviceStatus[] = [];
  const waiting = new Set<() => void>();
  const look = () => {
    for (const wake of [...waiting]) wake();
  };
  const listener: GestureListener = {
    stroke: ({ at }) => {
      strokes.push(at);
      look();
    },
    gesture: ({ at, gesture, strokes: { length } }) => gestures.push({ at, gesture, count: length }),
    status: (status) => {
      statuses.push(status);
      look();
    },
  };
  const until = (holds: () => boolean) =>
    new Promise<void>((done) => {
      const wake = () => {
        if (!holds()) return;
        waiting.delete(wake);
        done();
      };
      waiting.add(wake);
      wake();
    });
  return { heard: { strokes, gestures, statuses }, listener, until };
}

/** A hand that lies still and is struck at some times, in ms since the board was switched on. */
function struckAt(times: readonly number[]): { next: () => Float64Array } {
  let count = 0;
  return {
    next: () => {
      const at = 10 * count++;
      const blow = times.includes(at) ? 1.5 : 0;
      return Float64Array.of(0, 0, 1 + blow);
    },
  };
}

const SCALE = { zero: 1_650, perG: 330 };

function bench(times: readonly number[]) {
  const clock = new SimulatedClock(5_000);
  const inner = emulatedPort(emulatedWrist(), struckAt(times), clock);
  const open = new Set<BytePortListener>();
  const cable = { plugged: true, through: (bytes: Uint8Array): Uint8Array => bytes };
  const line: OpenBytePort = (listener) => {
    if (!cable.plugged) {
      clock.at(clock.now(), () => listener.closed("nothing is plugged in"));
      return { write: () => true, close: () => {} };
    }
    open.add(listener);
    const port = inner({ ...listener, data: (bytes) => cable.plugged && listener.data(cable.through(bytes)) });
    return {
      write: (bytes) => port.write(bytes),
      close: () => {
        open.delete(listener);
        port.close();
      },
    };
  };
  const unplug = () => {
    cable.plugged = false;
    for (const listener of [...open]) listener.closed("it was unplugged");
  };
  const { heard, listener } = writeDown();
  const sensor = openWristSensor({ name: "Wrist", line, scale: SCALE, turned: false }, jolts(), clock, listener);
  return { clock, cable, unplug, heard, sensor };
}

describe("the wrist's sensor on the bytes of the biosignal sketch", () => {
  test("asks for 100 samples a second of three channels, and tells taps with their times", () => {
    const { clock, heard } = bench([5_000, 5_500, 9_000]);
    clock.advance(20_000);
    expect(heard.statuses.map(({ status }) => status)).toEqual(["ready"]);
    expect(heard.strokes).toHaveLength(3);
    // The clock began at 5 s; a sample's time is known but for the shortest delay of the way.
    [10_000, 10_500, 14_000].forEach((true_, place) => {
      expect(Math.abs((heard.strokes[place] ?? 0) - true_)).toBeLessThan(25);
    });
    expect(heard.gestures.map(({ gesture, count }) => `${gesture} ${count}`)).toEqual(["tap 2", "tap 1"]);
  });

  test("garbage and lost lines cost no more than themselves", () => {
    const { clock, cable, heard } = bench([5_000, 9_000, 13_000]);
    let chunks = 0;
    cable.through = (bytes) => {
      chunks += 1;
      // Every hundredth chunk is noise, every fiftieth is cut in two and loses its middle.
      if (chunks % 100 === 99) return Uint8Array.from(bytes, (byte, i) => byte ^ (i * 37));
      return chunks % 50 === 7 ? Buffer.concat([bytes.subarray(0, 9), bytes.subarray(20)]) : bytes;
    };
    clock.advance(25_000);
    expect(heard.strokes).toHaveLength(3);
  });

  test("unplugged and plugged in again it is found, and goes on", () => {
    const { clock, cable, unplug, heard } = bench([5_000, 30_000]);
    clock.advance(10_000);
    unplug();
    clock.advance(5_000);
    expect(heard.statuses.at(-1)?.status).toBe("lost");
    cable.plugged = true;
    clock.advance(25_000);
    expect(heard.statuses.at(-1)?.status).toBe("ready");
    expect(heard.strokes).toHaveLength(2);
  });

  test("closed, it tells nothing more", async () => {
    const { clock, heard, sensor } = bench([5_000, 9_000]);
    clock.advance(6_000);
    const closing = sensor.close();
    clock.advance(20_000);
    await closing;
    expect(heard.strokes).toHaveLength(1);
  });
});

test("a simulated wearer is a section of the rig", () => {
  const clock = new SimulatedClock(0);
  const { heard, listener } = writeDown();
  const section = GESTURES_SECTION.parse({ driver: "simulated-wearer", wearer: 61, gestures: 1 });
  openGestures(section, { clock, listener, reader: jolts() });
  clock.advance(120_000);
  expect(heard.statuses.map(({ status }) => status)).toEqual(["ready"]);
  expect(heard.strokes.length).toBeGreaterThan(5);
});

test("a real sensor wants its port named: any board could be the robot", () => {
  expect(GESTURES_SECTION.safeParse({ driver: "wrist-sensor" }).success).toBe(false);
  expect(GESTURES_SECTION.parse({ driver: "wrist-sensor", port: "/dev/ttyACM1" })).toMatchObject({
    zero: 1_650,
    perG: 330,
    taps: "tell",
    turned: false,
  });
});

if (NO_PTY) console.warn(`The wrist sensor's serial test is skipped: ${NO_PTY}`);

test.skipIf(NO_PTY !== null)("through a real serial port: found, unplugged, found again", { retry: 1 }, async () => {
  let pty: Pty | undefined;
  const wearer = new SimulatedWearer(seeded(2, "wrist"), { gestures: 0 });
  let count = 0;
  const felt = (): Vector => (count++ % 100 === 99 ? [0, 0, 2.5] : wearer.next().felt);
  const board = emulatedPort(
    emulatedWrist(),
    { next: () => Float64Array.from(felt()) },
    systemClock,
  )({ opened: () => {}, data: (bytes) => pty?.write(bytes), drained: () => {}, closed: () => {} });
  const path = join(mkdtempSync(join(tmpdir(), "wrist-")), "board");
  const plug = async () => {
    pty = await openPty();
    pty.onBytes((bytes) => board.write(bytes));
    symlinkSync(pty.path, path);
  };
  await plug();
  const { heard, listener, until } = writeDown();
  const section = GESTURES_SECTION.parse({ driver: "wrist-sensor", port: path });
  const sensor = openGestures(section, { clock: systemClock, listener, reader: jolts() });
  try {
    await until(() => heard.strokes.length > 0);
    rmSync(path);
    pty?.close();
    await until(() => heard.statuses.at(-1)?.status === "lost");
    const before = heard.strokes.length;
    await plug();
    await until(() => heard.strokes.length > before);
    expect(heard.statuses.at(-1)?.status).toBe("ready");
  } finally {
    await sensor.close();
    board.close();
    pty?.close();
  }
});
