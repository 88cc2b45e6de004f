import type { Millis, Velocity } from "../time/units.ts";
import type { NoiseCommand } from "./command.ts";
import { foldPitch } from "./limits/sounds.ts";
import type { Step } from "./perform.ts";
import type { Session } from "./session.ts";

/** What is played to measure how loud the room is at the child's ear: pink noise, nothing, or one note of a velocity. */
export type Measure = "noise" | "nothing" | Velocity;

/** Level of the noise, in decibels under full scale, and how fast it comes up to it, in decibels a second (sensory-safety.md 2). */
const NOISE = { level: -20, rise: 6 } as const;
/** The noise ends by itself after so long: ten seconds to come up, and time to read a meter. */
const LONGEST: Millis = 40_000;
const NOTE: Millis = 2_000;
/** A above the middle C. */
const PITCH = 69;

/** Ends the noise, where there is any. */
export function endNoise(session: Session, at: Millis): Step {
  if (!session.noise) return { session, commands: [] };
  return { session: { ...session, noise: false }, commands: [noise(at, null)] };
}

function noise(at: Millis, level: NoiseCommand["level"]): NoiseCommand {
  return { kind: "noise", at, level, rise: NOISE.rise };
}

/** Plays what is measured, before a session; a note is never louder than the child's limit. */
export function playMeasure(session: Session, at: Millis, play: Measure): Step {
  const quiet = endNoise(session, at);
  if (play === "nothing" || session.running || session.stopped) return quiet;
  if (play === "noise") {
    return {
      session: { ...session, noise: true },
      commands: [noise(at, NOISE.level), { kind: "wake", at: at + LONGEST, name: "measure" }],
    };
  }
  const { velocityCap, lowNote, topNote } = session.settings.profile;
  const pitch = foldPitch(PITCH, lowNote, topNote);
  const velocity = Math.max(1, Math.min(velocityCap, Math.round(play)));
  const note = { player: "partner", pitch } as const;
  return {
    session: quiet.session,
    commands: [
      ...quiet.commands,
      { kind: "noteOn", at, velocity, ...note },
      { kind: "noteOff", at: at + NOTE, ...note },
    ],
  };
}
