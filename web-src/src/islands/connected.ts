export interface Ends {
  from: string;
  to: string;
}

/** Return what leads to some nodes and what comes from them; `links` are positions in the list. */
export function connected(ids: readonly string[], ends: readonly Ends[]): { nodes: Set<string>; links: Set<number> } {
  const nodes = new Set(ids);
  const links = new Set<number>();
  const follow = (here: keyof Ends, there: keyof Ends): void => {
    const seen = new Set(ids);
    const open = [...ids];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      for (const [at, one] of ends.entries()) {
        if (one[here] !== id) continue;
        links.add(at);
        nodes.add(one[there]);
        if (!seen.has(one[there])) open.push(one[there]);
        seen.add(one[there]);
      }
    }
  };
  follow("from", "to");
  follow("to", "from");
  return { nodes, links };
}
