import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DEFAULT_STEERING } from "../../../src/engine/partner/steering.ts";
import {
  type History,
  NO_HISTORY,
  redo,
  remember,
  type Setting,
  takeBack,
} from "../../../src/engine/session/history.ts";
import { DEFAULT_SOUNDS } from "../../../src/engine/session/sounds.ts";

const setting = (busy: number): Setting => ({
  steering: { ...DEFAULT_STEERING, busy },
  technique: "answer",
  sounds: DEFAULT_SOUNDS,
});

describe("what was set", () => {
  test("can be taken back step by step, and set again", () => {
    let history: History = NO_HISTORY;
    for (const busy of [0, 1, 2]) history = remember(history, busy * 10_000, setting(busy), "busy");
    const back = takeBack(history, setting(3));
    expect(back?.setting).toEqual(setting(2));
    const again = redo(back?.history as History, setting(2));
    expect(again?.setting).toEqual(setting(3));
    expect(again?.history.past).toEqual(history.past);
  });

  test("steps of one hold are one change; another thing, or later, is another", () => {
    const first = remember(NO_HISTORY, 0, setting(0), "tempo");
    const held = remember(first, 250, setting(1), "tempo");
    expect(held.past).toEqual([setting(0)]);
    expect(remember(held, 500, setting(2), "loudness").past).toHaveLength(2);
    expect(remember(held, 2_000, setting(2), "tempo").past).toHaveLength(2);
  });

  test("a new change after a step back forgets what lay ahead", () => {
    const back = takeBack(remember(NO_HISTORY, 0, setting(0), "busy"), setting(1));
    const changed = remember(back?.history as History, 9_000, setting(0), "busy");
    expect(redo(changed, setting(5))).toBeUndefined();
  });

  test("fifty steps are kept, and any walk back ends where it began", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 80 }), (values) => {
        let history: History = NO_HISTORY;
        let present = setting(9);
        for (const [index, busy] of values.entries()) {
          history = remember(history, index * 10_000, present, "busy");
          present = setting(busy);
        }
        const last = present;
        let steps = 0;
        for (let back = takeBack(history, present); back; back = takeBack(history, present)) {
          ({ history, setting: present } = back);
          steps += 1;
        }
        expect(steps).toBe(Math.min(50, values.length));
        for (let forth = redo(history, present); forth; forth = redo(history, present)) {
          ({ history, setting: present } = forth);
        }
        expect(present).toEqual(last);
      }),
    );
  });
});
