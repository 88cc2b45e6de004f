import type { Hertz, Millis } from "../../../engine/time/units.ts";
import { BIOSIGNAL, type BiosignalLine, type BiosignalSettings } from "../biosignal-format.ts";
import { biosignal } from "../devices.ts";
import { FrameReader } from "../frame-reader.ts";
import { beginStream, type Opening, type OpeningTurn, SERIAL, type SerialDevice } from "./line-device.ts";

export interface BiosignalWishes {
  readonly montage: readonly string[];
  readonly rate: Hertz;
  /** Of the amplifier before the board. */
  readonly gain: number;
}

/** A board that was reset by the opening needs so long before it hears. */
const ASK_AGAIN: Millis = 1000;
const GIVE_UP: Millis = 6000;
const REFUSALS: Record<string, string> = {
  R: "it cannot take so many samples a second (1 to 500)",
  C: "it has not so many channels",
  F: "so many channels at this rate are too much for its line: take fewer, or a lower rate",
  "?": "it did not understand",
};

/** A board with the project's own biosignal sketch (sketches/biosignal). */
export function biosignalSerial(wishes: BiosignalWishes): SerialDevice {
  return {
    kind: "biosignal board",
    baud: 115_200,
    ...SERIAL,
    looksLike: /Arduino|1a86|ttyACM|ttyUSB|usbmodem|usbserial/i,
    keepsCounting: false,
    begin: () => new BiosignalOpening(wishes),
    changeImpedance: undefined,
    goodbye: "",
    unread: "bytes come that are no lines of the biosignal sketch: wrong speed (it has 115200), or another sketch",
  };
}

/** Asks for the settings, and changes them until they are the wanted ones. */
class BiosignalOpening implements Opening {
  readonly #wishes: BiosignalWishes;
  readonly #reader = new FrameReader<BiosignalLine>(BIOSIGNAL);
  #began: Millis | undefined;
  #asked: Millis = Number.NEGATIVE_INFINITY;

  constructor(wishes: BiosignalWishes) {
    this.#wishes = wishes;
  }

  turn(at: Millis, bytes: Uint8Array = new Uint8Array()): OpeningTurn {
    this.#began ??= at;
    for (const line of this.#reader.read(bytes)) {
      if (line.kind === "refusal" && line.reason !== "?") {
        return trouble(`The biosignal board refused the settings: ${REFUSALS[line.reason] ?? REFUSALS["?"]}.`);
      }
      if (line.kind === "settings") return this.#answer(line, at);
    }
    if (at - this.#began > GIVE_UP) {
      return trouble("The board does not tell its settings: put the biosignal sketch on it (sketches/biosignal).");
    }
    if (at - this.#asked < ASK_AGAIN) return { send: "", outcome: "going on" };
    return this.#say("\n?\n", at);
  }

  #answer(settings: BiosignalSettings, at: Millis): OpeningTurn {
    const { montage, rate, gain } = this.#wishes;
    const channels = montage.length;
    if (settings.channels === channels && settings.rate === rate) {
      const counts = { lowest: 0, highest: 2 ** settings.bits - 1 };
      return { send: "", outcome: beginStream(biosignal(settings, gain), { montage, counts }) };
    }
    // Whatever makes the line freer comes first.
    const change = rate < settings.rate || settings.channels === channels ? `R${rate}` : `C${channels}`;
    return this.#say(`${change}\n`, at);
  }

  #say(send: string, at: Millis): OpeningTurn {
    this.#asked = at;
    return { send, outcome: "going on" };
  }
}

function trouble(text: string): OpeningTurn {
  return { send: "", outcome: { trouble: text } };
}
