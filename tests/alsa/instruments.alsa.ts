import { describe, expect, onTestFinished, test } from "vitest";
import { Conductor } from "../../src/engine/run/conductor.ts";
import { Lookahead } from "../../src/engine/run/lookahead.ts";
import type { SessionEvent } from "../../src/engine/session/event.ts";
import { openMidiInput } from "../../src/hardware/midi/input.ts";
import { systemClock } from "../../src/hardware/system-clock.ts";
import { RoomInstruments } from "../../src/server/instruments/room-instruments.ts";
import { until } from "../hardware/midi/engine-process.ts";
import { resources, SETTINGS } from "../helpers/stage.ts";
import { missing } from "./aseqdump.ts";
import { type Keyboard, plugInKeyboard } from "./keyboard.ts";

/** A room that hears every MIDI keyboard, and what happened in it, in words. */
function openInstruments() {
  const events: SessionEvent[] = [];
  const lookahead = new Lookahead(systemClock, [], 0);
  const settings = { ...SETTINGS, therapistSound: true };
  const conductor = new Conductor(settings, resources(), systemClock, 0, lookahead, (event) => events.push(event));
  const room = new RoomInstruments({ conductor, kept: {}, keep: () => {} });
  const input = { name: "Keys", port: "any", player: "child", exclude: ["VirMIDI"] } as const;
  const driver = openMidiInput(input, systemClock, room.listener);
  onTestFinished(async () => {
    conductor.close();
    await driver.close();
  });
  const notes = () =>
    events.flatMap((event) => {
      if (event.kind === "noteOn") return [`${event.player} on ${event.pitch} ${event.velocity}`];
      return event.kind === "noteOff" ? [`${event.player} off ${event.pitch}`] : [];
    });
  const known = (device: string) => room.picture().instruments.find((one) => one.device === device);
  const here = (device: string) => (known(device)?.connected ? true : undefined);
  const heard = (note: string) => (notes().at(-1) === note ? true : undefined);
  return { room, known, here, notes, heard };
}

function strike(keyboard: Keyboard, pitch: number, velocity: number): void {
  keyboard.send(0x90, pitch, velocity);
  keyboard.send(0x80, pitch, 0);
}

describe.skipIf(missing !== undefined)("a child's and a therapist's keyboard through the ALSA sequencer", () => {
  test("each is its player's after play now, is set by itself, and keeps its map over a re-plug", async () => {
    const { room, known, here, notes, heard } = openInstruments();
    let childs = await plugInKeyboard("Toy Piano");
    await until("the child's keyboard", () => here("Toy Piano"));
    // The second one to come is asked about, and silent until somebody answers.
    const mine = await plugInKeyboard("Stage Keys");
    await until("the therapist's keyboard", () => here("Stage Keys"));
    expect(known("Stage Keys")).toMatchObject({ asks: "keys", settings: { player: "unused" } });
    room.playNow("therapist");
    strike(mine, 48, 60);
    await until("the therapist's note", () => heard("therapist off 48"));
    room.fit("Toy Piano", { soft: 10, medium: 25, hard: 60 });
    room.set("Toy Piano", { range: { low: 55, high: 72 } });
    strike(childs, 40, 25);
    strike(childs, 60, 25);
    await until("the child's note", () => heard("child off 60"));
    childs.send(0x90, 64, 60);
    await until("a held note", () => heard("child on 64 96"));
    await childs.unplug();
    await until("the end of the note", () => heard("child off 64"));
    childs = await plugInKeyboard("Toy Piano");
    await until("its return", () => here("Toy Piano"));
    expect(known("Toy Piano")).toMatchObject({ asks: null, settings: { range: { low: 55, high: 72 } } });
    strike(childs, 67, 10);
    await until("the note after the re-plug", () => heard("child off 67"));
    expect(notes()).toEqual([
      "therapist on 48 60",
      "therapist off 48",
      "child on 60 64",
      "child off 60",
      "child on 64 96",
      "child off 64",
      "child on 67 32",
      "child off 67",
    ]);
    const late = room.freshHits().flatMap(({ behind }) => (behind === null ? [] : [behind]));
    expect(late.length).toBeGreaterThan(0);
    expect(Math.min(...late)).toBe(0);
    await childs.unplug();
    await mine.unplug();
  });

  test("the pedal of a keyboard holds its notes where the rule says so", async () => {
    const { room, here, heard, notes } = openInstruments();
    const keyboard = await plugInKeyboard("Pedal Piano");
    await until("the keyboard", () => here("Pedal Piano"));
    room.set("Pedal Piano", { sustain: { rule: "pedal" } });
    keyboard.send(0xb0, 64, 127);
    strike(keyboard, 60, 70);
    keyboard.send(0x90, 62, 70);
    await until("the second note", () => heard("child on 62 70"));
    keyboard.send(0xb0, 64, 0);
    await until("the end of the first", () => heard("child off 60"));
    keyboard.send(0x80, 62, 0);
    await until("the end of the second", () => heard("child off 62"));
    expect(notes()).toEqual(["child on 60 70", "child on 62 70", "child off 60", "child off 62"]);
    await keyboard.unplug();
  });
});
