import type { EegLearner } from "../../models/eeg/learner.ts";
import { NETWORK_KINDS } from "../../models/eeg/networks/network-form.ts";
import { networkLearner } from "../../models/eeg/networks/network-learner.ts";
import { SIMPLE_LEARNERS } from "../../models/eeg/rivals/rivals.ts";

/** Everything that is compared, networks the last. */
export const EEG_LEARNERS: readonly EegLearner[] = [
  ...SIMPLE_LEARNERS,
  ...NETWORK_KINDS.map((kind) => networkLearner(kind)),
];
