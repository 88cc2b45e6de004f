import type { Millis } from "../time/units.ts";
import { type Held, type Instrument, type Instruments, type Played, placeOf, UNPLAYED } from "./instrument.ts";
import type { InstrumentSettings } from "./instrument-settings.ts";
import { Passage } from "./passage.ts";
import { curveTable } from "./velocity-curve.ts";

/** A note that only the pedal holds ends after this time: somebody sits on it. */
const LONGEST_PEDAL: Millis = 12_000;

/** An instrument is played like this from now on. What it sounds ends first: its keys may mean something else now. */
export function setInstrument(
  instruments: Instruments,
  name: string,
  settings: InstrumentSettings,
  at: Millis,
): Played {
  const ended = endAll(instruments, name, at);
  const before = ended.instruments.byName.get(name);
  const fresh: Instrument = {
    ...(before ?? UNPLAYED),
    settings,
    table: curveTable(settings.curve),
    learnt: new Map(settings.learnt.map((one) => [placeOf(one.key, one.pad), one])),
  };
  return { ...ended, instruments: withInstrument(ended.instruments, name, fresh) };
}

/** Ends all that an instrument sounds: its cable was pulled, or its keys mean something else now. */
export function endAll(instruments: Instruments, name: string, at: Millis): Played {
  const instrument = instruments.byName.get(name);
  if (!instrument) return { instruments, notes: [] };
  const passage = new Passage(instruments, name, instrument, at);
  for (const place of instrument.held.keys()) passage.end(place);
  return passage.done({ pressed: new Set(), pedal: false, struck: new Map() });
}

/** When the next note ends by itself; Infinity where none does. */
export function nextEnd(instruments: Instruments): Millis {
  let next = Number.POSITIVE_INFINITY;
  for (const { settings, held } of instruments.byName.values()) {
    if (settings.sustain.rule === "key") continue;
    for (const one of held.values()) next = Math.min(next, endOf(settings, one));
  }
  return next;
}

/** Ends the notes whose time is over. */
export function endDue(instruments: Instruments, at: Millis): Played {
  let played: Played = { instruments, notes: [] };
  for (const [name, instrument] of instruments.byName) {
    const due = [...instrument.held].filter(([, one]) => endOf(instrument.settings, one) <= at);
    if (due.length === 0) continue;
    const passage = new Passage(played.instruments, name, instrument, at);
    for (const [place] of due) passage.end(place);
    const done = passage.done({});
    played = { instruments: done.instruments, notes: [...played.notes, ...done.notes] };
  }
  return played;
}

function withInstrument(instruments: Instruments, name: string, instrument: Instrument): Instruments {
  return { ...instruments, byName: new Map(instruments.byName).set(name, instrument) };
}

function endOf({ sustain }: InstrumentSettings, { since, down }: Held): Millis {
  if (sustain.rule === "timed") return since + sustain.after;
  return sustain.rule === "pedal" && !down ? since + LONGEST_PEDAL : Number.POSITIVE_INFINITY;
}
