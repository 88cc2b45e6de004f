// A 30-minute session, recorded in simulated time, folded again: same commands, and how many times real time.
//   npm run bench -- replay [minutes]
import { replay } from "../src/engine/run/replay.ts";
import { CHARACTERS } from "../src/hardware/child/character.ts";
import { resources, Stage } from "../tests/helpers/stage.ts";
import { now } from "./helpers/figures.ts";

const minutes = Number(process.argv[2] ?? 30);
for (const [seed, { name }] of CHARACTERS.entries()) {
  const stage = new Stage({ seed }).start().pretend(name, seed, minutes * 60_000);
  const lines = stage.lines;
  const from = now();
  const found = replay(stage.settings, lines, resources());
  const took = now() - from;
  const speed = Math.round((minutes * 60_000) / took);
  const same = found.difference ? `DIFFERENT from line ${found.difference.line} on` : "same commands, byte for byte";
  console.log(
    `${name}: ${found.events} events, ${found.commands} commands in ${took.toFixed(0)} ms, ${speed} times real time; ${same}`,
  );
}
