import { readFile, rm } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { mediaOf } from './file-type.js';
import { Tools } from './tools.js';

export interface MediaFacts {
  width: number | null;
  height: number | null;
  duration_ms: number | null;
  poster?: Buffer;
}

/** Containers of films and sound. Playlists, which name other files and addresses, are not among them. */
const FORMATS = 'mov,matroska,webm,ogg,avi,mp3,flac,wav,aac,aiff,amr,mpeg,mpegts,asf,flv';
const GUARD = ['-protocol_whitelist', 'file', '-format_whitelist', FORMATS];
const POSTER = 1_600;
/** Into a long film, past its black beginning. */
const POSTER_AT = 3;

const Probe = z.object({
  format: z.object({ duration: z.coerce.number().optional().catch(undefined) }).default({}),
  streams: z
    .array(
      z.object({
        codec_type: z.string().optional(),
        width: z.number().int().positive().optional(),
        height: z.number().int().positive().optional(),
        side_data_list: z.array(z.object({ rotation: z.number().optional() })).default([]),
      }),
    )
    .default([]),
});

/** What can be seen of films, sound and documents from outside, through the tools of the machine. */
@Injectable()
export class MediaProbe {
  constructor(private readonly tools: Tools) {}

  /** Null when nothing could be found out. */
  async look(path: string, type: string, folder: string): Promise<MediaFacts | null> {
    return type === 'application/pdf' ? this.document(path, folder) : this.media(path, type, folder);
  }

  private async media(path: string, type: string, folder: string): Promise<MediaFacts | null> {
    const args = ['-v', 'error', ...GUARD, '-print_format', 'json', '-show_format', '-show_streams'];
    const printed = await this.tools.run('ffprobe', [...args, `file:${path}`], folder);
    const found = printed && factsOf(printed.toString());
    if (!found) return null;
    // The picture on a record's cover is not what the sound looks like.
    if (mediaOf(type) !== 'video') return { ...found, width: null, height: null };
    const poster = found.width === null ? null : await this.poster(path, folder, found.duration_ms);
    return { ...found, ...(poster && { poster }) };
  }

  private async poster(path: string, folder: string, duration: number | null): Promise<Buffer | null> {
    const at = Math.min(POSTER_AT, (duration ?? 0) / 2000);
    const fit = `scale='min(${POSTER},iw)':'min(${POSTER},ih)':force_original_aspect_ratio=decrease`;
    const output = ['-an', '-frames:v', '1', '-vf', fit, '-f', 'image2pipe', '-c:v', 'png', 'pipe:1'];
    const input = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', FORMATS, '-ss', at.toFixed(2)];
    const args = ['-v', 'error', '-nostdin', '-threads', '1', ...input, '-i', `file:${path}`, ...output];
    const picture = await this.tools.run('ffmpeg', args, folder);
    return picture && picture.length > 0 ? picture : null;
  }

  private async document(path: string, folder: string): Promise<MediaFacts | null> {
    const target = `${path}-page`;
    try {
      const args = ['-f', '1', '-l', '1', '-singlefile', '-png', '-scale-to', String(POSTER), path, target];
      if (!(await this.tools.run('pdftoppm', args, folder))) return null;
      return { width: null, height: null, duration_ms: null, poster: await readFile(`${target}.png`) };
    } catch {
      return null; // It says that it has made a page, and has not.
    } finally {
      await rm(`${target}.png`, { force: true });
    }
  }
}

/** Of what ffprobe printed. Null when it is not what is expected. */
export const factsOf = (printed: string): Omit<MediaFacts, 'poster'> | null => {
  const { success, data } = Probe.safeParse(parsed(printed));
  if (!success) return null;
  const film = data.streams.find(({ codec_type, width }) => codec_type === 'video' && width !== undefined);
  const turned = film?.side_data_list.some(({ rotation = 0 }) => Math.abs(rotation) % 180 === 90) ?? false;
  const [width, height] = turned ? [film?.height, film?.width] : [film?.width, film?.height];
  const { duration } = data.format;
  return {
    width: width ?? null,
    height: height ?? null,
    duration_ms: duration !== undefined && Number.isFinite(duration) ? Math.round(duration * 1000) : null,
  };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
