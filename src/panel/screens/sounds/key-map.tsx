import type { LearntKey } from "../../../server/protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { pitchName, words } from "../../language.ts";
import type { InstrumentProps } from "./instrument-page.tsx";
import { KeyPicture, PadPicture } from "./key-picture.tsx";
import { Learn } from "./learn.tsx";

const PLAYED_AS = ["keys", "pads", "scaleSwitch", "tuneSwitch"] as const;

/** The keys of an instrument as a picture, what they are played as, and what each plays. */
export function KeyMap({ panel, instrument, onChange }: InstrumentProps) {
  const { instruments: said } = words.value;
  const { device, settings } = instrument;
  const { playedAs, range } = settings;
  const hits = panel.hits.of(device).value;
  const last = hits.strokes.at(-1);
  return (
    <section class="card stack" aria-labelledby="key-map">
      <h3 id="key-map">{said.keys}</h3>
      {playedAs === "keys" && <KeyPicture instrument={instrument} hits={hits} />}
      <PadPicture instrument={instrument} hits={hits} />
      <p class="muted" role="status">
        {last ? said.lastHit(keyName(last)) : said.keysHow}
      </p>
      <Choice
        label={said.playedAs}
        options={PLAYED_AS.map((one) => [one, said.playedAsIs[one]])}
        value={playedAs}
        onChoose={(one) => onChange({ playedAs: one })}
        note={said.playedAsHow[playedAs]}
      />
      {playedAs === "keys" && (
        <>
          <Stepper
            label={said.lowest}
            value={pitchName(range.low)}
            atLeast={range.low <= 0}
            atMost={range.low >= range.high}
            onStep={(direction) => onChange({ range: { ...range, low: range.low + direction } })}
          />
          <Stepper
            label={said.highest}
            value={pitchName(range.high)}
            atLeast={range.high <= range.low}
            atMost={range.high >= 127}
            onStep={(direction) => onChange({ range: { ...range, high: range.high + direction } })}
          />
          <div class="line">
            <button
              type="button"
              disabled={!last || last.key > range.high}
              onClick={() => last && onChange({ range: { ...range, low: last.key } })}
            >
              {said.lastIs.low}
            </button>
            <button
              type="button"
              disabled={!last || last.key < range.low}
              onClick={() => last && onChange({ range: { ...range, high: last.key } })}
            >
              {said.lastIs.high}
            </button>
            <button
              type="button"
              disabled={range.low === 0 && range.high === 127}
              onClick={() => onChange({ range: { low: 0, high: 127 } })}
            >
              {said.allKeys}
            </button>
          </div>
        </>
      )}
      {(playedAs === "keys" || playedAs === "pads") && (
        <Learn panel={panel} instrument={instrument} onChange={onChange} />
      )}
    </section>
  );
}

/** A key or pad by its name. */
export function keyName({ key, pad }: Pick<LearntKey, "key" | "pad">): string {
  const { instruments: said } = words.value;
  return pad ? said.pad(key) : said.key(pitchName(key));
}
