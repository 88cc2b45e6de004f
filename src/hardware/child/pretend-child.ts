import type { Instrument, InstrumentListener } from "../../engine/ports.ts";
import { Draws, seeded } from "../../engine/random.ts";
import type { Command } from "../../engine/session/command.ts";
import type { Cancel, Clock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import type { Character, ChildNote } from "./character.ts";
import { CHARACTERS } from "./character.ts";

export interface PretendChildSettings {
  readonly name: string;
  readonly character: string;
  readonly seed: number;
}

/** A pause inside the partner's playing that is not yet its end. */
const ANSWER_OVER: Millis = 700;

/**
 * Simulated hardware: a child that plays without anybody there. Seeded; plays phrases, hears the partner, waits, replies,
 * interrupts or leaves, as its character does. Silent until `play()`.
 */
export class PretendChild implements Instrument {
  readonly name: string;
  readonly #clock: Clock;
  readonly #listener: InstrumentListener;
  readonly #draws: Draws;
  #character: Character;
  #heard: ChildNote[] = [];
  #heardFrom: Millis = 0;
  #next: Cancel | undefined;
  #answerOver: Cancel | undefined;
  readonly #releases = new Map<number, Cancel>();
  readonly #strikes = new Set<Cancel>();
  #playing = false;

  constructor(settings: PretendChildSettings, clock: Clock, listener: InstrumentListener) {
    this.name = settings.name;
    this.#clock = clock;
    this.#listener = listener;
    this.#draws = new Draws(seeded(settings.seed, `child ${settings.character}`));
    this.#character = characterNamed(settings.character);
    this.#tell("ready");
  }

  /** Names of all characters. */
  readonly characters: readonly string[] = CHARACTERS.map(({ name }) => name);

  get character(): string {
    return this.#character.name;
  }

  /** Another character takes over at the next phrase. Throws RangeError for a name that is none. */
  become(character: string): void {
    this.#character = characterNamed(character);
    this.#tell("ready");
    if (this.#playing && this.#strikes.size === 0) this.#phraseAfter(this.#draws.between(500, 1_500));
  }

  /** The child begins to play, soon. */
  play(): void {
    if (this.#playing) return;
    this.#playing = true;
    this.#phraseAfter(this.#draws.between(600, 1_200));
  }

  /** The child stops and lifts all fingers. */
  rest(): void {
    this.#playing = false;
    this.#next?.();
    this.#answerOver?.();
    for (const cancel of this.#strikes) cancel();
    this.#strikes.clear();
    for (const [pitch, cancel] of this.#releases) {
      cancel();
      this.#listener.noteOff({ at: this.#clock.now(), player: "child", device: this.name, pitch });
    }
    this.#releases.clear();
  }

  /** The partner's commands, with clock times. */
  hear(command: Command): void {
    if (!this.#playing || command.kind === "wake") return;
    if (command.kind === "release" || command.kind === "silence") {
      this.#answerOver?.();
      return;
    }
    if (command.kind === "level" || command.player !== "partner") return;
    if (command.kind === "noteOff") {
      this.#answerOver?.();
      this.#answerOver = this.#clock.at(command.at + ANSWER_OVER, () => this.#answered());
      return;
    }
    if (command.at - this.#heardFrom > 8_000 + ANSWER_OVER || this.#heard.length === 0) this.#listenFrom(command.at);
    const { pitch, velocity } = command;
    this.#heard.push({ onset: command.at - this.#heardFrom, duration: 300, pitch, velocity });
  }

  async close(): Promise<void> {
    this.rest();
    this.#tell("closed");
  }

  #listenFrom(at: Millis): void {
    this.#heard = [];
    this.#heardFrom = at;
    if (this.#strikes.size === 0 && this.#draws.unit() < this.#character.interrupts) {
      this.#phraseAfter(at - this.#clock.now() + this.#draws.between(300, 1_200));
    }
  }

  #answered(): void {
    const reply = this.#character.reply(this.#draws);
    if (reply !== undefined && this.#strikes.size === 0) this.#phraseAfter(reply);
  }

  #phraseAfter(delay: Millis): void {
    this.#next?.();
    this.#next = this.#clock.at(this.#clock.now() + delay, () => this.#begin());
  }

  #begin(): void {
    const start = this.#clock.now();
    const notes = this.#character.phrase(this.#draws, this.#heard);
    this.#heard = [];
    let end = start;
    for (const note of notes) {
      const strike: Cancel = this.#clock.at(start + note.onset, () => {
        this.#strikes.delete(strike);
        this.#strike(note);
      });
      this.#strikes.add(strike);
      end = Math.max(end, start + note.onset + note.duration);
    }
    this.#phraseAfter(end - start + this.#character.pause(this.#draws));
  }

  #strike({ pitch, velocity, duration }: ChildNote): void {
    const at = this.#clock.now();
    const release = () => {
      this.#releases.delete(pitch);
      this.#listener.noteOff({ at: this.#clock.now(), player: "child", device: this.name, pitch });
    };
    const sounding = this.#releases.get(pitch);
    if (sounding) {
      sounding();
      release();
    }
    this.#listener.noteOn({ at, player: "child", device: this.name, pitch, velocity });
    this.#releases.set(pitch, this.#clock.at(at + duration, release));
  }

  #tell(status: "ready" | "closed"): void {
    const text = status === "ready" ? `Pretend child (${this.#character.name})` : "Pretend child has left";
    this.#listener.status({ device: this.name, status, text });
  }
}

function characterNamed(name: string): Character {
  const character = CHARACTERS.find((other) => other.name === name);
  if (character) return character;
  const names = CHARACTERS.map((other) => `"${other.name}"`).join(", ");
  throw new RangeError(`"${name}" is no pretend child; there are ${names}`);
}
