import { mount } from "svelte";
import { csv, save, shown } from "../csv";
import * as filter from "../filters";
import type { Filters, Key, PlaceRow } from "../filters";
import WorldMap from "../map/Map.svelte";
import type { MapState, Place } from "../map/state";
import { stateWord } from "../map/states";
import { isLive, link as linkTo, make } from "../page";
import { silent, type Asked } from "../silent";
import { translator, type Translate } from "../texts";
import { loadWorld } from "../world";
import { addTo, fill, read, without } from "./form";

interface Row extends PlaceRow {
  name: string;
  /** Address of its page below the root. */
  href: string;
}

interface Props extends Asked {
  total: number;
  root: string;
  rows: Row[];
  /** Names of technologies, suppliers, places, groups, regions and regimes by id. */
  labels: Record<string, string>;
  /** States that count by the edition's policy. */
  counted?: string[];
  /** Query to the address of the page that explains its count; other counts only a server explains. */
  numbers?: Record<string, string>;
  texts?: Record<string, string>;
}

/** What the map draws; the places are replaced as a whole. */
class Shown implements MapState {
  places = $state.raw<Readonly<Record<string, Place>>>({});
  selected = $state<string | null>(null);
  summary = $state("");
  asked = $state(true);

  constructor(readonly listed: readonly string[]) {}
}

/** Filters, the count, the map and the table of an edition; the address is the state. */
export function explorer(element: HTMLElement, given: unknown): void {
  const props = given as Props;
  const t = translator(props.texts);
  const counted = props.counted ?? filter.COUNTED;
  const label = (id: string): string => props.labels[id] ?? id;
  const form = element.querySelector<HTMLFormElement>("form[data-filters]");
  const table = element.querySelector<HTMLTableElement>("table:has(tr[data-place])");
  const number = element.querySelector<HTMLAnchorElement>("a[data-number]");
  const count = element.querySelector<HTMLOutputElement>("output[data-count]");
  const counts = element.querySelector<HTMLElement>("[data-counted]");
  const picker = element.querySelector<HTMLInputElement>("input[data-picker]");
  const links = [...element.querySelectorAll<HTMLAnchorElement>("a[data-download]")];
  const hrefs = new WeakMap([...links, ...(number ? [number] : [])].map((link) => [link, link.getAttribute("href") ?? ""]));

  const state = new Shown(props.rows.map((row) => row.id));
  let chosen: Filters = filter.parse(location.search);
  let latest: [Key, string] | undefined;

  const clears = element.querySelector("form[data-filters] [type=reset], a[data-clear]") !== null;
  const chips = make("div", { class: "sv-chips" });
  const printed = make("p", { class: "sv-printed" });
  const empty = make("div", { class: "empty sv-empty" });
  element.querySelector("[data-empty]")?.replaceWith(empty);
  const whole = make("p", { class: "quiet" }, t("The files other than CSV hold all rows, whatever the filters."));
  (form?.closest("details") ?? form)?.after(chips, printed);
  if (!empty.isConnected) (table?.closest(".scroll") ?? table)?.before(empty);
  links.at(-1)?.closest("ul, p, div")?.after(whole);

  function show(): void {
    const found = new Set(props.rows.filter((row) => filter.matches(chosen, row, counted)).map((row) => row.id));
    state.places = Object.fromEntries(props.rows.map((row) => [row.id, placeOf(row, found.has(row.id))]));
    const why = silent(chosen, props, t);
    state.asked = why.length === 0;
    state.summary = why.length ? why.join(" ") : t("{count} of {total} places match.", { count: found.size, total: props.total });
    if (count) count.textContent = why.length ? t("no answer") : t("{count} of {total}", { count: found.size, total: props.total });
    if (counts) counts.hidden = why.length > 0;
    for (const row of table?.querySelectorAll<HTMLElement>("tr[data-place]") ?? []) {
      row.hidden = !found.has(row.dataset["place"] ?? "");
    }
    showLinks();
    showChips();
    showEmpty(found.size === 0, why);
  }

  function placeOf(row: Row, matched: boolean): Place {
    return {
      id: row.id,
      name: row.name,
      href: linkTo(props.root, row.href),
      matched,
      level: filter.heldBy(chosen, row, counted).length,
      technologies: Object.entries(row.technologies).map(([id, held]) => ({ label: label(id), state: held })),
      suppliers: row.suppliers.map(label),
      origins: row.origins.map(label),
    };
  }

  function showLinks(): void {
    const query = filter.written(chosen);
    if (number && chosen.status.length) number.removeAttribute("href"); // no figure counts other states
    else if (number && query) number.href = linkTo(props.root, props.numbers?.[query] ?? `number/${props.edition}/?${query}`);
    else if (number) number.href = addTo(hrefs.get(number) ?? "", "");
    if (isLive()) for (const link of links) link.href = addTo(hrefs.get(link) ?? "", query);
    whole.hidden = isLive() || filter.size(chosen) === 0 || links.every(isCsv);
  }

  function showChips(): void {
    const made = filter.KEYS.flatMap((key) => chosen[key].map((value) => chip(key, value)));
    if (made.length && !clears) made.push(button(t("Clear all filters"), () => change(filter.parse(""))));
    chips.replaceChildren(...made);
    const words = filter.KEYS.flatMap((key) => chosen[key].map((value) => named(key, value)));
    printed.textContent = words.length ? t("Only places with: {filters}", { filters: words.join("; ") }) : "";
    const handle = form?.closest("details")?.querySelector<HTMLElement>("summary");
    if (handle) handle.dataset["active"] = String(filter.size(chosen) || "");
  }

  function named(key: Key, value: string): string {
    return key === "status" ? t(stateWord(value)) : label(value);
  }

  function chip(key: Key, value: string): HTMLElement {
    const words = named(key, value);
    const made = button(`${words} ×`, () => {
      change(without(chosen, key, value));
      (chips.querySelector("button") ?? form?.querySelector<HTMLElement>("input, select"))?.focus();
    });
    made.setAttribute("aria-label", t("Remove the filter {filter}", { filter: words }));
    return made;
  }

  function showEmpty(none: boolean, why: readonly string[]): void {
    empty.hidden = !none && why.length === 0;
    const words = why.length
      ? why
      : [t("No place matches these filters in {edition}. That is not recorded, and not absent.", { edition: label(props.edition) })];
    empty.replaceChildren(...words.map((sentence) => make("p", {}, sentence)));
    const last = latest && chosen[latest[0]].includes(latest[1]) ? latest : lastOf(chosen);
    if (none && last) {
      const [key, value] = last;
      empty.append(button(t("Remove the filter {filter}", { filter: named(key, value) }), () => change(without(chosen, key, value))));
    }
  }

  function change(to: Filters): void {
    latest = newest(chosen, to) ?? latest;
    chosen = to;
    if (form) fill(form, chosen);
    const query = filter.written(chosen);
    history.replaceState(history.state, "", location.pathname + (query && `?${query}`) + location.hash);
    show();
  }

  form?.addEventListener("change", (event) => {
    const key = (event.target as HTMLInputElement).name as Key;
    if (filter.KEYS.includes(key)) change(read(form, key, chosen));
  });
  form?.addEventListener("submit", (event) => event.preventDefault());
  form?.addEventListener("reset", (event) => {
    event.preventDefault();
    change(filter.parse(""));
  });
  form?.querySelectorAll<HTMLElement>("button:not([type]), button[type=submit]").forEach((one) => (one.hidden = true));
  element.querySelectorAll<HTMLElement>("a[data-clear]").forEach((link) =>
    link.addEventListener("click", (event) => {
      event.preventDefault();
      change(filter.parse(""));
    }),
  );
  window.addEventListener("popstate", () => change(filter.parse(location.search)));
  for (const link of links.filter(isCsv)) {
    link.addEventListener("click", (event) => {
      if (isLive() || !table || filter.size(chosen) === 0) return; // the server's file is the better one
      event.preventDefault();
      save(`${props.edition}-${filter.written(chosen).replace(/[^a-zA-Z_-]+/g, "-")}.csv`, csv(shown(table)));
    });
  }

  if (form) fill(form, chosen);
  show();
  if (picker) pick(picker, props.rows, t, (id) => (state.selected = id));
  const figure = element.querySelector<HTMLElement>("[data-map]");
  if (figure) drawMap(figure, state, props.root, t);
}

