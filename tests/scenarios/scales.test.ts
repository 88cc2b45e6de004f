import { describe, expect, test } from "vitest";
import type { Home } from "../../src/engine/music/home.ts";
import { pitchClass } from "../../src/engine/music/note.ts";
import { SCALE_NAMES, type ScaleChoice, stepsOf } from "../../src/engine/music/scales.ts";
import { TECHNIQUES } from "../../src/engine/partner/techniques.ts";
import { replay } from "../../src/engine/run/replay.ts";
import type { NoteOnCommand } from "../../src/engine/session/command.ts";
import { resources, Stage } from "../helpers/stage.ts";

const CHOICES: readonly ScaleChoice[] = [...SCALE_NAMES, [0, 1, 6], [0, 3, 4, 8, 11]];
const CARDS = TECHNIQUES.filter(({ card, ritual }) => card && !ritual).map(({ name }) => name);
const CHILDREN = ["two-hand pianist", "bursty", "steady drummer", "pad drummer", "echoer"];
const BAR_AT_MOST = 4 * (60_000 / 60);

const tonesOf = (home: { tonic: number; scale: ScaleChoice }) =>
  new Set(stepsOf(home.scale).map((step) => pitchClass(home.tonic + step)));

interface Asked {
  readonly note: NoteOnCommand;
  /** When it was asked for. */
  readonly askedAt: number;
}

/** The partner's notes with a pitch, as they were asked for. */
function asked(stage: Stage): Asked[] {
  return stage.log.flatMap(({ event, commands }) =>
    commands.flatMap((command) =>
      command.kind === "noteOn" && command.player === "partner" && command.voice !== "drum"
        ? [{ note: command, askedAt: event.at }]
        : [],
    ),
  );
}

/** Those of them that sounded: none was dropped by a release before it began. */
function sounded(stage: Stage): Asked[] {
  const drops = stage.log.flatMap(({ event, commands }) =>
    commands.some(({ kind }) => kind === "release" || kind === "silence") ? [event.at] : [],
  );
  return asked(stage).filter(
    ({ note, askedAt }) => !drops.some((at) => at > askedAt && at < note.at) || note.at <= askedAt,
  );
}

/** A card in one scale for a while, then in another, and then to its end. */
function playIn(card: string, place: number) {
  const before = { tonic: (5 * place + 3) % 12, scale: CHOICES[place % CHOICES.length] as ScaleChoice };
  const after = { tonic: (7 * place + 2) % 12, scale: CHOICES[(place + 4) % CHOICES.length] as ScaleChoice };
  const blend = 1 + (place % 4);
  const stage = new Stage({ technique: card, seed: place + 1, steering: { key: before, blend, mood: "sad" } });
  stage.start().pretend(CHILDREN[place % CHILDREN.length] as string, place, 18_000);
  stage.conductor.dispatch({ kind: "tap", tap: card === "change" ? "change" : "again" });
  stage.wait(9_000);
  const changedAt = stage.clock.now();
  stage.conductor.dispatch({ kind: "steer", change: { key: after } });
  stage.wait(18_000);
  stage.conductor.dispatch({ kind: "lastTime" });
  stage.wait(14_000);
  return { stage, before, after, blend, changedAt };
}

