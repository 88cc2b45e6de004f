import { describe, expect, test } from "vitest";
import { ImpedanceMeter } from "../../../src/engine/eeg/impedance.ts";
import { DEFAULT_BRAIN, SimulatedBrain } from "../../../src/engine/eeg/simulated-brain.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { SimulatedClock } from "../../../src/engine/time/clock.ts";
import { EEG_SECTION, openEeg } from "../../../src/hardware/drivers.ts";
import { CytonEmulator } from "../../../src/hardware/eeg/cyton-emulator.ts";
import { cytonMicrovoltsPerCount } from "../../../src/hardware/eeg/cyton-format.ts";
import { cytonSerial } from "../../../src/hardware/eeg/sources/cyton-serial.ts";
import {
  type EmulatedBoard,
  emulatedCyton,
  emulatedOpenEeg,
  emulatedThinkGear,
} from "../../../src/hardware/eeg/sources/emulated-boards.ts";
import { emulatedPort } from "../../../src/hardware/eeg/sources/emulated-port.ts";
import type { SerialDevice } from "../../../src/hardware/eeg/sources/line-device.ts";
import { openLineSource } from "../../../src/hardware/eeg/sources/line-source.ts";
import { openEegSerial, thinkGearSerial } from "../../../src/hardware/eeg/sources/plain-serial.ts";
import type { BytePortListener, OpenBytePort } from "../../../src/hardware/serial/byte-port.ts";
import { isWhole, writeDown } from "./listening.ts";

const EIGHT = DEFAULT_BRAIN.montage;

describe("every emulated device", () => {
  test.each([
    ["cyton", 8, 250],
    ["cyton-daisy", 16, 125],
    ["thinkgear", 1, 512],
    ["openeeg-p2", 6, 256],
    ["openeeg-p3", 6, 256],
    ["freeeeg32", 32, 512],
    ["biosignal", 2, 250],
  ])("%s: %i channels at %i Hz, whole, on time", (driver, channels, rate) => {
    const clock = new SimulatedClock(1000);
    const { heard, listener } = writeDown();
    const source = openEeg(EEG_SECTION.parse({ driver, port: "emulated" }), {
      clock,
      listener,
      seed: 3,
      openRecording: () => Promise.reject(new Error("not asked for")),
    });
    clock.advance(40_000);
    expect(heard.forms).toHaveLength(1);
    expect([heard.forms[0]?.montage.length, heard.forms[0]?.rate]).toEqual([channels, rate]);
    expect(heard.samples[0]?.counts).toHaveLength(channels);
    expect(heard.states.at(-1)).toBe("eeg");
    expect(heard.statuses.map(({ status }) => status)).toEqual(["ready"]);
    // A board that was counting before somebody listened may have a gap before its second sample.
    expect(heard.gaps).toEqual([]);
    expect(isWhole(heard)).toBe(true);
    expect(heard.samples.length).toBeGreaterThan(37 * rate);
    const newest = heard.samples.at(-1)?.index ?? 0;
    expect(source.times.timeOf(newest)).toBeGreaterThan(clock.now() - 40);
    expect(source.times.timeOf(newest)).toBeLessThanOrEqual(clock.now() + 1000 / rate);
    expect(source.times.rate).toBeCloseTo(rate, 0);
    expect(source.health()).toMatchObject({ lost: 0, lostOfMinute: 0, advice: undefined });
    // Something like EEG, in microvolts, apart from where an electrode stands.
    const middle = heard.samples.slice(-rate).map(({ microvolts }) => microvolts[0] ?? 0);
    const mean = middle.reduce((sum, value) => sum + value, 0) / middle.length;
    const deviation = Math.sqrt(middle.reduce((sum, value) => sum + (value - mean) ** 2, 0) / middle.length);
    expect(deviation).toBeGreaterThan(3);
    expect(deviation).toBeLessThan(150);
  });
});

