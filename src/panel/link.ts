import { type ReadonlySignal, signal } from "@preact/signals";
import { io, type Socket } from "socket.io-client";
import type { Ack, Millis, PanelToServer, ServerToPanel } from "../server/protocol.ts";
import type { EngineTime } from "./engine-time.ts";
import { BEAT, Heartbeat } from "./heartbeat.ts";

/** hidden: connected, or away for less than a second. */
export type LinkState = "hidden" | "reconnecting" | "unreachable";

/** silent: it has not answered for a moment. gone: its socket is closed, or it has been silent for a second. */
export type EngineVoice = "heard" | "silent" | "gone";

const RECONNECTING_AFTER: Millis = 1000;
const UNREACHABLE_AFTER: Millis = 5000;
const ANSWER_WITHIN: Millis = 3000;
const PING_EVERY: Millis = 500;
/** An engine that answers no ping for so long is away, even if its socket still stands (a frozen process). */
const SILENT_AFTER: Millis = 1000;
const FIRST_PINGS = 6;

export const UNREACHABLE: Ack = { ok: false, error: "The engine cannot be reached, so nothing was changed." };

/** The socket to the engine: whether it is there, questions with answers, and the clock pings. */
export class Link {
  readonly socket: Socket<ServerToPanel, PanelToServer>;
  readonly #state = signal<LinkState>("hidden");
  readonly #engineTime: EngineTime;
  readonly #alive = signal(false);
  readonly #voice = signal<EngineVoice>("gone");
  readonly #heartbeat = new Heartbeat();
  #listening: ReturnType<typeof setInterval> | undefined;
  #timers: ReturnType<typeof setTimeout>[] = [];
  #unanswered: Millis | undefined;

  /** `page`: what kind of page this is, such as the child's screen; the engine gives it no more than that needs. */
  constructor(engineTime: EngineTime, page?: "child" | "speaker") {
    this.#engineTime = engineTime;
    this.socket = io({
      transports: ["websocket"],
      ...(page && { auth: { page } }),
      reconnectionDelay: 200,
      reconnectionDelayMax: 1000,
      timeout: 3000,
    });
    this.socket.on("connect", () => this.#found());
    this.socket.on("disconnect", (reason) => {
      this.#lost();
      // The one case in which Socket.IO does not try again by itself: an engine that closes in good order.
      if (reason === "io server disconnect") this.socket.connect();
    });
    this.socket.on("connect_error", () => void leadToPairing());
    this.#lost();
    setInterval(() => this.#ping(), PING_EVERY);
  }

  get state(): ReadonlySignal<LinkState> {
    return this.#state;
  }

  /** True while the engine answers. */
  get alive(): ReadonlySignal<boolean> {
    return this.#alive;
  }

  /** Whether the engine is heard. A page that has not asked to {@link listenClosely} hears of no silence below a second. */
  get voice(): ReadonlySignal<EngineVoice> {
    return this.#voice;
  }

  /** For a page that sounds: from now on a silent engine is noticed within 150 ms. */
  listenClosely(): void {
    this.#listening ??= setInterval(() => this.#beat(), BEAT);
  }

  /** At once after STOP went unheard. */
  declareUnreachable(): void {
    if (!this.#alive.peek()) this.#state.value = "unreachable";
  }

  /** Sends a message and waits for its answer. Nothing is kept for later when the link is down: the moment has passed. */
  ask(send: (ack: (ack: Ack) => void) => void, patience = ANSWER_WITHIN): Promise<Ack> {
    if (!this.socket.connected) return Promise.resolve(UNREACHABLE);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(UNREACHABLE), patience);
      send((ack) => {
        clearTimeout(timer);
        resolve(ack);
      });
    });
  }

  #found(): void {
    this.#unanswered = undefined;
    this.#engineTime.forget();
    this.#hear();
    for (let count = 0; count < FIRST_PINGS; count++) setTimeout(() => this.#ping(), count * 40);
  }

  #hear(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers = [];
    this.#state.value = "hidden";
    this.#alive.value = true;
    this.#voice.value = "heard";
    this.#heartbeat.answered();
  }

  #lost(): void {
    this.#alive.value = false;
    this.#voice.value = "gone";
    if (this.#timers.length > 0) return;
    this.#timers = [
      setTimeout(() => this.#declare("reconnecting"), RECONNECTING_AFTER),
      setTimeout(() => this.#declare("unreachable"), UNREACHABLE_AFTER),
    ];
  }

  #declare(state: LinkState): void {
    if (this.#state.peek() !== "unreachable") this.#state.value = state;
  }

  #beat(): void {
    if (!this.socket.connected) return;
    if (this.#heartbeat.beat(performance.now()) && this.#voice.peek() === "heard") this.#voice.value = "silent";
    this.socket.emit("sync", () => {
      this.#heartbeat.answered();
      if (this.#voice.peek() === "silent") this.#voice.value = "heard";
    });
  }

  #ping(): void {
    if (!this.socket.connected) return;
    const sent = performance.now();
    if (this.#unanswered !== undefined && sent - this.#unanswered > SILENT_AFTER) this.#lost();
    this.#unanswered ??= sent;
    this.socket.emit("sync", (clock) => {
      this.#unanswered = undefined;
      this.#engineTime.observe(sent, performance.now(), clock);
      if (this.socket.connected) this.#hear();
    });
  }
}

const OWN_NAMES = ["127.0.0.1", "localhost"];
const ASK_EVERY: Millis = 10_000;

let askedAt = Number.NEGATIVE_INFINITY;

/** A device that is no longer paired finds the page where it can be: the engine leads it there. An engine that is away leads nowhere. */
async function leadToPairing(): Promise<void> {
  // The engine's own screen needs no pairing.
  if (OWN_NAMES.includes(location.hostname) || performance.now() - askedAt < ASK_EVERY) return;
  askedAt = performance.now();
  try {
    const answer = await fetch(location.pathname, {
      method: "HEAD",
      headers: { accept: "text/html" },
      signal: AbortSignal.timeout(ANSWER_WITHIN),
    });
    if (answer.redirected && new URL(answer.url).pathname === "/pair") location.assign(answer.url);
  } catch {
    // Away: the link goes on trying.
  }
}
