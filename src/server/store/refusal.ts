/** The store will not do what was asked. `message` is one sentence (or two) for the user: what, where and what to do. */
export class StoreRefusal extends Error {
  override readonly name = "StoreRefusal";
}
