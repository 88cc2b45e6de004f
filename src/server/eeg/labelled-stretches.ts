import { type BlockMark, readBlockMark } from "../../engine/eeg/block-marks.ts";
import type { Microvolts } from "../../engine/time/units.ts";
import type { EegPart } from "../store/record.ts";
import { type RecordedForm, type RecordedPiece, unpackForm, unpackPiece } from "./recorded-piece.ts";

/** Samples without a gap from a guided block that counts. */
export interface LabelledStretch {
  readonly block: BlockMark["block"];
  readonly eyes: BlockMark["eyes"];
  readonly channels: readonly Float32Array[];
}

type Sample = RecordedPiece["samples"][number];

/** A mark may come this long after its sample, in seconds: so much is kept while no block is known to be on. */
const LATE = 10;

/** What a part says of its samples; undefined where its beginning was lost. */
export function formOf({ pieces }: EegPart): RecordedForm["form"] | undefined {
  const [head] = pieces;
  return head?.seq === 0 ? unpackForm(head.piece).form : undefined;
}

/** The guided blocks of a part that were done to their end; one with lost samples comes as several stretches. */
export function* stretchesOf(part: EegPart): Generator<LabelledStretch> {
  const form = formOf(part);
  if (!form) return;
  let samples: Sample[] = [];
  let open: { readonly from: number; readonly mark: BlockMark } | undefined;
  const marks: { readonly index: number; readonly mark: BlockMark }[] = [];

  function* turn(index: number, mark: BlockMark): Generator<LabelledStretch> {
    if (open && mark.what === "ends") {
      const { from } = open;
      const within = samples.filter((sample) => sample.index >= from && sample.index < index);
      for (const run of withoutGaps(within)) {
        yield { block: mark.block, eyes: mark.eyes, channels: microvoltsOf(run, form?.microvoltsPerCount ?? []) };
      }
    }
    open = mark.what === "begins" ? { from: index, mark } : undefined;
    samples = samples.filter((sample) => sample.index >= index);
  }

  for (const { seq, piece } of part.pieces) {
    if (seq === 0) continue;
    const { samples: more, remarks } = unpackPiece(piece);
    for (const { index, text } of remarks) {
      const mark = readBlockMark(text);
      if (mark) marks.push({ index, mark });
    }
    samples.push(...more);
    const last = samples.at(-1)?.index ?? 0;
    for (let next = marks[0]; next && next.index <= last; next = marks[0]) {
      marks.shift();
      yield* turn(next.index, next.mark);
    }
    if (!open && samples.length > 2 * LATE * form.rate) samples = samples.slice(-LATE * form.rate);
  }
  for (const { index, mark } of marks) yield* turn(index, mark);
}

function withoutGaps(samples: readonly Sample[]): Sample[][] {
  const runs: Sample[][] = [];
  for (const sample of samples) {
    const run = runs.at(-1);
    if (run?.at(-1)?.index === sample.index - 1) run.push(sample);
    else runs.push([sample]);
  }
  return runs;
}

function microvoltsOf(samples: readonly Sample[], perCount: readonly Microvolts[]): Float32Array[] {
  return perCount.map((scale, channel) => Float32Array.from(samples, ({ counts }) => scale * (counts[channel] ?? 0)));
}
