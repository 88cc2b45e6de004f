/** As much of edfjs 0.6.0 as is used here; it has no types of its own. */
declare module "edfjs" {
  class EDF {
    readonly num_records: number;
    readonly channels: readonly { readonly label: string; readonly blob: Float32Array | Int16Array }[];
    readonly annotations: readonly { onset: number; duration: number; label: readonly string[] }[];
    read_buffer(bytes: ArrayBuffer): void;
  }

  export { EDF };
}
