import type { IncomingMessage, ServerResponse } from "node:http";
import { LARGEST_PICTURE } from "../children/album/clean-picture.ts";
import type { Children } from "../children/children.ts";

/** The path under which pictures are. */
export const PICTURES_PATH = "/pictures";

/** The picture's name in a path; undefined where the path is none of a picture. */
export function pictureIn(path: string): string | undefined {
  return /^\/pictures\/([a-z0-9-]{1,40})$/.exec(path)?.[1];
}

/** Answers with a picture of the child whose room is open. It is kept in no cache: its consent may end. */
export function sendPicture(response: ServerResponse, name: string, children: Children | undefined): void {
  const picture = children?.album.open(name);
  if (!picture) {
    response.writeHead(404, { "content-type": "text/plain; charset=utf-8" }).end("There is no such picture here.\n");
    return;
  }
  response.writeHead(200, {
    "content-type": picture.type,
    "content-length": picture.bytes.length,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(response.req.method === "HEAD" ? undefined : picture.bytes);
}

/** Takes a picture's bytes in; its word comes in the address. Refuses in one sentence. */
export async function takePicture(
  request: IncomingMessage,
  response: ServerResponse,
  children: Children | undefined,
): Promise<void> {
  const word = new URL(request.url ?? "/", "http://panel").searchParams.get("word") ?? "";
  const refuse = (text: string): void => {
    response
      .writeHead(400, { "content-type": "text/plain; charset=utf-8", connection: "close" })
      .end(`The picture was not kept: ${text}.\n`);
  };
  if (!children) return refuse("this room keeps no cards of children");
  const file = await readBytes(request);
  if (!file) return refuse("it has more than 512 kB, or broke off on its way");
  try {
    await children.addPicture(word, file);
  } catch (error) {
    return refuse((error as Error).message);
  }
  response.writeHead(204).end();
}

async function readBytes(request: IncomingMessage): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length;
      if (length > LARGEST_PICTURE) return undefined;
      parts.push(part);
    }
  } catch {
    return undefined;
  }
  return Buffer.concat(parts);
}
