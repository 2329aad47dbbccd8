import { Popover } from '@base-ui/react/popover';
import { lazy, type ReactNode, Suspense } from 'react';
import { IconButton } from './Button.js';
import styles from './emoji.module.css';

const EmojiPicker = lazy(async () => ({ default: (await import('./EmojiPicker.js')).EmojiPicker }));

export interface EmojiButtonProps {
  label: string;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onPick: (emoji: string) => void;
  size?: 'small' | 'normal';
  className?: string | undefined;
  children: ReactNode;
}

/** A button that opens the picker; both the picker and its data come with the first use. */
export const EmojiPopover = ({
  label,
  isOpen,
  onOpen,
  onPick,
  size = 'small',
  className,
  children,
}: EmojiButtonProps) => (
  <Popover.Root open={isOpen} onOpenChange={onOpen}>
    <Popover.Trigger render={<IconButton label={label} size={size} className={className} />}>
      {children}
    </Popover.Trigger>
    <Popover.Portal>
      <Popover.Positioner
        className={styles.positioner}
        side="top"
        align="end"
        sideOffset={6}
        collisionPadding={8}
      >
        <Popover.Popup className={styles.popup} aria-label={label}>
          <Suspense fallback={<div className={styles.picker} />}>
            <EmojiPicker
              onPick={(emoji) => {
                onPick(emoji);
                onOpen(false);
              }}
            />
          </Suspense>
        </Popover.Popup>
      </Popover.Positioner>
    </Popover.Portal>
  </Popover.Root>
);
