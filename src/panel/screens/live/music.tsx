import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { preferences } from "../../preferences.ts";
import { Loudness } from "./loudness.tsx";
import { MusicRow } from "./music-row.tsx";
import { Tempo } from "./tempo.tsx";

/** What the therapist turns while the music goes on: each a − and a +, and a word for where it stands. */
export function Music({ panel }: { panel: Panel }) {
  const { live } = words.value;
  const steering = panel.view.value?.steering;
  if (!steering) return null;
  const { busy, register } = steering;
  const plain = preferences.level.value === "simple";
  return (
    <section class="card music" aria-labelledby="music-title">
      <h2 class="hidden" id="music-title">
        {live.music}
      </h2>
      <Tempo panel={panel} />
      <MusicRow panel={panel} />
      <Stepper
        label={live.busy}
        value={live.busyAre[busy] ?? ""}
        bar={plain ? { lit: Math.ceil((4 * busy) / 5), steps: 4 } : { lit: busy, steps: 5 }}
        atLeast={busy <= 0}
        atMost={busy >= 5}
        onStep={(direction) => change("busy", direction, 0, 5)}
      />
      <Loudness panel={panel} />
      <div class="full-only">
        <Stepper
          label={live.register}
          value={live.registers[register + 2] ?? ""}
          bar={{ lit: register + 3, steps: 5 }}
          atLeast={register <= -2}
          atMost={register >= 2}
          onStep={(direction) => change("register", direction, -2, 2)}
        />
      </div>
    </section>
  );

  function change(name: "busy" | "register", by: number, least: number, most: number): void {
    const present = panel.steering?.[name] ?? 0;
    void panel.send("param:set", { [name]: Math.min(most, Math.max(least, present + by)) });
  }
}
