import { Stepper } from "../../controls/stepper.tsx";
import { words } from "../../language.ts";
import type { Panel } from "../../panel.ts";

const REPLIES = { step: 0.1, usual: 0.7 };
const LATENCY = { step: 500, usual: 1_500, most: 10_000 };

/** How often and how soon the pretend child replies, while it plays. */
export function Habits({ panel }: { panel: Panel }) {
  const { practice } = words.value;
  const habits = panel.welcome.value?.pretendChild?.habits;
  if (!habits) return null;
  const { replies, latency } = habits;
  const own = replies === null && latency === null;
  return (
    <section class="card stack" aria-labelledby="habits">
      <h3 id="habits">{practice.habits}</h3>
      <Stepper
        label={practice.replies}
        value={replies === null ? practice.own : practice.repliesOf(Math.round(replies * 100))}
        atLeast={replies !== null && replies <= 0}
        atMost={replies !== null && replies >= 1}
        onStep={(direction) => {
          const next = replies === null ? REPLIES.usual : Math.round(10 * (replies + direction * REPLIES.step)) / 10;
          void panel.send("child:adjust", { replies: Math.min(1, Math.max(0, next)), latency });
        }}
      />
      <Stepper
        label={practice.latency}
        value={latency === null ? practice.own : practice.latencyOf((latency / 1_000).toFixed(1))}
        atLeast={latency !== null && latency <= 0}
        atMost={latency !== null && latency >= LATENCY.most}
        onStep={(direction) => {
          const next = latency === null ? LATENCY.usual : latency + direction * LATENCY.step;
          void panel.send("child:adjust", { replies, latency: Math.min(LATENCY.most, Math.max(0, next)) });
        }}
      />
      <div class="line">
        <button
          type="button"
          aria-pressed={own}
          onClick={() => void panel.send("child:adjust", { replies: null, latency: null })}
        >
          {practice.ownHabits}
          {own && " ✓"}
        </button>
        <p class="muted">{practice.habitsHow}</p>
      </div>
    </section>
  );
}
