/**
 * Randomness as a value. A generator's state lives in the session; drawing gives the number and the next state, and a
 * state can be forked by name, so that one part's draws never shift another's.
 *
 * sfc32 (Chris Doty-Humphrey, PractRand), seeded through a 32-bit FNV-1a hash.
 */
export type Random = readonly [a: number, b: number, c: number, counter: number];

function hash(text: string, seed: number): number {
  let h = (0x811c9dc5 ^ seed) >>> 0;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193) >>> 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function advance([a, b, c, counter]: Random): { bits: number; next: Random } {
  const bits = (((a + b) | 0) + counter) | 0;
  const next: Random = [b ^ (b >>> 9), (c + (c << 3)) | 0, (((c << 21) | (c >>> 11)) + bits) | 0, (counter + 1) | 0];
  return { bits: bits >>> 0, next };
}

/** A generator for a whole-number seed and a name. Equal arguments give equal streams. */
export function seeded(seed: number, name = ""): Random {
  let random: Random = [hash(name, seed), hash(`b${name}`, seed), hash(`c${name}`, seed), 1];
  for (let i = 0; i < 12; i++) random = advance(random).next;
  return random;
}

/** A generator that depends on this one's state and the name, and leaves this one as it was. */
export function fork(random: Random, name: string): Random {
  return seeded(random[0] ^ Math.imul(random[1], 31) ^ Math.imul(random[2], 131) ^ random[3], name);
}

/** A number in [0, 1) and the next state. */
export function draw(random: Random): [value: number, next: Random] {
  const { bits, next } = advance(random);
  return [bits / 4294967296, next];
}

/**
 * A cursor over a Random, for code that draws many numbers in a row; read `state` when done. It draws the same numbers as `draw`, and
 * allocates nothing.
 */
export class Draws {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  constructor(state: Random) {
    [this.#a, this.#b, this.#c, this.#counter] = state;
  }

  get state(): Random {
    return [this.#a, this.#b, this.#c, this.#counter];
  }

  set state(state: Random) {
    [this.#a, this.#b, this.#c, this.#counter] = state;
  }

  /** A number in [0, 1). */
  unit(): number {
    const [b, c] = [this.#b, this.#c];
    const bits = (((this.#a + b) | 0) + this.#counter) | 0;
    this.#a = b ^ (b >>> 9);
    this.#b = (c + (c << 3)) | 0;
    this.#c = (((c << 21) | (c >>> 11)) + bits) | 0;
    this.#counter = (this.#counter + 1) | 0;
    return (bits >>> 0) / 4294967296;
  }

  /** A number in [low, high). */
  between(low: number, high: number): number {
    return low + (high - low) * this.unit();
  }

  /** A whole number in [low, high], both included. */
  whole(low: number, high: number): number {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  /** One of the items; throws RangeError on an empty list. */
  pick<T>(items: readonly T[]): T {
    const item = items[Math.floor(this.unit() * items.length)];
    if (item === undefined) throw new RangeError("pick: the list is empty");
    return item;
  }

  /** A sample of the normal distribution (Box–Muller). */
  normal(mean = 0, deviation = 1): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.unit()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.unit());
  }
}
