import { z } from "zod";
import type { EegForm } from "../../hardware/eeg/eeg-source.ts";

/** What stands before a part's pieces: what its samples are, and when the first one was taken. */
export interface RecordedForm {
  readonly form: EegForm;
  /** Number of the first sample. */
  readonly first: number;
  /** Wall clock, ISO 8601 in UTC. */
  readonly startedAt: string;
}

/** Something said of a recording at a sample. */
export interface Remark {
  readonly index: number;
  readonly text: string;
}

/** A stretch of a recording: numbered samples as the device sent them, and remarks. */
export interface RecordedPiece {
  readonly samples: readonly { readonly index: number; readonly counts: Int32Array }[];
  readonly remarks: readonly Remark[];
}

const FORM = z.strictObject({
  version: z.literal(1),
  first: z.int(),
  startedAt: z.iso.datetime(),
  form: z.strictObject({
    device: z.string(),
    rate: z.number().positive(),
    montage: z.array(z.string()).min(1),
    microvoltsPerCount: z.array(z.number()),
    counts: z.strictObject({ lowest: z.int(), highest: z.int() }),
    prefilter: z.string(),
    measuresImpedance: z.boolean(),
  }),
});

const HEAD = z.strictObject({
  channels: z.int().min(0),
  /** First number and length of each run of samples without a gap. */
  runs: z.array(z.tuple([z.int(), z.int().min(1)])),
  remarks: z.array(z.strictObject({ index: z.int(), text: z.string() })),
});

export function packForm(recorded: RecordedForm): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ version: 1, ...recorded }));
}

/** Throws where the bytes are none of {@link packForm}. */
export function unpackForm(bytes: Uint8Array): RecordedForm {
  const { version, ...recorded } = FORM.parse(JSON.parse(new TextDecoder().decode(bytes)));
  return recorded;
}

/** As bytes: the length of a JSON head (uint32), the head, then the counts of each sample in turn (int32); all little-endian. */
export function packPiece({ samples, remarks }: RecordedPiece): Uint8Array {
  const channels = samples[0]?.counts.length ?? 0;
  const runs: [number, number][] = [];
  for (const { index } of samples) {
    const last = runs.at(-1);
    if (last && last[0] + last[1] === index) last[1] += 1;
    else runs.push([index, 1]);
  }
  const head = new TextEncoder().encode(JSON.stringify({ channels, runs, remarks }));
  const bytes = new Uint8Array(4 + head.length + 4 * channels * samples.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, head.length, true);
  bytes.set(head, 4);
  let place = 4 + head.length;
  for (const { counts } of samples) {
    for (let channel = 0; channel < channels; channel++) {
      view.setInt32(place, counts[channel] ?? 0, true);
      place += 4;
    }
  }
  return bytes;
}

/** Throws where the bytes are none of {@link packPiece}. */
export function unpackPiece(bytes: Uint8Array): RecordedPiece {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true);
  const head = HEAD.parse(JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))));
  const samples: { index: number; counts: Int32Array }[] = [];
  let place = 4 + length;
  for (const [from, count] of head.runs) {
    for (let index = from; index < from + count; index++) {
      const counts = new Int32Array(head.channels);
      for (let channel = 0; channel < head.channels; channel++) {
        counts[channel] = view.getInt32(place, true);
        place += 4;
      }
      samples.push({ index, counts });
    }
  }
  return { samples, remarks: head.remarks };
}
