import { expect, test } from "vitest";
import { USUAL_INSTRUMENT } from "../../src/engine/instruments/instrument-settings.ts";
import type { Untimed } from "../../src/engine/run/conductor.ts";
import { Conductor } from "../../src/engine/run/conductor.ts";
import { Lookahead } from "../../src/engine/run/lookahead.ts";
import { replay, writeEntry } from "../../src/engine/run/replay.ts";
import type { Command } from "../../src/engine/session/command.ts";
import type { SessionEvent } from "../../src/engine/session/event.ts";
import { drawRoll, EMPTY_ROLL, type Roll } from "../../src/engine/session/roll.ts";
import { viewOf } from "../../src/engine/session/view.ts";
import { SimulatedClock } from "../../src/engine/time/clock.ts";
import { resources, SETTINGS } from "../helpers/stage.ts";

/** Two keyboards in a room: the child's, and the therapist's. */
function openRoom() {
  const settings = {
    ...SETTINGS,
    therapistSound: true,
    instruments: { "Digital Piano": { ...USUAL_INSTRUMENT, player: "therapist" } as const },
  };
  const clock = new SimulatedClock();
  const lines: string[] = [];
  const commands: Command[] = [];
  let roll: Roll = EMPTY_ROLL;
  const conductor = new Conductor(settings, resources(), clock, 0, new Lookahead(clock, [], 0), (event, led) => {
    lines.push(writeEntry(event, led));
    commands.push(...led);
    roll = drawRoll(roll, event, led).roll;
  });
  const say = (event: Untimed<SessionEvent>) => conductor.dispatch(event);
  const play = (instrument: string, key: number, velocity = 90, length = 300) => {
    conductor.play({ kind: "down", instrument, key, velocity, pad: false });
    clock.advance(length);
    conductor.play({ kind: "up", instrument, key, pad: false });
  };
  return { settings, clock, lines, commands, conductor, say, play, roll: () => roll };
}

const by = (player: string) => (command: Command) => command.kind === "noteOn" && command.player === player;

test("the therapist's keyboard sounds through the limits, is drawn as the therapist's, and nobody answers it", () => {
  const { conductor, clock, commands, say, play, roll } = openRoom();
  say({ kind: "technique", technique: "answer" });
  say({ kind: "start" });
  for (const key of [60, 62, 64]) play("Digital Piano", key, 127);
  clock.advance(5_000);
  expect(commands.filter(by("therapist"))).toMatchObject([
    { pitch: 60, requested: { pitch: 60, velocity: 127 } },
    { pitch: 62 },
    { pitch: 64 },
  ]);
  const loudest = commands.flatMap((command) =>
    by("therapist")(command) && "velocity" in command ? [command.velocity] : [],
  );
  expect(Math.max(...loudest)).toBeLessThanOrEqual(SETTINGS.profile.velocityCap);
  expect(commands.filter((one) => one.kind === "noteOff" && one.player === "therapist")).toHaveLength(3);
  expect(roll().notes.map(({ player }) => player)).toEqual(["therapist", "therapist", "therapist"]);
  expect(commands.filter(by("partner"))).toEqual([]);
  expect(conductor.session.listening.child.phrases).toEqual([]);
});

test("an adult who plays into a space breaks it, once, and it is told", () => {
  const { conductor, clock, say, play } = openRoom();
  say({ kind: "technique", technique: "answer" });
  say({ kind: "start" });
  for (const key of [60, 62, 64, 67]) play("Keyboard", key);
  for (let tick = 0; tick < 300 && conductor.session.partner.spaceEndsAt === null; tick++) clock.advance(50);
  expect(conductor.session.partner.state).toBe("space");
  play("Digital Piano", 48);
  play("Digital Piano", 50);
  const told = viewOf(conductor.session, conductor.now()).decisions.filter(({ text }) => text.startsWith("An adult"));
  expect(told).toHaveLength(1);
});

test("after STOP no key of either sounds, and both are heard", () => {
  const { conductor, commands, say, play } = openRoom();
  say({ kind: "start" });
  conductor.stop();
  play("Digital Piano", 60);
  play("Keyboard", 62);
  expect(commands.filter((command) => command.kind === "noteOn")).toEqual([]);
});

test("a map that changes in the middle of a note replays to the same bytes", () => {
  const { settings, conductor, clock, lines, commands, say, play } = openRoom();
  say({ kind: "start" });
  conductor.play({ kind: "down", instrument: "Keyboard", key: 36, velocity: 20, pad: true });
  clock.advance(400);
  conductor.setInstrument("Keyboard", {
    ...USUAL_INSTRUMENT,
    curve: { kind: "hits", soft: 10, medium: 20, hard: 40 },
    sustain: { rule: "timed", after: 700 },
    doubleHit: 40,
    learnt: [{ key: 36, pad: true, sound: { pitch: 67, drum: false }, colour: "blue" }],
  });
  conductor.play({ kind: "up", instrument: "Keyboard", key: 36, pad: true });
  conductor.play({ kind: "down", instrument: "Keyboard", key: 36, velocity: 20, pad: true });
  clock.advance(20);
  conductor.play({ kind: "down", instrument: "Keyboard", key: 36, velocity: 20, pad: true });
  clock.advance(1_000);
  play("Digital Piano", 60);
  const child = commands.filter((one) => "player" in one && one.player === "child" && one.kind !== "release");
  expect(child).toMatchObject([
    { kind: "noteOn", pitch: 36, voice: "drum", at: 0 },
    { kind: "noteOff", pitch: 36, voice: "drum", at: 400 },
    { kind: "noteOn", pitch: 67, requested: { pitch: 67, velocity: 64 }, at: 400 },
    { kind: "noteOff", pitch: 67, at: 1_100 },
  ]);
  expect(lines.join("\n")).toContain('"raw":{"pitch":36,"pad":true,"velocity":20}');
  expect(lines.join("\n")).toContain('"why":"doubleHit"');
  expect(replay(settings, lines, resources()).difference).toBeNull();
});
