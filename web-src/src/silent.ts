import type { Filters } from "./filters";
import type { Translate } from "./texts";

/** What a page knows of what its edition did not ask. */
export interface Asked {
  edition: string;
  /** Id of a technology or a country to the sentence that says why the edition holds none of it. */
  empty_by_design?: Record<string, string>;
  /** Origins that the edition has a column for; null where it can name any. */
  origins?: string[] | null;
}

/** Return why the edition cannot tell, in sentences; none where it can. Then nothing may look like a count. */
export function silent(asked: Filters, page: Asked, t: Translate): string[] {
  const known = (id: string): string[] => [page.empty_by_design?.[id]].filter((words) => words !== undefined);
  const unasked = asked.origin.filter((one) => page.origins && !page.origins.includes(one));
  const plain = (origin: string): string =>
    t("{edition} has no column for technology from {origin}.", { edition: page.edition, origin });
  return [...asked.technology.flatMap(known), ...unasked.map((one) => known(one)[0] ?? plain(one))];
}
