import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { TANGENT_BANDS } from "../../engine/eeg/band-covariances.ts";
import { BANDS } from "../../engine/eeg/bands.ts";
import { ArtefactError } from "../artefact.ts";
import { writeWhole } from "../training-state.ts";
import type { EegModel, RuleForm } from "./eeg-model.ts";
import { ruleOf } from "./eeg-model.ts";
import { LEARNING_EPOCHS } from "./measure-dataset.ts";
import { cardPage, EegCard } from "./model-card.ts";
import { networkShapes } from "./networks/network-form.ts";
import { inputsOf } from "./networks/network-input.ts";
import { channelsOfFeatures } from "./own-rest.ts";
import { SEQUENCES } from "./sequences.ts";

const size = z.int().positive();
const temperature = z.number().positive();
const unit = z.number().min(0).max(1);

const networkRule = z.strictObject({
  kind: z.enum(["elman", "gru", "lstm", "cnn"]),
  gates: z.enum(["sigmoid", "hardSigmoid"]),
  units: size,
  length: size,
  channels: size,
  numbers: size,
  members: size,
  temperature,
});
const linearRule = z.strictObject({
  kind: z.literal("linear"),
  /** Weights of each part; 0: the rule does not look at it. */
  numbers: z.int().min(0),
  tangents: z.int().min(0),
  bias: z.number(),
  temperature,
});

const bands = z.array(z.strictObject({ name: z.string(), low: z.number(), high: z.number() }));

const modelFile = z.strictObject({
  format: z.literal("antiphon-eeg-model"),
  version: z.literal(1),
  name: z.string().min(1),
  montage: z.array(z.string().min(1)).min(1),
  bands,
  /** How epochs were cut and put together. */
  epochs: z.strictObject({ window: size, hop: size, sequence: size, longest: size }),
  rule: z.discriminatedUnion("kind", [networkRule, linearRule]),
  gate: z.strictObject({ numbers: size, limit: z.number().positive() }),
  reliability: z.strictObject({ said: z.array(unit).min(2), halfWidth: z.array(unit).min(2) }),
  weights: z.strictObject({ file: z.literal("weights.bin"), bytes: size, sha256: z.string().regex(/^[0-9a-f]{64}$/) }),
  card: EegCard,
});
type ModelFile = z.infer<typeof modelFile>;

const EPOCHS = { ...LEARNING_EPOCHS, sequence: SEQUENCES.length, longest: SEQUENCES.longest };

/** Lengths of the lists in weights.bin, one after another: those of the rule, then the gate's. All float64, little-endian. */
function lengthsOf({ rule, gate }: Pick<ModelFile, "rule" | "gate">): number[] {
  const ofGate = [gate.numbers, (gate.numbers * (gate.numbers + 1)) / 2];
  if (rule.kind === "linear") return [rule.numbers, rule.tangents, ...ofGate];
  const inputs = rule.numbers + rule.channels;
  const member = networkShapes(rule.kind, inputs, rule.units).map((shape) => shape.reduce((a, b) => a * b, 1));
  return [rule.numbers, ...Array.from({ length: rule.members }, () => member).flat(), ...ofGate];
}

function headOf(rule: RuleForm): ModelFile["rule"] {
  if (rule.kind === "linear") {
    const { kind, z, tangent, bias, temperature } = rule;
    return { kind, numbers: z.length, tangents: tangent.length, bias, temperature };
  }
  const { kind, gates, units, length, scale, members, temperature } = rule;
  const numbers = inputsOf(scale) - scale.channels;
  return { kind, gates, units, length, channels: scale.channels, numbers, members: members.length, temperature };
}

function listsOf({ rule, gate }: EegModel): ArrayLike<number>[] {
  const own = rule.kind === "linear" ? [rule.z, rule.tangent] : [rule.scale.spreads, ...rule.members.flat()];
  return [...own, gate.centre, gate.factor];
}

/** Writes a model and its card to a folder: `model.json`, `weights.bin` and `README.md`. The same model gives the same bytes. */
export function writeEegModel(folder: string, model: EegModel, card: EegCard): void {
  const lists = listsOf(model);
  const bytes = Buffer.alloc(8 * lists.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const list of lists) for (let i = 0; i < list.length; i++) at = bytes.writeDoubleLE(list[i] as number, at);
  const { name, montage, gate, reliability } = model;
  const file: ModelFile = {
    format: "antiphon-eeg-model",
    version: 1,
    name,
    montage: [...montage],
    bands: BANDS.map((band) => ({ ...band })),
    epochs: EPOCHS,
    rule: headOf(model.rule),
    gate: { numbers: gate.centre.length, limit: gate.limit },
    reliability: { said: [...reliability.said], halfWidth: [...reliability.halfWidth] },
    weights: { file: "weights.bin", bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest("hex") },
    card,
  };
  mkdirSync(folder, { recursive: true });
  writeWhole(join(folder, "weights.bin"), bytes);
  writeWhole(join(folder, "model.json"), `${JSON.stringify(modelFile.parse(file), undefined, 1)}\n`);
  writeWhole(join(folder, "README.md"), cardPage(name, montage, card));
}

