import easymidi from "easymidi";
import { describe, expect, test } from "vitest";
import { HeldKeys, type InputMessage } from "../../../src/hardware/midi/held-keys.ts";
import { LearntSwitches, type SwitchSign } from "../../../src/hardware/midi/switches.ts";

type Action = "stop" | "quiet";

/** What easymidi makes of the bytes on the cable. */
function read(...bytes: number[]): InputMessage {
  const { parseMessage } = easymidi.Input.prototype as unknown as {
    parseMessage(bytes: number[]): { type: string; msg: Record<string, unknown> };
  };
  const { type, msg } = parseMessage(bytes);
  return { ...msg, _type: type };
}

function board() {
  let now = 0;
  const pressed: Action[] = [];
  const learnt: [Action, SwitchSign][] = [];
  const switches = new LearntSwitches<Action>(
    { now: () => now, at: () => () => {} },
    { pressed: (action) => pressed.push(action), learnt: (action, sign) => learnt.push([action, sign]) },
  );
  const send = (...bytes: number[]): boolean => {
    now += 1_000;
    return switches.hear("Pedal", read(...bytes));
  };
  const bounce = (...bytes: number[]): boolean => {
    now += 20;
    return switches.hear("Pedal", read(...bytes));
  };
  return { switches, pressed, learnt, send, bounce };
}

describe("a foot switch", () => {
  test.each([
    ["a controller", [0xb0, 64, 127], [0xb0, 64, 0], { kind: "controller", channel: 0, number: 64 }],
    ["a note", [0x93, 36, 90], [0x83, 36, 0], { kind: "note", channel: 3, number: 36 }],
    ["a note that ends at velocity 0", [0x90, 36, 90], [0x90, 36, 0], { kind: "note", channel: 0, number: 36 }],
    ["a program", [0xc0, 5], [0xc0, 5], { kind: "program", channel: 0, number: 5 }],
    [
      "a pedal that rests at 127",
      [0xb0, 80, 0],
      [0xb0, 80, 127],
      { kind: "controller", channel: 0, number: 80, inverted: true },
    ],
  ] as const)("that sends %s is learnt, does its one thing at each press, and is no music", (_, down, up, sign) => {
    const { switches, pressed, learnt, send } = board();
    expect(send(...down)).toBe(false);
    switches.learn("stop");
    expect(send(...down)).toBe(true);
    expect(learnt).toEqual([["stop", { port: "Pedal", ...sign }]]);
    expect(pressed).toEqual([]);
    const isProgram = sign.kind === "program";
    expect(send(...up)).toBe(true);
    expect(pressed).toEqual(isProgram ? ["stop"] : []);
    expect(send(...down)).toBe(true);
    expect(send(...up)).toBe(true);
    expect(send(...down)).toBe(true);
    expect(pressed).toHaveLength(isProgram ? 4 : 2);
  });

  test("bounces once and is one press; held down it is one press", () => {
    const { switches, pressed, send, bounce } = board();
    switches.set(new Map([["quiet", { port: "Pedal", kind: "controller", channel: 0, number: 64 }]]));
    send(0xb0, 64, 127);
    bounce(0xb0, 64, 0);
    bounce(0xb0, 64, 127);
    bounce(0xb0, 64, 0);
    expect(pressed).toEqual(["quiet"]);
    send(0xb0, 64, 127);
    send(0xb0, 64, 120);
    send(0xb0, 64, 100);
    expect(pressed).toEqual(["quiet", "quiet"]);
  });

  test("whose release was lost works again", () => {
    const { switches, pressed, send } = board();
    switches.set(
      new Map([
        ["stop", { port: "Pedal", kind: "note", channel: 0, number: 36 }],
        ["quiet", { port: "Pedal", kind: "controller", channel: 0, number: 64 }],
      ]),
    );
    for (let press = 0; press < 2; press++) {
      send(0x90, 36, 90);
      send(0xb0, 64, 127);
      send(0xfe);
      send(0xfe);
    }
    expect(pressed).toEqual(["stop", "quiet", "stop", "quiet"]);
  });

  test("does its one thing while another is learnt: STOP is STOP", () => {
    const { switches, pressed, learnt, send } = board();
    switches.learn("stop");
    send(0xb0, 64, 127);
    send(0xb0, 64, 0);
    switches.learn("quiet");
    send(0xb0, 64, 127);
    expect(pressed).toEqual(["stop"]);
    expect(switches.learning).toBe("quiet");
    send(0xb0, 65, 127);
    send(0xb0, 65, 0);
    send(0xb0, 65, 127);
    expect(pressed).toEqual(["stop", "quiet"]);
    expect(learnt.map(([action]) => action)).toEqual(["stop", "quiet"]);
  });

  test("leaves everything else alone: other keys, channels, ports, bends, pressure and clock", () => {
    const { switches, pressed, send } = board();
    switches.set(new Map([["stop", { port: "Pedal", kind: "note", channel: 0, number: 36 }]]));
    for (const bytes of [
      [0x90, 37, 90],
      [0x91, 36, 90],
      [0xb0, 36, 90],
      [0xe0, 0, 64],
      [0xd0, 40],
      [0xa0, 36, 9],
      [0xf8],
    ]) {
      expect(send(...bytes)).toBe(false);
    }
    expect(switches.hear("Piano", read(0x90, 36, 90))).toBe(false);
    switches.learn("quiet");
    for (const bytes of [[0xe0, 0, 64], [0x80, 50, 0], [0xf8]]) expect(send(...bytes)).toBe(false);
    expect(switches.learning).toBe("quiet");
    expect(pressed).toEqual([]);
  });

  test("on the way of an instrument never becomes a note, nor leaves one hanging", () => {
    const { switches, send } = board();
    switches.set(new Map([["stop", { port: "Pedal", kind: "note", channel: 0, number: 36 }]]));
    const keys = new HeldKeys();
    const moves = [
      [0x90, 36, 90],
      [0x90, 60, 90],
      [0x80, 36, 0],
      [0x80, 60, 0],
    ].flatMap((bytes) => (send(...bytes) ? [] : keys.hear("Pedal", read(...bytes))));
    expect(moves.map((move) => `${move.kind} ${move.pitch}`)).toEqual(["noteOn 60", "noteOff 60"]);
    expect(keys.count).toBe(0);
  });
});
