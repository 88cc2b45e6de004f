import { techniqueNamed } from "../../engine/partner/techniques.ts";
import type { SessionRecord } from "../../engine/record/session-record.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { MeasuredPhase } from "../simulation/measure-session.ts";
import type { SimulationPlan } from "../simulation/simulate-session.ts";
import { Markup, markup } from "./markup.ts";
import { measuresTable } from "./measures-section.ts";
import { PAGE_STYLE } from "./style.ts";
import { table } from "./table.ts";
import { numberWords, timeWords } from "./words.ts";

const MINUTE: Millis = 60_000;

/** "bursty, 30 min, Answer, seed 1". */
export function titleOf({ child, minutes, technique, template, seed }: SimulationPlan): string {
  const card = techniqueNamed(technique)?.label ?? technique;
  const led = template === undefined ? card : `plan of ${template} minutes`;
  return `${child}, ${numberWords(minutes, minutes % 1 === 0 ? 0 : 1)} min, ${led}, seed ${seed}`;
}

/** The picture's twin: what was played, minute by minute. */
function minuteTable(record: SessionRecord): Markup {
  const { start, end } = record.span;
  const count = Math.max(1, Math.ceil((end - start) / MINUTE - 1e-6));
  const rows = Array.from({ length: count }, (_, minute) => {
    const from = start + minute * MINUTE;
    const within = (at: Millis) => at >= from && at < from + MINUTE;
    const struck = (notes: SessionRecord["child"]) => notes.filter(({ onset }) => within(onset)).length;
    const spaces = record.spaces.filter((space) => within(space.start));
    const answered = spaces.filter((space) => space.answered).length;
    const cells = [struck(record.child), struck(record.partner), struck(record.therapist), spaces.length, answered];
    return { head: timeWords(from - start), cells: cells.map((cell) => numberWords(cell, 0)) };
  });
  const heads = ["From", "Child's notes", "Partner's notes", "Therapist's notes", "Spaces", "of them answered"];
  return table("Notes struck and spaces left in each minute", heads, rows);
}

/** The page of one simulated session. It needs nothing beside itself; the files it names lie beside it. */
export function sessionPage(
  plan: SimulationPlan,
  record: SessionRecord,
  phases: readonly MeasuredPhase[],
  roll: Markup,
  summary: string,
): string {
  return markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Antiphon, simulated: ${titleOf(plan)}</title>
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body class="broad">
<header><h1>A simulated session</h1>
<p>A pretend child and the partner, in simulated time: ${titleOf(plan)}.</p>
<nav aria-label="Sections"><ul><li><a href="#played">What was played</a></li><li><a href="#measures">Measures</a></li><li><a href="#minutes">Minute by minute</a></li><li><a href="#files">Files</a></li></ul></nav></header>
<main>
<section id="played"><h2>What was played</h2><p>${summary}</p><figure class="scroll roll" tabindex="0" aria-label="Piano roll">${roll}</figure></section>
<section id="measures"><h2>Measures</h2>
<p>What MIDI alone can carry. They describe the playing of a pretend child, and are no yardstick for any real one: faster, steadier or more is not better. Where there was not enough playing, the reason stands in place of a number.</p>
${phases.map((phase) => measuresTable(phase, record.span.start))}</section>
<section id="minutes"><h2>Minute by minute</h2>${minuteTable(record)}</section>
<section id="files"><h2>Files</h2>
<ul><li><a href="session.mid">session.mid</a>: a track for each player and instrument; one tick is a millisecond.</li>
<li><a href="roll.svg">roll.svg</a> and <a href="roll.png">roll.png</a>: the picture.</li>
<li><a href="measures.json">measures.json</a>: the measures with their versions.</li>
<li><a href="session.jsonl">session.jsonl</a>: the session's log; <code>antiphon replay session.jsonl</code> folds it again.</li></ul></section>
</main>
<footer><p>Antiphon supports music therapists. Not a medical device. These figures describe playing, not people.</p></footer>
</body>
</html>
`.text;
}
