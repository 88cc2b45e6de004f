import type { Command, NoteOffCommand, NoteOnCommand } from "../../engine/session/command.ts";
import type { Cancel, Clock } from "../../engine/time/clock.ts";
import type { Millis, Pitch, Velocity } from "../../engine/time/units.ts";
import type { ChildNote } from "./note.ts";

/** What is made known of the partner's playing. */
interface EarListener {
  /** The partner begins to play something after a silence. */
  offerBegins(): void;
  /** It has been played to its end. */
  offerOver(): void;
  /** A steady pattern runs underneath. */
  patternBegins(): void;
}

/** A pause inside the partner's playing that is not yet its end. */
const OFFER_OVER: Millis = 700;
/** What goes on for longer without a pause is no offer but a pattern. */
const LONGEST_OFFER: Millis = 8_000;
/** A pattern is over when it has been silent for so long. */
const PATTERN_OVER: Millis = 2_500;
const LOUDNESS_SPAN: Millis = 5_000;
/** Notes this near together are one onset. */
const TOGETHER: Millis = 40;
/** Intervals of the pattern that the beat is guessed from. */
const INTERVALS = 8;

type Heard = NoteOnCommand | NoteOffCommand;

/** A note while it is heard: how long it is comes later. */
interface Sounding extends ChildNote {
  duration: Millis;
}

/**
 * How a pretend child hears the partner: each note when it sounds, offers apart from patterns, a beat no better than a child
 * would guess it (the median interval), and how loud it is.
 */
export class Ear {
  readonly #clock: Clock;
  readonly #listener: EarListener;
  readonly #coming = new Set<Cancel>();
  #offer: ChildNote[] = [];
  #offerFrom: Millis = 0;
  #melodyEnd: Millis = Number.NEGATIVE_INFINITY;
  readonly #sounding = new Map<Pitch, Sounding>();
  #over: Cancel | undefined;
  #patternUntil: Millis = Number.NEGATIVE_INFINITY;
  #onsets: Millis[] = [];
  #loud: { at: Millis; velocity: Velocity }[] = [];

  constructor(clock: Clock, listener: EarListener) {
    this.#clock = clock;
    this.#listener = listener;
  }

  /** A command with clock time. Notes are heard when they sound, and not at all when they are dropped before. */
  hear(command: Command): void {
    if (command.kind === "release" || command.kind === "silence") {
      if (command.kind === "release" && command.player !== "partner") return;
      this.#breakOff();
    } else if ((command.kind === "noteOn" || command.kind === "noteOff") && command.player === "partner") {
      const coming: Cancel = this.#clock.at(command.at, () => {
        this.#coming.delete(coming);
        this.#take(command);
      });
      this.#coming.add(coming);
    }
  }

  /** Forgets everything. */
  close(): void {
    this.#breakOff();
    this.#offer = [];
    this.#onsets = [];
    this.#loud = [];
  }

  /** The last offer, as far as it was heard; handed out once. */
  takeOffer(): readonly ChildNote[] {
    const offer = this.#offer;
    this.#offer = [];
    return offer;
  }

  /** Whether a pattern runs underneath. */
  get accompanied(): boolean {
    return this.#clock.now() < this.#patternUntil;
  }

  /** How long the pattern's intervals are in the middle, 200 ms at least; undefined where there is no pattern. */
  get period(): Millis | undefined {
    if (!this.accompanied) return undefined;
    const intervals = this.#onsets.slice(1).map((onset, i) => onset - (this.#onsets[i] ?? onset));
    const sorted = intervals.sort((a, b) => a - b);
    const middle = sorted[Math.floor(sorted.length / 2)];
    return middle === undefined || middle < 200 ? undefined : middle;
  }

  /** The first onset of the pattern at `at` or after it, as far as it can be foreseen. */
  nextOnset(at: Millis): Millis | undefined {
    const period = this.period;
    const last = this.#onsets.at(-1);
    if (period === undefined || last === undefined) return undefined;
    return last + Math.max(1, Math.ceil((at - last) / period)) * period;
  }

  /** Mean velocity of the last five seconds; undefined when there was nothing. */
  get loudness(): Velocity | undefined {
    const from = this.#clock.now() - LOUDNESS_SPAN;
    this.#loud = this.#loud.filter((note) => note.at > from);
    if (this.#loud.length === 0) return undefined;
    return this.#loud.reduce((sum, { velocity }) => sum + velocity, 0) / this.#loud.length;
  }

  #take(command: Heard): void {
    if (command.kind === "noteOn") {
      this.#loud.push({ at: command.at, velocity: command.velocity });
      if (this.#loud.length > 200) this.#loud.shift();
    }
    if (command.kind === "noteOff") this.#endMelody(command);
    else if (this.#isUnderneath(command)) this.#takePattern(command);
    else this.#takeMelody(command);
  }

  /** Bass and chords go underneath, and drums with them; drums alone may be an answer to pads, as a melody may be one to keys. */
  #isUnderneath({ voice = "melody" }: NoteOnCommand): boolean {
    return voice === "bass" || voice === "chords" || (voice === "drum" && this.accompanied);
  }

  #takePattern({ at }: NoteOnCommand): void {
    const began = at >= this.#patternUntil;
    this.#patternUntil = at + PATTERN_OVER;
    const last = this.#onsets.at(-1);
    if (began) this.#onsets = [at];
    else if (last === undefined || at - last > TOGETHER) this.#onsets = [...this.#onsets, at].slice(-INTERVALS - 1);
    if (began) this.#listener.patternBegins();
  }

  #takeMelody(command: NoteOnCommand): void {
    const { at, pitch, velocity } = command;
    this.#over?.();
    if (this.#sounding.size === 0 && at - this.#melodyEnd > OFFER_OVER) {
      this.#offer = [];
      this.#offerFrom = at;
      this.#melodyEnd = at;
      this.#listener.offerBegins();
    }
    this.#melodyEnd = Math.max(this.#melodyEnd, at);
    if (at - this.#offerFrom > LONGEST_OFFER) {
      this.#offer = [];
      this.#takePattern(command);
      return;
    }
    const note: Sounding = { onset: at - this.#offerFrom, duration: 300, pitch, velocity };
    this.#offer.push(note);
    this.#sounding.set(pitch, note);
  }

  #endMelody({ at, pitch, voice }: NoteOffCommand): void {
    const note = this.#sounding.get(pitch);
    if (!note || voice === "bass" || voice === "chords") return;
    this.#sounding.delete(pitch);
    this.#melodyEnd = Math.max(this.#melodyEnd, at);
    note.duration = at - this.#offerFrom - note.onset;
    this.#over?.();
    this.#over = this.#clock.at(at + OFFER_OVER, () => {
      if (this.#offer.length > 0) this.#listener.offerOver();
    });
  }

  #breakOff(): void {
    for (const cancel of this.#coming) cancel();
    this.#coming.clear();
    this.#over?.();
    this.#sounding.clear();
    this.#patternUntil = Number.NEGATIVE_INFINITY;
  }
}
