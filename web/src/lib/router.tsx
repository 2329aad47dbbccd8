import {
  type AnchorHTMLAttributes,
  createContext,
  type MouseEvent,
  type ReactNode,
  useContext,
  useDeferredValue,
  useSyncExternalStore,
} from 'react';

/** What a place in the history remembers beside its address. */
interface HistoryState {
  /** When a message was asked for: once more, it is gone to once more. */
  asked?: number;
}

/** Where the page is. */
interface Location {
  pathname: string;
  search: string;
  state: HistoryState;
}

const read = (): Location => ({
  pathname: window.location.pathname,
  search: window.location.search,
  state: (history.state as HistoryState | null) ?? {},
});

let current: Location | undefined;
const listeners = new Set<() => void>();

const moved = (): void => {
  current = read();
  for (const listener of listeners) listener();
};

const subscribe = (listener: () => void): (() => void) => {
  if (listeners.size === 0) window.addEventListener('popstate', moved);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('popstate', moved);
  };
};

/** The same object until the page goes elsewhere. */
const here = (): Location => {
  current ??= read();
  return current;
};

interface Way {
  /** In the place of where one was, which the back button passes over. */
  replace?: boolean;
  state?: HistoryState;
}

export const navigate = (to: string, { replace = false, state }: Way = {}): void => {
  history[replace ? 'replaceState' : 'pushState'](state ?? null, '', to);
  moved();
};

/** An address with what is given of a query. */
export const withQuery = (pathname: string, query: Record<string, string | boolean | undefined>): string => {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  return given.length === 0 ? pathname : `${pathname}?${new URLSearchParams(given)}`;
};

const Shown = createContext<Location | null>(null);

interface ProviderProps {
  /** Whether the screen of a path can be shown at once. */
  isLoaded: (pathname: string) => boolean;
  children: ReactNode;
}

/** All that is below sees one place at a time: until the next screen is loaded, where one was stays. */
export const RouterProvider = ({ isLoaded, children }: ProviderProps) => {
  const location = useSyncExternalStore(subscribe, here);
  const before = useDeferredValue(location);
  const isAtOnce = location.pathname === before.pathname || isLoaded(location.pathname);
  return <Shown value={isAtOnce ? location : before}>{children}</Shown>;
};

export const useLocation = (): Location => {
  const shown = useContext(Shown);
  if (!shown) throw new Error('there is no RouterProvider around it');
  return shown;
};

/** What a path has in the place of `:name`, where it is of this pattern. */
export const matchPath = (pattern: string, pathname: string): string | true | undefined => {
  const [wanted, given] = [pattern, pathname].map((path) => path.split('/').filter(Boolean));
  if (!wanted || !given || wanted.length !== given.length) return undefined;
  let found: string | true = true;
  for (const [at, part] of wanted.entries()) {
    const piece = given[at] ?? '';
    if (part.startsWith(':')) found = decoded(piece);
    else if (part !== piece) return undefined;
  }
  return found;
};

const decoded = (piece: string): string => {
  try {
    return decodeURIComponent(piece);
  } catch {
    return piece; // Written by hand: what leads nowhere may say so.
  }
};

interface Props extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  to: string;
}

/** A link within the page; a new tab, where one asks for it, is the browser's affair. */
export const Link = ({ to, onClick, ...rest }: Props) => (
  <a
    {...rest}
    href={to}
    onClick={(event: MouseEvent<HTMLAnchorElement>) => {
      onClick?.(event);
      const { button, metaKey, ctrlKey, shiftKey, altKey, defaultPrevented } = event;
      if (defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return;
      event.preventDefault();
      navigate(to);
    }}
  />
);
