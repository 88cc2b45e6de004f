import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { Decisions } from "./decisions.tsx";
import { Keys } from "./keys.tsx";
import { PartnerState } from "./partner-state.tsx";
import { PretendChild } from "./pretend-child.tsx";
import { RollSection } from "./roll-section.tsx";
import { Space } from "./space.tsx";
import { Techniques } from "./techniques.tsx";

/** The one screen of a running session. */
export function LiveScreen({ panel }: { panel: Panel }) {
  return (
    <div class="middle">
      <section class="card partner" id="partner" aria-labelledby="partner-title" tabIndex={-1}>
        <h2 class="hidden" id="partner-title">
          {words.value.live.partner}
        </h2>
        <PartnerState panel={panel} />
        <Techniques panel={panel} />
        <Space panel={panel} />
        <PretendChild panel={panel} />
      </section>
      <section class="card playing" aria-labelledby="playing-title">
        <RollSection panel={panel} />
        <Decisions panel={panel} />
      </section>
      <Keys panel={panel} />
    </div>
  );
}
