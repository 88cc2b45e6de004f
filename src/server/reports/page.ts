import type { Evaluation } from "../../models/evaluation/evaluation.ts";
import { askedSection } from "./asked-section.ts";
import { distanceSection } from "./distance-section.ts";
import { examplesSection } from "./examples-section.ts";
import { growthSection } from "./growth-section.ts";
import { identitySection } from "./identity-section.ts";
import { Markup, markup } from "./markup.ts";
import { methodSection } from "./method-section.ts";
import { metricsSection } from "./metrics-section.ts";
import type { Renderer } from "./sound.ts";
import { streamsSection } from "./streams-section.ts";
import { PAGE_STYLE } from "./style.ts";
import { numberWords } from "./words.ts";

const SECTIONS = [
  ["asked", "Asked and seen"],
  ["distance", "Distance to folk music"],
  ["metrics", "Metrics 1–8"],
  ["growth", "Repetition"],
  ["identity", "Identity"],
  ["examples", "Look and listen"],
  ["streams", "Whole streams"],
  ["method", "Method"],
] as const;

/** The report as one page that needs nothing beside itself: pictures are SVG, sounds are FLAC within it. */
export function reportPage(evaluation: Evaluation, renderer: Renderer): string {
  const { plan, generators } = evaluation;
  const size = `${plan.tunes.length} held-out tunes, ${numberWords(plan.minutes, plan.minutes % 1 === 0 ? 0 : 1)} min of new music from each, ${plan.seeds} ${plan.seeds === 1 ? "seed" : "seeds"}`;
  const notes = generators.reduce((sum, generator) => sum + generator.notes, 0);
  return markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Antiphon: how the music measures</title>
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<header><h1>How the music measures</h1>
<p>Music that never repeats itself and stays itself: ${size}; ${generators.length} generators and references side by side, ${numberWords(notes, 0)} notes in all.</p>
<nav aria-label="Sections"><ul>${SECTIONS.map(([id, name]) => markup`<li><a href="#${id}">${name}</a></li>`)}</ul></nav></header>
<main>
${askedSection(evaluation)}
${distanceSection(evaluation)}
${metricsSection(evaluation)}
${growthSection(evaluation)}
${identitySection(evaluation)}
${examplesSection(evaluation, renderer)}
${streamsSection(evaluation)}
${methodSection(evaluation)}
</main>
<footer><p>Antiphon supports music therapists. Not a medical device. These figures describe melodies, not people.</p></footer>
</body>
</html>
`.text;
}
