import { make } from "../page";
import { translator, word, type Translate } from "../texts";

interface Props {
  /** Something is odd: an acceptance wants a reason of its own. */
  care?: boolean;
  mayDecide?: boolean;
  texts?: Record<string, string>;
}

/** What a key does, its first key, and its words. */
const ACTS: Record<string, [key: string, words: string]> = {
  accept: ["Enter", word("accept, next")],
  reject: ["x", word("reject")],
  doubt: ["d", word("second pair of eyes")],
  amend: ["e", word("amend")],
  merge: ["m", word("merge")],
  undo: ["u", word("undo my last")],
  skip: ["s", word("skip")],
  next: ["j", word("next")],
  previous: ["k", word("previous")],
  search: ["/", word("search")],
  help: ["?", word("help, and other keys")],
};
const READING = ["next", "previous", "skip", "search", "help"];
const KEPT = "sousveil-review-keys";

/**
 * The review desk by keys. Every key presses what stands on the page, so nothing can be done by a key
 * that cannot be done without one. Keys are shown, and can be others; this browser remembers them.
 */
export function review(element: HTMLElement, given: unknown): void {
  const { care = false, mayDecide = false, texts } = given as Props;
  const t = translator(texts);
  const part = <T extends HTMLElement>(name: string): T | null => element.querySelector<T>(`[data-desk="${name}"]`);
  const names = Object.keys(ACTS).filter((name) => mayDecide || READING.includes(name));
  let keys = kept(names);
  const shown = part("keys");
  const hint = make("p", { class: "note", role: "status", hidden: "" });
  const reasons = make("ol", { class: "whys", hidden: "" });
  const because = part<HTMLInputElement>("because");
  because?.closest(".field")?.after(hint, reasons);
  let waits: string | undefined;

  const press = (name: string): void => {
    const found = part<HTMLElement>(name);
    if (found instanceof HTMLButtonElement) found.form?.requestSubmit(found);
    else found?.click();
  };

  /** Ask for the reason; Enter in its field then decides as the key wanted. */
  function ask(name: string, words: string): void {
    if (!because) return;
    waits = name;
    hint.textContent = words;
    hint.hidden = false;
    reasons.hidden = name !== "reject";
    because.focus();
  }

  function open(name: string): void {
    const found = part<HTMLDetailsElement>(name);
    if (!found) return;
    found.open = true;
    found.querySelector<HTMLElement>("input:not([type=hidden]), select, textarea")?.focus();
  }

  const acts: Record<string, () => void> = {
    accept: () => (care && !because?.value.trim() ? ask("accept", t("Something is odd here: say why you accept it, then press Enter.")) : press("accept")),
    reject: () => ask("reject", t("Say why, or press the number of a reason; then press Enter.")),
    doubt: () => ask("doubt", t("Say what is in doubt, then press Enter.")),
    amend: () => open("amend"),
    merge: () => open("merge"),
    undo: () => press("undo"),
    skip: () => press("next"),
    next: () => press("next"),
    previous: () => press("previous"),
    search: () => part<HTMLInputElement>("search")?.focus(),
    help: () => {
      const found = shown?.querySelector("details");
      if (!found) return;
      found.open = !found.open;
      if (found.open) found.querySelector<HTMLElement>("summary")?.focus();
    },
  };

  [...element.querySelectorAll<HTMLOptionElement>("datalist option")].forEach(({ value }, at) => {
    const choose = make("button", { type: "button" }, make("kbd", {}, String(at + 1)), ` ${value}`);
    choose.addEventListener("click", () => choice(value));
    reasons.append(make("li", {}, choose));
  });

  function choice(value: string): void {
    if (!because) return;
    because.value = value;
    press(waits ?? "reject");
  }

  because?.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && waits) {
      event.preventDefault();
      if (because.value.trim()) press(waits);
    } else if (waits === "reject" && !because.value && /^[1-9]$/.test(event.key)) {
      const chosen = reasons.querySelectorAll("button")[Number(event.key) - 1];
      if (chosen) {
        event.preventDefault();
        chosen.click();
      }
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const at = event.target as HTMLElement;
    if (at.matches("input, textarea, select")) {
      if (event.key === "Escape") {
        waits = undefined;
        hint.hidden = reasons.hidden = true;
        at.blur();
      }
      return;
    }
    if (event.key === "Enter" && at.closest("a, button, summary")) return;
    const name = names.find((one) => keys[one] === event.key);
    if (!name) return;
    event.preventDefault();
    if (!event.repeat) acts[name]?.();
  });

  show();

  /** Show the keys, and the form that changes them. */
  function show(): void {
    if (!shown) return;
    const list = make("ul", {}, ...names.map((name) => make("li", {}, make("kbd", {}, keys[name] ?? ""), ` ${t(ACTS[name]?.[1] ?? name)}`)));
    const fields = names.map((name) => {
      const field = make("input", { name, value: keys[name] ?? "", maxlength: "12", size: "6", autocomplete: "off" });
      return make("label", {}, t(ACTS[name]?.[1] ?? name), " ", field);
    });
    const said = make("p", { role: "status" });
    const save = make("button", { type: "submit" }, t("Keep these keys"));
    const back = make("button", { type: "button" }, t("As they were"));
    const form = make("form", {}, make("p", {}, t("One sign for each, or Enter. Escape leaves a field. This browser remembers them.")), make("div", { class: "row" }, ...fields), make("p", { class: "tools" }, save, back), said);
    const details = make("details", {}, make("summary", {}, t("Help, and other keys")), form);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const wanted = Object.fromEntries(names.map((name) => [name, String(new FormData(form).get(name) ?? "").trim()]));
      const wrong = refusal(wanted, t);
      said.textContent = wrong ?? "";
      if (wrong) return;
      keep(wanted);
      keys = wanted;
      show();
    });
    back.addEventListener("click", () => {
      keep(undefined);
      keys = kept(names);
      show();
    });
    shown.className = "keys";
    shown.replaceChildren(make("h2", { class: "visually-hidden" }, t("Keys")), list, details);
  }
}

/** Say why keys cannot be these; undefined if they can. */
export function refusal(wanted: Record<string, string>, t: Translate): string | undefined {
  const given = Object.values(wanted);
  if (given.some((key) => key !== "Enter" && [...key].length !== 1)) return t("Each key is one sign, or Enter.");
  if (new Set(given).size !== given.length) return t("Two things have the same key. Give each its own.");
  return undefined;
}

function kept(names: string[]): Record<string, string> {
  const first = Object.fromEntries(names.map((name) => [name, ACTS[name]?.[0] ?? ""]));
  try {
    const found = JSON.parse(localStorage.getItem(KEPT) ?? "{}") as Record<string, unknown>;
    for (const name of names) if (typeof found[name] === "string") first[name] = found[name];
  } catch {
    // A browser that keeps nothing has the keys as they were.
  }
  return first;
}

function keep(keys: Record<string, string> | undefined): void {
  try {
    if (keys) localStorage.setItem(KEPT, JSON.stringify(keys));
    else localStorage.removeItem(KEPT);
  } catch {
    // As above: they hold until the page is left.
  }
}
