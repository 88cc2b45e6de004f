/** A day and time as the language of the page writes it. `iso` is ISO 8601. */
export function moment(iso: string): string {
  return new Date(iso).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
}
