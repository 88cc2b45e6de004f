import { BANDS } from "../../src/engine/eeg/bands.ts";
import { type ArtefactRates, NO_ARTEFACTS } from "../../src/engine/eeg/brain-artefacts.ts";
import type { EegCommand } from "../../src/engine/eeg/command.ts";
import { EpochMeter } from "../../src/engine/eeg/epoch-meter.ts";
import { DEFAULT_EPOCHS, type Epoch, EpochReader } from "../../src/engine/eeg/epochs.ts";
import { goodShare } from "../../src/engine/eeg/quality.ts";
import type { EegOutcome, EegReading } from "../../src/engine/eeg/reading.ts";
import { fromRest, type RestBaseline, restBaseline } from "../../src/engine/eeg/rest-baseline.ts";
import { DEFAULT_SMOOTHING } from "../../src/engine/eeg/score.ts";
import { DEFAULT_BRAIN, SimulatedBrain, USUAL_EFFECT } from "../../src/engine/eeg/simulated-brain.ts";
import { seeded } from "../../src/engine/random.ts";
import type { EegSettings } from "../../src/engine/session/eeg-state.ts";
import type { EegEvent } from "../../src/engine/session/event.ts";
import { type Changes, Stage } from "./stage.ts";

/** Few channels and a low rate: hours of it cost little, and the mains is still under half of it. */
const MONTAGE = ["C3", "P3", "P4", "O2"];
const RATE = 128;
/** Nearly twice the usual answer to music, so that a plain rule can tell it on few channels. */
const EFFECT = { ...USUAL_EFFECT, alpha: 0.6 };
/** Samples come in chunks of a quarter of a second. */
const CHUNK = RATE / 4;

export const EEG: EegSettings = {
  montage: MONTAGE,
  reference: "A1",
  epochs: DEFAULT_EPOCHS,
  smoothing: DEFAULT_SMOOTHING,
  model: { name: "alpha rule", validation: "Not validated: a rule for tests.", lookBack: 0 },
};

/** A guess from how far alpha is above own rest: half at one scale, steeper than any real one could be. */
function guess(z: Float64Array, good: readonly number[]): EegOutcome {
  const alpha = [2, 3].flatMap((band) => good.map((channel) => z[channel * BANDS.length + band] as number));
  const mean = alpha.reduce((sum, value) => sum + value, 0) / alpha.length;
  return { kind: "probability", probability: 1 / (1 + Math.exp(-2.5 * (mean - 0.7))), uncertainty: 0.15 };
}

/**
 * A stage whose child wears a cap: a simulated brain that listens while the partner sounds, measured by the engine's own cleaning,
 * quality and features, scored by a rule. It does what it is told, as an EEG would: blocks bound epochs, own rest is collected in
 * them, nothing is scored before.
 */
export class StageWithBrain extends Stage {
  readonly told: EegCommand[] = [];
  readonly readings: EegReading[] = [];
  readonly #seed: number;
  #brain: SimulatedBrain;
  readonly #reader = new EpochReader(MONTAGE.length, RATE);
  readonly #meter = new EpochMeter({ montage: MONTAGE, rate: RATE, length: this.#reader.length, mains: 50 });
  #samples = 0;
  #rest: Float64Array[] = [];
  #collecting: { from: number; kept: number } | undefined;
  #baseline: RestBaseline | undefined;
  #impedance = false;

  constructor(changes: Changes = {}) {
    super({ eeg: EEG, ...changes }, [
      { name: "brain", perform: (command) => this.#perform(command), close: async () => {} },
    ]);
    this.#seed = changes.seed ?? 1;
    this.#brain = this.#brainWith(NO_ARTEFACTS);
    this.#next(250);
  }

  /** From now on these artefacts come. */
  trouble(artefacts: ArtefactRates): this {
    this.#brain = this.#brainWith(artefacts);
    return this;
  }

  #brainWith(artefacts: ArtefactRates): SimulatedBrain {
    const settings = { ...DEFAULT_BRAIN, montage: MONTAGE, rate: RATE, effect: EFFECT, artefacts };
    return new SimulatedBrain(settings, seeded(this.#seed, "cap"));
  }

  /** An event of the EEG that the therapist makes. */
  tap(cue: EegEvent["cue"]): this {
    this.conductor.dispatch({ kind: "eeg", cue });
    return this;
  }

  /** Time goes on until the guided block of this place is on, or all are over. */
  waitForBlock(place: number, most = 600_000): this {
    const until = this.clock.now() + most;
    while (this.clock.now() < until) {
      const { protocol } = this.conductor.session.eeg ?? {};
      if (!protocol || protocol.stage === "over" || (protocol.stage === "on" && protocol.place >= place)) break;
      this.wait(100);
    }
    return this;
  }

  #perform(command: EegCommand): void {
    this.told.push(command);
    if (command.kind === "eegImpedance") this.#impedance = command.on;
    if (command.kind !== "eegBlock") return;
    this.#reader.boundary();
    if (this.#collecting && !command.kept) this.#rest.length = this.#collecting.kept;
    if (this.#collecting && command.kept) this.#baseline = restBaseline(this.#rest);
    this.#collecting = command.baseline ? { from: this.#samples, kept: this.#rest.length } : undefined;
  }

  #next(at: number): void {
    this.clock.at(at, () => {
      this.#brain.listening = this.#soundsAt(at) ? 1 : 0;
      for (let i = 0; i < CHUNK; i++) {
        const epoch = this.#reader.add(this.#samples++, this.#brain.next());
        if (epoch) this.#read(epoch, at);
      }
      this.#next(at + 250);
    });
  }

  /** Whether a note of the partner began within the last second and a half, and nothing has ended them all since. */
  #soundsAt(at: number): boolean {
    const last = this.heard.findLast(
      (command) =>
        command.kind === "silence" ||
        ("player" in command &&
          command.player === "partner" &&
          command.kind !== "level" &&
          command.kind !== "noteOff" &&
          command.at <= at),
    );
    return last?.kind === "noteOn" && at - last.at < 1_500;
  }

  #read(epoch: Epoch, at: number): void {
    const { faults, features } = this.#meter.measure(epoch);
    const good = faults.flatMap((list, channel) => (list.length === 0 ? [channel] : []));
    const clean = goodShare(faults) >= 0.6;
    if (this.#collecting && clean && epoch.from >= this.#collecting.from) {
      this.#rest.push(features);
      this.#collecting.from = epoch.from + this.#reader.length;
    }
    const bands =
      good.length === 0
        ? []
        : BANDS.map(
            (_, band) =>
              good.reduce((sum, channel) => sum + (features[channel * BANDS.length + band] as number), 0) / good.length,
          );
    const reading: EegReading = {
      at,
      faults,
      bands,
      outcome: this.#outcome(features, good, clean),
      ...(this.#impedance ? { ohms: MONTAGE.map(() => 12_000) } : {}),
    };
    this.readings.push(reading);
    this.conductor.dispatch({ kind: "eeg", cue: { kind: "reading", reading } });
  }

  #outcome(features: Float64Array, good: readonly number[], clean: boolean): EegOutcome {
    if (this.#impedance) return { kind: "none", reason: "impedance" };
    if (!clean) return { kind: "none", reason: "artefact" };
    return this.#baseline ? guess(fromRest(features, this.#baseline), good) : { kind: "none", reason: "noBaseline" };
  }
}
