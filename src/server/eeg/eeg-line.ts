import type { EegBlockCommand, EegCommand } from "../../engine/eeg/command.ts";
import type { Clock } from "../../engine/time/clock.ts";
import type { Millis } from "../../engine/time/units.ts";
import { openEeg } from "../../hardware/drivers.ts";
import type {
  EegBlock,
  EegForm,
  EegSource,
  EegSourceListener,
  EegState,
  OpenEegRecording,
} from "../../hardware/eeg/eeg-source.ts";
import type { OwnRest } from "../../models/eeg/own-rest.ts";
import type { Scorer } from "../../models/eeg/scorer.ts";
import type { EegThreadData, FromEeg, ToEeg } from "./eeg-messages.ts";
import { PieceWriter } from "./piece-writer.ts";
import { ReadingLine } from "./reading-line.ts";

/** How often the health of the way from the device is told. */
const HEALTH: Millis = 2000;

export interface EegLineParts extends Pick<EegThreadData, "section" | "seed" | "origin" | "rest"> {
  readonly clock: Clock;
  /** Milliseconds since 1970. */
  readonly wall: () => Millis;
  readonly scorer: Scorer | undefined;
  readonly openRecording: OpenEegRecording;
  readonly tell: (message: FromEeg) => void;
}

/** Everything of the EEG that runs beside the music: from the device to readings and to the recording. */
export class EegLine {
  readonly #parts: EegLineParts;
  readonly #source: EegSource;
  #rest: OwnRest | undefined;
  #form: EegForm | undefined;
  #block: EegBlockCommand | undefined;
  #readings: ReadingLine | undefined;
  #records = false;
  #writer: PieceWriter | undefined;
  #healthAt = Number.NEGATIVE_INFINITY;

  constructor(parts: EegLineParts) {
    const { section, clock, seed, openRecording } = parts;
    this.#parts = parts;
    this.#rest = parts.rest;
    const listener: EegSourceListener = {
      begun: (form) => this.#begun(form),
      block: (block) => this.#take(block),
      state: ({ at, state }) => this.#become(state, at),
      status: (status) => parts.tell({ kind: "status", status }),
    };
    this.#source = openEeg(section, { clock, listener, seed, openRecording });
  }

  hear(message: ToEeg): void {
    switch (message.kind) {
      case "perform":
        this.#perform(message.command);
        return;
      case "hear":
        this.#source.hear(message.music);
        return;
      case "close":
        void this.close();
    }
  }

  /** Ends the recording, frees the device and says so. */
  async close(): Promise<void> {
    await this.#source.close();
    this.#record(false);
    this.#parts.tell({ kind: "closed" });
  }

  #perform(command: EegCommand): void {
    switch (command.kind) {
      case "eegBlock":
        this.#block = command;
        this.#readings?.block(command);
        this.#remark(command.at, command.text);
        return;
      case "eegImpedance":
        this.#source.measureImpedance(command.on);
        return;
      case "eegRecord":
        this.#record(command.on);
        return;
      case "eegMarker":
        this.#remark(command.at, command.text);
        return;
    }
  }

  #begun(form: EegForm): void {
    this.#form = form;
    this.#readings = new ReadingLine({
      form,
      times: this.#source.times,
      mains: this.#parts.section.mains,
      scorer: this.#parts.scorer,
      rest: this.#rest,
      tell: (reading) => this.#parts.tell({ kind: "reading", reading }),
      tellRest: (rest) => {
        this.#rest = rest;
        this.#parts.tell({ kind: "rest", rest });
      },
    });
    if (this.#block) this.#readings.block(this.#block);
    if (this.#records) this.#beginPart();
  }

  #take({ samples, markers, onSkin }: EegBlock): void {
    // What is recorded comes first: whatever becomes of the readings, the samples are kept.
    for (const marker of markers) this.#writer?.remark(marker);
    this.#writer?.add(samples, { clock: this.#parts.clock.now(), wall: this.#parts.wall() });
    this.#readings?.add(samples, onSkin);
    const now = this.#parts.clock.now();
    if (now - this.#healthAt < HEALTH) return;
    this.#healthAt = now;
    this.#parts.tell({ kind: "health", health: this.#source.health() });
  }

  #become(state: EegState, at: Millis): void {
    this.#readings?.impedance(state === "impedance");
    if (state !== "away") return;
    const outcome = { kind: "none", reason: "noSignal" } as const;
    this.#parts.tell({ kind: "reading", reading: { at, faults: [], bands: [], outcome } });
  }

  #record(on: boolean): void {
    if (on === this.#records) return;
    this.#records = on;
    if (on) this.#beginPart();
    else this.#endPart();
  }

  #beginPart(): void {
    this.#endPart();
    if (!this.#form) return;
    const { tell, origin } = this.#parts;
    const { times } = this.#source;
    this.#writer = new PieceWriter(this.#form, times, {
      begin: (form, first) => {
        tell({ kind: "part", form });
        // So that the recording can be laid beside the session's log.
        this.#writer?.remark({ index: first, text: `session ${seconds(times.timeOf(first) - origin)} s` });
      },
      keep: (piece) => tell({ kind: "piece", piece }),
    });
  }

  #endPart(): void {
    const now = Math.floor(this.#source.times.indexAt(this.#parts.clock.now()));
    const { rate } = this.#source.times;
    if (Number.isFinite(rate)) this.#writer?.remark({ index: now, text: `true rate ${rate.toFixed(4)} Hz` });
    this.#writer?.end();
    this.#writer = undefined;
  }

  #remark(at: Millis, text: string): void {
    const index = Math.round(this.#source.times.indexAt(at));
    if (!Number.isNaN(index)) this.#writer?.remark({ index, text });
  }
}

function seconds(millis: Millis): string {
  return (millis / 1000).toFixed(3);
}
