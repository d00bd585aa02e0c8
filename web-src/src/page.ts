import { translator, type Translate } from "./texts";

/** The way from this page to the root of the site: empty, or `../../`. */
export function root(): string {
  return document.documentElement.dataset["root"] ?? "";
}

/** Return the link to an address below the root, as the server writes it: `place/kenya/` opens from a disk, too. */
export function link(root: string, address: string): string {
  const [, path = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(address) ?? [];
  return root + (path === "" || path.endsWith("/") ? `${path}index.html` : path) + rest;
}

/**
 * Tell whether a server answers queries here. The bytes of a page are the same live and static, so a
 * page that both have is told by the header `Server-Timing: live`, which a folder does not send.
 */
export function isLive(): boolean {
  if (document.documentElement.dataset["live"] === "1") return true;
  const [visit] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  return visit?.serverTiming?.some((entry) => entry.name === "live") ?? false;
}

let said: HTMLElement | undefined;

/** Say something to those who do not see it happen. */
export function announce(text: string): void {
  if (!said) {
    said = document.createElement("div");
    said.setAttribute("role", "status");
    said.className = "visually-hidden";
    document.body.append(said);
  }
  said.textContent = text;
}

/** The words for the parts that bring no data along: `<script data-texts>` of the page, if any. */
export function pageTexts(): Translate {
  const written = document.querySelector("script[data-texts]")?.textContent;
  return translator(written ? (JSON.parse(written) as Record<string, string>) : {});
}

/** Make an element: `make("button", { type: "button", class: "x" }, "Words")`. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (string | Node)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Put a query into the address bar without a step in the history. */
export function keepQuery(change: (query: URLSearchParams) => void): void {
  const url = new URL(location.href);
  change(url.searchParams);
  history.replaceState(history.state, "", url.href);
}
