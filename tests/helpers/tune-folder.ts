import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Melody } from "../../src/engine/music/melody.ts";
import { writeMidi } from "../../src/files/midi-writing.ts";
import { walkingTune } from "../models/walking-tune.ts";

/** A MIDI file of a melody; the title is the track's name. */
export function midiOf({ title, notes, meter, tempo, key }: Melody, midiChannel = 0): Uint8Array {
  return writeMidi({ tracks: [{ name: title, midiChannel, notes }], meter, tempo, key });
}

/** A MIDI file of a tune of its own; equal names give equal tunes. */
export function walkingMidi(name: string, changes: Partial<Melody> = {}): Uint8Array {
  return midiOf({ ...walkingTune(name), ...changes });
}

/** A new folder with these files below it (the paths' parts between "/"); it is gone after the test. */
export function tuneFolder(files: Readonly<Record<string, Uint8Array | string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "antiphon tünes "));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [file, contents] of Object.entries(files)) {
    const path = join(folder, ...file.split("/"));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, contents);
  }
  return folder;
}
