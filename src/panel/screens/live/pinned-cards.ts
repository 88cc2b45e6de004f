/** Cards in sight where the plan wants no others, in this order. */
const USUAL = ["ground", "follow", "answer", "hold", "stopGo", "imitate"];
/** How many are in sight. */
const PLACES = 6;
/** Cards with a place of their own: beside the music, at the space, in the ribbon of phases, or by pressing the card that is on. */
const ELSEWHERE = ["calm", "lift", "makeSpace", "hello", "goodbye", "silence"];
/** Of those, the ones that a session without a plan reaches nowhere else. */
const ALSO_IN_MORE = ["hello", "goodbye", "silence", "makeSpace"];

/** Which cards are in sight, the plan's own before the usual ones, and which wait behind More. They stand in one order, so that none moves. */
export function pinnedCards(
  all: readonly string[],
  planned: readonly string[],
): { readonly pinned: readonly string[]; readonly others: readonly string[] } {
  const wanted = [...new Set([...planned, ...USUAL])].filter((name) => all.includes(name) && !ELSEWHERE.includes(name));
  const chosen = wanted.slice(0, PLACES);
  const pinned = [...USUAL.filter((name) => chosen.includes(name)), ...chosen.filter((name) => !USUAL.includes(name))];
  const others = all.filter(
    (name) => !pinned.includes(name) && (!ELSEWHERE.includes(name) || ALSO_IN_MORE.includes(name)),
  );
  return { pinned, others };
}
