import { markup } from "../../reports/markup.ts";
import { barePage } from "./frame.ts";
import { wordsFor } from "./words.ts";

/** How the last try went: `left` tries remain after a wrong code; none: pairing is closed. */
export interface LastTry {
  readonly left: number;
}

/** The page of a device that is not paired yet: the code, or the ticket that came with the QR code, and a name. */
export function pairPage(acceptLanguage: string | undefined, last?: LastTry): string {
  const words = wordsFor(acceptLanguage);
  const said =
    last && markup`<p class="said" role="alert">${last.left > 0 ? words.wrongCode(last.left) : words.closed}</p>`;
  return barePage(
    words.language,
    words.pairTitle,
    markup`<h1>${words.pairTitle}</h1>
${said}
<p id="how">${words.pairExplained}</p>
<form method="post" action="/pair">
<label id="code">${words.code}<input class="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9]{6}" maxlength="6" required></label>
<label>${words.name}<input name="name" maxlength="40" autocomplete="off" placeholder="${words.namePlaceholder}"></label>
<input type="hidden" name="ticket">
<button>${words.pair}</button>
</form>`,
    "/pair.js",
  );
}

/** Takes the QR code's ticket out of the address, so that nothing needs to be typed and nothing stays in the history. */
export const PAIR_SCRIPT = `const ticket = location.hash.slice(1);
if (ticket) {
  history.replaceState(null, "", location.pathname);
  const form = document.querySelector("form");
  form.elements.ticket.value = ticket;
  form.elements.code.required = false;
  document.getElementById("code").hidden = true;
  document.getElementById("how").hidden = true;
  form.elements.name.focus();
}
`;
