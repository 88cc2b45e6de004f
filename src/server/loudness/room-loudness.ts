import { earLevelOf, isTooLoud, whyUnsound } from "../../engine/session/ear-level.ts";
import { boundProfile } from "../../engine/session/profile.ts";
import type { Output } from "../output.ts";
import type { Rig } from "../rig.ts";
import type { Store } from "../store/store.ts";
import { KEPT_LOUDNESS, type KeptLoudness, type Measured } from "./ear-schema.ts";
import type { LoudnessPicture } from "./loudness-picture.ts";

const DAY = 86_400_000;
/** A measurement holds for so long. sensory-safety.md 2. */
const HOLDS = 90 * DAY;
/** The velocities whose levels a panel is told. */
const TOLD = Array.from({ length: 17 }, (_, step) => 20 + 5 * step);

export interface RoomLoudnessParts {
  readonly rig: Rig;
  readonly output: () => Output;
  readonly store: Pick<Store, "kept" | "keep">;
  readonly now: () => Date;
}

/** How loud the room was measured to be at the child's ear, for each rig and each of its outputs. */
export class RoomLoudness {
  readonly #parts: RoomLoudnessParts;

  constructor(parts: RoomLoudnessParts) {
    this.#parts = parts;
  }

  /** What holds now: measured, not too long ago, with these very outputs. */
  get ear(): Measured | undefined {
    const kept = this.#kept();
    return kept && !this.#isOutdated(kept) ? kept.measured : undefined;
  }

  picture(): LoudnessPicture {
    const kept = this.#kept();
    if (!kept)
      return {
        state: "none",
        at: null,
        until: null,
        approximate: false,
        volume: null,
        noise: null,
        tooLoud: false,
        levels: [],
      };
    const { at, measured, volume } = kept;
    const outdated = this.#isOutdated(kept);
    const profile = boundProfile(this.#parts.rig.profile);
    return {
      state: outdated ? "outdated" : "measured",
      at,
      until: new Date(Date.parse(at) + HOLDS).toISOString(),
      approximate: measured.approximate,
      volume: outdated ? null : volume,
      noise: measured.noise,
      tooLoud: !outdated && isTooLoud(profile, measured),
      levels: outdated ? [] : TOLD.map((velocity) => [velocity, Math.round(10 * earLevelOf(measured, velocity)) / 10]),
    };
  }

  /** Keeps what was measured in place of what was before. Throws RangeError for readings that cannot be. */
  async keep(measured: Measured, volume: number | null): Promise<void> {
    const readings = [...measured.readings].sort((a, b) => a.velocity - b.velocity);
    const unsound = whyUnsound(readings);
    if (unsound) throw new RangeError(unsound);
    const kept: KeptLoudness = {
      measured: { ...measured, readings },
      at: this.#parts.now().toISOString(),
      volume,
      outputs: this.#outputs(),
    };
    await this.#parts.store.keep(this.#name(), JSON.stringify(kept));
  }

  /** Takes back what was measured. */
  async forget(): Promise<void> {
    await this.#parts.store.keep(this.#name(), "");
  }

  #kept(): KeptLoudness | undefined {
    const text = this.#parts.store.kept(this.#name());
    if (!text) return undefined;
    try {
      const read = KEPT_LOUDNESS.safeParse(JSON.parse(text));
      return read.success && whyUnsound(read.data.measured.readings) === undefined ? read.data : undefined;
    } catch {
      return undefined;
    }
  }

  #isOutdated({ at, outputs }: KeptLoudness): boolean {
    const age = this.#parts.now().getTime() - Date.parse(at);
    return !(age >= -DAY && age <= HOLDS) || outputs !== this.#outputs();
  }

  #name(): string {
    return `loudness ${this.#parts.rig.name} ${this.#parts.output()}`;
  }

  /** What the rig says of its outputs: with another of them, what was measured says nothing any more. */
  #outputs(): string {
    return this.#parts.rig.sounds
      .map((section) => ("port" in section ? `${section.driver} ${section.port}` : section.driver))
      .join(", ");
  }
}
