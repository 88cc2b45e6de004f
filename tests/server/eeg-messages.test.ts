import { expect, test } from "vitest";
import { openSession } from "../../src/engine/session/session.ts";
import { viewOf } from "../../src/engine/session/view.ts";
import { LOOP_CHANGE, PROTOCOL_TAP } from "../../src/server/eeg-schema.ts";
import { act } from "../../src/server/panel-messages.ts";
import { RECORDED } from "../../src/server/recorded-settings.ts";
import { EEG } from "../helpers/brain-on-stage.ts";
import { openRoom } from "../helpers/open-room.ts";
import { SETTINGS } from "../helpers/stage.ts";

test("what is left out of a message stays out of its event", () => {
  expect(PROTOCOL_TAP.parse({ do: "start" })).toEqual({ do: "start", options: {} });
  expect(PROTOCOL_TAP.parse({ do: "start", options: { eyes: "closed", rounds: undefined } })).toEqual({
    do: "start",
    options: { eyes: "closed" },
  });
  expect(PROTOCOL_TAP.parse({ do: "skip" })).toEqual({ do: "skip" });
  expect(LOOP_CHANGE.parse({ on: true, dwell: 9_000 })).toEqual({ on: true, dwell: 9_000 });
});

test("a dwell under eight seconds, an unknown dimension and an unknown key are refused", () => {
  for (const wrong of [{ dwell: 7_999 }, { dimensions: ["mood"] }, { faster: true }, { condition: "off" }]) {
    expect(LOOP_CHANGE.safeParse(wrong).success).toBe(false);
  }
  expect(PROTOCOL_TAP.safeParse({ do: "start", options: { rounds: 9 } }).success).toBe(false);
});

test("a room without an EEG says so, and nothing else happens", async () => {
  const opened = await openRoom();
  for (const [name, value] of [
    ["eeg:protocol", { do: "start" }],
    ["eeg:loop", { on: true }],
    ["eeg:impedance", true],
    ["eeg:record", true],
    ["eeg:marker", "smile"],
  ] as const) {
    expect(act(opened.room, name, value)).toEqual({
      ok: false,
      error: `"${name}" was not done: this rig has no EEG.`,
    });
  }
  expect(opened.room.session.eeg).toBeNull();
  expect(opened.room.session.decisions).toEqual([]);
  await opened.close();
});

test("a room with an EEG does what they say, and sends the panel a view of it that is plain JSON", async () => {
  const opened = await openRoom({ eeg: { driver: "simulated-brain", name: "Brain" } });
  const { room } = opened;
  const view = () => viewOf(room.session, room.now()).eeg;
  room.start();
  for (const [name, value] of [
    ["eeg:impedance", true],
    ["eeg:protocol", { do: "start", options: { eyes: "closed", sham: false } }],
    ["eeg:loop", { on: true, dimensions: ["loudness"] }],
    ["eeg:marker", "first smile"],
  ] as const) {
    expect(act(room, name, value)).toEqual({ ok: true });
  }
  expect(view()).toMatchObject({
    impedance: false,
    notice: "Shows signal quality. Does not show feelings.",
    protocol: { stage: "ready", place: 0, silent: true, child: "Get ready" },
    loop: { on: true, dimensions: ["loudness"], condition: "contingent" },
  });
  expect(view()?.protocol?.blocks).toHaveLength(7);
  expect(JSON.parse(JSON.stringify(view()))).toEqual(view());
  expect(act(room, "eeg:protocol", { do: "stop" })).toEqual({ ok: true });
  expect(view()?.protocol?.stage).toBe("over");
  expect(act(room, "eeg:loop", { dwell: 1_000 })).toMatchObject({ ok: false });
  await opened.close();
});

test("a log from before there was an EEG is read as one without; one with an EEG keeps its settings", () => {
  const header = (settings: object) => JSON.parse(JSON.stringify({ rig: "test", settings, resources: "abc" }));
  const old = RECORDED.parse(header(SETTINGS));
  expect(openSession(old.settings).eeg).toBeNull();
  const recorded = RECORDED.parse(header({ ...SETTINGS, eeg: EEG }));
  expect(recorded.settings.eeg).toEqual(EEG);
});
