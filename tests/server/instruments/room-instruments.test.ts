import { describe, expect, test } from "vitest";
import type { InstrumentSettings } from "../../../src/engine/instruments/instrument-settings.ts";
import { USUAL_INSTRUMENT } from "../../../src/engine/instruments/instrument-settings.ts";
import { Conductor } from "../../../src/engine/run/conductor.ts";
import { Lookahead } from "../../../src/engine/run/lookahead.ts";
import type { SessionEvent } from "../../../src/engine/session/event.ts";
import { SimulatedClock } from "../../../src/engine/time/clock.ts";
import { RoomInstruments } from "../../../src/server/instruments/room-instruments.ts";
import { resources, SETTINGS } from "../../helpers/stage.ts";

type Kept = Readonly<Record<string, InstrumentSettings>>;

/** A room's instruments in simulated time, and what a driver tells of a device. */
function openInstruments(kept: Kept = {}) {
  const clock = new SimulatedClock();
  const events: SessionEvent[] = [];
  const settings = { ...SETTINGS, instruments: kept, therapistSound: true };
  const conductor = new Conductor(settings, resources(), clock, 0, new Lookahead(clock, [], 0), (event) =>
    events.push(event),
  );
  const written: Kept[] = [];
  const room = new RoomInstruments({ conductor, kept, keep: (instruments) => written.push(instruments) });
  const plug = (device: string, expected = true, instrument: "keys" | "pads" = "keys") =>
    room.listener.plugged?.({ device, player: "child", instrument, expected });
  const hit = (device: string, pitch = 60, velocity = 70) => {
    const at = clock.now();
    room.listener.noteOn({ at, player: "child", device, pitch, velocity });
    room.listener.noteOff({ at, player: "child", device, pitch });
    clock.advance(200);
  };
  const players = () => events.flatMap((event) => (event.kind === "noteOn" ? [event.player] : []));
  const known = (device: string) => room.picture().instruments.find((one) => one.device === device);
  return { room, clock, events, written, plug, hit, players, known };
}

describe("a device that is plugged in", () => {
  test("plays as the rig says where it was expected", () => {
    const { plug, hit, players, known } = openInstruments();
    plug("Digital Piano");
    hit("Digital Piano");
    expect(players()).toEqual(["child"]);
    expect(known("Digital Piano")).toMatchObject({ connected: true, asks: null, kind: "midi" });
  });

  test("is silent and asked about where it was not; yes holds, and is not kept", () => {
    const { room, plug, hit, players, known, written } = openInstruments();
    plug("nanoPAD2 MIDI 1", false);
    hit("nanoPAD2 MIDI 1");
    expect([players(), known("nanoPAD2 MIDI 1")?.asks]).toEqual([[], "pads"]);
    room.answer("nanoPAD2 MIDI 1", "yes");
    hit("nanoPAD2 MIDI 1");
    expect([players(), known("nanoPAD2 MIDI 1")]).toMatchObject([
      ["child"],
      { asks: null, settings: { player: "child", playedAs: "pads" } },
    ]);
    expect(written).toEqual([]);
    expect(() => room.answer("nanoPAD2 MIDI 1", "yes")).toThrow(/nobody asks/);
  });

  test("no leaves it silent and asks no more; always is kept", () => {
    const { room, plug, hit, players, known, written } = openInstruments();
    plug("Keys", false);
    plug("Drum Pad", false);
    room.answer("Keys", "no");
    room.answer("Drum Pad", "always");
    hit("Keys");
    hit("Drum Pad");
    expect(players()).toEqual(["child"]);
    expect(known("Keys")?.asks).toBeNull();
    expect(written.map((kept) => Object.keys(kept))).toEqual([["Drum Pad"]]);
  });

  test("keeps its map when it is pulled and comes back, and its notes end with the cable", () => {
    const { room, clock, events, plug, known } = openInstruments();
    plug("Keys");
    room.set("Keys", { range: { low: 48, high: 72 } });
    room.listener.noteOn({ at: clock.now(), player: "child", device: "Keys", pitch: 60, velocity: 50 });
    room.listener.unplugged?.({ device: "Keys" });
    expect(known("Keys")?.connected).toBe(false);
    expect(events.at(-1)).toMatchObject({ kind: "noteOff", pitch: 60 });
    plug("Keys", false);
    expect(known("Keys")).toMatchObject({ connected: true, asks: null, settings: { range: { low: 48, high: 72 } } });
  });

  test("that was kept is what it was, however it is plugged in, and stands in the list before", () => {
    const kept = { "Digital Piano": { ...USUAL_INSTRUMENT, player: "therapist" } as const };
    const { plug, hit, players, known } = openInstruments(kept);
    expect(known("Digital Piano")).toMatchObject({ connected: false, asks: null });
    plug("Digital Piano", false);
    hit("Digital Piano");
    expect(players()).toEqual(["therapist"]);
  });
});

