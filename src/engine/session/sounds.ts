import type { Voice } from "../music/voice.ts";
import type { Millis } from "../time/units.ts";
import type { ProgramCommand } from "./command.ts";
import { mayUseProgram } from "./limits/sounds.ts";
import type { Profile } from "./profile.ts";

/**
 * The sounds that can be chosen, in the order in which they stand in for one another: soft, without bells and whistles, and even over
 * the partner's whole range in FluidR3Mono (the vibraphone is not: it falls 20 dB at C6).
 */
export const SOUND_NAMES = ["piano", "marimba", "kalimba", "guitar", "harp", "flute", "clarinet", "strings"] as const;
export type SoundName = (typeof SOUND_NAMES)[number];

/** Those whose sound is chosen. */
export const SOUND_PLAYERS = ["child", "partner", "therapist"] as const;
export type SoundPlayer = (typeof SOUND_PLAYERS)[number];

/** Whose sound is which; null where every sound is off for this child. */
export type Sounds = Readonly<Record<SoundPlayer, SoundName | null>>;

/** What is heard where nobody chose otherwise. Every sound output begins with these. */
export const DEFAULT_SOUNDS: Readonly<Record<SoundPlayer, SoundName>> = {
  child: "marimba",
  partner: "piano",
  therapist: "guitar",
};

type Layer = Exclude<Voice, "drum">;
type Programs = Readonly<Record<Layer, number>>;

const ACOUSTIC_BASS = 32;
const CONTRABASS = 43;
const STRINGS = 49;
const WARM_PAD = 89;

/** General MIDI programs (0–127, bank 0) of each sound, and of what lies softly under it where the partner plays it. */
const PROGRAMS: Readonly<Record<SoundName, Programs>> = {
  piano: { melody: 0, bass: ACOUSTIC_BASS, chords: WARM_PAD },
  marimba: { melody: 12, bass: ACOUSTIC_BASS, chords: WARM_PAD },
  kalimba: { melody: 108, bass: ACOUSTIC_BASS, chords: WARM_PAD },
  guitar: { melody: 24, bass: ACOUSTIC_BASS, chords: WARM_PAD },
  harp: { melody: 46, bass: CONTRABASS, chords: STRINGS },
  flute: { melody: 73, bass: CONTRABASS, chords: STRINGS },
  clarinet: { melody: 71, bass: CONTRABASS, chords: STRINGS },
  strings: { melody: STRINGS, bass: CONTRABASS, chords: WARM_PAD },
};
/** What lies under the melody where its own is off, before the melody's sound itself. */
const STAND_INS: Readonly<Record<"bass" | "chords", readonly number[]>> = {
  bass: [ACOUSTIC_BASS, CONTRABASS],
  chords: [WARM_PAD, STRINGS],
};

type Blocked = Pick<Profile, "blockedPrograms">;

/** Every program that a player may be given. */
export function everyProgram(): { readonly program: number; readonly layer: Layer }[] {
  const all = Object.values(PROGRAMS).flatMap((own) =>
    (["melody", "bass", "chords"] as const).map((layer) => ({ program: own[layer], layer })),
  );
  return all.filter(({ program }, place) => all.findIndex((other) => other.program === program) === place);
}

/** Whether a sound may be heard by this child. */
export function mayUseSound(sound: SoundName, profile: Blocked): boolean {
  return mayUseProgram(PROGRAMS[sound].melody, profile);
}

/** The sound that is heard where one is wished: itself, or the first that may be heard; null where all are off. */
function allowedSound(wished: SoundName, profile: Blocked): SoundName | null {
  return [wished, ...SOUND_NAMES].find((sound) => mayUseSound(sound, profile)) ?? null;
}

/** Whether any sound may be heard by this child; without one, only drums sound. */
export function mayUseAnySound(profile: Blocked): boolean {
  return SOUND_NAMES.some((sound) => mayUseSound(sound, profile));
}

/** Everybody's sound at the beginning: those wished, as far as this child may hear them. */
export function openSounds(wished: Partial<Sounds>, profile: Blocked): Sounds {
  const of = (player: SoundPlayer) => allowedSound(wished[player] ?? DEFAULT_SOUNDS[player], profile);
  return { child: of("child"), partner: of("partner"), therapist: of("therapist") };
}

/** The programs of a sound; a layer whose program is off takes one that may be heard. */
function programsOf(sound: SoundName, profile: Blocked): Programs {
  const { melody, bass, chords } = PROGRAMS[sound];
  const allowed = (wished: number, layer: "bass" | "chords") =>
    [wished, ...STAND_INS[layer]].find((program) => mayUseProgram(program, profile)) ?? melody;
  return { melody, bass: allowed(bass, "bass"), chords: allowed(chords, "chords") };
}

/**
 * The commands that give a player its sound. There are no others that set a program, so that none that is off is ever asked of an
 * output.
 */
export function commandsFor(
  player: SoundPlayer,
  sound: SoundName,
  profile: Blocked,
  at: Millis,
  over: Millis,
): ProgramCommand[] {
  const { melody, bass, chords } = programsOf(sound, profile);
  const lead: ProgramCommand = { kind: "program", at, player, program: melody, over };
  if (player !== "partner") return [lead];
  return [lead, { ...lead, voice: "bass", program: bass }, { ...lead, voice: "chords", program: chords }];
}

/** With what every player sounds, for an output that has just been opened. */
export function soundsAtOpen(sounds: Sounds, profile: Blocked, at: Millis): ProgramCommand[] {
  return SOUND_PLAYERS.flatMap((player) => {
    const sound = sounds[player];
    return sound === null ? [] : commandsFor(player, sound, profile, at, 0);
  });
}

/** Whether a program is the one of {@link DEFAULT_SOUNDS}, with which every output begins. */
export function isUsual({ player, voice = "melody", program }: ProgramCommand): boolean {
  return SOUND_PLAYERS.some((one) => one === player && PROGRAMS[DEFAULT_SOUNDS[one]][voice as Layer] === program);
}
