import { ChevronDown } from 'lucide-react';
import { type ComponentProps, type ReactNode, useId } from 'react';
import { cx } from '@/lib/class-names.js';
import styles from './field.module.css';

interface Common {
  label: string;
  hint?: ReactNode;
  problem?: string | undefined;
}

const Shell = ({ id, label, hint, problem, children }: Common & { id: string; children: ReactNode }) => (
  <div className={styles.field}>
    <label htmlFor={id} className={styles.label}>
      {label}
    </label>
    {children}
    {problem ? (
      <p id={`${id}-note`} className={styles.problem} role="alert">
        {problem}
      </p>
    ) : (
      hint && (
        <p id={`${id}-note`} className={styles.hint}>
          {hint}
        </p>
      )
    )}
  </div>
);

export const TextField = ({ label, hint, problem, ...rest }: Common & ComponentProps<'input'>) => {
  const id = useId();
  return (
    <Shell id={id} label={label} hint={hint} problem={problem}>
      <input
        {...rest}
        id={id}
        className={styles.input}
        aria-invalid={problem ? true : undefined}
        aria-describedby={hint || problem ? `${id}-note` : undefined}
      />
    </Shell>
  );
};

export const TextArea = ({ label, hint, problem, ...rest }: Common & ComponentProps<'textarea'>) => {
  const id = useId();
  return (
    <Shell id={id} label={label} hint={hint} problem={problem}>
      <textarea {...rest} id={id} className={styles.input} aria-invalid={problem ? true : undefined} />
    </Shell>
  );
};

/** The browser's list, behind an arrow that is the same everywhere. */
const Select = ({ className, ...rest }: ComponentProps<'select'>) => (
  <span className={cx(styles.select, className)}>
    <select {...rest} className={styles.input} />
    <ChevronDown size={16} />
  </span>
);

export const SelectField = ({ label, hint, problem, ...rest }: Common & ComponentProps<'select'>) => {
  const id = useId();
  return (
    <Shell id={id} label={label} hint={hint} problem={problem}>
      <Select {...rest} id={id} aria-describedby={hint || problem ? `${id}-note` : undefined} />
    </Shell>
  );
};

interface Option<T extends string> {
  value: T;
  label: ReactNode;
  hint?: string;
}

interface ChoiceProps<T extends string> {
  label: string;
  value: T;
  options: Option<T>[];
  onChange: (value: T) => void;
}

/** One of a few, all of them visible. */
export const Choice = <T extends string>({ label, value, options, onChange }: ChoiceProps<T>) => {
  const name = useId();
  return (
    <fieldset className={styles.choice}>
      <legend className={styles.label}>{label}</legend>
      <div className={styles.options}>
        {options.map((option) => (
          <label key={option.value} className={styles.option}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            <span className={styles.optionLabel}>{option.label}</span>
            {option.hint && <span className={styles.hint}>{option.hint}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  );
};

interface SwitchProps {
  label: string;
  hint?: string;
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => void;
}

/** On or off, at once. */
export const Switch = ({ label, hint, isOn, isDisabled = false, onChange }: SwitchProps) => (
  <label className={styles.switch}>
    <span className={styles.switchText}>
      <span>{label}</span>
      {hint && <span className={styles.hint}>{hint}</span>}
    </span>
    <input
      type="checkbox"
      role="switch"
      aria-checked={isOn}
      checked={isOn}
      disabled={isDisabled}
      onChange={({ target }) => onChange(target.checked)}
    />
  </label>
);