describe.each(CHOICES.map((choice, place) => [String(choice), place] as const))("in %s", (_, place) => {
  test("whatever the card, no note of the partner is outside; then another scale takes over by what both have", () => {
    let heard = 0;
    for (const [i, card] of CARDS.entries()) {
      const { stage, before, after, blend, changedAt } = playIn(card, place + CHOICES.length * i);
      const [old, next] = [tonesOf(before), tonesOf(after)];
      const common = new Set([...old].filter((tone) => next.has(tone)));
      const between = common.size >= 3 ? common : old;
      // A beat that was planned already is kept; of a turn, what is left is planned anew where it has to be.
      const planned = ({ askedAt, note }: Asked) => askedAt < changedAt && note.at < changedAt + 1_500;
      const says = `${card}: ${JSON.stringify({ before, after, blend })}`;
      let over = Number.POSITIVE_INFINITY;
      for (const one of sounded(stage)) {
        const { at, pitch } = one.note;
        const tone = pitchClass(pitch);
        heard++;
        if (at < changedAt || planned(one)) {
          expect(old, `${says}, before, at ${at}`).toContain(tone);
        } else if (at >= over || at >= changedAt + (blend + 1) * BAR_AT_MOST) {
          expect(next, `${says}, after, at ${at}`).toContain(tone);
        } else if (!between.has(tone)) {
          // The first note of the new scale's own: from now on nothing of the old one's.
          expect(next, `${says}, between, at ${at}`).toContain(tone);
          over = at;
        }
      }
      const { partner } = stage.conductor.session;
      expect(partner.blend, says).toBeNull();
    }
    expect(heard).toBeGreaterThan(1_000);
  });
});

describe("one scale gives way to another", () => {
  const C: Home = { tonic: 0, scale: "major" };
  const E: Home = { tonic: 4, scale: "majorPentatonic" };

  test.each([1, 2, 3, 4])("over %i bars of a kept beat, and the new one comes on a bar line", (blend) => {
    const stage = new Stage({ technique: "ground", steering: { key: C, blend, tempo: 96 } }).start().wait(11_300);
    stage.conductor.dispatch({ kind: "steer", change: { key: E } });
    const changedAt = stage.clock.now();
    stage.wait(16_000);
    // C major and E major pentatonic share E and B alone: C major holds until the bar line.
    const first = sounded(stage).find(({ note }) => [6, 8, 1].includes(pitchClass(note.pitch)));
    const lineAt = first?.note.at ?? 0;
    const beats = [
      ...new Set(
        sounded(stage)
          .filter(({ note }) => note.voice === "bass")
          .map(({ note }) => note.at),
      ),
    ];
    const bar = 4 * (60_000 / 96);
    expect(lineAt - changedAt).toBeGreaterThan((blend - 1) * bar);
    expect(lineAt - changedAt).toBeLessThanOrEqual(blend * bar + 300);
    expect((lineAt - (beats[0] ?? 0)) / bar).toBeCloseTo(Math.round((lineAt - (beats[0] ?? 0)) / bar), 1);
    for (const { note } of sounded(stage).filter(({ note }) => note.at >= lineAt)) {
      expect([4, 6, 8, 11, 1]).toContain(pitchClass(note.pitch));
    }
  });

  test("the panel is told the new scale, and when it comes", () => {
    const stage = new Stage({ technique: "ground", steering: { key: C } }).start().wait(10_000);
    expect(stage.view.scale).toMatchObject({ tonic: 0, name: "major", follows: false, comesAt: null });
    stage.conductor.dispatch({ kind: "steer", change: { key: { tonic: 2, scale: [0, 3, 7] } } });
    const { scale } = stage.view;
    expect(scale).toMatchObject({ tonic: 2, name: null, steps: [0, 3, 7] });
    expect(scale.comesAt).toBeGreaterThan(stage.clock.now());
    stage.wait(12_000);
    expect(stage.view.scale.comesAt).toBeNull();
  });

  test("a turn that is under way goes on in what both have", () => {
    const stage = new Stage({ seed: 3, steering: { key: C, blend: 4 } }).start();
    const phrase = Array.from(
      { length: 16 },
      (_, i) => [i * 400, 300, [60, 62, 64, 65, 67, 71, 69, 65][i % 8] ?? 60] as const,
    );
    stage.play(phrase);
    while (stage.conductor.session.partner.state !== "playing") stage.wait(50);
    stage.wait(600);
    const changedAt = stage.clock.now();
    stage.conductor.dispatch({ kind: "steer", change: { key: { tonic: 7, scale: "majorPentatonic" } } });
    stage.wait(9_000);
    const later = stage.partnerNotes.filter(({ onset }) => onset > changedAt);
    expect(later.length).toBeGreaterThan(3);
    for (const { pitch } of later) expect([7, 9, 11, 2, 4]).toContain(pitchClass(pitch));
    expect(stage.conductor.session.partner.spaceEndsAt).not.toBeNull();
  });

  test("Undo goes back over bars as well, and following the child is come to in the same way", () => {
    const stage = new Stage({ technique: "ground", steering: { key: C, blend: 1 } }).start().wait(10_000);
    stage.conductor.dispatch({ kind: "steer", change: { key: { tonic: 1, scale: "phrygian" } } });
    stage.wait(6_000);
    stage.conductor.dispatch({ kind: "undo" });
    expect(stage.view.scale).toMatchObject({ tonic: 0, name: "major" });
    expect(stage.view.scale.comesAt).not.toBeNull();
    stage.wait(6_000);
    const undone = stage.clock.now();
    stage.wait(4_000);
    for (const { note } of sounded(stage).filter(({ note }) => note.at > undone)) {
      expect([0, 2, 4, 5, 7, 9, 11]).toContain(pitchClass(note.pitch));
    }
    stage.conductor.dispatch({ kind: "steer", change: { key: null } });
    stage.wait(6_000);
    expect(stage.view.scale).toMatchObject({ follows: true, comesAt: null, mayLock: false });
  });

  test("before the session begins, and between homes as they were before there were scales, nothing gives way", () => {
    const stage = new Stage({ technique: "ground" });
    stage.conductor.dispatch({ kind: "steer", change: { key: C } });
    expect(stage.view.scale.comesAt).toBeNull();
    const old = new Stage({ technique: "ground", steering: { key: { tonic: 0, mode: "major" } } }).start().wait(9_000);
    old.conductor.dispatch({ kind: "steer", change: { key: { tonic: 5, mode: "minor" } } });
    expect(old.view.scale).toMatchObject({ tonic: 5, name: "minor", comesAt: null });
  });
});

