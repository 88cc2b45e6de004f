import type { InstrumentPicture, KeyColour, LearntKey } from "../../../server/protocol.ts";
import { type HitsOf, placeOf } from "../../key-hits.ts";
import { pitchName, words } from "../../language.ts";

/** Keys that are drawn at the least: C3 to C6. */
const USUAL = { low: 48, high: 84 };
const BLACK = [1, 3, 6, 8, 10];
const WIDTH = 24;
const HEIGHT = 96;

interface Props {
  readonly instrument: InstrumentPicture;
  readonly hits: HitsOf;
}

/** A piano from C to C, as wide as what is played on it; the key that is down is lit. */
export function KeyPicture({ instrument, hits }: Props) {
  const { instruments: said } = words.value;
  const { learnt, range } = instrument.settings;
  const played = [...hits.seen.values(), ...learnt].filter(({ pad }) => !pad).map(({ key }) => key);
  const low = 12 * Math.floor(Math.min(USUAL.low, ...played) / 12);
  const high = 12 * Math.ceil(Math.max(USUAL.high, ...played) / 12);
  const keys = Array.from({ length: high - low + 1 }, (_, place) => low + place);
  const isBlack = (key: number) => BLACK.includes(key % 12);
  const whites = keys.filter((key) => !isBlack(key));
  const left = (key: number) => WIDTH * whites.filter((white) => white < key).length;
  const classOf = (key: number) => {
    const colour = colourOf(learnt, key, false);
    const silent = key < range.low || key > range.high;
    const lit = hits.down.has(placeOf({ key, pad: false }));
    return `${isBlack(key) ? "black" : "white"}${colour ? ` hue-of-${colour}` : ""}${silent ? " silent" : ""}${lit ? " lit" : ""}`;
  };
  return (
    <svg
      class="key-picture"
      viewBox={`-1 -1 ${WIDTH * whites.length + 2} ${HEIGHT + 2}`}
      role="img"
      aria-label={said.picture}
    >
      {whites.map((key) => (
        <g key={key}>
          <rect class={classOf(key)} data-key={key} x={left(key)} y={0} width={WIDTH} height={HEIGHT} rx={3} />
          {key % 12 === 0 && (
            <text x={left(key) + WIDTH / 2} y={HEIGHT - 8}>
              {pitchName(key)}
            </text>
          )}
        </g>
      ))}
      {keys.filter(isBlack).map((key) => (
        <rect
          key={key}
          class={classOf(key)}
          data-key={key}
          x={left(key) - WIDTH / 3}
          y={0}
          width={(2 * WIDTH) / 3}
          height={HEIGHT * 0.6}
          rx={2}
        />
      ))}
    </svg>
  );
}

/** The pads that were hit or learnt, by number; the one that is down is lit. */
export function PadPicture({ instrument, hits }: Props) {
  const { instruments: said } = words.value;
  const { learnt, playedAs } = instrument.settings;
  const pads = new Map(
    [...hits.seen.values(), ...learnt]
      .filter(({ pad }) => pad || playedAs !== "keys")
      .map(({ key, pad }) => [placeOf({ key, pad }), { key, pad }]),
  );
  if (pads.size === 0) return playedAs === "keys" ? null : <p class="muted">{said.hitOne}</p>;
  return (
    <ul class="pad-picture" aria-label={said.padPicture}>
      {[...pads]
        .sort(([, one], [, other]) => one.key - other.key)
        .map(([place, { key, pad }]) => {
          const colour = colourOf(learnt, key, pad);
          return (
            <li
              key={place}
              class={`${colour ? `hue-of-${colour}` : ""}${hits.down.has(place) ? " lit" : ""}`}
              data-pad={key}
            >
              {pad ? said.pad(key) : said.key(pitchName(key))}
            </li>
          );
        })}
    </ul>
  );
}

function colourOf(learnt: readonly LearntKey[], key: number, pad: boolean): KeyColour | undefined {
  return learnt.find((one) => one.key === key && one.pad === pad)?.colour;
}
