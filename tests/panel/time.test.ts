import { describe, expect, test } from "vitest";
import { EngineTime } from "../../src/panel/engine-time.ts";
import { SessionTime } from "../../src/panel/session-time.ts";

describe("the engine's clock at the panel", () => {
  test("is unknown before the first ping", () => {
    expect(new EngineTime().toLocal(5)).toBeUndefined();
  });

  test("the ping of the shortest trip counts", () => {
    const time = new EngineTime();
    // The engine is 10 000 ms ahead. A trip of 100 ms spent almost all of it on the way back.
    time.observe(0, 100, 10_005);
    time.observe(200, 202, 10_201);
    time.observe(300, 380, 10_375);
    expect(time.toLocal(10_201)).toBe(201);
    expect(time.toLocal(11_000)).toBe(1_000);
  });

  test("another engine has another clock", () => {
    const time = new EngineTime();
    time.observe(0, 2, 10_001);
    time.forget();
    expect(time.toLocal(10_000)).toBeUndefined();
  });
});

describe("session time at the panel", () => {
  test("runs on between states; a delayed state does not set it back", () => {
    const time = new SessionTime();
    expect(time.at(0)).toBeUndefined();
    time.observe(1_000, 502);
    time.observe(1_050, 590);
    expect(time.at(602)).toBe(1_100);
  });

  test("a new session begins anew", () => {
    const time = new SessionTime();
    time.observe(90_000, 100);
    time.observe(50, 200);
    expect(time.at(250)).toBe(100);
  });
});
