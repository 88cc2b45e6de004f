import { markup } from "../../reports/markup.ts";
import { barePage } from "./frame.ts";
import { wordsFor } from "./words.ts";

/** What the page tells of the session. */
export type StopState = "nothing runs" | "running" | "stopped" | "not paired";

/** The bare STOP: one button, and in plain words what it did and how to go on. */
export function stopPage(acceptLanguage: string | undefined, state: StopState): string {
  const words = wordsFor(acceptLanguage);
  const said = {
    "nothing runs": markup`<p>${words.nothingRuns}</p>`,
    running: markup`<p>${words.stopExplained}</p>`,
    stopped: markup`<p class="said" role="status">${words.stopped}</p><p>${words.goOn}</p>`,
    "not paired": markup`<p class="said" role="alert">${words.notPaired}</p>`,
  }[state];
  const label = state === "stopped" ? words.stopAgain : words.stop;
  const button = markup`<form class="stop" method="post" action="/stop"><button class="stop">${label}</button></form>`;
  const other =
    state === "not paired" ? markup`<a href="/pair">${words.pairTitle}</a>` : markup`<a href="/">${words.toPanel}</a>`;
  return barePage(
    words.language,
    words.stopTitle,
    markup`${said}\n${state === "not paired" ? undefined : button}\n${other}`,
  );
}
