// Written by `npm run sound-levels`: change nothing here by hand.

/** From the synthesiser's full scale to where the softest of the sounds is as loud as all are to be. */
export const NOMINAL_GAIN = 8.4;

/** The channel's volume (CC 7) with which each General MIDI program is as loud as the others: about −18 LUFS at velocity 64. */
const LEVELS: Readonly<Record<number, number>> = {
  0: 119,
  12: 114,
  24: 119,
  32: 81,
  43: 113,
  46: 102,
  49: 70,
  71: 92,
  73: 88,
  89: 127,
  108: 126,
};
const USUAL = 100;

/** All programs that are in use. */
export const PROGRAMS: readonly number[] = Object.keys(LEVELS).map(Number);

export function levelOfProgram(program: number): number {
  return LEVELS[program] ?? USUAL;
}
