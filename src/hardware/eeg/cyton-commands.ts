import { CYTON_GAINS, type CytonGain } from "./cyton-format.ts";

/** How the ADC's input of a channel is wired, in the order of the codes of the `x…X` command. */
export const CYTON_INPUTS = [
  "normal",
  "shorted",
  "bias measure",
  "supply",
  "temperature",
  "test",
  "bias positive",
  "bias negative",
] as const;
export type CytonInput = (typeof CYTON_INPUTS)[number];

/** The settings of one channel (OpenBCI Cyton SDK, channel setting commands). */
export interface CytonChannel {
  readonly on: boolean;
  readonly gain: CytonGain;
  readonly input: CytonInput;
  readonly bias: boolean;
  readonly srb2: boolean;
  readonly srb1: boolean;
}

/** What the `d` command sets. */
export const CYTON_CHANNEL_DEFAULTS: CytonChannel = {
  on: true,
  gain: 24,
  input: "normal",
  bias: true,
  srb2: true,
  srb1: false,
};

/** Channels 1–8 and, with Daisy, 9–16, as commands name them. */
export const CYTON_CHANNEL_NAMES = "12345678QWERTYUI";
const SWITCH_OFF = "12345678qwertyui";
const SWITCH_ON = "!@#$%^&*QWERTYUI";

/** The command that gives channel 1–16 these settings. Throws RangeError for a channel that is none. */
export function channelCommand(eegChannel: number, settings: CytonChannel): string {
  const bit = (on: boolean) => (on ? "1" : "0");
  const gain = CYTON_GAINS.indexOf(settings.gain);
  const input = CYTON_INPUTS.indexOf(settings.input);
  return `x${nameOf(eegChannel)}${bit(!settings.on)}${gain}${input}${bit(settings.bias)}${bit(settings.srb2)}${bit(settings.srb1)}X`;
}

/** The command that switches the impedance current of 6 nA on or off at the channel's two inputs. */
export function leadOffCommand(eegChannel: number, drive: { positive: boolean; negative: boolean }): string {
  return `z${nameOf(eegChannel)}${drive.positive ? 1 : 0}${drive.negative ? 1 : 0}Z`;
}

function nameOf(eegChannel: number): string {
  const name = CYTON_CHANNEL_NAMES[eegChannel - 1];
  if (name === undefined) throw new RangeError(`a Cyton has channels 1 to 16, not ${eegChannel}`);
  return name;
}

/** Which channel a one-letter command switches, if it does. */
export function switchedBy(letter: string): { eegChannel: number; on: boolean } | undefined {
  const off = SWITCH_OFF.indexOf(letter);
  if (off >= 0) return { eegChannel: off + 1, on: false };
  const on = SWITCH_ON.indexOf(letter);
  return on >= 0 ? { eegChannel: on + 1, on: true } : undefined;
}
