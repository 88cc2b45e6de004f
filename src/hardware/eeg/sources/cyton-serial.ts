import type { Millis } from "../../../engine/time/units.ts";
import { CYTON_CHANNEL_DEFAULTS, type CytonChannel, channelCommand } from "../cyton-commands.ts";
import {
  type CytonDialogue,
  type CytonStep,
  converse,
  impedanceMode,
  openDialogue,
  startUp,
} from "../cyton-dialogue.ts";
import { CYTON_CHANNELS, CYTON_FULL_SCALE, type CytonGain } from "../cyton-format.ts";
import { cyton, cytonAndDaisy } from "../devices.ts";
import {
  beginStream,
  type Opening,
  type OpeningTurn,
  SERIAL,
  type SerialDevice,
  type StreamBegun,
} from "./line-device.ts";

export interface CytonSettings {
  readonly boards: "cyton" | "cyton and daisy";
  /** Channels beyond the last site are switched off. */
  readonly montage: readonly string[];
  /** Gain of each channel of the montage. */
  readonly gains: readonly CytonGain[];
}

/**
 * An OpenBCI Cyton, alone or with Daisy, on its USB dongle. The gains are those that the board has confirmed: where it refuses
 * one, the channel keeps 24, and the samples have that scale.
 */
export function cytonSerial(settings: CytonSettings): SerialDevice {
  const { boards, montage, gains } = settings;
  const wanted = channelsOf(settings);
  const all = montage.map((_, i) => i + 1);
  let confirmed = gains;

  const begun = (refused: readonly number[]): StreamBegun => {
    const channels = (boards === "cyton" ? 1 : 2) * CYTON_CHANNELS;
    const every = Array.from({ length: channels }, (_, i) => confirmed[i] ?? CYTON_CHANNEL_DEFAULTS.gain);
    const form = {
      montage,
      counts: { lowest: -CYTON_FULL_SCALE - 1, highest: CYTON_FULL_SCALE },
      measuresImpedance: true,
    };
    const stream = boards === "cyton" ? beginStream(cyton(every), form) : beginStream(cytonAndDaisy(every), form);
    if (refused.length === 0) return stream;
    const names = refused.map((eegChannel) => montage[eegChannel - 1] ?? `channel ${eegChannel}`).join(", ");
    return { ...stream, remark: `the board refused the settings of ${names}: there the gain is 24` };
  };

  return {
    kind: "Cyton",
    baud: 115_200,
    ...SERIAL,
    looksLike: /FTDI|FT231X|ttyUSB|usbserial/i,
    keepsCounting: true,
    begin: (impedance) =>
      new CytonOpening(startUp(boards, wanted, impedance ? all : []), ({ refused }) => {
        const numbers = [...wanted].flatMap(([n, channel]) =>
          refused.includes(channelCommand(n, channel)) ? [n] : [],
        );
        confirmed = gains.map((gain, i) => (numbers.includes(i + 1) ? CYTON_CHANNEL_DEFAULTS.gain : gain));
        return begun(numbers.filter((n) => n <= montage.length));
      }),
    changeImpedance: (on) => new CytonOpening(impedanceMode(all, on), () => begun([])),
    goodbye: "s",
    unread: "bytes come that are no Cyton's packets: wrong speed (it has 115200), or another device",
  };
}

/** The settings that are not the board's defaults, by channel number. */
function channelsOf({ boards, montage, gains }: CytonSettings): Map<number, CytonChannel> {
  const channels = new Map<number, CytonChannel>();
  for (let i = 0; i < (boards === "cyton" ? 1 : 2) * CYTON_CHANNELS; i++) {
    const [on, gain] = [i < montage.length, gains[i] ?? CYTON_CHANNEL_DEFAULTS.gain];
    if (on && gain === CYTON_CHANNEL_DEFAULTS.gain) continue;
    // A channel that is off must not feed the bias or hang on the reference.
    channels.set(i + 1, { ...CYTON_CHANNEL_DEFAULTS, on, gain, ...(on ? {} : { bias: false, srb2: false }) });
  }
  return channels;
}

/** The dialogue with the board as an opening. */
class CytonOpening implements Opening {
  readonly #steps: readonly CytonStep[];
  readonly #done: (dialogue: CytonDialogue) => StreamBegun;
  #dialogue: CytonDialogue | undefined;

  constructor(steps: readonly CytonStep[], done: (dialogue: CytonDialogue) => StreamBegun) {
    this.#steps = steps;
    this.#done = done;
  }

  turn(at: Millis, bytes?: Uint8Array): OpeningTurn {
    const { dialogue, send, outcome } = this.#dialogue
      ? converse(this.#dialogue, at, bytes)
      : openDialogue(this.#steps, at);
    this.#dialogue = dialogue;
    return { send, outcome: outcome === "done" ? this.#done(dialogue) : outcome };
  }
}
