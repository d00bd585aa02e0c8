/** Compare two cells: numbers before words, empty ones last. */
export function compare(a: string, b: string, language?: string): number {
  if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
  const [x, y] = [number(a), number(b)];
  if (x !== null && y !== null) return x - y;
  if (x !== null || y !== null) return x !== null ? -1 : 1;
  return a.localeCompare(b, language, { numeric: true, sensitivity: "base" });
}

/** Read a number as tables print it: `1,234.5`, `12 %`; null for words. */
function number(text: string): number | null {
  const plain = text.replace(/[\s,%\u202f\u00a0]/g, "").replace("−", "-");
  return /^[+-]?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}
