import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ImpedanceMeter } from "../../../src/engine/eeg/impedance.ts";
import { Draws, seeded } from "../../../src/engine/random.ts";
import { CYTON_CHANNEL_DEFAULTS, channelCommand, leadOffCommand } from "../../../src/hardware/eeg/cyton-commands.ts";
import {
  type CytonStep,
  type CytonTurn,
  converse,
  impedanceMode,
  openDialogue,
  startUp,
} from "../../../src/hardware/eeg/cyton-dialogue.ts";
import { CytonEmulator } from "../../../src/hardware/eeg/cyton-emulator.ts";
import { CYTON } from "../../../src/hardware/eeg/cyton-format.ts";
import { DaisyPairing } from "../../../src/hardware/eeg/daisy-pairing.ts";
import { cyton } from "../../../src/hardware/eeg/devices.ts";
import { EegStream } from "../../../src/hardware/eeg/eeg-stream.ts";
import { FrameReader } from "../../../src/hardware/eeg/frame-reader.ts";
import { chunks, join, readAll } from "./streams.ts";

const bytesOf = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const textOf = (bytes: Uint8Array) => String.fromCharCode(...bytes);

/** A board on a line that cuts what it says into chunks and may lose or add bytes; until the dialogue is over. */
function talk(
  steps: readonly CytonStep[],
  board: CytonEmulator,
  { from = 0, line = (said: Uint8Array) => chunks(said, [3, 1, 7]) } = {},
): { turn: CytonTurn; took: number; sent: string[] } {
  let at = from;
  let turn = openDialogue(steps, at);
  const sent = [turn.send];
  let reply = board.receive(bytesOf(turn.send), at);
  while (turn.outcome === "going on" && at < from + 120_000) {
    const due = turn.dialogue.due;
    at = reply.length > 0 ? at + 2 : Math.min(due, at + 20);
    const streamed = board.packet([], at);
    const heard = [...line(reply), ...(streamed.length > 0 ? [streamed] : [])];
    reply = new Uint8Array();
    for (const chunk of heard.length > 0 ? heard : [new Uint8Array()]) {
      if (turn.outcome !== "going on") break;
      turn = converse(turn.dialogue, at, chunk);
      if (turn.send === "") continue;
      sent.push(turn.send);
      reply = join([reply, board.receive(bytesOf(turn.send), at)]);
    }
  }
  return { turn, took: at - from, sent };
}

describe("commands", () => {
  test.each([
    [channelCommand(3, CYTON_CHANNEL_DEFAULTS), "x3060110X"],
    [channelCommand(9, { ...CYTON_CHANNEL_DEFAULTS, on: false, gain: 1, input: "shorted", bias: false }), "xQ101010X"],
    [leadOffCommand(4, { positive: true, negative: false }), "z410Z"],
    [leadOffCommand(16, { positive: false, negative: true }), "zI01Z"],
  ])("%s", (command, expected) => {
    expect(command).toBe(expected);
  });
});

