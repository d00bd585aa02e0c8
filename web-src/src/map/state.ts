/** What the map and the card beside it show of one listed place. */
export interface Place {
  id: string;
  name: string;
  href: string;
  /** Meets the filters. */
  matched: boolean;
  /** How many technologies are held there in a state that counts. */
  level: number;
  technologies: { label: string; state: string }[];
  suppliers: string[];
  origins: string[];
}

export interface MapState {
  /** Ids of the places that the edition lists; they do not change. */
  readonly listed: readonly string[];
  /** By id; made anew when the filters change. */
  places: Readonly<Record<string, Place>>;
  selected: string | null;
  /** False where the edition did not ask what the filters want; then no place is in or out. */
  asked: boolean;
  /** Words for the whole map, e.g. "31 of 75 places match." */
  summary: string;
}
