// Compiles the SIMD kernel and writes it into the module that carries it; a test sees to it that both agree.
//   node scripts/build-kernel.mjs
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const kernel = join(dirname(fileURLToPath(import.meta.url)), "..", "src", "models", "kernel");

/** The kernel as WebAssembly, from its source in AssemblyScript. */
export async function compileKernel() {
  let binary;
  const { error, stderr } = await asc.main(
    [
      "network-step.ts",
      "-O3",
      "--noAssert",
      "--runtime",
      "stub",
      "--enable",
      "simd",
      "--importMemory",
      "--noExportMemory",
      "-o",
      "kernel.wasm",
    ],
    {
      readFile: (name) => (name === "network-step.ts" ? readFileSync(join(kernel, "assembly", name), "utf8") : null),
      writeFile: (_, contents) => {
        binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`the kernel was not compiled: ${stderr.toString()}`);
  return binary;
}

/** The module that carries the kernel, as text. */
export function kernelModule(binary) {
  const lines = Buffer.from(binary)
    .toString("base64")
    .match(/.{1,110}/g);
  return `// Written by scripts/build-kernel.mjs from assembly/network-step.ts; not to be changed by hand.

/** The kernel as WebAssembly, in base64. */
export const WASM_MODULE =
${lines.map((line) => `  "${line}"`).join(" +\n")};
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(kernel, "wasm-module.ts"), kernelModule(await compileKernel()));
}
