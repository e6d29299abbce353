/** Inputs that draw parts of themselves only when they are looked at: how a problem inside one is brought into view. */
type Reveal = (path: readonly string[]) => void;
const reveals = new Map<string, Reveal>();

/** `show` gets the path below the field: `['3', 'quantity']`. Gives the way to end it. */
export function registerReveal(id: string, show: Reveal): () => void {
  reveals.set(id, show);
  return () => {
    if (reveals.get(id) === show) reveals.delete(id);
  };
}

/** Shows a part of the input with this id and puts the keyboard there; false when it has no parts. */
export function reveal(id: string, path: readonly string[]): boolean {
  const show = reveals.get(id);
  show?.(path);
  return show !== undefined;
}
