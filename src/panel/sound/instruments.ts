import type { Player } from "../../server/protocol.ts";

/** How a player sounds: a MIDI channel of its own, a General MIDI program, and the channel's level (CC 7, 0–127). */
export interface Instrument {
  readonly midiChannel: number;
  readonly program: number;
  readonly level: number;
}

/**
 * Soft sounds that are easy to tell apart: the child's is a marimba, the partner's a piano. No drums. Of FluidR3Mono's mallets
 * the marimba is the most even (within 2 dB from C3 to C6 at each velocity; the vibraphone falls 18 dB at C6), and it is as
 * loud as the piano within 4 dB up to C5.
 */
export const INSTRUMENTS: Readonly<Record<Player, Instrument>> = {
  partner: { midiChannel: 0, program: 0, level: 100 },
  child: { midiChannel: 1, program: 12, level: 100 },
  therapist: { midiChannel: 2, program: 24, level: 100 },
  robot: { midiChannel: 3, program: 108, level: 100 },
};
