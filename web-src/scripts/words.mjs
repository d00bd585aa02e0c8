// All words of the interface, for those who translate them: what stands in t("...") and word("...").
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Return the English words of the sources below a folder, sorted. */
export function words(folder) {
  const found = new Set();
  for (const file of readdirSync(folder, { recursive: true })) {
    if (!/\.(ts|svelte)$/.test(file)) continue;
    const text = readFileSync(join(folder, file), "utf8");
    for (const [, quoted] of text.matchAll(/\b(?:t|word)\(\s*("(?:[^"\\]|\\.)*")/g)) found.add(JSON.parse(quoted));
  }
  return [...found].sort();
}
