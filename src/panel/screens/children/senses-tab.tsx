import type { ChildCard } from "../../../server/protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { TextField } from "../../controls/text-field.tsx";
import { pitchName, words } from "../../language.ts";
import type { TabProps } from "./child-card-page.tsx";

type Limits = ChildCard["limits"];

/** The usual limits, of which a higher one wants a reason, and what no card can raise (sensory-safety 2). */
const USUAL = { velocityCap: 80, density: 8, share: 0.5 } as const;
const RANGES = {
  velocityCap: { least: 20, most: 100, step: 5 },
  topNote: { least: 60, most: 96, step: 1 },
  lowNote: { least: 28, most: 72, step: 1 },
  density: { least: 1, most: 12, step: 1 },
  share: { least: 0.1, most: 0.8, step: 0.05 },
} as const;
const TEMPOS = { least: 50, most: 140, step: 5 } as const;

/** Whether a limit is higher than usual. */
export function raisedLimits(limits: Limits): boolean {
  return limits.velocityCap > USUAL.velocityCap || limits.density > USUAL.density || limits.share > USUAL.share;
}

/** What the child hears and sees, and how much of it. */
export function SensesTab({ card }: TabProps) {
  const { children: said, frame } = words.value;
  const { limits, seizures, reason } = card.value;
  const set = (change: Partial<Limits>): void => {
    card.value = { ...card.peek(), limits: { ...card.peek().limits, ...change } };
  };
  const step = (name: keyof typeof RANGES, label: string, shown: string) => (
    <Stepper
      label={label}
      value={shown}
      atLeast={limits[name] <= RANGES[name].least}
      atMost={limits[name] >= RANGES[name].most}
      onStep={(direction) => set({ [name]: moved(card.peek().limits[name], RANGES[name], direction) })}
    />
  );
  return (
    <>
      <Choice
        label={said.seizures}
        options={(["no", "ask", "yes"] as const).map((value) => [value, said.seizuresAre[value]])}
        value={seizures}
        onChoose={(value) => (card.value = { ...card.peek(), seizures: value })}
        note={said.seizuresHow}
      />
      <Choice
        label={said.sensitive}
        options={[
          ["off", frame.off],
          ["on", frame.on],
        ]}
        value={limits.sensitive ? "on" : "off"}
        onChoose={(value) => set({ sensitive: value === "on" })}
        note={said.sensitiveHow}
      />
      {step("velocityCap", said.cap, String(limits.velocityCap))}
      {step("topNote", said.top, pitchName(limits.topNote))}
      {step("lowNote", said.low, pitchName(limits.lowNote))}
      {step("density", said.density, String(limits.density))}
      {step("share", said.share, `${Math.round(100 * limits.share)} %`)}
      {(["least", "most"] as const).map((end) => (
        <Stepper
          key={end}
          label={end === "least" ? said.tempoLeast : said.tempoMost}
          value={String(limits.tempo[end])}
          atLeast={limits.tempo[end] <= (end === "least" ? TEMPOS.least : limits.tempo.least)}
          atMost={limits.tempo[end] >= (end === "most" ? TEMPOS.most : limits.tempo.most)}
          onStep={(direction) => {
            const { tempo } = card.peek().limits;
            set({ tempo: { ...tempo, [end]: moved(tempo[end], TEMPOS, direction) } });
          }}
        />
      ))}
      <Choice
        label={said.duringBreak}
        options={(["softer", "off"] as const).map((value) => [value, said.duringBreakIs[value]])}
        value={limits.childDuringBreak}
        onChoose={(childDuringBreak) => set({ childDuringBreak })}
      />
      <TextField
        long
        label={said.reason}
        value={reason}
        onChange={(text) => (card.value = { ...card.peek(), reason: text })}
      />
    </>
  );
}

function moved(
  value: number,
  range: { readonly least: number; readonly most: number; readonly step: number },
  direction: -1 | 1,
): number {
  const next = Math.min(range.most, Math.max(range.least, value + direction * range.step));
  return Math.round(100 * next) / 100;
}
