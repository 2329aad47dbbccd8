import type { Suggestion } from '@contract/search.js';
import { Clock, Hash, Search, UserRound, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { IconButton } from '@/components/ui/Button.js';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { queryClient } from '@/lib/query.js';
import { forgetRecent, useSuggestions } from '../api.js';
import { complete } from '../excerpt.js';
import styles from './search.module.css';

const icons = { recent: Clock, person: UserRound, room: Hash, term: Search } as const;

interface Props {
  query: string;
  onSearch: (query: string) => void;
}

export const SearchBox = ({ query, onSearch }: Props) => {
  const [typed, setTyped] = useState(query);
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const { data } = useSuggestions(typed, isOpen);
  const suggestions = isOpen ? (data?.suggestions ?? []) : [];
  useEffect(() => box.current?.focus(), []);

  const search = (wanted: string): void => {
    setOpen(false);
    setTyped(wanted);
    onSearch(wanted.trim());
  };
  const pick = ({ kind, text }: Suggestion): void => {
    if (kind === 'recent') return search(text);
    setTyped(complete(typed, text));
    setAt(-1);
    box.current?.focus();
  };
  const forget = async (suggestion: Suggestion): Promise<void> => {
    if (suggestion.kind !== 'recent') return;
    await forgetRecent(suggestion.recent_id).catch(() => undefined);
    await queryClient.invalidateQueries({ queryKey: ['suggestions'] });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const picked = suggestions[at];
    if (step !== undefined && suggestions.length > 0) {
      event.preventDefault();
      setAt((now) => ((now + step + 1 + suggestions.length + 1) % (suggestions.length + 1)) - 1);
    } else if (event.key === 'Escape' && isOpen) {
      event.preventDefault();
      setOpen(false);
    } else if ((event.key === 'Tab' || event.key === 'Enter') && picked && !event.nativeEvent.isComposing) {
      event.preventDefault();
      pick(picked);
    }
  };

  return (
    <search className={styles.box}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          search(typed);
        }}
      >
        <Search size={17} />
        <input
          ref={box}
          type="search"
          enterKeyHint="search"
          autoComplete="off"
          role="combobox"
          aria-label={t('search.title')}
          aria-expanded={suggestions.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
          placeholder={t('search.placeholder')}
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setOpen(true);
            setAt(-1);
          }}
          onFocus={() => setOpen(typed === '')}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        {typed !== '' && (
          <IconButton
            label={t('search.clear')}
            size="small"
            className={styles.clear}
            onClick={() => {
              setTyped('');
              box.current?.focus();
            }}
          >
            <X size={16} />
          </IconButton>
        )}
      </form>
      {suggestions.length > 0 && (
        <div
          className={styles.suggestions}
          role="listbox"
          id={`${id}-list`}
          aria-label={t('search.suggestions')}
          onPointerDown={(event) => event.preventDefault()}
        >
          {suggestions.map((suggestion, index) => {
            const Icon = icons[suggestion.kind];
            return (
              <div
                key={`${suggestion.kind}:${suggestion.text}`}
                className={cx(styles.suggestion, index === at && styles.picked)}
              >
                <div
                  role="option"
                  tabIndex={-1}
                  id={`${id}-${index}`}
                  aria-selected={index === at}
                  className={styles.option}
                  onClick={() => pick(suggestion)}
                  onKeyDown={onKeyDown}
                >
                  <Icon size={15} />
                  <span dir="auto">{suggestion.text}</span>
                  {suggestion.kind === 'person' && <em>{suggestion.user.display_name}</em>}
                </div>
                {suggestion.kind === 'recent' && (
                  <button
                    type="button"
                    tabIndex={-1}
                    aria-label={t('search.forget', { query: suggestion.text })}
                    onClick={() => void forget(suggestion)}
                  >
                    <X size={14} />
                  </button>
                )}
              </div>
            );
          })}
        </div>
      )}
    </search>
  );
};
