import fc from "fast-check";
import { expect, test } from "vitest";
import type { Voice } from "../../../src/engine/music/voice.ts";
import type { PlannedNote } from "../../../src/engine/partner/partner.ts";
import type { Command } from "../../../src/engine/session/command.ts";
import { limitLevel } from "../../../src/engine/session/limits/level.ts";
import { beginShare, countSound } from "../../../src/engine/session/limits/share.ts";
import {
  endChild,
  forgetReleased,
  limitChild,
  limitPartner,
  NO_LIMITS_USED,
} from "../../../src/engine/session/limits.ts";
import { boundProfile, type Profile } from "../../../src/engine/session/profile.ts";
import { breachesOf } from "../../helpers/limit-checker.ts";

const HOSTILE = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1e9, 1e9, 0, -0, 1e-9, 1e300];

/** Mostly what music would ask for; now and then what nothing should. */
function number(usual: fc.Arbitrary<number>): fc.Arbitrary<number> {
  return fc.oneof({ weight: 24, arbitrary: usual }, { weight: 1, arbitrary: fc.constantFrom(...HOSTILE) });
}

const anyNote: fc.Arbitrary<PlannedNote> = fc.record(
  {
    onset: number(fc.oneof(fc.integer({ min: -200, max: 9_000 }), fc.double({ min: 0, max: 500, noNaN: true }))),
    duration: number(fc.integer({ min: -50, max: 12_000 })),
    pitch: number(fc.oneof(fc.integer({ min: 60, max: 63 }), fc.double({ min: -20, max: 160, noNaN: true }))),
    velocity: number(fc.integer({ min: -5, max: 200 })),
    voice: fc.constantFrom<Voice>("melody", "bass", "chords", "drum"),
  },
  { requiredKeys: ["onset", "duration", "pitch", "velocity"] },
);

/** Notes in one instant, or as near as numbers come: a billion in a second. */
const burst: fc.Arbitrary<PlannedNote[]> = fc
  .record({ onset: fc.integer({ min: 0, max: 3_000 }), pitch: fc.integer({ min: 20, max: 110 }) })
  .map(({ onset, pitch }) =>
    Array.from({ length: 30 }, (_, i) => ({ onset: onset + i * 1e-6, duration: 900, pitch: pitch + i, velocity: 127 })),
  );
/** A plain beat with a melody over it, so that streams without a hostile number are long enough to reach the limits. */
const beat: fc.Arbitrary<PlannedNote[]> = fc
  .record({
    every: fc.integer({ min: 40, max: 700 }),
    count: fc.integer({ min: 1, max: 24 }),
    velocity: fc.integer({ min: 1, max: 127 }),
    voice: fc.constantFrom<Voice>("melody", "bass", "chords", "drum"),
    legato: fc.double({ min: 0.1, max: 1.5, noNaN: true }),
  })
  .map(({ every, count, velocity, voice, legato }) =>
    Array.from({ length: count }, (_, i) => ({
      onset: i * every,
      duration: every * legato,
      pitch: voice === "drum" ? 36 + (i % 24) : 48 + (i % 9),
      velocity: Math.min(127, velocity + i * 4),
      voice,
    })),
  );

/** A melody without an end, longer than the partner's credit. */
const endless: fc.Arbitrary<PlannedNote[]> = fc
  .integer({ min: 5, max: 30 })
  .map((count) =>
    Array.from({ length: count }, (_, i) => ({ onset: 1_500 * i, duration: 1_500, pitch: 60 + (i % 7), velocity: 40 })),
  );

const anyProfile: fc.Arbitrary<Partial<Profile>> = fc.record(
  {
    velocityCap: number(fc.integer({ min: -10, max: 400 })),
    topNote: number(fc.integer({ min: 0, max: 200 })),
    lowNote: number(fc.integer({ min: 0, max: 200 })),
    tempo: fc.record({
      least: number(fc.integer({ min: 1, max: 400 })),
      most: number(fc.integer({ min: 1, max: 400 })),
    }),
    density: number(fc.integer({ min: -1, max: 40 })),
    share: number(fc.double({ min: -1, max: 2, noNaN: true })),
    sensitive: fc.boolean(),
    blockedDrums: fc.uniqueArray(fc.integer({ min: 30, max: 85 })),
    blockedPrograms: fc.array(number(fc.integer({ min: -1, max: 200 })), { maxLength: 4 }),
    childDuringBreak: fc.constantFrom("softer" as const, "off" as const),
  },
  { requiredKeys: [] },
);

