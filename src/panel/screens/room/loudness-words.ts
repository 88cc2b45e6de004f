import type { LoudnessPicture } from "../../../server/protocol.ts";
import { words } from "../../language.ts";

/** How the loudness at the child's ear is known, in a few words. */
export function loudnessState(loudness: LoudnessPicture | undefined): string {
  const { sounding } = words.value;
  if (!loudness || loudness.state === "none" || loudness.at === null) return sounding.notCalibrated;
  if (loudness.state === "outdated") return sounding.outdated;
  const date = new Date(loudness.at).toLocaleDateString(document.documentElement.lang || undefined);
  return `${sounding.measured(date)}${loudness.approximate ? `, ${sounding.approximate}` : ""}`;
}
