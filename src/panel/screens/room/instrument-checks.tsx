import type { InstrumentPicture, KeyHit } from "../../../server/protocol.ts";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { addressOf } from "../../route.ts";
import { nameOf } from "../sounds/instrument-list.tsx";
import { keyName } from "../sounds/key-map.tsx";
import { PlayNow } from "../sounds/play-now.tsx";
import { StrokeBars } from "../sounds/stroke-bars.tsx";
import { Check } from "./check.tsx";

/** Whether the child's and the therapist's instruments are heard: the key that is hit, how hard, how late, and double hits. */
export function InstrumentChecks({ panel }: { panel: Panel }) {
  return (
    <>
      <InstrumentCheck panel={panel} player="child" />
      <InstrumentCheck panel={panel} player="therapist" />
    </>
  );
}

function InstrumentCheck({ panel, player }: { panel: Panel; player: "child" | "therapist" }) {
  const { instruments: said } = words.value;
  const known = panel.instruments.value?.instruments ?? [];
  const own = known.filter(({ connected, settings }) => connected && settings.player === player);
  const last = lastPlayed(panel, own);
  const shown = last?.instrument ?? own.find(({ kind }) => kind === "midi") ?? own[0];
  return (
    <Check
      id={`instrument ${player}`}
      name={said.check[player]}
      state={shown ? `${nameOf(shown)}, ${said.ready}` : said.checkNone[player]}
      good={player === "therapist" || shown !== undefined}
      text={shown && (last ? inWords(last) : said.checkHow)}
    >
      {last && player === "child" && <StrokeBars brief strokes={last.strokes} />}
      <PlayNow panel={panel} only={player} />
      {shown && (
        <a class="button" href={addressOf("sounds", shown.device)} aria-label={`${said.map}: ${nameOf(shown)}`}>
          {said.map}
        </a>
      )}
    </Check>
  );
}

interface LastPlayed {
  readonly instrument: InstrumentPicture;
  readonly strokes: readonly KeyHit[];
}

/** The instrument that was struck last, of these. */
function lastPlayed(panel: Panel, own: readonly InstrumentPicture[]): LastPlayed | undefined {
  const played = own
    .map((instrument) => ({ instrument, strokes: panel.hits.of(instrument.device).value.strokes }))
    .filter(({ strokes }) => strokes.length > 0);
  return played.sort((one, other) => (other.strokes.at(-1)?.at ?? 0) - (one.strokes.at(-1)?.at ?? 0))[0];
}

function inWords({ instrument, strokes }: LastPlayed): string {
  const { instruments: said } = words.value;
  const last = strokes.at(-1);
  const late = strokes.flatMap(({ behind }) => (behind === null ? [] : [behind])).sort((one, other) => one - other);
  const median = late[Math.floor(late.length / 2)];
  const arrives =
    median === undefined ? said.notMeasured : said.behind(median.toFixed(1), (late.at(-1) ?? median).toFixed(1));
  return `${last ? keyName(last) : ""} · ${arrives} · ${said.seen(instrument.doubleHits)}`;
}