/** A board on a cable that a test can pull out, cut or disturb. */
function bench(device: SerialDevice, board: EmulatedBoard) {
  const clock = new SimulatedClock(1000);
  const brain = new SimulatedBrain({ ...DEFAULT_BRAIN, rate: board.rate }, seeded(1, "bench"));
  const cable = {
    plugged: true,
    /** Whether its port is another by now. */
    gone: false,
    trouble: "nothing is plugged in at /dev/ttyUSB0",
    /** What becomes of bytes on their way to the computer. */
    toComputer: (bytes: Uint8Array): Uint8Array => bytes,
    toBoard: (bytes: Uint8Array): Uint8Array => bytes,
    opened: 0,
    open: new Set<BytePortListener>(),
    unplug: () => {
      cable.plugged = false;
      for (const listener of cable.open) listener.closed("it was unplugged");
      cable.open.clear();
    },
  };
  const inner = emulatedPort(board, brain, clock);
  const line: OpenBytePort = (listener) => {
    if (!cable.plugged) {
      clock.at(clock.now(), () => listener.closed(cable.trouble));
      return { write: () => true, close: () => {} };
    }
    cable.opened += 1;
    cable.open.add(listener);
    const port = inner({
      ...listener,
      data: (bytes) => {
        const through = cable.plugged ? cable.toComputer(bytes) : new Uint8Array();
        if (through.length > 0) listener.data(through);
      },
    });
    return {
      write: (bytes) => port.write(cable.toBoard(bytes)),
      isGone: () => cable.gone,
      close: () => {
        cable.open.delete(listener);
        port.close();
      },
    };
  };
  const { heard, listener } = writeDown();
  const source = openLineSource({ name: "EEG", device, line }, clock, listener);
  return { clock, cable, heard, source };
}

const cytonDevice = () => cytonSerial({ boards: "cyton", montage: EIGHT, gains: EIGHT.map(() => 24) });
const cytonBench = (device = cytonDevice()) => bench(device, emulatedCyton("cyton"));
const NOTHING = new Uint8Array();

