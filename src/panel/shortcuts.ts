import type { TagDetail, TagName } from "../server/protocol.ts";
import { usualKeyOf } from "./key-map.ts";
import { words } from "./language.ts";
import type { Panel } from "./panel.ts";
import { isTyping } from "./typing.ts";

type Action = (panel: Panel) => void;

/** Tags by the character typed, not by the key: "*" needs Shift on many keyboards. */
const TAGS: Readonly<Record<string, readonly [name: TagName, detail: TagDetail | null]>> = {
  e: ["eyeContact", null],
  j: ["jointAttention", null],
  J: ["jointAttention", "childStarted"],
  i: ["starts", null],
  r: ["answers", null],
  n: ["noAnswer", null],
  t: ["turn", null],
  v: ["voice", null],
  s: ["joy", null],
  m: ["sameFeeling", null],
  x: ["selfRegulating", null],
  d: ["distress", null],
  p: ["prompt", null],
  "*": ["moment", null],
  1: ["engagement", "1"],
  2: ["engagement", "2"],
  3: ["engagement", "3"],
  4: ["engagement", "4"],
  5: ["engagement", "5"],
  6: ["regulation", "calm"],
  7: ["regulation", "high"],
  8: ["regulation", "low"],
  9: ["regulation", "overloaded"],
};

const CARDS: Readonly<Record<string, string>> = {
  g: "ground",
  f: "follow",
  a: "answer",
  h: "hold",
  l: "makeSpace",
  c: "calm",
};

function turn(name: "busy" | "loudness" | "register", by: number): Action {
  return (panel) => {
    const present = panel.steering?.[name];
    // The engine keeps what is sent inside the range.
    if (present !== undefined) void panel.send("param:set", { [name]: bound(name, present + by) });
  };
}

const RANGES = { busy: [0, 5], loudness: [-24, 12], register: [-2, 2] } as const;

function bound(name: keyof typeof RANGES, value: number): number {
  const [least, most] = RANGES[name];
  return Math.min(most, Math.max(least, value));
}

function tempo(by: number): Action {
  return (panel) => {
    const { tempo } = panel.view.peek() ?? {};
    const from = panel.steering?.tempo ?? tempo?.partner ?? tempo?.child ?? 92;
    void panel.send("param:set", { tempo: Math.min(200, Math.max(40, Math.round(from) + by)) });
  };
}

const ACTIONS: Readonly<Record<string, Action>> = {
  ArrowLeft: tempo(-2),
  ArrowRight: tempo(2),
  ArrowUp: turn("loudness", 3),
  ArrowDown: turn("loudness", -3),
  "]": turn("busy", 1),
  "[": turn("busy", -1),
  ".": turn("register", 1),
  ",": turn("register", -1),
  0: (panel) => void panel.send("quiet", !(panel.view.peek()?.quiet ?? false)),
  b: (panel) => void panel.send("break", !(panel.view.peek()?.onBreak ?? false)),
  Enter: (panel) => {
    const plan = panel.view.peek()?.plan;
    if (plan && plan.phase < plan.phases.length - 1) void panel.send("phase:go", plan.phase + 1);
  },
};

/** What a key of the keyboard map does (sensory-safety 7.6); undefined for one that is not in it. Esc is STOP everywhere. */
export function shortcut(key: string): Action | undefined {
  const tag = TAGS[key] ?? TAGS[key.toLowerCase()];
  if (tag) return (panel) => panel.tag(...tag, words.peek().live.tagNames[tag[0]]);
  const card = CARDS[key.toLowerCase()];
  if (card !== undefined) return (panel) => void panel.send("technique:set", card);
  return ACTIONS[key] ?? ACTIONS[key.toLowerCase()];
}

/** Follows the keyboard while `on()`; text fields and lists keep their letters, buttons their Enter, sliders their arrows. */
export function followShortcuts(panel: Panel, on: () => boolean): () => void {
  const press = (event: KeyboardEvent): void => {
    if (!on() || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
    const target = event.target instanceof HTMLElement ? event.target : document.body;
    if (event.key === "Enter" && target.closest("button, a")) return;
    if (event.key.startsWith("Arrow") && target.closest("input, [role=toolbar], .roll-table")) return;
    // A held key repeats what is turned, and nothing else.
    if (event.repeat && !event.key.startsWith("Arrow")) return;
    const usual = usualKeyOf(event.key);
    const action = usual === undefined ? undefined : shortcut(usual);
    if (!action) return;
    event.preventDefault();
    action(panel);
  };
  window.addEventListener("keydown", press);
  return () => window.removeEventListener("keydown", press);
}
