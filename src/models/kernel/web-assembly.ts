import { WASM_MODULE } from "./wasm-module.ts";

/** The little of WebAssembly that the kernel needs; TypeScript declares it among the browser's things only. */
interface WebAssemblyApi {
  readonly validate: (bytes: Uint8Array) => boolean;
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown };
}

/** What assembly/network-step.ts exports. All numbers are byte addresses, but `inputs`, `units` and `outputs`. */
export interface KernelExports {
  stepLstm(
    input: number,
    inputs: number,
    cell: number,
    output: number,
    units: number,
    matrix: number,
    nextCell: number,
    nextOutput: number,
    list: number,
    gates: number,
  ): void;
  stepDense(input: number, inputs: number, matrix: number, output: number, outputs: number, list: number): void;
}

const PAGE = 65_536;
const api = (globalThis as { readonly WebAssembly?: WebAssemblyApi }).WebAssembly;
const bytes = Uint8Array.from(Buffer.from(WASM_MODULE, "base64"));
let compiled: object | undefined;

/** Whether this machine can run the kernel: WebAssembly is there and knows SIMD. */
export function hasSimd(): boolean {
  return api?.validate(bytes) ?? false;
}

/** The kernel in a memory of its own, of at least `size` bytes, all 0. Throws Error where {@link hasSimd} says no. */
export function openKernel(size: number): { readonly exports: KernelExports; readonly buffer: ArrayBuffer } {
  if (!api || !hasSimd()) throw new Error("WebAssembly SIMD is missing here; use the plain form of the step");
  compiled ??= new api.Module(bytes);
  const memory = new api.Memory({ initial: Math.ceil(size / PAGE) });
  const { exports } = new api.Instance(compiled, { env: { memory } });
  return { exports: exports as KernelExports, buffer: memory.buffer };
}
