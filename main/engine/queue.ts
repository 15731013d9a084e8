/** A single lane with two priorities: what people click goes before bulk work, each in order of arrival. */
export class WriterQueue {
  readonly #urgent: (() => Promise<void>)[] = [];
  readonly #bulk: (() => Promise<void>)[] = [];
  #running = false;

  /** Runs `work` alone; resolves or rejects with its outcome. */
  run<T>(work: () => Promise<T>, urgent: boolean): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const task = () => work().then(resolve, reject);
      (urgent ? this.#urgent : this.#bulk).push(task);
      if (!this.#running) void this.#pump();
    });
  }

  async #pump(): Promise<void> {
    this.#running = true;
    for (let task = this.#take(); task; task = this.#take()) await task();
    this.#running = false;
  }

  #take(): (() => Promise<void>) | undefined {
    return this.#urgent.shift() ?? this.#bulk.shift();
  }
}
