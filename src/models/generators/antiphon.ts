import { improvise } from "../../engine/music/improvise.ts";
import { openLibrary } from "../../engine/music/library.ts";
import type { Melody } from "../../engine/music/melody.ts";
import type { TuneIndex } from "../../engine/music/ruler/tune-index.ts";
import { segmentMelody } from "../../engine/music/segment.ts";
import type { SegmentNetworks } from "../../engine/ports.ts";
import { deafNetworks } from "../deaf-networks.ts";
import type { GenerationTask, Generator } from "./generator.ts";
import type { TracedMusic } from "./traced-music.ts";

type Traced = Generator & { generate(task: GenerationTask): TracedMusic };

function generator(
  name: string,
  title: string,
  networks: SegmentNetworks,
  copies: readonly TuneIndex[],
  unsteered = false,
): Traced {
  return {
    name,
    title,
    generate({ source, library, duration, seed }) {
      const others = library.filter((segment) => segment.source !== source.id);
      return improvise(source, seed, duration, openLibrary(others, copies), networks, unsteered);
    },
  };
}

/**
 * The project's own generator, as `antiphon play` runs it. It is given the source, the library, and `copies`, indexes of
 * the tunes that it must not copy at length.
 */
export function antiphon(networks: SegmentNetworks, copies: readonly TuneIndex[]): Traced {
  return generator("antiphon", "Antiphon", networks, copies);
}

/** The same without the ruler: nothing holds the stream in the bands of real music, or at their share of repetition. */
export function unsteeredAntiphon(networks: SegmentNetworks, copies: readonly TuneIndex[]): Traced {
  return generator("antiphon-unsteered", "Antiphon without the ruler", networks, copies, true);
}

/** The same with networks that hear nothing: they always foretell how often each pitch and step comes in the known tunes. */
export function deafAntiphon(known: readonly Melody[], copies: readonly TuneIndex[]): Traced {
  return generator(
    "antiphon-deaf",
    "Antiphon with deaf networks",
    deafNetworks(known.flatMap((tune) => segmentMelody(tune).segments)),
    copies,
  );
}
