import type { File as Attachment } from '@contract/message.js';
import { Download, FileText } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { cx } from '@/lib/class-names.js';
import { t } from '@/lib/i18n.js';
import { blurOf, isFilm, isPicture, isSound, shownSize } from '../pictures.js';
import { sizeText } from '../size.js';
import styles from './attachments.module.css';

const Lightbox = lazy(() => import('./Lightbox.js'));

/** The files of a message: pictures as a grid, films and sounds to play, the rest as cards. */
export const Attachments = ({ files }: { files: readonly Attachment[] }) => {
  const [shown, setShown] = useState<number | null>(null);
  if (files.length === 0) return null;
  const pictures = files.filter(isPicture);
  return (
    <div className={styles.files}>
      {pictures.length === 1 && pictures[0] && (
        <Picture file={pictures[0]} isAlone onOpen={() => setShown(0)} />
      )}
      {pictures.length > 1 && (
        <div className={cx(styles.grid, (pictures.length === 2 || pictures.length === 4) && styles.two)}>
          {pictures.map((file, at) => (
            <Picture key={file.id} file={file} isAlone={false} onOpen={() => setShown(at)} />
          ))}
        </div>
      )}
      {files.filter(isFilm).map((file) => (
        <Film key={file.id} file={file} />
      ))}
      {files.filter(isSound).map((file) => (
        <figure key={file.id} className={styles.sound}>
          <figcaption>{file.file_name}</figcaption>
          {/* biome-ignore lint/a11y/useMediaCaption: what people send has no captions */}
          <audio controls preload="none" src={file.url} />
        </figure>
      ))}
      {files
        .filter((file) => !isPicture(file) && !isFilm(file) && !isSound(file))
        .map((file) => (
          <Card key={file.id} file={file} />
        ))}
      {shown !== null && (
        <Suspense>
          <Lightbox files={pictures} first={shown} onClose={() => setShown(null)} />
        </Suspense>
      )}
    </div>
  );
};

const Picture = ({ file, isAlone, onOpen }: { file: Attachment; isAlone: boolean; onOpen: () => void }) => {
  const { width, height } = shownSize(file);
  const blur = blurOf(file);
  return (
    <button
      type="button"
      className={cx(styles.picture, isAlone && styles.alone)}
      style={isAlone ? { width, aspectRatio: `${width} / ${height}` } : undefined}
      aria-label={t('files.open', { name: file.file_name })}
      onClick={onOpen}
    >
      {blur && <img className={styles.blur} src={blur} alt="" aria-hidden="true" />}
      <img
        src={(isAlone ? file.preview_url : file.thumbnail_url) ?? file.thumbnail_url ?? file.url}
        alt={file.file_name}
        width={width}
        height={height}
        loading="lazy"
        decoding="async"
      />
    </button>
  );
};

const Film = ({ file }: { file: Attachment }) => {
  const { width, height } = shownSize(file);
  return (
    // biome-ignore lint/a11y/useMediaCaption: what people send has no captions
    <video
      className={styles.film}
      style={{ width, aspectRatio: `${width} / ${height}` }}
      controls
      playsInline
      preload={file.preview_url ? 'none' : 'metadata'}
      poster={file.preview_url ?? undefined}
      src={file.url}
      aria-label={file.file_name}
    />
  );
};

const downloadUrl = ({ url }: Attachment): string => `${url}${url.includes('?') ? '&' : '?'}download=1`;

const Card = ({ file }: { file: Attachment }) => (
  <a className={styles.card} href={downloadUrl(file)} download={file.file_name}>
    {file.thumbnail_url ? (
      <img className={styles.page} src={file.thumbnail_url} alt="" loading="lazy" />
    ) : (
      <span className={styles.page}>
        <FileText size={20} />
      </span>
    )}
    <span className={styles.words}>
      <strong>{file.file_name}</strong>
      <span>{sizeText(file.file_size)}</span>
    </span>
    <Download size={17} aria-label={t('files.download')} />
  </a>
);
