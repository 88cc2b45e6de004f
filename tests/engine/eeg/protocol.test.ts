import fc, { array, constantFrom, integer, property, record, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { readBlockMark } from "../../../src/engine/eeg/block-marks.ts";
import {
  breakOff,
  countClean,
  openProtocol,
  type Protocol,
  passTime,
  presentBlock,
  skipBlock,
  stopProtocol,
  type Turned,
  turnToNext,
  wantsSilence,
  windowsToGo,
} from "../../../src/engine/eeg/protocol.ts";
import { boundProtocol, DEFAULT_PROTOCOL, type ProtocolOptions } from "../../../src/engine/eeg/protocol-options.ts";
import { planBlocks } from "../../../src/engine/eeg/protocol-plan.ts";
import { childWords, protocolWords } from "../../../src/engine/eeg/protocol-words.ts";
import type { EegReading } from "../../../src/engine/eeg/reading.ts";
import { seeded } from "../../../src/engine/random.ts";

const plan = (options: Partial<ProtocolOptions>, seed: number) =>
  planBlocks({ ...DEFAULT_PROTOCOL, ...options }, seeded(seed)).map(({ block }) => block);
const open = (options: Partial<ProtocolOptions> = {}) => openProtocol(boundProtocol(options), seeded(1), 0).protocol;
const clean = (at: number): EegReading => ({
  at,
  faults: [[]],
  bands: [],
  outcome: { kind: "none", reason: "noBaseline" },
});

/** Time passes to a moment; clean readings come every half second, or none. */
function pass(protocol: Protocol, until: number, reads: boolean, from = protocol.since + 1): Protocol {
  let now = protocol;
  for (let at = Math.ceil(from / 500) * 500; at <= until; at += 500) {
    if (reads) now = countClean(now, clean(at), 2_000);
    now = passTime(now, at).protocol;
  }
  return now;
}

describe("the plan of the blocks", () => {
  test("rest with eyes open, then closed; music and rest in a drawn order that is mirrored about the sham; rest again", () => {
    const orders = new Set<string>();
    for (let seed = 1; seed <= 40; seed++) {
      const blocks = plan({}, seed);
      expect(blocks.slice(0, 2)).toEqual(["restOpen", "restClosed"]);
      expect(blocks.at(-1)).toBe("restOpen");
      const round = blocks.slice(2, -1);
      expect(round).toHaveLength(5);
      expect(round[2]).toBe("sham");
      expect(round.toReversed()).toEqual(round);
      orders.add(round.join(" "));
    }
    expect(orders).toEqual(new Set(["music restOpen sham restOpen music", "restOpen music sham music restOpen"]));
  });

  test("over the rounds music and rest lie equally late, so that a steady drift favours neither", () => {
    for (let seed = 1; seed <= 20; seed++) {
      const round = plan({ rounds: 4, sham: false, eyes: "closed" }, seed).slice(2, -1);
      for (let from = 0; from < round.length; from += 4) {
        const places = (block: string) =>
          [0, 1, 2, 3].filter((place) => round[from + place] === block).reduce((sum, place) => sum + place, 0);
        expect(places("music")).toBe(places("restClosed"));
      }
    }
  });

  test("own rest is the one with the eyes as in the music, two minutes of it", () => {
    for (const eyes of ["open", "closed"] as const) {
      const own = planBlocks({ ...DEFAULT_PROTOCOL, eyes }, seeded(1)).filter(({ baseline }) => baseline);
      expect(own).toHaveLength(1);
      expect(own[0]).toMatchObject({ block: eyes === "open" ? "restOpen" : "restClosed", lasts: 120_000 });
    }
  });

  test("options are brought into their ranges", () => {
    expect(boundProtocol({ rounds: 99, block: 1 })).toMatchObject({ rounds: 4, block: 20_000, eyes: "open" });
    expect(boundProtocol({ rounds: Number.NaN, block: Number.NaN })).toEqual(DEFAULT_PROTOCOL);
  });
});

describe("the blocks", () => {
  test("are announced for five seconds, last as planned where rest is clean, and go on to the next", () => {
    const ready = open();
    expect(ready).toMatchObject({ stage: "ready", ends: 5_000 });
    expect(protocolWords(ready, 1_000)).toBe("Next: rest with eyes open – in 4 s");
    expect(childWords(ready)).toBe("Get ready");
    const on = passTime(ready, 5_000);
    expect(on.command).toMatchObject({ block: "restOpen", baseline: true, text: "Rest with eyes open 1 of 4 begins" });
    expect(protocolWords(on.protocol, 85_000)).toBe("Rest with eyes open – 40 s left");
    expect(childWords(on.protocol)).toBe("Rest, eyes open");
    const near = pass(on.protocol, 124_500, true);
    expect(near.clean.windows).toBe(59);
    const over = passTime(countClean(near, clean(125_000), 2_000), 125_000);
    expect(over.command).toMatchObject({ block: "none", kept: true });
    expect(over.said).toBeNull();
    expect(over.protocol).toMatchObject({ stage: "ready", place: 1, past: ["kept"] });
  });

  test("own rest goes on while too little is clean, says how much is wanted, and ends at its bound with a sentence", () => {
    const on = passTime(open(), 5_000).protocol;
    const late = pass(on, 130_000, false);
    expect(late).toMatchObject({ stage: "on", place: 0 });
    expect(protocolWords(late, 130_000)).toBe("Rest with eyes open – 60 clean windows to go");
    expect(windowsToGo(pass(late, 180_000, true, 130_500))).toBe(60 - 25);
    let ended: Turned | undefined;
    let now = late;
    for (let at = 130_500; at <= 300_000 && !ended?.command; at += 500) {
      ended = passTime(now, at);
      now = ended.protocol;
    }
    expect(now.since).toBe(245_000);
    expect(ended?.said).toContain("there will be no score");
  });

  test("windows that overlap count once, and none that began before the block", () => {
    const on = passTime(open(), 5_000).protocol;
    expect(countClean(on, clean(6_900), 2_000).clean.windows).toBe(0);
    const one = countClean(on, clean(7_000), 2_000);
    expect(one.clean.windows).toBe(1);
    expect(countClean(one, clean(8_900), 2_000).clean.windows).toBe(1);
    expect(countClean(one, { ...clean(9_000), outcome: { kind: "none", reason: "gap" } }, 2_000).clean.windows).toBe(1);
    expect(countClean(one, { ...clean(9_000), faults: [["flat"]] }, 2_000).clean.windows).toBe(1);
  });

  test("what was broken off does not count and is done again; what is skipped is left out", () => {
    const on = pass(passTime(open(), 5_000).protocol, 60_000, true);
    const broken = breakOff(on, 60_000, "Break");
    expect(broken).toMatchObject({
      command: { block: "none", kept: false },
      said: "Rest with eyes open 1 of 4 is broken off: Break",
    });
    expect(broken.protocol).toMatchObject({ stage: "paused", clean: { windows: 0 } });
    expect(wantsSilence(broken.protocol)).toBe(false);
    const again = turnToNext(broken.protocol, 90_000).protocol;
    expect(again).toMatchObject({ stage: "ready", place: 0, ends: 95_000 });
    expect(turnToNext(again, 91_000).command).toMatchObject({ block: "restOpen" });
    const skipped = skipBlock(on, 60_000);
    expect(skipped).toMatchObject({ command: { kept: false }, protocol: { place: 1, past: ["skipped"] } });
    expect(stopProtocol(on, 60_000)).toMatchObject({ command: { kept: false }, protocol: { stage: "over" } });
  });

  test("a remark of the therapist's is no mark of a block", () => {
    for (const text of [
      "first smile",
      "Music begins",
      "Rest",
      "Break",
      "Music 1 of 2 ends",
      "Rest with eyes open, eyes open, ends",
    ]) {
      expect(readBlockMark(text)).toBeUndefined();
    }
  });

  test("the child is asked for the same in music and in sham", () => {
    const asked = (block: string) => {
      let now = open();
      while (presentBlock(now)?.block !== block) now = skipBlock(now, 0).protocol;
      const { protocol, command } = turnToNext(now, 0);
      // The recording holds what the child is not told, and the state of the eyes.
      expect(command?.text).toMatch(
        block === "sham" ? /^Sham, eyes open, begins$/ : /^Music \d of 2, eyes open, begins$/,
      );
      return childWords(protocol);
    };
    expect(asked("music")).toBe("Listen, eyes open");
    expect(asked("sham")).toBe(asked("music"));
  });

  test("whatever is tapped and whenever: the EEG is told of an end after each beginning, and all comes to an end", () => {
    const tap = constantFrom("next", "skip", "break", "time", "stop");
    const options = record({
      eyes: constantFrom("open" as const, "closed" as const),
      rounds: integer({ min: -1, max: 9 }),
      block: integer({ min: 0, max: 400_000 }),
    });
    fc.assert(
      property(options, array(tuple(tap, integer({ min: 1, max: 300_000 })), { maxLength: 60 }), (asked, taps) => {
        let now = open(asked);
        let at = 0;
        let begun = false;
        let spoken = 0;
        for (const [what, passed] of taps) {
          at += passed;
          const turned = {
            next: turnToNext,
            skip: skipBlock,
            stop: stopProtocol,
            time: passTime,
            break: (protocol: Protocol, then: number) => breakOff(protocol, then, "Break"),
          }[what](now, at);
          if (turned.command) {
            const before = presentBlock(now);
            const block = turned.command.block === "none" ? before?.block : turned.command.block;
            const end = turned.command.kept ? "ends" : "void";
            const what = turned.command.block === "none" ? end : "begins";
            const eyes = block === "restOpen" ? "open" : block === "restClosed" ? "closed" : now.options.eyes;
            expect(readBlockMark(turned.command.text)).toEqual({ block, eyes, what });
            expect(turned.command.block === "none").toBe(begun);
            begun = !begun;
            spoken++;
          }
          now = turned.protocol;
          expect(begun).toBe(now.stage === "on");
          expect(now.ends === null).toBe(now.stage === "paused" || now.stage === "over");
          expect(now.past.length).toBeLessThanOrEqual(now.blocks.length);
          expect(protocolWords(now, at).length).toBeGreaterThan(10);
        }
        expect(spoken).toBeLessThanOrEqual(2 * taps.length);
      }),
    );
  });
});
