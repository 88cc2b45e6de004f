// Whether answers are musical: in the scale, related in contour to the phrase they answer, and never the phrase itself. Phrases of
// every pretend child, and held-out tunes of the shared corpora played a phrase at a time.
//   npm run bench -- answers [minutes a child] [tunes]
import { existsSync } from "node:fs";
import type { Melody } from "../src/engine/music/melody.ts";
import { barTicks } from "../src/engine/music/meter.ts";
import { Draws, seeded } from "../src/engine/random.ts";
import { ticksToMillis } from "../src/engine/time/units.ts";
import { CHARACTERS } from "../src/hardware/child/character.ts";
import { splitOf } from "../src/models/dataset.ts";
import { readCorpora, SHARED_DATA } from "../src/server/commands/corpora.ts";
import { contourLikeness, isCopy, type Pair, pairsOf, SHUFFLES } from "../tests/helpers/answers.ts";
import { Stage } from "../tests/helpers/stage.ts";

const minutes = Number(process.argv[2] ?? 10);
const tunes = Number(process.argv[3] ?? 60);
/** Draws of the permutation test. */
const DRAWS = 2_000;
/** The child plays a tune a phrase of two bars at a time, in the seconds it takes, and waits for each answer. */
function playTune(melody: Melody, seed: number): Stage {
  const stage = new Stage({ seed, steering: { mayOfferAgain: false } }).start();
  const span = 2 * barTicks(melody.meter);
  const millis = (ticks: number) => ticksToMillis(ticks, melody.tempo);
  for (let from = 0; from < 8 * span; from += span) {
    const notes = melody.notes.filter(({ onset }) => onset >= from && onset < from + span);
    const first = notes[0];
    if (!first) break;
    stage
      .play(
        notes.map((n) => [millis(n.onset - first.onset), Math.max(40, 0.9 * millis(n.duration)), n.pitch, 70] as const),
      )
      .wait(20_000);
  }
  return stage;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function report(name: string, pairs: readonly Pair[]): void {
  const draws = new Draws(seeded(1, name));
  const notes = pairs.reduce((sum, { answer }) => sum + answer.length, 0);
  const inside = pairs.reduce((sum, pair) => sum + pair.inScale, 0);
  const compared = contourLikeness(pairs, draws);
  const gains = compared.map(({ real, chance }) => real - mean(chance));
  const gain = mean(gains);
  const deviation = Math.sqrt(mean(gains.map((value) => (value - gain) ** 2)));
  const atLeast = Array.from({ length: DRAWS }, () =>
    mean(
      compared.map(({ real, chance }) => {
        const all = [real, ...chance];
        const drawn = draws.whole(0, SHUFFLES);
        const others = all.filter((_, i) => i !== drawn);
        return (all[drawn] ?? 0) - mean(others);
      }),
    ),
  ).filter((value) => value >= gain).length;
  const copies = pairs.filter(isCopy).length;
  console.log(
    `${name.padEnd(20)} ${String(pairs.length).padStart(5)} answers  in the scale ${((100 * inside) / Math.max(1, notes)).toFixed(2)} %  copies ${copies}  ` +
      `contour r ${mean(compared.map(({ real }) => real)).toFixed(3)}, shuffled ${mean(compared.map(({ chance }) => mean(chance))).toFixed(3)}, ` +
      `d ${(gain / deviation).toFixed(2)}, p ${((atLeast + 1) / (DRAWS + 1)).toFixed(4)} (${compared.length} pairs)`,
  );
}

const all: Pair[] = [];
for (const [seed, { name }] of CHARACTERS.entries()) {
  const stage = new Stage({ seed }).start().pretend(name, seed, minutes * 60_000);
  const pairs = pairsOf(stage);
  all.push(...pairs);
  report(name, pairs);
}
report("all children", all);
if (existsSync(SHARED_DATA)) {
  const heldOut = (await readCorpora()).tunes.filter(({ melody, simple }) => simple && splitOf(melody.id) === "test");
  const pairs = heldOut.slice(0, tunes).flatMap(({ melody }, seed) => pairsOf(playTune(melody, seed)));
  report(`${Math.min(tunes, heldOut.length)} held-out tunes`, pairs);
} else console.log("No shared corpora in ../shared/data (or ANTIPHON_SHARED_DATA): held-out tunes left out.");
