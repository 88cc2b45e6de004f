import type { NoScoreReason } from "./reading.ts";

/** Why there is no score, in a sentence for the therapist that says what to do. */
export function reasonWords(reason: NoScoreReason): string {
  switch (reason) {
    case "noContact":
      return "Too few electrodes touch: see the map.";
    case "artefact":
      return "Movement, muscle or hum on too many channels: wait, or see the map.";
    case "noBaseline":
      return "The child's own rest is not known yet: run the guided blocks.";
    case "settling":
      return "The signal settles: a few seconds.";
    case "impedance":
      return "The impedance check is on: switch it off to score.";
    case "unusual":
      return "Unlike anything the model has learnt from.";
    case "gap":
      return "Samples were lost: a few seconds.";
    case "noSignal":
      return "Nothing comes from the EEG: check that it is on and plugged in.";
    case "noModel":
      return "No model is loaded: only the signal is shown.";
  }
}