test("songs are in their own key, whatever scale is set: they are known by their notes", () => {
  for (const card of ["hello", "goodbye"]) {
    const pitches = (key: Home | null) => {
      const stage = new Stage({ technique: card, steering: { key } }).start().wait(40_000);
      return stage.partnerNotes.map(({ pitch }) => pitch);
    };
    expect(pitches({ tonic: 1, scale: "hirajoshi" })).toEqual(pitches(null));
  }
});

test("what Change and Reflect make of a key stays in the scale that is set", () => {
  const stage = new Stage({ technique: "reflect", steering: { key: { tonic: 0, scale: "major" }, mood: "sad" } });
  stage.start().wait(8_000);
  expect(stage.conductor.session.partner.harmony.key).toEqual({ tonic: 9, mode: "minor", scale: "minor" });
  const dorian = new Stage({ technique: "reflect", steering: { key: { tonic: 2, scale: "dorian" }, mood: "playful" } });
  dorian.start().wait(8_000);
  expect(dorian.conductor.session.partner.harmony.key).toEqual({ tonic: 2, mode: "minor", scale: "dorian" });
});

test("a session with scales, changes of them and locked keys is replayed byte for byte", () => {
  const stage = new Stage({ seed: 11, technique: "follow", steering: { key: { tonic: 4, scale: "hirajoshi" } } });
  stage.start().pretend("two-hand pianist", 5, 20_000);
  for (const [i, choice] of CHOICES.entries()) {
    stage.conductor.dispatch({ kind: "steer", change: { key: { tonic: i % 12, scale: choice }, blend: 1 + (i % 4) } });
    stage.conductor.dispatch({
      kind: "steer",
      change: { lock: (["nearest", "only", "off"] as const)[i % 3] as "off" },
    });
    if (i % 4 === 1) stage.conductor.dispatch({ kind: "technique", technique: CARDS[i] ?? "answer" });
    stage.wait(9_000);
  }
  stage.conductor.dispatch({ kind: "undo" });
  stage.conductor.dispatch({ kind: "steer", change: { key: null } });
  stage.wait(10_000);
  const found = replay(stage.settings, stage.lines, resources());
  expect(found.commands).toBeGreaterThan(500);
  expect(found.difference).toBeNull();
});
