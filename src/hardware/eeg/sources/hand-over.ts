import type { Gap } from "../../../engine/eeg/sample-line.ts";
import type { DeviceStatus } from "../../../engine/session/event.ts";
import type { Clock } from "../../../engine/time/clock.ts";
import type { Millis } from "../../../engine/time/units.ts";
import type { EegForm, EegHealth, EegMarker, EegSourceListener, EegState, EegTimes } from "../eeg-source.ts";
import type { EegSample } from "../eeg-stream.ts";
import { LossTally } from "./loss-tally.ts";
import { SampleSeries } from "./sample-series.ts";

/** What a device gave at one time, by its own numbers. */
interface Delivered {
  readonly samples: readonly EegSample[];
  readonly gaps: readonly Gap[];
  readonly markers?: readonly EegMarker[];
  readonly onSkin?: boolean | undefined;
}

/** What all sources have in common: numbers that go on over the device's new beginnings, and telling each thing once. */
export class HandOver {
  readonly #name: string;
  readonly #clock: Clock;
  readonly #listener: EegSourceListener;
  readonly #series = new SampleSeries();
  readonly #tally = new LossTally();
  #form: EegForm | undefined;
  #state: EegState = "away";
  #told = "";

  constructor(name: string, clock: Clock, listener: EegSourceListener) {
    this.#name = name;
    this.#clock = clock;
    this.#listener = listener;
  }

  get times(): EegTimes {
    return this.#series;
  }

  get state(): EegState {
    return this.#state;
  }

  health(): Omit<EegHealth, "bytesDropped" | "burst" | "advice"> {
    const { received, lost, lastGap } = this.#tally;
    return { received, lost, lastGap, lostOfMinute: this.#tally.lostOfMinute(this.#clock.now()) };
  }

  /** The device begins, perhaps anew: its own numbers begin at 0 and have these times. */
  begin(form: EegForm, times: EegTimes): void {
    if (!this.#form || !isSameForm(form, this.#form)) {
      this.#series.restart();
      this.#form = form;
      this.#listener.begun(form);
    }
    this.#series.begin(times);
  }

  /** Hands over what arrived at `at`. */
  deliver({ samples, gaps, markers = [], onSkin }: Delivered, at: Millis): void {
    if (samples.length + gaps.length + markers.length === 0 && onSkin === undefined) return;
    const numbered = this.#series.number(samples, gaps);
    const placed = markers.map((marker) => ({ ...marker, index: this.#series.numberOf(marker.index) }));
    this.#tally.add(samples.length, numbered.gaps, at);
    this.#listener.block({ at, ...numbered, markers: placed, onSkin });
  }

  become(state: EegState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#listener.state({ at: this.#clock.now(), state });
  }

  /** A sentence is told once until another is. */
  tell(status: DeviceStatus["status"], text: string): void {
    if (this.#told === text) return;
    this.#told = text;
    this.#listener.status({ device: this.#name, status, text });
  }
}

function isSameForm(one: EegForm, other: EegForm): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
