import { expect, test } from "vitest";
import { SoundState } from "../../src/server/browser-sound.ts";

test("a panel that comes late is told how far each player is turned down, and on the way to where", () => {
  const state = new SoundState();
  expect(state.commands(7)).toEqual([
    { kind: "level", at: 7, player: "child", level: 0, over: 0 },
    { kind: "level", at: 7, player: "child", level: 0, over: 0 },
    { kind: "level", at: 7, player: "partner", level: 0, over: 0 },
    { kind: "level", at: 7, player: "partner", level: 0, over: 0 },
  ]);
  state.note([
    { kind: "level", at: 0, player: "child", level: -12, over: 1_000 },
    { kind: "noteOff", at: 0, player: "child", pitch: 60 },
    { kind: "level", at: 500, player: "child", level: 0, over: 2_000 },
  ]);
  expect(state.commands(9_000).slice(0, 2)).toEqual([
    { kind: "level", at: 500, player: "child", level: -6, over: 0 },
    { kind: "level", at: 500, player: "child", level: 0, over: 2_000 },
  ]);
});
