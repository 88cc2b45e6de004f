import { describe, expect, test } from "vitest";
import { BIOSIGNAL, biosignalLine } from "../../../src/hardware/eeg/biosignal-format.ts";
import { readCytonAux } from "../../../src/hardware/eeg/cyton-aux.ts";
import { CYTON, CYTON_GAINS, cytonMicrovoltsPerCount } from "../../../src/hardware/eeg/cyton-format.ts";
import { FREE_EEG_MICROVOLTS_PER_COUNT, freeEegFormat } from "../../../src/hardware/eeg/free-eeg-format.ts";
import {
  CURRY,
  CURRY_REQUESTS,
  curryHeader,
  readCurryBlock,
  readCurryChannels,
  readCurryEvents,
  readCurryInfo,
} from "../../../src/hardware/eeg/neuroscan-curry.ts";
import {
  readScanBlock,
  readScanInfo,
  SCAN,
  SCAN_REQUESTS,
  scanHeader,
} from "../../../src/hardware/eeg/neuroscan-scan.ts";
import { P2, p3Format } from "../../../src/hardware/eeg/open-eeg-format.ts";
import { THINKGEAR, THINKGEAR_MICROVOLTS_PER_COUNT } from "../../../src/hardware/eeg/thinkgear-format.ts";
import { hex, join, readAll } from "./streams.ts";

// The frames below are followed by the head of the next, by which they are believed.
const CYTON_CHANNELS = "000000 000001 FFFFFF 00117A FFEE86 0001BF 7FFFFF 800000";

describe("OpenBCI Cyton", () => {
  test("the golden packet with acceleration", () => {
    const [packet] = readAll(CYTON, hex(`A0 2A ${CYTON_CHANNELS} 0000 E0C0 1F40 C0  A0 2B`));
    expect(packet).toMatchObject({ counter: 42, skipped: 0, footer: 0xc0 });
    const scale = cytonMicrovoltsPerCount(24);
    const microvolts = Array.from(packet?.counts ?? [], (count) => Number((count * scale).toFixed(5)));
    expect(microvolts).toEqual([0, 0.02235, -0.02235, 100.0017, -100.0017, 9.99123, 187500, -187500.02235]);
    expect(packet && readCytonAux(packet)).toEqual({ kind: "acceleration", g: [0, -1, 1] });
  });

  test("the golden packet with the board's clock", () => {
    const [packet] = readAll(CYTON, hex(`A0 2A ${CYTON_CHANNELS} 58 1F 00 01 E2 40 C4  A0 2B`));
    expect(packet && readCytonAux(packet)).toEqual({
      kind: "timed acceleration",
      code: "X",
      value: 0x1f,
      board: 123456,
      restarted: false,
    });
  });

  test.each([
    ["C0", "00 00 00 00 00 00", { kind: "nothing new" }],
    ["C0", "00 00 00 00 1F 40", { kind: "acceleration", g: [0, 0, 1] }],
    ["C1", "58 00 00 01 00 02", { kind: "raw", words: [0x5800, 1, 2] }],
    ["C2", "01 02 03 04 05 06", { kind: "own" }],
    ["C5", "01 02 00 01 E2 40", { kind: "timed", bytes: [1, 2], board: 123456, restarted: true }],
  ])("the extra bytes under footer %s", (footer, aux, expected) => {
    expect(readCytonAux({ aux: hex(aux), footer: hex(footer)[0] ?? 0 })).toEqual(expected);
  });

  test("µV a count of every gain", () => {
    expect(CYTON_GAINS.map((gain) => Number(cytonMicrovoltsPerCount(gain).toFixed(10)))).toEqual([
      0.5364418669, 0.2682209335, 0.1341104667, 0.0894069778, 0.0670552334, 0.0447034889, 0.0223517445,
    ]);
  });
});

describe("NeuroSky ThinkGear", () => {
  test("the maker's own example", () => {
    const bytes = hex(
      "AA AA 20 02 00 83 18 000094 000042 00000B 000064 00004D 00003D 000007 000005 04 0D 05 3D 34  AA AA",
    );
    expect(readAll(THINKGEAR, bytes)).toEqual([
      {
        raw: [],
        poorSignal: 0,
        bands: [148, 66, 11, 100, 77, 61, 7, 5],
        attention: 13,
        meditation: 61,
        droppedBefore: 0,
      },
    ]);
  });

  test("a raw value", () => {
    expect(readAll(THINKGEAR, hex("AA AA 04 80 02 FF 38 46  AA AA"))).toEqual([{ raw: [-200], droppedBefore: 0 }]);
    expect(-200 * THINKGEAR_MICROVOLTS_PER_COUNT).toBeCloseTo(-43.945, 3);
  });

  test.each([
    ["another sync byte in front", "AA AA AA 04 80 02 FF 38 46  AA AA", [-200]],
    ["an unknown short code is skipped", "AA AA 06 2F 11 80 02 FF 38 06  AA AA", [-200]],
    ["an unknown long code is skipped", "AA AA 08 90 02 11 22 80 02 FF 38 81  AA AA", [-200]],
    ["a code of a higher level is skipped", "AA AA 08 55 80 02 00 01 80 02 FF 38  AA AA", undefined],
    ["a wrong checksum", "AA AA 04 80 02 FF 38 47  AA AA", undefined],
    ["a length over 169", "AA AA AB 80 02 FF 38 46  AA AA", undefined],
    ["rows that end beyond the payload", "AA AA 03 80 02 FF 7E  AA AA", undefined],
  ])("%s", (_, text, raw) => {
    expect(readAll(THINKGEAR, hex(text))[0]?.raw).toEqual(raw);
  });
});

