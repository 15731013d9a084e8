/**
 * Remembers which keys were seen, eight bytes a key: a file may hold millions of orders. Only a 64-bit hash is kept,
 * so `add` may, very rarely, call a new key known. Callers must be right in that case too, only slower.
 */
export class KeySet {
  #slots = new Uint32Array(2 * 1024);
  #size = 0;

  /** Adds a key; true when it (or, very rarely, another with the same hash) was there before. */
  add(key: string): boolean {
    let low = 0x811c9dc5;
    let high = 0x9e3779b9;
    for (let at = 0; at < key.length; at += 1) {
      const code = key.charCodeAt(at);
      low = Math.imul(low ^ code, 0x01000193);
      high = Math.imul(high ^ code, 0x85ebca6b) ^ (high >>> 15);
    }
    // Zero in both halves marks a free slot.
    return this.#insert((low | 1) >>> 0, high >>> 0);
  }

  #insert(low: number, high: number): boolean {
    if (this.#size * 4 > this.#slots.length) this.#grow();
    const mask = this.#slots.length / 2 - 1;
    for (let slot = (low ^ high) & mask; ; slot = (slot + 1) & mask) {
      const at = slot * 2;
      if (this.#slots[at] === 0) {
        this.#slots[at] = low;
        this.#slots[at + 1] = high;
        this.#size += 1;
        return false;
      }
      if (this.#slots[at] === low && this.#slots[at + 1] === high) return true;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#slots = new Uint32Array(old.length * 2);
    this.#size = 0;
    for (let at = 0; at < old.length; at += 2) {
      const low = old[at] ?? 0;
      if (low !== 0) this.#insert(low, old[at + 1] ?? 0);
    }
  }
}
