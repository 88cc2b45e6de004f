import { type Instruments, NO_INSTRUMENTS, type Played } from "../instruments/instrument.ts";
import type { InstrumentSettings } from "../instruments/instrument-settings.ts";
import { endAll, endDue, nextEnd, setInstrument } from "../instruments/instruments.ts";
import type { InstrumentNote, KeyEvent } from "../instruments/key-event.ts";
import { playKey } from "../instruments/play-key.ts";
import type { Command } from "../session/command.ts";
import type { SessionEvent } from "../session/event.ts";
import { soundAtOnce } from "../session/hearing.ts";
import type { Resources, Session, SessionSettings } from "../session/session.ts";
import { openSession } from "../session/session.ts";
import { step } from "../session/step.ts";
import { switchNoteOf } from "../session/switch-notes.ts";
import type { Cancel, Clock } from "../time/clock.ts";
import type { Millis } from "../time/units.ts";
import type { Lookahead } from "./lookahead.ts";

/** Told of every event and the commands it led to, in order. It must not throw. */
export type Witness = (event: SessionEvent, commands: readonly Command[]) => void;

/** An event without its time. */
export type Untimed<E> = E extends SessionEvent | KeyEvent ? Omit<E, "at"> : never;

/** The wake that ends notes which their instrument lets ring on. */
const RINGING = "instruments";

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
  #instruments: Instruments = NO_INSTRUMENTS;

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
    for (const [name, instrument] of Object.entries(settings.instruments ?? {})) {
      this.#instruments = setInstrument(this.#instruments, name, instrument, 0).instruments;
    }
  }

  /** The instruments as they are being played. */
  get instruments(): Instruments {
    return this.#instruments;
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
    this.#take({ ...event, at: this.#sessionTime(clockTime) } as SessionEvent);
  }

  /** A key of an instrument, as it came at `clockTime`: the notes that its instrument makes of it happen. Returns them. */
  play(key: Untimed<KeyEvent>, clockTime: Millis = this.#clock.now()): readonly InstrumentNote[] {
    const event = { ...key, at: this.#sessionTime(clockTime) } as KeyEvent;
    return this.#sound(playKey(this.#instruments, event, switchNoteOf(this.#session)));
  }

  /** An instrument is played like this from now on; what it sounds ends first. */
  setInstrument(device: string, settings: InstrumentSettings): void {
    this.#sound(setInstrument(this.#instruments, device, settings, this.#sessionTime(this.#clock.now())));
    this.dispatch({ kind: "instrument", device, settings });
  }

  /** An instrument is gone: what it sounds ends. */
  loseInstrument(device: string): void {
    this.#sound(endAll(this.#instruments, device, this.#sessionTime(this.#clock.now())));
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

  /** Whole microseconds: finer than any device, and short in the log. */
  #sessionTime(clockTime: Millis): Millis {
    return Math.round((clockTime - this.#origin) * 1_000) / 1_000;
  }

  #sound({ instruments, notes }: Played): readonly InstrumentNote[] {
    this.#instruments = instruments;
    for (const note of notes) this.#take(note);
    this.#wakes.get(RINGING)?.();
    this.#wakes.delete(RINGING);
    const next = nextEnd(instruments);
    if (next < Number.POSITIVE_INFINITY) {
      const end = () => this.#sound(endDue(this.#instruments, Math.max(next, this.#sessionTime(this.#clock.now()))));
      this.#wakes.set(RINGING, this.#clock.at(next + this.#origin, end));
    }
    return notes;
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
