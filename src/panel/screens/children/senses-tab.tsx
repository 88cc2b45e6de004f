import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { ChildCard } from "../../../server/protocol.ts";
import { Choice } from "../../controls/choice.tsx";
import { Slider } from "../../controls/slider.tsx";
import { Stepper } from "../../controls/stepper.tsx";
import { TextField } from "../../controls/text-field.tsx";
import { pitchName, words } from "../../language.ts";
import type { Panel } from "../../panel.ts";
import type { TabProps } from "./child-card-page.tsx";
import { DislikedSounds } from "./disliked-sounds.tsx";
import { EffectiveLimits, earLevel } from "./effective-limits.tsx";
import { lightsFor, SURPRISES } from "./usual-limits.ts";
import "../../styles/senses.css";

type Limits = ChildCard["limits"];

const RANGES = {
  velocityCap: { least: 20, most: 100, step: 5 },
  topNote: { least: 60, most: 96, step: 1 },
  lowNote: { least: 28, most: 72, step: 1 },
  density: { least: 1, most: 12, step: 1 },
  share: { least: 0.1, most: 0.8, step: 0.05 },
} as const;
const TEMPOS = { least: 50, most: 140, step: 5 } as const;
const DISTANCES = { least: 0.4, most: 2, step: 0.1 } as const;
const LIGHTS = ["off", "still", "slow"] as const;

/** What the child hears, sees and feels, and how much of it. */
export function SensesTab({ card, panel }: TabProps & { panel: Panel }) {
  const { children: said, sounding } = words.value;
  const { value } = card;
  const { seizures, reason } = value;
  const loudness = panel.welcome.value?.loudness;
  const set = (change: Partial<Limits>): void => {
    card.value = { ...card.peek(), limits: { ...card.peek().limits, ...change } };
  };
  return (
    <>
      <Part title={sounding.parts.sound}>
        <SoundLimits limits={value.limits} earLevel={(velocity) => earLevel(loudness, velocity)} onChange={set} />
      </Part>
      <Part title={sounding.parts.disliked}>
        <DislikedSounds panel={panel} limits={value.limits} onChange={set} />
      </Part>
      <Part title={sounding.parts.light}>
        <Choice
          label={said.seizures}
          options={(["no", "ask", "yes"] as const).map((one) => [one, said.seizuresAre[one]])}
          value={seizures}
          onChoose={(one) => (card.value = { ...card.peek(), seizures: one })}
          note={said.seizuresHow}
        />
        <Lights
          card={value}
          onChoose={(lights) => (card.value = { ...card.peek(), robot: { ...card.peek().robot, lights } })}
        />
        <ChildScreenLook card={card} />
      </Part>
      <Part title={sounding.parts.touch}>
        <TextField
          long
          label={sounding.touch}
          value={value.touch}
          onChange={(touch) => (card.value = { ...card.peek(), touch })}
        />
        <Stepper
          label={sounding.distance}
          value={sounding.metres(value.robot.distance.toFixed(1))}
          atLeast={value.robot.distance <= DISTANCES.least}
          atMost={value.robot.distance >= DISTANCES.most}
          onStep={(direction) => {
            const { robot } = card.peek();
            card.value = { ...card.peek(), robot: { ...robot, distance: moved(robot.distance, DISTANCES, direction) } };
          }}
        />
      </Part>
      <Part title={sounding.parts.notes}>
        {(["helps", "tooMuch"] as const).map((name) => (
          <TextField
            key={name}
            long
            label={said[name]}
            value={value[name]}
            onChange={(text) => (card.value = { ...card.peek(), [name]: text })}
          />
        ))}
        <TextField
          long
          label={said.reason}
          value={reason}
          onChange={(text) => (card.value = { ...card.peek(), reason: text })}
        />
      </Part>
      <Part title={sounding.parts.holds}>
        <EffectiveLimits card={value} loudness={loudness} />
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="part stack" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

interface SoundProps {
  readonly limits: Limits;
  readonly earLevel: (velocity: number) => number | undefined;
  readonly onChange: (change: Partial<Limits>) => void;
}

function SoundLimits({ limits, earLevel, onChange }: SoundProps) {
  const { children: said, frame, sounding } = words.value;
  const step = (name: "topNote" | "lowNote" | "density" | "share", label: string, shown: string) => (
    <Stepper
      label={label}
      value={shown}
      atLeast={limits[name] <= RANGES[name].least}
      atMost={limits[name] >= RANGES[name].most}
      onStep={(direction) => onChange({ [name]: moved(limits[name], RANGES[name], direction) })}
    />
  );
  const { rise, over } = SURPRISES[limits.surprise];
  return (
    <>
      <Slider
        label={sounding.ceiling}
        {...RANGES.velocityCap}
        value={limits.velocityCap}
        says={(velocity) => {
          const at = velocity ?? limits.velocityCap;
          const level = earLevel(at);
          return `${sounding.ceilingIs(at)}, ${level === undefined ? sounding.notCalibrated : sounding.decibels(level)}${at > 80 ? `, ${sounding.raised}` : ""}`;
        }}
        onSet={(velocityCap) => onChange({ velocityCap })}
      />
      <Choice
        label={said.sensitive}
        options={[
          ["off", frame.off],
          ["on", frame.on],
        ]}
        value={limits.sensitive ? "on" : "off"}
        onChoose={(value) => onChange({ sensitive: value === "on" })}
        note={said.sensitiveHow}
      />
      <Choice
        label={sounding.surprise}
        options={(["low", "medium", "high"] as const).map((one) => [one, sounding.surprises[one]])}
        value={limits.surprise}
        onChoose={(surprise) => onChange({ surprise })}
        note={sounding.surpriseHow(rise, String(over / 1_000))}
      />
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
          onStep={(direction) =>
            onChange({ tempo: { ...limits.tempo, [end]: moved(limits.tempo[end], TEMPOS, direction) } })
          }
        />
      ))}
      <Choice
        label={said.duringBreak}
        options={(["softer", "off"] as const).map((value) => [value, said.duringBreakIs[value]])}
        value={limits.childDuringBreak}
        onChoose={(childDuringBreak) => onChange({ childDuringBreak })}
      />
    </>
  );
}

