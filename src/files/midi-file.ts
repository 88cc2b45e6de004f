import type { Millis } from "../engine/time/units.ts";
import { MidiReader } from "./midi-reader.ts";
import type { MidiScore } from "./midi-score.ts";

/**
 * Reads one MIDI file from disk; for many, keep a {@link MidiReader}.
 * @throws MidiRefusal with one sentence: missing file, folder, no permission, too large, too slow, not readable
 */
export async function readMidiFile(path: string, limit?: Millis): Promise<MidiScore> {
  const reader = new MidiReader(limit);
  try {
    return await reader.read(path);
  } finally {
    await reader.close();
  }
}