describe("the start-up dialogue", () => {
  test("brings a board that is at rest to streaming within seconds", () => {
    const board = new CytonEmulator("cyton");
    const { turn, took, sent } = talk(startUp("cyton"), board);
    expect(turn.outcome).toBe("done");
    expect(sent.join("")).toBe("svdcb");
    expect(board.streaming).toBe(true);
    expect(took).toBeLessThan(2000);
    expect(turn.dialogue.replies[0]).toContain("Firmware: v3.1.1");
  });

  test("brings a board that is already streaming to streaming from its first packet", () => {
    const board = new CytonEmulator("cyton");
    board.receive(bytesOf("b"), 0);
    for (let i = 0; i < 70; i++) board.packet([], i * 4);
    const { turn } = talk(startUp("cyton"), board);
    expect(turn.outcome).toBe("done");
    expect(board.packet([], 0)[1]).toBe(0);
  });

  test("speaks for one board where Daisy is there but not wanted, and for both where it is", () => {
    const eight = new CytonEmulator("cyton and daisy");
    expect(talk(startUp("cyton"), eight).turn.outcome).toBe("done");
    expect(talk(impedanceMode([9], true), eight).turn.outcome).toBe("done");
    const sixteen = new CytonEmulator("cyton and daisy");
    expect(talk(startUp("cyton and daisy"), sixteen).turn.outcome).toBe("done");
  });

  test("sets the channels that differ, one after another", () => {
    const board = new CytonEmulator("cyton");
    const settings = new Map([
      [2, { ...CYTON_CHANNEL_DEFAULTS, gain: 8 } as const],
      [7, { ...CYTON_CHANNEL_DEFAULTS, on: false }],
    ]);
    const { turn, sent } = talk(startUp("cyton", settings), board);
    expect(turn.outcome).toBe("done");
    expect(sent).toContain("x2040110X");
    const packet = readAll(CYTON, join([board.packet(Array(8).fill(100), 0), board.packet([], 4)]))[0];
    // 100 µV at gain 24, at gain 8, and of a channel that is off.
    expect([0, 1, 6].map((i) => packet?.counts[i])).toEqual([4474, 1491, 0]);
  });

  test("Daisy that is not there is told in one sentence", () => {
    const { turn } = talk(startUp("cyton and daisy"), new CytonEmulator("cyton"));
    expect(turn.outcome).toEqual({ trouble: 'The Cyton refused "C": it answered "no daisy to attach!8$$$".' });
  });

  test.each([
    ["Failure: Communications timeout - Device failed to poll Host$$$"],
    ["Failure: Communications timeout - Device failed to poll host$$$"],
  ])("a dongle without its board: %s", (reply) => {
    const first = openDialogue(startUp("cyton"), 0);
    const asked = converse(first.dialogue, first.dialogue.due);
    expect(asked.send).toBe("v");
    const { outcome, dialogue } = converse(asked.dialogue, 300, bytesOf(reply));
    expect(outcome).toEqual({
      trouble: "The Cyton's dongle answers but the board does not: switch the board on (to PC) and check its battery.",
    });
    expect(converse(dialogue, 400).outcome).toEqual(outcome);
  });

  test("a port where nobody answers is given up after three attempts", () => {
    const silent = { receive: () => new Uint8Array(), packet: () => new Uint8Array() } as unknown as CytonEmulator;
    const { turn, took, sent } = talk(startUp("cyton"), silent);
    expect(turn.outcome).toMatchObject({ trouble: expect.stringContaining('did not answer "v" within 9 s') });
    expect(sent).toEqual(["s", "v", "v", "v"]);
    expect(took).toBeLessThan(10_000);
  });

  test("a reply that is garbled once is asked for again", () => {
    let garbled = false;
    const line = (said: Uint8Array) => {
      if (garbled || !textOf(said).includes("OpenBCI")) return [said];
      garbled = true;
      return [said.map((byte, i) => (i % 5 === 0 ? 0x5f : byte))];
    };
    const { turn, sent } = talk(startUp("cyton"), new CytonEmulator("cyton"), { line });
    expect(turn.outcome).toBe("done");
    expect(sent.filter((letters) => letters === "v")).toHaveLength(2);
  });

  test("whatever comes, it neither throws nor says anything it was not to say", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2000), fc.uint8Array({ maxLength: 300 })), { maxLength: 60 }), (heard) => {
        const steps = startUp("cyton and daisy");
        let turn = openDialogue(steps, 0);
        let at = 0;
        for (const [wait, bytes] of heard) {
          at += wait;
          turn = converse(turn.dialogue, at, bytes);
          expect(turn.send.split("").every((letter) => "svdCb".includes(letter))).toBe(true);
          expect(turn.dialogue.heard.length).toBeLessThanOrEqual(4096);
        }
      }),
    );
  });
});

describe("impedance mode", () => {
  test("drives the channels that are asked for, and leaves none driven", () => {
    const board = new CytonEmulator("cyton");
    talk(startUp("cyton"), board);
    expect(talk(impedanceMode([1, 2, 8], true), board).turn.outcome).toBe("done");
    expect(board.driven).toEqual([1, 2, 8]);
    expect(board.streaming).toBe(true);
    expect(talk(impedanceMode([1, 2, 8], false), board).turn.outcome).toBe("done");
    expect(board.driven).toEqual([]);
  });
});

test("impedances are measured through commands, bytes and back, and the driven channels alone have any", () => {
  const board = new CytonEmulator("cyton");
  board.impedances.splice(0, 3, 4000, 30_000, 700_000);
  talk(startUp("cyton"), board);
  expect(talk(impedanceMode([1, 2, 3], true), board).turn.outcome).toBe("done");
  const stream = new EegStream(cyton(Array.from({ length: 8 }, () => 24 as const)));
  const meter = new ImpedanceMeter(8, 250);
  const draws = new Draws(seeded(1, "impedance"));
  for (let i = 0; i < 750; i++) {
    const measured = Array.from({ length: 8 }, () => 3000 + draws.normal(0, 2));
    for (const { microvolts } of stream.read(board.packet(measured, 4 * i), 4 * i).samples) meter.add(microvolts);
  }
  const [first = 0, second = 0, third = 0, ...others] = meter.read() ?? [];
  for (const [found, true_] of [
    [first, 4000],
    [second, 30_000],
    [third, 700_000],
  ] as const) {
    expect(Math.abs(found / true_ - 1)).toBeLessThan(0.03);
  }
  expect(others).toEqual([0, 0, 0, 0, 0]);
});

