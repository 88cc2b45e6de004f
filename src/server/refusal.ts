/** Something the user asked for that cannot be done. The message is the one sentence to show; no stack is ever printed. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
