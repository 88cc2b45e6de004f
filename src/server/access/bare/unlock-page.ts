import { markup } from "../../reports/markup.ts";
import { barePage } from "./frame.ts";
import { wordsFor } from "./words.ts";

/** What came of the last try. */
export type LastOpening = "none" | "wrong passphrase" | "wrong recovery key" | { readonly trouble: string };

/** The page of a locked record: the passphrase, or, where it is lost, the recovery key from the printed sheet. */
export function unlockPage(acceptLanguage: string | undefined, last: LastOpening): string {
  const words = wordsFor(acceptLanguage);
  const said =
    last === "none"
      ? undefined
      : last === "wrong passphrase"
        ? words.wrongPassphrase
        : last === "wrong recovery key"
          ? words.wrongRecovery
          : last.trouble;
  return barePage(
    words.language,
    words.unlockTitle,
    markup`<h1>${words.unlockTitle}</h1>
${said && markup`<p class="said" role="alert">${said}</p>`}
<p>${words.unlockExplained}</p>
<form method="post" action="/unlock">
<label>${words.passphrase}<input type="password" name="passphrase" autocomplete="current-password" required></label>
<button>${words.unlock}</button>
</form>
<details${last === "wrong recovery key" ? markup` open` : undefined}>
<summary>${words.passphraseLost}</summary>
<form method="post" action="/unlock">
<label>${words.recoveryKey}<input class="recovery" name="recovery" autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="60" required></label>
<p class="muted">${words.recoveryExplained}</p>
<button>${words.unlock}</button>
</form>
</details>`,
  );
}

/** Shown while the room opens; it asks again by itself. */
export function openingPage(acceptLanguage: string | undefined): string {
  const words = wordsFor(acceptLanguage);
  return barePage(words.language, words.openingTitle, markup`<h1 role="status">${words.openingTitle}</h1>`);
}
