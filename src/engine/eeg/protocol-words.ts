import type { Millis } from "../time/units.ts";
import { type Protocol, presentBlock, windowsToGo } from "./protocol.ts";
import type { ProtocolBlock } from "./protocol-plan.ts";

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const seconds = (span: Millis) => `${Math.max(0, Math.ceil(span / 1_000))} s`;

function nameOf({ block }: ProtocolBlock, eyes: string): string {
  switch (block) {
    case "restOpen":
      return "rest with eyes open";
    case "restClosed":
      return "rest with eyes closed";
    case "music":
      return `music, eyes ${eyes}`;
    case "sham":
      return `silence that was announced as music, eyes ${eyes}`;
  }
}

/** Where the guided blocks are, in a sentence for the therapist: "Rest with eyes open – 40 s left". */
export function protocolWords(protocol: Protocol, at: Millis): string {
  const present = presentBlock(protocol);
  if (!present) return "The guided blocks are over";
  const name = nameOf(present, protocol.options.eyes);
  const left = (protocol.ends ?? at) - at;
  switch (protocol.stage) {
    case "ready":
      return `Next: ${name} – in ${seconds(left)}`;
    case "paused":
      return `Paused before ${name}: Next does it, Skip leaves it out`;
    case "over":
      return "The guided blocks are over";
    case "on": {
      const more = windowsToGo(protocol);
      const extended = left <= 2_000 && more > 1 && at - protocol.since > present.lasts - 2_000;
      return `${capital(name)} – ${extended ? `${more} clean windows to go` : `${seconds(left)} left`}`;
    }
  }
}

/** What the child is asked for, without a clock; null where nothing is asked. Music and sham are announced alike. */
export function childWords(protocol: Protocol): string | null {
  const present = presentBlock(protocol);
  if (!present || protocol.stage === "paused") return null;
  const closed = protocol.options.eyes === "closed";
  if (protocol.stage === "ready") return "Get ready";
  switch (present.block) {
    case "restOpen":
      return "Rest, eyes open";
    case "restClosed":
      return "Rest, eyes closed";
    case "music":
    case "sham":
      return closed ? "Listen, eyes closed" : "Listen, eyes open";
  }
}
