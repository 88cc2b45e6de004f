import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAbc } from "../../../src/engine/music/abc.ts";
import type { Melody } from "../../../src/engine/music/melody.ts";
import { seeded } from "../../../src/engine/random.ts";
import { type EvaluationPlan, planEvaluation } from "../../../src/models/evaluation/plan.ts";

const FOLDER = fileURLToPath(new URL("../../../tunes", import.meta.url));

/** The project's own tunes, in order of name. */
export function ownTunes(): Melody[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".abc"))
    .sort()
    .map((file) => parseAbc(readFileSync(join(FOLDER, file), "utf8"), file.slice(0, -".abc".length)).melody);
}

/** Tunes of 64 notes and more, which here play the held-out ones. */
export const HELD = ["greensleeves", "muss-i-denn"] as const;

/** Two of the project's tunes held out, the others for the library. */
export function smallPlan(size: { minutes?: number; seeds?: number; tunes?: number } = {}): EvaluationPlan {
  const corpus = ownTunes().map((melody) => ({
    melody,
    split: HELD.some((id) => id === melody.id) ? ("test" as const) : ("training" as const),
  }));
  return planEvaluation(corpus, { tunes: 2, minutes: 1, seeds: 1, ...size }, seeded(0, "plan"));
}
