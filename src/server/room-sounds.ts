import type { SoundListener, SoundOut } from "../engine/ports.ts";
import type { SoundCommand } from "../engine/session/command.ts";
import type { Player } from "../engine/session/player.ts";
import { isUsual } from "../engine/session/sounds.ts";
import type { Clock } from "../engine/time/clock.ts";
import type { Millis } from "../engine/time/units.ts";
import { openSound, SOUND_SECTION, type SoundSection } from "../hardware/drivers.ts";
import type { MidiOutput } from "../hardware/midi/output.ts";
import { openBrowserSound, type SoundLink } from "./browser-sound.ts";
import type { Output } from "./output.ts";

export interface RoomSoundsParts {
  readonly sections: readonly SoundSection[];
  readonly link: SoundLink;
  readonly clock: Clock;
  readonly listener: SoundListener;
  /** What a person chose before; without it all that the rig has. */
  readonly output: Output | undefined;
  /** What an output must be told that has just been opened: how everybody sounds. Times are clock time. */
  readonly state: () => readonly SoundCommand[];
}

const PLAYERS: readonly Player[] = ["child", "therapist", "partner", "robot"];
/** How what sounds ends on an output that is left. */
const LEAVING: Millis = 300;
/** The first MIDI instrument there is, where the rig names none. */
const MIDI_OUT: SoundSection = SOUND_SECTION.parse({ driver: "midi-out" });

type Kind = "browser" | "midi" | "other";

/** An output that can be left and taken up again: while it is off no note begins there, and everything else reaches it. */
class Switched implements SoundOut {
  readonly kind: Kind;
  readonly inner: SoundOut;
  on: boolean;

  constructor(kind: Kind, inner: SoundOut, on: boolean) {
    this.kind = kind;
    this.inner = inner;
    this.on = on;
  }

  get name(): string {
    return this.inner.name;
  }

  get lookahead(): Millis {
    return this.inner.lookahead;
  }

  play(command: SoundCommand): void {
    const begins = command.kind === "noteOn" || (command.kind === "noise" && command.level !== null);
    if (this.on || !begins) this.inner.play(command);
  }

  silence(): void {
    this.inner.silence();
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}

/** The sound outputs of the room, and which of them are on. */
export class RoomSounds {
  /** For the look-ahead: outputs that are opened later are in it as well. */
  readonly outs: Switched[] = [];
  readonly #parts: RoomSoundsParts;
  #output: Output;

  constructor(parts: RoomSoundsParts) {
    this.#parts = parts;
    const drivers = parts.sections.map(({ driver }) => driver);
    const [browser, midi] = [drivers.includes("browser"), drivers.includes("midi-out")];
    this.#output = parts.output ?? (browser ? (midi ? "both" : "browser") : "midi");
  }

  get output(): Output {
    return this.#output;
  }

  get midi(): MidiOutput | undefined {
    return this.outs.map(({ inner }) => inner).find((out): out is MidiOutput => "process" in out);
  }

  /** Opens what the rig names, and what was chosen besides. */
  open(): void {
    for (const section of this.#parts.sections) this.#add(section);
    this.#supply();
  }

  /** From now on the room sounds there; what sounds elsewhere fades. */
  choose(output: Output): void {
    this.#output = output;
    for (const out of this.outs) {
      const on = this.#isOn(out.kind);
      if (out.on && !on) this.#leave(out);
      out.on = on;
    }
    this.#supply();
  }

  close(): Promise<unknown> {
    return Promise.all(this.outs.toReversed().map((out) => out.close()));
  }

  #leave(out: Switched): void {
    const at = this.#parts.clock.now();
    for (const player of PLAYERS) out.play({ kind: "release", at, player, fade: LEAVING });
    out.play({ kind: "noise", at, level: null, rise: 0 });
  }

  /** Opens an output that is wanted and not in the rig. */
  #supply(): void {
    const has = (kind: Kind) => this.outs.some((out) => out.kind === kind);
    if (this.#isOn("browser") && !has("browser")) this.#add({ driver: "browser", name: "Browser sound" });
    // The simulated output stands for an instrument.
    if (this.#isOn("midi") && !has("midi") && !has("other")) this.#add(MIDI_OUT);
  }

  #isOn(kind: Kind): boolean {
    return kind === "other" || this.#output === "both" || this.#output === kind;
  }

  #add(section: SoundSection): void {
    const { link, clock, listener, state } = this.#parts;
    const browser = section.driver === "browser";
    const kind: Kind = browser ? "browser" : section.driver === "midi-out" ? "midi" : "other";
    const inner = browser ? openBrowserSound(section.name, link) : openSound(section, { clock, listener });
    this.outs.push(new Switched(kind, inner, this.#isOn(kind)));
    for (const command of state()) {
      // An instrument keeps the sounds it has until another is chosen for it. A browser may know those of another child.
      if (browser || command.kind !== "program" || !isUsual(command)) inner.play(command);
    }
  }
}
