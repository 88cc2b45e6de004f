import type { Player, Voice } from "../../server/protocol.ts";

/** How a voice sounds: a MIDI channel of its own, and the General MIDI program (or the drums) with which it begins. */
export interface Instrument {
  readonly midiChannel: number;
  /** The channel that takes over when the sound changes, and the first again when it changes back. */
  readonly second?: number;
  readonly program: number;
  readonly drums?: true;
}

/**
 * Soft sounds that are easy to tell apart: the child's is a marimba, the partner's a piano. Of FluidR3Mono's mallets the marimba
 * is the most even (within 2 dB from C3 to C6 at each velocity; the vibraphone falls 18 dB at C6), and it is as loud as the piano
 * within 4 dB up to C5. Below the partner's melody lie an acoustic bass and a warm pad, which is a little softer. Each player's
 * drums have a channel of their own, so that each can be turned down and faded alone.
 */
const INSTRUMENTS: Readonly<Record<Player, { readonly melody: Instrument } & Partial<Record<Voice, Instrument>>>> = {
  partner: {
    melody: { midiChannel: 0, second: 6, program: 0 },
    bass: { midiChannel: 4, second: 12, program: 32 },
    chords: { midiChannel: 5, second: 13, program: 89 },
    drum: { midiChannel: 10, program: 0, drums: true },
  },
  child: {
    melody: { midiChannel: 1, second: 7, program: 12 },
    drum: { midiChannel: 9, program: 0, drums: true },
  },
  therapist: {
    melody: { midiChannel: 2, second: 8, program: 24 },
    drum: { midiChannel: 11, program: 0, drums: true },
  },
  robot: { melody: { midiChannel: 3, program: 108 } },
};

export const PLAYERS = Object.keys(INSTRUMENTS) as Player[];

/** The instrument of a voice; where a player has none for it, that of the melody. */
export function instrumentOf(player: Player, voice: Voice = "melody"): Instrument {
  const own = INSTRUMENTS[player];
  return own[voice] ?? own.melody;
}

/** All channels of a player. */
export function channelsOf(player: Player): number[] {
  return instrumentsOf(player).flatMap(({ midiChannel, second }) =>
    second === undefined ? [midiChannel] : [midiChannel, second],
  );
}

/** Where sounds are tried on this page alone; no player sounds there. */
export const TRIAL_CHANNEL = 14;

/** All instruments of a player. */
export function instrumentsOf(player: Player): Instrument[] {
  return Object.values(INSTRUMENTS[player]);
}
