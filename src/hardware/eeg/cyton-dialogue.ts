import type { Millis } from "../../engine/time/units.ts";
import { type CytonChannel, channelCommand, leadOffCommand } from "./cyton-commands.ts";

/** One thing said to the board, and what is waited for. */
export interface CytonStep {
  readonly send: string;
  /** `silence`: no reply is due; go on when the line has been quiet for a while. */
  readonly expect: "reply" | "silence" | "nothing";
  /** A reply that does not begin or contain what it should is a refusal; without it any reply but a `Failure` is good. */
  readonly wanted?: RegExp;
  /** A refusal is noted, and the conversation goes on. */
  readonly mayRefuse?: true;
}

/** Where a conversation with the board stands. A value; `converse` gives the next. */
export interface CytonDialogue {
  readonly steps: readonly CytonStep[];
  /** Which step is under way; its length when all are done. */
  readonly place: number;
  /** The end of what the board said since the last step, printable letters only. */
  readonly heard: string;
  /** When the step gives up, or the silence is long enough. */
  readonly due: Millis;
  /** When a line that is never quiet is given up. */
  readonly end: Millis;
  readonly attempts: number;
  /** Replies in the order of the steps that had one. */
  readonly replies: readonly string[];
  /** What was refused of what may be, as it was sent. */
  readonly refused: readonly string[];
  /** Why it was given up, in a sentence. */
  readonly trouble: string | undefined;
}

/** What to do after an input: send these letters, call again at `dialogue.due`, or stop. */
export interface CytonTurn {
  readonly dialogue: CytonDialogue;
  readonly send: string;
  readonly outcome: "going on" | "done" | { readonly trouble: string };
}

const REPLY_END = "$$$";
/** The board answers within some 100 ms, a reset takes about a second. */
const REPLY_TIME: Millis = 3000;
/** A packet comes every 4 ms while streaming: after this long the stop has worked. */
const QUIET: Millis = 200;
const ATTEMPTS = 3;
/** Replies are shorter, even the list of registers. */
const MOST_HEARD = 4096;

/**
 * The steps that bring a board from whatever state it is in to streaming: opening the port does not reset it. `channels` are
 * the settings that differ from the defaults, by channel number; the board may refuse one, and the channel keeps the default. `driven`:
 * channels whose impedance is to be measured.
 */
export function startUp(
  boards: "cyton" | "cyton and daisy",
  channels: ReadonlyMap<number, CytonChannel> = new Map(),
  driven: readonly number[] = [],
): CytonStep[] {
  return [
    { send: "s", expect: "silence" },
    { send: "v", expect: "reply", wanted: /OpenBCI/i },
    { send: "d", expect: "reply" },
    // A board that has Daisy speaks for both after a reset; without one it says nothing to "c".
    boards === "cyton" ? { send: "c", expect: "silence" } : { send: "C", expect: "reply", wanted: /16\$\$\$$/ },
    ...[...channels].map(
      ([eegChannel, settings]) =>
        ({ send: channelCommand(eegChannel, settings), expect: "reply", wanted: /Success/, mayRefuse: true }) as const,
    ),
    ...driven.map((eegChannel) => leadOff(eegChannel, true)),
    { send: "b", expect: "nothing" },
  ];
}

/**
 * The steps into measuring impedances and out of it, for these channels. The current goes through the lower (N) pins, where
 * EEG electrodes are put. The stream goes on afterwards.
 */
export function impedanceMode(eegChannels: readonly number[], on: boolean): CytonStep[] {
  return [
    { send: "s", expect: "silence" },
    ...eegChannels.map((eegChannel) => leadOff(eegChannel, on)),
    { send: "b", expect: "nothing" },
  ];
}

function leadOff(eegChannel: number, on: boolean): CytonStep {
  return { send: leadOffCommand(eegChannel, { positive: false, negative: on }), expect: "reply", wanted: /Success/ };
}

/** Begins a conversation: the first letters are in `send`. */
export function openDialogue(steps: readonly CytonStep[], at: Millis): CytonTurn {
  return say(
    { steps, place: 0, heard: "", due: at, end: at, attempts: 0, replies: [], refused: [], trouble: undefined },
    at,
  );
}

