import { make, pageTexts, announce } from "../page";
import type { Translate } from "../texts";
import { compare } from "./order";

/**
 * `<table data-sortable>`: heads become buttons, and on a phone a choice stands above the table.
 *
 * A cell sorts by its `data-value`, or by its text; `data-unsorted` on a head leaves it as it is.
 */
export function sortable(page: ParentNode): void {
  const t = pageTexts();
  for (const table of page.querySelectorAll<HTMLTableElement>("table[data-sortable]")) enhance(table, t);
}

function enhance(table: HTMLTableElement, t: Translate): void {
  const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
  const body = table.tBodies[0];
  if (!body) return;
  const columns = heads.flatMap((head, at) => ("unsorted" in head.dataset ? [] : [{ head, at, words: head.textContent?.trim() ?? "" }]));
  const chooser = make(
    "select",
    {},
    make("option", { value: "" }, t("as listed")),
    ...columns.flatMap(({ at, words }) => [
      make("option", { value: `${at}` }, words),
      make("option", { value: `-${at}` }, t("{column}, downwards", { column: words })),
    ]),
  );
  const original = [...body.rows];

  function sort(at: number | null, down: boolean): void {
    const rows = at === null ? original : original.toSorted((a, b) => turned(value(a, at), value(b, at), down));
    body?.append(...rows);
    for (const { head, at: one } of columns) {
      if (one === at) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    chooser.value = at === null ? "" : `${down ? "-" : ""}${at}`;
  }

  for (const { head, at, words } of columns) {
    const button = make("button", { type: "button", class: "sv-sort" }, ...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const now = head.getAttribute("aria-sort");
      sort(now === "descending" ? null : at, now === "ascending");
      announce(now === "descending" ? t("Sorted as listed") : t("Sorted by {column}", { column: words }));
    });
  }
  chooser.addEventListener("change", () => {
    const { value } = chooser;
    sort(value === "" ? null : Math.abs(Number(value)), value.startsWith("-"));
  });
  const label = make("label", { class: "sv-sort-by" }, t("Sort by"), chooser);
  (table.closest(".scroll") ?? table).before(label);
}

/** Empty cells stay last, whichever way. */
function turned(a: string, b: string, down: boolean): number {
  const sign = down && a !== "" && b !== "" ? -1 : 1;
  return sign * compare(a, b, document.documentElement.lang || undefined);
}

function value(row: HTMLTableRowElement, at: number): string {
  const cell = row.cells[at];
  return (cell?.dataset["value"] ?? cell?.textContent ?? "").replace(/\s+/g, " ").trim();
}
