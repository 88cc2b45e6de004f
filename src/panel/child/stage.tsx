import type { View } from "../../server/protocol.ts";
import { words } from "../language.ts";
import type { Panel } from "../panel.ts";
import { Calm } from "./calm.tsx";
import { CardShown } from "./card-shown.tsx";
import { Choices } from "./choices.tsx";
import { Pads } from "./pads.tsx";
import { Picture } from "./pictures.tsx";
import { Schedule } from "./schedule.tsx";
import { Turn } from "./turn.tsx";

/** What the child's screen shows above its cards; the therapist's preview shows the same. */
export function Stage({ panel, view }: { panel: Panel; view: View }) {
  const { child } = words.value;
  const { childView, childScreen } = view;
  if (view.onBreak) return <Said name="break" words={child.breakTime} />;
  if (childView.card) return <CardShown panel={panel} card={childView.card} />;
  switch (childView.mode) {
    case "blank":
      return null;
    case "schedule":
      return view.plan && <Schedule plan={view.plan} tokens={childView.tokens} />;
    case "turn":
      return <Turn view={view} tokens={childView.tokens} />;
    case "play":
      return <Pads panel={panel} view={view} />;
    case "choice":
      return <Choices panel={panel} view={childView} />;
    case "calm":
      return <Calm breathes={childView.breathes && childScreen.mayMove} />;
  }
}

/** One thing, said in a picture and a word. */
export function Said({ name, words }: { name: string; words: string }) {
  return (
    <p class="said" role="status">
      <Picture name={name} />
      {words}
    </p>
  );
}