describe("what goes wrong on the way", () => {
  test("silence: noticed within 300 ms, and samples come back with what was lost marked", () => {
    const { clock, cable, heard, source } = cytonBench();
    clock.advance(20_000);
    cable.toComputer = () => NOTHING;
    clock.advance(300);
    expect(heard.states.at(-1)).toBe("away");
    clock.advance(1700);
    expect(heard.statuses.at(-1)?.text).toBe("EEG: the Cyton has fallen silent; it is looked for again.");
    cable.toComputer = (bytes) => bytes;
    clock.advance(6000);
    expect(heard.states.at(-1)).toBe("eeg");
    expect(isWhole(heard)).toBe(true);
    expect(heard.forms).toHaveLength(1);
    const lost = heard.gaps.reduce((sum, gap) => sum + gap.lost, 0);
    expect(lost).toBeGreaterThan(450);
    expect(lost).toBeLessThan(1600);
    const newest = heard.samples.at(-1)?.index ?? 0;
    expect(Math.abs(source.times.timeOf(newest) - clock.now())).toBeLessThan(40);
    expect(source.health().lost).toBe(lost);
    expect(source.health().lostOfMinute).toBeCloseTo(lost / (newest + 1), 2);
  });

  test("a Cyton that streams on after a short silence is not started anew: every number counts, the gap is certain", () => {
    const { clock, cable, heard } = cytonBench();
    const said: string[] = [];
    cable.toBoard = (bytes) => {
      said.push(String.fromCharCode(...bytes));
      return bytes;
    };
    clock.advance(20_000);
    const before = said.length;
    cable.toComputer = () => NOTHING;
    clock.advance(320);
    expect(heard.states.at(-1)).toBe("away");
    cable.toComputer = (bytes) => bytes;
    clock.advance(2000);
    expect(said.slice(before)).toEqual([]);
    expect(cable.opened).toBe(1);
    expect(heard.states.slice(-2)).toEqual(["away", "eeg"]);
    expect(heard.gaps).toHaveLength(1);
    expect(heard.gaps[0]?.certain).toBe(true);
    expect(heard.gaps[0]?.lost).toBeGreaterThanOrEqual(76);
    expect(heard.gaps[0]?.lost).toBeLessThanOrEqual(90);
    expect(isWhole(heard)).toBe(true);
  });

  test("a port that falls silent and is still there is kept: what waits behind it is not lost", () => {
    const { clock, cable, heard } = cytonBench();
    clock.advance(20_000);
    const held: Uint8Array[] = [];
    cable.toComputer = (bytes) => {
      held.push(bytes);
      return NOTHING;
    };
    clock.advance(1200);
    expect(heard.states.at(-1)).toBe("away");
    cable.toComputer = (bytes) => Buffer.concat([...held.splice(0), bytes]);
    clock.advance(1000);
    expect(heard.states.at(-1)).toBe("eeg");
    expect(heard.gaps).toEqual([]);
    expect(cable.opened).toBe(1);
  });

  test("a port that is another by now is opened anew at once, though it says nothing", () => {
    const { clock, cable, heard } = cytonBench();
    clock.advance(20_000);
    cable.gone = true;
    cable.toComputer = () => NOTHING;
    clock.advance(300);
    expect(cable.opened).toBe(2);
    cable.gone = false;
    cable.toComputer = (bytes) => bytes;
    clock.advance(200);
    expect(heard.states.at(-1)).toBe("eeg");
    expect(isWhole(heard)).toBe(true);
  });

  test("bursts of 470 ms are no silence", () => {
    const { clock, cable, heard, source } = cytonBench();
    let held: Uint8Array[] = [];
    let next = 0;
    cable.toComputer = (bytes) => {
      held.push(bytes);
      if (heard.states.length > 1 && clock.now() < next) return NOTHING;
      next = clock.now() + 470;
      const all = Buffer.concat(held);
      held = [];
      return all;
    };
    clock.advance(60_000);
    expect(cable.opened).toBe(1);
    expect(heard.gaps).toEqual([]);
    expect(source.health().burst).toBeGreaterThan(460);
    expect(source.health().advice).toMatch(/bursts of 4\d\d ms: set the latency timer/);
  });

  test("a device that pauses now and then is given more time; one that was pulled out is not", () => {
    const { clock, cable, heard } = cytonBench();
    const pauseFor = (millis: number) => {
      cable.toComputer = () => NOTHING;
      clock.advance(millis);
      cable.toComputer = (bytes) => bytes;
      clock.advance(1000);
    };
    clock.advance(20_000);
    pauseFor(320);
    expect(heard.states).toEqual(["starting", "eeg", "away", "eeg"]);
    pauseFor(320);
    expect(heard.states).toHaveLength(4);
    cable.unplug();
    clock.advance(500);
    cable.plugged = true;
    clock.advance(15_000);
    const { length } = heard.states;
    cable.toComputer = () => NOTHING;
    clock.advance(300);
    expect(heard.states.slice(length)).toEqual(["away"]);
  });

  test("what the program itself sleeps through is no silence", () => {
    const clock = new SimulatedClock();
    let behind = 0;
    const stalling = {
      now: () => clock.now() + behind,
      at: (due: number, task: (due: number) => void) => clock.at(due - behind, task),
    };
    const { heard, listener } = writeDown();
    openEeg(EEG_SECTION.parse({ driver: "cyton", port: "emulated" }), {
      clock: stalling,
      listener,
      seed: 1,
      openRecording: () => Promise.reject(new Error("not asked for")),
    });
    clock.advance(20_000);
    behind = 1500;
    clock.advance(1000);
    expect(heard.states).toEqual(["starting", "eeg"]);
    expect(heard.gaps).toEqual([]);
  });

  test("unplugged and plugged in again, 20 times", () => {
    const { clock, cable, heard } = cytonBench();
    clock.advance(10_000);
    for (let i = 0; i < 20; i++) {
      cable.unplug();
      clock.advance(2000 + 37 * i);
      expect(heard.states.at(-1)).toBe("away");
      expect(heard.statuses.at(-1)?.text).toMatch(/nothing is plugged in at \/dev\/ttyUSB0; it is looked for again\.$/);
      cable.plugged = true;
      clock.advance(1000);
      expect(heard.states.at(-1)).toBe("eeg");
    }
    expect(heard.forms).toHaveLength(1);
    expect(isWhole(heard)).toBe(true);
    expect(heard.gaps.length).toBeGreaterThanOrEqual(20);
  });

  test("the dongle is there, the board is off", () => {
    const { clock, cable, heard } = cytonBench();
    cable.toBoard = () => NOTHING;
    cable.toComputer = () => NOTHING;
    const off = "Failure: Communications timeout - Device failed to poll Host$$$";
    cable.toBoard = (bytes) => {
      for (const listener of bytes[0] === 0x76 ? cable.open : []) {
        clock.at(clock.now() + 30, () => listener.data(Buffer.from(off)));
      }
      return NOTHING;
    };
    clock.advance(5000);
    expect(heard.statuses).toEqual([
      {
        device: "EEG",
        status: "failed",
        text: "EEG: The Cyton's dongle answers but the board does not: switch the board on (to PC) and check its battery.",
      },
    ]);
    cable.toBoard = (bytes) => bytes;
    cable.toComputer = (bytes) => bytes;
    clock.advance(5000);
    expect(heard.states.at(-1)).toBe("eeg");
    expect(heard.statuses.at(-1)?.text).toBe("EEG sends from OpenBCI Cyton.");
  });

  test("the dongle is there, and no board at all", () => {
    const { clock, cable, heard } = cytonBench();
    cable.toBoard = () => NOTHING;
    clock.advance(12_000);
    expect(heard.statuses.map(({ text }) => text)).toEqual([
      'EEG: The Cyton did not answer "v" within 9 s: is this the port of its dongle?',
    ]);
  });

  test.each([
    ["a Cyton at the wrong speed", cytonDevice, emulatedCyton("cyton"), /no Cyton's/],
    ["a headset at the wrong speed", () => thinkGearSerial(["Fp1"]), emulatedThinkGear(), /wrong speed|no raw signal/],
    [
      "P3 where P2 is expected",
      () => openEegSerial({ protocol: "p2", montage: ["Fp1"], microvoltsPerCount: 1 }),
      emulatedOpenEeg("p3", 6, 1),
      /no frames of P2: wrong speed .* or the other protocol/,
    ],
  ] as const)("%s is told in a sentence", (name, device, board, sentence) => {
    const { clock, cable, heard } = bench(device(), board);
    const draws = new Draws(seeded(1, "speed"));
    if (!name.startsWith("P3")) {
      // What another speed makes of bytes; and the board hears nothing it knows.
      cable.toBoard = () => NOTHING;
      cable.toComputer = (bytes) => bytes.map(() => draws.whole(0, 255));
      if (name.includes("Cyton")) {
        cable.toBoard = (bytes) => {
          for (const listener of bytes[0] === 0x76 ? cable.open : []) listener.data(Uint8Array.of(0x80, 0xf8, 0x41));
          return NOTHING;
        };
      }
    }
    clock.advance(12_000);
    expect(heard.samples).toEqual([]);
    expect(heard.statuses).toHaveLength(1);
    expect(heard.statuses[0]?.status).toBe("failed");
    expect(heard.statuses[0]?.text).toMatch(sentence);
  });

  test("a device that sends something else without end is told", () => {
    const { clock, cable, heard } = bench(cytonDevice(), emulatedOpenEeg("p2", 6, 1));
    clock.advance(12_000);
    expect(cable.opened).toBeGreaterThan(0);
    expect(heard.statuses.map(({ text }) => text)).toEqual([
      "EEG: What sends on this port does not stop when it is told to, so it is no Cyton: is this the port of its dongle?",
    ]);
  });

  test("a port that another program holds is told, and taken when it is free", () => {
    const { clock, cable, heard } = cytonBench();
    cable.plugged = false;
    cable.trouble = "another program holds /dev/ttyUSB0: close that program";
    clock.advance(3000);
    expect(heard.statuses.map(({ text }) => text)).toEqual([
      "EEG: another program holds /dev/ttyUSB0: close that program; it is looked for again.",
    ]);
    cable.plugged = true;
    clock.advance(3000);
    expect(heard.states.at(-1)).toBe("eeg");
  });

  test("noise of 4 KiB on the line costs samples; two packets later they come again", () => {
    const { clock, cable, heard } = cytonBench();
    clock.advance(20_000);
    const draws = new Draws(seeded(4, "noise"));
    const length = heard.samples.length;
    let left = 4096;
    cable.toComputer = (bytes) => {
      if (left <= 0) return bytes;
      left -= bytes.length;
      return bytes.map(() => draws.whole(0, 255));
    };
    clock.advance(5000);
    expect(heard.samples.length).toBeGreaterThan(length + 1000);
    expect(isWhole(heard)).toBe(true);
    expect(cable.opened).toBe(1);
    const lost = heard.gaps.reduce((sum, gap) => sum + gap.lost, 0);
    // 4096 bytes are 124 packets, and whole chunks were spoilt.
    expect(lost).toBeLessThan(124 + 8);
  });

  test("noise that goes on is told within some seconds; when it ends, samples come again", () => {
    const { clock, cable, heard } = cytonBench();
    clock.advance(20_000);
    const draws = new Draws(seeded(5, "noise"));
    cable.toComputer = (bytes) => bytes.map(() => draws.whole(0, 255));
    clock.advance(1300);
    expect(heard.states.at(-1)).not.toBe("eeg");
    expect(heard.statuses.at(-1)?.text).toMatch(/bytes come that are no Cyton's packets: wrong speed/);
    clock.advance(60_000);
    const { length } = heard.samples;
    cable.toComputer = (bytes) => bytes;
    clock.advance(5000);
    expect(heard.states.at(-1)).toBe("eeg");
    expect(heard.samples.length).toBeGreaterThan(length + 250);
    expect(isWhole(heard)).toBe(true);
  });

  test("closing lets the board stop", async () => {
    const { clock, cable, heard, source } = cytonBench();
    const said: string[] = [];
    cable.toBoard = (bytes) => {
      said.push(String.fromCharCode(...bytes));
      return bytes;
    };
    clock.advance(5000);
    const closing = source.close();
    clock.advance(100);
    await closing;
    expect(said.at(-1)).toBe("s");
    expect(cable.open.size).toBe(0);
    expect(heard.states.at(-1)).toBe("away");
    clock.advance(5000);
    expect(cable.opened).toBe(1);
  });
});

describe("a Cyton's settings", () => {
  const measured = (heard: ReturnType<typeof writeDown>["heard"], rate: number) => {
    const meter = new ImpedanceMeter(8, rate);
    for (const { microvolts } of heard.samples.slice(-3 * rate)) meter.add(microvolts);
    return meter.read() ?? [];
  };

  test("impedances are measured on their own, and EEG comes back; a lost link does not forget it", () => {
    const { clock, cable, heard, source } = cytonBench();
    clock.advance(10_000);
    source.measureImpedance(true);
    clock.advance(10_000);
    expect(heard.states).toEqual(["starting", "eeg", "starting", "impedance"]);
    expect(heard.statuses.at(-1)?.text).toBe("EEG measures impedances; nothing is scored meanwhile.");
    // The emulated electrodes have 5 kΩ, and the brain goes on beneath.
    for (const ohms of measured(heard, 250)) expect(Math.abs(ohms - 5000)).toBeLessThan(1500);
    cable.unplug();
    clock.advance(1000);
    cable.plugged = true;
    clock.advance(5000);
    expect(heard.states.at(-1)).toBe("impedance");
    source.measureImpedance(false);
    clock.advance(5000);
    expect(heard.states.at(-1)).toBe("eeg");
    for (const ohms of measured(heard, 250)) expect(ohms).toBeLessThan(2000);
    expect(isWhole(heard)).toBe(true);
  });

  test("other devices say that they cannot", () => {
    const { clock, heard, source } = bench(thinkGearSerial(["Fp1"]), emulatedThinkGear());
    clock.advance(1000);
    source.measureImpedance(true);
    expect(heard.statuses.at(-1)?.text).toBe("EEG: a ThinkGear headset cannot measure impedances.");
    expect(heard.states.at(-1)).toBe("eeg");
  });

  test("each channel has the scale of its confirmed gain; a refused one keeps 24; the rest are off", () => {
    const real = new CytonEmulator("cyton");
    const stubborn: EmulatedBoard = {
      rate: 250,
      // Channel 2 refuses whatever it is told.
      receive: (bytes, at) =>
        bytes[0] === 0x78 && bytes[1] === 0x32 ? Buffer.from("Failure: too few chars$$$") : real.receive(bytes, at),
      send: (values, board) => real.packet([...values], board),
    };
    const device = cytonSerial({ boards: "cyton", montage: ["C3", "C4", "Cz"], gains: [8, 12, 24] });
    const { clock, heard } = bench(device, stubborn);
    clock.advance(8000);
    expect(heard.forms[0]?.microvoltsPerCount).toEqual(
      [8, 24, 24].map((gain) => cytonMicrovoltsPerCount(gain as 8 | 24)),
    );
    expect(heard.statuses.at(-1)?.text).toBe(
      "EEG sends from OpenBCI Cyton; the board refused the settings of C4: there the gain is 24.",
    );
    expect(heard.samples.at(-1)?.counts).toHaveLength(3);
    // The gain is in the counts: microvolts are the same.
    const [first] = heard.samples.at(-1)?.microvolts ?? [];
    expect(Math.abs(first ?? 0)).toBeLessThan(25_000);
  });
});

test.each([
  [{ driver: "cyton", gains: [24, 24] }, "must be one gain, or one for each site of the montage"],
  [{ driver: "cyton", gains: 5 }, "Invalid"],
  [{ driver: "thinkgear", montage: ["Fp1", "Fp2"] }, "Too big"],
])("a section that is not right is refused: %j", (section, reason) => {
  expect(EEG_SECTION.safeParse(section).error?.issues[0]?.message).toContain(reason);
});
