import type { Command, LevelCommand, NoteOnCommand } from "../../src/engine/session/command.ts";
import type { Profile } from "../../src/engine/session/profile.ts";

/** What left beyond a limit. */
export interface Breach {
  readonly at: number;
  readonly rule: string;
  readonly text: string;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** What the checker cannot see in the commands. */
export interface Circumstances {
  /** When each of the others sounded, a list for each; without it, what the child's own notes among the commands say. */
  readonly others?: readonly (readonly Span[])[];
  /** When phases began; the share is counted in each. */
  readonly phases?: readonly number[];
  /** Rituals: the share does not count in them. */
  readonly rituals?: readonly Span[];
}

interface Note {
  readonly player: string;
  readonly pitch: number;
  readonly voice: string;
  readonly velocity: number;
  readonly onset: number;
  end: number;
}

/** The limits in plain numbers, written down a second time: nothing here is taken from the code that keeps them. */
const CAP = 100;
const RANGE = { low: 28, top: 96 };
const PERCUSSION = { low: 35, high: 81 };
const LONGEST: Readonly<Record<string, number>> = { melody: 2_000, drum: 2_000, bass: 8_000, chords: 8_000 };
const RETRIGGER = 50;
const CHORD = { span: 35, notes: 4 };
const MOST_ONSETS = 12;
const WINDOW = 2_000;
const QUIET_START = -24;
const CREDIT = 20_000;
const UNHEARD = -60;
const CLOSE = 1e-5;

const levelOf = (velocity: number) => 40 * Math.log10(velocity / 127);

/**
 * Everything in a stream of commands, in the order in which they left, that is beyond a limit of the profile. It reads only the
 * commands, and knows nothing of what was asked for. Notes that a release or STOP dropped are held to the limits of a single
 * note, those that sounded to all.
 */
export function breachesOf(
  commands: readonly Command[],
  profile: Profile,
  circumstances: Circumstances = {},
): Breach[] {
  const breaches: Breach[] = [];
  const tell = (at: number, rule: string, text: string) => breaches.push({ at, rule, text });
  for (const command of commands) if (command.kind === "noteOn") checkNote(command, profile, tell);
  const notes = soundedNotes(commands, tell);
  const partner = notes.filter(({ player }) => player === "partner");
  for (const note of partner) {
    const most = LONGEST[note.voice] ?? 0;
    if (!(note.end - note.onset <= most + CLOSE))
      tell(note.onset, "length", `${note.end - note.onset} ms of ${note.voice}`);
  }
  checkRetrigger(notes, tell);
  const chords = chordsOf(partner);
  checkDensity(chords, profile, tell);
  const levels = commands.filter((command): command is LevelCommand => command.kind === "level");
  checkLevels(levels, profile, tell);
  const child = notes.filter(({ player }) => player === "child");
  const spansOfChild = child.map(({ onset, end }) => ({ from: onset, to: end }));
  const others = circumstances.others ?? [spansOfChild];
  checkRise(chords, rampsOf(levels, "partner"), profile, others.flat(), tell);
  checkShare(partner, others, profile, circumstances, tell);
  return breaches.sort((a, b) => a.at - b.at);
}

type Tell = (at: number, rule: string, text: string) => void;

function checkNote({ at, player, pitch, velocity, voice }: NoteOnCommand, profile: Profile, tell: Tell): void {
  if (!Number.isFinite(at)) tell(at, "time", `a note at ${at}`);
  if (!Number.isInteger(velocity) || velocity < 1 || velocity > Math.min(CAP, profile.velocityCap))
    tell(at, "velocity", `${velocity} for a cap of ${profile.velocityCap}`);
  if (!Number.isInteger(pitch) || pitch < 0 || pitch > 127) tell(at, "pitch", `${pitch} is no pitch`);
  if (voice === "drum") {
    if (pitch < PERCUSSION.low || pitch > PERCUSSION.high) tell(at, "blocked", `${pitch} is no percussion`);
    if (profile.blockedDrums.includes(pitch)) tell(at, "blocked", `drum ${pitch} is off`);
  } else if (player === "partner") {
    const low = Math.max(RANGE.low, profile.lowNote - (voice === "bass" ? 12 : 0));
    if (pitch < low || pitch > Math.min(RANGE.top, profile.topNote))
      tell(at, "pitch", `${pitch} of ${voice ?? "melody"}`);
  }
}

/** The notes as they sounded, in order of onset. */
function soundedNotes(commands: readonly Command[], tell: Tell): Note[] {
  let open: Note[] = [];
  const done: Note[] = [];
  const cut = (at: number, fade: number, player?: string) => {
    for (const list of [open, done]) {
      const left = list.filter((note) => (player !== undefined && note.player !== player) || note.onset <= at);
      for (const note of left)
        if (player === undefined || note.player === player) note.end = Math.min(note.end, at + fade);
      list.splice(0, list.length, ...left);
    }
    done.push(...open.filter(({ end }) => end < Number.POSITIVE_INFINITY));
    open = open.filter(({ end }) => end === Number.POSITIVE_INFINITY);
  };
  for (const command of commands) {
    switch (command.kind) {
      case "noteOn": {
        const { at, player, pitch, velocity, voice = "melody" } = command;
        open.push({ player, pitch, voice, velocity, onset: at, end: Number.POSITIVE_INFINITY });
        break;
      }
      case "noteOff": {
        const { at, player, pitch, voice = "melody" } = command;
        const own = (note: Note) =>
          note.player === player && note.pitch === pitch && note.voice === voice && note.onset <= at;
        const note = open.findLast(own);
        if (note) {
          note.end = at;
          open.splice(open.indexOf(note), 1);
          done.push(note);
        } else if (player === "partner") tell(at, "balance", `an end of ${voice} ${pitch} that has no beginning`);
        break;
      }
      case "release":
        cut(command.at, command.fade, command.player);
        break;
      case "silence":
        cut(command.at, command.fade);
        break;
    }
  }
  for (const { player, onset, voice, pitch } of open)
    if (player === "partner") tell(onset, "balance", `${voice} ${pitch} never ends`);
  return [...done, ...open].sort((a, b) => a.onset - b.onset);
}

/** Nobody's note is struck again too soon, and the partner's not while it sounds. */
function checkRetrigger(notes: readonly Note[], tell: Tell): void {
  const last = new Map<string, Note>();
  for (const note of notes) {
    const name = `${note.player} ${note.voice} ${note.pitch}`;
    const before = last.get(name);
    if (before && note.onset - before.onset < RETRIGGER - CLOSE) tell(note.onset, "retrigger", name);
    if (before && note.player === "partner" && before.end > note.onset + CLOSE) tell(note.onset, "overlap", name);
    last.set(name, note);
  }
}

/** Onsets: notes up to 35 ms after the first of them belong together. */
function chordsOf(notes: readonly Note[]): Note[][] {
  const chords: Note[][] = [];
  for (const note of notes) {
    const chord = chords.at(-1);
    if (chord?.[0] && note.onset - chord[0].onset <= CHORD.span) chord.push(note);
    else chords.push([note]);
  }
  return chords;
}

function checkDensity(chords: readonly Note[][], profile: Profile, tell: Tell): void {
  const most = Math.floor(Math.min(MOST_ONSETS, profile.density));
  const onsets = chords.map(([first]) => first?.onset ?? 0);
  for (const [place, at] of onsets.entries()) {
    const size = chords[place]?.length ?? 0;
    if (size > CHORD.notes) tell(at, "chord", `${size} notes at once`);
    const before = onsets[place - most];
    if (before !== undefined && at - before < 1_000 - CLOSE)
      tell(at, "density", `${most + 1} onsets in ${at - before} ms`);
  }
}

interface Ramp {
  readonly at: number;
  readonly over: number;
  readonly from: number;
  readonly to: number;
}

const along = (ramp: Ramp | undefined, at: number) =>
  !ramp ? 0 : at >= ramp.at + ramp.over ? ramp.to : ramp.from + ((ramp.to - ramp.from) * (at - ramp.at)) / ramp.over;

function rampsOf(levels: readonly LevelCommand[], player: string): Ramp[] {
  const ramps: Ramp[] = [];
  for (const { at, level, over } of levels.filter((command) => command.player === player))
    ramps.push({ at, over, from: along(ramps.at(-1), at), to: level });
  return ramps;
}

/** Nobody is turned up over full or faster than the rise; out of silence 24 dB under full is allowed at once. */
function checkLevels(levels: readonly LevelCommand[], profile: Profile, tell: Tell): void {
  const rise = profile.sensitive ? 3 : 6;
  for (const player of new Set(levels.map((command) => command.player)))
    for (const { at, over, from, to } of rampsOf(levels, player)) {
      if (!(to <= 0 && to >= -96 && over >= 0)) tell(at, "level", `${player} to ${to} dB over ${over} ms`);
      const up = to - Math.max(from, Math.min(to, QUIET_START));
      if (up > 0 && !(over >= (up * 1_000) / rise - CLOSE)) tell(at, "level", `${player} up by ${up} dB in ${over} ms`);
    }
}

/** The partner's level as it is heard rises no faster than it may, and begins quietly after a silent room. */
function checkRise(
  chords: readonly Note[][],
  ramps: readonly Ramp[],
  profile: Profile,
  others: readonly Span[],
  tell: Tell,
): void {
  const rise = profile.sensitive ? 3 : 6;
  const quiet = levelOf(profile.velocityCap) + QUIET_START;
  const gainAt = (at: number) =>
    along(
      ramps.findLast((ramp) => ramp.at <= at),
      at,
    );
  const heard = chords.map((chord) =>
    chord.map((note) => ({ ...note, gain: gainAt(note.onset), level: levelOf(note.velocity) + gainAt(note.onset) })),
  );
  let before: (typeof heard)[number] = [];
  for (const chord of heard) {
    const at = chord[0]?.onset ?? 0;
    const lastEnd = Math.max(Number.NEGATIVE_INFINITY, ...before.map(({ end }) => Math.min(end, at)));
    before = before.filter(({ end }) => end > lastEnd - WINDOW);
    const reach = Math.max(
      Number.NEGATIVE_INFINITY,
      ...before
        .filter(({ gain }) => gain > UNHEARD)
        .map((note) => note.level + Math.min(rise, (rise * (at - note.onset)) / 1_000)),
    );
    const silent = at - lastEnd >= WINDOW;
    // Whoever still holds a key sounds; who let go within two seconds did.
    const roomSilent = silent && !others.some(({ from, to }) => from < at && Math.min(to, at) > at - WINDOW);
    const most = roomSilent || reach === Number.NEGATIVE_INFINITY ? quiet : silent ? Math.max(reach, quiet) : reach;
    for (const { level, gain, voice } of chord)
      if (gain > UNHEARD && level > most + CLOSE)
        tell(at, "rise", `${voice} at ${level.toFixed(1)} dB where ${most.toFixed(1)} dB are allowed`);
    before.push(...chord);
  }
}

function covered(spans: readonly Span[], since: number, until: number): number {
  let [total, end] = [0, since];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const stop = Math.min(to, until);
    if (stop <= end || from >= until) continue;
    total += stop - Math.max(from, end);
    end = stop;
  }
  return total;
}

