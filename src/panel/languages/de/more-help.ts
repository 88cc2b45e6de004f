import type { Catalogue } from "../catalogue.ts";

/** Hilfe über das Blatt hinaus: Schritt für Schritt, Wörter und was sie meinen, und woraus Antiphon besteht. */
export const moreHelp: Catalogue["moreHelp"] = {
  steps: "Schritt für Schritt",
  guides: {
    noSound: {
      title: "Es kommt kein Ton",
      steps: [
        "Unten links nachsehen: Steht dort „Ton einschalten“ oder „Ruhig weiter“? Drücken.",
        "Ist „Leise“ an, oder Pause? Beenden.",
        "Raum, Klänge: die zwei leisen Töne spielen. Steht die Lautstärke dieses Browsers über 0?",
        "Ist der Lautsprecher an, aufgedreht und in den Toneinstellungen des Rechners der richtige gewählt?",
        "Mit einem MIDI-Klangerzeuger: Nennt die Raumprüfung den Ausgang bereit? Noch einmal anstecken.",
        "Antiphon neu starten. Die abgebrochene Stunde ist aufbewahrt.",
      ],
    },
    robot: {
      title: "Der Roboter bewegt sich nicht",
      steps: [
        "Er wartet auf zwei Worte: „Roboter freigeben“, dann „Niemand in Reichweite?“. Nach STOP oder gelöstem Kabel beide noch einmal.",
        "Roboter, Wie viel: Steht er auf „Aus“ oder „An und still“?",
        "Im gelassenen Raum, in der Pause und bei „Leise“ ruht er: Das ist so gewollt.",
        "Ist jemand in Reichweite oder eine Hand auf seinem Kopf? Er wartet, bis das vorbei ist.",
        "Ist der Knopf am Roboter gedrückt? Lösen, dann freigeben.",
        "Raumprüfung: Steht dort verloren oder fehlt? Kabel und Netzteil ansehen.",
      ],
    },
    notes: {
      title: "Töne bleiben hängen",
      steps: [
        "STOP, dann „Ruhig weiter“ halten: Jeder Ton ist beendet.",
        "Ein Ton, der 12 Sekunden klingt, wird von selbst beendet; gehaltener Bass und Akkorde dürfen 8 Sekunden dauern.",
        "Kommt es bei einer Taste oder einem Pad wieder: Klänge und Instrumente, Doppelanschläge und Schwelle dieses Geräts.",
        "Ein klemmendes Pedal hält Töne: zur Probe abziehen.",
        "Das Kabel des Instruments ziehen: Seine Töne enden sofort. Wieder anstecken.",
      ],
    },
  },
  glossary: "Wörter",
  terms: [
    ["Musikpartner", "Was mit dem Kind spielt. Er hört zu, wartet und antwortet innerhalb der Grenzen des Kindes."],
    ["Karte", "Was der Partner gerade tut, etwa Grundschlag, Folgen oder Antwort. Eine ist an."],
    ["Raum", "Zeit, die dem Kind nach einem Zug gelassen wird. Darin klingt und bewegt sich nichts."],
    ["Zug", "Die Strecke, auf der eines spielt und das andere zuhört."],
    ["Phrase", "Was das Kind von einer Pause bis zur nächsten spielt."],
    ["Melodie", "Ein paar Töne, die das Kind zweimal oder öfter gebracht hat."],
    ["Wie viel", "Wie viele Töne der Partner in einer Sekunde beginnt."],
    ["Zusammen", "Wie genau beide an einem Schlag bleiben."],
    ["Beobachtung", "Ein Tipp, der festhält, was Sie sahen, in dem Augenblick, in dem Sie es sahen."],
    ["Moment", "Die letzten zwanzig Sekunden und die nächsten zehn, zum Wiederfinden."],
    ["Abschnitt", "Ein Teil des Stundenplans, etwa Begrüßungslied oder Kind führt. Nur Sie gehen weiter."],
    ["Grenze", "Wie laut, hoch, dicht oder schnell es mit diesem Kind werden darf. Nichts überschreitet sie."],
    ["Code", "Wie ein Kind in den Aufzeichnungen heißt, etwa K-7F3. Wirkliche Namen stehen nirgends."],
  ],
  about: [
    "Antiphon unterstützt Musiktherapie und Forschung dabei, gemeinsam Musik zu machen, aufzuzeichnen und anzusehen. Maße beschreiben das Spiel.",
    "Nur unter Aufsicht einer qualifizierten Person. Kein Medizinprodukt. Nicht zur Diagnose, zur Überwachung von Lebenszeichen oder für Notfälle. Nicht unbeaufsichtigt verwenden.",
    "Es arbeitet auch mit gezogenem Netzkabel: Von selbst verlässt nichts diesen Rechner.",
  ],
  licences: "Lizenzen",
  licencesHow: "Antiphon steht unter der Apache License 2.0. Es läuft mit diesen Paketen.",
  licencesShow: "Pakete zeigen",
  licencesTexts: "Alle Texte",
  licencesFailed: "Die Liste ließ sich nicht lesen.",
  package: "Paket",
  version: "Version",
  licence: "Lizenz",
  log: "Protokoll für die, die Ihnen helfen",
  logHow:
    "Versionen, Geräte, was Antiphon sagte, und wann Stunden begannen und endeten. Kein Name, kein Code, keine Karte, keine Notiz und kein Spiel eines Kindes steht darin. Sehen Sie hinein, bevor Sie es weitergeben.",
  logSave: "Protokoll speichern",
};
