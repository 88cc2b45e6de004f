import type { Millis } from "../time/units.ts";
import { beginsBar } from "./grid.ts";
import type { Partner } from "./partner.ts";
import type { Proposal } from "./proposal.ts";
import type { Cue, Technique } from "./technique.ts";
import { partnerShare, type Watched } from "./watched.ts";

/** When a card is proposed. All by what is played; nothing here knows or guesses what the child feels. */
const WHEN = {
  /** The partner's share of the sounding time (practice.md 8: a soft warning). */
  share: 0.55,
  wildFor: 10_000 as Millis,
  unanswered: 2,
  steadyPhrases: 3,
  quietFor: 30_000 as Millis,
} as const;

/** Cards that go their own way until the therapist ends them: rituals, games and ramps are not talked into. */
const LEFT_ALONE = new Set(["silence", "makeSpace", "stopGo", "change", "calm", "lift", "hello", "goodbye"]);

interface Rule {
  /** Whether it holds for cards that keep a beat, or for those that take turns. */
  readonly inBeat: boolean;
  readonly inTurns: boolean;
  propose(watched: Watched, at: Millis): Proposal | undefined;
}

/** In order of urgency. */
const RULES: readonly Rule[] = [
  {
    inBeat: true,
    inTurns: true,
    propose: ({ wild }) =>
      wild && wild.last - wild.since >= WHEN.wildFor
        ? { technique: "hold", reason: "dense and uneven playing for 10 s" }
        : undefined,
  },
  {
    inBeat: false,
    inTurns: true,
    propose: ({ unanswered }) =>
      unanswered >= WHEN.unanswered ? { technique: "ground", reason: "two offers were not answered" } : undefined,
  },
  {
    inBeat: true,
    inTurns: false,
    propose: ({ lastOnset }, at) =>
      at - lastOnset >= WHEN.quietFor
        ? { technique: "makeSpace", reason: "only the partner has played for 30 s" }
        : undefined,
  },
  {
    inBeat: false,
    inTurns: true,
    propose: (watched) => {
      const share = partnerShare(watched);
      if (share === undefined || share <= WHEN.share) return undefined;
      const percent = Math.round(100 * share);
      return { technique: "makeSpace", reason: `the partner played ${percent} % of the last two minutes` };
    },
  },
  {
    inBeat: false,
    inTurns: true,
    propose: ({ steadyPhrases }) =>
      steadyPhrases >= WHEN.steadyPhrases
        ? { technique: "synchronise", reason: "three steady phrases, and no space taken" }
        : undefined,
  },
  {
    inBeat: true,
    inTurns: true,
    propose: ({ caught, wild }) =>
      caught && !wild ? { technique: "incorporate", reason: "a tune of the child's came again" } : undefined,
  },
];

/** Proposals are looked for when a phrase or a space ends, and on bar lines. */
function isLookedFor(cue: Cue, { grid }: Partner): boolean {
  if (cue.kind === "phrase") return true;
  if (cue.kind !== "wake") return false;
  return cue.name === "spaceEnds" || (cue.name === "beat" && grid !== null && beginsBar(grid));
}

/** A card that might suit now better than the present one, by what was played; undefined when none does. */
export function proposalFor(watched: Watched, cue: Cue, partner: Partner, present: Technique): Proposal | undefined {
  if (!present.card || LEFT_ALONE.has(present.name) || !isLookedFor(cue, partner)) return undefined;
  for (const { inBeat, inTurns, propose } of RULES) {
    if (!(present.keepsTime ? inBeat : inTurns)) continue;
    const proposal = propose(watched, cue.at);
    if (proposal && proposal.technique !== present.name) return proposal;
  }
  return undefined;
}
