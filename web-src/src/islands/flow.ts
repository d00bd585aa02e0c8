import { announce } from "../page";
import { translator } from "../texts";
import { connected } from "./connected";

interface Props {
  texts?: Record<string, string>;
}

/**
 * Who supplies whom: pointing at a node leaves what it is connected with, a click keeps it so.
 *
 * Read from the markup, in the drawing and in the list beneath: nodes have `data-node=ID`, links
 * `data-link` with `data-from` and `data-to`. A link with `data-origin` is a part of what flows from
 * that node, and goes with it: nodes in the middle are shared. A node's name is its `data-name`, or its text.
 */
export function flow(element: HTMLElement, given: unknown): void {
  const t = translator((given as Props).texts);
  const nodes = [...element.querySelectorAll<HTMLElement | SVGElement>("[data-node]")];
  const links = [...element.querySelectorAll<HTMLElement | SVGElement>("[data-from][data-to]")];
  const ends = links.map((link) => ({ from: link.dataset["from"] ?? "", to: link.dataset["to"] ?? "" }));
  const origins = new Set(links.map((link) => link.dataset["origin"] ?? "").filter(Boolean));
  let kept: string | null = null;
  for (const drawing of element.querySelectorAll("svg[role=img]:has([data-node])")) drawing.setAttribute("role", "group");

  function show(ids: readonly string[] | null): void {
    const found = ids && connected(ids, ends);
    const from = new Set(ids?.filter((id) => origins.has(id)));
    const isLit = (at: number): boolean => {
      const origin = links[at]?.dataset["origin"];
      return found !== null && found.links.has(at) && (!origin || from.size === 0 || from.has(origin));
    };
    const lit = new Set(ids ?? []);
    links.forEach((link, at) => {
      link.classList.toggle("sv-lit", isLit(at));
      if (isLit(at)) lit.add(ends[at]?.from ?? "").add(ends[at]?.to ?? "");
    });
    element.classList.toggle("sv-isolated", found !== null);
    for (const node of nodes) node.classList.toggle("sv-lit", lit.has(node.dataset["node"] ?? ""));
  }

  /** Go back to what is kept; where nothing is, everything is shown. */
  const rest = (): void => show(kept === null ? null : [kept]);

  function keep(node: HTMLElement | SVGElement): void {
    const id = node.dataset["node"] ?? "";
    kept = kept === id ? null : id;
    for (const one of nodes.filter(isButton)) one.setAttribute("aria-pressed", String(one.dataset["node"] === kept));
    rest();
    const name = node.dataset["name"] ?? node.textContent?.trim() ?? "";
    announce(kept === null ? t("Everything is shown.") : t("Only what is connected with {name} is shown.", { name }));
  }

  for (const node of nodes) {
    const id = node.dataset["node"] ?? "";
    node.addEventListener("pointerenter", () => show([id]));
    node.addEventListener("pointerleave", rest);
    node.addEventListener("focusin", () => show([id]));
    node.addEventListener("focusout", rest);
    if (!(node instanceof SVGElement) || node.querySelector("a") || node.closest("a")) continue;
    node.setAttribute("tabindex", "0");
    node.setAttribute("role", "button");
    node.setAttribute("aria-pressed", "false");
    if (!node.textContent?.trim()) node.setAttribute("aria-label", node.dataset["name"] ?? "");
    node.addEventListener("click", () => keep(node));
    node.addEventListener("keydown", (event) => {
      const key = (event as KeyboardEvent).key;
      if (key !== "Enter" && key !== " ") return;
      event.preventDefault();
      keep(node);
    });
  }
  links.forEach((link, at) => {
    link.addEventListener("pointerenter", () => lightLink(at));
    link.addEventListener("pointerleave", rest);
    link.addEventListener("focusin", () => lightLink(at));
    link.addEventListener("focusout", rest);
  });
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    kept = null;
    for (const one of nodes.filter(isButton)) one.setAttribute("aria-pressed", "false");
    rest();
  });

  /** Show one link with its ends, in the drawing and in the list. */
  function lightLink(at: number): void {
    const one = ends[at];
    if (!one) return;
    element.classList.add("sv-isolated");
    for (const node of nodes) node.classList.toggle("sv-lit", node.dataset["node"] === one.from || node.dataset["node"] === one.to);
    links.forEach((link, i) => link.classList.toggle("sv-lit", ends[i]?.from === one.from && ends[i]?.to === one.to));
  }
}

function isButton(node: Element): boolean {
  return node.getAttribute("role") === "button";
}
