import type { Cancel, Clock } from "../../../engine/time/clock.ts";
import type { Millis } from "../../../engine/time/units.ts";
import type { EegRecording, EegSource, EegSourceListener, EegTimes, OpenEegRecording } from "../eeg-source.ts";
import { HandOver } from "./hand-over.ts";

type Piece = NonNullable<Awaited<ReturnType<EegRecording["read"]>>>;

/** Samples are handed over so often. */
const HOP: Millis = 40;
/** Pieces that are read ahead. */
const AHEAD = 2;

/** Opens a recording that is played at its own pace, as if it came from a device. */
export function openPlayback(
  settings: { readonly name: string; readonly file: string; readonly open: OpenEegRecording },
  clock: Clock,
  listener: EegSourceListener,
): EegSource {
  const playback = new Playback(settings.name, clock, listener);
  void playback.play(settings.file, settings.open);
  return {
    name: settings.name,
    times: playback.handOver.times,
    health: () => ({ ...playback.handOver.health(), bytesDropped: 0, burst: HOP, advice: undefined }),
    measureImpedance: (on) => {
      if (on) playback.handOver.tell("ready", `${settings.name} is a recording: its impedances cannot be measured.`);
    },
    hear: () => {},
    close: () => playback.close(),
  };
}

class Playback {
  readonly handOver: HandOver;
  readonly #name: string;
  readonly #clock: Clock;
  #recording: EegRecording | undefined;
  #pieces: Piece[] = [];
  #reading = false;
  #ended = false;
  #closed = false;
  #cancel: Cancel = () => {};

  constructor(name: string, clock: Clock, listener: EegSourceListener) {
    this.#name = name;
    this.#clock = clock;
    this.handOver = new HandOver(name, clock, listener);
  }

  async play(file: string, open: OpenEegRecording): Promise<void> {
    try {
      this.#recording = await open(file);
      if (this.#closed) return await this.#recording.close();
      await this.#fill(this.#recording);
    } catch (error) {
      this.#fail(error);
      return;
    }
    if (this.#closed) return;
    const { form } = this.#recording;
    const times = steadyTimes(this.#clock.now(), form.rate);
    this.handOver.begin(form, times);
    this.handOver.become("eeg");
    this.handOver.tell("ready", `${this.#name} plays a recording of ${form.device}.`);
    this.#hop(this.#recording, times);
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#cancel();
    this.handOver.become("away");
    this.handOver.tell("closed", `${this.#name} is closed.`);
    await this.#recording?.close().catch(() => {});
  }

  #hop(recording: EegRecording, times: EegTimes): void {
    const now = this.#clock.now();
    const due = Math.floor(times.indexAt(now)) + 1;
    for (let piece = this.#pieces[0]; piece !== undefined; piece = this.#pieces[0]) {
      const [ripe, rest] = partAt(piece, due);
      this.handOver.deliver(ripe, now);
      if (rest !== undefined) {
        this.#pieces[0] = rest;
        break;
      }
      this.#pieces.shift();
    }
    if (this.#ended && this.#pieces.length === 0) {
      this.handOver.become("away");
      this.handOver.tell("closed", `${this.#name}: the recording has ended.`);
      return;
    }
    if (!this.#reading) this.#fill(recording).catch((error) => this.#fail(error));
    this.#cancel = this.#clock.at(now + HOP, () => this.#hop(recording, times));
  }

  async #fill(recording: EegRecording): Promise<void> {
    this.#reading = true;
    while (!this.#ended && this.#pieces.length < AHEAD && !this.#closed) {
      const piece = await recording.read();
      if (piece === undefined) this.#ended = true;
      else this.#pieces.push(piece);
    }
    this.#reading = false;
  }

  #fail(error: unknown): void {
    this.#cancel();
    if (this.#closed) return;
    this.handOver.become("away");
    this.handOver.tell("failed", `${this.#name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** What of a piece comes before sample `due`, and what is left. */
function partAt(piece: Piece, due: number): [ripe: Piece, rest: Piece | undefined] {
  const last = piece.samples.at(-1)?.index ?? Number.NEGATIVE_INFINITY;
  const lastGap = piece.gaps.at(-1);
  if (last < due && (lastGap === undefined || lastGap.from + lastGap.lost <= due)) return [piece, undefined];
  const isRipe = { sample: (index: number) => index < due, gap: (end: number) => end <= due };
  return [
    {
      samples: piece.samples.filter(({ index }) => isRipe.sample(index)),
      gaps: piece.gaps.filter(({ from, lost }) => isRipe.gap(from + lost)),
    },
    {
      samples: piece.samples.filter(({ index }) => !isRipe.sample(index)),
      gaps: piece.gaps.filter(({ from, lost }) => !isRipe.gap(from + lost)),
    },
  ];
}

/** Times of samples that are exactly `rate` a second. */
function steadyTimes(start: Millis, rate: number): EegTimes {
  return {
    timeOf: (index) => start + (1000 * index) / rate,
    indexAt: (at) => ((at - start) * rate) / 1000,
    rate,
  };
}
