import type { GeometryCollection, Topology } from "topojson-specification";

export interface ShapeProperties {
  /** Alpha-3 code, also of places that ISO has none for. */
  a3: string;
  name: string;
  /** True where control is contested: drawn neutral unless a claim is located there. */
  contested?: boolean;
}

/** A contested area that is no shape of the geometry. */
export interface Area {
  id: string;
  name: string;
  /** Its outline, of land alone; see scripts/contested.json. */
  ring: [number, number][];
}

/** What data/world.js holds, see scripts/geometry.mjs. */
export interface World extends Topology<{ countries: GeometryCollection<ShapeProperties> }> {
  source: { package: string; version: string };
  contested: Area[];
}

declare global {
  interface Window {
    SV_WORLD?: World;
  }
}

/** Load the geometry as a script: a page from a disk may not fetch. */
export function loadWorld(root: string): Promise<World> {
  if (window.SV_WORLD) return Promise.resolve(window.SV_WORLD);
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}data/world.js`;
    script.onload = () => (window.SV_WORLD ? resolve(window.SV_WORLD) : reject(new Error("empty")));
    script.onerror = () => reject(new Error("not loaded"));
    document.head.append(script);
  });
}
