import { Choice } from "../../controls/choice.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";
import { Passphrase } from "./passphrase.tsx";

const USERS = ["me", "team", "lab"] as const;

/** Who works with this Antiphon, and the passphrase of what is recorded. */
export function People({ panel }: { panel: Panel }) {
  const { people } = words.value.house;
  if (!panel.desk.value) return null;
  return (
    <section class="card stack" id="people" aria-labelledby="people-title">
      <h3 id="people-title">{people.title}</h3>
      <UsedBy panel={panel} />
      <Passphrase panel={panel} />
    </section>
  );
}

/** One person, a team or a lab: what that means is said. A lab sees all numbers. */
export function UsedBy({ panel }: { panel: Panel }) {
  const { people } = words.value.house;
  const usedBy = panel.desk.value?.usedBy ?? null;
  return (
    <Choice
      label={people.who}
      options={USERS.map((who) => [who, people.whoAre[who]])}
      value={(usedBy ?? "") as (typeof USERS)[number]}
      onChoose={(who) => {
        if (who === "lab") preferences.level.value = "lab";
        void panel.send("house:used", who);
      }}
      {...(usedBy && { note: people.whoHow[usedBy] })}
    />
  );
}
