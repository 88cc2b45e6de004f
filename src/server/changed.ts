/** What a message changes, by the names that the panel has words for; nothing for one that changes nothing of the kind. */
export function whatChanges(name: string, value: unknown): readonly string[] {
  switch (name) {
    case "param:set":
      return typeof value === "object" && value !== null ? Object.keys(value) : [];
    case "technique:set":
      return ["card"];
    case "phase:go":
      return ["phase"];
    case "phase:extend":
      return ["extend"];
    case "plan:set":
    case "plan:make":
      return ["plan"];
    case "robot:level":
    case "robot:size":
    case "robot:speed":
    case "robot:mirror":
    case "robot:only-when-child-plays":
    case "robot:lights":
      return ["robot"];
    default:
      return [];
  }
}
