import type { Parameter, ParameterName } from "../../../server/protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { ParameterSlider } from "../partner/parameter-slider.tsx";
import { TuneList } from "./tune-list.tsx";

/** No sheet has more sliders. */
const MOST = 5;
const MOODS = ["calm", "sad", "playful", "cross"] as const;

/** What can be set of a card while the music goes on: its own numbers, and for the cards that have one its own choice. */
export function CardSettings({ panel, card }: { panel: Panel; card: string }) {
  const { live, onLive, partner } = words.value;
  const parameters = panel.welcome.value?.parameters;
  const steering = panel.view.value?.steering;
  if (!parameters || !steering) return null;
  const names = numbersOf(parameters, card);
  const changed = names.filter((name) => steering[name] !== parameters[name].usual);
  return (
    <>
      {card === "reflect" && (
        <Choice
          label={live.mood}
          options={MOODS.map((mood) => [mood, live.moods[mood]])}
          value={steering.mood ?? ""}
          onChoose={(mood) => void panel.send("param:set", { mood: mood === "" ? null : mood })}
        />
      )}
      {card === "stopGo" && (
        <Choice
          label={partner.stops}
          options={[
            ["tap", partner.stopsWhen.tap],
            ["random", partner.stopsWhen.random],
          ]}
          value={steering.randomStops ? "random" : "tap"}
          onChoose={(when) => void panel.send("param:set", { randomStops: when === "random" })}
        />
      )}
      {card === "incorporate" && <TuneList panel={panel} />}
      {names.map((name) => (
        <ParameterSlider key={name} panel={panel} name={name} />
      ))}
      <button
        type="button"
        disabled={changed.length === 0}
        onClick={() =>
          void panel.send("param:set", Object.fromEntries(changed.map((name) => [name, parameters[name].usual])))
        }
      >
        {onLive.asUsual}
      </button>
    </>
  );
}

/** The card's own numbers, the most telling first; for a card without any, those that hold for whatever card is on. */
function numbersOf(parameters: Readonly<Record<ParameterName, Parameter>>, card: string): ParameterName[] {
  const names = Object.keys(parameters) as ParameterName[];
  const own = names.filter((name) => parameters[name].cards.includes(card));
  const found = own.length > 0 ? own : names.filter((name) => parameters[name].cards.length === 0);
  return found.slice(0, MOST);
}
