import { describe, expect, test } from "vitest";
import type { SoundCommand } from "../../src/engine/session/command.ts";
import { soundingNotes } from "../helpers/sounding-notes.ts";
import { playScene } from "../helpers/stage.ts";

const on = (at: number, pitch: number): SoundCommand => ({
  kind: "noteOn",
  at,
  player: "partner",
  pitch,
  velocity: 60,
});
const off = (at: number, pitch: number): SoundCommand => ({ kind: "noteOff", at, player: "partner", pitch });

function spans(heard: readonly SoundCommand[]): number[][] {
  return soundingNotes(heard, "partner").map(({ onset, end, pitch }) => [pitch, onset, end]);
}

describe("the notes that sounded", () => {
  test("are dropped or cut by a release of their player", () => {
    const child: SoundCommand = { kind: "release", at: 150, player: "child", fade: 10 };
    const release: SoundCommand = { kind: "release", at: 200, player: "partner", fade: 150 };
    expect(spans([on(0, 60), on(100, 62), child, off(120, 60), on(300, 64), release, off(500, 62)])).toEqual([
      [60, 0, 120],
      [62, 100, 350],
    ]);
  });

  test("are cut by STOP, whoever plays", () => {
    expect(spans([on(0, 60), { kind: "silence", at: 200, fade: 150 }, on(900, 60), off(1_000, 60)])).toEqual([
      [60, 0, 350],
      [60, 900, 1_000],
    ]);
  });

  test("are ended by being struck again, and two voices on one pitch are two notes", () => {
    expect(spans([on(0, 60), on(200, 60), off(200, 60), off(300, 60)])).toEqual([
      [60, 0, 200],
      [60, 200, 300],
    ]);
    const bass = { ...on(50, 60), voice: "bass" } as SoundCommand;
    expect(
      spans([on(0, 60), bass, off(100, 60), { ...off(400, 60), voice: "bass" } as SoundCommand as SoundCommand]),
    ).toEqual([
      [60, 0, 100],
      [60, 50, 400],
    ]);
  });
});

describe("a scene", () => {
  const scene = playScene({ technique: "answer", child: "bursty", minutes: 3, seed: 2, steering: { space: 4_000 } });

  test("tells when the child struck and what the partner did in between", () => {
    expect(scene.childOnsets.length).toBeGreaterThan(50);
    expect(scene.partnerNotes.length).toBeGreaterThan(10);
    for (const note of scene.partnerNotes) expect(note.end).toBeGreaterThan(note.onset);
    const states = new Set(scene.moments.map(({ state }) => state));
    expect([...states]).toEqual(expect.arrayContaining(["listening", "breath", "playing", "space"]));
    expect(scene.moments.at(-1)).toMatchObject({ state: "silent", spaceEndsAt: null });
  });

  test("has the partner in its turn when its notes begin, and a space of the set length after an unbroken answer", () => {
    for (const { onset } of scene.partnerNotes) {
      expect(["breath", "playing", "offerAgain"]).toContain(scene.momentAt(onset + 1)?.state);
    }
    const spaces = scene.moments.filter(({ state }) => state === "space");
    expect(spaces.length).toBeGreaterThan(0);
    for (const { at, spaceEndsAt } of spaces) expect((spaceEndsAt ?? 0) - at).toBeCloseTo(4_000, 2);
  });
});
