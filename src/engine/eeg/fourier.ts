const COS_72 = Math.cos((2 * Math.PI) / 5);
const COS_144 = Math.cos((4 * Math.PI) / 5);
const SIN_72 = Math.sin((2 * Math.PI) / 5);
const SIN_144 = Math.sin((4 * Math.PI) / 5);

/** Factors of a length, fours first: they are the cheapest. */
function factorsOf(length: number): number[] {
  const factors: number[] = [];
  let rest = length;
  for (const factor of [4, 2, 3, 5]) for (; rest % factor === 0; rest /= factor) factors.push(factor);
  for (let factor = 7; rest > 1; factor += 2) for (; rest % factor === 0; rest /= factor) factors.push(factor);
  return factors;
}

/** Which input comes to which place, so that each stage can work in place. */
function orderOf(length: number, factors: readonly number[]): Int32Array {
  const order = new Int32Array(length);
  const put = (from: number, stride: number, to: number, level: number, count: number): void => {
    const factor = factors[level];
    if (factor === undefined) {
      order[to] = from;
      return;
    }
    const part = count / factor;
    for (let q = 0; q < factor; q++) put(from + q * stride, stride * factor, to + q * part, level + 1, part);
  };
  put(0, 1, 0, 0, length);
  return order;
}

/**
 * Fourier transform of one length, any that has small factors (500 = 4·5·5·5, 512, 400, 250). Decimation in time with
 * butterflies of any size, those of four and five written out (Singleton 1969). Holds tables and scratch room: make one for each
 * length and keep it.
 */
export class Fourier {
  readonly length: number;
  readonly #factors: readonly number[];
  readonly #order: Int32Array;
  readonly #cosines: Float64Array;
  readonly #sines: Float64Array;
  readonly #heldRe: Float64Array;
  readonly #heldIm: Float64Array;

  constructor(length: number) {
    this.length = length;
    this.#factors = factorsOf(length);
    this.#order = orderOf(length, this.#factors);
    this.#cosines = Float64Array.from({ length }, (_, i) => Math.cos((2 * Math.PI * i) / length));
    this.#sines = Float64Array.from({ length }, (_, i) => -Math.sin((2 * Math.PI * i) / length));
    const largest = Math.max(1, ...this.#factors);
    this.#heldRe = new Float64Array(largest);
    this.#heldIm = new Float64Array(largest);
  }

  /** Writes the transform of `re` + i·`im` into `intoRe`, `intoIm`; all have the length of this transform and differ. */
  transform(re: Float64Array, im: Float64Array, intoRe: Float64Array, intoIm: Float64Array): void {
    const order = this.#order;
    for (let i = 0; i < order.length; i++) {
      const from = order[i] as number;
      intoRe[i] = re[from] as number;
      intoIm[i] = im[from] as number;
    }
    let part = 1;
    for (let level = this.#factors.length - 1; level >= 0; level--) {
      const factor = this.#factors[level] as number;
      const whole = part * factor;
      const stride = this.length / whole;
      for (let group = 0; group < this.length; group += whole) {
        for (let u = 0; u < part; u++) {
          this.#hold(intoRe, intoIm, group + u, part, factor, u * stride);
          if (factor === 4) this.#fourfold(intoRe, intoIm, group + u, part);
          else if (factor === 5) this.#fivefold(intoRe, intoIm, group + u, part);
          else this.#anyfold(intoRe, intoIm, group + u, part, factor);
        }
      }
      part = whole;
    }
  }

  /** Takes the `factor` values that meet at a place, each turned by its share of `turn`. */
  #hold(re: Float64Array, im: Float64Array, place: number, part: number, factor: number, turn: number): void {
    const heldRe = this.#heldRe;
    const heldIm = this.#heldIm;
    heldRe[0] = re[place] as number;
    heldIm[0] = im[place] as number;
    for (let q = 1; q < factor; q++) {
      const a = re[place + q * part] as number;
      const b = im[place + q * part] as number;
      const cosine = this.#cosines[q * turn] as number;
      const sine = this.#sines[q * turn] as number;
      heldRe[q] = a * cosine - b * sine;
      heldIm[q] = a * sine + b * cosine;
    }
  }

