import { defineConfig } from "vite";

/** Builds the panel into dist/panel. Everything is served from the engine itself: no CDN, no inlined data: addresses. */
export default defineConfig({
  root: "src/panel",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: "../../dist/panel",
    emptyOutDir: true,
    rolldownOptions: {
      input: ["index.html", "child.html", "speaker.html"].map((page) => `src/panel/${page}`),
    },
    target: "es2022",
    assetsInlineLimit: 0,
    // The polyfill is an inline script, which the page's Content-Security-Policy would refuse.
    modulePreload: { polyfill: false },
  },
});
