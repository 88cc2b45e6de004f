import { describe, expect, test } from "vitest";
import type { Untimed } from "../../../src/engine/run/conductor.ts";
import type { SessionEvent } from "../../../src/engine/session/event.ts";
import { SimulatedClock } from "../../../src/engine/time/clock.ts";
import { GESTURES_SECTION } from "../../../src/hardware/drivers.ts";
import { openChildGestures } from "../../../src/server/child-gestures.ts";

const ORIGIN = 4_000;

/** What becomes of three minutes of a simulated wearer. */
function listen(taps: "tell" | "play") {
  const clock = new SimulatedClock(ORIGIN);
  const events: { event: Untimed<SessionEvent>; at: number }[] = [];
  const section = GESTURES_SECTION.parse({ driver: "simulated-wearer", wearer: 77, gestures: 1, taps });
  openChildGestures(section, clock, ORIGIN, (event) => events.push({ event, at: clock.now() - ORIGIN }));
  clock.advance(180_000);
  return events;
}

describe("the child's gestures in the room", () => {
  test("become events of the session, in its time, each told after it was made", () => {
    const events = listen("tell");
    const gestures = events.flatMap(({ event, at }) => (event.kind === "gesture" ? [{ ...event, at }] : []));
    expect(gestures.length).toBeGreaterThan(10);
    expect(new Set(gestures.map(({ gesture }) => gesture)).size).toBeGreaterThanOrEqual(4);
    for (const { at, strokes, strength } of gestures) {
      expect(strokes.length).toBeGreaterThan(0);
      for (const stroke of strokes) {
        expect(stroke).toBeGreaterThan(0);
        expect(stroke).toBeLessThanOrEqual(at);
      }
      expect(strength).toBeGreaterThanOrEqual(0);
      expect(strength).toBeLessThanOrEqual(1);
    }
    expect(events.some(({ event }) => event.kind === "noteOn")).toBe(false);
    expect(events.filter(({ event }) => event.kind === "device").map(({ event }) => event)).toMatchObject([
      { device: "Wrist", status: "ready" },
    ]);
  });

  test("taps that play are soft strokes on a pad, each ended, and no gestures", () => {
    const events = listen("play");
    const on = events.flatMap(({ event }) => (event.kind === "noteOn" ? [event] : []));
    const off = events.filter(({ event }) => event.kind === "noteOff");
    expect(on.length).toBeGreaterThan(5);
    expect(off.length).toBe(on.length);
    for (const { player, pad, velocity } of on) {
      expect([player, pad]).toEqual(["child", true]);
      expect(velocity).toBeLessThanOrEqual(72);
    }
    expect(events.some(({ event }) => event.kind === "gesture" && event.gesture === "tap")).toBe(false);
  });
});
