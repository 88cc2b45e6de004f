import type { EegClassifier } from "../learner.ts";
import type { EegWindow } from "../window.ts";
import { openConvolution } from "./convolution.ts";
import type { NetworkForm } from "./network-form.ts";
import { inputsOf, writeInput } from "./network-input.ts";
import { openRecurrentStep, type RecurrentStep } from "./recurrent-step.ts";

/** What a network makes of a sequence of windows: its raw logit. */
type Play = (sequence: readonly EegWindow[]) => number;

/** Throws RangeError for lists that are missing. */
function listAt(lists: readonly Float32Array[], place: number): Float32Array {
  const list = lists[place];
  if (!list) throw new RangeError(`a list of weights is missing (number ${place + 1})`);
  return list;
}

/** A network, and the windows that it has heard, oldest first. */
interface Line {
  readonly network: RecurrentStep;
  readonly heard: EegWindow[];
}

/** Whether the sequence is what the line has heard and one window more; what is too old is forgotten by itself. */
function goesOn({ network, heard }: Line, sequence: readonly EegWindow[]): boolean {
  const kept = Math.min(sequence.length, network.length) - 1;
  if (kept < 1 || kept !== Math.min(heard.length, network.length - 1)) return false;
  for (let i = 1; i <= kept; i++) if (heard[heard.length - i] !== sequence[sequence.length - 1 - i]) return false;
  return true;
}

/**
 * Plays one recurrent network. Windows that stood in the sequence before, or in the one before that, are not multiplied again: epochs
 * come twice a second and the windows of a sequence are a second apart, so that two lines of sequences take turns.
 */
function openRecurrent(form: NetworkForm, lists: readonly Float32Array[]): Play {
  const { kind, gates, units, length, scale } = form;
  if (kind === "cnn") throw new RangeError("filters are no recurrent network");
  const inputs = inputsOf(scale);
  const [kernel, recurrent, bias] = [listAt(lists, 0), listAt(lists, 1), listAt(lists, 2)];
  const dense = { kernel: listAt(lists, 3), bias: listAt(lists, 4) };
  const open = (): Line => ({
    network: openRecurrentStep({ kind, gates, inputs, units, kernel, recurrent, bias, dense }, length),
    heard: [],
  });
  const input = new Float64Array(inputs);
  let [latest, earlier] = [open(), open()];
  return (sequence) => {
    // The line that goes on; else the one that has been left longest begins anew.
    const line = goesOn(latest, sequence) ? latest : earlier;
    const { network, heard } = line;
    const goingOn = goesOn(line, sequence);
    if (!goingOn) {
      network.restart();
      heard.length = 0;
    }
    for (let i = goingOn ? sequence.length - 1 : Math.max(0, sequence.length - length); i < sequence.length; i++) {
      const window = sequence[i] as EegWindow;
      writeInput(scale, window, input);
      network.hear(input);
      heard.push(window);
    }
    while (heard.length > length) heard.shift();
    if (line === earlier) [latest, earlier] = [earlier, latest];
    return network.finish()[0] as number;
  };
}

function openFilters({ units, length, scale }: NetworkForm, lists: readonly Float32Array[]): Play {
  const inputs = inputsOf(scale);
  const dense = { kernel: listAt(lists, 2), bias: listAt(lists, 3) };
  const play = openConvolution({ inputs, units, kernel: listAt(lists, 0), bias: listAt(lists, 1), dense });
  const rows = Array.from({ length }, () => new Float64Array(inputs));
  return (sequence) => {
    const last = sequence.slice(-length);
    for (const [i, window] of last.entries()) writeInput(scale, window, rows[i] as Float64Array);
    return play(rows.slice(0, last.length));
  };
}

/** Plays networks as they were learnt, without TensorFlow. Throws RangeError for a form that does not hold together. */
export function playNetworks(form: NetworkForm): EegClassifier {
  if (form.members.length === 0) throw new RangeError("there is no network to play");
  const members = form.members.map((lists) => (form.kind === "cnn" ? openFilters : openRecurrent)(form, lists));
  return {
    name: form.kind,
    temperature: form.temperature,
    logit: (sequence) => {
      let sum = 0;
      for (const play of members) sum += play(sequence);
      return sum / members.length / form.temperature;
    },
  };
}
