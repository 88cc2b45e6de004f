import type { EegBlock } from "./command.ts";
import type { ProtocolOptions } from "./protocol-options.ts";
import type { ProtocolBlock } from "./protocol-plan.ts";

/** What a mark in a recording says of a block of the protocol. */
export interface BlockMark {
  readonly block: Exclude<EegBlock, "none">;
  readonly eyes: "open" | "closed";
  /** `void`: it ends and does not count. */
  readonly what: "begins" | "ends" | "void";
}

/** What a block is called in a recording, with the eyes where its name does not say them: "Music 2 of 2, eyes open,". */
export function blockInMark({ block, name }: ProtocolBlock, eyes: ProtocolOptions["eyes"]): string {
  return block === "music" || block === "sham" ? `${name}, eyes ${eyes},` : name;
}

const MARK =
  /^(?:Rest with eyes (open|closed)|(Music|Sham))(?: \d+ of \d+)?(?:, eyes (open|closed),)? (begins|ends|is left out|is broken off.*)$/;

/** Reads a mark; undefined for any other text. */
export function readBlockMark(text: string): BlockMark | undefined {
  const [whole, rest, listens, eyes, how] = MARK.exec(text) ?? [];
  if (whole === undefined || (listens === undefined) === (eyes !== undefined)) return undefined;
  const what = how === "begins" || how === "ends" ? how : "void";
  if (listens !== undefined) {
    return { block: listens === "Music" ? "music" : "sham", eyes: eyes === "closed" ? "closed" : "open", what };
  }
  return rest === "open" ? { block: "restOpen", eyes: "open", what } : { block: "restClosed", eyes: "closed", what };
}
