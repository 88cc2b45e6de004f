/** What the bare pages say. English is the measure: a language that lacks a word does not compile. */
const ENGLISH = {
  language: "en",
  stopTitle: "STOP",
  stop: "STOP",
  stopExplained: "Ends all sound and holds the robot still, at once.",
  nothingRuns: "No session is running now. STOP works all the same.",
  stopped: "Stopped. All sound is off, and the robot holds still.",
  goOn: "To go on: at the therapist's panel, hold “Continue calmly” for one second.",
  stopAgain: "STOP again",
  toPanel: "To the panel",
  pairTitle: "Pair this device",
  pairExplained:
    "At the engine's own screen, open “Pair a device”. It shows a code of six digits; it is good once and for a short time.",
  code: "Code of six digits",
  name: "A name for this device, without a child's name",
  namePlaceholder: "Tablet at the piano",
  pair: "Pair",
  wrongCode: (left: number) => `That code is not right. ${left === 1 ? "One try is" : `${left} tries are`} left.`,
  closed: "Pairing is closed. Open it anew at the engine's own screen, then try again.",
  notPaired: "This device is not paired, so STOP was not done. Use another STOP, or turn the speaker down.",
  foreign: "This page answers only under the engine's own address.",
  unlockTitle: "Antiphon is locked",
  unlockExplained: "What was recorded opens with the passphrase. It stays on this computer.",
  passphrase: "Passphrase",
  unlock: "Open",
  passphraseLost: "The passphrase is lost",
  recoveryKey: "Recovery key",
  recoveryExplained: "From the printed sheet: eight groups of four. Capitals and hyphens do not matter.",
  wrongPassphrase: "That passphrase does not open it. Check it and try again.",
  wrongRecovery: "That recovery key does not open it. Compare it with the newest sheet and try again.",
  openingTitle: "Opening…",
  lockedElsewhere: "Antiphon is locked. It is opened at the engine's own screen.",
};

type Words = typeof ENGLISH;

const GERMAN: Words = {
  language: "de",
  stopTitle: "STOPP",
  stop: "STOPP",
  stopExplained: "Beendet sofort jeden Klang und hält den Roboter an.",
  nothingRuns: "Gerade läuft keine Sitzung. STOPP wirkt trotzdem.",
  stopped: "Gestoppt. Jeder Klang ist aus, der Roboter hält still.",
  goOn: "Weiter geht es am Pult der Therapeutin oder des Therapeuten: „Ruhig weiter“ eine Sekunde lang halten.",
  stopAgain: "Noch einmal STOPP",
  toPanel: "Zum Pult",
  pairTitle: "Dieses Gerät koppeln",
  pairExplained:
    "Öffnen Sie am Bildschirm des Rechners, auf dem Antiphon läuft, „Gerät koppeln“. Dort steht ein Code aus sechs Ziffern; er gilt einmal und nur kurz.",
  code: "Code aus sechs Ziffern",
  name: "Ein Name für dieses Gerät, ohne den Namen eines Kindes",
  namePlaceholder: "Tablet am Klavier",
  pair: "Koppeln",
  wrongCode: (left) => `Der Code stimmt nicht. Noch ${left === 1 ? "ein Versuch" : `${left} Versuche`}.`,
  closed:
    "Das Koppeln ist geschlossen. Öffnen Sie es am Bildschirm des Rechners neu und versuchen Sie es dann noch einmal.",
  notPaired:
    "Dieses Gerät ist nicht gekoppelt, darum wurde STOPP nicht ausgeführt. Nehmen Sie ein anderes STOPP oder drehen Sie den Lautsprecher leise.",
  foreign: "Diese Seite antwortet nur unter der eigenen Adresse des Rechners.",
  unlockTitle: "Antiphon ist verschlossen",
  unlockExplained: "Das Aufgezeichnete öffnet sich mit dem Passwort. Es bleibt auf diesem Rechner.",
  passphrase: "Passwort",
  unlock: "Öffnen",
  passphraseLost: "Das Passwort ist verloren",
  recoveryKey: "Notschlüssel",
  recoveryExplained: "Vom gedruckten Blatt: acht Gruppen zu vier Zeichen. Großschreibung und Striche sind gleich.",
  wrongPassphrase: "Dieses Passwort öffnet nicht. Bitte prüfen und noch einmal versuchen.",
  wrongRecovery:
    "Dieser Notschlüssel öffnet nicht. Bitte mit dem neuesten Blatt vergleichen und noch einmal versuchen.",
  openingTitle: "Wird geöffnet …",
  lockedElsewhere: "Antiphon ist verschlossen. Geöffnet wird es am Bildschirm des Rechners, auf dem es läuft.",
};

/** The words in the language that a browser asks for first; English where it asks for none of ours. */
export function wordsFor(acceptLanguage: string | undefined): Words {
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((range) => {
      const [tag = "", ...parameters] = range.trim().toLowerCase().split(";");
      const weight = parameters.map((text) => /^\s*q=([\d.]+)/.exec(text)?.[1]).find((text) => text !== undefined);
      return { language: tag.split("-")[0], weight: Number(weight ?? 1) };
    })
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  const first = wanted.find(({ language }) => language === "en" || language === "de");
  return first?.language === "de" ? GERMAN : ENGLISH;
}
