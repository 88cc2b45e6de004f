import type { IncomingMessage } from "node:http";

/** No form of ours is longer. */
const LONGEST = 4_096;

/** The fields of a posted form; undefined where it is too long or breaks off. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > LONGEST) return undefined;
      parts.push(part);
    }
  } catch {
    return undefined;
  }
  return new URLSearchParams(Buffer.concat(parts).toString("utf8"));
}
