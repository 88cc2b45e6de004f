/** What a classifier sees of one epoch: how far it is from the child's own rest. Made live and in evaluation by the same code. */
export interface EegWindow {
  /**
   * In scales from own rest: log power of each of the engine's bands, channel after channel, then the asymmetries of the montage. 0 where
   * a channel is not good.
   */
  readonly z: Float64Array;
  /** 1 for each channel without a fault. */
  readonly good: Uint8Array;
  /** Covariances of each tangent band at own rest's log-Euclidean mean: upper triangles row by row, off-diagonals × √2. */
  readonly tangent: Float64Array;
  /** Mean z of the alpha bands at the back of the head; of all good channels where none is there. */
  readonly alpha: number;
}
