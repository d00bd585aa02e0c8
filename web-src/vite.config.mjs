// Classic scripts and one style sheet: pages must work from file://, where modules do not load.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("./", import.meta.url));

/** Script to what it is made of: a page loads one of them. */
export const scripts = { "app.js": "main.ts", "page.js": "enhance.ts" };

/** Return what Vite is to do for one script; `out` is the folder for it and app.css. */
export function settings(out, script, plugins = []) {
  return {
    root: here,
    configFile: false,
    logLevel: "warn",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [svelte({ configFile: false }), ...plugins],
    build: {
      outDir: out,
      emptyOutDir: false,
      target: "es2022",
      cssCodeSplit: false,
      lib: {
        entry: `${here}src/${scripts[script]}`,
        formats: ["iife"],
        name: "sousveil",
        fileName: () => script,
        cssFileName: "app",
      },
    },
  };
}

export default { plugins: [svelte({ configFile: false })] };
