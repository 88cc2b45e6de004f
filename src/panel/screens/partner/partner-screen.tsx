import { Choice } from "../../controls/choice.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";
import { RoomTabs } from "../room/room-tabs.tsx";
import { Decisions } from "./decisions.tsx";
import { Makers } from "./makers.tsx";
import { ParameterSlider } from "./parameter-slider.tsx";
import { Rehearsal } from "./rehearsal.tsx";
import { UsualNumbers } from "./usual-numbers.tsx";

const MOODS = ["calm", "sad", "playful", "cross"] as const;
/** The numbers by what they are about; the last of each are of interest to those who look closely. */
const NUMBERS = {
  turns: {
    always: ["space", "breath", "answerLength", "mayStart", "prompts", "share"],
    closely: ["phraseEnd", "softerAgain", "yieldFade"],
  },
  copying: { always: ["rhythmKept", "melodyKept", "variation", "softer"], closely: ["answerNotes"] },
  under: {
    always: ["leads", "duck", "richness"],
    closely: ["followBars", "tempoChange", "unevenness"],
  },
  ending: { always: ["cadence", "ritard"], closely: [] },
} as const;

/** What the partner does by itself, in words; and why it did what it did. */
export function PartnerScreen({ panel }: { panel: Panel }) {
  const { partner, screens } = words.value;
  return (
    <div class="sheet wide">
      <RoomTabs />
      <h2>{screens.partner}</h2>
      <p class="muted">{partner.intro}</p>
      <div class="columns flowing">
        <Numbers panel={panel} about="turns">
          <OfferAgain panel={panel} />
        </Numbers>
        <Numbers panel={panel} about="copying">
          <Pads panel={panel} />
        </Numbers>
        <Numbers panel={panel} about="under">
          <Stops panel={panel} />
        </Numbers>
        <Numbers panel={panel} about="ending" />
        <Makers panel={panel} />
        <Acting panel={panel} />
      </div>
      <UsualNumbers panel={panel} />
      <Rehearsal panel={panel} />
      <Decisions panel={panel} />
    </div>
  );
}

interface NumbersProps {
  readonly panel: Panel;
  readonly about: keyof typeof NUMBERS;
  readonly children?: preact.ComponentChildren;
}

function Numbers({ panel, about, children }: NumbersProps) {
  const { partner } = words.value;
  const { always, closely } = NUMBERS[about];
  const shown = preferences.level.value === "simple" ? always : [...always, ...closely];
  return (
    <section class="card stack" aria-labelledby={about}>
      <h3 id={about}>{partner.about[about]}</h3>
      {shown.map((name) => (
        <ParameterSlider key={name} panel={panel} name={name} />
      ))}
      {children}
    </section>
  );
}

function OfferAgain({ panel }: { panel: Panel }) {
  const { partner, frame } = words.value;
  const on = panel.view.value?.steering.mayOfferAgain;
  return (
    <Choice
      label={partner.offerAgain}
      options={[
        ["on", frame.on],
        ["off", frame.off],
      ]}
      value={on ? "on" : "off"}
      onChoose={(value) => void panel.send("param:set", { mayOfferAgain: value === "on" })}
    />
  );
}

function Pads({ panel }: { panel: Panel }) {
  const { partner } = words.value;
  const melody = panel.view.value?.steering.melodyOnPads;
  return (
    <Choice
      label={partner.pads}
      options={[
        ["drums", partner.padsWith.drums],
        ["melody", partner.padsWith.melody],
      ]}
      value={melody ? "melody" : "drums"}
      onChoose={(value) => void panel.send("param:set", { melodyOnPads: value === "melody" })}
    />
  );
}

function Stops({ panel }: { panel: Panel }) {
  const { partner } = words.value;
  const random = panel.view.value?.steering.randomStops;
  return (
    <Choice
      label={partner.stops}
      options={[
        ["tap", partner.stopsWhen.tap],
        ["random", partner.stopsWhen.random],
      ]}
      value={random ? "random" : "tap"}
      onChoose={(value) => void panel.send("param:set", { randomStops: value === "random" })}
    />
  );
}

/** Who changes cards, and the mood that only a person says. */
function Acting({ panel }: { panel: Panel }) {
  const { partner, live } = words.value;
  const steering = panel.view.value?.steering;
  return (
    <section class="card stack" aria-labelledby="acting">
      <h3 id="acting">{partner.acting}</h3>
      <Choice
        label={partner.autonomy}
        options={(["person", "offers", "acts"] as const).map((value) => [value, live.autonomies[value]])}
        value={steering?.autonomy ?? "person"}
        onChoose={(autonomy) => void panel.send("param:set", { autonomy })}
      />
      <Choice
        label={partner.mood}
        options={[["", partner.moodNone], ...MOODS.map((mood) => [mood, live.moods[mood]] as const)]}
        value={steering?.mood ?? ""}
        onChoose={(value) => void panel.send("param:set", { mood: MOODS.find((mood) => mood === value) ?? null })}
        note={partner.moodHow}
      />
    </section>
  );
}
