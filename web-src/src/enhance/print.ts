/** `<button data-print>` prints the page; a closed `details` is opened for that. */
export function print(page: Document): void {
  page.addEventListener("click", (event) => {
    if ((event.target as Element).closest("[data-print]")) window.print();
  });
  let opened: HTMLDetailsElement[] = [];
  window.addEventListener("beforeprint", () => {
    opened = [...page.querySelectorAll<HTMLDetailsElement>("details:not([open], [data-sheet])")];
    for (const one of opened) one.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const one of opened) one.open = false;
  });
}
