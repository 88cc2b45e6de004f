import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";
import { followShortcuts } from "../../shortcuts.ts";
import { IsoRow } from "./iso-row.tsx";
import { Keys } from "./keys.tsx";
import { Leads } from "./leads.tsx";
import { LiveLine } from "./live-line.tsx";
import { Music } from "./music.tsx";
import { PartnerState } from "./partner-state.tsx";
import { PlanRibbon } from "./plan-ribbon.tsx";
import { RobotRow } from "./robot-row.tsx";
import { RollSection } from "./roll-section.tsx";
import { Space } from "./space.tsx";
import { useStaying } from "./staying.ts";
import { Tags } from "./tags.tsx";
import { Techniques } from "./techniques.tsx";

/** The one screen of a running session. Nothing on it scrolls, and nothing moves: a level hides, and whoever only watches sees less. */
export function LiveScreen({ panel }: { panel: Panel }) {
  const { live } = words.value;
  const keys = useSignal(false);
  const roles = panel.access.value?.roles;
  const steers = roles === undefined || roles.includes("therapist");
  const tags = steers || roles.includes("assistant");
  useStaying();
  useEffect(
    () =>
      followShortcuts(
        panel,
        () =>
          preferences.letters.peek() === "shortcuts" && !keys.peek() && panel.running.peek() && !panel.locked.peek(),
      ),
    [],
  );
  return (
    <div class={steers ? "live" : "live watched"}>
      <PlanRibbon panel={panel} watched={!steers} />
      <section class="card partner" id="partner" aria-labelledby="partner-title" tabIndex={-1}>
        <h2 class="hidden" id="partner-title">
          {live.partner}
        </h2>
        <PartnerState panel={panel} />
        {steers && (
          <>
            <Techniques panel={panel} />
            <Space panel={panel} />
            <Leads panel={panel} />
          </>
        )}
      </section>
      <section class="card playing" aria-labelledby="playing-title">
        <RollSection panel={panel} />
        <LiveLine panel={panel} steers={steers} />
        {steers && (
          <>
            <IsoRow panel={panel} />
            <RobotRow panel={panel} />
          </>
        )}
      </section>
      {steers && <Music panel={panel} />}
      {tags &&
        (keys.value ? <Keys panel={panel} keys={keys} /> : <Tags panel={panel} keys={steers ? keys : undefined} />)}
    </div>
  );
}
