/** What may be kept of a session, as was agreed to. It may change while the session runs. */
export interface Consented {
  readonly sessionData: boolean;
  readonly eeg: boolean;
}
