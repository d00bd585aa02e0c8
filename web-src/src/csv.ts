const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Return lines of a CSV, as the server writes them: an apostrophe before what a spreadsheet would run. */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function cell(text: string): string {
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Return the head and the shown rows of a table, with the id of each row first. */
export function shown(table: HTMLTableElement): string[][] {
  const head = [...(table.tHead?.rows[0]?.cells ?? [])].map(words);
  const rows = [...table.querySelectorAll<HTMLTableRowElement>("tr[data-place]")].filter((row) => !row.hidden);
  return [["id", ...head], ...rows.map((row) => [row.dataset["place"] ?? "", ...[...row.cells].map(words)])];
}

function words(cell: HTMLElement): string {
  return (cell.textContent ?? "").replace(/\s+/g, " ").trim();
}

/** Save a text as a file, made here and sent nowhere. */
export function save(name: string, text: string, media = "text/csv;charset=utf-8"): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: media }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
