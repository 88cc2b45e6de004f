import { describe, expect, test } from "vitest";
import type { NoteOnCommand } from "../../../src/engine/session/command.ts";
import { type Echoes, forgetDropped, hearEcho, NO_ECHOES, rememberSent } from "../../../src/engine/session/echoes.ts";

const sent = (at: number, pitch: number): NoteOnCommand => ({
  kind: "noteOn",
  at,
  player: "partner",
  pitch,
  velocity: 50,
});
const down = (at: number, pitch: number, velocity = 50, device = "Keyboard") =>
  ({ kind: "noteOn", at, player: "child", device, pitch, velocity }) as const;
const up = (at: number, pitch: number, device = "Keyboard") =>
  ({ kind: "noteOff", at, player: "child", device, pitch }) as const;

/** Four notes of the partner's, half a second apart, and what comes of the events. */
function heard(events: readonly (ReturnType<typeof down> | ReturnType<typeof up>)[]) {
  let echoes: Echoes = rememberSent(NO_ECHOES, [sent(0, 60), sent(500, 62), sent(1_000, 64), sent(1_500, 65)]);
  return events.map((event) => {
    const next = hearEcho(echoes, event);
    echoes = next.echoes;
    return next.echo;
  });
}

describe("a keyboard that sends back what it gets", () => {
  test("is known after two notes in a row; the first two are taken for the child's, to be on the safe side", () => {
    expect(heard([down(4, 60), down(504, 62), down(1_004, 64), up(1_300, 64), down(1_504, 65), up(1_900, 65)])).toEqual(
      [false, false, true, true, true, true],
    );
  });

  test("is the child's again as soon as it did not send one back", () => {
    expect(heard([down(4, 60), down(504, 62), down(1_504, 65)])).toEqual([false, false, false]);
  });
});

describe("a child is never taken for an echo", () => {
  test.each([
    ["for another velocity", down(1_004, 64, 51)],
    ["for coming late", down(1_030, 64)],
    ["for coming early", down(999, 64)],
    ["for another key", down(1_004, 67)],
    ["on another keyboard", down(1_004, 64, 50, "Pads")],
  ])("%s", (_, event) => {
    expect(heard([down(4, 60), down(504, 62), event]).at(-1)).toBe(false);
  });

  test("for a note that was dropped before it sounded", () => {
    let echoes = rememberSent(NO_ECHOES, [sent(0, 60), sent(500, 62), sent(1_000, 64)]);
    for (const event of [down(4, 60), down(504, 62)]) echoes = hearEcho(echoes, event).echoes;
    expect(hearEcho(forgetDropped(echoes, 700), down(1_004, 64)).echo).toBe(false);
  });

  test("and its own key that comes up ends its own note", () => {
    expect(heard([down(4, 60), down(504, 62), down(700, 70), up(900, 70)])).toEqual([false, false, false, false]);
  });
});
