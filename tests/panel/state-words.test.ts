import { expect, test } from "vitest";
import { catalogue } from "../../src/panel/languages/en.ts";
import { stateWords } from "../../src/panel/state-words.ts";
import type { View } from "../../src/server/protocol.ts";

const view = (change: Partial<View>): View => ({
  at: 0,
  running: true,
  stopped: false,
  quiet: false,
  partner: "listening",
  label: "Listening",
  turn: "nobody",
  technique: "answer",
  techniques: [],
  space: { seconds: 5, endsAt: null },
  devices: [],
  late: { count: 0, worst: 0 },
  limit: null,
  decisions: [],
  ...change,
});
const space = view({ at: 5_000, partner: "space", label: "Your turn – 5 s", space: { seconds: 5, endsAt: 10_000 } });

test.each([
  [null, false, 0, "Waiting for the engine", ""],
  [view({}), false, 0, "Listening", ""],
  [view({ label: "My turn", partner: "playing" }), false, 0, "My turn", ""],
  [space, false, 5_000, "Your turn", "– 5 s"],
  [space, false, 5_001, "Your turn", "– 5 s"],
  [space, false, 8_500, "Your turn", "– 2 s"],
  [space, false, 10_400, "Your turn", "– 1 s"],
  [space, false, undefined, "Your turn", "– 5 s"],
  [
    view({ label: "My turn", partner: "offerAgain", space: { seconds: 5, endsAt: 9_000 } }),
    false,
    9_500,
    "My turn",
    "",
  ],
  [space, true, 5_000, "Stopped", ""],
] as const)("%#: %s", (shown, stopped, now, words, count) => {
  expect(stateWords(shown, stopped, now, catalogue.state)).toEqual({ words, count });
});
