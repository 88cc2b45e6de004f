/** Pairs of sites left and right of the middle whose alpha is compared. */
const PAIRS: readonly (readonly [left: string, right: string])[] = [
  ["F3", "F4"],
  ["Fp1", "Fp2"],
  ["AF7", "AF8"],
];

/** The pairs that a montage has, by place of their channels. `montage`: the site of each channel by the 10–20 system. */
export function asymmetryPairs(montage: readonly string[]): readonly (readonly [left: number, right: number])[] {
  const sites = montage.map((site) => site.toLowerCase());
  return PAIRS.map(
    ([left, right]) => [sites.indexOf(left.toLowerCase()), sites.indexOf(right.toLowerCase())] as const,
  ).filter((pair) => pair.every((place) => place >= 0));
}
