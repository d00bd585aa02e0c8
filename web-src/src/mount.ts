/** Bring an element to life. What the server rendered in it is complete, and stays where it can. */
export type Mount = (element: HTMLElement, props: unknown) => void;

/** Mount every island of a page; one that fails leaves its content and the others alone. */
export function mountAll(page: ParentNode, islands: Record<string, Mount>): void {
  for (const element of page.querySelectorAll<HTMLElement>("[data-island]")) {
    const mount = islands[element.dataset["island"] ?? ""];
    if (!mount) continue;
    try {
      mount(element, propsOf(element));
      element.dataset["mounted"] = "1";
    } catch (error) {
      console.error(`The part "${element.dataset["island"]}" of this page stays as it is.`, error);
    }
  }
}

/** Read the data that the server wrote into an island. */
export function propsOf(element: HTMLElement): unknown {
  const written = element.querySelector("script[data-props]")?.textContent;
  return written ? JSON.parse(written) : {};
}
