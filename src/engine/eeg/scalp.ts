/** How strongly a source is seen at each part of the scalp, 0–1. */
export interface Reach {
  readonly frontal: number;
  readonly central: number;
  readonly temporal: number;
  readonly posterior: number;
}

export const REACHES = {
  /** The rhythm of the visual cortex. */
  alpha: { frontal: 0.35, central: 0.5, temporal: 0.5, posterior: 1 },
  /** Frontal midline theta. */
  theta: { frontal: 1, central: 0.7, temporal: 0.4, posterior: 0.3 },
  beta: { frontal: 0.8, central: 1, temporal: 0.6, posterior: 0.5 },
  /** The eyes' own field, which a lid moves. */
  blink: { frontal: 1, central: 0.12, temporal: 0.2, posterior: 0.03 },
  /** Jaw and forehead. */
  muscle: { frontal: 0.6, central: 0.15, temporal: 1, posterior: 0.3 },
} as const satisfies Record<string, Reach>;

const PARTS: readonly (readonly [pattern: RegExp, part: keyof Reach])[] = [
  [/^(FT|TP|T|A)\d/i, "temporal"],
  [/^(Fp|AF)/i, "frontal"],
  [/^(FC|CP|C)/i, "central"],
  [/^F/i, "frontal"],
  [/^(PO|P|O)/i, "posterior"],
];

/** The reach at a site of the 10–20 system (`Fp1`, `Cz`, `PO8`). A name that is no site counts as central. */
export function reachAt(reach: Reach, site: string): number {
  const part = PARTS.find(([pattern]) => pattern.test(site))?.[1] ?? "central";
  // The forehead is twice as near to the eyes as the rest of the front.
  const behindForehead = part === "frontal" && /^F[z\d]/i.test(site);
  return reach[part] * (behindForehead && reach === REACHES.blink ? 0.4 : 1);
}
