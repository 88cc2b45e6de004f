import { defineConfig } from "vitest/config";
import { ClosingLine } from "./tests/helpers/closing-line.ts";

export default defineConfig({
  test: {
    reporters: ["default", new ClosingLine()],
    projects: [
      // No test waits for time to pass: the limit only ends one that hangs, on a machine however busy.
      { test: { name: "engine", include: ["tests/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 } },
      "tests/*/vitest.config.ts",
    ],
  },
});
