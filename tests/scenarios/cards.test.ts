import { describe, expect, test } from "vitest";
import type { Key } from "../../src/engine/music/key.ts";
import { levelOf } from "../../src/engine/music/level.ts";
import { pitchClass, pitchName } from "../../src/engine/music/note.ts";
import { inScale, MAJOR, type Scale } from "../../src/engine/music/scale.ts";
import { onsetsABeat } from "../../src/engine/partner/busy.ts";
import { Draws, seeded } from "../../src/engine/random.ts";
import { CHARACTERS } from "../../src/hardware/child/character.ts";
import { onEachBeat, playBeat, watchBeats } from "../helpers/beats.ts";
import { Stage } from "../helpers/stage.ts";

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
/** What the partner decided, in order. */
const decisions = (stage: Stage) => stage.view.decisions.map(({ text }) => text);

/** A child that plays notes on and on, by a rule: pitch, velocity and the time to the next, from the number of the note. */
function playOn(
  stage: Stage,
  span: number,
  note: (number: number) => [pitch: number, velocity: number, interval: number],
): void {
  const end = stage.clock.now() + span;
  let number = 0;
  const strike = () => {
    const at = stage.clock.now();
    if (at >= end) return;
    const [pitch, velocity, interval] = note(number++);
    const key = { player: "child", device: "keys", pitch } as const;
    stage.conductor.dispatch({ kind: "noteOn", ...key, velocity });
    stage.clock.at(at + 0.7 * interval, () => stage.conductor.dispatch({ kind: "noteOff", ...key }));
    stage.clock.at(at + interval, strike);
  };
  stage.clock.at(stage.clock.now(), strike);
}

describe("how busy", () => {
  test.each([1, 2, 3, 4, 5])("%i: so many onsets a beat as the panel says", (busy) => {
    const stage = new Stage({ technique: "ground", steering: { busy, tempo: 96 } }).start().wait(20_000);
    const onsets = new Set(
      stage.partnerNotes.filter(({ onset }) => onset >= 10_000).map(({ onset }) => Math.round(onset)),
    );
    expect(onsets.size / ((10_000 * 96) / 60_000)).toBeCloseTo(onsetsABeat(busy), 0.5);
  });

  test("0: a drone of root and fifth, never silent", () => {
    const stage = new Stage({ technique: "ground", steering: { busy: 0 } }).start().wait(20_000);
    const notes = stage.partnerNotes.filter(({ onset }) => onset > 6_000);
    expect(new Set(notes.map(({ pitch }) => pitchName(pitch)))).toEqual(new Set(["C3", "G3"]));
    for (let at = 8_500; at < 18_000; at += 50) {
      expect(notes.some(({ onset, end }) => onset <= at && end > at)).toBe(true);
    }
  });

  test("a change comes step by step: within a second never more than half a step", () => {
    const stage = new Stage({ technique: "ground", steering: { busy: 1 } }).start().wait(8_000);
    stage.conductor.dispatch({ kind: "steer", change: { busy: 5 } });
    for (let second = 1; second <= 8; second++) {
      stage.wait(1_000);
      expect(stage.conductor.session.partner.sounding.busy).toBeLessThanOrEqual(1 + 0.5 * (second + 1));
    }
    stage.wait(2_000);
    expect(stage.conductor.session.partner.sounding.busy).toBe(5);
  });
});

