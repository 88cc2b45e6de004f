import { describe, expect, test } from "vitest";
import {
  computerKey,
  FIRST_WHITE,
  moveStrip,
  stripPitches,
  touchVelocity,
  whitePitch,
  whitesIn,
} from "../../src/panel/keyboard.ts";
import { scales as german } from "../../src/panel/languages/de/scales.ts";
import { scales as english } from "../../src/panel/languages/en/scales.ts";
import { noteName } from "../../src/panel/note-names.ts";
import { pitchSpan, Roll } from "../../src/panel/roll.ts";
import { StopLatch } from "../../src/panel/stop-latch.ts";
import type { RollNote } from "../../src/server/protocol.ts";

const note = (id: number, onset: number, duration: number | null, pitch = 60): RollNote => ({
  id,
  player: "child",
  pitch,
  velocity: 64,
  onset,
  duration,
});

describe("the roll", () => {
  test("a later note of the same id replaces the earlier", () => {
    const roll = new Roll();
    roll.merge([note(1, 0, null)]);
    roll.merge([note(1, 0, 500)]);
    expect(roll.between(0, 1_000)).toEqual([note(1, 0, 500)]);
  });

  test("shows what touches the window, a sounding note included, and forgets after two minutes and more", () => {
    const roll = new Roll();
    roll.merge([note(1, 0, 500), note(2, 800, null), note(3, 2_000, 100)]);
    expect(roll.between(400, 1_500).map(({ id }) => id)).toEqual([1, 2]);
    roll.forget(131_000);
    expect(roll.between(0, 90_000).map(({ id }) => id)).toEqual([2, 3]);
  });

  test("grows by octaves to hold every note", () => {
    expect(pitchSpan([])).toEqual({ lowest: 48, highest: 84 });
    expect(pitchSpan([note(1, 0, 1, 35), note(2, 0, 1, 85)])).toEqual({ lowest: 24, highest: 96 });
  });

  test("notes are called as the language calls them: what is B in English is H in German, and B there is B flat", () => {
    const named = (notes: readonly string[]) => [60, 63, 58, 59].map((pitch) => noteName(pitch, notes)).join(" ");
    expect(named(english.pitches)).toBe("C4 E♭4 B♭3 B3");
    expect(named(german.pitches)).toBe("C4 Es4 B3 H3");
  });
});

describe("the keys", () => {
  test("two octaves from C4, as on a piano", () => {
    const whites = Array.from({ length: whitesIn(990) }, (_, index) => FIRST_WHITE + index);
    expect(stripPitches(whites)).toEqual(Array.from({ length: 25 }, (_, index) => 60 + index));
  });

  test("on a narrow page there are five, and they move by five, within C2 to C7", () => {
    expect(whitesIn(300)).toBe(5);
    expect(whitePitch(moveStrip(FIRST_WHITE, 5, 1))).toBe(69);
    for (const direction of [-1, 1] as const) {
      let first = FIRST_WHITE;
      for (let move = 0; move < 20; move++) first = moveStrip(first, 15, direction);
      expect(whitePitch(direction < 0 ? first : first + 14)).toBe(direction < 0 ? 36 : 96);
    }
  });

  test("of the computer", () => {
    expect(["KeyA", "KeyW", "KeyS", "KeyK"].map((code) => computerKey(code, FIRST_WHITE))).toEqual(
      [60, 61, 62, 72].map((play) => ({ play })),
    );
    expect(computerKey("KeyZ", FIRST_WHITE)).toEqual({ move: -1 });
    for (const code of ["Escape", "Space", "Enter", "Tab"]) expect(computerKey(code, FIRST_WHITE)).toBeUndefined();
  });

  test("velocity keeps to 48–80, wherever a finger is said to be", () => {
    expect([-3, 0, 0.5, 1, 9].map(touchVelocity)).toEqual([48, 48, 64, 80, 80]);
  });
});

describe("STOP's latch", () => {
  test("holds against states that were under way, and opens when the engine has continued", () => {
    const latch = new StopLatch();
    latch.press(0);
    expect(latch.observe(false, 10)).toBe(false);
    latch.acknowledge(20);
    expect(latch.observe(false, 30)).toBe(false);
    expect(latch.observe(true, 50)).toBe(false);
    expect(latch.observe(true, 60_000)).toBe(false);
    expect(latch.observe(false, 60_050)).toBe(true);
  });

  test("a STOP that no engine has heard holds for ever", () => {
    const latch = new StopLatch();
    latch.press(0);
    expect(latch.observe(false, 3_600_000)).toBe(false);
    expect(latch.unheard).toBe(true);
  });

  test("an engine that falls silent without being stopped may play on after a moment", () => {
    const latch = new StopLatch();
    latch.hear(0);
    expect(latch.observe(false, 1_000)).toBe(false);
    expect(latch.observe(false, 1_600)).toBe(true);
  });
});
