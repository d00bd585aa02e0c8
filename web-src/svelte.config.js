// Read by svelte-check; the build has its settings in vite.config.mjs.
export default {};
