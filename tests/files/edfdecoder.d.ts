/** As much of edfdecoder 0.1.2 as is used here; it has no types of its own. */
declare module "edfdecoder" {
  interface Edf {
    getNumberOfRecords(): number;
    getNumberOfSignals(): number;
    getSignalLabel(signal: number): string;
    getRawSignal(signal: number, record: number): Int16Array;
    getPhysicalSignalConcatRecords(signal: number, from: number, count: number): Float32Array;
  }
  class EdfDecoder {
    setInput(bytes: ArrayBuffer): void;
    decode(): void;
    getOutput(): Edf;
  }
  const edfdecoder: { readonly EdfDecoder: typeof EdfDecoder };
  // biome-ignore lint/style/noDefaultExport: it is what the package has.
  export default edfdecoder;
}
