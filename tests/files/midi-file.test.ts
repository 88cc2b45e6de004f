import { execFile } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readMidiFile } from "../../src/files/midi-file.ts";
import { readMidiBytes } from "../../src/files/midi-reading.ts";
import { MidiRefusal } from "../../src/files/midi-refusal.ts";
import { midi, quarter, track } from "./midi-by-hand.ts";
import { hostileFiles } from "./midi-hostile.ts";

const run = promisify(execFile);
const root = fileURLToPath(new URL("../..", import.meta.url));
const scale = midi([track(...[60, 62, 64, 65, 67, 69, 71, 72].map((pitch) => quarter(pitch)))]);
let folder = "";
const place = (name: string) => join(folder, name);

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "antiphon-midi-"));
  writeFileSync(place("scale.mid"), scale);
  writeFileSync(place("words.mid"), "This is a letter.");
  writeFileSync(place("large.mid"), new Uint8Array(3_000_000));
  writeFileSync(place("dense.mid"), hostileFiles()[0]?.bytes ?? "");
  mkdirSync(place("folder.mid"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const refusal = (path: string, limit?: number) =>
  readMidiFile(path, limit).then(
    () => "read",
    (error) => (error instanceof MidiRefusal ? error.message : `crash: ${error}`),
  );

describe("a MIDI file on disk", () => {
  test("is read in a worker, to the same score", async () => {
    expect(await readMidiFile(place("scale.mid"))).toEqual(readMidiBytes(scale, place("scale.mid")));
  });

  test("is refused with the guard's own sentence when it is something else", async () => {
    expect(await refusal(place("words.mid"))).toBe(
      `${place("words.mid")}: byte 0: this is not a MIDI file: it does not begin with "MThd". Choose a .mid file.`,
    );
  });

  test("that takes longer than its limit is given up, and the next one is read", async () => {
    // 200,000 events take tens of milliseconds to read; the limit here is one.
    expect(await refusal(place("dense.mid"), 1)).toBe(
      `${place("dense.mid")}: reading took longer than 0.001 s and was ended. Export the file again, or choose another.`,
    );
    expect((await readMidiFile(place("scale.mid"))).tracks[0]?.notes).toHaveLength(8);
  });

  test("of 200,000 events is read whole", async () => {
    expect((await readMidiFile(place("dense.mid"), 10_000)).tracks[0]?.notes.length).toBeGreaterThan(99_000);
  });

  test.each([
    ["missing.mid", "there is no such file. Check the name and the folder."],
    ["scale.mid/inside.mid", "there is no such file. Check the name and the folder."],
    ["folder.mid", "this is a folder. Choose a .mid file in it."],
    ["large.mid", "the file has 2.9 MiB; at most 1 MiB is read. Choose a shorter file."],
  ])("%s", async (name, sentence) => {
    expect(await refusal(place(name))).toBe(`${place(name)}: ${sentence}`);
  });

  test.skipIf(process.platform === "win32")("that is a device or a named pipe is not waited for", async () => {
    await run("mkfifo", [place("pipe.mid")]);
    for (const path of ["/dev/zero", place("pipe.mid")]) {
      expect(await refusal(path)).toBe(`${path}: this is not an ordinary file. Choose a .mid file.`);
    }
  });

  // Root may read everything.
  test.skipIf(process.getuid?.() === 0)("that may not be read says so", async () => {
    writeFileSync(place("secret.mid"), scale);
    chmodSync(place("secret.mid"), 0);
    expect(await refusal(place("secret.mid"))).toMatch(/the file may not be read\. Give this user permission/);
  });
});

test("the worker is found after the build as well, without tsx", { timeout: 60_000 }, async () => {
  const build = place("build");
  mkdirSync(build);
  writeFileSync(join(build, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(build, "tsconfig.json"),
    JSON.stringify({
      extends: join(root, "tsconfig.build.json"),
      compilerOptions: {
        rootDir: join(root, "src"),
        outDir: join(build, "dist"),
        typeRoots: [join(root, "node_modules", "@types")],
      },
      files: ["midi-file.ts", "midi-reading-worker.ts"].map((file) => join(root, "src", "files", file)),
      include: [],
    }),
  );
  await run(join(root, "node_modules", ".bin", "tsc"), ["-p", join(build, "tsconfig.json")]);
  writeFileSync(
    join(build, "read.mjs"),
    `import { readMidiFile } from "./dist/files/midi-file.js";
     const score = await readMidiFile(process.argv[2]);
     console.log(score.tracks[0].notes.length);`,
  );
  const { stdout } = await run(process.execPath, [join(build, "read.mjs"), place("scale.mid")]);
  expect(stdout).toBe("8\n");
});
