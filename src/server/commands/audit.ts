import { join } from "node:path";
import { readAuditLog } from "../access/audit-log.ts";
import { dataFolder } from "../folders.ts";
import { Refusal } from "../refusal.ts";

/** `antiphon audit`: who was let in, cut off or refused, who took control and who pressed STOP. Throws Refusal where the log was altered. */
export function audit(): void {
  const path = join(dataFolder(), "audit.ndjson");
  const { entries, broken } = readAuditLog(path);
  for (const { at, what, who, detail } of entries) process.stdout.write(`${at}  ${what}  ${who}  ${detail}\n`);
  if (broken !== null) {
    throw new Refusal(
      `${path}: line ${broken} does not follow from the one before it: something was altered or taken out there.`,
    );
  }
  process.stdout.write(`${entries.length} entries; the chain is whole.\n`);
}
