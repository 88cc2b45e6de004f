import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { NetworkWeights } from "../../src/models/network-weights.ts";

/** The step as a C loop (native-step.c), a process of its own that times itself. */
export interface NativeStep {
  /** Outputs after all the vectors in a row, from an empty memory. */
  readonly output: readonly number[];
  /** µs of each of as many calls as were asked for. */
  time(): number[];
  close(): void;
}

/** Compiles the C loop for this machine, with the network and the vectors; null where there is no gcc. */
export function compileNativeStep(
  { inputs, outputs, layers, dense }: NetworkWeights,
  vectors: readonly Float32Array[],
  calls: number,
): NativeStep | null {
  if (spawnSync("gcc", ["--version"]).status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), "native-step-"));
  const source = fileURLToPath(new URL("native-step.c", import.meta.url));
  const program = join(folder, "native-step");
  execFileSync("gcc", ["-O3", "-march=native", "-std=c11", "-D_POSIX_C_SOURCE=199309L", source, "-o", program]);
  const head = [inputs, layers.length, outputs, vectors.length, calls, ...layers.map(({ units }) => units)];
  const lists = [
    ...layers.flatMap(({ kernel, recurrent, bias }) => [kernel, recurrent, bias]),
    dense.kernel,
    dense.bias,
    ...vectors,
  ];
  const network = join(folder, "network");
  const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array | Float32Array) =>
    new Uint8Array(buffer, byteOffset, byteLength);
  writeFileSync(network, Buffer.concat([bytesOf(Int32Array.from(head)), ...lists.map(bytesOf)]));
  const run = () => execFileSync(program, [network], { encoding: "utf8" }).trim().split("\n");
  return {
    output: (run()[0] ?? "").trim().split(" ").map(Number),
    time: () =>
      run()
        .slice(1)
        .map((nanoseconds) => Number(nanoseconds) / 1000),
    close: () => rmSync(folder, { recursive: true }),
  };
}
