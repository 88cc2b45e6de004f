import { expect, onTestFinished, test } from "vitest";
import { systemClock } from "../../src/hardware/system-clock.ts";
import { newCard } from "../../src/server/children/child-card.ts";
import { House } from "../../src/server/house.ts";
import { act } from "../../src/server/panel-messages.ts";
import { PanelServer } from "../../src/server/panel-server.ts";
import { parseRig } from "../../src/server/rig.ts";
import { openStore } from "../../src/server/store/store.ts";
import { temporaryFolder } from "../helpers/temporary-folder.ts";

const RIG = parseRig({ name: "test", seed: 1, sounds: [{ driver: "browser" }] }, "test");

async function openHouse() {
  const folder = temporaryFolder();
  const store = await openStore({ folder, onTrouble: () => {} });
  const panel = new PanelServer();
  const parts = { rig: RIG, rigFile: null, clock: systemClock, store, panel, interrupted: null };
  const house = new House({ ...parts, say: () => {} });
  onTestFinished(async () => {
    await house.close();
    await panel.close();
    await store.close();
  });
  return house;
}
const FOUND = {
  readings: [
    { velocity: 32, level: 58 },
    { velocity: 64, level: 70 },
  ],
  approximate: true,
  noise: 72,
  volume: 6,
};

test("what a person measured lowers the cap of this child and the next, until it is forgotten", async () => {
  const house = await openHouse();
  expect(house.room.session.settings.profile.velocityCap).toBe(80);
  expect(await act(house.room, "loudness:keep", FOUND)).toEqual({ ok: true });
  expect(house.room.loudness).toMatchObject({ state: "measured", approximate: true, volume: 6 });
  expect(house.room.session.settings.profile.velocityCap).toBe(53);
  await house.openFor({ ...newCard("K-7F3"), nickname: "Sam" });
  expect(house.room.session.settings.profile).toMatchObject({ name: "Sam", velocityCap: 53 });
  house.room.start();
  expect(await act(house.room, "loudness:keep", FOUND)).toMatchObject({ ok: false });
  house.room.hear({ kind: "finish" });
  expect(await act(house.room, "loudness:keep", { ...FOUND, readings: [] })).toMatchObject({ ok: false });
  expect(await act(house.room, "loudness:keep", null)).toEqual({ ok: true });
  expect(house.room.rig.child).toBe("K-7F3");
  expect(house.room.session.settings.profile.velocityCap).toBe(80);
});

test("what a child does not like is off by every way to it", async () => {
  const house = await openHouse();
  const card = newCard("K-7F3");
  const { blockedPrograms } = card.limits;
  await house.openFor({ ...card, limits: { ...card.limits, blockedPrograms: [...blockedPrograms, 12, 46] } });
  expect(house.room.session.sounds.child).toBe("piano");
  await act(house.room, "sound:set", { player: "child", sound: "harp" });
  expect(house.room.session.sounds.child).toBe("piano");
  await act(house.room, "sound:set", { player: "child", sound: "guitar" });
  expect(house.room.session.sounds.child).toBe("guitar");
  expect(await act(house.room, "sound:set", { player: "child", sound: "whistle" })).toMatchObject({ ok: false });
});

test("the output that was chosen is kept, and what was measured is that output's own", async () => {
  const house = await openHouse();
  await act(house.room, "loudness:keep", FOUND);
  expect(await act(house.room, "output:set", "midi")).toEqual({ ok: true });
  expect(house.room.output).toBe("midi");
  expect(house.room.loudness.state).toBe("none");
  await act(house.room, "output:set", "browser");
  expect(house.room.loudness.state).toBe("measured");
});
