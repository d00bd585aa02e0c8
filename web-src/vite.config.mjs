// One classic script and one style sheet: pages must work from file://, where modules do not load.
import { svelte } from "@sveltejs/vite-plugin-svelte";
import { fileURLToPath } from "node:url";

const here = fileURLToPath(new URL("./", import.meta.url));

/** Return what Vite is to do; `out` is the folder for app.js and app.css. */
export function settings(out, plugins = []) {
  return {
    root: here,
    configFile: false,
    logLevel: "warn",
    define: { "process.env.NODE_ENV": '"production"' },
    plugins: [svelte({ configFile: false }), ...plugins],
    build: {
      outDir: out,
      emptyOutDir: true,
      target: "es2022",
      cssCodeSplit: false,
      lib: {
        entry: `${here}src/main.ts`,
        formats: ["iife"],
        name: "sousveil",
        fileName: () => "app.js",
        cssFileName: "app",
      },
    },
  };
}

export default { plugins: [svelte({ configFile: false })] };
