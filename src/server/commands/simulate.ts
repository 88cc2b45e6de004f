import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { TECHNIQUES } from "../../engine/partner/techniques.ts";
import { TEMPLATES, type TemplateName } from "../../engine/session/plan.ts";
import { CHARACTERS } from "../../hardware/child/character.ts";
import { systemClock } from "../../hardware/system-clock.ts";
import { Refusal } from "../refusal.ts";
import { titleOf } from "../reports/session-page.ts";
import { type IndexedSession, simulationIndex } from "../reports/simulation-index.ts";
import { loadResources } from "../resources.ts";
import { readSession, summaryOf, writeSession } from "../simulation/session-files.ts";
import { simulateSession } from "../simulation/simulate-session.ts";

export interface SimulateOptions {
  /** A pretend child's name, or "all". */
  readonly child: string;
  readonly minutes: number;
  readonly seed: number;
  readonly technique: string;
  /** Minutes of a plan whose phases a simulated therapist goes through. */
  readonly plan?: string | undefined;
  /** Whether files are written; they are as well where a folder is named. */
  readonly report: boolean;
  readonly out?: string | undefined;
  /** Where it says what was played. */
  readonly screen?: { write(text: string): unknown };
}

const FOLDER = join("var", "simulation");

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(", ");
}

/** The children asked for, by name or by its beginning: "two-hand-pianist" and "two hand" are the same. Throws Refusal. */
function chooseChildren(asked: string): string[] {
  const names = CHARACTERS.map(({ name }) => name);
  if (asked === "all") return names;
  const plain = (name: string) => name.toLowerCase().replaceAll("-", " ").trim();
  const [chosen, other] = names.filter((name) => plain(name).startsWith(plain(asked)));
  if (chosen === undefined || other !== undefined)
    throw new Refusal(`"${asked}" is no pretend child. There are ${listed(names)}; or all.`);
  return [chosen];
}

function chooseTechnique(asked: string): string {
  const cards = TECHNIQUES.filter(({ card }) => card).map(({ name }) => name);
  if (!cards.includes(asked)) throw new Refusal(`"${asked}" is no technique. There are ${listed(cards)}.`);
  return asked;
}

function chooseTemplate(asked: string | undefined): TemplateName | undefined {
  if (asked === undefined) return undefined;
  const template = TEMPLATES.find((name) => name === asked);
  if (!template) throw new Refusal(`There is no plan of "${asked}" minutes. There are ${listed(TEMPLATES)}.`);
  return template;
}

/**
 * `antiphon simulate`: a whole session with a pretend child in simulated time, and what is to be seen of it. Rejects with
 * Refusal, one sentence, for what is asked wrongly.
 */
export async function simulate(options: SimulateOptions): Promise<void> {
  const { screen = process.stdout } = options;
  const say = (line: string) => screen.write(`${line}\n`);
  const children = chooseChildren(options.child);
  const technique = chooseTechnique(options.technique);
  const template = chooseTemplate(options.plan);
  const writes = options.report || options.out !== undefined;
  const folder = options.out ?? FOLDER;
  if (writes && existsSync(join(folder, "package.json"))) {
    throw new Refusal(`${folder} is a package's folder. Name a folder of its own with --out.`);
  }
  const resources = loadResources();
  const written: IndexedSession[] = [];
  for (const child of children) {
    const began = systemClock.now();
    const plan = { child, minutes: options.minutes, seed: options.seed, technique, template };
    const session = readSession(simulateSession(plan, resources), resources);
    const summary = summaryOf(session);
    const took = ((systemClock.now() - began) / 1_000).toFixed(1);
    say(`${titleOf(plan)}: ${summary} Simulated in ${took} s.`);
    if (!writes) continue;
    const own = child.replaceAll(" ", "-");
    await writeSession(children.length > 1 ? join(folder, own) : folder, session);
    written.push({ title: titleOf(plan), summary, folder: own });
  }
  if (!writes) return;
  if (children.length > 1) writeFileSync(join(folder, "index.html"), simulationIndex(written));
  say(`Written: ${join(folder, children.length > 1 ? "index.html" : "report.html")} and what it shows.`);
}