describe("the emulated board", () => {
  const said = (board: CytonEmulator, text: string, at = 0) => textOf(board.receive(bytesOf(text), at));

  test.each([
    ["V", "v3.1.1$$$"],
    ["d", "updating channel settings to default$$$"],
    ["c", ""],
    ["C", "no daisy to attach!8$$$"],
    ["<", "Time stamp ON$$$"],
    ["-", "Success: Configured internal test signal.$$$"],
    ["x3020000X", "Success: Channel set for 3$$$"],
    ["x1020000Xx2020000X", "Success: Channel set for 1$$$Success: Channel set for 2$$$"],
    ["x30200000", "Failure: 9th char not X$$$"],
    ["z410Z", "Success: Lead off set for 4$$$"],
    ["z4100", "Failure: 5th char not Z$$$"],
    ["~~", "Sample rate is 250Hz$$$"],
    ["\u00f0\u0007", "Success: System is up$$$"],
  ])("answers %s", (command, reply) => {
    expect(said(new CytonEmulator("cyton"), command)).toBe(reply);
  });

  test("a command that comes too slowly is refused", () => {
    const board = new CytonEmulator("cyton");
    expect(said(board, "x30", 0)).toBe("");
    expect(said(board, "1", 1500)).toMatch(/^Timeout processing multi byte message/);
  });

  test("its clock comes with C5 first, then C6", () => {
    const board = new CytonEmulator("cyton");
    said(board, "<b");
    expect([1000, 1004].map((at) => board.packet([], at)[32])).toEqual([0xc5, 0xc6]);
  });
});

/** Packets with these numbers, as they come out of a reader. */
function packets(numbers: readonly number[]) {
  let previous: number | undefined;
  return numbers.map((counter) => {
    const skipped = previous === undefined ? 0 : (counter - previous - 1 + 512) % 256;
    previous = counter;
    const counts = Int32Array.from({ length: 8 }, (_, i) => 100 * counter + i);
    return { counter, skipped, counts, aux: new Uint8Array(6), footer: 0xc0 };
  });
}

describe("Daisy's pairs", () => {
  test.each([
    [[4, 5], [2]],
    [[4, 7], []],
    [[5, 6], []],
    [[254, 255], [127]],
    [[255, 0], []],
    [[0, 1, 2, 3], [1]],
    [
      [254, 255, 0, 1],
      [127, 0],
    ],
    [
      [4, 5, 6, 8, 9, 11, 12, 13],
      [2, 4, 6],
    ],
  ])("packets %j give samples %j", (numbers, samples) => {
    const pairing = new DaisyPairing();
    const joined = packets(numbers).flatMap((packet) => pairing.join(packet) ?? []);
    expect(joined.map(({ counter }) => counter)).toEqual(samples);
  });

  test("the board's channels come first, Daisy's after them, and halves that were lost are counted", () => {
    const pairing = new DaisyPairing();
    const joined = packets([4, 5, 6, 8, 9, 14, 15]).flatMap((packet) => pairing.join(packet) ?? []);
    expect(joined.map(({ skipped }) => skipped)).toEqual([0, 1, 2]);
    expect([...(joined[0]?.counts ?? [])]).toEqual([
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((i) => 500 + i),
      ...[0, 1, 2, 3, 4, 5, 6, 7].map((i) => 400 + i),
    ]);
  });

  test("a packet of exactly one turn later is no other half", () => {
    const pairing = new DaisyPairing();
    const [daisy, board] = packets([4, 5]);
    if (!daisy || !board) throw new Error("no packets");
    pairing.join(daisy);
    expect(pairing.join({ ...board, skipped: 128 })).toBeUndefined();
  });

  test("the stream of a board with Daisy gives 125 samples a second but for the first", () => {
    const board = new CytonEmulator("cyton and daisy");
    board.receive(bytesOf("b"), 0);
    const reader = new FrameReader(CYTON);
    const pairing = new DaisyPairing();
    const samples = Array.from({ length: 1000 }, (_, i) => {
      const measured = Array.from({ length: 16 }, (_, channel) => channel + Math.sin(i / 9));
      return reader.read(board.packet(measured, i * 4));
    })
      .flat()
      .flatMap((packet) => pairing.join(packet) ?? []);
    expect(samples).toHaveLength(498);
    expect(samples.every(({ skipped }) => skipped === 0)).toBe(true);
    // Channel 3 lies about 2 µV, channel 16 about 15 µV.
    expect(samples[0]?.counts[2]).toBeCloseTo(2 / 0.0223517445 + 44.7 * Math.sin(2.5 / 9), -1);
    expect(samples[0]?.counts[15]).toBeCloseTo(15 / 0.0223517445 + 44.7 * Math.sin(1.5 / 9), -1);
  });
});