const GOLDEN_COUNTS = [563, 491, 546, 435, 512, 512];

describe("OpenEEG", () => {
  test("P2", () => {
    const [frame] = readAll(P2, hex("A5 5A 02 39 0233 01EB 0222 01B3 0200 0200 0F  A5 5A 02 3A"));
    expect(frame).toMatchObject({ counter: 57, switches: 0x0f });
    expect([...(frame?.counts ?? [])]).toEqual(GOLDEN_COUNTS);
  });

  test.each([
    ["0A 00 33 6B 43 22 33 43 00 00 C4  0C", 5, 0],
    ["08 0F 33 6B 43 22 33 43 00 00 C4  0A", 4, 0x0f],
    ["00 6D 33 6B 43 22 33 43 00 00 C4  02", 0, "m".charCodeAt(0)],
  ])("P3: %s", (text, counter, aux) => {
    const [frame] = readAll(p3Format(3), hex(text));
    expect(frame).toMatchObject({ counter, aux });
    expect([...(frame?.counts ?? [])]).toEqual(GOLDEN_COUNTS);
  });

  test("P2 after one A5 too many", () => {
    const frames = readAll(P2, hex("A5 A5 5A 02 39 0233 01EB 0222 01B3 0200 0200 0F  A5 5A 02 3A"));
    expect(frames.map(({ counter }) => counter)).toEqual([57]);
  });
});

test("FreeEEG32", () => {
  const channels = Array.from({ length: 32 }, (_, i) =>
    [(i - 16) >> 16, (i - 16) >> 8, i - 16].map((part) => part & 0xff),
  );
  const bytes = join([hex("A0 07"), Uint8Array.from(channels.flat()), hex("000000000000 C0"), hex("A0 08")]);
  expect(bytes.length).toBe(107);
  const [frame] = readAll(freeEegFormat(), bytes);
  expect(frame).toMatchObject({ counter: 7, acceleration: [0, 0, 0] });
  const microvolts = Array.from(frame?.counts ?? [], (count) => count * FREE_EEG_MICROVOLTS_PER_COUNT);
  expect(microvolts[0]).toBeCloseTo(-0.596047, 6);
  expect(microvolts[31]).toBeCloseTo(0.558794, 6);
});

describe("Neuroscan Scan Acquire", () => {
  const info = hex("44415441 0001 0003 0000001C 1C000000 20000000 01000000 28000000 E8030000 04000000 9A99193E");

  test("the client's requests", () => {
    expect(SCAN_REQUESTS.basicInfo).toEqual(hex("43 54 52 4C 00 03 00 05 00 00 00 00"));
    expect(SCAN_REQUESTS.startData).toEqual(hex("43 54 52 4C 00 03 00 03 00 00 00 00"));
    expect(scanHeader("DATA", 2, 2, 5280)).toEqual(hex("44 41 54 41 00 02 00 02 00 00 14 A0"));
  });

  test("the server's basic info and a block", () => {
    const block = new Uint8Array(5280);
    const view = new DataView(block.buffer);
    for (let i = 0; i < 40 * 33; i++) view.setInt32(4 * i, i - 600, true);
    const messages = readAll(SCAN, join([info, scanHeader("DATA", 2, 2, block.length), block]));
    expect(messages).toHaveLength(2);
    const [first, second] = messages as [(typeof messages)[0], (typeof messages)[0]];
    const read = readScanInfo(first);
    expect(read).toMatchObject({
      eegChannels: 32,
      eventChannels: 1,
      samplesPerBlock: 40,
      rate: 1000,
      bytesPerSample: 4,
    });
    expect(read?.microvoltsPerCount).toBeCloseTo(0.15, 6);
    if (read === undefined) return;
    const samples = readScanBlock(second, read);
    expect(samples?.length).toBe(40);
    expect(samples?.flatMap((sample) => [...sample])).toEqual(Array.from({ length: 1320 }, (_, i) => i - 600));
    expect(readScanBlock({ ...second, body: second.body.subarray(4) }, read)).toBeUndefined();
    expect(readScanBlock(first, read)).toBeUndefined();
    expect(readScanInfo(second)).toBeUndefined();
  });

  test("what the protocol does not know is dropped, and what follows is read", () => {
    const noise = hex("44415441 0003 0001 00000004 00000000  4354524C 0003 0005 00000001  44415441 0002 0002 FFFFFFFF");
    const messages = readAll(SCAN, join([noise, info]));
    expect(messages.map(({ id, code, request }) => [id, code, request])).toEqual([["DATA", 1, 3]]);
  });
});

