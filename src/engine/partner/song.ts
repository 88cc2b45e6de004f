import { velocityOf } from "../music/level.ts";
import { MAJOR, NATURAL_MINOR, pitchOfDegree } from "../music/scale.ts";
import type { Decibels, Millis, Pitch } from "../time/units.ts";
import { BEATS_IN_BAR, periodOf } from "./grid.ts";
import { takeIn } from "./hearing.ts";
import { ENTRY, turnUp } from "./offer.ts";
import { played } from "./own-figures.ts";
import type { Partner, PlannedNote } from "./partner.ts";
import type { Song, SongLine } from "./songs.ts";
import type { Cue, Reaction, Scene } from "./technique.ts";

/** How loud a song is sung: velocity 64, its bass softer. */
const LEVEL: { readonly melody: Decibels; readonly bass: Decibels } = { melody: -11.9, bass: -16 };
/** No note of the partner lasts longer. */
const LONGEST: Millis = 2_000;
/** A line is planned this long before it begins. */
const AHEAD: Millis = 250;
/** While the child plays, the song goes on, softer. practice.md 8, as under Ground. */
const DUCK: Decibels = -6;
const DUCK_OVER: Millis = 150;
/** The lowest the tonic lies where the range allows: F4 for a song in F. */
const SINGING: Pitch = 60;

function beatsOf({ melody, gap }: SongLine): number {
  return melody.reduce((sum, [, beats]) => sum + beats, 0) + gap;
}

/** Where the tonic lies: the same pitch every week, moved by octaves only where the profile's range does not hold the song. */
function tonicOf({ key, lines }: Song, { range }: Scene): Pitch {
  const scale = key.mode === "major" ? MAJOR : NATURAL_MINOR;
  const top = Math.max(...lines.flatMap(({ melody }) => melody.map(([degree]) => pitchOfDegree(scale, degree ?? 0))));
  let tonic = SINGING + key.tonic;
  while (tonic + top > range.high) tonic -= 12;
  while (tonic - 12 < range.low) tonic += 12;
  return tonic;
}

/** A line's notes, melody and bass, in session time. */
function lineNotes(song: Song, line: SongLine, begins: Millis, scene: Scene): PlannedNote[] {
  const { loudness } = scene.steering;
  const scale = song.key.mode === "major" ? MAJOR : NATURAL_MINOR;
  const footing = {
    tempo: song.tempo,
    key: song.key,
    scale,
    tonic: tonicOf(song, scene),
    level: LEVEL.melody + loudness,
  };
  const melody = played(line.melody, footing);
  const bar = BEATS_IN_BAR * periodOf(song.tempo);
  const velocity = Math.max(1, Math.floor(velocityOf(LEVEL.bass + loudness)));
  const bass = line.bass.map((degree, i): PlannedNote => {
    const over = pitchOfDegree(scale, degree);
    const pitch = footing.tonic + (over > 5 ? over - 12 : over) - 12;
    return {
      onset: i * bar,
      duration: Math.min(LONGEST, 0.95 * bar),
      pitch: pitch < scene.range.low ? pitch + 12 : pitch,
      velocity,
      voice: "bass",
    };
  });
  return [...melody, ...bass]
    .map((note) => ({ ...note, onset: begins + note.onset, duration: Math.min(LONGEST, note.duration) }))
    .sort((a, b) => a.onset - b.onset);
}

/** When a line of a song that began at `begins` comes. */
function lineBegins({ lines, tempo }: Song, begins: Millis, line: number): Millis {
  return begins + lines.slice(0, line).reduce((sum, before) => sum + beatsOf(before), 0) * periodOf(tempo);
}

/** Sings a line: then comes its gap, or the next line. */
function singLine(song: Song, scene: Scene, begins: Millis, number: number): Reaction {
  const line = song.lines[number];
  if (!line) return { partner: scene.partner };
  const from = lineBegins(song, begins, number);
  const next = lineBegins(song, begins, number + 1);
  const gapBegins = next - line.gap * periodOf(song.tempo);
  const isLast = number === song.lines.length - 1;
  return {
    partner: {
      ...scene.partner,
      state: "playing",
      spaceEndsAt: null,
      remembered: { kind: "song", begins, line: number },
    },
    play: lineNotes(song, line, from, scene),
    wakes: [
      { name: "answerEnds", at: gapBegins },
      {
        name: "moment",
        at: isLast ? Math.max(next, gapBegins + (song.lastNoteIsTheChilds ? scene.steering.space : 0)) : next - AHEAD,
      },
    ],
  };
}

function beginSong(song: Song, scene: Scene, at: Millis, says: string): Reaction {
  const up = turnUp(scene.partner);
  const sung = singLine(song, { ...scene, partner: up.partner }, at, 0);
  return { ...sung, ...(up.level ? { level: up.level } : {}), decision: says };
}

/** The child's gap: the partner leaves it empty, whatever happens in it, and goes on when the song goes on. */
function leaveGap(song: Song, { partner, steering }: Scene, at: Millis, begins: Millis, line: number): Reaction {
  const isLast = line === song.lines.length - 1;
  const ends = isLast && song.lastNoteIsTheChilds ? at + steering.space : lineBegins(song, begins, line + 1);
  return {
    partner: { ...partner, state: "space", spaceEndsAt: ends },
    ...(isLast && song.lastNoteIsTheChilds ? { decision: "The last note is the child's" } : {}),
  };
}

function endSong({ partner }: Scene, says: string): Reaction {
  const done: Partner = { ...partner, state: "silent", spaceEndsAt: null, remembered: null };
  return { partner: done, decision: says };
}

/**
 * Sings a song as it is written: key, tempo and notes are the same every time, and nothing that is heard alters them. The child
 * may play over it (then it is turned down) and has its gaps. A tap on "again" sings it from the beginning. Then silence.
 */
export function sing(scene: Scene, cue: Cue, song: Song, name: string): Reaction {
  const { partner } = scene;
  const memory = partner.remembered?.kind === "song" ? partner.remembered : undefined;
  if (cue.kind === "enter") return beginSong(song, scene, cue.at + ENTRY, `Sings the ${name} song`);
  if (cue.kind === "tap" && cue.tap === "again") {
    return {
      ...beginSong(song, scene, cue.at + ENTRY, `Sings the ${name} song again`),
      release: scene.steering.yieldFade,
    };
  }
  if (cue.kind === "phrase") return turnUp(takeIn(scene, cue.phrase));
  if (!memory) return { partner };
  const { begins, line } = memory;
  const isLast = line === song.lines.length - 1;
  if (cue.kind === "onset") {
    if (partner.state === "space" && isLast && song.lastNoteIsTheChilds)
      return endSong(scene, "The child played the last note");
    if (partner.state !== "playing" || partner.duck === DUCK) return { partner };
    return { partner: { ...partner, duck: DUCK }, level: { level: DUCK, over: DUCK_OVER } };
  }
  if (cue.kind !== "wake") return { partner };
  if (cue.name === "answerEnds" && partner.state === "playing") {
    return isLast || song.lines[line]?.gap ? leaveGap(song, scene, cue.at, begins, line) : { partner };
  }
  if (cue.name !== "moment") return { partner };
  return isLast ? endSong(scene, `The ${name} song is over: silence`) : singLine(song, scene, begins, line + 1);
}
