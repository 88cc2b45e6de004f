import { Choice } from "../../controls/choice.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { RoomTabs } from "../room/room-tabs.tsx";
import { Decisions } from "./decisions.tsx";

const SPACES = { least: 2, most: 60 };
const SILENCES = [null, 5_000, 10_000, 20_000, 40_000] as const;
const MOODS = ["calm", "sad", "playful", "cross"] as const;

/** What the partner does by itself, in words; and why it did what it did. */
export function PartnerScreen({ panel }: { panel: Panel }) {
  const { partner, live, screens, frame } = words.value;
  const view = panel.view.value;
  const steering = view?.steering;
  return (
    <div class="sheet">
      <RoomTabs />
      <h2>{screens.partner}</h2>
      <p class="muted">{partner.intro}</p>
      {steering && (
        <>
          <section class="card stack" aria-labelledby="turns">
            <h3 id="turns">{partner.turns}</h3>
            <Stepper
              label={partner.space}
              value={partner.seconds(steering.space / 1_000)}
              atLeast={steering.space <= 1_000 * SPACES.least}
              atMost={steering.space >= 1_000 * SPACES.most}
              onStep={(direction) => {
                const present = (panel.view.peek()?.steering.space ?? 5_000) / 1_000;
                const next = Math.min(SPACES.most, Math.max(SPACES.least, Math.round(present) + direction));
                void panel.send("param:set", { space: 1_000 * next });
              }}
            />
            <Choice
              label={partner.offerAgain}
              options={[
                ["on", frame.on],
                ["off", frame.off],
              ]}
              value={steering.mayOfferAgain ? "on" : "off"}
              onChoose={(value) => void panel.send("param:set", { mayOfferAgain: value === "on" })}
            />
            <Choice
              label={partner.prompts}
              options={(["0", "1", "2"] as const).map((count) => [count, partner.promptsAre[Number(count)] ?? count])}
              value={String(steering.prompts) as "0" | "1" | "2"}
              onChoose={(count) => void panel.send("param:set", { prompts: Number(count) as 0 | 1 | 2 })}
            />
            <Choice
              label={partner.mayStart}
              options={SILENCES.map((silence) => [
                String(silence),
                silence === null ? partner.never : partner.after(silence / 1_000),
              ])}
              value={String(steering.mayStart)}
              onChoose={(value) => void panel.send("param:set", { mayStart: value === "null" ? null : Number(value) })}
            />
          </section>
          <section class="card stack" aria-labelledby="playing">
            <h3 id="playing">{partner.playing}</h3>
            <Choice
              label={partner.leads}
              options={[
                ["1", live.leadsChild],
                ["0.6", live.leadsShared],
                ["0.2", live.leadsPartner],
              ]}
              value={String(steering.leads)}
              onChoose={(value) => void panel.send("param:set", { leads: Number(value) })}
            />
            <Choice
              label={partner.pads}
              options={[
                ["drums", partner.padsWith.drums],
                ["melody", partner.padsWith.melody],
              ]}
              value={steering.melodyOnPads ? "melody" : "drums"}
              onChoose={(value) => void panel.send("param:set", { melodyOnPads: value === "melody" })}
            />
            <Choice
              label={partner.stops}
              options={[
                ["tap", partner.stopsWhen.tap],
                ["random", partner.stopsWhen.random],
              ]}
              value={steering.randomStops ? "random" : "tap"}
              onChoose={(value) => void panel.send("param:set", { randomStops: value === "random" })}
            />
            <Choice
              label={partner.autonomy}
              options={(["person", "offers", "acts"] as const).map((value) => [value, live.autonomies[value]])}
              value={steering.autonomy}
              onChoose={(autonomy) => void panel.send("param:set", { autonomy })}
            />
            <Choice
              label={partner.mood}
              options={[["", partner.moodNone], ...MOODS.map((mood) => [mood, live.moods[mood]] as const)]}
              value={steering.mood ?? ""}
              onChoose={(value) => void panel.send("param:set", { mood: MOODS.find((mood) => mood === value) ?? null })}
              note={partner.moodHow}
            />
          </section>
        </>
      )}
      <Decisions panel={panel} />
    </div>
  );
}
