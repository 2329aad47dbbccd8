import type { ComponentProps } from 'react';
import { cx } from '@/lib/class-names.js';
import styles from './button.module.css';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

interface Props extends ComponentProps<'button'> {
  look?: Look;
  isBusy?: boolean;
}

export const Button = ({ look = 'plain', isBusy = false, className, disabled, ...rest }: Props) => (
  <button
    type="button"
    {...rest}
    className={cx(styles.button, styles[look], className)}
    disabled={disabled || isBusy}
    aria-busy={isBusy || undefined}
  />
);

interface IconProps extends ComponentProps<'button'> {
  /** What it does: for screen readers, and on hover. */
  label: string;
  isActive?: boolean;
  size?: 'small' | 'normal';
}

export const IconButton = ({ label, isActive = false, size = 'normal', className, ...rest }: IconProps) => (
  <button
    type="button"
    aria-label={label}
    title={label}
    {...rest}
    className={cx(styles.icon, size === 'small' && styles.small, isActive && styles.active, className)}
  />
);
