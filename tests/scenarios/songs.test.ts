import { describe, expect, test } from "vitest";
import { pitchOf } from "../../src/engine/music/note.ts";
import { GOODBYE, HELLO } from "../../src/engine/partner/songs.ts";
import { CHARACTERS } from "../../src/hardware/child/character.ts";
import { Stage } from "../helpers/stage.ts";

const SONGS = { hello: HELLO, goodbye: GOODBYE } as const;
type Name = keyof typeof SONGS;

/** Pitches, onsets from the first, and lengths of a song as it sounded. */
function sung(stage: Stage) {
  const notes = stage.partnerNotes;
  const start = notes[0]?.onset ?? 0;
  return notes.map(({ onset, end, pitch, voice }) => [
    Math.round(onset - start),
    Math.round(end - onset),
    pitch,
    voice,
  ]);
}

const alone = (technique: Name) => new Stage({ technique }).start().wait(60_000);

describe.each(["hello", "goodbye"] as const)("the %s song", (technique) => {
  test("is the same whatever the child plays, whoever leads and whatever the seed", () => {
    const written = sung(alone(technique));
    for (const [i, { name }] of CHARACTERS.entries()) {
      const steering = { leads: 0.2 + 0.1 * (i % 8), busy: i % 6, tempo: i % 2 ? 120 : null, register: (i % 3) - 1 };
      const stage = new Stage({ technique, seed: i, steering }).start().pretend(name, i, 60_000);
      expect(sung(stage)).toEqual(written);
    }
  });

  test("keeps its tempo to the millisecond and its key", () => {
    const { tempo, key } = SONGS[technique];
    const notes = alone(technique).partnerNotes;
    const start = notes[0]?.onset ?? 0;
    for (const { onset, pitch } of notes) {
      const halves = ((onset - start) * tempo * 2) / 60_000;
      expect(Math.abs(halves - Math.round(halves))).toBeLessThan(0.01);
      expect([0, 2, 4, 5, 7, 9, 11]).toContain((pitch - key.tonic + 120) % 12);
    }
  });

  test("leaves each gap to the child: no melody begins in it", () => {
    const stage = alone(technique);
    const gaps = stage.moments.filter(({ state }) => state === "space");
    expect(gaps.length).toBe(2);
    for (const { at, spaceEndsAt } of gaps) {
      const into = stage.partnerNotes.filter(
        ({ onset, voice }) => voice === "melody" && onset > at && onset < (spaceEndsAt ?? 0) - 1,
      );
      expect(into).toEqual([]);
    }
  });

  test("is softer while the child plays over it, and ends in silence", () => {
    const stage = new Stage({ technique })
      .start()
      .wait(4_000)
      .play([[0, 300, 72]]);
    const levels = stage.log.flatMap(({ commands }) =>
      commands.filter((command) => command.kind === "level" && command.player === "partner"),
    );
    expect(levels[0]).toMatchObject({ level: -6, over: 150 });
    stage.wait(60_000);
    expect(stage.view.partner).toBe("silent");
    const count = stage.partnerNotes.length;
    stage.play([[0, 300, 72]]).wait(120_000);
    expect(stage.partnerNotes).toHaveLength(count);
  });

  test("is sung again from the beginning when the therapist taps", () => {
    const stage = alone(technique);
    const once = stage.partnerNotes.length;
    stage.conductor.dispatch({ kind: "tap", tap: "again" });
    expect(stage.wait(60_000).partnerNotes).toHaveLength(2 * once);
  });
});

test("the last note of goodbye is given to the child: the melody stops over the home note", () => {
  const stage = alone("goodbye");
  const melody = stage.partnerNotes.filter(({ voice }) => voice === "melody");
  expect(melody.at(-1)?.pitch).toBe(pitchOf("G4"));
  expect(stage.view.decisions.map(({ text }) => text)).toContain("The last note is the child's");
});
