import type { Millis, Pitch, Velocity } from "../time/units.ts";
import type { Command } from "./command.ts";
import type { NoteOffEvent, NoteOnEvent } from "./event.ts";

/**
 * What the partner sent lately, and what has come back. A keyboard that also sounds the partner may send its notes back (MIDI
 * thru, local echo); they are not the child's. Immutable.
 */
export interface Echoes {
  readonly sent: readonly { readonly at: Millis; readonly pitch: Pitch; readonly velocity: Velocity }[];
  /** Pitches of each device that came back and have not ended. */
  readonly sounding: readonly { readonly device: string; readonly pitch: Pitch }[];
}

/** Nothing sent yet. */
export const NO_ECHOES: Echoes = { sent: [], sounding: [] };

/** An echo comes back this long after its note, at the most, with the very same velocity. */
const SPAN: Millis = 80;

/** What was sent is kept in mind until its echo could no longer come. */
export function rememberSent(echoes: Echoes, commands: readonly Command[], now: Millis): Echoes {
  const fresh = commands.flatMap((command) =>
    command.kind === "noteOn" && command.player === "partner"
      ? [{ at: command.at, pitch: command.pitch, velocity: command.velocity }]
      : [],
  );
  if (fresh.length === 0) return echoes;
  return { ...echoes, sent: [...echoes.sent.filter(({ at }) => at + SPAN >= now), ...fresh] };
}

/** Whether a note is the partner's own, come back, and what is remembered then. */
export function hearEcho(echoes: Echoes, event: NoteOnEvent | NoteOffEvent): { echo: boolean; echoes: Echoes } {
  const { at, device, pitch } = event;
  if (event.kind === "noteOff") {
    const place = echoes.sounding.findIndex((note) => note.device === device && note.pitch === pitch);
    if (place < 0) return { echo: false, echoes };
    return { echo: true, echoes: { ...echoes, sounding: echoes.sounding.toSpliced(place, 1) } };
  }
  const place = echoes.sent.findIndex(
    (note) => note.pitch === pitch && note.velocity === event.velocity && at >= note.at && at - note.at <= SPAN,
  );
  if (place < 0) return { echo: false, echoes };
  return {
    echo: true,
    echoes: { sent: echoes.sent.toSpliced(place, 1), sounding: [...echoes.sounding, { device, pitch }] },
  };
}
