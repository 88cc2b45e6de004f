import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

/** Builds the panel once before the browser tests, into a folder of its own: nobody else's build comes between. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "antiphon-panel-"));
  const configFile = fileURLToPath(new URL("../../../vite.config.ts", import.meta.url));
  await build({ configFile, build: { outDir: folder, emptyOutDir: true }, logLevel: "warn" });
  process.env.ANTIPHON_TEST_PANEL = folder;
  // Where the real engine takes the pages from.
  process.env.ANTIPHON_PANEL = folder;
  return () => rm(folder, { recursive: true, force: true });
}
