/** What stands on paper about a measure. `version` goes up whenever the formula or its preprocessing changes. */
interface MeasureEntry {
  readonly name: string;
  readonly unit: string;
  readonly version: number;
}

/**
 * Every measure that MIDI alone can carry, by id: its plain name, the unit of its value and the version of its formula
 * (measures.md section 3). An id the specification gives to a value with companions has one more id per companion.
 */
export const MEASURES = {
  play_time: { name: "Playing time", unit: "share of phase", version: 1 },
  together_time: { name: "Playing together", unit: "share of phase", version: 1 },
  density: { name: "How busy", unit: "onsets/s", version: 1 },
  loud_mean: { name: "How strong", unit: "velocity", version: 1 },
  loud_range: { name: "How strong, range", unit: "velocity", version: 1 },
  register: { name: "High–low", unit: "MIDI pitch", version: 1 },
  register_range: { name: "High–low, range", unit: "semitones", version: 1 },
  tempo: { name: "Child's own speed", unit: "onsets/min", version: 1 },
  steady_cv: { name: "Steadiness", unit: "ratio", version: 1 },
  npvi: { name: "Rhythm contrast", unit: "nPVI", version: 1 },
  async_mean: { name: "Timing to the beat, mean", unit: "ms", version: 1 },
  async_sd: { name: "Timing to the beat, spread", unit: "ms", version: 1 },
  async_abs: { name: "Timing to the beat, distance", unit: "ms", version: 1 },
  sync_R: { name: "In-time strength", unit: "0–1", version: 1 },
  sync_ppc: { name: "In-time strength, size-corrected", unit: "about 0–1", version: 1 },
  sync_z: { name: "Better than chance?", unit: "SD of chance", version: 1 },
  sync_level: { name: "Which beat level", unit: "beat periods", version: 1 },
  es_Q: { name: "Shared onsets without a beat", unit: "0–1", version: 1 },
  es_q: { name: "Shared onsets, who is first", unit: "−1…1, positive: child after partner", version: 1 },
  follow_lag: { name: "Who leads", unit: "ms, positive: child follows", version: 1 },
  follow_share: { name: "Who leads, windows in which the child follows", unit: "share of windows", version: 1 },
  lead_share: { name: "Who leads, windows in which the child leads", unit: "share of windows", version: 1 },
  tempo_adapt: { name: "Adapts speed", unit: "slope", version: 1 },
  turns: { name: "Turn exchanges", unit: "exchanges", version: 1 },
  turn_chain: { name: "Longest exchange", unit: "exchanges in a row", version: 1 },
  gap_median: { name: "Gap before the child's turn", unit: "ms", version: 1 },
  gap_iqr: { name: "Gap before the child's turn, spread", unit: "ms", version: 1 },
  overlap_share: { name: "Child's turns that overlap", unit: "share of turns", version: 1 },
  gap_median_partner: { name: "Gap before the partner's turn", unit: "ms", version: 1 },
  gap_iqr_partner: { name: "Gap before the partner's turn, spread", unit: "ms", version: 1 },
  overlap_share_partner: { name: "Partner's turns that overlap", unit: "share of turns", version: 1 },
  resp_latency: { name: "Time to answer", unit: "ms", version: 1 },
  resp_rate: { name: "Answers to invitations", unit: "share of cues", version: 1 },
  robot_resp: { name: "Robot cues answered", unit: "share of cues", version: 1 },
  contingency: { name: "Answers more than by chance (Yule's Q)", unit: "−1…1", version: 1 },
  contingency_ocv: { name: "Answers more than by chance (OCV)", unit: "−1…1", version: 1 },
  init_count: { name: "Child starts", unit: "starts", version: 1 },
  init_ratio: { name: "Child starts, of starts and answers", unit: "0–1", version: 1 },
  imit_rhythm: { name: "Copying, rhythm", unit: "0–1", version: 1 },
  imit_contour: { name: "Copying, melody", unit: "0–1", version: 1 },
  imit_loud: { name: "Copying, force", unit: "0–1", version: 1 },
  imit_count: { name: "Copying, number", unit: "0–1", version: 1 },
  imit_total: { name: "Copying, overall", unit: "0–1", version: 1 },
  both_ways: { name: "Copying both ways", unit: "−1…1, positive: child copies more", version: 1 },
  stop_latency: { name: "Stop-go, time to stop", unit: "ms", version: 1 },
  stop_slips: { name: "Stop-go, sounds after the grace", unit: "onsets", version: 1 },
  explore: { name: "Variety", unit: "bits", version: 1 },
  explore_new: { name: "Variety, new patterns", unit: "patterns/min", version: 1 },
  motif_return: { name: "Our tunes", unit: "returns", version: 1 },
  partner_share: { name: "How much the partner played", unit: "share of sounding time", version: 1 },
  space_given: { name: "Space given", unit: "spaces", version: 1 },
  space_total: { name: "Space given, together", unit: "ms", version: 1 },
  space_kept: { name: "Space not broken by adult sound", unit: "share of spaces", version: 1 },
  gas_t: { name: "Goal attainment", unit: "T-score", version: 1 },
} as const satisfies Record<string, MeasureEntry>;

/** The id of a measure. */
export type MeasureId = keyof typeof MEASURES;