describe("Neuroscan Curry", () => {
  test("the client's request to start", () => {
    expect(CURRY_REQUESTS.streamStart).toEqual(hex("43 54 52 4C 00 02 00 08 00000000 00000000 00000000"));
  });

  test("basic info, channel names, a block and a marker", () => {
    const body = (size: number, fill: (view: DataView) => void) => {
      const bytes = new Uint8Array(size);
      fill(new DataView(bytes.buffer));
      return bytes;
    };
    const write = (view: DataView, place: number, text: string) => {
      for (const [i, letter] of [...text].entries()) view.setUint16(place + 2 * i, letter.charCodeAt(0), true);
    };
    const put = (view: DataView, values: readonly number[]) => {
      for (const [i, value] of values.entries()) view.setInt32(4 * i, value, true);
    };
    const info = body(24, (view) => put(view, [24, 2, 500, 4, 1, 0]));
    const channels = body(288, (view) => {
      write(view, 4, "Cz");
      write(view, 148, "P4");
    });
    const block = body(24, (view) => {
      for (const [i, value] of [1.5, -2, 3, 4, -5, 6].entries()) view.setFloat32(4 * i, value, true);
    });
    const event = body(536, (view) => {
      put(view, [7, 1, 2, 3]);
      write(view, 16, "music");
    });
    const stream = join([
      curryHeader("DATA", 1, 2, 0, info.length),
      info,
      curryHeader("DATA", 1, 4, 0, channels.length),
      channels,
      curryHeader("DATA", 2, 1, 1000, block.length),
      block,
      curryHeader("DATA", 3, 3, 1003, event.length),
      event,
    ]);
    const [first, second, third, fourth] = readAll(CURRY, stream);
    const read = first && readCurryInfo(first);
    expect(read).toEqual({
      eegChannels: 2,
      rate: 500,
      bytesPerSample: 4,
      mayControlAmplifier: true,
      mayControlRecording: false,
    });
    expect(second && readCurryChannels(second)).toEqual(["Cz", "P4"]);
    expect(third?.sample).toBe(1000);
    expect(third && read && readCurryBlock(third, read)).toEqual([
      Float32Array.of(1.5, -2),
      Float32Array.of(3, 4),
      Float32Array.of(-5, 6),
    ]);
    expect(fourth && readCurryEvents(fourth)).toEqual([{ type: 7, latency: 1, start: 2, end: 3, annotation: "music" }]);
  });

  test("a header with code 0 or request 0 is none", () => {
    expect(readAll(CURRY, join([curryHeader("DATA", 0, 1), curryHeader("DATA", 1, 0)]))).toEqual([]);
  });
});

describe("the biosignal sketch", () => {
  const text = (...lines: string[]) =>
    join(lines.map((line) => Uint8Array.from(line, (letter) => letter.charCodeAt(0))));

  test("CRC-16/XMODEM of 123456789 is 31C3", () => {
    expect(String.fromCharCode(...biosignalLine("123456789"))).toBe("123456789*31C3\n");
  });

  test("settings, samples and a refusal", () => {
    const lines = ["H1,250,2,10,5000", "D7,28000,512,1023", "D9,36000,0,1", "EF"].map(biosignalLine);
    expect(readAll(BIOSIGNAL, join(lines))).toEqual([
      { kind: "settings", rate: 250, channels: 2, bits: 10, fullScale: 5000, last: undefined },
      { kind: "sample", counter: 7, skipped: 0, micros: 28_000, counts: Int32Array.of(512, 1023), last: 7 },
      { kind: "sample", counter: 9, skipped: 1, micros: 36_000, counts: Int32Array.of(0, 1), last: 9 },
      { kind: "refusal", reason: "F", last: 9 },
    ]);
  });

  test.each([
    ["a wrong checksum", "D7,28000,512*0000\n"],
    ["no checksum", "D7,28000,512\n"],
    ["a line that is none of the sketch's", String.fromCharCode(...biosignalLine("D7,x,512"))],
    ["settings of another version", String.fromCharCode(...biosignalLine("H2,250,2,10,5000"))],
    ["nine readings", String.fromCharCode(...biosignalLine("D7,1,1,2,3,4,5,6,7,8,9"))],
  ])("%s is dropped, and what follows is read", (_, line) => {
    const read = readAll(BIOSIGNAL, text(line, String.fromCharCode(...biosignalLine("D8,32000,5"))));
    expect(read.map((frame) => frame.last)).toEqual([8]);
  });

  test("a board that begins anew has lost nothing, and the longest line is read", () => {
    const longest = "D4294967295,4294967295,1023,1023,1023,1023,1023,1023,1023,1023";
    const read = readAll(BIOSIGNAL, join([longest, "D0,100,1", "D1,200,1"].map(biosignalLine)));
    expect(read).toMatchObject([{ counter: 4294967295 }, { counter: 0, skipped: 0 }, { counter: 1, skipped: 0 }]);
    const again = readAll(BIOSIGNAL, join(["D500,1,1", "D0,100,1"].map(biosignalLine)));
    expect(again).toMatchObject([{ counter: 500 }, { counter: 0, skipped: 0 }]);
  });
});
