import { diff } from "./islands/diff";
import { explorer } from "./islands/explorer.svelte";
import { flow } from "./islands/flow";
import { matrix } from "./islands/matrix";
import { number } from "./islands/number";
import { reader } from "./islands/reader";
import { review } from "./islands/review";
import { search } from "./islands/search";
import type { Mount } from "./mount";

/** What each `<section data-island="NAME">` becomes: one file in islands/, one line here. */
export const islands: Record<string, Mount> = {
  diff,
  explorer,
  flow,
  matrix,
  number,
  reader,
  review,
  search,
};
