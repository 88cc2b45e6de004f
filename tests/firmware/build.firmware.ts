import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const { buildFirmware, missingToolchain, SKETCHES } = await import(
  new URL("../../scripts/firmware-build.mjs", import.meta.url).href
);
const missing: string | undefined = missingToolchain();

describe.skipIf(missing)(`the released hex files${missing ? ` (${missing})` : ""}`, () => {
  it.each(SKETCHES as string[])("of %s come out of the sources byte for byte, in whatever folder", (sketch) => {
    const released = readFileSync(new URL(`../../sketches/${sketch}/release/${sketch}.hex`, import.meta.url), "utf8");
    const folders = ["a", "a/longer/one"].map((name) => join(mkdtempSync(join(tmpdir(), "hex-")), name));
    for (const folder of folders) {
      const { hex, flash, memory } = buildFirmware(sketch, folder);
      expect(hex).toBe(released);
      expect(flash).toBeLessThan(32_256);
      // What is left is the stack.
      expect(memory).toBeLessThan(2048 - 400);
    }
  });
});
