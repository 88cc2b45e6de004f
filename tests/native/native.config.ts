import { defineConfig } from "vitest/config";
import { ClosingLine } from "../helpers/closing-line.ts";

// Not one of the projects of npm test: it builds tfjs-node first (npm run test:native).
export default defineConfig({
  test: {
    name: "native",
    root: new URL("../..", import.meta.url).pathname,
    include: ["tests/native/**/*.native.ts"],
    reporters: ["default", new ClosingLine()],
    // Two epochs, a minute together on a busy machine.
    hookTimeout: 150_000,
  },
});
