import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "alsa",
    root: new URL("../..", import.meta.url).pathname,
    include: ["tests/alsa/**/*.alsa.ts"],
    // These are usually run in an emulated machine that is ten times slower than a real one.
    testTimeout: 240_000,
    hookTimeout: 240_000,
    fileParallelism: false,
    retry: 1,
  },
});
