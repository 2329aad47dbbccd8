/** What comes first in each box of MP4, MOV, HEIC and AVIF. `rest`: as much as there is from there on. Throws RangeError. */
export const headerOf = (data: Buffer, at: number, rest: number) => {
  const short = data.readUInt32BE(at);
  const type = data.toString('latin1', at + 4, at + 8);
  const length = short === 1 ? Number(data.readBigUInt64BE(at + 8)) : short === 0 ? rest : short;
  const header = short === 1 ? 16 : 8;
  if (length < header || length > rest) throw new RangeError('a box that is longer than what it is in');
  return { type, header, length };
};
