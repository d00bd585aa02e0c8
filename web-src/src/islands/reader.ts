import { announce, make } from "../page";
import { translator } from "../texts";

interface Props {
  /** Words that go behind a copied quote: who said it, in which document. */
  citation?: string;
  texts?: Record<string, string>;
}

/**
 * A text or table with marked passages: goes to the one that the address names, and from one to the next.
 *
 * Read from the markup: a passage begins at an element with the id `c=START-END`; `mark[data-c]` names all that it
 * belongs to. `.line[data-start]` tells where a line begins, in code points, for passages without an element.
 * Keys: `n` next, `p` previous, outside of fields.
 */
export function reader(element: HTMLElement, given: unknown): void {
  const { citation = "", texts } = given as Props;
  const t = translator(texts);
  const stops = [...element.querySelectorAll<HTMLElement>('[id^="c="]')].sort((a, b) => start(a.id) - start(b.id));
  if (stops.length === 0) return;
  let here = -1;

  const said = make("span", { role: "status" });
  const button = (words: string, key: string, act: () => void): HTMLButtonElement => {
    const made = make("button", { type: "button", ...(key ? { "aria-keyshortcuts": key } : {}) }, words);
    made.addEventListener("click", act);
    return made;
  };
  const previous = button(t("Previous"), "p", () => go(here <= 0 ? stops.length - 1 : here - 1));
  const next = button(t("Next"), "n", () => go(here + 1 >= stops.length ? 0 : here + 1));
  const link = button(t("Copy link to passage"), "", () => put(location.href));
  const words = button(t("Copy quote with citation"), "", () => put(`“${quote()}” ${citation} ${location.href}`));
  element.prepend(make("div", { class: "tools sv-reader" }, previous, next, link, words, said));

  function show(id: string): boolean {
    for (const old of element.querySelectorAll(".here")) old.classList.remove("here");
    const [from, to] = span(id);
    const marks = [...element.querySelectorAll<HTMLElement>("mark[data-c]")].filter((mark) => mark.dataset["c"]?.split(" ").includes(id));
    const lines = marks.length ? [] : linesOf(element, from, to);
    const stop = element.querySelector<HTMLElement>(`[id="${CSS.escape(id)}"]`);
    const shown = [...marks, ...lines, ...(stop && !marks.length ? [stop] : [])];
    for (const one of shown) one.classList.add("here");
    (marks[0] ?? stop ?? lines[0])?.scrollIntoView({ block: "center" });
    here = stops.findIndex((one) => one.id === id);
    for (const one of [link, words]) one.disabled = shown.length === 0;
    said.textContent = here < 0 ? "" : t("{n} of {all}", { n: here + 1, all: stops.length });
    return shown.length > 0;
  }

  function go(at: number): void {
    const stop = stops[at];
    if (!stop) return;
    history.replaceState(history.state, "", `#${stop.id}`);
    show(stop.id);
  }

  function quote(): string {
    const marked = [...element.querySelectorAll<HTMLElement>("mark.here")];
    const shown = marked.length ? marked : [...element.querySelectorAll<HTMLElement>(".here blockquote")];
    return shown
      .map((one) => one.textContent ?? "")
      .join("")
      .replace(/\s+/g, " ")
      .trim();
  }

  function put(text: string): void {
    navigator.clipboard.writeText(text).then(
      () => announce(t("Copied")),
      () => announce(t("Copying did not work. Select the text and copy it.")),
    );
  }

  document.addEventListener("keydown", (event) => {
    const at = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || at.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "n") next.click();
    else if (event.key === "p") previous.click();
  });
  const named = (): string => decodeURIComponent(location.hash.slice(1));
  window.addEventListener("hashchange", () => named().startsWith("c=") && show(named()));
  link.disabled = words.disabled = true;
  said.textContent = t("{n} claim|{n} claims", { n: stops.length });
  if (named().startsWith("c=")) show(named());
}

/** Return START and END of `c=START-END`. */
export function span(id: string): [number, number] {
  const [from = NaN, to = NaN] = id.slice(2).split("-").map(Number);
  return [from, to];
}

function start(id: string): number {
  return span(id)[0];
}

/** Return the lines that a stretch touches, by where each begins. */
function linesOf(element: HTMLElement, from: number, to: number): HTMLElement[] {
  const lines = [...element.querySelectorAll<HTMLElement>(".line[data-start]")];
  const begins = lines.map((line) => Number(line.dataset["start"]));
  return lines.filter((_, at) => (begins[at] ?? 0) < to && (begins[at + 1] ?? Infinity) > from);
}
