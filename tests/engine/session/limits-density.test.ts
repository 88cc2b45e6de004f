import { describe, expect, test } from "vitest";
import type { Voice } from "../../../src/engine/music/voice.ts";
import type { PlannedNote } from "../../../src/engine/partner/partner.ts";
import type { NoteOffCommand, NoteOnCommand } from "../../../src/engine/session/command.ts";
import { limitPartner, NO_LIMITS_USED } from "../../../src/engine/session/limits.ts";
import { DEFAULT_PROFILE, type Profile } from "../../../src/engine/session/profile.ts";

const note = (onset: number, pitch: number, voice?: Voice, duration = 100): PlannedNote => ({
  onset,
  duration,
  pitch,
  velocity: 64,
  ...(voice ? { voice } : {}),
});

function pass(notes: readonly PlannedNote[], profile: Profile = DEFAULT_PROFILE) {
  const passed = limitPartner(NO_LIMITS_USED, profile, notes, 0, 0);
  const ons = passed.commands.filter((command): command is NoteOnCommand => command.kind === "noteOn");
  const offs = passed.commands.filter((command): command is NoteOffCommand => command.kind === "noteOff");
  return { ...passed, ons, offs, at: ons.map(({ at }) => at), pitches: ons.map(({ pitch }) => pitch) };
}

describe("onsets in a second", () => {
  const fast = Array.from({ length: 20 }, (_, i) => note(i * 50, 60 + (i % 5)));

  test("are the profile's at the most; the rest is left out, and told", () => {
    const { at, held, limits } = pass(fast);
    expect(at).toEqual([0, 50, 100, 150, 200, 250, 300, 350]);
    expect(held).toBe("notes were left out: they came too fast");
    expect(limits.held.density).toBe(12);
  });

  test("count a chord once, which four notes may be, the melody first", () => {
    const chord = [note(0, 60, "chords"), note(0, 64, "chords"), note(10, 67, "chords"), note(0, 48, "bass")];
    expect(pass(chord).ons).toHaveLength(4);
    const { ons, held } = pass([...chord, note(0, 72), note(5, 38, "drum")]);
    expect(ons.map(({ voice }) => voice ?? "melody").sort()).toEqual(["bass", "chords", "chords", "melody"]);
    expect(held).toBe("notes were left out: too many at once");
  });

  test("a note up to 35 ms ahead of one that is planned waits for it", () => {
    const first = limitPartner(NO_LIMITS_USED, DEFAULT_PROFILE, [note(500, 60)], 0, 0);
    const { commands } = limitPartner(first.limits, DEFAULT_PROFILE, [note(470, 64)], 0, 0);
    expect(commands.map(({ at }) => at)).toEqual([500, 600]);
  });
});

describe("one pitch of one voice", () => {
  test("is never struck while it sounds; in two voices it is two notes", () => {
    const { ons, offs, held } = pass([note(0, 60), note(60, 60, "bass"), note(150, 60)]);
    expect(ons.map(({ at, voice }) => [at, voice])).toEqual([
      [0, undefined],
      [60, "bass"],
      [150, undefined],
    ]);
    expect(offs.map(({ voice }) => voice)).toEqual([undefined, "bass", undefined]);
    expect(held).toBeNull();
    const first = limitPartner(NO_LIMITS_USED, DEFAULT_PROFILE, [note(0, 60, "bass", 8_000)], 0, 0);
    const again = limitPartner(first.limits, DEFAULT_PROFILE, [note(1_000, 60, "bass")], 500, 0);
    expect(again.commands).toEqual([]);
    expect(again.held).toBe("a note was left out: it still sounded");
  });

  test("is shortened where the same plan strikes it again", () => {
    expect(pass([note(0, 60, undefined, 400), note(300, 60)]).offs.map(({ at }) => at)).toEqual([300, 400]);
  });

  test("ends before a later one that has left already", () => {
    const later = limitPartner(NO_LIMITS_USED, DEFAULT_PROFILE, [note(400, 60)], 0, 0);
    const { commands } = limitPartner(later.limits, DEFAULT_PROFILE, [note(0, 60, undefined, 600)], 0, 0);
    expect(commands).toMatchObject([
      { kind: "noteOn", at: 0, requested: { duration: 600 } },
      { kind: "noteOff", at: 399 },
    ]);
  });
});

describe("lengths and pitches", () => {
  test("a melody note and a drum last 2 s, a held bass or chord 8 s", () => {
    const long = (["melody", "drum", "bass", "chords"] as const).map((voice, i) => note(0, 60 + i, voice, 20_000));
    const lengths = new Map(pass(long).offs.map(({ voice, at }) => [voice, at]));
    expect(Object.fromEntries(lengths)).toEqual({ melody: 2_000, drum: 2_000, bass: 8_000, chords: 8_000 });
  });

  test("the bass may go an octave under the partner's range, and nothing under E1", () => {
    const low = (voice: Voice, lowNote: number) =>
      pass([note(0, 24, voice)], { ...DEFAULT_PROFILE, lowNote }).pitches[0];
    expect(low("melody", 48)).toBe(48);
    expect(low("bass", 48)).toBe(36);
    expect(low("bass", 28)).toBe(36);
  });

  test("a drum that is off is played by a soft one, and left out where all of those are off", () => {
    const crash = pass([note(0, 49, "drum")]);
    expect(crash.ons).toMatchObject([{ pitch: 70, voice: "drum", requested: { pitch: 49 } }]);
    expect(crash.offs).toMatchObject([{ pitch: 70, voice: "drum" }]);
    expect(crash.held).toBe("a sound that is off was left out or replaced");
    expect(pass([note(0, 36, "drum")]).pitches).toEqual([36]);
    const none = { ...DEFAULT_PROFILE, blockedDrums: [49, 70, 64, 45, 36] };
    expect(pass([note(0, 49, "drum")], none).ons).toEqual([]);
  });

  test("a note that makes no sense is left out, and the others are played", () => {
    const { ons, held } = pass([
      note(Number.NaN, 60),
      { ...note(0, 62), velocity: Number.NaN },
      note(0, 1e300),
      note(0, 64),
    ]);
    expect(ons.map(({ pitch }) => pitch)).toEqual([64]);
    expect(held).toBe("a note was left out: it made no sense");
  });
});
