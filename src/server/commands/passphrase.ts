import { withStore } from "../with-store.ts";

/**
 * `antiphon passphrase`: locks the key file with ANTIPHON_NEW_PASSPHRASE (empty or unset: unlocks it). The present passphrase, if
 * there is one, stands in ANTIPHON_PASSPHRASE. Through the environment, so that neither is seen in the list of processes.
 */
export async function passphrase(): Promise<void> {
  const wanted = process.env.ANTIPHON_NEW_PASSPHRASE || undefined;
  const recovery = await withStore((store) => store.changePassphrase(wanted));
  process.stdout.write(
    recovery
      ? `The key file is locked: every start asks for the passphrase (or reads ANTIPHON_PASSPHRASE).\nIf it is lost, this recovery key opens it too. Write it down; it is kept nowhere and not shown again:\n${recovery}\n`
      : "The key file is not locked: whoever has this computer's files can read the sessions.\n",
  );
}
