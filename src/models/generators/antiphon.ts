import { improvise } from "../../engine/music/improvise.ts";
import { openLibrary } from "../../engine/music/library.ts";
import type { TuneIndex } from "../../engine/music/ruler/tune-index.ts";
import type { SegmentNetworks } from "../../engine/ports.ts";
import type { TracedMusic } from "../evaluation/traced-music.ts";
import type { GenerationTask, Generator } from "./generator.ts";

/**
 * The project's own generator, as `antiphon play` runs it. It is given the source, the library, and `copies`, indexes of
 * the tunes that it must not copy at length.
 */
export function antiphon(
  networks: SegmentNetworks,
  copies: readonly TuneIndex[],
): Generator & { generate(task: GenerationTask): TracedMusic } {
  return {
    name: "antiphon",
    title: "Antiphon",
    generate({ source, library, duration, seed }) {
      const others = library.filter((segment) => segment.source !== source.id);
      return improvise(source, seed, duration, openLibrary(others, copies), networks);
    },
  };
}
