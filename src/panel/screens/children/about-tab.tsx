import { Choice } from "../../controls/choice.tsx";
import { TextField } from "../../controls/text-field.tsx";
import { words } from "../../language.ts";
import type { TabProps } from "./child-card-page.tsx";

const SYMBOLS = ["circle", "square", "triangle", "diamond", "star", "wave"] as const;
const HANDS = ["right", "left", "either"] as const;
const PARAGRAPHS = ["communication", "interests", "calming", "nextTime"] as const;

/** Who the child is, without a name. */
export function AboutTab({ card }: TabProps) {
  const { children: said, card: more } = words.value;
  const { value } = card;
  return (
    <>
      <TextField
        label={said.nickname}
        note={said.nicknameHow}
        most={40}
        value={value.nickname}
        onChange={(nickname) => (card.value = { ...card.peek(), nickname })}
      />
      <TextField
        label={more.pronunciation}
        value={value.pronunciation}
        onChange={(pronunciation) => (card.value = { ...card.peek(), pronunciation })}
      />
      <Choice
        label={said.symbol}
        options={SYMBOLS.map((symbol) => [symbol, said.symbols[symbol]])}
        value={value.symbol}
        onChoose={(symbol) => (card.value = { ...card.peek(), symbol })}
      />
      <TextField
        label={said.born}
        type="month"
        value={value.born}
        onChange={(born) => (card.value = { ...card.peek(), born })}
      />
      <Choice
        label={said.hand}
        options={HANDS.map((hand) => [hand, said.hands[hand]])}
        value={value.hand}
        onChoose={(hand) => (card.value = { ...card.peek(), hand })}
      />
      <TextField
        label={said.language}
        value={value.language}
        onChange={(language) => (card.value = { ...card.peek(), language })}
      />
      <TextField
        long
        label={more.adults}
        value={value.adults}
        onChange={(adults) => (card.value = { ...card.peek(), adults })}
      />
      {PARAGRAPHS.map((name) => (
        <TextField
          key={name}
          long
          label={said[name]}
          value={value[name]}
          onChange={(text) => (card.value = { ...card.peek(), [name]: text })}
        />
      ))}
    </>
  );
}
