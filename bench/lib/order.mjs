/** Whether the numbers of a conversation come to one connection once each, and in order. */

class Conversation {
  last = 0;
  /** Jumped over, and not come yet. @type {Set<number>} */
  missing = new Set();
}

export class Order {
  /** @type {Map<string, Conversation>} */
  #conversations = new Map();
  received = 0;
  doubled = 0;
  outOfOrder = 0;

  /** @param {string} room @param {number} seq */
  take(room, seq) {
    this.received += 1;
    let conversation = this.#conversations.get(room);
    if (!conversation) {
      conversation = new Conversation();
      conversation.last = seq - 1;
      this.#conversations.set(room, conversation);
    }
    const { last, missing } = conversation;
    if (seq === last + 1) conversation.last = seq;
    else if (seq > last) {
      for (let n = last + 1; n < seq; n += 1) missing.add(n);
      conversation.last = seq;
    } else if (missing.delete(seq)) this.outOfOrder += 1;
    else this.doubled += 1;
  }

  /** Jumped over and never come. */
  get lost() {
    let lost = 0;
    for (const { missing } of this.#conversations.values()) lost += missing.size;
    return lost;
  }

  /** The last number that came of a room. @param {string} room */
  lastOf(room) {
    return this.#conversations.get(room)?.last ?? 0;
  }
}
