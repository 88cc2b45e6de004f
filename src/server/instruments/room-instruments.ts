import { suggestWindow } from "../../engine/instruments/double-hits.ts";
import {
  changeInstrument,
  type InstrumentPlayer,
  type InstrumentSettings,
  USUAL_INSTRUMENT,
} from "../../engine/instruments/instrument-settings.ts";
import type { KeyEvent } from "../../engine/instruments/key-event.ts";
import { fitCurve, type ThreeHits } from "../../engine/instruments/velocity-curve.ts";
import type { InstrumentListener, PluggedDevice } from "../../engine/ports.ts";
import type { Conductor, Untimed } from "../../engine/run/conductor.ts";
import type { Millis, Pitch, Velocity } from "../../engine/time/units.ts";
import { HitBox } from "./hit-box.ts";
import type { InstrumentKind, InstrumentPicture, InstrumentsPicture, KeySource } from "./instruments-picture.ts";

/** The names under which keys of a page play. */
const PAGES: Readonly<Record<KeySource, string>> = {
  screen: "Screen keys",
  computer: "Computer keys",
  childScreen: "Child's screen",
};
/** Devices whose names look like this are pads. */
const PADS = /pad|drum|perc|spd|octapad|trigger/i;
/** So long a key is waited for after "play now". */
const PATIENCE: Millis = 30_000;

export interface RoomInstrumentsParts {
  readonly conductor: Conductor;
  /** What is known of instruments from before. */
  readonly kept: Readonly<Record<string, InstrumentSettings>>;
  /** Keeps what is known of instruments now, for the next time. */
  readonly keep: (instruments: Readonly<Record<string, InstrumentSettings>>) => void;
}

interface Known {
  readonly kind: InstrumentKind;
  connected: boolean;
  asks: InstrumentPicture["asks"];
  /** Whether it is remembered when the room is closed. */
  kept: boolean;
}

/** The instruments of a room: which are there, who plays each of them, and what they were last played like. */
export class RoomInstruments {
  readonly #conductor: Conductor;
  readonly #keep: RoomInstrumentsParts["keep"];
  readonly #known = new Map<string, Known>();
  readonly #hits: HitBox;
  #waiting: { readonly player: "child" | "therapist"; readonly until: Millis } | undefined;
  #changed = true;
  #doubleHits = 0;