describe("the voices", () => {
  test("every layer fades in over a second or more", () => {
    const stage = new Stage({ technique: "ground" }).start().wait(12_000);
    const notes = stage.partnerNotes;
    const full = Math.max(...notes.map(({ velocity }) => velocity));
    const [first] = notes;
    for (const note of notes.filter(({ onset }) => onset < (first?.onset ?? 0) + 1_000)) {
      expect(levelOf(note.velocity)).toBeLessThanOrEqual(levelOf(full) - 6);
    }
  });

  const runs = CHARACTERS.flatMap(({ name }, place) => [[name, place + 1] as const]);
  test.each(runs)(
    "%s: in one scale with the child, no melody before the first phrase, nothing composed on a key press",
    (name, seed) => {
      for (const card of ["ground", "follow"]) {
        const stage = new Stage({ technique: card, seed });
        const keys: string[] = [];
        onEachBeat(stage, ({ harmony }, planned) => {
          keys.push(`${harmony.key.tonic} ${harmony.key.mode}`);
          for (const { pitch, voice } of planned) {
            if (voice !== "drum") expect(inScale(harmony.scale, pitch - harmony.key.tonic)).toBe(true);
          }
        });
        stage.start().pretend(name, seed, 120_000);
        const phraseAt = stage.log.find(
          ({ event, commands }) => event.kind === "wake" && event.name === "phraseEnds" && commands.length > 0,
        )?.event.at;
        for (const { event, commands } of stage.log) {
          if (event.kind !== "noteOn") continue;
          expect(commands.filter((command) => command.kind === "noteOn" && command.player === "partner")).toEqual([]);
        }
        for (const { onset, voice } of stage.partnerNotes) {
          if (voice === "melody") expect(onset).toBeGreaterThan(phraseAt ?? Number.POSITIVE_INFINITY);
        }
        // A home is a home: it is not left at every turn of the child.
        const moves = keys.filter((key, i) => i > 0 && key !== keys[i - 1]).length;
        expect(moves, card).toBeLessThanOrEqual(6);
        const last = stage.conductor.session.partner.harmony;
        // What the key is judged by while it holds: the last notes that are remembered, not what was played before a change.
        const child = stage.childOnsets.filter(({ pad, at }) => !pad && at > 60_000).slice(-64);
        const share = (key: Key, scale: Scale) =>
          child.filter(({ pitch }) => inScale(scale, pitch - key.tonic)).length / child.length;
        const fits = Array.from({ length: 12 }, (_, tonic) => share({ tonic, mode: "major" }, MAJOR));
        // Some children play in no key.
        if (child.length < 20 || Math.max(...fits) < 0.9) continue;
        expect(share(last.key, last.scale), card).toBeGreaterThanOrEqual(0.85);
      }
    },
  );

  test("in a set key all is in its scale; another key is gone to on a bar line", () => {
    const stage = new Stage({ technique: "follow", steering: { key: { tonic: 2, mode: "major" } } }).start();
    stage.pretend("two-hand pianist", 3, 60_000);
    const inD = [2, 4, 6, 7, 9, 11, 1];
    for (const { pitch, voice } of stage.partnerNotes) if (voice !== "drum") expect(inD).toContain(pitchClass(pitch));
  });

  test("chords go by small steps: no voice moves more than a fourth, most a second or less", () => {
    const stage = new Stage({ technique: "follow", seed: 4 }).start();
    const moves: number[] = [];
    let before = stage.conductor.session.partner.harmony.voicing;
    stage.pretend("two-hand pianist", 4, 500);
    for (let beat = 0; beat < 400; beat++) {
      stage.wait(300);
      const { voicing } = stage.conductor.session.partner.harmony;
      if (before.length > 0 && voicing !== before)
        for (const [i, pitch] of voicing.entries()) moves.push(Math.abs(pitch - (before[i] ?? pitch)));
      before = voicing;
    }
    expect(Math.max(...moves)).toBeLessThanOrEqual(5);
    expect(mean(moves)).toBeLessThanOrEqual(2);
    expect(new Set(moves).size).toBeGreaterThan(1);
  });
});

