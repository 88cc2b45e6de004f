import { formOf, type LabelledStretch, stretchesOf } from "../eeg/labelled-stretches.ts";
import { DatasetWriter } from "../eeg-evaluation/write-dataset.ts";
import { Refusal } from "../refusal.ts";
import type { Store } from "../store/store.ts";
import { withStore } from "../with-store.ts";

export interface CollectOptions {
  readonly folder: string;
  readonly consent: boolean;
  readonly mains: 50 | 60;
}

/** A shorter stretch is of no use: no sequence of windows fits in. In seconds. */
const SHORTEST = 10;

/** Nobody's child: sessions in which somebody tries things out. */
const PRACTICE = "practice";

const number = (value: number, digits: number) => String(value).padStart(digits, "0");
const say = (line: string) => void process.stdout.write(`${line}\n`);

function conditionOf({ block }: LabelledStretch): "rest" | "music" | "sham" {
  return block === "music" || block === "sham" ? block : "rest";
}

/** The guided blocks of all sessions, written one after another. The first recording decides the channels and the rate. */
function collect(store: Store, writer: DatasetWriter, mains: 50 | 60): void {
  const known = new Map<string, { readonly subject: number; readonly sessions: number }>();
  let shape: { readonly montage: readonly string[]; readonly rate: number } | undefined;
  const inOrder = store.sessions().toSorted((one, other) => (one.startedAt < other.startedAt ? -1 : 1));
  for (const { id, child, state } of inOrder) {
    if (state === "erased" || child === PRACTICE) continue;
    const before = writer.count;
    const { subject, sessions } = known.get(child) ?? { subject: known.size + 1, sessions: 0 };
    const labels = { subject: `sub-${number(subject, 3)}`, session: number(sessions + 1, 2) };
    for (const part of store.readEeg(id)) {
      const form = formOf(part);
      if (!form) continue;
      shape ??= form;
      if (form.rate !== shape.rate || form.montage.join() !== shape.montage.join()) {
        say(`Session ${id} has other channels or another rate (${form.montage.join(" ")}, ${form.rate} Hz): left out.`);
        continue;
      }
      for (const stretch of stretchesOf(part)) {
        if ((stretch.channels[0]?.length ?? 0) < SHORTEST * form.rate) continue;
        const { eyes, channels } = stretch;
        writer.add({ ...labels, condition: conditionOf(stretch), eyes, channels });
      }
    }
    if (writer.count > before) known.set(child, { subject, sessions: sessions + 1 });
  }
  if (!shape || writer.count === 0) {
    throw new Refusal("No session holds guided blocks of recorded EEG. Record while the blocks run, and try again.");
  }
  writer.finish(shape.montage, shape.rate, mains);
  say(`${writer.count} recordings of ${known.size} children.`);
}

/**
 * `antiphon eeg collect FOLDER`: the guided blocks of all recorded sessions as a data set to evaluate and train on. Children get
 * numbers of their own. Throws Refusal.
 */
export async function collectEeg({ folder, consent, mains }: CollectOptions): Promise<void> {
  if (!consent) {
    throw new Refusal(
      "The data set is not sealed, and models are trained on it. Where all children and families whose EEG was recorded have agreed to that, say so with --consent.",
    );
  }
  const writer = new DatasetWriter(folder);
  await withStore((store) => collect(store, writer, mains));
  say(`${folder} is not sealed: keep it as you keep files about children. Next: antiphon eeg evaluate ${folder}`);
}
