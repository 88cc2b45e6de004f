import type { EventEmitter } from "node:events";
import easymidi from "easymidi";
import type { Instrument, InstrumentListener } from "../../engine/ports.ts";
import type { DeviceStatus } from "../../engine/session/event.ts";
import type { Clock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import { Arrival } from "./arrival.ts";
import { HeldKeys, type InputMessage, type KeyMove } from "./held-keys.ts";
import { identityOf } from "./port-identity.ts";
import { choosePort, isCalled, isEndPoint, isThrough, tellPorts, withoutAddress } from "./port-names.ts";
import { PortNames } from "./ports.ts";
import type { SwitchBoard } from "./switches.ts";

const POLL: Millis = 500;

/** A MIDI keyboard, or several of them, as the rig describes it. */
export interface MidiInputSettings {
  /** What the device is called on the panel. */
  readonly name: string;
  /** `"any"` (every real input), or the name of a port or a part of it. */
  readonly port: string;
  readonly player: "child" | "therapist";
  /** What it is played as; "keys" where left out. What comes on MIDI channel 10 counts as pads in any case. */
  readonly instrument?: "keys" | "pads";
  /** Names of ports that `"any"` leaves out: those that Antiphon itself sends to. */
  readonly exclude?: readonly string[];
}

/** What is reached of RtMidi through easymidi, which passes on none of it. */
interface Underneath {
  readonly _input: EventEmitter & {
    ignoreTypes(sysex: boolean, timing: boolean, sensing: boolean): void;
    destroy(): void;
  };
}

/** A port that is listened to. */
interface OpenPort {
  readonly input: easymidi.Input & Underneath;
  /** Its name in the room. */
  readonly device: string;
  readonly held: HeldKeys;
}

const SUSTAIN = 64;
/** A pedal's value from which on it is down. MIDI 1.0 Detailed Specification, controller 64. */
const DOWN = 64;

/**
 * Opens a MIDI instrument. Never throws: a port that is missing is told to `listener` and is heard as soon as it is there;
 * one that is unplugged ends its notes and comes back by itself.
 */
export function openMidiInput(
  settings: MidiInputSettings,
  clock: Clock,
  listener: InstrumentListener,
  switches?: SwitchBoard,
): Instrument {
  const keyboard = new MidiKeyboard(settings, clock, listener, switches);
  return { name: settings.name, close: async () => keyboard.close() };
}

class MidiKeyboard {
  readonly #settings: MidiInputSettings;
  readonly #clock: Clock;
  readonly #listener: InstrumentListener;
  readonly #switches: SwitchBoard | undefined;
  readonly #names = new PortNames("inputs");
  readonly #open = new Map<string, OpenPort>();
  readonly #poll: NodeJS.Timeout;
  #told = "";
  #wasOpen = false;
  #looked = false;

  constructor(
    settings: MidiInputSettings,
    clock: Clock,
    listener: InstrumentListener,
    switches: SwitchBoard | undefined,
  ) {
    this.#switches = switches;
    this.#settings = settings;
    this.#clock = clock;
    this.#listener = listener;
    this.#look();
    this.#poll = setInterval(() => this.#look(), POLL);
  }

  close(): void {
    clearInterval(this.#poll);
    for (const port of [...this.#open.keys()]) this.#lose(port);
    this.#names.close();
    this.#tell("closed", `${this.#settings.name} is closed.`);
  }

  /** Looks which ports have come and gone. */
  #look(): void {
    const names = this.#names.read();
    const lost = [...this.#open.keys()].filter((port) => !names.includes(port));
    for (const port of lost) this.#lose(port);
    const fresh = this.#wanted(names).filter((port) => !this.#open.has(port) && this.#listenTo(port));
    this.#looked = true;
    const gone = lost.map((port) => `"${withoutAddress(port)}"`).join(", ");
    if (lost.length > 0) this.#tell("lost", `${gone} was unplugged. Its notes are ended; plug it in again to go on.`);
    if (fresh.length > 0) this.#tell("ready", `Listening to ${this.#openNames()}.`);
    if (this.#open.size === 0 && lost.length === 0 && !this.#wasOpen) this.#tellMissing(names);
    this.#wasOpen ||= this.#open.size > 0;
  }

  #wanted(names: readonly string[]): string[] {
    const { port, exclude = [] } = this.#settings;
    if (port !== "any") {
      const held = [...this.#open.keys()][0];
      const chosen = held ?? choosePort(names, port);
      return chosen === undefined ? [] : [chosen];
    }
    return names.filter((name) => !isThrough(name) && !isEndPoint(name) && !exclude.some((own) => isCalled(name, own)));
  }

  /** False when the port could not be opened; the next look tries again. */
  #listenTo(port: string): boolean {
    try {
      const device = identityOf(port, new Set([...this.#open.values()].map((open) => open.device)));
      const input = new easymidi.Input(port) as OpenPort["input"];
      // SysEx, clock and active sensing are stopped in the driver: an endless SysEx would otherwise pile up in memory.
      input._input.ignoreTypes(true, true, true);
      const open: OpenPort = { input, device, held: new HeldKeys() };
      const arrival = new Arrival();
      let at: Millis = 0;
      let behind: Millis | undefined;
      // Before easymidi reads it: the stamp comes first, and only here is the port's own time known.
      input._input.prependListener("message", (delta: number) => {
        at = this.#clock.now();
        behind = arrival.hear(at, delta);
      });
      (input as EventEmitter).on("message", (message: InputMessage) => {
        if (this.#switches?.hear(withoutAddress(port), message)) return;
        this.#hear(open, message, at, behind);
      });
      this.#tellPlugged(device);
      this.#open.set(port, open);
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#tell("failed", `"${withoutAddress(port)}" cannot be opened: ${reason}. Is another program using it?`);
      return false;
    }
  }

  #tellPlugged(device: string): void {
    const { player, instrument = "keys", port } = this.#settings;
    const expected = port !== "any" || !this.#looked || this.#open.size === 0;
    this.#listener.plugged?.({ device, player, instrument, expected });
  }

  #lose(port: string): void {
    const open = this.#open.get(port);
    if (!open) return;
    this.#open.delete(port);
    open.input.removeAllListeners();
    open.input._input.destroy();
    this.#pass(open.device, this.#clock.now(), open.held.lose(port));
    this.#listener.unplugged?.({ device: open.device });
  }

  #hear({ device, held, input }: OpenPort, message: InputMessage, at: Millis, behind: Millis | undefined): void {
    const { _type: type, controller, value } = message;
    if (type === "cc" && controller === SUSTAIN && typeof value === "number") {
      this.#listener.pedal?.({ at, device, down: value >= DOWN });
    }
    this.#pass(device, at, held.hear(input.name, message), behind);
  }

  #pass(device: string, at: Millis, moves: readonly KeyMove[], behind?: Millis): void {
    const { player } = this.#settings;
    const late = behind === undefined ? {} : { behind };
    for (const move of moves) {
      const { kind, ...note } = move;
      if (kind === "noteOn") this.#listener.noteOn({ at, player, device, ...note, velocity: move.velocity, ...late });
      else this.#listener.noteOff({ at, player, device, ...note });
    }
  }

  #openNames(): string {
    return [...this.#open.keys()].map((port) => `"${withoutAddress(port)}"`).join(", ");
  }

  #tellMissing(names: readonly string[]): void {
    const { port } = this.#settings;
    const what = port === "any" ? "No MIDI keyboard is plugged in." : `The MIDI input "${port}" is not there.`;
    this.#tell("missing", this.#names.trouble ?? (port === "any" ? what : `${what} ${tellPorts(names)}`));
  }

  #tell(status: DeviceStatus["status"], text: string): void {
    if (this.#told === status + text) return;
    this.#told = status + text;
    this.#listener.status({ device: this.#settings.name, status, text });
  }
}
