import { emitKeypressEvents } from "node:readline";

/** What a pressed key means while a robot is calibrated. */
export type Key = "yes" | "less" | "more" | "muchLess" | "muchMore" | "confirm" | "stop" | "leave";

const NAMED: Readonly<Record<string, Key>> = {
  y: "yes",
  down: "muchLess",
  up: "muchMore",
  return: "confirm",
  enter: "confirm",
  space: "stop",
  q: "leave",
};
const WRITTEN: Readonly<Record<string, Key>> = { "-": "less", "−": "less", "+": "more", "=": "more" };

function keyOf(text: string | undefined, { name, ctrl }: { name?: string; ctrl?: boolean }): Key | undefined {
  if (ctrl) return name === "c" || name === "d" ? "leave" : undefined;
  return WRITTEN[text ?? ""] ?? NAMED[name ?? ""];
}

/** The keys of a terminal; `hear` is handed each one at once, and "leave" when the terminal goes. Returns what ends it. */
export function listenToKeys(input: NodeJS.ReadStream | NodeJS.ReadableStream, hear: (key: Key) => void): () => void {
  const raw = "setRawMode" in input && input.isTTY;
  const press = (text: string | undefined, about: { name?: string; ctrl?: boolean }) => {
    const key = keyOf(text, about);
    if (key) hear(key);
  };
  const gone = () => hear("leave");
  emitKeypressEvents(input);
  if (raw) input.setRawMode(true);
  input.on("keypress", press);
  input.on("end", gone);
  input.resume();
  return () => {
    input.off("keypress", press);
    input.off("end", gone);
    if (raw) input.setRawMode(false);
    input.pause();
  };
}
