import { limits } from '@contract/limits.js';
import type { File as Attachment } from '@contract/message.js';
import { newId } from '@sdk/id.js';
import { create } from 'zustand';
import { t } from '@/lib/i18n.js';
import { explain } from '@/lib/problems.js';
import { showToast } from '@/lib/ui-state.js';
import { uploadFile } from './upload.js';

/** A file that was put into a composer. */
export interface TrayFile {
  id: string;
  name: string;
  size: number;
  /** What the browser shows of a picture before the server has it. */
  picture: string | null;
  progress: number;
  failure: string | null;
  uploaded: Attachment | null;
}

interface Trays {
  /** By the key of the composer. */
  trays: Record<string, TrayFile[]>;
}

const useTrays = create<Trays>(() => ({ trays: {} }));
const none: TrayFile[] = [];
export const useTray = (key: string): TrayFile[] => useTrays(({ trays }) => trays[key] ?? none);

const sources = new Map<string, { file: File; abort: AbortController }>();

const change = (key: string, next: (files: TrayFile[]) => TrayFile[]): void =>
  useTrays.setState(({ trays }) => ({ trays: { ...trays, [key]: next(trays[key] ?? []) } }));
const update = (key: string, id: string, news: Partial<TrayFile>): void =>
  change(key, (files) => files.map((file) => (file.id === id ? { ...file, ...news } : file)));

const begin = async (key: string, id: string, file: File): Promise<void> => {
  const abort = new AbortController();
  sources.set(id, { file, abort });
  try {
    const uploaded = await uploadFile(file, {
      signal: abort.signal,
      onProgress: (progress) => update(key, id, { progress }),
    });
    update(key, id, { uploaded, progress: 1 });
  } catch (error) {
    if (!abort.signal.aborted) update(key, id, { failure: explain(error) });
  }
};

export const addFiles = (key: string, files: readonly File[]): void => {
  const held = useTrays.getState().trays[key]?.length ?? 0;
  const room = limits.attachmentsPerMessage - held;
  if (files.length > room)
    showToast({ text: t('files.too_many', { count: limits.attachmentsPerMessage }), isError: true });
  const added = files.slice(0, Math.max(0, room)).map((file) => ({ id: newId(), file }));
  change(key, (all) => [
    ...all,
    ...added.map(({ id, file }) => ({
      id,
      name: file.name,
      size: file.size,
      picture: file.type.startsWith('image/') ? URL.createObjectURL(file) : null,
      progress: 0,
      failure: null,
      uploaded: null,
    })),
  ]);
  for (const { id, file } of added) void begin(key, id, file);
};

export const retryFile = (key: string, id: string): void => {
  const source = sources.get(id);
  if (!source) return;
  update(key, id, { failure: null, progress: 0 });
  void begin(key, id, source.file);
};

const forget = (files: readonly TrayFile[]): void => {
  for (const { id, picture } of files) {
    if (picture) URL.revokeObjectURL(picture);
    sources.delete(id);
  }
};

export const removeFile = (key: string, id: string): void => {
  sources.get(id)?.abort.abort();
  const gone = useTrays.getState().trays[key]?.filter((file) => file.id === id) ?? [];
  change(key, (files) => files.filter((file) => file.id !== id));
  forget(gone);
};

/** Files of messages that are on their way: to show them before the server does. */
const handedOver = new Map<string, Attachment>();
export const uploaded = (ids: readonly string[]): Attachment[] =>
  ids.flatMap((id) => handedOver.get(id) ?? []);

/** Hands the uploaded files over to a message, by their ids: the tray is empty after it. */
export const takeFiles = (key: string): string[] => {
  const files = useTrays.getState().trays[key] ?? [];
  change(key, () => []);
  forget(files);
  const taken = files.flatMap((file) => file.uploaded ?? []);
  for (const file of taken) handedOver.set(file.id, file);
  return taken.map(({ id }) => id);
};
