import type { Voice } from "../src/engine/music/voice.ts";
import type { PlannedNote } from "../src/engine/partner/partner.ts";
import type { SoundCommand } from "../src/engine/session/command.ts";
import { countSound } from "../src/engine/session/limits/share.ts";
import { type Limits, limitChild, limitPartner, NO_LIMITS_USED } from "../src/engine/session/limits.ts";
import { DEFAULT_PROFILE } from "../src/engine/session/profile.ts";
import { figures, machineSince, now, quantile, stolenSeconds } from "./helpers/figures.ts";

/**
 * What the last stage costs: a note, a chord of four, the child's own note and an answer of forty notes, in the middle of a busy
 * accompaniment and behind one that is planned as densely as the limits allow. Beside each, the same commands made with no limit.
 */

const ROUNDS = 5_000;
const began = now();
const stolen = stolenSeconds();

/** The commands that would leave if nothing were held to a limit. */
function unlimited(notes: readonly PlannedNote[]): SoundCommand[] {
  const commands = notes.flatMap(({ onset, duration, pitch, velocity, voice }): SoundCommand[] => {
    const spoken = voice ? { voice } : {};
    return [
      { kind: "noteOn", at: onset, player: "partner", pitch, velocity, ...spoken },
      { kind: "noteOff", at: onset + duration, player: "partner", pitch, ...spoken },
    ];
  });
  return commands.sort((a, b) => a.at - b.at);
}

const note = (onset: number, pitch: number, voice: Voice, duration = 240): PlannedNote => ({
  onset,
  duration,
  pitch,
  velocity: 60,
  voice,
});
const chord = (onset: number, turn: number): PlannedNote[] => [
  note(onset, 72 + (turn % 12), "melody"),
  note(onset, 40 + (turn % 5), "bass", 1_900),
  note(onset, 60 + (turn % 7), "chords", 1_900),
  note(onset, 36, "drum", 60),
];

interface Case {
  readonly name: string;
  plan(at: number, turn: number): PlannedNote[];
}
const CASES: Case[] = [
  { name: "a note", plan: (at, turn) => [note(at + 250, 60 + (turn % 12), "melody")] },
  { name: "a chord of four", plan: (at, turn) => chord(at + 250, turn) },
  {
    name: "an answer of forty notes",
    plan: (at) => Array.from({ length: 40 }, (_, i) => note(at + 300 + 200 * i, 60 + ((i * 5) % 12), "melody", 180)),
  },
];

/** A minute of accompaniment, up to `at`: four onsets a second, each a chord; the child sounds as long. */
function busy(): { limits: Limits; at: number } {
  let limits = NO_LIMITS_USED;
  for (let turn = 0; turn < 240; turn++) {
    const at = 250 * turn;
    limits = limitPartner(limits, DEFAULT_PROFILE, chord(at + 250, turn), at, 0, at).limits;
    limits = countSound(limits, "child", at, at + 250);
  }
  return { limits, at: 60_000 };
}

/** Behind it ten seconds that are planned as densely as may be: 48 notes a second asked for. */
function full(): { limits: Limits; at: number } {
  const { limits, at } = busy();
  const dense = Array.from({ length: 120 }, (_, turn) => chord(at + 12_000 + 84 * turn, turn)).flat();
  return { limits: limitPartner(limits, { ...DEFAULT_PROFILE, density: 12 }, dense, at, 0, at).limits, at };
}

/** Times (ms) of a call in the same state, again and again. */
function timed(call: (turn: number) => unknown): number[] {
  for (let turn = 0; turn < 2_000; turn++) call(turn);
  return Array.from({ length: ROUNDS }, (_, turn) => {
    const start = performance.now();
    call(turn);
    return performance.now() - start;
  });
}

for (const [where, { limits, at }] of [
  ["in a busy accompaniment", busy()],
  ["before ten seconds planned to the full", full()],
] as const) {
  console.log(`\n${where} (${limits.allowed.length} notes kept in mind):`);
  for (const { name, plan } of CASES) {
    const limited = timed((turn) => limitPartner(limits, DEFAULT_PROFILE, plan(at, turn), at, 0, at));
    const bare = timed((turn) => unlimited(plan(at, turn)));
    const left = limitPartner(limits, DEFAULT_PROFILE, plan(at, 0), at, 0, at).commands.length / 2;
    console.log(`  ${name} (${left} left)`);
    console.log(`    through the limits   ${figures(limited)}`);
    console.log(`    with no limit        ${figures(bare)}`);
    console.log(`    p50 ratio ${(quantile(limited, 0.5) / quantile(bare, 0.5)).toFixed(1)}`);
  }
  const child = timed((turn) => limitChild(limits, DEFAULT_PROFILE, at + 60 * turn, 60 + (turn % 24), 90));
  console.log(`  the child's own note\n    through the limits   ${figures(child)}`);
}
console.log(`\n${machineSince(began, stolen)}`);
