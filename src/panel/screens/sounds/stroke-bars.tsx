import type { KeyHit } from "../../../server/protocol.ts";
import { words } from "../../language.ts";

const SHOWN = 12;
const SHOWN_BRIEFLY = 6;
const STEP = 40;
const HEIGHT = 100;
const LOUDEST = 127;

/** The last strokes as bars: how hard they came, and with what they were played. Lines at 32, 64 and 96. `brief`: fewer, without words. */
export function StrokeBars({ strokes, brief = false }: { strokes: readonly KeyHit[]; brief?: boolean }) {
  const { instruments: said } = words.value;
  const shown = strokes.slice(brief ? -SHOWN_BRIEFLY : -SHOWN);
  const width = STEP * (brief ? SHOWN_BRIEFLY : SHOWN);
  if (shown.length === 0) return <p class="muted">{said.noStrokes}</p>;
  const tall = (velocity: number) => (HEIGHT * velocity) / LOUDEST;
  const inWords = ({ velocity, played, why }: KeyHit) =>
    played === null ? said.strokeLeft(velocity, why ? said.why[why] : said.silent) : said.stroke(velocity, played);
  const last = shown.at(-1);
  return (
    <figure class={brief ? "strokes brief" : "strokes"}>
      <svg
        viewBox={`0 0 ${width} ${HEIGHT + 20}`}
        role="img"
        aria-label={`${said.strokes}: ${shown.map(inWords).join("; ")}`}
      >
        {[32, 64, 96].map((line) => (
          <g key={line}>
            <line x1={0} x2={width} y1={HEIGHT - tall(line)} y2={HEIGHT - tall(line)} />
          </g>
        ))}
        {shown.map((hit, place) => (
          <g key={`${hit.at} ${hit.key}`} transform={`translate(${place * STEP + 6} 0)`}>
            <rect class="came" x={0} y={HEIGHT - tall(hit.velocity)} width={28} height={tall(hit.velocity)} />
            {hit.played !== null && (
              <rect class="played" x={5} y={HEIGHT - tall(hit.played)} width={18} height={tall(hit.played)} />
            )}
            <text x={14} y={HEIGHT + 15}>
              {hit.velocity}
            </text>
          </g>
        ))}
      </svg>
      {!brief && (
        <figcaption class="muted">
          {said.strokesHow} <span role="status">{last && inWords(last)}</span>
        </figcaption>
      )}
    </figure>
  );
}
