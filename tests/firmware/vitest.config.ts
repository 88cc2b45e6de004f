import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "firmware",
    root: new URL("../..", import.meta.url).pathname,
    include: ["tests/firmware/**/*.firmware.ts"],
    // Simulated time: how long these take says nothing about the firmware.
    testTimeout: 300_000,
    hookTimeout: 300_000,
  },
});
