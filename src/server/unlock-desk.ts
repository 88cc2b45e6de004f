import type { IncomingMessage, ServerResponse } from "node:http";
import { type LastOpening, openingPage, unlockPage } from "./access/bare/unlock-page.ts";
import { wordsFor } from "./access/bare/words.ts";
import { readForm } from "./access/form.ts";
import type { Opener } from "./store/key-lock.ts";
import { WrongOpener } from "./store/refusal.ts";

/** Asks for what opens the record, on the engine's own screen and nowhere else, before there is anything else to show. */
export class UnlockDesk<Opened> {
  /** Resolves with what was opened. */
  readonly opened: Promise<Opened>;
  readonly #open: (opener: Opener) => Promise<Opened>;
  #done = false;
  #settle: (opened: Opened) => void = () => {};
  /** One try after the other: each takes its time and its memory. */
  #turn: Promise<unknown> = Promise.resolve();

  /** `open` rejects with a StoreRefusal for what does not open it. */
  constructor(open: (opener: Opener) => Promise<Opened>) {
    this.#open = open;
    this.opened = new Promise((resolve) => {
      this.#settle = resolve;
    });
  }

  /** Answers a request; `local`: it came from the engine's own screen, under its own name. */
  async answer(request: IncomingMessage, response: ServerResponse, local: boolean): Promise<void> {
    const language = request.headers["accept-language"];
    const path = (request.url ?? "/").split("?")[0];
    if (!local) return send(response, 503, "text/plain", `${wordsFor(language).lockedElsewhere}\n`);
    if (this.#done) return this.#wait(response, language);
    if (request.method === "POST" && path === "/unlock") {
      const form = await readForm(request);
      const last = await this.#take(form?.get("passphrase") ?? "", form?.get("recovery") ?? "");
      if (last === "opened") return this.#wait(response, language);
      return send(response, 403, "text/html", unlockPage(language, last));
    }
    if (request.method !== "GET" && request.method !== "HEAD") return send(response, 405, "text/plain", "");
    return send(response, 200, "text/html", unlockPage(language, "none"));
  }

  /** Until the room is open the page asks again every second; then it is the panel that answers. */
  #wait(response: ServerResponse, language: string | undefined): void {
    response.setHeader("refresh", "1; url=/");
    send(response, 200, "text/html", openingPage(language));
  }

  #take(passphrase: string, recovery: string): Promise<LastOpening | "opened"> {
    const opener = passphrase !== "" ? passphrase : { recovery };
    const tried = this.#turn.then(() => this.#try(opener));
    this.#turn = tried;
    return tried;
  }

  async #try(opener: Opener): Promise<LastOpening | "opened"> {
    if (this.#done) return "opened";
    try {
      const opened = await this.#open(opener);
      this.#done = true;
      this.#settle(opened);
      return "opened";
    } catch (error) {
      if (error instanceof WrongOpener) return `wrong ${error.by}`;
      return { trouble: (error as Error).message };
    }
  }
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response
    .writeHead(status, {
      "content-type": `${type}; charset=utf-8`,
      "content-length": Buffer.byteLength(text),
      "cache-control": "no-store",
    })
    .end(response.req.method === "HEAD" ? undefined : text);
}
