import { annotationBytes, type EdfAnnotation, GAP, timeKeeping } from "./edf-annotations.ts";
import type { EdfRecord } from "./edf-record.ts";
import { annotationSignal, bitsOf, type EegRecording, highestDigital } from "./eeg-recording.ts";

/**
 * From numbered samples to records of a second. A sample stands at its number over the rate, whatever is missing before it. Samples
 * that never came are nothing that could be told from their neighbours: within a record their place holds the lowest value, under a
 * remark "gap"; records of which nothing came are left out, and the next one's onset tells.
 */
export class RecordLine {
  readonly #recording: EegRecording;
  readonly #highest: number;
  /** Bytes for remarks in a record. */
  readonly #room: number;
  #samples: Int32Array[];
  /** Number of the record that is being filled. */
  #record = 0;
  /** Number of the sample that is due. */
  #next = 0;
  #waiting: Uint8Array[] = [];
  /** Of each channel: at which record it was last at an end of its range, and whether that was said. */
  readonly #railed: { last: number; said: boolean }[];

  /** Samples that never came, so far. */
  lost = 0;

  constructor(recording: EegRecording) {
    this.#recording = recording;
    this.#highest = highestDigital(recording);
    const bits = bitsOf(recording);
    this.#room = (annotationSignal(bits).samples * bits) / 8;
    this.#samples = this.#blank();
    this.#railed = recording.channels.map(() => ({ last: Number.NEGATIVE_INFINITY, said: false }));
  }

  /** The sample of this number (0 is the first); the records that it completes. One that came already is passed over. */
  add(index: number, counts: ArrayLike<number>): EdfRecord[] {
    if (index < this.#next) return [];
    const { rate } = this.#recording;
    const records: EdfRecord[] = [];
    if (index > this.#next) this.#gap(this.#next, index);
    this.lost += index - this.#next;
    if (Math.floor(index / rate) > this.#record) {
      // The one that is begun; those of which nothing came are left out.
      if (this.#next > this.#record * rate) records.push(this.#take());
      this.#record = Math.floor(index / rate);
    }
    for (const [channel, values] of this.#samples.entries()) {
      values[index - this.#record * rate] = this.#digital(channel, counts[channel] as number, index);
    }
    this.#next = index + 1;
    if (this.#next === (this.#record + 1) * rate) records.push(this.#take());
    return records;
  }

  /** A remark; it goes into the next record that has room. */
  annotate(annotation: EdfAnnotation): void {
    this.#waiting.push(annotationBytes(annotation));
  }

  /** The records that are left: the last one is filled up under a remark, and so are those that the last remarks need. */
  finish(): EdfRecord[] {
    const records: EdfRecord[] = [];
    const { rate } = this.#recording;
    if (this.#next > this.#record * rate) {
      this.#gap(this.#next, (this.#record + 1) * rate);
      records.push(this.#take());
    }
    while (this.#waiting.length > 0) {
      // First of all, so that nobody takes this record for signal.
      this.#waiting.unshift(annotationBytes({ onset: this.#record, duration: 1, text: GAP }));
      records.push(this.#take());
    }
    return records;
  }

  #digital(channel: number, count: number, index: number): number {
    const [low, high] = this.#recording.range;
    const railed = this.#railed[channel] as { last: number; said: boolean };
    if (count <= low || count >= high) {
      railed.last = this.#record;
      if (!railed.said) this.#say(index, `railed ${this.#recording.channels[channel]?.site}`);
      railed.said = true;
    } else if (railed.said && railed.last < this.#record - 1) {
      this.#say(index, `no longer railed ${this.#recording.channels[channel]?.site}`);
      railed.said = false;
    }
    return Math.max(-this.#highest, Math.min(this.#highest, count));
  }

  #gap(from: number, to: number): void {
    const { rate } = this.#recording;
    this.annotate({ onset: from / rate, duration: (to - from) / rate, text: GAP });
  }

  #say(index: number, text: string): void {
    this.annotate({ onset: index / this.#recording.rate, text });
  }

  #take(): EdfRecord {
    const onset = this.#record;
    const fits = this.#fitting(this.#room - timeKeeping(onset).length);
    const record = { onset, samples: this.#samples, annotations: Buffer.concat(this.#waiting.splice(0, fits)) };
    this.#samples = this.#blank();
    this.#record += 1;
    return record;
  }

  /** How many of the waiting remarks fit into so many bytes. */
  #fitting(room: number): number {
    let bytes = 0;
    const first = this.#waiting.findIndex((one) => {
      bytes += one.length;
      return bytes > room;
    });
    return first < 0 ? this.#waiting.length : first;
  }

  #blank(): Int32Array[] {
    return this.#recording.channels.map(() => new Int32Array(this.#recording.rate).fill(-this.#highest));
  }
}
