import { Suspense } from 'react';
import { later, pageShown } from '@/lib/later.js';
import { IconButton } from './Button.js';
import type { EmojiButtonProps } from './EmojiPopover.js';

const Popover = later(async () => (await import('./EmojiPopover.js')).EmojiPopover);

/** Looks the same before what it opens is there: the conversation does not wait for that. */
export const EmojiButton = (props: EmojiButtonProps) => (
  <Suspense
    fallback={
      <IconButton
        label={props.label}
        size={props.size ?? 'small'}
        className={props.className}
        onClick={() => {
          pageShown();
          props.onOpen(true);
        }}
      >
        {props.children}
      </IconButton>
    }
  >
    <Popover {...props} />
  </Suspense>
);
