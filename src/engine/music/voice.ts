/**
 * What a note is in the music: the melody, the bass under it, the chords that hold it, or a drum (then the pitch says which
 * drum, as in General MIDI percussion). The same pitch in two voices is two notes. Where no voice stands, it is the melody.
 */
export type Voice = "melody" | "bass" | "chords" | "drum";
