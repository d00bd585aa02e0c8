/** What a search finds among the items of data/search.js; src/sousveil/web/finding.py says the same. */

export interface Item {
  /** Kind, title, address, words, edition. */
  k: string;
  t: string;
  to: string;
  w?: string;
  e?: string;
}

/** Kinds of item, the first ones first. */
export const KINDS = ["place", "supplier", "technology", "figure", "cell", "page"];

const ROOM = 160; // characters of a snippet

/** Return text as it is compared: small letters without accents. */
export function folded(text: string): string {
  return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
}

function words(asked: string): string[] {
  return folded(asked).split(/\s+/).filter(Boolean);
}

function beginsAt(text: string, at: number): boolean {
  return at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? "");
}

function begins(word: string, text: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (beginsAt(text, at)) return true;
  return false;
}

/** Return the items in which every word asked for begins a word; titles come first. */
export function find(items: readonly Item[], asked: string): Item[] {
  const all = words(asked);
  if (all.length === 0) return [];
  const found = items.flatMap((item, place) => {
    const [title, rest] = [folded(item.t), folded(item.w ?? "")];
    const inTitle = all.map((word) => begins(word, title));
    if (!all.every((word, at) => inTitle[at] || begins(word, rest))) return [];
    const rank = [title === all.join(" ") ? 0 : 1, inTitle.every(Boolean) ? 0 : 1, KINDS.indexOf(item.k), place];
    return [{ rank, item }];
  });
  const order = (a: number[], b: number[]): number => a.map((n, at) => n - (b[at] ?? 0)).find((n) => n !== 0) ?? 0;
  return found.sort((a, b) => order(a.rank, b.rank)).map(({ item }) => item);
}

/** Return a stretch of text around the first hit, in pieces; true for what was asked for. */
export function marked(text: string, asked: string): [string, boolean][] {
  const all = [...new Set(words(asked))].sort((a, b) => b.length - a.length);
  const small = folded(text);
  if (small.length !== text.length || all.length === 0) return text ? [[text.slice(0, ROOM), false]] : [];
  const hits: [number, number][] = [];
  for (let at = 0; at < small.length; at += 1) {
    const word = beginsAt(small, at) ? all.find((one) => small.startsWith(one, at)) : undefined;
    if (word) hits.push([at, at + word.length]);
  }
  const start = hits[0] ? Math.max(0, hits[0][0] - ROOM / 2) : 0;
  const end = Math.min(text.length, start + ROOM);
  const pieces: [string, boolean][] = [[start ? "… " : "", false]];
  let at = start;
  for (const [begin, stop] of hits) {
    if (begin < at || stop > end) continue;
    pieces.push([text.slice(at, begin), false], [text.slice(begin, stop), true]);
    at = stop;
  }
  pieces.push([text.slice(at, end), false], [end < text.length ? " …" : "", false]);
  return pieces.filter(([piece]) => piece);
}
