import { expect, onTestFinished, test } from "vitest";
import { newCard } from "../../src/server/children/child-card.ts";
import { Children } from "../../src/server/children/children.ts";
import { logBundle, Sayings } from "../../src/server/log-bundle.ts";
import { openRoom } from "../helpers/open-room.ts";

const CARD = {
  ...newCard("K-7F3"),
  nickname: "Rumpel.Stilz",
  interests: "water wheels",
  calming: "the blue blanket",
  reason: "seeks loud sounds",
  consent: { parents: { given: true, by: "Anna Mustermann, mother", on: "2026-11-01" } },
  goals: [
    {
      domain: "Turns",
      sentence: "Waits.",
      levels: ["a", "b", "c", "d", "e"],
      importance: 1,
      difficulty: 1,
      review: "",
    },
  ],
};

test("a log bundle holds what a fault needs, and nothing of any child", async () => {
  const open = await openRoom({ child: "K-7F3", profile: { name: "Rumpel.Stilz" } });
  onTestFinished(() => open.close());
  const children = new Children({ store: open.store, open: async () => {}, here: () => "practice", changed: () => {} });
  await children.save(CARD);
  open.room.start();
  open.room.hear({ kind: "note", text: "Looked at the water wheels." });
  open.room.instruments.pageDown("screen", 64, 70);
  open.room.instruments.pageUp("screen", 64);
  const sayings = new Sayings(3);
  for (const text of [
    "said too long ago",
    "At rumpel.stilz's limit: the loudness was held at the cap",
    'The session of K-7F3 was cut off ("K-7F3").',
    "The MIDI output stopped by itself and is being started again.",
  ])
    sayings.note(text);
  const bundle = logBundle({
    sayings,
    room: open.room,
    rig: open.room.rig,
    sessions: open.store.sessions(),
    disk: open.store.room(),
    audit: [{ at: "2026-11-29T10:00:00.000Z", what: "stop", who: "own", detail: "therapist", before: "x", hash: "y" }],
    names: [CARD.code, CARD.nickname, "practice"],
  });
  const read = JSON.parse(bundle);
  expect(read).toMatchObject({
    node: process.version,
    rig: { sounds: ["browser"], robot: null },
    session: { running: true, stopped: false },
    audit: [{ what: "stop", who: "own" }],
  });
  expect(read.said.map(({ text }: { text: string }) => text)).toEqual([
    "At (a child)'s limit: the loudness was held at the cap",
    'The session of (a child) was cut off ("(a child)").',
    "The MIDI output stopped by itself and is being started again.",
  ]);
  for (const word of ["K-7F3", "7F3", "Rumpel", "Stilz", "water", "blanket", "loud sounds", "Mustermann", "Waits."]) {
    expect(bundle.toLowerCase(), word).not.toContain(word.toLowerCase());
  }
});

test("a short name leaves other words alone", async () => {
  const open = await openRoom();
  onTestFinished(() => open.close());
  const sayings = new Sayings();
  sayings.note("Al plays; also the alarm of AL.");
  const parts = { room: open.room, rig: open.room.rig, sessions: [], disk: open.store.room(), audit: [] };
  const { said } = JSON.parse(logBundle({ ...parts, sayings, names: ["Al", ""] }));
  expect(said[0].text).toBe("(a child) plays; also the alarm of (a child).");
});
