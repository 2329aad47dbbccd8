import type { UserSummary } from '@contract/users.js';
import { Check, X } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useId, useState } from 'react';
import { cx } from '@/lib/class-names.js';
import { usePeopleSearch } from '@/lib/data/people.js';
import { t } from '@/lib/i18n.js';
import styles from './people-picker.module.css';
import { Avatar } from './ui/Avatar.js';

interface Props {
  label: string;
  chosen: readonly UserSummary[];
  onChange: (chosen: UserSummary[]) => void;
  /** Who cannot be chosen, and why. */
  taken?: ReadonlyMap<string, string>;
  most: number;
}

/** People found by the beginning of a name; those chosen stand in front of the text. */
export const PeoplePicker = ({ label, chosen, onChange, taken, most }: Props) => {
  const id = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const search = usePeopleSearch(useDeferredValue(query.trim()));
  const canBe = ({ id: who }: UserSummary): boolean => !taken?.has(who);
  const all = search.data ?? [];
  // Who cannot be chosen stands last.
  const found = [...all.filter(canBe), ...all.filter((person) => !canBe(person))];
  const isChosen = (person: UserSummary): boolean => chosen.some((one) => one.id === person.id);
  const toggle = (person: UserSummary | undefined): void => {
    if (!person || taken?.has(person.id)) return;
    if (isChosen(person)) onChange(chosen.filter((one) => one.id !== person.id));
    else if (chosen.length < most) onChange([...chosen, person]);
    setQuery('');
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') setAt(Math.min(at + 1, found.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(at - 1, 0));
    else if (event.key === 'Enter' && (query !== '' || chosen.length === 0)) toggle(found[at]);
    else if (event.key === 'Backspace' && query === '') return onChange(chosen.slice(0, -1));
    else return;
    event.preventDefault();
  };
  return (
    <div className={styles.picker}>
      <label htmlFor={`${id}-input`} className={styles.label}>
        {label}
      </label>
      <div className={styles.box}>
        {chosen.map((person) => (
          <button
            key={person.id}
            type="button"
            className={styles.chip}
            aria-label={t('people.remove', { name: person.display_name })}
            onClick={() => toggle(person)}
          >
            <Avatar person={person} size={20} /> {person.display_name} <X size={13} />
          </button>
        ))}
        <input
          id={`${id}-input`}
          className={styles.input}
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
          autoComplete="off"
          // biome-ignore lint/a11y/noAutofocus: a dialog was opened to search people; its field is where one begins
          autoFocus
          placeholder={chosen.length === 0 ? t('people.search') : ''}
          value={query}
          onChange={({ target }) => {
            setQuery(target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        id={`${id}-list`}
        className={styles.list}
        role="listbox"
        aria-label={label}
        aria-multiselectable="true"
      >
        {found.map((person, index) => {
          const reason = taken?.get(person.id);
          return (
            <div
              key={person.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={isChosen(person)}
              aria-disabled={reason !== undefined}
              className={cx(styles.option, index === at && styles.at, reason && styles.taken)}
              onPointerDown={(event) => {
                event.preventDefault();
                toggle(person);
              }}
            >
              <Avatar person={person} size={28} />
              <span className={styles.name}>{person.display_name}</span>
              <bdi className={styles.username}>@{person.username}</bdi>
              <span className={styles.mark}>{reason ?? (isChosen(person) && <Check size={16} />)}</span>
            </div>
          );
        })}
        {search.isSuccess && found.length === 0 && <p className={styles.none}>{t('people.none')}</p>}
        {search.isError && <p className={styles.none}>{t('error.offline')}</p>}
      </div>
    </div>
  );
};
