import { deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { SimulatedClock } from "../../../src/engine/time/clock.ts";
import { EEG_SECTION, openEeg } from "../../../src/hardware/drivers.ts";
import { curryHeader } from "../../../src/hardware/eeg/neuroscan-curry.ts";
import { CurryEmulator, ScanEmulator } from "../../../src/hardware/eeg/neuroscan-emulator.ts";
import { scanHeader } from "../../../src/hardware/eeg/neuroscan-scan.ts";
import { serveBoard } from "../../../src/hardware/eeg/sources/board-server.ts";
import { curryServer } from "../../../src/hardware/eeg/sources/curry-server.ts";
import type { EmulatedBoard } from "../../../src/hardware/eeg/sources/emulated-boards.ts";
import { emulatedPort } from "../../../src/hardware/eeg/sources/emulated-port.ts";
import type { LineDevice } from "../../../src/hardware/eeg/sources/line-device.ts";
import { openLineSource } from "../../../src/hardware/eeg/sources/line-source.ts";
import { scanServer } from "../../../src/hardware/eeg/sources/scan-server.ts";
import { systemClock } from "../../../src/hardware/system-clock.ts";
import { isWhole, writeDown } from "./listening.ts";

const SETTINGS = { montage: ["Fz", "Cz", "Pz", "Oz"], rate: 500, samplesPerBlock: 20 };

/** Sample k reads k/4 µV on the first channel, and so on down: what came can be told from its values. */
function ramp() {
  let next = 0;
  return {
    next: () => {
      const k = next++;
      return Float64Array.from(SETTINGS.montage, (_, i) => (i === 0 ? k * 0.75 : -k * 0.75));
    },
  };
}

/** A client beside a server, in one process and simulated time; `way` does what a network does to the server's bytes. */
function connect(
  device: LineDevice,
  server: EmulatedBoard,
  way: (bytes: Uint8Array) => Uint8Array[] = (bytes) => [bytes],
) {
  const clock = new SimulatedClock(1000);
  const { heard, listener } = writeDown();
  const inner = emulatedPort(server, ramp(), clock);
  let push: (bytes: Uint8Array) => void = () => {};
  const source = openLineSource(
    {
      name: "EEG",
      device,
      line: (to) => {
        push = (bytes) => to.data(bytes);
        const data = (bytes: Uint8Array) => {
          for (const piece of way(bytes)) to.data(piece);
        };
        return inner({ ...to, data });
      },
    },
    clock,
    listener,
  );
  return { clock, heard, source, push: (bytes: Uint8Array) => push(bytes) };
}

const KINDS = [
  ["Scan", () => scanServer(SETTINGS.montage), () => new ScanEmulator(SETTINGS)],
  ["Curry", () => curryServer(undefined), () => new CurryEmulator(SETTINGS)],
] as const;

describe.each(KINDS)("%s", (name, device, server) => {
  test("asks what there is, starts the stream and reads every sample", () => {
    const { clock, heard, source } = connect(device(), server());
    clock.advance(20_000);
    expect(heard.forms).toHaveLength(1);
    expect(heard.forms[0]).toMatchObject({ device: `Neuroscan ${name}`, rate: 500, montage: SETTINGS.montage });
    expect(heard.states).toEqual(["starting", "eeg"]);
    expect(heard.samples.length).toBeGreaterThan(9500);
    expect(isWhole(heard)).toBe(true);
    expect(heard.gaps).toEqual([]);
    const first = heard.samples[0]?.microvolts[0] ?? 0;
    expect(
      heard.samples.every(({ index, microvolts }) => Math.abs((microvolts[0] ?? 0) - first - index * 0.75) < 0.1),
    ).toBe(true);
    expect(heard.samples.every(({ microvolts }) => Math.abs((microvolts[0] ?? 0) + (microvolts[3] ?? 0)) < 0.1)).toBe(
      true,
    );
    // The newest sample of a block was taken as the block was sent.
    const newest = heard.samples.at(-1)?.index ?? 0;
    expect(source.times.timeOf(newest)).toBeGreaterThan(clock.now() - 60);
    expect(source.times.timeOf(newest)).toBeLessThanOrEqual(clock.now());
  });

  test.each([[[1]], [[3, 1, 40]], [[5000, 7]]])("reads the same however the network cuts it: %j", (sizes) => {
    const whole = connect(device(), server());
    let turn = 0;
    const cut = connect(device(), server(), (bytes) => {
      const pieces: Uint8Array[] = [];
      for (let place = 0; place < bytes.length; ) {
        const size = sizes[turn++ % sizes.length] ?? 1;
        pieces.push(bytes.subarray(place, place + size));
        place += size;
      }
      return pieces;
    });
    for (const { clock } of [whole, cut]) clock.advance(3000);
    const text = ({ heard }: typeof cut) => heard.samples.map(({ index, counts }) => `${index}:${counts.join()}`);
    expect(text(cut).length).toBeGreaterThan(1000);
    expect(text(cut)).toEqual(text(whole));
  });

  test("garbage and cut blocks cost the samples they hold, and no others", () => {
    const draws = new Draws(seeded(1, name));
    let chunk = 0;
    const { clock, heard } = connect(device(), server(), (bytes) => {
      chunk += 1;
      if (bytes.length < 200 || chunk % 20 !== 0) return [bytes];
      const noise = Uint8Array.from({ length: 50 }, () => draws.whole(0, 255));
      return draws.unit() < 0.5 ? [noise, bytes] : [bytes.subarray(0, draws.whole(0, bytes.length - 1))];
    });
    clock.advance(30_000);
    expect(heard.samples.length).toBeGreaterThan(12_000);
    expect(isWhole(heard)).toBe(true);
    expect(heard.gaps.length).toBeGreaterThan(10);
    // Values rise with each sample: one that was put in another's place would show.
    const values = heard.samples.map(({ microvolts }) => microvolts[0] ?? 0);
    expect(values.every((value, i) => i === 0 || value > (values[i - 1] ?? 0))).toBe(true);
    const first = heard.samples[0];
    const shift = (values.at(-1) ?? 0) / 0.75 - (first?.microvolts[0] ?? 0) / 0.75 - (heard.samples.at(-1)?.index ?? 0);
    // Curry counts its samples; Scan does not, and where noise hides a whole block it can be off by some.
    expect(Math.abs(shift)).toBeLessThan(name === "Curry" ? 0.5 : 20 * 40);
    if (name === "Curry") expect(heard.gaps.every(({ certain }) => certain)).toBe(true);
    else expect(heard.gaps.some(({ certain }) => certain)).toBe(false);
  });

  test("a montage that does not fit is told", () => {
    const wanted = ["Fz", "Cz", "Pz", "Oz", "T7"];
    const { clock, heard } = connect(name === "Scan" ? scanServer(wanted) : curryServer(wanted), server());
    clock.advance(2000);
    expect(heard.statuses[0]?.text).toBe(
      "EEG: The server sends 4 channels, the rig's montage has 5 sites: correct it.",
    );
  });

  test("a server that says nothing is told", () => {
    const { clock, heard } = connect(device(), {
      rate: 100,
      receive: () => new Uint8Array(),
      send: () => new Uint8Array(),
    });
    clock.advance(10_000);
    expect(heard.statuses[0]?.text).toMatch(
      /^EEG: The \w+ server does not answer: is this its port, and may clients connect\?$/,
    );
  });

  test("over TCP: starts, is cut off, comes back, stops", async () => {
    const servers: EmulatedBoard[] = [];
    const made = server();
    const served = await serveBoard(
      () => {
        const one = servers.length === 0 ? made : server();
        servers.push(one);
        return one;
      },
      ramp(),
      systemClock,
    );
    const { heard, listener, until } = writeDown();
    const driver = name === "Scan" ? "neuroscan-scan" : "neuroscan-curry";
    const source = openEeg(EEG_SECTION.parse({ driver, host: "127.0.0.1", port: served.port }), {
      clock: systemClock,
      listener,
      seed: 1,
      openRecording: () => Promise.reject(new Error("not asked for")),
    });
    await until(({ samples }) => samples.length > 200);
    expect(heard.forms[0]?.montage).toEqual(name === "Curry" ? SETTINGS.montage : ["E1", "E2", "E3", "E4"]);
    const { length } = heard.samples;
    served.dropClients();
    await until(({ states }) => states.at(-1) === "away");
    await until(({ samples }) => samples.length > length + 200);
    expect(servers.length).toBeGreaterThanOrEqual(2);
    expect(isWhole(heard)).toBe(true);
    expect(heard.forms).toHaveLength(1);
    expect(heard.statuses.map(({ text }) => text)).toContain(
      "EEG: the server closed the connection; it is looked for again.",
    );
    await source.close();
    const last = servers.at(-1) as ScanEmulator | CurryEmulator;
    await served.close();
    expect(last.streaming).toBe(false);
    if (last instanceof ScanEmulator) expect(last.left).toBe(true);
  });
});

test("Scan: a change in the event channel is a marker", () => {
  const server = new ScanEmulator(SETTINGS);
  const { clock, heard } = connect(scanServer(undefined), server);
  clock.advance(2000);
  for (const [event, at] of [
    [7, 100],
    [0, 100],
    [7, 500],
  ] as const) {
    server.event = event;
    clock.advance(at);
  }
  expect(heard.markers.map(({ text }) => text)).toEqual(["event 7", "event 7"]);
  const [one, two] = heard.markers.map(({ index }) => index) as [number, number];
  expect(Math.abs(two - one - 100)).toBeLessThan(10);
});

test("Scan: basic info that makes no sense is told", () => {
  const body = new Uint8Array(28);
  const { clock, heard } = connect(scanServer(undefined), {
    rate: 100,
    receive: () => Buffer.concat([scanHeader("DATA", 1, 3, 28), body]),
    send: () => new Uint8Array(),
  });
  clock.advance(1000);
  expect(heard.statuses[0]?.text).toBe("EEG: The Scan server says of its samples what makes no sense: restart it.");
});

describe("Curry", () => {
  test("its markers stand at their samples, also after a loss", () => {
    const server = new CurryEmulator(SETTINGS);
    let lose = 0;
    const { clock, heard, push } = connect(curryServer(undefined), server, (bytes) =>
      bytes.length > 200 && lose-- > 0 ? [] : [bytes],
    );
    clock.advance(2000);
    lose = 1;
    clock.advance(2000);
    const index = heard.samples.at(-1)?.index ?? 0;
    push(server.mark("bell"));
    clock.advance(1000);
    expect(heard.gaps).toEqual([{ from: expect.any(Number), lost: 20, certain: true }]);
    expect(heard.markers).toEqual([{ index: expect.any(Number), text: "bell" }]);
    expect(Math.abs((heard.markers[0]?.index ?? 0) - index)).toBeLessThan(40);
  });

  test("zipped blocks are read as well", () => {
    const server = new CurryEmulator(SETTINGS);
    const zip = (bytes: Uint8Array): Uint8Array => {
      const view = Buffer.from(bytes);
      if (view.toString("latin1", 0, 4) !== "DATA" || view.readUInt16BE(4) !== 2) return bytes;
      const body = deflateSync(view.subarray(20));
      const header = Buffer.from(curryHeader("DATA", 2, 2, view.readUInt32BE(8), body.length));
      header.writeUInt32BE(view.length - 20, 16);
      return Buffer.concat([header, body]);
    };
    // One block at a time, so that a chunk is a message.
    const { clock, heard } = connect(curryServer(undefined), {
      rate: server.rate,
      receive: (bytes) => server.receive(bytes),
      send: (measured) => {
        const block = server.send(measured);
        return block.length === 0 ? block : zip(block);
      },
    });
    clock.advance(3000);
    expect(heard.samples.length).toBeGreaterThan(1200);
    expect(heard.gaps).toEqual([]);
  });

  test("a server that counts anew goes on after a gap; a block that comes twice is read once", () => {
    const server = new CurryEmulator(SETTINGS);
    let [back, twice] = [0, false];
    const { clock, heard } = connect(curryServer(undefined), {
      rate: server.rate,
      receive: (bytes) => server.receive(bytes),
      send: (measured) => {
        const block = Buffer.from(server.send(measured));
        if (block.length === 0) return block;
        block.writeUInt32BE(block.readUInt32BE(8) - back, 8);
        return twice ? Buffer.concat([block, block]) : block;
      },
    });
    clock.advance(4000);
    const before = heard.samples.length;
    back = 1500;
    clock.advance(2000);
    twice = true;
    clock.advance(2000);
    expect(heard.gaps).toEqual([{ from: before, lost: 1, certain: true }]);
    expect(isWhole(heard)).toBe(true);
  });
});

test("a server that is not there is told in words", async () => {
  const served = await serveBoard(() => new ScanEmulator(SETTINGS), ramp(), systemClock);
  await served.close();
  const { heard, listener, until } = writeDown();
  const source = openEeg(EEG_SECTION.parse({ driver: "neuroscan-scan", port: served.port }), {
    clock: systemClock,
    listener,
    seed: 1,
    openRecording: () => Promise.reject(new Error("not asked for")),
  });
  await until(({ statuses }) => statuses.length > 0);
  expect(heard.statuses[0]?.text).toBe(
    `EEG: nobody answers at 127.0.0.1:${served.port}: start the server there, and allow clients; it is looked for again.`,
  );
  await source.close();
});

test.each(["neuroscan-scan", "neuroscan-curry"])(
  "%s: the emulated server starts and ends with its source",
  async (driver) => {
    const { heard, listener, until } = writeDown();
    const source = openEeg(EEG_SECTION.parse({ driver, host: "emulated" }), {
      clock: systemClock,
      listener,
      seed: 1,
      openRecording: () => Promise.reject(new Error("not asked for")),
    });
    await until(({ samples }) => samples.length > 100);
    expect(heard.forms[0]?.montage).toHaveLength(8);
    await source.close();
    expect(heard.states.at(-1)).toBe("away");
  },
);
