import type { Command } from "../session/command.ts";
import type { SessionEvent } from "../session/event.ts";
import { soundAtOnce } from "../session/hearing.ts";
import type { Resources, Session, SessionSettings } from "../session/session.ts";
import { openSession } from "../session/session.ts";
import { step } from "../session/step.ts";
import type { Cancel, Clock } from "../time/clock.ts";
import type { Millis } from "../time/units.ts";
import type { Lookahead } from "./lookahead.ts";

/** Told of every event and the commands it led to, in order. It must not throw. */
export type Witness = (event: SessionEvent, commands: readonly Command[]) => void;

/** An event without its time. */
export type Untimed<E> = E extends SessionEvent ? Omit<E, "at"> : never;

/**
 * Holds the session, the only mutable cell of the program: takes events, steps, keeps the next session, performs the
 * commands. Wakes become events when they fall due.
 */
export class Conductor {
  #session: Session;
  readonly #resources: Resources;
  readonly #clock: Clock;
  readonly #origin: Millis;
  readonly #lookahead: Lookahead;
  readonly #witness: Witness;
  readonly #wakes = new Map<string, Cancel>();

  constructor(
    settings: SessionSettings,
    resources: Resources,
    clock: Clock,
    origin: Millis,
    lookahead: Lookahead,
    witness: Witness,
  ) {
    this.#session = openSession(settings);
    this.#resources = resources;
    this.#clock = clock;
    this.#origin = origin;
    this.#lookahead = lookahead;
    this.#witness = witness;
  }

  get session(): Session {
    return this.#session;
  }

  /** Session time. */
  now(): Millis {
    return this.#clock.now() - this.#origin;
  }

  /** An event that happened at `clockTime` (default: now). */
  dispatch(event: Untimed<SessionEvent>, clockTime: Millis = this.#clock.now()): void {
    // Whole microseconds: finer than any device, and short in the log.
    const at = Math.round((clockTime - this.#origin) * 1_000) / 1_000;
    this.#take({ ...event, at } as SessionEvent);
  }

  /** STOP: silence first, the bookkeeping afterwards. */
  stop(): void {
    this.#lookahead.silence();
    this.dispatch({ kind: "stop" });
  }

  /** Takes back all wakes. */
  close(): void {
    for (const cancel of this.#wakes.values()) cancel();
    this.#wakes.clear();
  }

  #take(event: SessionEvent): void {
    // A key sounds before anybody has thought about it.
    const first = soundAtOnce(this.#session, event);
    for (const command of first) this.#perform(command);
    const { session, commands } = step(this.#session, event, this.#resources);
    this.#session = session;
    for (const command of commands.slice(first.length)) this.#perform(command);
    this.#witness(event, commands);
  }

  #perform(command: Command): void {
    if (command.kind === "wake") this.#setWake(command.name, command.at);
    else this.#lookahead.send(command);
  }

  #setWake(name: string, at: Millis): void {
    this.#wakes.get(name)?.();
    const cancel = this.#clock.at(at + this.#origin, () => {
      this.#wakes.delete(name);
      this.dispatch({ kind: "wake", name, due: at });
    });
    this.#wakes.set(name, cancel);
  }
}
