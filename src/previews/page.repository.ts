import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import type { PageDoc } from './page.schema.js';
import type { Preview } from './previews.rules.js';

const keyOf = (url: string): string => createHash('sha256').update(url).digest('base64url');

@Injectable()
export class PageRepository {
  constructor(@InjectModel('LinkPage') private readonly pages: Model<PageDoc>) {}

  /** `undefined` when the page was not read lately. */
  async find(url: string): Promise<Preview | null | undefined> {
    const found = await this.pages.findById(keyOf(url)).lean<PageDoc>();
    return found && found.expires_at > new Date() ? found.preview : undefined;
  }

  async keep(url: string, preview: Preview | null, expires_at: Date): Promise<void> {
    await this.pages.updateOne({ _id: keyOf(url) }, { $set: { preview, expires_at } }, { upsert: true });
  }
}
