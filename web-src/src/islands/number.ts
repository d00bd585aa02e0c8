import * as filter from "../filters";
import type { Filters, Key, PlaceRow } from "../filters";
import { isLive, make } from "../page";
import { silent, type Asked } from "../silent";
import { translator, type Translate } from "../texts";
import { fill } from "./form";

interface Row extends PlaceRow {
  name: string;
  href: string;
}

interface Props extends Asked {
  total: number;
  root: string;
  rows: Row[];
  labels: Record<string, string>;
  counted?: string[];
  /** True where claims of running text are in it: then a count is what it is sure of. */
  living?: boolean;
  texts?: Record<string, string>;
}

/** Conditions that rows alone cannot answer. */
const OTHER = ["having", "without", "rule"];

/**
 * The count of any conditions on a copy of the pages: rows are counted here, and the call that
 * explains them is named. A server has answered already; then everything stays as it is.
 */
export function number(element: HTMLElement, given: unknown): void {
  const props = given as Props;
  const answer = element.querySelector<HTMLElement>("[data-answer]");
  const query = new URLSearchParams(location.search);
  const asked = filter.parse(location.search);
  const other = OTHER.some((key) => query.has(key));
  if (!answer || isLive() || (filter.size(asked) === 0 && !other)) return;
  const form = element.querySelector<HTMLFormElement>("form[data-filters]");
  if (form) fill(form, asked);
  answer.replaceChildren(...told(asked, other, props, translator(props.texts)));
}

function told(asked: Filters, other: boolean, props: Props, t: Translate): HTMLElement[] {
  const label = (id: string): string => props.labels[id] ?? id;
  const named = filter.KEYS.flatMap((key) => asked[key].map(label)).join(", ");
  const call = command(asked, other, props.edition);
  const how = call
    ? [make("p", {}, t("Rule, quotes, near misses and other rules are told by:"), " ", make("code", {}, call))]
    : [];
  const why = other ? t("This copy of the pages cannot count by these conditions.") : silent(asked, props, t)[0];
  if (why) return [make("h1", {}, t("No answer")), make("p", { class: "warn" }, named && `${named}. `, why), ...how];
  const found = props.rows.filter((row) => filter.matches(asked, row, props.counted));
  const value = make("span", { class: "value" }, String(found.length));
  const words = t("{count} of {total} places have all of: {conditions}.", {
    count: found.length,
    total: props.total,
    conditions: named,
  });
  const parts = [make("h1", {}, value, " ", named), make("p", { class: "lead" }, words)];
  if (props.living) parts.push(make("p", { class: "note" }, t("Of other places the edition cannot tell for sure.")));
  if (found.length === 0) parts.push(make("p", { class: "empty" }, t("That is not recorded, and not absent.")));
  const places = found.map((row) =>
    make("li", {}, make("a", { href: `${props.root}${row.href}index.html` }, row.name)),
  );
  return [...parts, make("ul", { class: "several" }, ...places), ...how];
}

/** Return the call that counts the same; nothing where no call can say it. */
export function command(asked: Filters, other: boolean, edition: string): string | undefined {
  const areas = (["region", "regime"] as const).map((key) => asked[key]);
  if (other || asked.status.length || areas.some((chosen) => chosen.length > 1)) return undefined;
  const rows = (["technology", "supplier", "origin"] as const).flatMap((key: Key) =>
    asked[key].map((one) => `--having ${key}=${one}`),
  );
  const groups = [...asked.among, ...areas.flat()].map((one) => `--among ${one}`);
  const call = ["sousveil count", edition, ...rows, ...groups].join(" ");
  return /^[\w\s=-]*$/.test(call) ? call : undefined;
}
