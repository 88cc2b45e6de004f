// npm run test:alsa: the tests that need a real ALSA sequencer (Linux; /dev/snd/seq) and its tools (Debian: alsa-utils).
// Where there is none they are skipped. Ends with "N passed, N failed, N skipped" alone on a line.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { prepare } from "./setup.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
if (!existsSync("/dev/snd/seq")) {
  console.log(
    "There is no ALSA sequencer here (/dev/snd/seq is missing): the tests through real MIDI ports are skipped.",
  );
}
prepare();
const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
const run = spawnSync(process.execPath, [vitest, "run", "--project", "alsa", ...process.argv.slice(2)], {
  cwd: root,
  stdio: "inherit",
  // The console of an emulated machine calls itself a terminal; the moving display of Vitest is of no use there.
  env: { ...process.env, CI: process.env.CI || "1" },
});
process.exit(run.status ?? 1);
