import type { Instrument, InstrumentListener } from "../../engine/ports.ts";
import { Draws, seeded } from "../../engine/random.ts";
import type { Command } from "../../engine/session/command.ts";
import type { Cancel, Clock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import { CHARACTERS, characterNamed } from "./character.ts";
import type { Character } from "./character-traits.ts";
import { padFor } from "./drum-kit.ts";
import { Ear } from "./ear.ts";
import { type ChildHabits, OWN_HABITS, replyAfter } from "./habits.ts";
import { Hands } from "./hands.ts";
import type { MeantBeat, OwnBeat } from "./note.ts";
import { type BeatSettings, beginBeat, checkBeat, driftBeat, followBeat } from "./own-pulse.ts";

/** `character` is a name of {@link CHARACTERS}; the beat's settings are for those that keep one. */
export interface PretendChildSettings extends BeatSettings {
  readonly name: string;
  readonly character: string;
  readonly seed: number;
  /** What it plays; its character's own where left out. A pad drummer plays pads all the same. */
  readonly instrument?: "keys" | "pads" | undefined;
}

/** Beats kept for {@link PretendChild.truth}. */
const MOST_BEATS = 20_000;
/** A pause longer than this is a leave: the child comes back with a beat and a loudness of its own. */
const LEAVE: Millis = 15_000;
/** An offer is listened to for so long before the child gives up on its end. */
const LONGEST_LISTENING: Millis = 9_000;

/**
 * Simulated hardware: a child that plays without anybody there. Seeded; plays phrases, hears the partner, waits, replies,
 * interrupts, plays along or leaves, as its character does. Silent until `play()`.
 */
export class PretendChild implements Instrument {
  readonly name: string;
  readonly #settings: PretendChildSettings;
  readonly #clock: Clock;
  readonly #listener: InstrumentListener;
  readonly #draws: Draws;
  readonly #hands: Hands;
  readonly #ear: Ear;
  #character: Character;
  #habits: ChildHabits = OWN_HABITS;
  #beat: OwnBeat;
  #lastBeat: Millis | undefined;
  #beats: MeantBeat[] = [];
  #phrases = 0;
  /** Until then it plays along, where there is a pattern to play to. */
  #staysUntil: Millis = 0;
  #awayUntil: Millis = 0;
  #next: Cancel | undefined;
  #playing = false;

  /** Throws RangeError for a character that is none, and for a beat out of range. */
  constructor(settings: PretendChildSettings, clock: Clock, listener: InstrumentListener) {
    checkBeat(settings);
    this.name = settings.name;
    this.#settings = settings;
    this.#clock = clock;
    this.#listener = listener;
    this.#draws = new Draws(seeded(settings.seed, `child ${settings.character}`));
    this.#character = characterNamed(settings.character);
    this.#beat = beginBeat(this.#draws, this.#character, settings);
    this.#hands = new Hands(settings.name, clock, listener);
    this.#ear = new Ear(clock, {
      offerBegins: () => this.#offerBegins(),
      offerOver: () => this.#offerOver(),
      patternBegins: () => this.#patternBegins(),
    });
    this.#tell("ready");
  }

  /** Names of all characters. */
  readonly characters: readonly string[] = CHARACTERS.map(({ name }) => name);

  get character(): string {
    return this.#character.name;
  }

  /**
   * The beats that the child meant so far (clock time, in order), those that it missed too; the last 20,000. Empty for a
   * character that keeps no beat. What an ear for the beat is judged by.
   */
  get truth(): readonly MeantBeat[] {
    return this.#beats;
  }

  /** Another character takes over at the next phrase. Throws RangeError for a name that is none. */
  become(character: string): void {
    this.#character = characterNamed(character);
    this.#awayUntil = 0;
    this.#comeBack();
    this.#tell("ready");
    if (this.#playing && !this.#hands.busy) this.#phraseAfter(this.#draws.between(500, 1_500));
  }

  get habits(): ChildHabits {
    return this.#habits;
  }

  /** How it replies from the next offer on, whichever its character. */
  adjust(habits: ChildHabits): void {
    this.#habits = habits;
  }

  /** The child begins to play, soon. */
  play(): void {
    if (this.#playing) return;
    this.#playing = true;
    this.#awayUntil = 0;
    this.#phraseAfter(this.#draws.between(600, 1_200));
  }

  /** The child stops and lifts all fingers. */
  rest(): void {
    this.#playing = false;
    this.#next?.();
    this.#ear.close();
    this.#hands.lift();
    const now = this.#clock.now();
    this.#beats = this.#beats.filter(({ at }) => at <= now);
  }

  /** The partner's commands, with clock times. */
  hear(command: Command): void {
    if (this.#playing) this.#ear.hear(command);
  }

  async close(): Promise<void> {
    this.rest();
    this.#tell("closed");
  }

  /** A child listens to what it is offered, or plays into it; over an accompaniment it goes on as it was. */
  #offerBegins(): void {
    if (!this.#free) return;
    if (this.#draws.unit() < this.#character.interrupts) this.#phraseAfter(this.#draws.between(300, 1_200));
    else if (!this.#ear.accompanied) this.#phraseAfter(LONGEST_LISTENING + this.#character.pause(this.#draws));
  }

  #offerOver(): void {
    if (!this.#free) return;
    const reply = replyAfter(this.#habits, this.#draws, this.#character.reply(this.#draws));
    if (reply !== undefined) this.#phraseAfter(reply);
    else if (!this.#ear.accompanied) this.#phraseAfter(this.#character.pause(this.#draws));
  }

  #patternBegins(): void {
    const { joins, stays } = this.#character.company;
    this.#staysUntil = this.#clock.now() + this.#draws.between(...stays);
    if (this.#draws.unit() < joins && this.#free) this.#phraseAfter(this.#draws.between(1_000, 6_000));
  }

  #comeBack(): void {
    this.#phrases = 0;
    this.#lastBeat = undefined;
    this.#beat = beginBeat(this.#draws, this.#character, this.#settings);
  }

  #phraseAfter(delay: Millis): void {
    this.#next?.();
    const at = this.#clock.now() + delay;
    // Hands move a little before the first beat: its jitter goes both ways.
    const early = this.#character.beat ? 3 * this.#beat.jitter * this.#beat.period : 0;
    this.#next = this.#clock.at(at - early, () => {
      const start = this.#placeOnBeat(at);
      this.#next = this.#clock.at(start - early, () => this.#begin(start));
    });
  }

  /** The own beat goes on while there is a pattern to play to; a child that comes in looks for the partner's, or does not. */
  #placeOnBeat(at: Millis): Millis {
    if (!this.#ear.accompanied) return at;
    if (this.#lastBeat !== undefined && at - this.#lastBeat < LEAVE) {
      return this.#lastBeat + Math.ceil((at - this.#lastBeat) / this.#beat.period) * this.#beat.period;
    }
    const onset = this.#ear.nextOnset(at);
    const finds = this.#draws.unit() < this.#character.company.onBeat;
    return finds && onset !== undefined ? Math.max(at, onset + this.#draws.normal(0, 30)) : at;
  }

  #begin(start: Millis): void {
    if (this.#character.beat) this.#moveBeat();
    const { notes, beats } = this.#character.phrase({
      draws: this.#draws,
      heard: this.#ear.takeOffer(),
      loudness: this.#ear.loudness,
      beat: this.#beat,
      accompanied: this.#ear.accompanied,
      phrases: this.#phrases++,
    });
    const pads = this.#onPads;
    const moved = pads && this.#character.instrument === "keys";
    this.#hands.play(start, moved ? notes.map((note) => ({ ...note, pitch: padFor(note.pitch) })) : notes, pads);
    this.#remember(start, beats);
    this.#pauseFrom(Math.max(start, ...notes.map((note) => start + note.onset + note.duration)));
  }

  #moveBeat(): void {
    const { tempo, follows = tempo === undefined ? this.#character.company.follows : 0 } = this.#settings;
    this.#beat = driftBeat(this.#draws, this.#beat, this.#settings);
    const heard = this.#ear.period;
    if (heard !== undefined) this.#beat = followBeat(this.#beat, heard, follows);
  }

  #pauseFrom(end: Millis): void {
    const pause = this.#pause(end);
    this.#phraseAfter(end - this.#clock.now() + pause);
    if (pause <= LEAVE) return;
    this.#awayUntil = end + pause;
    this.#comeBack();
  }

  /** Whether something the partner does may make it play: it is here, and its hands are free. */
  get #free(): boolean {
    return !this.#hands.busy && this.#clock.now() >= this.#awayUntil;
  }

  #pause(end: Millis): Millis {
    if (!this.#ear.accompanied) return this.#character.pause(this.#draws);
    const { stays, away, between } = this.#character.company;
    if (end < this.#staysUntil) return this.#draws.between(...between);
    const pause = this.#draws.between(...away);
    this.#staysUntil = end + pause + this.#draws.between(...stays);
    return pause;
  }

  #remember(start: Millis, beats: readonly MeantBeat[]): void {
    if (beats.length === 0) return;
    const meant = beats.map(({ at, played }) => ({ at: start + at, played }));
    this.#lastBeat = meant.at(-1)?.at;
    this.#beats = [...this.#beats, ...meant].slice(-MOST_BEATS);
  }

  get #onPads(): boolean {
    return this.#character.instrument === "pads" || this.#settings.instrument === "pads";
  }

  #tell(status: "ready" | "closed"): void {
    const text = status === "ready" ? `Pretend child (${this.#character.name})` : "Pretend child has left";
    this.#listener.status({ device: this.name, status, text });
  }
}
