import { existsSync, readFileSync, renameSync } from "node:fs";
import { z } from "zod";
import { replaceFile } from "../store/durable-file.ts";
import { ROLES } from "./role.ts";

const moment = z.int().min(0);

/** A device that was let in. Its token stands nowhere but on the device: here is only the token's SHA-256. */
const DEVICE = z.strictObject({
  id: z.string().regex(/^[0-9a-f]{16}$/),
  name: z.string().min(1).max(40),
  role: z.enum(ROLES),
  tokenHash: z.string().regex(/^[0-9a-f]{64}$/),
  pairedAt: moment,
  seenAt: moment,
});

const FILE = z.strictObject({
  format: z.literal("antiphon-access"),
  version: z.literal(1),
  /** Whether other devices may reach the engine, as an administrator set it; null: as the rig says. */
  lan: z.boolean().nullable(),
  devices: z.array(DEVICE).max(10_000),
});

/** Moments are milliseconds since 1970. */
export type Device = z.infer<typeof DEVICE>;
export type AccessFile = z.infer<typeof FILE>;

const EMPTY: AccessFile = { format: "antiphon-access", version: 1, lan: null, devices: [] };

/**
 * The paired devices and the network setting. A file that cannot be understood is moved aside: then nobody is paired,
 * and `trouble` hears of it in one sentence.
 */
export function readAccessFile(path: string, trouble: (text: string) => void): AccessFile {
  if (!existsSync(path)) return EMPTY;
  try {
    return FILE.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    const aside = `${path}.damaged-${new Date().toISOString().replace(/[:.]/g, "")}`;
    renameSync(path, aside);
    trouble(`The list of paired devices was damaged and moved to ${aside}. Pair the devices anew.`);
    return EMPTY;
  }
}

/** Writes it whole or not at all. Throws where the disk refuses. */
export function writeAccessFile(path: string, file: AccessFile): void {
  replaceFile(path, `${JSON.stringify(file, null, 2)}\n`);
}
