import { BANDS } from "../eeg/bands.ts";
import { artefactsOf, type ChannelState, channelStates, NO_CONTACT } from "../eeg/contact.ts";
import { type Loop, leanOf } from "../eeg/loop.ts";
import type { LoopCondition, LoopDimension } from "../eeg/loop-settings.ts";
import { type Protocol, presentBlock, wantsSilence } from "../eeg/protocol.ts";
import { childWords, protocolWords } from "../eeg/protocol-words.ts";
import type { Fault } from "../eeg/quality.ts";
import { reactionTime } from "../eeg/reaction-time.ts";
import type { NoScoreReason } from "../eeg/reading.ts";
import { reasonWords } from "../eeg/reason-words.ts";
import { ENOUGH_EPOCHS } from "../eeg/rest-baseline.ts";
import type { ScoreState, ShownScore } from "../eeg/score.ts";
import { wornTooLong } from "../eeg/wearing.ts";
import type { Decibels, Microvolts, Millis } from "../time/units.ts";
import { type EegSettings, type SessionEeg, scoreNow } from "./eeg-state.ts";

/** What the panel shows of the EEG. Times are session time. */
export interface EegView {
  /** What the score is and is not. */
  readonly meaning: string;
  readonly notice: string;
  /** 0–100 ± its uncertainty; null where there is none, and `reason` says why. */
  readonly score: { readonly value: number; readonly uncertainty: number; readonly state: ScoreState } | null;
  readonly reason: { readonly name: NoScoreReason; readonly text: string } | null;
  /** How long a change takes to show, on average. */
  readonly reactionTime: Millis;
  /** Epochs with a score and without one. */
  readonly epochs: { readonly scored: number; readonly abstained: number };
  readonly channels: readonly ChannelState[];
  /** Standard deviation of each channel in µV; empty before the first epoch. */
  readonly noise: readonly Microvolts[];
  /** What was wrong in the last two seconds, and on how many channels. */
  readonly artefacts: readonly { readonly name: Fault; readonly channels: number }[];
  /** Mean log10 power of the good channels; empty before the first epoch. */
  readonly bands: readonly { readonly name: string; readonly power: number }[];
  readonly model: { readonly name: string; readonly validation: string } | null;
  readonly impedance: boolean;
  readonly recording: boolean;
  readonly protocol: {
    readonly text: string;
    /** For the child's view, without a clock; null where nothing is asked. */
    readonly child: string | null;
    readonly stage: Protocol["stage"];
    /** Number of the present block, from 0, of so many, and what it is called. */
    readonly place: number;
    readonly blocks: readonly string[];
    readonly name: string | null;
    readonly silent: boolean;
    /** When the stage ends; null where the therapist decides. */
    readonly endsAt: Millis | null;
    /** Clean windows of own rest, in a block of it. */
    readonly clean: { readonly windows: number; readonly wanted: number } | null;
  } | null;
  readonly loop: {
    readonly on: boolean;
    readonly text: string;
    readonly dimensions: readonly LoopDimension[];
    readonly direction: "with" | "against";
    readonly dwell: Millis;
    /** Null where it is kept from the panel. */
    readonly condition: LoopCondition | null;
    /** What is added to what the therapist has set. */
    readonly lean: {
      readonly loudness: Decibels;
      readonly busy: number;
      readonly tempo: number;
      readonly register: number;
    };
    readonly moves: number;
  };
  /** How long the cap is worn, and whether it should come off. */
  readonly worn: { readonly minutes: number; readonly takeOff: boolean; readonly comfort: number };
  /** How the cap feels to the child, 1–5, and when that was asked; null before. */
  readonly tolerance: { readonly at: Millis; readonly rating: number } | null;
}

const MEANING = "Like this child's listening blocks rather than own rest, 0–100. Research only.";
const NOTICE = "Shows signal quality. Does not show feelings.";

function protocolOf({ protocol }: SessionEeg, at: Millis): EegView["protocol"] {
  if (!protocol) return null;
  const present = presentBlock(protocol);
  return {
    text: protocolWords(protocol, at),
    child: childWords(protocol),
    stage: protocol.stage,
    place: protocol.place,
    blocks: protocol.blocks.map(({ name }) => name),
    name: present?.name ?? null,
    silent: wantsSilence(protocol),
    endsAt: protocol.ends,
    clean: present?.baseline ? { windows: protocol.clean.windows, wanted: ENOUGH_EPOCHS } : null,
  };
}

function loopWords({ settings, pausedUntil }: Loop, shown: ShownScore, at: Millis): string {
  if (!settings.on) return "Off: the score steers nothing";
  if (at < pausedUntil) return `Still for ${Math.ceil((pausedUntil - at) / 1_000)} s: you changed the music`;
  return shown.kind === "none" ? "Waits: there is no score" : "On, within your limits";
}

function loopOf(loop: Loop, shown: ShownScore, at: Millis): EegView["loop"] {
  const { on, dimensions, direction, dwell, condition, blinded } = loop.settings;
  return {
    on,
    text: loopWords(loop, shown, at),
    dimensions,
    direction,
    dwell,
    condition: blinded ? null : condition,
    lean: leanOf(loop),
    moves: loop.moves.length,
  };
}

/** What the panel shows of the EEG at a time. */
export function eegViewOf(eeg: SessionEeg, settings: EegSettings, at: Millis): EegView {
  const { montage, reference, epochs, smoothing, model } = settings;
  const { contact, score, impedance, wearing } = eeg;
  const shown = scoreNow(eeg, at);
  const isGone = shown.kind === "none" && shown.reason === "noSignal";
  return {
    meaning: MEANING,
    notice: NOTICE,
    score: shown.kind === "score" ? { value: shown.value, uncertainty: shown.uncertainty, state: shown.state } : null,
    reason: shown.kind === "none" ? { name: shown.reason, text: reasonWords(shown.reason) } : null,
    reactionTime: reactionTime(epochs, smoothing, model?.lookBack ?? 0),
    epochs: score.counts,
    channels: channelStates(isGone ? NO_CONTACT : contact, montage, reference, impedance),
    noise: isGone ? [] : contact.noise,
    artefacts: artefactsOf(isGone ? NO_CONTACT : contact),
    bands: BANDS.slice(0, eeg.bands.length).map(({ name }, place) => ({ name, power: eeg.bands[place] as number })),
    model: model && { name: model.name, validation: model.validation },
    impedance,
    recording: eeg.recording,
    protocol: protocolOf(eeg, at),
    loop: loopOf(eeg.loop, shown, at),
    worn: {
      minutes: wearing.since === null ? 0 : Math.floor((at - wearing.since) / 60_000),
      takeOff: wornTooLong(wearing, at, eeg.comfort),
      comfort: Math.round(eeg.comfort / 60_000),
    },
    tolerance: eeg.tolerance,
  };
}