/** Off, still or slow; without a "no" to seizures "slow" is locked. */
/** How the child's own screen looks, and whether it begins with a card to ask for more. */
function ChildScreenLook({ card }: { card: Signal<ChildCard> }) {
  const { child } = words.value;
  const { screen } = card.value;
  const set = (part: Partial<ChildCard["screen"]>): void => {
    card.value = { ...card.peek(), screen: { ...card.peek().screen, ...part } };
  };
  return (
    <>
      <Choice
        label={child.theme}
        options={(["light", "dim"] as const).map((theme) => [theme, child.themes[theme]])}
        value={screen.theme}
        onChoose={(theme) => set({ theme })}
      />
      <div class="line">
        <button type="button" aria-pressed={screen.more} onClick={() => set({ more: !screen.more })}>
          {child.moreCard}
          {screen.more && " ✓"}
        </button>
      </div>
    </>
  );
}

function Lights({ card, onChoose }: { card: ChildCard; onChoose: (lights: (typeof LIGHTS)[number]) => void }) {
  const { robot, sounding } = words.value;
  const locked = card.seizures !== "no";
  return (
    <fieldset class="choice">
      <legend>{sounding.robotLights}</legend>
      <div class="options">
        {LIGHTS.map((lights) => {
          const shown = lightsFor(card) === lights;
          return (
            <button
              key={lights}
              type="button"
              aria-pressed={shown}
              disabled={locked && lights === "slow"}
              onClick={() => onChoose(lights)}
            >
              {robot.lightsAre[lights]}
              {shown && <span aria-hidden="true"> ✓</span>}
            </button>
          );
        })}
      </div>
      {locked && <p class="muted">{sounding.lightLocked}</p>}
    </fieldset>
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
