import { writeFileSync } from "node:fs";
import { basename, extname } from "node:path";
import type { Origin } from "../../engine/music/candidates.ts";
import type { Improvisation } from "../../engine/music/improvise.ts";
import { improvise } from "../../engine/music/improvise.ts";
import { openLibrary } from "../../engine/music/library.ts";
import type { Melody } from "../../engine/music/melody.ts";
import { Lookahead } from "../../engine/run/lookahead.ts";
import { limitPartner, NO_LIMITS_USED } from "../../engine/session/limits.ts";
import { DEFAULT_PROFILE } from "../../engine/session/profile.ts";
import { ticksToMillis } from "../../engine/time/units.ts";
import { MidiReader } from "../../files/midi-reader.ts";
import { writeMidi } from "../../files/midi-writing.ts";
import { openMidiOutput } from "../../hardware/midi/output.ts";
import { systemClock } from "../../hardware/system-clock.ts";
import { loadSegmentNetworks } from "../../models/segment-networks.ts";
import { readTuneFile } from "../corpus/tune-file.ts";
import { inRoot } from "../folders.ts";
import { loadLibrary } from "../library.ts";
import { Refusal } from "../refusal.ts";

export interface PlayOptions {
  readonly file: string;
  readonly seed: number;
  readonly minutes: number;
  readonly out?: string | undefined;
  /** In simulated time: writes the file and plays nothing. */
  readonly fast: boolean;
  readonly port: string;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function readTune(file: string): Promise<Melody> {
  const reader = new MidiReader();
  try {
    return (await readTuneFile(file, basename(file, extname(file)), reader)).melody;
  } finally {
    await reader.close();
  }
}

function write(path: string, tune: Melody, { notes }: Improvisation): void {
  const track = { name: `Antiphon on ${tune.title}`, midiChannel: 0, notes };
  try {
    writeFileSync(path, writeMidi({ tracks: [track], tempo: tune.tempo, meter: tune.meter, key: tune.key }));
  } catch (error) {
    throw new Refusal(`${path} could not be written: ${(error as Error).message}. Name another place with --out.`);
  }
}

/** Plays the improvisation on a MIDI port, through the same limits as a session, until its end or Ctrl-C. */
async function playLive(tune: Melody, { notes }: Improvisation, port: string): Promise<void> {
  const output = openMidiOutput({ name: "MIDI sound", port }, systemClock, {
    status: ({ text }) => say(text),
    late: ({ count, worst }) => say(`${count} notes were late, the worst by ${worst.toFixed(1)} ms`),
  });
  const origin = systemClock.now() + 1_000;
  const lookahead = new Lookahead(systemClock, [output], origin);
  const planned = notes.map((note) => ({
    ...note,
    onset: ticksToMillis(note.onset, tune.tempo),
    duration: ticksToMillis(note.duration, tune.tempo),
  }));
  const { commands } = limitPartner(NO_LIMITS_USED, DEFAULT_PROFILE, planned, 0, 0);
  for (const command of commands) lookahead.send(command);
  const last = commands.at(-1)?.at ?? 0;
  await new Promise<void>((resolve) => {
    systemClock.at(origin + last + 500, () => resolve());
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => resolve());
  });
  lookahead.silence();
  await output.close();
}

/** `antiphon play FILE`: new music from the segments of a tune, written to a file or played on a MIDI port. */
export async function play(options: PlayOptions): Promise<void> {
  const tune = await readTune(options.file);
  const library = openLibrary(loadLibrary().segments);
  const networks = loadSegmentNetworks(inRoot("models"));
  const music = improvise(tune, options.seed, options.minutes * 60_000, library, networks);
  const share = (origin: Origin) =>
    `${Math.round((100 * music.origins.filter((one) => one === origin).length) / music.origins.length)} %`;
  say(
    `${tune.title}: ${options.minutes} min, ${music.notes.length} notes in ${music.origins.length} segments ` +
      `(${share("kept")} as they stand in a tune, ${share("moved")} moved in the scale, ${share("varied")} varied, ${share("made")} newly made).`,
  );
  const out = options.out ?? (options.fast ? `${tune.id}-antiphon.mid` : undefined);
  if (out) {
    write(out, tune, music);
    say(`Written to ${out}.`);
  }
  if (!options.fast) await playLive(tune, music, options.port);
}
