import { Markup, markup } from "./markup.ts";
import { PAGE_STYLE } from "./style.ts";

/** One line of the index: the session's title, what was played, and the folder that its files are in. */
export interface IndexedSession {
  readonly title: string;
  readonly summary: string;
  readonly folder: string;
}

/** The page that leads to several simulated sessions. */
export function simulationIndex(sessions: readonly IndexedSession[]): string {
  return markup`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Antiphon: simulated sessions</title>
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<header><h1>Simulated sessions</h1><p>The same session with each of the pretend children.</p></header>
<main>${sessions.map(
    ({ title, summary, folder }) =>
      markup`<section><h2><a href="${folder}/report.html">${title}</a></h2><p>${summary}</p><p><a href="${folder}/roll.png">Picture</a> · <a href="${folder}/session.mid">MIDI file</a> · <a href="${folder}/measures.json">Measures</a> · <a href="${folder}/session.jsonl">Log</a></p></section>`,
  )}</main>
<footer><p>Antiphon supports music therapists. Not a medical device. These figures describe playing, not people.</p></footer>
</body>
</html>
`.text;
}