describe("Hold", () => {
  test.each([1, 2, 3])(
    "0.9–1.0 of the child's tempo, 3 dB under the child, one onset a beat, and stable; seed %i",
    (seed) => {
      const tempo = 90 + 8 * seed;
      const stage = new Stage({ technique: "hold", seed }).start();
      playBeat(stage, { tempo, jitter: 0.05, seed, length: 120 });
      stage.wait(60_000);
      const ratio = (stage.view.tempo.partner ?? 0) / tempo;
      expect(ratio).toBeGreaterThanOrEqual(0.9);
      expect(ratio).toBeLessThanOrEqual(1);
      const { level } = stage.conductor.session.partner.sounding;
      expect(level).toBeCloseTo(levelOf(64) - 3, 0);
      expect(
        stage.heard.some((command) => command.kind === "level" && command.player === "partner" && command.level < 0),
      ).toBe(false);
    },
  );

  test("a whirlwind does not move it", () => {
    const stage = new Stage({ technique: "hold", seed: 2 }).start();
    const draws = new Draws(seeded(2, "wild"));
    playOn(stage, 60_000, () => [draws.whole(60, 84), draws.whole(30, 120), draws.between(80, 900)]);
    stage.wait(20_000);
    const levels: number[] = [];
    const tempos: number[] = [];
    for (let look = 0; look < 40; look++) {
      stage.wait(1_000);
      levels.push(stage.conductor.session.partner.sounding.level);
      tempos.push(stage.view.tempo.partner ?? 0);
    }
    expect(Math.max(...levels) - Math.min(...levels)).toBeLessThanOrEqual(4);
    expect(Math.max(...tempos) / Math.min(...tempos)).toBeLessThanOrEqual(1.1);
  });
});

describe("Synchronise", () => {
  test.each([80, 100, 120])("on the child's onsets at %i BPM, and never on the child's own pitch class", (tempo) => {
    const stage = new Stage({ technique: "synchronise" }).start();
    playBeat(stage, { tempo, jitter: 0.03, seed: 5, length: 90 });
    stage.wait(45_000);
    const melody = stage.partnerNotes.filter(({ voice, onset }) => voice === "melody" && onset > 25_000);
    const child = stage.childOnsets.filter(({ at }) => at > 26_000 && at < 44_000);
    const met = child.filter(({ at }) => melody.some(({ onset }) => Math.abs(onset - at) <= 70));
    expect(met.length / child.length).toBeGreaterThanOrEqual(0.85);
    for (const { pitch } of melody) expect(pitchClass(pitch)).not.toBe(0);
  });

  test("a child too uneven to be foretold is grounded", () => {
    const stage = new Stage({ technique: "synchronise" }).start();
    const draws = new Draws(seeded(3, "uneven"));
    playOn(stage, 40_000, () => [60, 64, draws.between(200, 1_500)]);
    stage.wait(40_000);
    const { layers } = stage.conductor.session.partner.sounding;
    expect(layers.pulse).toBeGreaterThan(0.5);
  });
});

describe("Centre", () => {
  /** The pitch classes of the drone between two times. */
  const drone = (stage: Stage, from: number, to: number) =>
    new Set(
      stage.partnerNotes.filter(({ onset }) => onset >= from && onset < to).map(({ pitch }) => pitchClass(pitch)),
    );

  test("root and fifth alone; after 8 s the tone that the child uses most is the home", () => {
    const stage = new Stage({ technique: "centre" }).start().wait(4_000);
    playOn(stage, 40_000, (number) => [number % 4 === 3 ? 71 : 67, 60, 500]);
    stage.wait(40_000);
    expect(drone(stage, 0, 11_500)).toEqual(new Set([0, 7]));
    expect(drone(stage, 17_000, 44_000)).toEqual(new Set([7, 2]));
    expect(decisions(stage)).toContain("Moves its home to the tone that the child uses most");
  });

  test("a set home stays", () => {
    const stage = new Stage({ technique: "centre", steering: { key: { tonic: 5, mode: "major" } } }).start();
    playOn(stage, 40_000, () => [67, 60, 500]);
    stage.wait(40_000);
    expect(drone(stage, 0, 40_000)).toEqual(new Set([5, 0]));
  });
});

