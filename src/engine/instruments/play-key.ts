import type { Millis, Pitch, Velocity } from "../time/units.ts";
import { seeGap } from "./double-hits.ts";
import { type Instrument, type Instruments, type Place, type Played, placeOf, UNPLAYED } from "./instrument.ts";
import { INSTRUMENT_RANGES } from "./instrument-settings.ts";
import type { KeyEvent, LeftOut } from "./key-event.ts";
import { Passage } from "./passage.ts";

/** The note that a switch plays: the `count`-th from 0, of the scale or of the tune. */
export type SwitchNote = (of: "scale" | "tune", count: number) => Pitch;

/** All of a switch's keys are one. */
const SWITCH: Place = 256;
/** What becomes of a key, pad or pedal. One whose instrument is not known is played as it came, by the child. */
export function playKey(instruments: Instruments, event: KeyEvent, switchNote: SwitchNote): Played {
  const known = instruments.byName.get(event.instrument) ?? UNPLAYED;
  const passage = new Passage(instruments, event.instrument, known, event.at);
  switch (event.kind) {
    case "down":
      return press(passage, known, event, switchNote);
    case "up":
      return lift(passage, known, event);
    case "pedal":
      return tread(passage, known, event.down);
  }
}

type Down = Extract<KeyEvent, { kind: "down" }>;

function press(passage: Passage, instrument: Instrument, event: Down, switchNote: SwitchNote): Played {
  const { settings, struck } = instrument;
  if (settings.player === "unused" || !isKey(event)) return passage.done({});
  const one = settings.playedAs === "scaleSwitch" || settings.playedAs === "tuneSwitch";
  const came = placeOf(event.key, event.pad);
  if (one && instrument.pressed.size > 0 && !instrument.pressed.has(came)) {
    // A hand that falls on several keys presses one big pad.
    return passage.done({ pressed: new Set(instrument.pressed).add(came) });
  }
  const place = one ? SWITCH : came;
  const gap = event.at - (struck.get(place) ?? Number.NEGATIVE_INFINITY);
  const gaps = seeGap(instrument.gaps, gap);
  const seen = { gaps, doubleHits: instrument.doubleHits + (gaps === instrument.gaps ? 0 : 1) };
  const why = whyLeftOut(instrument, event, gap, one);
  if (why) {
    passage.leaveOut(event, why);
    return passage.done(seen);
  }
  const { pitch, pad } = one
    ? { pitch: switchNote(settings.playedAs === "tuneSwitch" ? "tune" : "scale", instrument.walked), pad: false }
    : soundOf(instrument, event);
  const velocity = instrument.table[Math.min(127, event.velocity)] as Velocity;
  passage.begin(place, { player: settings.player, pitch, pad, velocity, event });
  return passage.done({
    ...seen,
    struck: stillClose(struck, event.at).set(place, event.at),
    ...(one ? { pressed: new Set([came]), walked: instrument.walked + 1 } : {}),
  });
}

/** The strokes after which another may be a double hit. */
function stillClose(struck: Instrument["struck"], at: Millis): Map<Place, Millis> {
  const close = new Map<Place, Millis>();
  for (const [place, since] of struck) if (at - since < INSTRUMENT_RANGES.doubleHit.most) close.set(place, since);
  return close;
}

/** From a broken cable anything may come. */
function isKey({ key, velocity, at }: Down): boolean {
  return (
    Number.isInteger(key) && key >= 0 && key <= 127 && velocity >= 1 && Number.isInteger(velocity) && !Number.isNaN(at)
  );
}

function whyLeftOut({ settings, learnt }: Instrument, event: Down, gap: Millis, one: boolean): LeftOut | undefined {
  const { key, pad, velocity } = event;
  const { low, high } = settings.range;
  const ranged = !one && !pad && settings.playedAs === "keys";
  if (ranged && (key < low || key > high)) return "outside";
  if (!one && learnt.get(placeOf(key, pad))?.sound === null) return "outside";
  if (velocity < settings.deadZone) return "tooSoft";
  return gap >= 0 && gap < settings.doubleHit ? "doubleHit" : undefined;
}

function soundOf({ settings, learnt }: Instrument, { key, pad }: Down): { pitch: Pitch; pad: boolean } {
  const sound = learnt.get(placeOf(key, pad))?.sound;
  return sound ? { pitch: sound.pitch, pad: sound.drum } : { pitch: key, pad: pad || settings.playedAs === "pads" };
}

function lift(passage: Passage, instrument: Instrument, { key, pad }: Extract<KeyEvent, { kind: "up" }>): Played {
  const { settings, pedal, held } = instrument;
  const came = placeOf(key, pad);
  const pressed = new Set(instrument.pressed);
  const one = pressed.delete(came);
  if (one && pressed.size > 0) return passage.done({ pressed });
  const place = one ? SWITCH : came;
  const note = held.get(place);
  const { rule } = settings.sustain;
  if (note && (rule === "key" || (rule === "pedal" && !pedal))) passage.end(place);
  else if (note) passage.keep(place, { ...note, down: false });
  return passage.done({ pressed });
}

function tread(passage: Passage, { settings, held }: Instrument, down: boolean): Played {
  if (!down && settings.sustain.rule === "pedal") {
    for (const [place, note] of held) if (!note.down) passage.end(place);
  }
  return passage.done({ pedal: down });
}
