import type { Millis } from "../../../engine/time/units.ts";
import { type FrameFormat, FrameReader } from "../frame-reader.ts";
import type { Opening, OpeningTurn, StreamBegun } from "./line-device.ts";

/** A server answers a request within this, or is asked again; and so often. */
const ANSWER: Millis = 2000;
const ATTEMPTS = 3;

/** What follows a message: another request, the stream, the end, or nothing. */
export type ServerStep = { readonly request: Uint8Array } | { readonly trouble: string } | StreamBegun | undefined;

/** The dialogue with a server that sends messages: each request waits for its answer, and is repeated without one. */
export class ServerOpening<Message> implements Opening {
  readonly reader: FrameReader<Message>;
  readonly #kind: string;
  /** Takes a message, with those that came after it in the same chunk. */
  readonly #take: (message: Message, rest: readonly Message[]) => ServerStep;
  #request: Uint8Array;
  #asked: Millis = Number.NEGATIVE_INFINITY;
  #attempts = 0;

  constructor(
    kind: string,
    format: FrameFormat<Message>,
    first: Uint8Array,
    take: (message: Message, rest: readonly Message[]) => ServerStep,
  ) {
    this.#kind = kind;
    this.reader = new FrameReader(format);
    this.#request = first;
    this.#take = take;
  }

  turn(at: Millis, bytes: Uint8Array = new Uint8Array()): OpeningTurn {
    const messages = this.reader.read(bytes);
    for (const [i, message] of messages.entries()) {
      const step = this.#take(message, messages.slice(i + 1));
      if (step === undefined) continue;
      if (!("request" in step)) return { send: "send" in step && step.send ? step.send : "", outcome: step };
      this.#request = step.request;
      this.#attempts = 0;
      return this.#ask(at);
    }
    if (at - this.#asked < ANSWER) return { send: "", outcome: "going on" };
    if (this.#attempts < ATTEMPTS) return this.#ask(at);
    const trouble = `The ${this.#kind} does not answer: is this its port, and may clients connect?`;
    return { send: "", outcome: { trouble } };
  }

  #ask(at: Millis): OpeningTurn {
    this.#asked = at;
    this.#attempts += 1;
    return { send: this.#request, outcome: "going on" };
  }
}
