import type { ChildCard } from "../../../server/protocol.ts";
import { Stepper } from "../../controls/stepper.tsx";
import { TextField } from "../../controls/text-field.tsx";
import { words } from "../../language.ts";
import type { TabProps } from "./child-card-page.tsx";

type Goal = ChildCard["goals"][number];

const MOST = 4;
const LEVELS = ["−2", "−1", "0", "+1", "+2"];
const NEW: Goal = { domain: "", sentence: "", levels: ["", "", "", "", ""], importance: 1, difficulty: 1, review: "" };

/** Two to four goals, each with five levels in words: goal attainment scaling. */
export function GoalsTab({ card }: TabProps) {
  const { children: said } = words.value;
  const { goals } = card.value;
  const change = (index: number, part: Partial<Goal>): void => {
    const next = card.peek().goals.map((goal, place) => (place === index ? { ...goal, ...part } : goal));
    card.value = { ...card.peek(), goals: next };
  };
  return (
    <>
      {goals.map((goal, index) => (
        <fieldset key={index} class="stack goal">
          <legend>{said.goal(index + 1)}</legend>
          <TextField label={said.domain} value={goal.domain} onChange={(domain) => change(index, { domain })} />
          <TextField
            long
            label={said.sentence}
            value={goal.sentence}
            onChange={(sentence) => change(index, { sentence })}
          />
          {LEVELS.map((level, place) => (
            <TextField
              key={level}
              label={said.level(level)}
              most={300}
              value={goal.levels[place] ?? ""}
              onChange={(text) => change(index, { levels: goal.levels.map((old, at) => (at === place ? text : old)) })}
            />
          ))}
          {(["importance", "difficulty"] as const).map((name) => (
            <Stepper
              key={name}
              label={said[name]}
              value={String(goal[name])}
              atLeast={goal[name] <= 0}
              atMost={goal[name] >= 3}
              onStep={(direction) => change(index, { [name]: Math.min(3, Math.max(0, goal[name] + direction)) })}
            />
          ))}
          <TextField
            label={said.review}
            type="date"
            value={goal.review}
            onChange={(review) => change(index, { review })}
          />
          <div class="line">
            <button
              type="button"
              onClick={() => (card.value = { ...card.peek(), goals: goals.filter((_, place) => place !== index) })}
            >
              {said.removeGoal}
            </button>
          </div>
        </fieldset>
      ))}
      <div class="line">
        <button
          type="button"
          disabled={goals.length >= MOST}
          onClick={() => (card.value = { ...card.peek(), goals: [...goals, NEW] })}
        >
          {said.addGoal}
        </button>
      </div>
    </>
  );
}
