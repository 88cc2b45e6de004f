import { words } from "./language.ts";
import { preferences } from "./preferences.ts";

/** Bytes as a person reads them: "1.3 GB", "42 MB". */
export function sizeWords(bytes: number, language: string): string {
  const [value, unit] = bytes >= 1e9 ? [bytes / 1e9, "GB"] : [bytes / 1e6, "MB"];
  const digits = unit === "GB" && value < 100 ? 1 : 0;
  return `${new Intl.NumberFormat(language, { maximumFractionDigits: digits }).format(value)} ${unit}`;
}

/** Whole days from one moment (ISO 8601) to another, by the calendar of here. */
export function daysBetween(from: string, to: Date): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(to) - midnight(new Date(from))) / 86_400_000);
}

const INCH = 0.0254;

/** A distance in the unit that was chosen: whole centimetres or inches. */
export function distanceWords(metres: number): string {
  const { robot, house } = words.value;
  return preferences.units.value === "imperial"
    ? house.settings.inches(Math.round(metres / INCH))
    : robot.distanceIs(Math.round(100 * metres));
}
