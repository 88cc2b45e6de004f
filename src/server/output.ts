/** Where the room sounds: from browsers, from a MIDI instrument, or from both. */
export const OUTPUTS = ["browser", "midi", "both"] as const;
export type Output = (typeof OUTPUTS)[number];
