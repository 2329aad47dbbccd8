import { Injectable } from '@nestjs/common';
import { InjectModel } from '@nestjs/mongoose';
import type { Model } from 'mongoose';
import { isDuplicateKey } from '../database/duplicate-key.js';
import type { VapidKeyDoc } from './push.schema.js';

export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

@Injectable()
export class VapidKeyRepository {
  constructor(@InjectModel('VapidKey') private readonly keys: Model<VapidKeyDoc>) {}

  /** The pair that there is, or this one from now on: of nodes that start at once all get the same. */
  async keep({ publicKey, privateKey }: VapidKeys): Promise<VapidKeys> {
    try {
      await this.keys.updateOne(
        { _id: 'vapid' },
        { $setOnInsert: { public_key: publicKey, private_key: privateKey } },
        { upsert: true },
      );
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
    }
    return (await this.find()) ?? { publicKey, privateKey };
  }

  async find(): Promise<VapidKeys | null> {
    const found = await this.keys.findById('vapid').lean<VapidKeyDoc>();
    return found && { publicKey: found.public_key, privateKey: found.private_key };
  }
}
