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
  variants: ('thumbnail' | 'preview')[];
}