/** Goes on with what the board said, or with the time when nothing came. Any bytes are taken: the board may still be streaming. */
export function converse(dialogue: CytonDialogue, at: Millis, bytes: Uint8Array = new Uint8Array()): CytonTurn {
  if (dialogue.trouble !== undefined) return fail(dialogue, dialogue.trouble);
  const step = dialogue.steps[dialogue.place];
  if (step === undefined) return { dialogue, send: "", outcome: "done" };
  if (step.expect === "silence") {
    if (bytes.length === 0) return at < dialogue.due ? goOn(dialogue) : next(dialogue, at);
    if (at < dialogue.end) return goOn({ ...dialogue, due: at + QUIET });
    if (dialogue.attempts < ATTEMPTS) return say(dialogue, at);
    return fail(
      dialogue,
      "What sends on this port does not stop when it is told to, so it is no Cyton: is this the port of its dongle?",
    );
  }
  const heard = (dialogue.heard + printable(bytes)).slice(-MOST_HEARD);
  const end = heard.indexOf(REPLY_END);
  if (end >= 0) {
    const reply = heard.slice(0, end + REPLY_END.length);
    return hear({ ...dialogue, heard: heard.slice(reply.length) }, step, reply, at);
  }
  if (at < dialogue.due) return goOn({ ...dialogue, heard });
  if (dialogue.attempts < ATTEMPTS) return say({ ...dialogue, heard: "" }, at);
  if (heard.length > 0) {
    return fail(
      dialogue,
      `What comes from this port is no Cyton's answer to "${step.send}": is this the port of its dongle, at its usual speed (115200)?`,
    );
  }
  return fail(
    dialogue,
    `The Cyton did not answer "${step.send}" within ${(ATTEMPTS * REPLY_TIME) / 1000} s: is this the port of its dongle?`,
  );
}

function hear(dialogue: CytonDialogue, step: CytonStep, reply: string, at: Millis): CytonTurn {
  const failure = /Failure[^$]*/.exec(reply)?.[0].trim();
  if (failure !== undefined && /^Failure: Communications timeout/i.test(failure)) {
    return fail(
      dialogue,
      "The Cyton's dongle answers but the board does not: switch the board on (to PC) and check its battery.",
    );
  }
  if (failure === undefined && (step.wanted === undefined || step.wanted.test(reply))) {
    return next({ ...dialogue, replies: [...dialogue.replies, reply] }, at);
  }
  // The end of an older reply, or one that was garbled on its way: ask again.
  if (dialogue.attempts < ATTEMPTS) return say({ ...dialogue, heard: "" }, at);
  if (step.mayRefuse) return next({ ...dialogue, refused: [...dialogue.refused, step.send] }, at);
  return fail(
    dialogue,
    `The Cyton refused "${step.send}": it answered "${(failure ?? reply).replace(/\s+/g, " ").slice(-120)}".`,
  );
}

function next(dialogue: CytonDialogue, at: Millis): CytonTurn {
  return say({ ...dialogue, place: dialogue.place + 1, heard: "", attempts: 0 }, at);
}

function say(dialogue: CytonDialogue, at: Millis): CytonTurn {
  const step = dialogue.steps[dialogue.place];
  if (step === undefined) return { dialogue, send: "", outcome: "done" };
  const due = at + (step.expect === "silence" ? QUIET : REPLY_TIME);
  const said: CytonDialogue = { ...dialogue, due, end: at + REPLY_TIME, attempts: dialogue.attempts + 1 };
  if (step.expect !== "nothing") return { dialogue: said, send: step.send, outcome: "going on" };
  const after = say({ ...dialogue, place: dialogue.place + 1, heard: "", attempts: 0 }, at);
  return { ...after, send: step.send + after.send };
}

function goOn(dialogue: CytonDialogue): CytonTurn {
  return { dialogue, send: "", outcome: "going on" };
}

function fail(dialogue: CytonDialogue, trouble: string): CytonTurn {
  return { dialogue: { ...dialogue, trouble }, send: "", outcome: { trouble } };
}

/** Letters and line ends; whatever else a stream holds becomes a space. */
function printable(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) =>
    byte === 10 || (byte >= 32 && byte < 127) ? String.fromCharCode(byte) : " ",
  ).join("");
}
