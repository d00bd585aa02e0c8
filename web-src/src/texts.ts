export type Values = Record<string, string | number>;

/** `t("{n} place|{n} places", {n: 3})`: fills the braces, and chooses by `n` where there is a bar. */
export type Translate = (english: string, values?: Values) => string;

/** Mark words that reach `t` by another way, so that the list of all words has them (scripts/words.mjs). */
export const word = (english: string): string => english;

/** Make `t` of the words that a page brings along; what is missing stays English. */
export function translator(words: Readonly<Record<string, string>> = {}, language = pageLanguage()): Translate {
  return (english, values = {}) => {
    let text = words[english] ?? english;
    if (text.includes("|") && "n" in values) {
      const [one = "", many = ""] = text.split("|", 2);
      text = isOne(Number(values["n"]), language) ? one : many;
    }
    return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
  };
}

/** Tell whether a language uses the singular for a number. */
export function isOne(number: number, language: string): boolean {
  return language.startsWith("fr") ? number >= 0 && number < 2 : number === 1;
}

function pageLanguage(): string {
  return typeof document === "undefined" ? "en" : document.documentElement.lang || "en";
}
