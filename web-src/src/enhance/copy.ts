import { announce, pageTexts } from "../page";

/** `<button data-copy="words">` copies the words, `data-copy="#id"` those of an element, and says so. */
export function copy(page: Document): void {
  const t = pageTexts();
  page.addEventListener("click", (event) => {
    const button = (event.target as Element).closest<HTMLElement>("[data-copy]");
    if (!button) return;
    const words = button.textContent ?? "";
    toClipboard(wanted(page, button.dataset["copy"] ?? "")).then(
      () => {
        announce(t("Copied"));
        if (!button.dataset["copied"]) {
          button.dataset["copied"] = "1";
          button.textContent = t("Copied");
          setTimeout(() => {
            button.textContent = words;
            delete button.dataset["copied"];
          }, 1500);
        }
      },
      () => announce(t("Copying did not work. Select the text and copy it.")),
    );
  });
}

function wanted(page: Document, asked: string): string {
  const named = asked.startsWith("#") ? page.getElementById(asked.slice(1)) : null;
  return named ? (named.textContent ?? "").replace(/\s+/g, " ").trim() : asked;
}

async function toClipboard(text: string): Promise<void> {
  if (navigator.clipboard) {
    try {
      await navigator.clipboard.writeText(text);
      return;
    } catch {
      // Not allowed here: the older way may be.
    }
  }
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  if (!done) throw new Error("not copied");
}
