/** One question for all who ask the same while it is on its way: an answer may have been read a moment before it was asked for. */
export class Shared<V> {
  private readonly underWay = new Map<string, Promise<V>>();

  get(key: string, load: () => Promise<V>): Promise<V> {
    const known = this.underWay.get(key);
    if (known !== undefined) return known;
    const value = load().finally(() => this.underWay.delete(key));
    this.underWay.set(key, value);
    return value;
  }
}
