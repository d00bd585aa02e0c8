/**
 * Which places a page shows: conditions as data, read from an address.
 *
 * `src/sousveil/web/filters.py` says the same for the server; both are held to
 * `tests/fixtures/filters.json`. Values are matched separately: a place with facial recognition and
 * a supplier from China is one that has both, whoever supplied which.
 */

export const KEYS = ["technology", "supplier", "origin", "among", "region", "regime", "status"] as const;
export type Key = (typeof KEYS)[number];

/** Conditions of different keys all hold; an empty one asks nothing. Values are sorted and unique. */
export type Filters = Readonly<Record<Key, readonly string[]>>;

/** What filters ask of a place. */
export interface PlaceRow {
  id: string;
  region: string;
  regime: string;
  groups: string[];
  /** Technology id to its state: `recorded`, `planned`, `ended` ... */
  technologies: Record<string, string>;
  suppliers: string[];
  origins: string[];
}

/** States of a technology that count where a page says nothing else. */
export const COUNTED: readonly string[] = ["recorded", "deployed", "contested"];

/** The technology that every listed place has. */
const ANY_TECHNOLOGY = "ai_surveillance";

const same = (value: string): string => value;
const lower = (value: string): string => value.toLowerCase();
const upper = (value: string): string => value.toUpperCase();

/** Values that are all written in one case, so that the reader's does not matter. */
const FOLDED: Record<Key, (value: string) => string> = {
  technology: lower,
  supplier: lower,
  origin: upper,
  among: same,
  region: upper,
  regime: upper,
  status: lower,
};

/** Make filters of the values of each key; empty ones are passed by. */
export function filters(values: (key: Key) => readonly string[]): Filters {
  const read = (key: Key): string[] =>
    [...new Set(values(key).map((value) => FOLDED[key](value.trim())))].filter(Boolean).sort();
  return Object.fromEntries(KEYS.map((key) => [key, read(key)])) as unknown as Filters;
}

/** Read conditions from a query; unknown keys are passed by. */
export function parse(query: string): Filters {
  const asked = new URLSearchParams(query);
  return filters((key) => asked.getAll(key));
}

/** Return the query, without its question mark; the same for the same meaning. */
export function written(chosen: Filters): string {
  return new URLSearchParams(KEYS.flatMap((key) => chosen[key].map((value) => [key, value]))).toString();
}

/** Tell whether a place meets all conditions. `counted` are the states that count by default. */
export function matches(chosen: Filters, row: PlaceRow, counted: readonly string[] = COUNTED): boolean {
  const held = heldBy(chosen, row, counted);
  return (
    chosen.technology.every((one) => one === ANY_TECHNOLOGY || held.includes(one)) &&
    chosen.supplier.every((one) => row.suppliers.includes(one)) &&
    chosen.origin.every((one) => row.origins.includes(one)) &&
    chosen.among.every((one) => row.groups.includes(one)) &&
    (chosen.region.length === 0 || chosen.region.includes(row.region)) &&
    (chosen.regime.length === 0 || chosen.regime.includes(row.regime)) &&
    (chosen.status.length === 0 || held.length > 0)
  );
}

/** Return the technologies of a place in a state that counts. */
export function heldBy(chosen: Filters, row: PlaceRow, counted: readonly string[] = COUNTED): string[] {
  const states = chosen.status.length ? chosen.status : counted;
  return Object.keys(row.technologies).filter((one) => states.includes(row.technologies[one] ?? ""));
}

/** Return how many conditions there are. */
export function size(chosen: Filters): number {
  return KEYS.reduce((sum, key) => sum + chosen[key].length, 0);
}
