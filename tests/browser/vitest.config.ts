import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    root: new URL("../..", import.meta.url).pathname,
    include: ["tests/browser/**/*.browser.ts"],
    globalSetup: ["tests/browser/helpers/build-panel.ts"],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    fileParallelism: false,
    expect: { poll: { timeout: 10_000 } },
  },
});
