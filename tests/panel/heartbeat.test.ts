import { expect, test } from "vitest";
import { BEAT, Heartbeat } from "../../src/panel/heartbeat.ts";

test("an engine that does not answer is silent at the third beat", () => {
  const heart = new Heartbeat();
  for (let beat = 0; beat < 100; beat++) {
    expect(heart.beat(beat * BEAT)).toBe(false);
    heart.answered();
  }
  expect([100, 101, 102, 103].map((beat) => heart.beat(beat * BEAT))).toEqual([false, false, true, true]);
  heart.answered();
  expect(heart.beat(104 * BEAT)).toBe(false);
});

test("a page that was held up itself does not take the engine for gone", () => {
  const heart = new Heartbeat();
  heart.beat(0);
  heart.beat(BEAT);
  expect(heart.beat(900)).toBe(false);
  heart.answered();
  expect(heart.beat(900 + BEAT)).toBe(false);
});

test("but it notices soon after that nobody answers", () => {
  const heart = new Heartbeat();
  heart.beat(0);
  expect([900, 950, 1_000].map((at) => heart.beat(at))).toEqual([false, false, true]);
});
