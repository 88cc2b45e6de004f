/**
 * The arithmetic of a network step in AssemblyScript. kernel/wasm-module.ts holds what it compiles to (by
 * scripts/build-kernel.mjs), kernel/simd-step.ts calls it. Every pointer is a byte address in a memory laid out there.
 *
 * Each column's sum is a lane of its own and takes its rows one after another, rounded to float32 after every operation:
 * the order and the rounding of kernel/plain-step.ts, so that both give the same bits.
 */

/**
 * Columns of a tile in bytes: 12 vectors of 4 floats, whose sums stay in registers while the rows go by. With fewer, V8
 * unrolls the loop in sumRows, and with two rows a round it is the same as if it had: more is loaded ahead than there
 * are registers, and a step takes half as long again (measured, Node 20 on x64).
 */
const TILE: usize = 192;

/** Notes each value that is not 0 with the byte offset of its row in a tile; returns where the list ends. */
function listRows(values: usize, count: i32, firstRow: usize, list: usize): usize {
  const end = values + ((<usize>count) << 2);
  // A tile begins with its biases.
  let row = (firstRow + 1) * TILE;
  for (let at = values; at < end; at += 4) {
    const value = load<f32>(at);
    if (value !== 0) {
      store<f32>(list, value);
      store<u32>(list, <u32>row, 4);
      list += 8;
    }
    row += TILE;
  }
  return list;
}

/** sums = biases + the listed values · their rows; `rows` in a tile, its biases not counted. */
function sumRows(list: usize, listEnd: usize, matrix: usize, rows: usize, sums: usize, columns: i32): void {
  const end = sums + ((<usize>columns) << 2);
  let tile = matrix;
  for (let to = sums; to < end; to += TILE) {
    let a = v128.load(tile);
    let b = v128.load(tile, 16);
    let c = v128.load(tile, 32);
    let d = v128.load(tile, 48);
    let e = v128.load(tile, 64);
    let f = v128.load(tile, 80);
    let g = v128.load(tile, 96);
    let h = v128.load(tile, 112);
    let i = v128.load(tile, 128);
    let j = v128.load(tile, 144);
    let k = v128.load(tile, 160);
    let l = v128.load(tile, 176);
    for (let at = list; at < listEnd; at += 8) {
      const value = v128.load_splat<f32>(at);
      const row = tile + <usize>load<u32>(at, 4);
      a = f32x4.add(a, f32x4.mul(value, v128.load(row)));
      b = f32x4.add(b, f32x4.mul(value, v128.load(row, 16)));
      c = f32x4.add(c, f32x4.mul(value, v128.load(row, 32)));
      d = f32x4.add(d, f32x4.mul(value, v128.load(row, 48)));
      e = f32x4.add(e, f32x4.mul(value, v128.load(row, 64)));
      f = f32x4.add(f, f32x4.mul(value, v128.load(row, 80)));
      g = f32x4.add(g, f32x4.mul(value, v128.load(row, 96)));
      h = f32x4.add(h, f32x4.mul(value, v128.load(row, 112)));
      i = f32x4.add(i, f32x4.mul(value, v128.load(row, 128)));
      j = f32x4.add(j, f32x4.mul(value, v128.load(row, 144)));
      k = f32x4.add(k, f32x4.mul(value, v128.load(row, 160)));
      l = f32x4.add(l, f32x4.mul(value, v128.load(row, 176)));
    }
    v128.store(to, a);
    v128.store(to, b, 16);
    v128.store(to, c, 32);
    v128.store(to, d, 48);
    v128.store(to, e, 64);
    v128.store(to, f, 80);
    v128.store(to, g, 96);
    v128.store(to, h, 112);
    v128.store(to, i, 128);
    v128.store(to, j, 144);
    v128.store(to, k, 160);
    v128.store(to, l, 176);
    tile += (rows + 1) * TILE;
  }
}

/** factor · s + term. */
function next(sum: v128, s: v128, term: f32): v128 {
  return f32x4.add(f32x4.mul(sum, s), f32x4.splat(term));
}

/** The rational tanh of kernel/rational-tanh.ts, four at a time. */
function tanh(value: v128): v128 {
  const x = f32x4.max(f32x4.splat(-9), f32x4.min(f32x4.splat(9), value));
  const s = f32x4.mul(x, x);
  let p = f32x4.splat(-2.76076847742355e-16);
  p = next(p, s, 2.00018790482477e-13);
  p = next(p, s, -8.60467152213735e-11);
  p = next(p, s, 5.12229709037114e-8);
  p = next(p, s, 1.48572235717979e-5);
  p = next(p, s, 6.37261928875436e-4);
  p = next(p, s, 4.89352455891786e-3);
  let q = f32x4.splat(1.19825839466702e-6);
  q = next(q, s, 1.18534705686654e-4);
  q = next(q, s, 2.2684346324339e-3);
  q = next(q, s, 4.89352518554385e-3);
  return f32x4.div(f32x4.mul(x, p), q);
}

/** The logistic function, from {@link tanh}. */
function sigmoid(value: v128): v128 {
  const half = f32x4.splat(0.5);
  return f32x4.add(half, f32x4.mul(half, tanh(f32x4.mul(half, value))));
}

/**
 * One LSTM layer. `matrix` holds the rows of the kernel and below them those of the recurrent kernel, in tiles. Up to
 * three lanes after the last unit of `nextCell` and `nextOutput` are overwritten.
 */
export function stepLstm(
  input: usize,
  inputs: i32,
  cell: usize,
  output: usize,
  units: i32,
  matrix: usize,
  nextCell: usize,
  nextOutput: usize,
  list: usize,
  gates: usize,
): void {
  let listEnd = listRows(input, inputs, 0, list);
  listEnd = listRows(output, units, inputs, listEnd);
  sumRows(list, listEnd, matrix, inputs + units, gates, 4 * units);
  const width = (<usize>units) << 2;
  for (let u: usize = 0; u < width; u += 16) {
    const at = gates + u;
    const admit = sigmoid(v128.load(at));
    const keep = sigmoid(v128.load(at + width));
    const candidate = tanh(v128.load(at + 2 * width));
    const emit = sigmoid(v128.load(at + 3 * width));
    const state = f32x4.add(f32x4.mul(keep, v128.load(cell + u)), f32x4.mul(admit, candidate));
    v128.store(nextCell + u, state);
    v128.store(nextOutput + u, f32x4.mul(emit, tanh(state)));
  }
}

/** The dense layer. */
export function stepDense(input: usize, inputs: i32, matrix: usize, output: usize, outputs: i32, list: usize): void {
  sumRows(list, listRows(input, inputs, 0, list), matrix, inputs, output, outputs);
}
