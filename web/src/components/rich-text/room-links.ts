interface Known {
  id: string;
  name: string;
}

const sign = /(?<![\p{L}\p{N}_&#/])#/gu;
const inWord = /^[\p{L}\p{N}_-]/u;

/** Text in pieces: what is written, and the rooms that are named in it after a #, the longest name that fits. */
export const splitRooms = <T extends Known>(text: string, rooms: readonly T[]): (string | T)[] => {
  const pieces: (string | T)[] = [];
  let from = 0;
  for (const { index } of text.matchAll(sign)) {
    if (index < from) continue;
    const rest = text.slice(index + 1);
    const fits = ({ name }: T): boolean =>
      rest.slice(0, name.length).toLowerCase() === name.toLowerCase() &&
      !inWord.test(rest.slice(name.length));
    const room = rooms
      .filter(fits)
      .reduce<T | undefined>(
        (best, one) => (best && best.name.length >= one.name.length ? best : one),
        undefined,
      );
    if (!room) continue;
    if (index > from) pieces.push(text.slice(from, index));
    pieces.push(room);
    from = index + 1 + room.name.length;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
};

/** Whether a text can name a room at all: most need not look. */
export const mayNameRooms = (text: string): boolean => /#\S/.test(text);
