import type { EegClassifier } from "../learner.ts";
import type { EegWindow } from "../window.ts";
import { openConvolution } from "./convolution.ts";
import type { NetworkForm } from "./network-form.ts";
import { inputsOf, writeInput } from "./network-input.ts";
import { openRecurrentStep } from "./recurrent-step.ts";

/** What a network makes of a sequence of windows: its raw logit. */
type Play = (sequence: readonly EegWindow[]) => number;

/** Throws RangeError for lists that are missing. */
function listAt(lists: readonly Float32Array[], place: number): Float32Array {
  const list = lists[place];
  if (!list) throw new RangeError(`a list of weights is missing (number ${place + 1})`);
  return list;
}

/** Plays one recurrent network. Windows that stood in the sequence before are not multiplied again. */
function openRecurrent(form: NetworkForm, lists: readonly Float32Array[]): Play {
  const { kind, gates, units, length, scale } = form;
  if (kind === "cnn") throw new RangeError("filters are no recurrent network");
  const inputs = inputsOf(scale);
  const [kernel, recurrent, bias, above, raised] = [0, 1, 2, 3, 4].map((place) => listAt(lists, place)) as [
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  const dense = { kernel: above, bias: raised };
  const network = openRecurrentStep({ kind, gates, inputs, units, kernel, recurrent, bias, dense }, length);
  const input = new Float64Array(inputs);
  const heard: EegWindow[] = [];
  const goesOn = (sequence: readonly EegWindow[], from: number) => {
    const kept = sequence.length - from - 1;
    if (kept < 1 || kept > heard.length) return false;
    // What is forgotten by itself: the network keeps `length` inputs at the most.
    if (kept < Math.min(heard.length, length - 1)) return false;
    for (let i = 1; i <= kept; i++) if (heard[heard.length - i] !== sequence[sequence.length - 1 - i]) return false;
    return true;
  };
  return (sequence) => {
    const from = Math.max(0, sequence.length - length);
    const goingOn = goesOn(sequence, from);
    if (!goingOn) {
      network.restart();
      heard.length = 0;
    }
    for (let i = goingOn ? sequence.length - 1 : from; i < sequence.length; i++) {
      const window = sequence[i] as EegWindow;
      writeInput(scale, window, input);
      network.hear(input);
      heard.push(window);
    }
    while (heard.length > length) heard.shift();
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
