import type { Catalogue } from "../catalogue.ts";

/** Was anders heißt, wo jemand einfache Wörter will: kurz, und wie man es laut sagen würde. */
export const simple: Catalogue["simple"] = {
  techniques: {
    ground: "Schlag",
    makeSpace: "Warten",
    stopGo: "Stopptanz",
    imitate: "Nachmachen",
    synchronise: "Zusammen",
    incorporate: "Melodie nutzen",
    pace: "Gleich schnell",
    reflect: "Gefühl",
    exaggerate: "Größer",
    centre: "Grundton",
    repeat: "Noch einmal",
    model: "Vormachen",
    complete: "Schlusston",
    change: "Neues",
    lift: "Lebhafter",
    calm: "Ruhiger",
  },
  live: {
    register: "Hoch oder tief",
    autonomy: "Wer wechselt",
    steady: "gleichmäßig",
    tagNames: {
      jointAttention: "Schaut mit mir",
      noAnswer: "Keine Antwort",
      selfRegulating: "Beruhigt sich",
      distress: "Verstört",
      prompt: "Ich half",
      engagement: "Macht mit",
      regulation: "Wie ruhig",
    },
  },
  partner: { pads: "Auf Trommeln antwortet", autonomy: "Wer wechselt" },
  house: {
    check: { recording: "Stunde behalten", backup: "Zweite Kopie" },
    people: { passphrase: "Passwort" },
    audit: { title: "Wer was tat" },
  },
};
