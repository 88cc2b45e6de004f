import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Children } from "../children/children.ts";
import { licenceTexts, readLicences } from "../licences.ts";
import { serveFile } from "../static-files.ts";
import { readAuditLog } from "./audit-log.ts";
import { BARE_STYLE } from "./bare/frame.ts";
import { PAIR_SCRIPT, pairPage } from "./bare/pair-page.ts";
import { stopPage } from "./bare/stop-page.ts";
import { wordsFor } from "./bare/words.ts";
import { cookieOf } from "./device-cookie.ts";
import type { Doorkeeper } from "./doorkeeper.ts";
import { readForm } from "./form.ts";
import type { Route } from "./permissions.ts";
import { PICTURES_PATH, pictureIn, sendPicture, takePicture } from "./picture-route.ts";
import { ownPage, type Visitor } from "./visitor.ts";

/** What answering a request needs. */
export interface RoutePlace {
  readonly door: Doorkeeper;
  /** Whether a request comes under our own name, from no other page than ours. */
  isOurs(request: IncomingMessage): boolean;
  /** Whether it came over the loopback. */
  isLocal(request: IncomingMessage): boolean;
  /** Undefined where nobody is known. */
  readonly children: Children | undefined;
  stop(who: Visitor): void;
  sessionState(): "nothing runs" | "running" | "stopped";
  /** What whoever looks for a fault needs, without a child in it; undefined where nothing is gathered. */
  logBundle(): string | undefined;
  /** All that is kept of a child, line by line; undefined for one that is not known, "later" while a session runs. */
  childExport(code: string): Iterable<string> | "later" | undefined;
}

const JSON_TYPE = "application/json; charset=utf-8";

const BARE_FILES: Readonly<Record<string, { readonly type: string; readonly text: string }>> = {
  "/bare.css": { type: "text/css; charset=utf-8", text: BARE_STYLE },
  "/pair.js": { type: "text/javascript; charset=utf-8", text: PAIR_SCRIPT },
};

/** What is made when it is asked for, by its address. */
const MADE: Readonly<Record<string, Route>> = {
  "/audit.json": "audit log",
  "/log-bundle.json": "log bundle",
  "/child-export.ndjson": "child export",
  "/licences.json": "licences",
  "/licences.txt": "licences",
};

/** The route of a request; undefined where we answer nothing of the kind. */
function routeOf(method: string, path: string): Route | undefined {
  if (method === "POST")
    return path === "/stop" || path === "/pair" || path === PICTURES_PATH ? `POST ${path}` : undefined;
  if (method !== "GET" && method !== "HEAD") return undefined;
  if (path === "/stop" || path === "/pair") return `GET ${path}`;
  if (Object.hasOwn(MADE, path)) return MADE[path];
  if (pictureIn(path) !== undefined) return "GET /pictures";
  return Object.hasOwn(BARE_FILES, path) ? "bare files" : "panel files";
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response
    .writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(text), "cache-control": "no-store" })
    .end(response.req.method === "HEAD" ? undefined : text);
}

/** Lines so many at a time: in between others are heard. */
const LINES_AT_ONCE = 2_000;

/** Gives a file of lines, as fast as it is taken. */
async function giveLines(response: ServerResponse, lines: Iterable<string>, name: string): Promise<void> {
  response.writeHead(200, {
    "content-type": "application/x-ndjson",
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store",
  });
  const pieces = function* (): Generator<string> {
    let piece: string[] = [];
    for (const line of response.req.method === "HEAD" ? [] : lines) {
      piece.push(line);
      if (piece.length < LINES_AT_ONCE) continue;
      yield `${piece.join("\n")}\n`;
      piece = [];
    }
    if (piece.length > 0) yield `${piece.join("\n")}\n`;
  };
  await pipeline(Readable.from(pieces()), response).catch(() => {
    // Whoever asked has gone, or a record cannot be opened: a file that was cut off is seen as such.
    response.destroy();
  });
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  send(response, status, "text/html; charset=utf-8", page);
}

function sendText(response: ServerResponse, status: number, text: string): void {
  send(response, status, "text/plain; charset=utf-8", `${text}\n`);
}

function leadTo(response: ServerResponse, path: string, headers: Record<string, string> = {}): void {
  response.writeHead(303, { location: path, "cache-control": "no-store", ...headers }).end();
}

function wantsPage(request: IncomingMessage): boolean {
  return request.headers.accept?.includes("text/html") ?? false;
}

