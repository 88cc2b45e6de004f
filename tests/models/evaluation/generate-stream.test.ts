import { describe, expect, it } from "vitest";
import { generateStream } from "../../../src/models/evaluation/generate-stream.ts";
import type { GenerationTask } from "../../../src/models/generators/generator.ts";
import { walkingTune } from "../walking-tune.ts";

const task: GenerationTask = { source: walkingTune("tune"), library: [], duration: 60_000, seed: 1 };

/** A note a second, for as long as is wanted, but never more than `most`. */
function ticking(most: number) {
  const wanted: number[] = [];
  const generate = ({ duration }: GenerationTask) => {
    wanted.push(duration);
    const count = Math.min(most, Math.floor(duration / 1_000));
    return {
      notes: Array.from({ length: count }, (_, i) => ({ onset: 960 * i, duration: 480, pitch: 60, velocity: 80 })),
      joins: [],
    };
  };
  return { wanted, generate };
}

describe("a generated stream", () => {
  it("is generated once where it has enough notes", () => {
    const { wanted, generate } = ticking(1_000);
    const { music, longer } = generateStream(generate, task, 60);
    expect(wanted).toEqual([60_000]);
    expect(longer).toBe(music);
  });

  it("keeps its duration, and has a longer one beside it with the notes that are wanted", () => {
    const { music, longer } = generateStream(ticking(1_000).generate, task, 240);
    expect(music.notes).toHaveLength(60);
    expect(longer.notes.length).toBeGreaterThanOrEqual(240);
    expect(longer.notes.length).toBeLessThan(300);
  });

  it("gives up where there are no more notes", () => {
    const { wanted, generate } = ticking(90);
    expect(generateStream(generate, task, 240).longer.notes).toHaveLength(90);
    expect(wanted).toHaveLength(3);
    const silent = ticking(0);
    expect(generateStream(silent.generate, task, 240).longer.notes).toHaveLength(0);
    expect(silent.wanted).toHaveLength(1);
  });
});
