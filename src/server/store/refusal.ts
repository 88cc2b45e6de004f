/** The store will not do what was asked. `message` is one sentence (or two) for the user: what, where and what to do. */
export class StoreRefusal extends Error {
  override readonly name = "StoreRefusal";
}

/** What was given does not open the keys. */
export class WrongOpener extends StoreRefusal {
  readonly by: "passphrase" | "recovery key";

  constructor(by: WrongOpener["by"], message: string) {
    super(message);
    this.by = by;
  }
}
