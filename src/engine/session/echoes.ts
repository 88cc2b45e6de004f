import type { Millis, Pitch, Velocity } from "../time/units.ts";
import type { Command } from "./command.ts";
import type { NoteOffEvent, NoteOnEvent } from "./event.ts";

interface Sent {
  readonly at: Millis;
  readonly pitch: Pitch;
  readonly velocity: Velocity;
  /** Devices from which it came back. */
  readonly from: readonly string[];
}

/**
 * What the partner sent lately, and what has come back. A keyboard that also sounds the partner may send its notes back (MIDI
 * thru, local echo); they are not the child's. Immutable.
 */
export interface Echoes {
  readonly sent: readonly Sent[];
  /** Pitches of each device that came back and have not ended. */
  readonly sounding: readonly { readonly device: string; readonly pitch: Pitch }[];
}

/** Nothing sent yet. */
export const NO_ECHOES: Echoes = { sent: [], sounding: [] };

/** An echo comes back this long after its note, at the most, with the very same velocity. */
const SPAN: Millis = 25;
/**
 * A device is known to send back what it gets once this many notes in a row came back. Before, a note that looks like an echo
 * is the child's: children who copy do hit the partner's key at its time, as hard as it did, now and then.
 */
const KNOWN_AFTER = 2;
const KEPT = 16;

/** What was sent is kept in mind: the partner's notes, and the child's where they sound otherwise than they were struck. */
export function rememberSent(echoes: Echoes, commands: readonly Command[]): Echoes {
  const fresh = commands.flatMap((command): Sent[] =>
    command.kind === "noteOn" ? [{ at: command.at, pitch: command.pitch, velocity: command.velocity, from: [] }] : [],
  );
  return fresh.length === 0 ? echoes : { ...echoes, sent: [...echoes.sent.slice(-KEPT), ...fresh] };
}

/** What was dropped at `at` does not sound, and cannot come back. */
export function forgetDropped(echoes: Echoes, at: Millis): Echoes {
  return { ...echoes, sent: echoes.sent.filter((note) => note.at <= at) };
}

function sendsBack({ sent }: Echoes, device: string, now: Millis): boolean {
  const past = sent.filter(({ at }) => at + SPAN < now).slice(-KNOWN_AFTER);
  return past.length === KNOWN_AFTER && past.every(({ from }) => from.includes(device));
}

/** Whether a note is the partner's own, come back, and what is remembered then. */
export function hearEcho(echoes: Echoes, event: NoteOnEvent | NoteOffEvent): { echo: boolean; echoes: Echoes } {
  const { at, device } = event;
  // What comes back is what was sent, whatever the instrument's settings make of it.
  const pitch = event.raw?.pitch ?? event.pitch;
  if (event.kind === "noteOff") {
    const place = echoes.sounding.findIndex((note) => note.device === device && note.pitch === pitch);
    if (place < 0) return { echo: false, echoes };
    return { echo: true, echoes: { ...echoes, sounding: echoes.sounding.toSpliced(place, 1) } };
  }
  const velocity = event.raw?.velocity ?? event.velocity;
  const place = echoes.sent.findIndex(
    (note) =>
      note.pitch === pitch &&
      note.velocity === velocity &&
      at >= note.at &&
      at - note.at <= SPAN &&
      !note.from.includes(device),
  );
  const note = echoes.sent[place];
  if (!note) return { echo: false, echoes };
  const echo = sendsBack(echoes, device, at);
  return {
    echo,
    echoes: {
      sent: echoes.sent.with(place, { ...note, from: [...note.from, device] }),
      sounding: echo ? [...echoes.sounding, { device, pitch }] : echoes.sounding,
    },
  };
}
