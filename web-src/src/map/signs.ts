/** A sign for each state, so that colour is never the only one; beside it stands the word. */
const SIGNS: Record<string, string> = {
  recorded: "●",
  deployed: "●",
  contracted: "◐",
  trial: "◐",
  planned: "◐",
  single: "◌",
  contested: "○",
  ended: "×",
  denied: "×",
};

export function sign(state: string): string {
  return SIGNS[state] ?? "·";
}
