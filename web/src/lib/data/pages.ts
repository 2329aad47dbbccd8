import { useInfiniteQuery } from '@tanstack/react-query';

interface Pages<Answer, Item> {
  key: readonly unknown[];
  /** `cursor` names the last one of the page before. */
  load: (cursor: string | undefined) => Promise<Answer>;
  items: (answer: Answer) => Item[];
  /** Asked for again at this pace, where no event tells what changes. */
  everyMs?: number;
}

/** A list that comes page by page, as it is when it is opened. */
export const usePages = <Answer extends { has_more: boolean }, Item extends { id: string }>({
  key,
  load,
  items,
  everyMs,
}: Pages<Answer, Item>) => {
  const list = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (answer) => (answer.has_more ? items(answer).at(-1)?.id : undefined),
    staleTime: 0,
    refetchInterval: everyMs ?? false,
    placeholderData: (before) => before,
  });
  return { ...list, items: list.data?.pages.flatMap(items) ?? [] };
};