describe("play now", () => {
  test("the next key decides whose its device is, before it sounds, and is kept", () => {
    const { room, plug, hit, players, written } = openInstruments();
    plug("Child's keys");
    plug("My keys");
    room.playNow("therapist");
    expect(room.picture().playNow).toBe("therapist");
    hit("My keys");
    hit("Child's keys");
    hit("My keys");
    expect(players()).toEqual(["therapist", "child", "therapist"]);
    expect(room.picture().playNow).toBeNull();
    expect(written.at(-1)).toMatchObject({ "My keys": { player: "therapist" } });
  });

  test("answers the question about a new device, and is over after half a minute", () => {
    const { room, clock, plug, hit, players, known } = openInstruments();
    plug("Keys", false);
    room.playNow("child");
    clock.advance(31_000);
    expect(room.fresh()?.playNow).toBeNull();
    hit("Keys");
    expect(players()).toEqual([]);
    room.playNow("child");
    hit("Keys");
    expect([players(), known("Keys")?.asks]).toEqual([["child"], null]);
  });
});

test("keys of a page are an instrument too: a switch plays the scale on any of them", () => {
  const { room, events } = openInstruments();
  room.set("Child's screen", { playedAs: "scaleSwitch" });
  for (const pitch of [60, 72, 60]) {
    room.pageDown("childScreen", pitch, 64);
    room.pageUp("childScreen", pitch);
  }
  const pitches = events.flatMap((event) => (event.kind === "noteOn" ? [event.pitch] : []));
  expect(pitches).toEqual([60, 62, 64]);
});

test("two pages that hold one key end its note once", () => {
  const { room, events } = openInstruments();
  room.pageDown("screen", 60, 64);
  room.pageDown("computer", 60, 64);
  room.pageUp("screen", 60);
  room.pageUp("computer", 60);
  room.pageUp("computer", 60);
  expect(events.map(({ kind }) => kind)).toEqual(["noteOn", "noteOff", "noteOn", "noteOff"]);
});

test("three hits set the curve; ones that do not rise are refused in words", () => {
  const { room, plug, hit, events } = openInstruments();
  plug("Pads");
  expect(() => room.fit("Pads", { soft: 40, medium: 30, hard: 90 })).toThrow(/soft, then medium, then hard/);
  room.fit("Pads", { soft: 12, medium: 25, hard: 60 });
  for (const velocity of [12, 25, 60]) hit("Pads", 60, velocity);
  const velocities = events.flatMap((event) => (event.kind === "noteOn" ? [event.velocity] : []));
  expect(velocities).toEqual([32, 64, 96]);
  expect(() => room.fit("Flute", { soft: 1, medium: 2, hard: 3 })).toThrow();
  expect(() => room.set("Flute", {})).toThrow(/no such instrument/);
});

test("the panel hears of every key, what became of it, and how late it was", () => {
  const { room, clock, plug } = openInstruments();
  plug("Pads");
  room.set("Pads", { deadZone: 20 });
  const at = clock.now();
  room.listener.noteOn({ at, player: "child", device: "Pads", pitch: 36, velocity: 10, pad: true, behind: 0.4 });
  room.listener.noteOn({ at, player: "child", device: "Pads", pitch: 38, velocity: 50, pad: true });
  room.listener.noteOff({ at, player: "child", device: "Pads", pitch: 38, pad: true });
  expect(room.freshHits()).toMatchObject([
    { device: "Pads", key: 36, pad: true, velocity: 10, played: null, why: "tooSoft", behind: 0.4 },
    { key: 38, velocity: 50, played: 50, why: null, behind: null },
    { key: 38, velocity: 0, played: null, why: null },
  ]);
  expect(room.freshHits()).toEqual([]);
});

test("a pretend child plays as it says itself", () => {
  const { room, players } = openInstruments();
  const note = { at: 0, player: "child", device: "Pretend child", pitch: 60 } as const;
  room.listener.noteOn({ ...note, velocity: 60 });
  expect(players()).toEqual(["child"]);
});
