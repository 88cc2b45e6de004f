import type { View } from "../../../server/protocol.ts";
import { spoken, words } from "../../language.ts";

type EegView = NonNullable<View["eeg"]>;

/** The score with how far it may be wrong, or why there is none. */
export function Score({ view }: { view: EegView }) {
  const { eeg } = words.value;
  const { score, reason, model, epochs, reactionTime } = view;
  const value = score && Math.round(score.value);
  const around = score && Math.max(1, Math.round(score.uncertainty));
  return (
    <section class="card stack score" aria-labelledby="score">
      <h3 id="score">{eeg.score}</h3>
      <p class="value">{value !== null && around !== null ? eeg.value(value, around) : eeg.noScore}</p>
      <svg viewBox="0 0 200 26" aria-hidden="true">
        <rect class="scale" x="0" y="10" width="200" height="6" />
        {score && (
          <>
            <rect
              class="around"
              x={2 * Math.max(0, score.value - score.uncertainty)}
              y="7"
              width={
                2 * (Math.min(100, score.value + score.uncertainty) - Math.max(0, score.value - score.uncertainty))
              }
              height="12"
            />
            <rect class="at" x={2 * score.value - 2} y="0" width="4" height="26" />
          </>
        )}
      </svg>
      {reason && <p>{spoken(reason.text)}</p>}
      <p class="muted">{eeg.meaning}</p>
      <p class="muted">{reason?.name === "noBaseline" ? eeg.baselineNone : eeg.baseline}</p>
      <p class="muted">
        {eeg.reaction((reactionTime / 1_000).toFixed(1))} {eeg.epochs(epochs.scored, epochs.abstained)}.
      </p>
      {model && (
        <p class="muted">
          {eeg.model(model.name)}. {spoken(model.validation)}
        </p>
      )}
    </section>
  );
}