  constructor({ conductor, kept, keep }: RoomInstrumentsParts) {
    this.#conductor = conductor;
    this.#keep = keep;
    this.#hits = new HitBox(() => conductor.now());
    for (const [source, device] of Object.entries(PAGES)) {
      this.#known.set(device, { kind: source as KeySource, connected: true, asks: null, kept: device in kept });
    }
    for (const device of Object.keys(kept)) {
      if (!this.#known.has(device)) this.#known.set(device, { kind: "midi", connected: false, asks: null, kept: true });
    }
  }

  /** What the drivers tell. A player without a device of its own (a pretend child) plays as it says itself. */
  readonly listener: InstrumentListener = {
    noteOn: ({ at, behind, ...note }) => {
      if (!this.#known.has(note.device)) this.#conductor.dispatch({ kind: "noteOn", ...note }, at);
      else this.#press(note.device, note.pitch, note.velocity, note.pad ?? false, at, behind ?? null);
    },
    noteOff: ({ at, ...note }) => {
      if (!this.#known.has(note.device)) this.#conductor.dispatch({ kind: "noteOff", ...note }, at);
      else this.#lift(note.device, note.pitch, note.pad ?? false, at);
    },
    pedal: ({ at, device, down }) => void this.#conductor.play({ kind: "pedal", instrument: device, down }, at),
    plugged: (device) => this.#plug(device),
    unplugged: ({ device }) => {
      this.#conductor.loseInstrument(device);
      this.#alter(device, { connected: false });
    },
    status: (status) => this.#conductor.dispatch({ kind: "device", ...status }),
  };

  /** `drum`: the pitch is one of General MIDI's percussion. */
  pageDown(source: KeySource, pitch: Pitch, velocity: Velocity, drum = false): void {
    this.#press(PAGES[source], pitch, velocity, drum, undefined, null);
  }

  pageUp(source: KeySource, pitch: Pitch, drum = false): void {
    this.#lift(PAGES[source], pitch, drum, undefined);
  }

  /** An instrument is played otherwise from now on, and that is kept. Throws RangeError for one that is not known. */
  set(device: string, change: Partial<InstrumentSettings>): void {
    const settings = changeInstrument(this.#settingsOf(device), change);
    this.#alter(device, { asks: null, kept: true });
    this.#conductor.setInstrument(device, settings);
    this.#write();
  }

  /** Three hits of its player become its velocity curve. Throws RangeError where they cannot be told apart. */
  fit(device: string, hits: ThreeHits): void {
    const curve = fitCurve(hits);
    if (!curve)
      throw new RangeError("the three hits are not each harder than the one before: hit soft, then medium, then hard");
    this.set(device, { curve });
  }

  /** Whether a new instrument is the child's: for this time, or always. */
  answer(device: string, answer: "yes" | "no" | "always"): void {
    const asks = this.#known.get(device)?.asks;
    if (!asks) throw new RangeError("nobody asks about it any more");
    if (answer === "always") {
      this.set(device, { player: "child", playedAs: asks });
      return;
    }
    this.#alter(device, { asks: null });
    if (answer === "yes") this.#become(device, { player: "child", playedAs: asks });
  }

  /** The next key that is pressed says what this player plays; null: it says nothing any more. */
  playNow(player: "child" | "therapist" | null): void {
    this.#waiting = player === null ? undefined : { player, until: this.#conductor.now() + PATIENCE };
    this.#changed = true;
  }

  picture(): InstrumentsPicture {
    const { byName } = this.#conductor.instruments;
    const instruments = [...this.#known].map(([device, { kind, connected, asks }]): InstrumentPicture => {
      const { doubleHits = 0, gaps = [] } = byName.get(device) ?? {};
      return {
        device,
        kind,
        connected,
        asks,
        settings: this.#settingsOf(device),
        doubleHits,
        suggested: suggestWindow(gaps),
      };
    });
    return { instruments, playNow: this.#waiting?.player ?? null };
  }

  /** The picture, if it is another one than was asked for last. */
  fresh(): InstrumentsPicture | undefined {
    if (this.#waiting && this.#conductor.now() > this.#waiting.until) this.playNow(null);
    let doubleHits = 0;
    for (const one of this.#conductor.instruments.byName.values()) doubleHits += one.doubleHits;
    if (!this.#changed && doubleHits === this.#doubleHits) return undefined;
    this.#changed = false;
    this.#doubleHits = doubleHits;
    return this.picture();
  }

  /** The keys that came since they were asked for last. */
  freshHits(): ReturnType<HitBox["take"]> {
    return this.#hits.take();
  }

  #press(
    device: string,
    key: Pitch,
    velocity: Velocity,
    pad: boolean,
    at: Millis | undefined,
    behind: Millis | null,
  ): void {
    this.#decide(device);
    const event: Untimed<KeyEvent> = { kind: "down", instrument: device, key, velocity, pad };
    const notes = this.#conductor.play(event, at);
    this.#hits.press({ device, key, pad, velocity, behind }, notes, this.#settingsOf(device).player === "unused");
  }

  #lift(device: string, key: Pitch, pad: boolean, at: Millis | undefined): void {
    this.#conductor.play({ kind: "up", instrument: device, key, pad }, at);
    this.#hits.lift({ device, key, pad });
  }

  /** After "play now" the first key says whose it is, before it sounds. */
  #decide(device: string): void {
    const waiting = this.#waiting;
    if (!waiting || this.#conductor.now() > waiting.until) return;
    this.playNow(null);
    if (this.#settingsOf(device).player !== waiting.player) this.set(device, { player: waiting.player });
    else this.#alter(device, { asks: null });
  }

  #plug({ device, player, instrument, expected }: PluggedDevice): void {
    const known = this.#known.get(device);
    if (known) {
      this.#alter(device, { connected: true });
      return;
    }
    const asks = expected ? null : instrument === "pads" || PADS.test(device) ? "pads" : "keys";
    this.#known.set(device, { kind: "midi", connected: true, asks, kept: false });
    const begins: InstrumentPlayer = expected ? player : "unused";
    this.#become(device, { player: begins, playedAs: instrument });
  }

  #become(device: string, change: Partial<InstrumentSettings>): void {
    this.#changed = true;
    this.#conductor.setInstrument(device, changeInstrument(this.#settingsOf(device), change));
  }

  #settingsOf(device: string): InstrumentSettings {
    if (!this.#known.has(device)) throw new RangeError("there is no such instrument");
    return this.#conductor.instruments.byName.get(device)?.settings ?? USUAL_INSTRUMENT;
  }

  #alter(device: string, change: Partial<Known>): void {
    const known = this.#known.get(device);
    if (known) Object.assign(known, change);
    this.#changed = true;
  }

  #write(): void {
    const kept = [...this.#known].filter(([, known]) => known.kept);
    this.#keep(Object.fromEntries(kept.map(([device]) => [device, this.#settingsOf(device)])));
  }
}
