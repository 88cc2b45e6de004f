import type { CorpusSizes } from "../../models/corpus-sizes.ts";
import { bestOf, rankTries, type SearchTry } from "../../models/plan-search.ts";
import { planWords } from "../../models/run-search.ts";
import { table } from "../../models/tables.ts";
import { estimateWords, numberWords } from "../reports/words.ts";

/** All tries of a search, the best first. */
export function searchTable(tries: readonly SearchTry[]): string {
  return table(
    ["plan", "validation, bits a choice", "best epoch", "epochs", "seconds"],
    rankTries(tries).map(({ plan, validation, bestEpoch, epochs, ended, seconds }) => [
      planWords(plan),
      numberWords(validation, 4),
      `${bestEpoch}`,
      `${epochs}${ended ? "" : ", given up"}`,
      numberWords(seconds, 0),
    ]),
  );
}

/** The best plan, and how far its seeds lie apart, in a sentence or two. */
export function bestWords(tries: readonly SearchTry[]): string {
  const found = bestOf(tries);
  if (!found) return "No plan was trained to its end: the search is not done.";
  const { best, seeds } = found;
  const losses = seeds.map(({ validation }) => validation);
  const mean = losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
  const spread =
    losses.length < 2
      ? "With one seed only."
      : `Over ${losses.length} seeds: ${numberWords(mean, 4)} on average, ${numberWords(Math.min(...losses), 4)} to ${numberWords(Math.max(...losses), 4)}.`;
  return `Best: ${planWords(best.plan)}; ${numberWords(best.validation, 4)} bit on the validation tunes. ${spread}`;
}

/** The networks of all sizes of the corpus. */
export function sizeTable({ sizes }: CorpusSizes): string {
  return table(
    [
      "training tunes",
      "segments",
      "epochs",
      "best",
      "validation",
      "test, bits a choice [95 %]",
      "all tunes are better by",
    ],
    sizes.map(({ tunes, segments, epochs, bestEpoch, validation, test, gain }) => [
      `${tunes}`,
      numberWords(segments, 0),
      `${epochs}`,
      `${bestEpoch}`,
      numberWords(validation, 3),
      estimateWords(test, 3),
      estimateWords(gain, 3),
    ]),
  );
}
