import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { everyProgram } from "../../engine/session/sounds.ts";
import { openSoundMeter } from "./measure-sound.ts";

/*
 * Writes the table that makes all sounds of the panel equally loud: `npm run sound-levels`. The result is committed, and a test
 * renders it again.
 */

/** LUFS at velocity 64 and full volume. What lies under the melody is a little softer, and a chord has several notes. */
const TARGETS = { melody: -18, bass: -19, chords: -21 } as const;
const FULL = 127;
const DECIBELS = 20;

const meter = await openSoundMeter();
const measured = everyProgram()
  .map(({ program, layer }) => ({
    program,
    lacking: TARGETS[layer] - meter.measure(program, layer === "bass" ? "low" : "middle", FULL),
  }))
  .sort((a, b) => a.program - b.program);
const most = Math.max(...measured.map(({ lacking }) => lacking));
// The volume of a channel goes by 40·log10(n / 127) decibels, as General MIDI has it.
const levels = measured.map(
  ({ program, lacking }) => `  ${program}: ${Math.round(FULL * 10 ** ((lacking - most) / 40))},`,
);
const text = `// Written by \`npm run sound-levels\`: change nothing here by hand.

/** From the synthesiser's full scale to where the softest of the sounds is as loud as all are to be. */
export const NOMINAL_GAIN = ${(10 ** (most / DECIBELS)).toFixed(1)};

/** The channel's volume (CC 7) with which each General MIDI program is as loud as the others: about −18 LUFS at velocity 64. */
const LEVELS: Readonly<Record<number, number>> = {
${levels.join("\n")}
};
const USUAL = 100;

/** All programs that are in use. */
export const PROGRAMS: readonly number[] = Object.keys(LEVELS).map(Number);

export function levelOfProgram(program: number): number {
  return LEVELS[program] ?? USUAL;
}
`;
writeFileSync(fileURLToPath(new URL("../../panel/sound/loudness.ts", import.meta.url)), text);
process.stdout.write(`${measured.map(({ program, lacking }) => `${program}: ${lacking.toFixed(1)} LU`).join("\n")}\n`);
