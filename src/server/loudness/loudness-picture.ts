/** What a panel is told of the loudness at the child's ear. Levels are dB(A). */
export interface LoudnessPicture {
  /** `outdated`: too long ago, or with other outputs. Limits then hold by the engine's own level alone. */
  readonly state: "none" | "outdated" | "measured";
  /** When it was measured, and until when it holds; ISO 8601 in UTC. */
  readonly at: string | null;
  readonly until: string | null;
  /** Read from a telephone. */
  readonly approximate: boolean;
  /** The volume of the browser that sounded, 0–10: louder than that nothing is known. Null for a MIDI instrument. */
  readonly volume: number | null;
  readonly noise: number | null;
  /** Even soft notes are louder than this child may hear them: the loudspeaker has to be turned down. */
  readonly tooLoud: boolean;
  /** Levels of velocities, in order. */
  readonly levels: readonly (readonly [velocity: number, level: number])[];
}
