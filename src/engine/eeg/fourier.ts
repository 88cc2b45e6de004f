/** Factors of a length, fours first: they are the cheapest. */
function factorsOf(length: number): number[] {
  const factors: number[] = [];
  let rest = length;
  for (const factor of [4, 2, 3, 5]) for (; rest % factor === 0; rest /= factor) factors.push(factor);
  for (let factor = 7; rest > 1; factor += 2) for (; rest % factor === 0; rest /= factor) factors.push(factor);
  return factors;
}

/**
 * Fourier transform of one length, any that has small factors (500 = 4·5·5·5, 512, 400, 250). Decimation in time with
 * butterflies of any size (Singleton 1969). Holds tables and scratch room: make one for each length and keep it.
 */
export class Fourier {
  readonly length: number;
  readonly #factors: readonly number[];
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;
  readonly #heldRe: Float64Array;
  readonly #heldIm: Float64Array;

  constructor(length: number) {
    this.length = length;
    this.#factors = factorsOf(length);
    this.#cosines = Float64Array.from({ length }, (_, i) => Math.cos((2 * Math.PI * i) / length));
    this.#sines = Float64Array.from({ length }, (_, i) => -Math.sin((2 * Math.PI * i) / length));
    const largest = Math.max(1, ...this.#factors);
    this.#heldRe = new Float64Array(largest);
    this.#heldIm = new Float64Array(largest);
  }

  /** Writes the transform of `re` + i·`im` into `intoRe`, `intoIm`; all have the length of this transform and differ. */
  transform(re: Float64Array, im: Float64Array, intoRe: Float64Array, intoIm: Float64Array): void {
    this.#part(re, im, 0, 1, intoRe, intoIm, 0, 0, this.length);
  }

  #part(
    re: Float64Array,
    im: Float64Array,
    from: number,
    stride: number,
    intoRe: Float64Array,
    intoIm: Float64Array,
    to: number,
    level: number,
    count: number,
  ): void {
    if (count === 1) {
      intoRe[to] = re[from] as number;
      intoIm[to] = im[from] as number;
      return;
    }
    const factor = this.#factors[level] as number;
    const part = count / factor;
    for (let q = 0; q < factor; q++) {
      this.#part(re, im, from + q * stride, stride * factor, intoRe, intoIm, to + q * part, level + 1, part);
    }
    for (let u = 0; u < part; u++) this.#butterfly(intoRe, intoIm, to + u, u, part, factor, stride);
  }

  #butterfly(
    re: Float64Array,
    im: Float64Array,
    place: number,
    u: number,
    part: number,
    factor: number,
    stride: number,
  ): void {
    const [cosines, sines, heldRe, heldIm, length] = [
      this.#cosines,
      this.#sines,
      this.#heldRe,
      this.#heldIm,
      this.length,
    ];
    for (let q = 0; q < factor; q++) {
      heldRe[q] = re[place + q * part] as number;
      heldIm[q] = im[place + q * part] as number;
    }
    for (let k = 0; k < factor; k++) {
      const turn = ((u + k * part) * stride) % length;
      let [sumRe, sumIm, angle] = [heldRe[0] as number, heldIm[0] as number, 0];
      for (let q = 1; q < factor; q++) {
        angle += turn;
        if (angle >= length) angle -= length;
        const [cosine, sine] = [cosines[angle] as number, sines[angle] as number];
        const [a, b] = [heldRe[q] as number, heldIm[q] as number];
        sumRe += a * cosine - b * sine;
        sumIm += a * sine + b * cosine;
      }
      re[place + k * part] = sumRe;
      im[place + k * part] = sumIm;
    }
  }
}
