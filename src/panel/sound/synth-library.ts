// Apart, so that it is fetched when sound is prepared, and holds no more of the library than this.
export { WorkletSynthesizer } from "spessasynth_lib";