function drawMap(figure: HTMLElement, state: MapState, root: string, t: Translate): void {
  const holder = make("div", { class: "sv-holder" });
  figure.prepend(holder);
  const attempt = (): void => {
    holder.replaceChildren(make("p", { class: "sv-box quiet" }, t("The map is being drawn.")));
    loadWorld(root).then(
      (world) => {
        holder.replaceChildren();
        mount(WorldMap, { target: holder, props: { world, shown: state, t, select: (id) => (state.selected = id) } });
      },
      () => {
        const said = t("The map could not be loaded. The table below holds the same data.");
        holder.replaceChildren(make("div", { role: "alert" }, make("p", {}, said), button(t("Try again"), attempt)));
      },
    );
  };
  attempt();
}

/** Choose a place by its name; one that the edition does not list is said to be so. */
function pick(input: HTMLInputElement, rows: readonly Row[], t: Translate, select: (id: string) => void): void {
  const said = make("p", { class: "quiet", role: "status" });
  (input.closest("label") ?? input).after(said);
  const find = (whole: boolean): boolean => {
    const asked = input.value.trim().toLowerCase();
    const row = rows.find((one) => one.name.toLowerCase() === asked || one.id.toLowerCase() === asked);
    said.textContent = "";
    if (row) select(row.id);
    else if (whole && asked) said.textContent = t("“{name}” is not listed in this edition. Not recorded is not absent.", { name: input.value.trim() });
    return row !== undefined;
  };
  input.addEventListener("input", () => find(false));
  input.addEventListener("change", () => find(true));
  input.form?.addEventListener("submit", (event) => {
    if (find(true)) event.preventDefault(); // else it is searched for
  });
}

function button(words: string, press: () => void): HTMLButtonElement {
  const made = make("button", { type: "button" }, words);
  made.addEventListener("click", press);
  return made;
}

function isCsv(link: HTMLAnchorElement): boolean {
  return /\.csv($|[?#])/.test(link.getAttribute("href") ?? "");
}

function lastOf(chosen: Filters): [Key, string] | undefined {
  return filter.KEYS.flatMap((key) => chosen[key].map((value): [Key, string] => [key, value])).at(-1);
}

/** Return the condition that one set of filters has and the other had not. */
function newest(before: Filters, after: Filters): [Key, string] | undefined {
  for (const key of filter.KEYS) {
    const value = after[key].find((one) => !before[key].includes(one));
    if (value !== undefined) return [key, value];
  }
  return undefined;
}
