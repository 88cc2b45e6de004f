import { markup } from "../../reports/markup.ts";
import { barePage } from "./frame.ts";
import { wordsFor } from "./words.ts";

/** What the page tells of the session. */
export type StopState = "nothing runs" | "running" | "stopped" | "not paired";

/** The bare STOP: one button, and in plain words what it did and how to go on. */
export function stopPage(acceptLanguage: string | undefined, state: StopState): string {
  const words = wordsFor(acceptLanguage);
  const said = {
    "nothing runs": markup`<h1>${words.nothingRuns}</h1>`,
    running: markup`<h1>${words.stopExplained}</h1>`,
    stopped: markup`<div role="status"><h1>${words.stopped}</h1></div><p>${words.goOn}</p>`,
    "not paired": markup`<div role="alert"><h1>${words.notPaired}</h1></div>`,
  }[state];
  const label = state === "stopped" ? words.stopAgain : words.stop;
  const button = markup`<form class="stop" method="post" action="/stop"><button class="stop">${label}</button></form>`;
  const other =
    state === "not paired" ? markup`<a href="/pair">${words.pairTitle}</a>` : markup`<a href="/">${words.toPanel}</a>`;
  return barePage(
    words.language,
    words.stopTitle,
    markup`${said}
${state === "not paired" ? undefined : button}
${other}`,
  );
}
