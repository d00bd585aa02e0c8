/** What each marked element becomes. An island is one file in islands/ and one line here. */
export const islands: Record<string, Mount> = {};

/** Bring an element to life. What the server rendered in it stays and is readable before. */
export type Mount = (element: HTMLElement, props: unknown) => void;

/** Mount every island of a page; one that fails says so and leaves the others alone. */
export function start(page: Document): void {
  for (const element of page.querySelectorAll<HTMLElement>("[data-island]")) {
    const mount = islands[element.dataset["island"] ?? ""];
    if (mount) mount(element, props(element));
  }
}

function props(element: HTMLElement): unknown {
  const written = element.querySelector("script[data-props]")?.textContent;
  return written ? JSON.parse(written) : {};
}