/** In no phase does the partner's melody sound for longer than its share of the sounding time, and the credit. */
function checkShare(
  partner: readonly Note[],
  others: readonly (readonly Span[])[],
  profile: Profile,
  { phases = [], rituals = [] }: Circumstances,
  tell: Tell,
): void {
  const ratio = profile.share / (1 - profile.share);
  const spans = partner
    .filter(({ onset, voice }) => voice === "melody" && !rituals.some(({ from, to }) => onset >= from && onset < to))
    .map(({ onset, end }) => ({ from: onset, to: end }));
  const ends = [0, ...phases].sort((a, b) => a - b);
  for (const [place, since] of ends.entries()) {
    const until = ends[place + 1] ?? Number.POSITIVE_INFINITY;
    const own = spans.filter(({ from, to }) => to > since && from < until);
    for (const [index, { to }] of own.entries()) {
      // Looking at every twentieth note finds a breach nearly as soon, and a long session is checked in no time.
      if (index % 20 !== 19 && index !== own.length - 1) continue;
      const time = Math.min(to, until);
      const allowed = CREDIT + ratio * others.reduce((sum, list) => sum + covered(list, since, time), 0);
      const sounded = covered(own, since, time);
      if (sounded > allowed + 1)
        tell(time, "share", `${Math.round(sounded)} ms where ${Math.round(allowed)} ms are allowed`);
    }
  }
}