const anyAct = fc.oneof(
  { weight: 4, arbitrary: fc.array(anyNote, { maxLength: 8 }).map((notes) => ({ kind: "play", notes }) as const) },
  { weight: 4, arbitrary: beat.map((notes) => ({ kind: "play", notes }) as const) },
  { weight: 1, arbitrary: endless.map((notes) => ({ kind: "play", notes }) as const) },
  { weight: 1, arbitrary: burst.map((notes) => ({ kind: "play", notes }) as const) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 1_000 }).map((fade) => ({ kind: "release", fade }) as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "silence" } as const) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("level" as const),
      player: fc.constantFrom("partner" as const, "child" as const),
      level: number(fc.constantFrom(0, 0, 0, -6, -12, -96, 12)),
      over: number(fc.integer({ min: 0, max: 2_000 })),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("child" as const),
      pitch: number(fc.integer({ min: 30, max: 90 })),
      velocity: number(fc.integer({ min: 1, max: 127 })),
      span: fc.integer({ min: 1, max: 4_000 }),
      pad: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: "phase" } as const) },
);
const anyStream = fc.array(
  fc.record({
    after: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 6_000 })),
    act: anyAct,
    trim: fc.constantFrom(0, 0, -6),
  }),
  { maxLength: 14 },
);

type Act = typeof anyAct extends fc.Arbitrary<infer T> ? T : never;

/** Lets a stream of acts through the last stage, as a session does, and collects what leaves. */
function play(stream: readonly { after: number; act: Act; trim: number }[], profile: Profile) {
  let limits = NO_LIMITS_USED;
  let now = 0;
  let childEnd = Number.NEGATIVE_INFINITY;
  const commands: Command[] = [];
  const phases: number[] = [];
  const sounded: { from: number; to: number }[] = [];
  for (const { after, act, trim } of stream) {
    now += after;
    switch (act.kind) {
      case "play": {
        const planned = act.notes.map((note) => ({ ...note, onset: now + note.onset }));
        const passed = limitPartner(limits, profile, planned, now, trim, childEnd);
        for (const command of passed.commands) expect(command.at).toBeGreaterThanOrEqual(now);
        limits = passed.limits;
        commands.push(...passed.commands);
        break;
      }
      case "release":
        limits = forgetReleased(limits, now, act.fade);
        commands.push({ kind: "release", at: now, player: "partner", fade: act.fade });
        break;
      case "silence":
        limits = forgetReleased(limits, now, 150);
        commands.push({ kind: "silence", at: now, fade: 150 });
        break;
      case "level": {
        const turned = limitLevel(limits, profile, { ...act, at: now });
        limits = turned.limits;
        commands.push(...turned.commands);
        break;
      }
      case "child": {
        const passed = limitChild(limits, profile, now, act.pitch, act.velocity, act.pad);
        commands.push(...passed.commands);
        const from = now;
        now += act.span;
        commands.push(...endChild(profile, now, act.pitch, act.pad));
        limits = countSound(passed.limits, "child", from, now);
        sounded.push({ from, to: now });
        childEnd = now;
        break;
      }
      case "phase":
        // A phase has a card of its own: what the one before had planned is dropped.
        limits = beginShare(forgetReleased(limits, now, 0), now);
        commands.push({ kind: "release", at: now, player: "partner", fade: 0 });
        phases.push(now);
        break;
    }
  }
  return { commands, circumstances: { others: [sounded], phases }, limits };
}

test("10,000 streams of hostile notes, levels and profiles: nothing leaves beyond a limit", () => {
  let left = 0;
  const reached = new Set<string>();
  fc.assert(
    fc.property(anyStream, anyProfile, (stream, asked) => {
      const profile = boundProfile(asked);
      const { commands, circumstances, limits } = play(stream, profile);
      left += commands.length;
      for (const [reason, count] of Object.entries(limits.held)) if (count > 0) reached.add(reason);
      expect(breachesOf(commands, profile, circumstances)).toEqual([]);
    }),
    { numRuns: 10_000 },
  );
  // A last stage that let nothing through, or was never asked for too much, would prove nothing.
  expect(left).toBeGreaterThan(100_000);
  expect([...reached].sort()).toEqual(Object.keys(NO_LIMITS_USED.held).sort());
}, 600_000);
