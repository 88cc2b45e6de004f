import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import { Tempo } from "./tempo.tsx";

const LOUDNESS_STEP = 3;

/** What the therapist turns while the music goes on: each a − and a +, and a word for where it stands. */
export function Music({ panel }: { panel: Panel }) {
  const { live } = words.value;
  const steering = panel.view.value?.steering;
  if (!steering) return null;
  const { busy, loudness, register } = steering;
  const signed = loudness > 0 ? `+${loudness}` : `−${Math.abs(loudness)}`;
  return (
    <section class="card music" aria-labelledby="music-title">
      <h2 class="hidden" id="music-title">
        {live.music}
      </h2>
      <Tempo panel={panel} />
      <Stepper
        label={live.busy}
        value={live.busyAre[busy] ?? ""}
        bar={{ lit: busy, steps: 5 }}
        atLeast={busy <= 0}
        atMost={busy >= 5}
        onStep={(direction) => change("busy", direction, 0, 5)}
      />
      <Stepper
        label={live.loudness}
        value={loudness === 0 ? live.loudnessUsual : live.loudnessAt(signed)}
        bar={{ lit: Math.round((loudness + 24) / 6), steps: 6 }}
        atLeast={loudness <= -24}
        atMost={loudness >= 12}
        onStep={(direction) => change("loudness", LOUDNESS_STEP * direction, -24, 12)}
      />
      <Stepper
        label={live.register}
        value={live.registers[register + 2] ?? ""}
        bar={{ lit: register + 3, steps: 5 }}
        atLeast={register <= -2}
        atMost={register >= 2}
        onStep={(direction) => change("register", direction, -2, 2)}
      />
    </section>
  );

  function change(name: "busy" | "loudness" | "register", by: number, least: number, most: number): void {
    const present = panel.view.peek()?.steering[name] ?? 0;
    void panel.send("param:set", { [name]: Math.min(most, Math.max(least, present + by)) });
  }
}