describe("Reflect", () => {
  test("sounds as the mood that was tapped, and differently for each; without one it only keeps a beat", () => {
    const heard = ([null, "calm", "sad", "playful", "cross"] as const).map((mood) => {
      const stage = new Stage({ technique: "reflect", steering: { mood } }).start();
      playOn(stage, 30_000, (number) => [[60, 64, 67, 72][number % 4] ?? 60, 64, 500]);
      stage.wait(30_000);
      const { harmony, sounding } = stage.conductor.session.partner;
      return { mode: harmony.key.mode, busy: sounding.busy, level: sounding.level, register: sounding.register };
    });
    const [none, calm, sad, playful, cross] = heard;
    expect([calm?.mode, sad?.mode, playful?.mode, cross?.mode]).toEqual(["major", "minor", "major", "minor"]);
    expect(none?.busy).toBe(2);
    expect(playful?.busy).toBeGreaterThan(calm?.busy ?? 9);
    expect(cross?.level).toBeGreaterThan(sad?.level ?? 9);
    expect(playful?.register).toBeGreaterThan(cross?.register ?? 9);
  });
});

describe("Incorporate", () => {
  test("the child's motif comes again in its scale, every four bars, and the decision says so", () => {
    const stage = new Stage({
      technique: "incorporate",
      steering: { tempo: 100, key: { tonic: 0, mode: "major" } },
    }).start();
    stage.wait(3_000);
    for (let time = 0; time < 2; time++) {
      stage.play([60, 67, 64, 71].map((pitch, i) => [600 * i, 400, pitch] as const)).wait(2_000);
    }
    stage.wait(60_000);
    const melody = stage.partnerNotes.filter(({ voice }) => voice === "melody");
    const names = melody.map(({ pitch }) => pitchClass(pitch));
    const begins = melody
      .filter((_, i) => [0, 7, 4, 11].every((tone, k) => names[i + k] === tone))
      .map(({ onset }) => onset);
    expect(begins.length).toBeGreaterThanOrEqual(3);
    const bar = (4 * 60_000) / 100;
    // The networks, too, may say it once more in between.
    const gaps = begins.slice(1).map((at, i) => (at - (begins[i] ?? 0)) / bar);
    for (const gap of gaps) expect(gap).toBeCloseTo(Math.round(gap), 1);
    expect(Math.max(...gaps)).toBeCloseTo(4, 1);
    expect(decisions(stage).some((text) => text.startsWith("Takes up the child's motif"))).toBe(true);
  });
});

