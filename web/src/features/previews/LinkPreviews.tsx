import type { LinkPreview, Message } from '@contract/message.js';
import { X } from 'lucide-react';
import { IconButton } from '@/components/ui/Button.js';
import { api } from '@/lib/api.js';
import { t } from '@/lib/i18n.js';
import { reportFailure } from '@/lib/problems.js';
import styles from './link-previews.module.css';

const MOST = { width: 420, height: 300 };

/** Its place is there before the picture comes. */
const sizeOf = ({ image_width, image_height }: LinkPreview): { width: number; height: number } => {
  const [w, h] = [image_width ?? MOST.width, image_height ?? MOST.height];
  const scale = Math.min(1, MOST.width / w, MOST.height / h);
  return { width: Math.round(w * scale), height: Math.round(h * scale) };
};

/** What stands behind the links of a message. Its sender may take them off. */
export const LinkPreviews = ({ message, isMine }: { message: Message; isMine: boolean }) => {
  const { id, link_previews: previews } = message;
  if (previews.length === 0) return null;
  const remove = (): void => void api.removePreviews({ message_id: id }).catch(reportFailure);
  return (
    <div className={styles.previews}>
      {previews.map((preview) => (
        <Preview key={preview.url} preview={preview} />
      ))}
      {isMine && (
        <IconButton size="small" label={t('preview.remove')} className={styles.remove} onClick={remove}>
          <X size={14} />
        </IconButton>
      )}
    </div>
  );
};

const Preview = ({ preview }: { preview: LinkPreview }) => {
  const { url, title, description, site_name, image_url } = preview;
  const link = { href: url, target: '_blank', rel: 'noopener noreferrer nofollow' };
  const size = sizeOf(preview);
  const isPicture = title === '' && image_url !== null;
  if (isPicture)
    return (
      <a
        {...link}
        className={styles.picture}
        style={{ width: size.width, aspectRatio: `${size.width} / ${size.height}` }}
      >
        <img src={image_url} alt={url} loading="lazy" {...size} />
      </a>
    );
  const isWide = (preview.image_width ?? 0) >= 400;
  return (
    <a {...link} className={styles.card}>
      <span className={styles.words}>
        <span className={styles.site}>{site_name || new URL(url).hostname}</span>
        <strong dir="auto">{title}</strong>
        {description && (
          <span className={styles.description} dir="auto">
            {description}
          </span>
        )}
        {image_url && isWide && (
          <img
            className={styles.wide}
            style={{ aspectRatio: `${size.width} / ${size.height}` }}
            src={image_url}
            alt=""
            loading="lazy"
            {...size}
          />
        )}
      </span>
      {image_url && !isWide && <img className={styles.thumb} src={image_url} alt="" loading="lazy" />}
    </a>
  );
};
