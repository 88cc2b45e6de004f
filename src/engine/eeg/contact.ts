import type { Microvolts, Ohms } from "../time/units.ts";
import { placeOf, wordsFor } from "./electrode-words.ts";
import { IMPEDANCE_ERROR, IMPEDANCE_WARNING } from "./impedance.ts";
import type { Fault } from "./quality.ts";
import type { EegReading } from "./reading.ts";

/** The faults of the last readings and the newest impedances. Immutable. */
export interface Contact {
  /** Newest last. */
  readonly faults: readonly EegReading["faults"][];
  readonly ohms: readonly Ohms[];
  /** Standard deviation of each channel in the newest whole epoch. */
  readonly noise: readonly Microvolts[];
}

export const NO_CONTACT: Contact = { faults: [], ohms: [], noise: [] };

/** Readings that are looked back on: with a hop of half a second, the last two seconds. */
const KEPT = 4;
/** A channel is told to be bad when so many of them are: words that come and go help nobody. */
const TOLD = 2;
/** From the worst. */
const WORST_FIRST: readonly Fault[] = ["railed", "flat", "step", "mains", "muscle", "amplitude"];
/** Faults that all channels share when the reference has let go. */
const OF_THE_REFERENCE: readonly Fault[] = ["railed", "flat"];

/** Takes in what a reading says of the electrodes: nothing, where no epoch was whole. */
export function seeContact({ faults, ohms, noise }: Contact, reading: EegReading): Contact {
  const seen = reading.faults.length > 0 ? [...faults, reading.faults].slice(-KEPT) : faults;
  return { faults: seen, ohms: reading.ohms ?? ohms, noise: reading.noise ?? noise };
}

/** Each fault, from the worst, with the number of channels that have it in one of the last two seconds' readings at the least. */
export function artefactsOf({ faults }: Contact): { name: Fault; channels: number }[] {
  const channels = Math.max(0, ...faults.map(({ length }) => length));
  return WORST_FIRST.map((name) => {
    const having = Array.from({ length: channels }, (_, at) => faults.some((reading) => reading[at]?.includes(name)));
    return { name, channels: having.filter((has) => has).length };
  });
}

/** How an electrode is, for the therapist. */
export interface ChannelState {
  readonly site: string;
  readonly good: boolean;
  /** "good", "no contact", "loose", "hum" … */
  readonly word: string;
  /** What to do about it, in a sentence; null where nothing is to be done. */
  readonly fix: string | null;
}

/** The fault that most of the last readings have, the worst of those that are as frequent. */
function faultOf({ faults }: Contact, channel: number): Fault | undefined {
  const bad = faults.filter((reading) => (reading[channel]?.length ?? 0) > 0);
  if (bad.length < Math.min(TOLD, faults.length)) return undefined;
  const count = (fault: Fault) => bad.filter((reading) => reading[channel]?.includes(fault)).length;
  return WORST_FIRST.toSorted((one, other) => count(other) - count(one)).find((fault) => count(fault) > 0);
}

function resistanceOf(site: string, ohms: Ohms): ChannelState {
  const place = placeOf(site);
  if (ohms > IMPEDANCE_ERROR) return { site, good: false, ...wordsFor("railed", place) };
  if (ohms > IMPEDANCE_WARNING) return { site, good: false, word: "weak contact", fix: `Press the ${place}.` };
  return { site, good: true, word: "good", fix: null };
}

/**
 * The state of each channel: by its impedance while that is checked, else by the faults of the last two seconds. Where every channel
 * has lost its contact it is the reference that is to be pressed. Before the first reading all wait.
 *
 * @param montage the site of each channel by the 10–20 system
 * @param reference the site of the reference
 */
export function channelStates(
  contact: Contact,
  montage: readonly string[],
  reference: string,
  impedance: boolean,
): ChannelState[] {
  const faults = montage.map((_, channel) => faultOf(contact, channel));
  const none = montage.length > 1 && faults.every((fault) => fault !== undefined && OF_THE_REFERENCE.includes(fault));
  return montage.map((site, channel) => {
    const ohms = contact.ohms[channel];
    if (impedance) return ohms === undefined ? waiting(site) : resistanceOf(site, ohms);
    if (contact.faults.length === 0) return waiting(site);
    const fault = faults[channel];
    if (fault === undefined) return { site, good: true, word: "good", fix: null };
    return { site, good: false, ...wordsFor(fault, placeOf(none ? reference : site)) };
  });
}

function waiting(site: string): ChannelState {
  return { site, good: false, word: "waiting", fix: null };
}
