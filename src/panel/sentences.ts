/** What the engine says, and the same in a language of the panel: English template -> translation with the same gaps. */
export type Sentences = Readonly<Record<string, string>>;

/** Sentences that are said as they come: English. */
export function asTheyCome<const Templates extends readonly string[]>(
  templates: Templates,
): Readonly<Record<Templates[number], string>> {
  return Object.fromEntries(templates.map((template) => [template, template])) as Record<Templates[number], string>;
}

/** `{word}` holds words that may have a translation of their own, `{#number}` a number, `{=name}` what is put in as it is. */
const GAP = /\{([#=]?)(\w+)\}/g;
const PATTERNS: Readonly<Record<string, string>> = { "#": "([+−-]?\\d+(?:\\.\\d+)?)", "=": "(.+?)", "": "(.+?)" };

/** A sentence that is longer is not the engine's. */
const LONGEST = 400;
/** Words in gaps have gaps of their own, so deep at the most. */
const DEEPEST = 4;
/** So many sentences are remembered with their translations. */
const REMEMBERED = 500;

interface Template {
  readonly pattern: RegExp;
  readonly gaps: readonly { readonly kind: string; readonly name: string }[];
  readonly translation: string;
  /** How much of it is words and not gaps; a gap for anything counts for less than one for a number. */
  readonly weight: number;
}

interface Matcher {
  readonly sentences: Sentences;
  /** Those with gaps, the most specific first. */
  readonly templates: readonly Template[];
  /** Newest last. */
  readonly remembered: Map<string, string>;
}

const matchers = new WeakMap<Sentences, Matcher>();

/**
 * A sentence of the engine in the language of `sentences`; as it came where there is no template for it. Of several templates that
 * fit, the most specific is taken for whose words in gaps there are translations too; where there are none, the most specific.
 * Never throws.
 */
export function tell(sentence: string, sentences: Sentences): string {
  const matcher = matchers.get(sentences) ?? matcherOf(sentences);
  const known = matcher.remembered.get(sentence);
  if (known !== undefined) return known;
  const told = translate(sentence, matcher, DEEPEST).told;
  const oldest = matcher.remembered.size >= REMEMBERED ? matcher.remembered.keys().next() : undefined;
  if (oldest && !oldest.done) matcher.remembered.delete(oldest.value);
  matcher.remembered.set(sentence, told);
  return told;
}

/** Whether there is a template for a sentence, and for all the words in its gaps that are told again. */
export function isKnown(sentence: string, sentences: Sentences): boolean {
  return translate(sentence, matchers.get(sentences) ?? matcherOf(sentences), DEEPEST).whole;
}

function matcherOf(sentences: Sentences): Matcher {
  const templates = Object.entries(sentences)
    .map(([template, translation]) => compile(template, translation))
    .filter(({ gaps }) => gaps.length > 0)
    .sort((one, other) => other.weight - one.weight);
  const matcher = { sentences, templates, remembered: new Map<string, string>() };
  matchers.set(sentences, matcher);
  return matcher;
}

function compile(template: string, translation: string): Template {
  const gaps = [...template.matchAll(GAP)].map(([, kind = "", name = ""]) => ({ kind, name }));
  const literals = template.split(GAP).filter((_, place) => place % 3 === 0);
  const source = literals
    .map((literal, place) => {
      const gap = gaps[place];
      return literal.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&") + (gap ? PATTERNS[gap.kind] : "");
    })
    .join("");
  const open = gaps.filter(({ kind }) => kind !== "#").length;
  return { pattern: new RegExp(`^${source}$`, "s"), gaps, translation, weight: literals.join("").length - open / 10 };
}

/** A translation. `whole`: of all its words, and not of some. */
interface Told {
  readonly told: string;
  readonly whole: boolean;
}

function translate(sentence: string, matcher: Matcher, depth: number): Told {
  if (Object.hasOwn(matcher.sentences, sentence)) return { told: matcher.sentences[sentence] as string, whole: true };
  let first: Told | undefined;
  for (const template of depth > 0 && sentence.length <= LONGEST ? matcher.templates : []) {
    const match = template.pattern.exec(sentence);
    if (!match) continue;
    const told = fill(template, match.slice(1), matcher, depth);
    if (told.whole) return told;
    first ??= told;
  }
  return first ?? { told: sentence, whole: false };
}

function fill({ gaps, translation }: Template, filled: readonly string[], matcher: Matcher, depth: number): Told {
  const words = gaps.map(({ kind }, place): Told => {
    const found = filled[place] as string;
    if (kind === "=") return { told: found, whole: true };
    const told = translate(found, matcher, depth - 1);
    return kind === "#" ? { told: told.told, whole: true } : told;
  });
  const told = translation.replace(GAP, (gap, kind: string, name: string) => {
    const place = gaps.findIndex((other) => other.kind === kind && other.name === name);
    return words[place]?.told ?? gap;
  });
  return { told, whole: words.every(({ whole }) => whole) };
}
