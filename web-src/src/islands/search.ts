import { find, KINDS, marked, type Item } from "../finding";
import { isLive, make, root } from "../page";
import { translator, word } from "../texts";

declare global {
  interface Window {
    SV_SEARCH?: Item[];
  }
}

interface Props {
  /** Names of the kinds of item, of one item each. */
  kinds?: Record<string, string>;
  texts?: Record<string, string>;
}

const MOST = 60; // items shown

/** How many of each kind. */
const SEVERAL: Record<string, string> = {
  place: word("{n} place|{n} places"),
  supplier: word("{n} supplier|{n} suppliers"),
  technology: word("{n} technology|{n} technologies"),
  figure: word("{n} figure|{n} figures"),
  cell: word("{n} row of cells|{n} rows of cells"),
  page: word("{n} page|{n} pages"),
};

/**
 * The search of a copy of the pages: what the address asks is looked up in data/search.js.
 *
 * A server has answered already; then everything stays as it is. Read from the markup: `form` with
 * `input[name=q]`, `[data-found]` for what is found, `[data-all]` for what stands there without.
 */
export function search(element: HTMLElement, given: unknown): void {
  const { kinds = {}, texts } = given as Props;
  const t = translator(texts);
  const found = element.querySelector<HTMLElement>("[data-found]");
  const field = element.querySelector<HTMLInputElement>("input[name=q]");
  const query = new URLSearchParams(location.search);
  const asked = (query.get("q") ?? "").replace(/\s+/g, " ").trim().slice(0, 200);
  if (!found || !asked || isLive()) return;
  if (field) field.value = asked;
  load().then(
    (items) => show(items),
    () => found.replaceChildren(make("p", { role: "alert" }, t("What can be found could not be loaded. The lists below name every page."))),
  );

  function show(items: readonly Item[]): void {
    const all = find(items, asked);
    const kind = query.get("kind") ?? "";
    const some = KINDS.includes(kind) ? all.filter((item) => item.k === kind) : all;
    const several = (one: string, n: number): string => t(SEVERAL[one] ?? word("{n} hit|{n} hits"), { n });
    const said = make("p", { role: "status" }, several(some === all ? "" : kind, some.length));
    if (some !== all) said.append(" · ", make("a", { href: to() }, t("show all kinds")));
    const counted = KINDS.map((one) => [one, all.filter((item) => item.k === one).length] as const).filter(([, n]) => n);
    const parts: Node[] = [said];
    if (counted.length > 1) {
      const ways = counted.map(([one, n]) => make("li", {}, make("a", { class: "button", href: to(one) }, several(one, n))));
      parts.push(make("ul", { class: "tools" }, ...ways));
    }
    parts.push(make("ol", { class: "hits" }, ...some.slice(0, MOST).map(line)));
    if (some.length > MOST) parts.push(make("p", { class: "quiet" }, t("{n} more. Add a word to the question.", { n: some.length - MOST })));
    if (all.length === 0) {
      const words = t("Nothing here has these words. Not found is not absent: the index may write the name otherwise.");
      parts.push(make("p", { class: "empty" }, words));
    }
    found?.replaceChildren(...parts);
    element.querySelectorAll<HTMLElement>("[data-all]").forEach((one) => (one.hidden = all.length > 0));
  }

  function line(item: Item): HTMLElement {
    const made = make("li", {}, make("a", { href: address(item.to) }, item.t), " ", make("span", { class: "chip" }, kinds[item.k] ?? item.k));
    if (item.e) made.append(" ", make("span", { class: "quiet" }, item.e));
    const pieces = marked(item.w ?? "", asked).map(([piece, isHit]) => (isHit ? make("mark", {}, piece) : piece));
    if (pieces.length) made.append(make("p", { class: "quiet" }, ...pieces));
    return made;
  }

  function to(kind?: string): string {
    return `?${new URLSearchParams({ q: asked, ...(kind ? { kind } : {}) })}`;
  }
}

/** Return the link to an address; a page's ends in index.html, so that it opens from a disk. */
function address(to: string): string {
  const [path = "", mark = "", rest = ""] = to.split(/([?#].*)/);
  return `${root()}${path}${path.endsWith("/") || !path ? "index.html" : ""}${mark}${rest}`;
}

/** Load the items as a script: a page from a disk may not fetch. */
function load(): Promise<Item[]> {
  if (window.SV_SEARCH) return Promise.resolve(window.SV_SEARCH);
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root()}data/search.js`;
    script.onload = () => (window.SV_SEARCH ? resolve(window.SV_SEARCH) : reject(new Error("empty")));
    script.onerror = () => reject(new Error("not loaded"));
    document.head.append(script);
  });
}
