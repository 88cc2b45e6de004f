import { existsSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { z } from "zod";
import type { EegDataset, EegRecording } from "../../models/eeg/dataset.ts";
import { Refusal } from "../refusal.ts";

/** `index.json` of a folder of recordings: int16, little-endian, sample after sample. */
const Index = z.object({
  fs: z.number().positive(),
  mains: z.union([z.literal(50), z.literal(60)]).default(50),
  channels: z.array(z.string()).min(1),
  unit: z.literal("uV"),
  scale: z.number().positive(),
  recordings: z
    .array(
      z.object({
        file: z.string().regex(/^[^/\\]+$/, "a file's name without a folder"),
        subject: z.union([z.string(), z.int()]),
        experiment: z.int().optional(),
        session: z.union([z.string(), z.int()]).optional(),
        samples: z.int().positive(),
        condition: z.enum(["rest", "music", "sham"]).optional(),
        eyes: z.enum(["open", "closed"]).optional(),
        music: z.string().optional(),
        route: z.string().optional(),
      }),
    )
    .min(1),
});
type IndexRecording = z.infer<typeof Index>["recordings"][number];

type Labels = Pick<EegRecording, "session" | "condition" | "eyes" | "music" | "route">;

/**
 * What the experiments of the auditory EEG data set were (Abo Alzahab et al. 2021, doi:10.13026/ps31-fc50). Its sessions number the rests
 * alone and say nothing of the music, so that no recording has one.
 */
const EXPERIMENTS: Readonly<Record<number, Labels>> = {
  1: { session: undefined, condition: "rest", eyes: "open", music: "", route: "" },
  2: { session: undefined, condition: "rest", eyes: "closed", music: "", route: "" },
  ...Object.fromEntries(
    ["native song", "non-native song", "neutral music"].flatMap((music, i) =>
      ["in-ear", "bone conduction"].map((route, j) => [
        5 + i + 3 * j,
        { session: undefined, condition: "music", eyes: undefined, music, route },
      ]),
    ),
  ),
};

function labelsOf(recording: IndexRecording): Labels {
  const known = EXPERIMENTS[recording.experiment ?? 0];
  if (recording.condition === undefined) {
    if (known) return known;
    throw new Refusal(
      `${recording.file} has neither a condition nor a known experiment. Give it "condition": "rest", "music" or "sham" in index.json.`,
    );
  }
  const { condition, eyes, music = "", route = "", session } = recording;
  return { condition, eyes, music, route, session: session === undefined ? undefined : String(session) };
}

async function readSamples(path: string, samples: number, channels: number, scale: number): Promise<Float32Array[]> {
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) throw new Refusal(`${path} stands in index.json and is not there.`);
  if (bytes.length !== samples * channels * 2) {
    throw new Refusal(
      `${path} holds ${bytes.length} bytes and not the ${samples * channels * 2} that index.json says.`,
    );
  }
  return Array.from({ length: channels }, (_, channel) =>
    Float32Array.from({ length: samples }, (_sample, i) => scale * bytes.readInt16LE(2 * (i * channels + channel))),
  );
}

/** The data set in a folder with an `index.json`. Throws Refusal where there is none, or where it does not say what is needed. */
export function openDataset(folder: string): EegDataset {
  const path = join(folder, "index.json");
  if (!existsSync(path)) {
    throw new Refusal(`${folder} holds no index.json. A data set is a folder with an index.json and its recordings.`);
  }
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new Refusal(`${path} cannot be read: ${(error as Error).message}.`);
  }
  const index = Index.safeParse(content);
  if (!index.success) throw new Refusal(`${path} does not fit: ${z.prettifyError(index.error)}`);
  const { fs, mains, channels, scale, recordings } = index.data;
  return {
    name: basename(resolve(folder)),
    montage: channels,
    rate: fs,
    mains,
    recordings: recordings.map((recording) => ({
      name: recording.file.replace(/\.i16$/, ""),
      participant: String(recording.subject),
      ...labelsOf(recording),
      read: () => readSamples(join(folder, recording.file), recording.samples, channels.length, scale),
    })),
  };
}
