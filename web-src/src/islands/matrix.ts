import { keepQuery, make, announce } from "../page";
import { translator } from "../texts";

interface Props {
  texts?: Record<string, string>;
}

/** States in the order in which a sorted column has them. */
const ORDER = ["recorded", "deployed", "contested", "contracted", "trial", "planned", "single", "ended", "denied"];
/** What the ids of columns begin with that are no technologies. */
const ORIGIN = "origin-";
const COUNTED = new Set(ORDER.slice(0, 3));

/**
 * Countries by technologies: order and columns are chosen above the table.
 *
 * Read from the markup: `thead th[data-column=ID]`, one `tbody[data-group]` for each region with a
 * heading row without `data-place`, rows `tr[data-place]` whose first cell is the name, cells
 * `[data-column=ID]` with `data-status`. Controls go into `[data-controls]` where there is one.
 */
export function matrix(element: HTMLElement, given: unknown): void {
  const t = translator((given as Props).texts);
  const table = element.querySelector<HTMLTableElement>("table");
  if (!table) return;
  const columns = [...(table.tHead?.querySelectorAll<HTMLElement>("[data-column]") ?? [])].map((head) => ({
    id: head.dataset["column"] ?? "",
    label: (head.textContent ?? "").replace(/\s+/g, " ").trim(),
  }));
  const rows = [...table.querySelectorAll<HTMLTableRowElement>("tr[data-place]")].map((row, at) => ({
    row,
    group: row.parentElement as HTMLTableSectionElement,
    at,
    name: row.cells[0]?.textContent?.trim() ?? "",
    status: new Map([...row.querySelectorAll<HTMLElement>("[data-column]")].map((cell) => [cell.dataset["column"] ?? "", cell.dataset["status"] ?? ""])),
  }));
  type One = (typeof rows)[number];
  const together = make("tbody", { hidden: "" });
  table.append(together);

  const held = (one: One): number =>
    [...one.status].filter(([column, status]) => !column.startsWith(ORIGIN) && COUNTED.has(status)).length;
  const rank = (one: One, column: string): number => {
    const at = ORDER.indexOf(one.status.get(column) ?? "");
    return at < 0 ? ORDER.length : at;
  };

  function order(by: string): (a: One, b: One) => number {
    const name = (a: One, b: One): number => a.name.localeCompare(b.name);
    if (by === "name") return name;
    if (by === "most") return (a, b) => held(b) - held(a) || name(a, b);
    return (a, b) => rank(a, by) - rank(b, by) || name(a, b);
  }

  function sort(by: string): void {
    const grouped = by === "region";
    for (const one of rows.toSorted(grouped ? (a, b) => a.at - b.at : order(by))) (grouped ? one.group : together).append(one.row);
    for (const group of new Set(rows.map((one) => one.group))) group.hidden = !grouped;
    together.hidden = grouped;
  }

  function showColumns(hidden: ReadonlySet<string>): void {
    summary.textContent = t("Columns: {count} of {total}", { count: columns.length - hidden.size, total: columns.length });
    all.hidden = hidden.size === 0;
    for (const cell of table?.querySelectorAll<HTMLElement>("[data-column]") ?? []) {
      cell.hidden = hidden.has(cell.dataset["column"] ?? "");
    }
  }

  const asked = new URLSearchParams(location.search);
  const sorts: [string, string][] = [
    ["region", t("region")],
    ["name", t("name")],
    ["most", t("number of technologies")],
    ...columns.map(({ id, label }): [string, string] => [id, label]),
  ];
  const chooser = make("select", {}, ...sorts.map(([id, label]) => make("option", { value: id }, label)));
  const ticks = columns.map(({ id, label }) => {
    const tick = make("input", { type: "checkbox", value: id });
    tick.checked = !asked.getAll("hide").includes(id);
    return { tick, shown: make("label", {}, tick, label) };
  });
  const hidden = (): Set<string> => new Set(ticks.filter(({ tick }) => !tick.checked).map(({ tick }) => tick.value));

  const summary = make("summary");
  const all = make("button", { type: "button" }, t("All columns"));
  const chooserOfColumns = make(
    "details",
    { class: "sv-columns" },
    summary,
    make("fieldset", { class: "sv-ticks" }, make("legend", { class: "visually-hidden" }, t("Columns")), ...ticks.map(({ shown }) => shown)),
    all,
  );
  const controls = make(
    "div",
    { class: "filters" },
    make("label", {}, t("Sort by"), chooser),
    chooserOfColumns,
  );
  const place = element.querySelector("[data-controls]");
  if (place) place.replaceChildren(controls);
  else (table.closest(".scroll") ?? table).before(controls);

  const by = asked.get("sort") ?? "region";
  chooser.value = sorts.some(([id]) => id === by) ? by : "region";
  if (chooser.value !== "region") sort(chooser.value);
  showColumns(hidden());

  chooser.addEventListener("change", () => {
    sort(chooser.value);
    announce(t("Sorted by {column}", { column: chooser.selectedOptions[0]?.textContent ?? "" }));
    keepQuery((query) => (chooser.value === "region" ? query.delete("sort") : query.set("sort", chooser.value)));
  });
  function chosen(): void {
    showColumns(hidden());
    keepQuery((query) => {
      query.delete("hide");
      for (const id of hidden()) query.append("hide", id);
    });
  }
  for (const { tick } of ticks) tick.addEventListener("change", chosen);
  all.addEventListener("click", () => {
    for (const { tick } of ticks) tick.checked = true;
    chosen();
    summary.focus();
  });
}