  #fourfold(re: Float64Array, im: Float64Array, place: number, part: number): void {
    const heldRe = this.#heldRe;
    const heldIm = this.#heldIm;
    const evenRe = (heldRe[0] as number) + (heldRe[2] as number);
    const evenIm = (heldIm[0] as number) + (heldIm[2] as number);
    const apartRe = (heldRe[0] as number) - (heldRe[2] as number);
    const apartIm = (heldIm[0] as number) - (heldIm[2] as number);
    const oddRe = (heldRe[1] as number) + (heldRe[3] as number);
    const oddIm = (heldIm[1] as number) + (heldIm[3] as number);
    const turnedRe = (heldIm[1] as number) - (heldIm[3] as number);
    const turnedIm = (heldRe[3] as number) - (heldRe[1] as number);
    re[place] = evenRe + oddRe;
    im[place] = evenIm + oddIm;
    re[place + part] = apartRe + turnedRe;
    im[place + part] = apartIm + turnedIm;
    re[place + 2 * part] = evenRe - oddRe;
    im[place + 2 * part] = evenIm - oddIm;
    re[place + 3 * part] = apartRe - turnedRe;
    im[place + 3 * part] = apartIm - turnedIm;
  }

  #fivefold(re: Float64Array, im: Float64Array, place: number, part: number): void {
    const heldRe = this.#heldRe;
    const heldIm = this.#heldIm;
    const re0 = heldRe[0] as number;
    const im0 = heldIm[0] as number;
    const sum1Re = (heldRe[1] as number) + (heldRe[4] as number);
    const sum1Im = (heldIm[1] as number) + (heldIm[4] as number);
    const sum2Re = (heldRe[2] as number) + (heldRe[3] as number);
    const sum2Im = (heldIm[2] as number) + (heldIm[3] as number);
    const apart1Re = (heldRe[1] as number) - (heldRe[4] as number);
    const apart1Im = (heldIm[1] as number) - (heldIm[4] as number);
    const apart2Re = (heldRe[2] as number) - (heldRe[3] as number);
    const apart2Im = (heldIm[2] as number) - (heldIm[3] as number);
    const near1Re = re0 + COS_72 * sum1Re + COS_144 * sum2Re;
    const near1Im = im0 + COS_72 * sum1Im + COS_144 * sum2Im;
    const near2Re = re0 + COS_144 * sum1Re + COS_72 * sum2Re;
    const near2Im = im0 + COS_144 * sum1Im + COS_72 * sum2Im;
    const far1Re = SIN_72 * apart1Re + SIN_144 * apart2Re;
    const far1Im = SIN_72 * apart1Im + SIN_144 * apart2Im;
    const far2Re = SIN_144 * apart1Re - SIN_72 * apart2Re;
    const far2Im = SIN_144 * apart1Im - SIN_72 * apart2Im;
    re[place] = re0 + sum1Re + sum2Re;
    im[place] = im0 + sum1Im + sum2Im;
    re[place + part] = near1Re + far1Im;
    im[place + part] = near1Im - far1Re;
    re[place + 2 * part] = near2Re + far2Im;
    im[place + 2 * part] = near2Im - far2Re;
    re[place + 3 * part] = near2Re - far2Im;
    im[place + 3 * part] = near2Im + far2Re;
    re[place + 4 * part] = near1Re - far1Im;
    im[place + 4 * part] = near1Im + far1Re;
  }

  #anyfold(re: Float64Array, im: Float64Array, place: number, part: number, factor: number): void {
    const heldRe = this.#heldRe;
    const heldIm = this.#heldIm;
    const step = this.length / factor;
    for (let k = 0; k < factor; k++) {
      let sumRe = heldRe[0] as number;
      let sumIm = heldIm[0] as number;
      let angle = 0;
      for (let q = 1; q < factor; q++) {
        angle += k * step;
        if (angle >= this.length) angle -= this.length;
        const cosine = this.#cosines[angle] as number;
        const sine = this.#sines[angle] as number;
        sumRe += (heldRe[q] as number) * cosine - (heldIm[q] as number) * sine;
        sumIm += (heldRe[q] as number) * sine + (heldIm[q] as number) * cosine;
      }
      re[place + k * part] = sumRe;
      im[place + k * part] = sumIm;
    }
  }
}