describe("Change", () => {
  test("one thing at a time: announced by a bar, the next on each tap, none within 20 s of the last", () => {
    const stage = new Stage({ technique: "change", steering: { busy: 2 } });
    const beats = watchBeats(stage);
    stage.start();
    const changes = () => stage.view.decisions.filter(({ text }) => /^(Faster|Slower|Higher|Lower|To m)/.test(text));
    const announced = () => stage.view.decisions.filter(({ text }) => text.startsWith("Announces"));
    const states: { tempo: number; register: number; mode: string }[] = [];
    for (let tap = 0; tap < 3; tap++) {
      stage.wait(30_000);
      const { sounding, harmony } = stage.conductor.session.partner;
      states.push({ tempo: sounding.tempo, register: sounding.register, mode: harmony.key.mode });
      if (tap < 2) stage.conductor.dispatch({ kind: "tap", tap: "change" });
      if (tap < 2) stage.conductor.dispatch({ kind: "tap", tap: "change" });
    }
    expect(announced().map(({ text }) => text.split(" ").at(-1))).toEqual(["tempo", "register", "mode"]);
    const [first, second, third] = changes();
    for (const [a, b] of [
      [announced()[0], first],
      [announced()[1], second],
      [announced()[2], third],
    ] as const) {
      const bar = beats.filter(({ at }) => at > (a?.at ?? 0) && at <= (b?.at ?? 0) + 200);
      expect(bar.length).toBe(4);
    }
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(20_000);
    expect((third?.at ?? 0) - (second?.at ?? 0)).toBeGreaterThanOrEqual(20_000);
    expect(states[0]?.tempo).not.toBeCloseTo(96, 0);
    expect(states.map(({ register }) => register > 0)).toEqual([false, true, true]);
    expect(states.map(({ mode }) => mode)).toEqual(["major", "major", "minor"]);
  });

  test("a tap that comes early waits for its time", () => {
    const stage = new Stage({ technique: "change" }).start().wait(6_000);
    stage.conductor.dispatch({ kind: "tap", tap: "change" });
    stage.wait(40_000);
    const times = stage.view.decisions.filter(({ text }) => /^(Faster|Slower|Higher)/.test(text)).map(({ at }) => at);
    expect(times).toHaveLength(2);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(20_000);
  });

  test("tapped again after another card, it picks the next", () => {
    const stage = new Stage({ technique: "change" }).start().wait(10_000);
    stage.conductor.dispatch({ kind: "technique", technique: "ground" });
    stage.wait(2_000);
    stage.conductor.dispatch({ kind: "technique", technique: "change" });
    stage.wait(10_000);
    expect(decisions(stage)).toContain("Announces a change of register");
  });
});

describe("Stop-go", () => {
  const stopped = () => {
    const stage = new Stage({ technique: "stopGo" }).start().wait(8_000);
    stage.conductor.dispatch({ kind: "tap", tap: "stop" });
    return { stage, at: stage.clock.now() };
  };
  const notesAfter = (stage: Stage, at: number) => stage.partnerNotes.filter(({ onset }) => onset > at);

  test("stops within 250 ms of the tap; the child's first note after 2 s restarts it on the next beat", () => {
    const { stage, at } = stopped();
    stage.wait(500);
    for (const note of stage.partnerNotes) expect(note.end).toBeLessThanOrEqual(at + 250);
    expect(stage.view.label).toBe("Waiting");
    // Within the grace, and before the shortest stop is over: nothing.
    stage.play([[700, 200, 60]]).wait(500);
    expect(notesAfter(stage, at)).toEqual([]);
    stage.clock.advanceTo(at + 2_600);
    stage.play([[0, 200, 60]]).wait(3_000);
    const [first] = notesAfter(stage, at);
    expect(first?.onset).toBeGreaterThan(at + 2_600);
    expect(first?.onset).toBeLessThanOrEqual(at + 2_600 + 1_000);
    expect(stage.view.label).toBe("Playing along");
  });

  test("the therapist's Go restarts it, and nobody's after 10 s", () => {
    const { stage, at } = stopped();
    stage.wait(1_000);
    stage.conductor.dispatch({ kind: "tap", tap: "go" });
    stage.wait(2_000);
    expect(notesAfter(stage, at)[0]?.onset).toBeLessThanOrEqual(at + 2_000);
    const alone = stopped();
    alone.stage.wait(15_000);
    const [first] = notesAfter(alone.stage, alone.at);
    expect(first?.onset).toBeGreaterThanOrEqual(alone.at + 10_000);
    expect(first?.onset).toBeLessThanOrEqual(alone.at + 11_000);
  });

  test("at a bar of its own choice only where that is set, and on a bar line", () => {
    const stops = (randomStops: boolean, seed: number) => {
      const stage = new Stage({ technique: "stopGo", seed, steering: { randomStops } }).start().wait(120_000);
      return decisions(stage).filter((text) => text === "Stops at a bar of its own choice").length;
    };
    expect([1, 2, 3].map((seed) => stops(false, seed))).toEqual([0, 0, 0]);
    expect(Math.min(...[1, 2, 3].map((seed) => stops(true, seed)))).toBeGreaterThanOrEqual(2);
  });
});
