import type { Hertz, Millis } from "../time/units.ts";

/** When the newest sample of a chunk arrived. */
interface Arrival {
  readonly index: number;
  readonly at: Millis;
}

/** How many seconds of arrivals are remembered: long against jitter, short against a crystal that warms up. */
const MEMORY = 300;
/** Before so many seconds have passed, the nominal rate is better than any estimate. */
const TRUST = 10;
/** How far from its nominal rate a device may be. */
const TOLERANCE = 0.01;

/**
 * The times of samples, from their count. Samples come in bursts (a USB serial adapter hands over every 16 ms, a bad driver every
 * 470 ms), so a sample's time is not when it arrived; but chunks come late, never early. So the line is laid below all
 * arrivals, as close to them as it can be (Moon, Skelly & Towsley 1999): its slope is the true rate, and it touches the
 * earliest. What is left is the shortest delay of the way, which no receiver can know.
 */
export class SampleClock {
  readonly #nominal: Millis;
  /** Of each second the earliest arrival by the nominal rate, oldest first. */
  #earliest: Arrival[] = [];
  #second = Number.NEGATIVE_INFINITY;
  #period: Millis;
  #start: Millis = 0;

  /** `nominal`: samples a second by the device's description. */
  constructor(nominal: Hertz) {
    this.#nominal = 1000 / nominal;
    this.#period = this.#nominal;
  }

  /** The true rate as far as it is known. */
  get rate(): Hertz {
    return 1000 / this.#period;
  }

  /** Whether anything has arrived yet. */
  get running(): boolean {
    return this.#earliest.length > 0;
  }

  /** When sample `index` was taken, give or take the shortest delay. */
  timeOf(index: number): Millis {
    return this.#start + index * this.#period;
  }

  /** Which sample was taken at a time: a fraction between two. */
  indexAt(at: Millis): number {
    return (at - this.#start) / this.#period;
  }

  /** A chunk arrived whose newest sample is number `index`, lost ones counted. Call it in order of arrival. */
  arrive(index: number, at: Millis): void {
    const arrival: Arrival = { index, at };
    const second = Math.floor((index * this.#nominal) / 1000);
    const last = this.#earliest.at(-1);
    if (last === undefined || second > this.#second) {
      this.#second = second;
      if (this.#earliest.push(arrival) > MEMORY) this.#earliest.shift();
      this.#fit();
    } else if (this.#offset(arrival) < this.#offset(last)) {
      this.#earliest[this.#earliest.length - 1] = arrival;
      if (at < this.timeOf(index)) this.#fit();
    }
  }

  #offset({ index, at }: Arrival): Millis {
    return at - index * this.#nominal;
  }

  #fit(): void {
    const span = ((this.#earliest.at(-1)?.index ?? 0) - (this.#earliest[0]?.index ?? 0)) * this.#nominal;
    const slope = span < 1000 * TRUST ? this.#nominal : slopeBelow(this.#earliest);
    const [shortest, longest] = [this.#nominal * (1 - TOLERANCE), this.#nominal * (1 + TOLERANCE)];
    this.#period = Math.min(longest, Math.max(shortest, slope));
    this.#start = Math.min(...this.#earliest.map(({ index, at }) => at - index * this.#period));
  }
}

/** Slope of the line below all points with the least distance to them: the edge of their lower hull about the mean index. */
function slopeBelow(points: readonly Arrival[]): number {
  const hull: Arrival[] = [];
  for (const point of points) {
    for (let [a, b] = hull.slice(-2); a && b && isAbove(b, a, point); [a, b] = hull.slice(-2)) hull.pop();
    hull.push(point);
  }
  const mean = points.reduce((sum, { index }) => sum + index, 0) / points.length;
  const right = Math.max(
    1,
    hull.findIndex(({ index }) => index >= mean),
  );
  const [from, to] = hull.slice(right - 1, right + 1);
  if (from === undefined || to === undefined) return Number.NaN;
  return (to.at - from.at) / (to.index - from.index);
}

/** Whether `point` lies on or above the line from `from` to `to`. */
function isAbove(point: Arrival, from: Arrival, to: Arrival): boolean {
  const rise = (to.at - from.at) * (point.index - from.index);
  return (point.at - from.at) * (to.index - from.index) >= rise;
}
