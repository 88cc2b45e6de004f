// antiphon play on the tunes of the corpora and our own: 30 minutes from each, written as MIDI, read back by an outside
// reader (@tonejs/midi) and held against what is promised: no stretch of four bars twice, no join over 7 semitones, no
// note over 2 s, all in the tune's key.
//   npm run bench -- corpus-play [every Nth tune] [minutes] [seed]
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import toneMidi from "@tonejs/midi";
import type { Origin } from "../src/engine/music/candidates.ts";
import { improvise } from "../src/engine/music/improvise.ts";
import { openLibrary } from "../src/engine/music/library.ts";
import type { Melody } from "../src/engine/music/melody.ts";
import { barTicks } from "../src/engine/music/meter.ts";
import { inScale, scaleOf } from "../src/engine/music/scale.ts";
import { readMidiFile } from "../src/files/midi-file.ts";
import { writeMidi } from "../src/files/midi-writing.ts";
import { melodyFromScore } from "../src/files/tune-from-score.ts";
import { loadSegmentNetworks } from "../src/models/segment-networks.ts";
import { inRoot } from "../src/server/folders.ts";
import { loadLibrary, loadTunes } from "../src/server/library.ts";
import { longestRepetition } from "../tests/helpers/verbatim.ts";
import { figures, now } from "./helpers/figures.ts";

const [every = 1, minutes = 30, seed = 1] = process.argv.slice(2).map(Number);
const networks = loadSegmentNetworks(inRoot("models"));
const library = openLibrary(loadLibrary().segments);
const ORIGINS: readonly Origin[] = ["kept", "moved", "varied", "made"];

async function corpusTunes(folder: string): Promise<Melody[]> {
  const path = inRoot("..", "shared", "data", folder, "midi");
  if (!existsSync(path)) return [];
  const files = readdirSync(path).filter((_, place) => place % every === 0);
  const tunes: Melody[] = [];
  for (const file of files) {
    try {
      tunes.push(melodyFromScore(await readMidiFile(join(path, file)), file));
    } catch (error) {
      console.log((error as Error).message);
    }
  }
  return tunes;
}

for (const [name, tunes] of [
  ["own tunes", loadTunes().filter((_, place) => place % every === 0)],
  ["Open Hymnal", await corpusTunes("open-hymnal-melodies")],
  ["OpenScore Lieder", await corpusTunes("openscore-lieder-melodies")],
] as const) {
  const faults = { repeats: 0, leaps: 0, long: 0, outside: 0 };
  const origins: Record<Origin, number> = { kept: 0, moved: 0, varied: 0, made: 0 };
  const perSegment: number[] = [];
  let notes = 0;
  let longest = 0;
  for (const tune of tunes) {
    const from = now();
    const music = improvise(tune, seed, minutes * 60_000, library, networks);
    perSegment.push((now() - from) / music.joins.length);
    for (const origin of music.origins) origins[origin]++;
    const track = { name: tune.title, midiChannel: 0, notes: music.notes };
    const bytes = writeMidi({ tracks: [track], tempo: tune.tempo, meter: tune.meter, key: tune.key });
    const read = new toneMidi.Midi(bytes).tracks.flatMap((part) => part.notes);
    const placed = read.map((note) => ({
      onset: note.ticks,
      duration: note.durationTicks,
      pitch: note.midi,
      seconds: note.duration,
    }));
    placed.sort((a, b) => a.onset - b.onset);
    notes += placed.length;
    const bars = longestRepetition(placed) / barTicks(tune.meter);
    longest = Math.max(longest, bars);
    if (bars >= 4) faults.repeats++;
    if (placed.some((note) => note.seconds > 2.0005)) faults.long++;
    const scale = scaleOf(tune.key, tune.notes);
    if (placed.some((note) => !inScale(scale, note.pitch - tune.key.tonic))) faults.outside++;
    const joins = new Set(music.joins);
    const leap = placed.some((note, place) => {
      const before = placed[place - 1];
      return before && joins.has(note.onset) && Math.abs(note.pitch - before.pitch) > 7;
    });
    if (leap) faults.leaps++;
    if (bars >= 4 || leap) console.log(`${tune.id}: longest repetition ${bars.toFixed(2)} bars, leap ${leap}`);
  }
  const total = ORIGINS.reduce((sum, origin) => sum + origins[origin], 0);
  const shares = ORIGINS.map((origin) => `${origin} ${((100 * origins[origin]) / total).toFixed(0)} %`);
  console.log(
    `${name}: ${tunes.length} tunes x ${minutes} min, ${notes} notes; tunes with a repetition of 4 bars ${faults.repeats}` +
      ` (longest ${longest.toFixed(2)} bars), a join over 7 semitones ${faults.leaps}, a note over 2 s ${faults.long},` +
      ` a note outside the key ${faults.outside}`,
  );
  console.log(`  ${shares.join(", ")}; a segment: ${figures(perSegment)}`);
}
