import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "browser",
    root: new URL("../..", import.meta.url).pathname,
    include: ["tests/browser/**/*.browser.ts"],
    globalSetup: ["tests/browser/helpers/build-panel.ts"],
    testTimeout: 90_000,
    hookTimeout: 90_000,
    fileParallelism: false,
    // A real browser plays in real time; on a busy machine it may be starved for a second.
    retry: 2,
    expect: { poll: { timeout: 10_000 } },
  },
});
