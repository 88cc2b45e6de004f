import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { MidiReader } from "../../src/files/midi-reader.ts";
import { readMidiBytes } from "../../src/files/midi-reading.ts";
import { MidiRefusal } from "../../src/files/midi-refusal.ts";
import { midi, quarter, track } from "./midi-by-hand.ts";
import { hostileFiles } from "./midi-hostile.ts";

const folder = mkdtempSync(join(tmpdir(), "antiphon-reader-"));
afterAll(() => rmSync(folder, { recursive: true }));
const place = (name: string) => join(folder, name);
const scale = midi([track(...[60, 62, 64, 65, 67, 69, 71, 72].map((pitch) => quarter(pitch)))]);
writeFileSync(place("scale.mid"), scale);
writeFileSync(place("words.mid"), "This is a letter.");
writeFileSync(place("dense.mid"), hostileFiles()[0]?.bytes ?? "");

test("one reader reads many files, good and bad, and those after one that took too long", async () => {
  const reader = new MidiReader(5_000);
  // 200,000 events take tens of milliseconds to read; the limit here is one.
  const hasty = new MidiReader(1);
  const kindOf = (from: MidiReader, name: string) =>
    from.read(place(name)).then(
      () => "read",
      (error) => (error instanceof MidiRefusal ? error.kind : `crash: ${error}`),
    );
  try {
    for (const name of ["scale.mid", "words.mid", "scale.mid", "none.mid", "scale.mid"]) {
      expect(await kindOf(reader, name)).toBe({ "words.mid": "not MIDI", "none.mid": "no access" }[name] ?? "read");
    }
    expect(await kindOf(hasty, "dense.mid")).toBe("too slow");
    expect(await kindOf(reader, "dense.mid")).toBe("read");
    expect(await reader.read(place("scale.mid"))).toEqual(readMidiBytes(scale, place("scale.mid")));
    await reader.close();
    expect(await kindOf(reader, "scale.mid")).toBe("read");
  } finally {
    await reader.close();
    await hasty.close();
  }
});
