/** Lower is better; undefined is no match. Words may begin anywhere in the name. */
export const rank = (name: string, query: string): number | undefined => {
  const text = name.toLowerCase();
  const wanted = query.toLowerCase();
  if (wanted === '') return 3;
  if (text.startsWith(wanted)) return 0;
  if (text.split(/[\s._-]+/).some((word) => word.startsWith(wanted))) return 1;
  return text.includes(wanted) ? 2 : undefined;
};
