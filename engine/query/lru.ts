/** Keeps the values used last. A Map remembers the order of insertion; whatever is used is put at the end. */
export class Lru<V> {
  readonly #map = new Map<string, V>();
  constructor(readonly size: number) {}

  get(key: string, make: () => V): V {
    const known = this.#map.get(key);
    if (known !== undefined) {
      this.#map.delete(key);
      this.#map.set(key, known);
      return known;
    }
    const made = make();
    this.#map.set(key, made);
    if (this.#map.size > this.size) this.#map.delete(this.#map.keys().next().value!);
    return made;
  }
}
