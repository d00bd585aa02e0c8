import { keepQuery, make } from "../page";
import { translator } from "../texts";

interface Props {
  /** Names of the tags by id. */
  tags?: Record<string, string>;
  /** What the ticks are called, and what is said when some things are hidden; else of changes. */
  legend?: string;
  left?: string;
  texts?: Record<string, string>;
}

/**
 * What changed, or what was judged: the lists show the items whose tag is ticked.
 *
 * Read from the markup: items `[data-tag]` (ids, parted by spaces), in an `article` for each place,
 * which goes with its last item. Where a `[data-list]` is around them, its `[data-count]` tells how
 * many are shown. Controls go into `[data-controls]`, or before the first item.
 */
export function diff(element: HTMLElement, given: unknown): void {
  const { tags = {}, legend, left: told, texts } = given as Props;
  const t = translator(texts);
  const items = [...element.querySelectorAll<HTMLElement>("[data-tag]")].map((item) => ({
    item,
    reasons: (item.dataset["tag"] ?? "").split(" ").filter(Boolean),
  }));
  const all = [...new Set(items.flatMap(({ reasons }) => reasons))];
  if (all.length < 2) return;
  const lists = [...element.querySelectorAll<HTMLElement>("[data-list]")];
  const asked = new URLSearchParams(location.search).getAll("tag").filter((one) => all.includes(one));
  const ticks = all.map((reason) => {
    const tick = make("input", { type: "checkbox", value: reason });
    tick.checked = asked.length === 0 || asked.includes(reason);
    const number = items.filter(({ reasons }) => reasons.includes(reason)).length;
    return { tick, shown: make("label", {}, tick, `${tags[reason] ?? reason} (${number})`) };
  });
  const said = make("p", { class: "quiet", role: "status" });
  const controls = make(
    "div",
    { class: "filters" },
    make("fieldset", { class: "sv-ticks" }, make("legend", {}, legend ?? t("Show changes by reason")), ...ticks.map(({ shown }) => shown)),
    said,
  );
  const place = element.querySelector("[data-controls]");
  if (place) place.replaceChildren(controls);
  else (items[0]?.item.closest("article, [data-list]") ?? items[0]?.item)?.before(controls);

  function show(): void {
    const chosen = new Set(ticks.filter(({ tick }) => tick.checked).map(({ tick }) => tick.value));
    for (const { item, reasons } of items) item.hidden = reasons.length > 0 && !reasons.some((reason) => chosen.has(reason));
    for (const article of new Set(items.map(({ item }) => item.closest("article")))) {
      if (article) article.hidden = items.every(({ item }) => !article.contains(item) || item.hidden);
    }
    for (const list of lists) {
      const inside = items.filter(({ item }) => list.contains(item));
      const left = inside.filter(({ item }) => !item.hidden).length;
      const words = left === inside.length ? String(left) : t("{count} of {total}", { count: left, total: inside.length });
      const count = list.querySelector("[data-count]");
      if (count) count.textContent = words;
    }
    const left = items.filter(({ item }) => !item.hidden).length;
    said.textContent = left === items.length ? "" : told ? `${told}: ${left} / ${items.length}` : t("{count} of {total} changes are shown.", { count: left, total: items.length });
  }

  for (const { tick } of ticks) {
    tick.addEventListener("change", () => {
      show();
      keepQuery((query) => {
        query.delete("tag");
        if (ticks.some((one) => !one.tick.checked)) for (const one of ticks) if (one.tick.checked) query.append("tag", one.tick.value);
      });
    });
  }
  show();
}
