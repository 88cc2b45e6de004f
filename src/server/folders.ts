import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

function findRoot(from: string): string {
  return existsSync(join(from, "package.json")) || dirname(from) === from ? from : findRoot(dirname(from));
}

/** The checkout: where package.json, tunes, models and rigs are. */
export const ROOT = findRoot(dirname(fileURLToPath(import.meta.url)));

/** Where sessions and keys are kept: ANTIPHON_DATA, else a folder of the user's own. */
export function dataFolder(): string {
  const chosen = process.env.ANTIPHON_DATA;
  if (chosen) return resolve(chosen);
  const base = process.env.XDG_DATA_HOME ?? join(homedir(), ".local", "share");
  return join(base, "antiphon");
}

/** A folder of the checkout. */
export function inRoot(...parts: string[]): string {
  return join(ROOT, ...parts);
}

/** The gesture robot's compiled firmware, for a board and for an emulated robot. */
export const FIRMWARE = pathToFileURL(inRoot("sketches", "gesture-robot", "release", "gesture-robot.hex"));
