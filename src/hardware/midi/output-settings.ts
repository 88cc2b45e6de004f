import type { Voice } from "../../engine/music/voice.ts";
import type { Player } from "../../engine/session/player.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { GuardSettings } from "./note-guard.ts";
import { PLAYERS, VOICES } from "./output-line.ts";

/**
 * The output of the simulated rig. `trace` is a file to which everything sent is appended (see sink.ts); `plug` is a file
 * whose existence is the cable: as long as it is not there, the output is unplugged.
 */
export interface SimulatedPort {
  readonly simulated: { readonly trace?: string; readonly plug?: string };
}

/** A MIDI output as the rig describes it. */
export interface MidiOutputSettings {
  /** What the device is called on the panel. */
  readonly name: string;
  /** `"any"`, the name of a port or a part of it, or a simulated one. */
  readonly port: string | SimulatedPort;
  /** How long before its due time a command should come. Default 150 ms. */
  readonly lookahead?: Millis;
  /** General MIDI programs (0–127), sent whenever the port opens; null: the instrument's own. Default: {@link PROGRAMS}. */
  readonly programs?: Partial<Programs>;
  /** A note that sounds longer is ended. Default 12 s. */
  readonly longest?: Millis;
}

/** What the output process is started with. */
export interface OutputProcessSettings {
  readonly port: string | SimulatedPort;
  readonly channels: GuardSettings["channels"];
  readonly seconds: NonNullable<GuardSettings["seconds"]>;
  readonly programs: NonNullable<GuardSettings["programs"]>;
  readonly longest: Millis;
  readonly poll?: Millis;
}

/** Programs of a player's melody, and of the partner's bass and chords. */
export type Programs = Readonly<Record<Player | "bass" | "chords", number | null>>;

/**
 * The instrument keeps the sounds it has for what is played alone; the partner's bass and chords need soft ones that lie under
 * them: an acoustic bass, and a warm pad that comes and goes slowly.
 */
export const PROGRAMS: Programs = { child: null, therapist: null, partner: null, robot: null, bass: 32, chords: 89 };

/** MIDI channels (0–15) of melodies. A child's or therapist's bass and chords sound on the same; pads are percussion. */
const CHANNELS: Readonly<Record<Player, number>> = { partner: 0, child: 1, therapist: 2, robot: 3 };
const ACCOMPANIMENT = { bass: 4, chords: 5 } as const;
/** The channel that takes over when the sound of one changes, and the first again when it changes back. */
const SECONDS: OutputProcessSettings["seconds"] = [
  [0, 6],
  [1, 7],
  [2, 8],
  [3, 10],
  [4, 11],
  [5, 12],
];
/** Channel 10, as General MIDI has it: drums, everybody's. */
const PERCUSSION = 9;

function channelOf(player: Player, voice: Voice): number {
  if (voice === "drum") return PERCUSSION;
  return player === "partner" && voice !== "melody" ? ACCOMPANIMENT[voice] : CHANNELS[player];
}

export function processSettings(settings: MidiOutputSettings): OutputProcessSettings {
  const { bass, chords, ...melodies } = { ...PROGRAMS, ...settings.programs };
  const programs = [
    ...PLAYERS.map((player) => ({ midiChannel: CHANNELS[player], program: melodies[player] })),
    { midiChannel: ACCOMPANIMENT.bass, program: bass },
    { midiChannel: ACCOMPANIMENT.chords, program: chords },
  ];
  return {
    port: settings.port,
    seconds: SECONDS,
    channels: PLAYERS.map((player) => VOICES.map((voice) => channelOf(player, voice))),
    programs: programs.flatMap(({ midiChannel, program }) => (program === null ? [] : [{ midiChannel, program }])),
    longest: settings.longest ?? 12_000,
  };
}
