/** Pictures that can be made of a file. */
export type Picture = 'thumbnail' | 'preview';

/** A file as messages keep it: everything but its URLs, which are signed anew whenever it is shown. */
export interface StoredFile {
  id: string;
  file_name: string;
  file_size: number;
  content_type: string;
  width: number | null;
  height: number | null;
  duration_ms: number | null;
  placeholder: string | null;
  /** Which pictures of it there are beside the original. */
  variants: Picture[];
}

/** What was found out about the content of a file. */
export type FileFacts = Pick<
  StoredFile,
  'content_type' | 'width' | 'height' | 'duration_ms' | 'placeholder' | 'variants'
>;

/** Where bytes of a file are. All of them lie below `folderOf`, which is what is removed. */
export const folderOf = (fileId: string): string => `files/${fileId}`;
export const keyOf = (fileId: string, variant: 'original' | Picture): string =>
  `${folderOf(fileId)}/${variant}`;

/** The pictures of every file are WebP. */
export const PICTURE_TYPE = 'image/webp';
