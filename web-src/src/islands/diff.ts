import { keepQuery, make } from "../page";
import { translator } from "../texts";

interface Props {
  /** Names of the reasons by id. */
  labels?: Record<string, string>;
  texts?: Record<string, string>;
}

/**
 * Added, dropped, changed: the lists show the reasons that are ticked.
 *
 * Read from the markup: items `[data-reason]` (ids, parted by spaces) in lists `[data-list]`, whose
 * `[data-count]` tells how many are shown. Controls go into `[data-controls]` where there is one.
 */
export function diff(element: HTMLElement, given: unknown): void {
  const { labels = {}, texts } = given as Props;
  const t = translator(texts);
  const items = [...element.querySelectorAll<HTMLElement>("[data-reason]")].map((item) => ({
    item,
    reasons: (item.dataset["reason"] ?? "").split(" ").filter(Boolean),
  }));
  const all = [...new Set(items.flatMap(({ reasons }) => reasons))];
  if (all.length < 2) return;
  const lists = [...element.querySelectorAll<HTMLElement>("[data-list]")];
  const asked = new URLSearchParams(location.search).getAll("reason").filter((one) => all.includes(one));
  const ticks = all.map((reason) => {
    const tick = make("input", { type: "checkbox", value: reason });
    tick.checked = asked.length === 0 || asked.includes(reason);
    const number = items.filter(({ reasons }) => reasons.includes(reason)).length;
    return { tick, shown: make("label", {}, tick, `${labels[reason] ?? reason} (${number})`) };
  });
  const said = make("p", { class: "quiet", role: "status" });
  const controls = make(
    "div",
    { class: "filters" },
    make("fieldset", { class: "sv-ticks" }, make("legend", {}, t("Show changes by reason")), ...ticks.map(({ shown }) => shown)),
    said,
  );
  const place = element.querySelector("[data-controls]");
  if (place) place.replaceChildren(controls);
  else element.prepend(controls);

  function show(): void {
    const chosen = new Set(ticks.filter(({ tick }) => tick.checked).map(({ tick }) => tick.value));
    for (const { item, reasons } of items) item.hidden = reasons.length > 0 && !reasons.some((reason) => chosen.has(reason));
    for (const list of lists) {
      const inside = items.filter(({ item }) => list.contains(item));
      const left = inside.filter(({ item }) => !item.hidden).length;
      const words = left === inside.length ? String(left) : t("{count} of {total}", { count: left, total: inside.length });
      const count = list.querySelector("[data-count]");
      if (count) count.textContent = words;
    }
    const left = items.filter(({ item }) => !item.hidden).length;
    said.textContent = left === items.length ? "" : t("{count} of {total} changes are shown.", { count: left, total: items.length });
  }

  for (const { tick } of ticks) {
    tick.addEventListener("change", () => {
      show();
      keepQuery((query) => {
        query.delete("reason");
        if (ticks.some((one) => !one.tick.checked)) for (const one of ticks) if (one.tick.checked) query.append("reason", one.tick.value);
      });
    });
  }
  show();
}
