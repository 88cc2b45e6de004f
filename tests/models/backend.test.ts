import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { chooseBackend } from "../../src/models/backend.ts";

/** The reason why tfjs-node alone cannot be chosen. */
async function refusal(): Promise<unknown> {
  return chooseBackend(["tensorflow"]).catch((error: Error) => error.cause);
}

// That it is used where it fits is shown by npm run test:native, which builds a real one.
describe("a tfjs-node named by ANTIPHON_TFJS_NODE", () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "antiphon-native-"));
    vi.stubEnv("ANTIPHON_TFJS_NODE", folder);
  });

  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  test("that is not there is passed over for the next backend", async () => {
    expect(await chooseBackend(["tensorflow", "cpu"])).toBe("cpu");
    expect(String(await refusal())).toContain(folder);
  });

  test("that has come with another tfjs-core is passed over too", async () => {
    writeFileSync(join(folder, "index.js"), "exports.Tensor = class Tensor {};");
    expect(await chooseBackend(["tensorflow", "cpu"])).toBe("cpu");
    expect(String(await refusal())).toContain("another @tensorflow/tfjs-core");
  });

  test("alone, where it cannot be used, is an error that names it", async () => {
    await expect(chooseBackend(["tensorflow"])).rejects.toThrow(
      "no TensorFlow.js backend of tensorflow can train here",
    );
  });
});
