const PHONE = "(max-width: 600px)";

/** `<details data-sheet>` is closed on a phone and an open box without a handle elsewhere. */
export function sheets(page: Document): void {
  const phone = window.matchMedia(PHONE);
  const all = [...page.querySelectorAll<HTMLDetailsElement>("details[data-sheet]")];
  const set = (): void => {
    for (const sheet of all) sheet.open = !phone.matches;
  };
  phone.addEventListener("change", set);
  set();
}
