import { defineConfig } from "vitest/config";
import { ClosingLine } from "./tests/helpers/closing-line.ts";

export default defineConfig({
  test: {
    reporters: ["default", new ClosingLine()],
    projects: [
      { test: { name: "engine", include: ["tests/**/*.test.ts"], testTimeout: 30_000 } },
      "tests/*/vitest.config.ts",
    ],
  },
});
