import type { Recurrent } from "../../engine/ports.ts";
import type { Generator } from "./generator.ts";
import { ITERATED_FUNCTIONS } from "./iterated-functions.ts";
import { LOGISTIC } from "./logistic.ts";
import { LOOPED } from "./looped.ts";
import { markovLabels } from "./markov-labels.ts";
import { markovTokens } from "./markov-tokens.ts";
import { noteLstm } from "./note-lstm.ts";
import { PENTATONIC_CHAOS } from "./pentatonic.ts";
import { SHUFFLED } from "./shuffled.ts";
import { UNIFORM } from "./uniform.ts";

/** Every generator that ours must stand beside, in the order of a report. `network`: the one of the folder models/rival. */
export function openRivals(network: Recurrent): readonly Generator[] {
  return [
    LOOPED,
    SHUFFLED,
    UNIFORM,
    markovTokens(1),
    markovTokens(2),
    markovLabels(1),
    markovLabels(2),
    LOGISTIC,
    PENTATONIC_CHAOS,
    ITERATED_FUNCTIONS,
    noteLstm(network),
  ];
}