/** Answers a request, or refuses it in a sentence. */
export async function answer(request: IncomingMessage, response: ServerResponse, place: RoutePlace): Promise<void> {
  const language = request.headers["accept-language"];
  if (!place.isOurs(request)) {
    place.door.audit.note("refusal", "unpaired", "foreign page or name");
    return sendText(response, 403, wordsFor(language).foreign);
  }
  const path = (request.url ?? "/").split("?")[0] ?? "/";
  const route = routeOf(request.method ?? "GET", path);
  if (!route) {
    response.writeHead(405, { allow: "GET, HEAD" }).end();
    return;
  }
  const local = place.isLocal(request);
  const visitor = place.door.identify(request, local);
  if (!place.door.mayVisit(route, visitor)) return refuse(route, request, response);
  return serve(route, { request, response, place, path, local, visitor });
}

interface Visit {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly place: RoutePlace;
  readonly path: string;
  readonly local: boolean;
  readonly visitor: Visitor | undefined;
}

async function serve(route: Route, { request, response, place, path, local, visitor }: Visit): Promise<void> {
  const language = request.headers["accept-language"];
  switch (route) {
    case "panel files": {
      const own = path === "/" && visitor ? ownPage(visitor) : undefined;
      return own === undefined ? serveFile(request, response) : leadTo(response, own);
    }
    case "GET /pictures":
      return sendPicture(response, pictureIn(path) ?? "", place.children);
    case "POST /pictures":
      return takePicture(request, response, place.children);
    case "bare files": {
      const { type = "", text = "" } = BARE_FILES[path] ?? {};
      return send(response, 200, type, text);
    }
    case "audit log":
      await place.door.audit.settled();
      return send(response, 200, JSON_TYPE, JSON.stringify(readAuditLog(place.door.audit.path)));
    case "log bundle": {
      const bundle = place.logBundle();
      if (bundle === undefined) return sendText(response, 404, "This room gathers nothing for a log bundle.");
      response.setHeader("content-disposition", `attachment; filename="antiphon-log.json"`);
      return send(response, 200, JSON_TYPE, bundle);
    }
    case "child export": {
      const code = new URL(request.url ?? "/", "http://localhost").searchParams.get("code") ?? "";
      const lines = place.childExport(code);
      if (lines === undefined) return sendText(response, 404, "There is no such child here.");
      if (lines === "later") return sendText(response, 409, "A session is running: finish it first.");
      if (visitor) place.door.audit.note("export", visitor.id, "child");
      return giveLines(response, lines, "antiphon-child.ndjson");
    }
    case "licences":
      if (path.endsWith(".txt")) return send(response, 200, "text/plain; charset=utf-8", licenceTexts());
      return send(response, 200, JSON_TYPE, JSON.stringify(readLicences()));
    case "GET /stop":
      return sendPage(response, 200, stopPage(language, place.sessionState()));
    case "POST /stop": {
      if (visitor) place.stop(visitor);
      if (wantsPage(request)) return sendPage(response, 200, stopPage(language, place.sessionState()));
      response.writeHead(204).end();
      return;
    }
    case "GET /pair":
      return local ? leadTo(response, "/") : sendPage(response, 200, pairPage(language));
    case "POST /pair":
      return local ? leadTo(response, "/") : pair(request, response, place.door, visitor);
  }
}

function refuse(route: Route, request: IncomingMessage, response: ServerResponse): void {
  const language = request.headers["accept-language"];
  if (route === "POST /stop") {
    if (wantsPage(request)) sendPage(response, 403, stopPage(language, "not paired"));
    else sendText(response, 403, wordsFor(language).notPaired);
  } else if (wantsPage(request)) leadTo(response, "/pair");
  else sendText(response, 401, "This device is not paired. Open /pair in its browser.");
}

async function pair(
  request: IncomingMessage,
  response: ServerResponse,
  door: Doorkeeper,
  known: Visitor | undefined,
): Promise<void> {
  const language = request.headers["accept-language"];
  const form = await readForm(request);
  const given = (field: string) => form?.get(field) || undefined;
  const admission = door.admit({ code: given("code"), ticket: given("ticket") }, given("name") ?? "", known);
  if ("left" in admission) return sendPage(response, 403, pairPage(language, admission));
  leadTo(response, "/", { "set-cookie": cookieOf(admission.token) });
}
