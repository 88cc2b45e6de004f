import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { z } from "zod";
import { removeDraft, replaceFile } from "./durable-file.ts";
import { StoreRefusal } from "./refusal.ts";
import { KEY_BYTES } from "./seal.ts";

/** A child's code, such as "K-7F3", or "practice": no names here, the code stands in the open. */
export const childCode = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/, "a child's code has 1 to 32 letters, digits and hyphens");

const base64 = z.base64().min(1);
const keyId = z.string().regex(/^[0-9a-f]{16}$/);
const erased = z.array(z.strictObject({ id: keyId, child: childCode, at: z.iso.datetime() }));
const head = { format: z.literal("antiphon-keys"), version: z.literal(1) };

/** scrypt's cost as Node names it; memory is 128 * N * r bytes. The bounds keep a hostile file from eating the machine. */
export const scryptCost = z.strictObject({
  N: z
    .int()
    .min(2 ** 15)
    .max(2 ** 20)
    .refine((n) => Number.isInteger(Math.log2(n)), "N is a power of two"),
  r: z.int().min(8).max(16),
  p: z.int().min(1).max(4),
});

const plainKeys = z.strictObject({
  ...head,
  protection: z.literal("none"),
  keys: z.array(
    z.strictObject({
      id: keyId,
      child: childCode,
      key: base64.refine((text) => Buffer.from(text, "base64").length === KEY_BYTES, "a key has 256 bits"),
    }),
  ),
  erased,
});

const scryptSalted = z.strictObject({ ...scryptCost.shape, salt: base64 });

/** As it was written before there was a recovery key: the children's keys are wrapped under the passphrase itself. Read only. */
const wrappedKeys = z.strictObject({
  ...head,
  protection: z.literal("passphrase"),
  scrypt: scryptSalted,
  /** A known text, sealed: tells a wrong passphrase from a damaged key. */
  check: base64,
  keys: z.array(z.strictObject({ id: keyId, child: childCode, wrapped: base64 })),
  erased,
});

/** The children's keys are wrapped under a master key, and that key twice: under the passphrase and under the recovery key. */
const lockedKeys = z.strictObject({
  ...head,
  version: z.literal(2),
  protection: z.literal("passphrase"),
  passphrase: z.strictObject({ scrypt: scryptSalted, master: base64 }),
  recovery: z.strictObject({ salt: base64, master: base64 }),
  keys: z.array(z.strictObject({ id: keyId, child: childCode, wrapped: base64 })),
  erased,
});

const keyFile = z
  .discriminatedUnion("protection", [plainKeys, z.discriminatedUnion("version", [wrappedKeys, lockedKeys])])
  .refine(({ keys }) => new Set(keys.map((key) => key.child)).size === keys.length, "a child has one key");

/** What stands in the key file. `erased` remembers which keys were destroyed: an id, a code and a date, no secret. */
export type KeyFile = z.infer<typeof keyFile>;
export type WrappedKeys = z.infer<typeof wrappedKeys>;
export type LockedKeys = z.infer<typeof lockedKeys>;

/** The key file's contents, or undefined where there is none. Throws StoreRefusal when it cannot be understood. */
export function readKeyFile(path: string): KeyFile | undefined {
  if (!existsSync(path)) return undefined;
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw damaged(path, error instanceof SyntaxError ? "it is no JSON" : String((error as Error).message));
  }
  const parsed = keyFile.safeParse(found);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw damaged(path, issue ? `${issue.path.join(".") || "the file"}: ${issue.message}` : "unknown shape");
}

/** Writes the key file durably. Only ever called with contents that grew out of what {@link readKeyFile} gave. */
export function writeKeyFile(path: string, contents: KeyFile): void {
  replaceFile(path, `${JSON.stringify(contents, null, 2)}\n`);
}

/** Takes away a half-written key file that a crash left behind. */
export function tidyKeyFile(path: string): void {
  removeDraft(path);
}

function damaged(path: string, why: string): StoreRefusal {
  return new StoreRefusal(
    `The key file ${basename(path)} cannot be read (${why}). It was left as it is; put a good copy back at ${path}.`,
  );
}