const REMEDY = 'train it anew with "antiphon eeg train", or restore the folder';

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === "ENOENT" ? "is missing" : "cannot be read";
    throw new ArtefactError(`${path} ${reason}; ${REMEDY}`);
  }
}

function readModelFile(path: string): ModelFile {
  let json: unknown;
  try {
    json = JSON.parse(readBytes(path).toString("utf8"));
  } catch (error) {
    if (error instanceof ArtefactError) throw error;
    throw new ArtefactError(`${path} is not JSON (cut short, or another file); ${REMEDY}`);
  }
  const parsed = modelFile.safeParse(json);
  if (parsed.success) return parsed.data;
  const { path: place = [], message = "" } = parsed.error.issues[0] ?? {};
  throw new ArtefactError(
    `${path} is not a model of the EEG score as Antiphon writes it (at ${place.join(".") || "the top"}: ${message}); ${REMEDY}`,
  );
}

function ruleFrom(head: ModelFile["rule"], lists: readonly Float64Array[]): RuleForm {
  const [first = new Float64Array(), ...others] = lists;
  if (head.kind === "linear") {
    const { kind, bias, temperature } = head;
    return { kind, z: first, tangent: others[0] ?? new Float64Array(), bias, temperature };
  }
  const { kind, gates, units, length, channels, members, temperature } = head;
  const each = others.length / members;
  return {
    kind,
    gates,
    units,
    length,
    scale: { spreads: first, channels },
    members: Array.from({ length: members }, (_, member) =>
      others.slice(member * each, (member + 1) * each).map((list) => Float32Array.from(list)),
    ),
    temperature,
  };
}

/** Why a model that is whole cannot be used here; undefined where it can. */
function unfit(
  { montage, bands, epochs, rule, gate }: ModelFile,
  wanted: readonly string[] | undefined,
): string | undefined {
  const sameBands =
    bands.length === BANDS.length &&
    bands.every(
      ({ name, low, high }, i) => name === BANDS[i]?.name && low === BANDS[i]?.low && high === BANDS[i]?.high,
    );
  if (!sameBands) return "was learnt from other frequency bands than this version measures";
  if (JSON.stringify(epochs) !== JSON.stringify(EPOCHS)) return "was learnt from epochs cut in another way";
  const numbers = channelsOfFeatures(montage).length;
  const tangents = (TANGENT_BANDS.length * montage.length * (montage.length + 1)) / 2;
  const fits =
    rule.kind === "linear"
      ? [0, numbers].includes(rule.numbers) && [0, tangents].includes(rule.tangents)
      : rule.numbers === numbers && rule.channels === montage.length;
  if (!fits || gate.numbers !== numbers) return "holds the weights of another number of channels";
  if (wanted === undefined || montage.join() === wanted.join()) return undefined;
  return `was learnt from the channels ${montage.join(", ")}, and these are ${wanted.join(", ")}`;
}

/**
 * Reads a model from its folder, for the channels of `montage` where they are named. Throws {@link ArtefactError}, one sentence for the
 * user: a file is missing, cut short, altered or no model; or it was learnt from other channels, bands or epochs.
 */
export function readEegModel(folder: string, montage?: readonly string[]): EegModel & { readonly card: EegCard } {
  const path = join(folder, "model.json");
  const file = readModelFile(path);
  const reason = unfit(file, montage);
  if (reason !== undefined) throw new ArtefactError(`${folder} ${reason}; ${REMEDY}`);
  const weights = join(folder, file.weights.file);
  const bytes = readBytes(weights);
  const lengths = lengthsOf(file);
  const expected = 8 * lengths.reduce((sum, length) => sum + length, 0);
  if (bytes.length !== expected || file.weights.bytes !== expected) {
    throw new ArtefactError(`${weights} holds ${bytes.length} bytes where ${expected} belong; ${REMEDY}`);
  }
  if (createHash("sha256").update(bytes).digest("hex") !== file.weights.sha256) {
    throw new ArtefactError(`${weights} is not what ${path} was written with: its checksum differs; ${REMEDY}`);
  }
  let at = 0;
  const lists = lengths.map((length) => Float64Array.from({ length }, () => bytes.readDoubleLE(8 * at++)));
  if (lists.some((list) => !list.every(Number.isFinite))) {
    throw new ArtefactError(`${weights} holds weights that are not numbers; ${REMEDY}`);
  }
  const [centre, factor] = lists.slice(-2) as [Float64Array, Float64Array];
  const { name, reliability, card } = file;
  const rule = ruleFrom(file.rule, lists.slice(0, -2));
  const model = {
    name,
    montage: file.montage,
    rule,
    gate: { centre, factor, limit: file.gate.limit },
    reliability,
    card,
  };
  try {
    ruleOf(model);
  } catch (error) {
    throw new ArtefactError(`${path} holds no rule that can be played (${(error as Error).message}); ${REMEDY}`);
  }
  return model;
}
