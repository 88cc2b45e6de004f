import type { Millis, RollNote } from "../server/protocol.ts";
import { pitchName } from "./language.ts";
import { AHEAD, pitchSpan } from "./roll.ts";

export interface RollColours {
  readonly card: string;
  readonly text: string;
  readonly muted: string;
  readonly lines: string;
  readonly players: Readonly<Record<RollNote["player"], string>>;
}

/** The theme's colours at an element (style.css holds the palette). */
export function readColours(element: Element): RollColours {
  const style = getComputedStyle(element);
  const colour = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    card: colour("card"),
    text: colour("text"),
    muted: colour("muted"),
    lines: colour("lines"),
    players: {
      child: colour("child"),
      partner: colour("partner"),
      therapist: colour("therapist"),
      robot: colour("robot"),
    },
  };
}

/** Sizes in CSS pixels, times in session time. */
export interface RollPicture {
  readonly width: number;
  readonly height: number;
  readonly now: Millis;
  /** How far back it goes. */
  readonly past: Millis;
  readonly notes: readonly RollNote[];
  readonly colours: RollColours;
  /** What stands below the times. */
  readonly said: { readonly now: string; readonly ago: (seconds: string) => string };
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly end: number;
}

const LEFT = 34;
const BOTTOM = 22;
const MARK = 4.5;
/** Time marks; fewer where the picture is narrow. */
const GRID: Millis = 10_000;
const WIDE_GRID: Millis = 15_000;
const NARROW = 420;
/** Of a picture that goes back so far; one that goes further has its marks further apart. */
const USUAL: Millis = 30_000;

/** Draws the whole picture. */
export function drawRoll(pen: CanvasRenderingContext2D, picture: RollPicture): void {
  const { width, height, now, past, notes, colours } = picture;
  const { lowest, highest } = pitchSpan(notes);
  const x = (time: Millis): number => LEFT + ((time - now + past) / (past + AHEAD)) * (width - LEFT);
  const y = (pitch: number): number => 10 + ((highest - pitch) / (highest - lowest)) * (height - BOTTOM - 20);
  pen.clearRect(0, 0, width, height);
  pen.font = "14px system-ui, sans-serif";
  drawPitchLines(pen, picture, lowest, highest, y);
  drawTimes(pen, picture, x);
  pen.save();
  pen.beginPath();
  pen.rect(LEFT, 0, width - LEFT, height - BOTTOM);
  pen.clip();
  for (const note of notes) {
    const end = note.duration === null ? now : note.onset + note.duration;
    const place = { x: x(note.onset), y: y(note.pitch), end: x(Math.max(end, note.onset)) };
    drawNote(pen, note, place, note.onset > now, colours);
  }
  pen.restore();
}

function drawPitchLines(
  pen: CanvasRenderingContext2D,
  { width, colours }: RollPicture,
  lowest: number,
  highest: number,
  y: (pitch: number) => number,
): void {
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  for (let pitch = lowest; pitch <= highest; pitch += 12) {
    pen.fillStyle = colours.muted;
    pen.fillText(pitchName(pitch), 2, y(pitch));
    pen.fillStyle = colours.lines;
    pen.globalAlpha = 0.35;
    pen.fillRect(LEFT, Math.round(y(pitch)), width - LEFT, 1);
    pen.globalAlpha = 1;
  }
}

function drawTimes(
  pen: CanvasRenderingContext2D,
  { width, height, now, past: whole, colours, said }: RollPicture,
  x: (time: Millis) => number,
): void {
  pen.textBaseline = "alphabetic";
  pen.fillStyle = colours.muted;
  const grid = (width < NARROW ? WIDE_GRID : GRID) * Math.ceil(whole / USUAL);
  for (let past = grid; past <= whole; past += grid) {
    pen.textAlign = past === whole ? "left" : "center";
    pen.fillText(said.ago(String(past / 1000)), x(now - past), height - 5);
  }
  pen.textAlign = "center";
  pen.fillStyle = colours.text;
  pen.fillText(said.now, x(now), height - 5);
  pen.fillRect(Math.round(x(now)) - 1, 4, 2, height - BOTTOM - 4);
}

/** A head with the player's shape and a bar as long as the note; planned notes are outlines. */
function drawNote(
  pen: CanvasRenderingContext2D,
  note: RollNote,
  { x, y, end }: Place,
  planned: boolean,
  { players, card }: RollColours,
): void {
  const colour = players[note.player];
  const thick = planned ? 1.5 : 3;
  pen.fillStyle = colour;
  pen.fillRect(x, y - thick / 2, Math.max(end, x) - x, thick);
  if (!planned) {
    pen.drawImage(stampOf(note.player, colour), onDot(x - STAMP / 2), onDot(y - STAMP / 2), STAMP, STAMP);
    return;
  }
  pen.fillStyle = card;
  drawHead(pen, note.player, colour, x, y);
}

function drawHead(pen: Pen, player: RollNote["player"], colour: string, x: number, y: number): void {
  pen.strokeStyle = colour;
  pen.lineWidth = 1.5;
  pen.beginPath();
  shape(pen, player, x, y);
  pen.fill();
  pen.stroke();
}

/** A stamp's side. */
const STAMP = 16;
const stamps = new Map<string, OffscreenCanvas>();

/** The head of a note, drawn once: hundreds of them stand in a picture, and a stamp costs a tenth of a path. */
function stampOf(player: RollNote["player"], colour: string): OffscreenCanvas {
  const scale = Math.ceil(window.devicePixelRatio);
  const name = `${player} ${colour} ${scale}`;
  const known = stamps.get(name);
  if (known) return known;
  const stamp = new OffscreenCanvas(STAMP * scale, STAMP * scale);
  const pen = stamp.getContext("2d");
  if (pen) {
    pen.scale(scale, scale);
    pen.fillStyle = colour;
    drawHead(pen, player, colour, STAMP / 2, STAMP / 2);
  }
  stamps.set(name, stamp);
  return stamp;
}

/** The nearest whole dot of the screen: there a stamp is copied, not smoothed. */
function onDot(place: number): number {
  return Math.round(place * window.devicePixelRatio) / window.devicePixelRatio;
}

type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

function shape(pen: Pen, player: RollNote["player"], x: number, y: number): void {
  switch (player) {
    case "child":
      pen.arc(x, y, MARK, 0, 2 * Math.PI);
      return;
    case "partner":
      pen.rect(x - MARK, y - MARK, 2 * MARK, 2 * MARK);
      return;
    case "therapist":
      pen.moveTo(x, y - MARK - 1);
      pen.lineTo(x + MARK + 1, y + MARK);
      pen.lineTo(x - MARK - 1, y + MARK);
      pen.closePath();
      return;
    case "robot":
      pen.moveTo(x, y - MARK - 1);
      pen.lineTo(x + MARK + 1, y);
      pen.lineTo(x, y + MARK + 1);
      pen.lineTo(x - MARK - 1, y);
      pen.closePath();
      return;
  }
}
