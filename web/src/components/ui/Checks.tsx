import type { ReactNode } from 'react';
import styles from './checks.module.css';

interface Props<T extends string> {
  label: string;
  chosen: readonly T[];
  options: readonly { value: T; label: ReactNode; hint?: string }[];
  onChange: (chosen: T[]) => void;
}

/** Any of a few, all of them visible; what is chosen keeps their order. */
export const Checks = <T extends string>({ label, chosen, options, onChange }: Props<T>) => (
  <fieldset className={styles.checks}>
    <legend>{label}</legend>
    {options.map(({ value, label: name, hint }) => (
      <label key={value} className={styles.check}>
        <input
          type="checkbox"
          checked={chosen.includes(value)}
          onChange={({ target }) =>
            onChange(
              options
                .map((option) => option.value)
                .filter((one) => (one === value ? target.checked : chosen.includes(one))),
            )
          }
        />
        <span className={styles.name}>
          {name}
          {hint && <span className={styles.hint}>{hint}</span>}
        </span>
      </label>
    ))}
  </fieldset>
);
