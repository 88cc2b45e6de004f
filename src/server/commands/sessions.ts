import { writeFileSync } from "node:fs";
import { Refusal } from "../refusal.ts";
import { withStore } from "../with-store.ts";

/** `antiphon sessions`: what has been recorded, newest first. */
export async function sessions(): Promise<void> {
  const lines = await withStore((store) =>
    store
      .sessions()
      .map(({ id, child, startedAt, state, lastSeq }) => `${id}  ${child}  ${startedAt}  ${state}  ${lastSeq} events`),
  );
  process.stdout.write(lines.length > 0 ? `${lines.join("\n")}\n` : "No session has been recorded yet.\n");
}

/** `antiphon export ID FILE`: a session's log, opened, one JSON text a line. */
export async function exportSession(id: string, file: string): Promise<void> {
  await withStore((store) => {
    const lines = [...store.exportLog(id)];
    try {
      writeFileSync(file, `${lines.join("\n")}\n`, { mode: 0o600 });
    } catch (error) {
      throw new Refusal(`${file} could not be written: ${(error as Error).message}.`);
    }
    process.stdout.write(
      `${lines.length - 1} events written to ${file}. It is not sealed: keep it as you keep a file about a child.\n`,
    );
  });
}

/** `antiphon erase CHILD`: destroys a child's key, so that nothing recorded of the child can be read again. */
export async function erase(child: string): Promise<void> {
  const count = await withStore((store) => store.eraseChild(child));
  process.stdout.write(
    `Erased: ${count} ${count === 1 ? "session" : "sessions"} of ${child}. No copy of the key is left here.\n`,
  );
}
